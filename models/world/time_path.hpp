// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "sim/calendar.hpp"

namespace talentflow::models {

/// A value over calendar time: constant, steps, or a linear ramp between dated points.
///
/// Before its first date a path has its first value, after its last date its last value.
class TimePath {
  public:
    enum class Shape { steps, ramp };
    using Point = std::pair<sim::Month, double>;

    constexpr TimePath() = default;
    /*implicit*/ TimePath(double constant) : points_{{sim::Month{}, constant}} {}
    /// `points` in strictly ascending order of months, at least one (BugError).
    TimePath(Shape shape, std::vector<Point> points);

    [[nodiscard]] double at(sim::Month month) const noexcept;
    [[nodiscard]] bool is_constant() const noexcept { return points_.size() < 2; }
    [[nodiscard]] Shape shape() const noexcept { return shape_; }
    [[nodiscard]] const std::vector<Point>& points() const noexcept { return points_; }

  private:
    Shape shape_ = Shape::steps;
    std::vector<Point> points_;
};

}  // namespace talentflow::models
