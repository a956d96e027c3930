// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/calendar.hpp"

namespace talentflow::models {

/// A course or a stay elsewhere that many people share: when it was, and what it does to rises of tier afterwards.
struct Experience {
    sim::Month first, last;                // months that it takes, both included
    double shift = 0;                      // of the log hazard of rising
    int from_months = 12, to_months = 48;  // after the last month: when the shift acts, both included

    friend bool operator==(const Experience&, const Experience&) noexcept = default;

    template <class Archive>
    void visit(Archive& archive) {
        archive("first", first);
        archive("last", last);
        archive("shift", shift);
        archive("from_months", from_months);
        archive("to_months", to_months);
    }
};

/// The experiences of a run. A person's column holds the number of the latest one, so that two bytes a person are
/// enough whatever differs between programmes and intakes.
class Experiences {
  public:
    /// The number of an experience, from 1 on; 0 in a column means none. Equal ones share a number.
    /// Errors: ModelError beyond 65,535 different ones.
    [[nodiscard]] std::uint16_t number(const Experience& experience);

    [[nodiscard]] bool running(std::uint16_t number, sim::Month now) const noexcept {
        return number != 0 && list_[number - 1U].first <= now && now <= list_[number - 1U].last;
    }
    [[nodiscard]] bool begins(std::uint16_t number, sim::Month now) const noexcept {
        return number != 0 && list_[number - 1U].first == now;
    }
    /// False where nothing can begin in `now`: nobody's column need be read.
    [[nodiscard]] bool may_begin(sim::Month now) const noexcept { return !list_.empty() && now <= latest_first_; }
    /// Whether it takes place, has still to act, or acts: then nobody is picked again.
    [[nodiscard]] bool counts(std::uint16_t number, sim::Month now) const noexcept {
        return number != 0 && now - list_[number - 1U].last <= list_[number - 1U].to_months;
    }
    /// Shift of the log hazard of rising in a month; 0 without an experience or outside its time.
    [[nodiscard]] double shift(std::uint16_t number, sim::Month now) const noexcept {
        if (number == 0) return 0.0;
        const Experience& e = list_[number - 1U];
        const int after = now - e.last;
        return after >= e.from_months && after <= e.to_months ? e.shift : 0.0;
    }
    /// Least and largest shift that anybody can have in a month, 0 included.
    [[nodiscard]] double least_shift(sim::Month now) const noexcept;
    [[nodiscard]] double most_shift(sim::Month now) const noexcept;

    template <class Archive>
    void visit(Archive& archive) {
        archive("list", list_);
        archive("latest_first", latest_first_);
    }

  private:
    std::vector<Experience> list_;
    sim::Month latest_first_;  // of all
};

}  // namespace talentflow::models
