// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/people/books.hpp"
#include "models/people/experience.hpp"
#include "models/people/selection.hpp"
#include "models/policy/funds.hpp"
#include "models/policy/programme.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Courses that there have been.
struct TrainingsState {
    Experiences courses;

    template <class Archive>
    void visit(Archive& archive) {
        archive("courses", courses);
    }
};

/// Methods 3.18: courses, who takes part and what comes of it.
///
/// At the end of January, April, July and October a quarter of a year's seats is filled, by keyed rounding, with the
/// people of the region who have the least own numbers; the course begins with the next month. The fund pays for the
/// seats taken; seats that it cannot pay for stay empty. From 12 to 48 months after the course, by default, the log
/// hazard of rising a tier is higher by chi_T. Someone unemployed does not search in the first month. Nobody takes part
/// who is away on secondment or whose last course has not ceased to act.
///
/// Draws: training_pick, per person who fits (selection.hpp), and one per region and intake.
class Trainings : private sim::NotCopyable {
  public:
    Trainings(const CompiledWorld& world, const sim::Draws& draws, const std::vector<TrainingProgramme>& programmes,
              TrainingsState& state);

    [[nodiscard]] bool present() const noexcept { return !programmes_.empty(); }

    void open_month() noexcept;
    /// Appends the month's intakes, in the order of the register. `books` and `population` are those of the month's
    /// end.
    void request(sim::Month now, const Books& books, const Population& population, std::vector<PickRequest>& requests);
    /// Enrols as many as the fund pays for; `intake` counts from the first of this month's. Returns how many.
    std::size_t enrol(std::size_t intake, const std::vector<Pick>& picks, sim::Month now, Population& population,
                      Funds& funds);

    /// People enrolled this month by lever, in agents.
    [[nodiscard]] std::int64_t trainees(std::size_t lever) const noexcept { return trainees_[lever]; }
    [[nodiscard]] const Experiences& courses() const noexcept { return state_->courses; }

  private:
    const CompiledWorld* world_;
    const sim::Draws* draws_;
    TrainingsState* state_;
    std::vector<TrainingProgramme> programmes_;
    std::vector<std::size_t> intakes_;    // of this month: their programmes
    std::vector<std::int64_t> trainees_;  // [lever]
};

}  // namespace talentflow::models
