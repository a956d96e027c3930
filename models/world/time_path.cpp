// SPDX-License-Identifier: Apache-2.0
#include "models/world/time_path.hpp"

#include <algorithm>

#include "sim/contract.hpp"

namespace talentflow::models {

TimePath::TimePath(Shape shape, std::vector<Point> points) : shape_{shape}, points_{std::move(points)} {
    TF_EXPECT(!points_.empty());
    TF_EXPECT(std::adjacent_find(points_.begin(), points_.end(),
                                 [](const Point& a, const Point& b) { return a.first >= b.first; }) == points_.end());
}

double TimePath::at(sim::Month month) const noexcept {
    if (points_.empty()) return 0.0;
    if (month <= points_.front().first) return points_.front().second;
    if (month >= points_.back().first) return points_.back().second;
    const auto after = std::upper_bound(points_.begin(), points_.end(), month,
                                        [](sim::Month m, const Point& p) { return m < p.first; });
    const auto before = std::prev(after);
    if (shape_ == Shape::steps) return before->second;
    const double share = static_cast<double>(month - before->first) / static_cast<double>(after->first - before->first);
    return before->second + share * (after->second - before->second);
}

}  // namespace talentflow::models
