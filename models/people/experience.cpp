// SPDX-License-Identifier: Apache-2.0
#include "models/people/experience.hpp"

#include <algorithm>
#include <limits>

#include "sim/error.hpp"

namespace talentflow::models {

std::uint16_t Experiences::number(const Experience& experience) {
    // Those of the same month are the last ones.
    const auto same = std::find(list_.rbegin(), list_.rend(), experience);
    if (same != list_.rend()) return static_cast<std::uint16_t>(list_.rend() - same);
    if (list_.size() == std::numeric_limits<std::uint16_t>::max()) {
        throw ModelError{sim::to_string(experience.first) +
                         ": more than 65,535 different courses or secondments; use fewer levers or months"};
    }
    latest_first_ = list_.empty() ? experience.first : std::max(latest_first_, experience.first);
    list_.push_back(experience);
    return static_cast<std::uint16_t>(list_.size());
}

double Experiences::least_shift(sim::Month now) const noexcept {
    double least = 0.0;
    for (std::size_t i = 0; i < list_.size(); ++i)
        least = std::min(least, shift(static_cast<std::uint16_t>(i + 1), now));
    return least;
}

double Experiences::most_shift(sim::Month now) const noexcept {
    double most = 0.0;
    for (std::size_t i = 0; i < list_.size(); ++i) most = std::max(most, shift(static_cast<std::uint16_t>(i + 1), now));
    return most;
}

}  // namespace talentflow::models
