// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/choice/decisions.hpp"
#include "models/policy/funds.hpp"
#include "models/policy/programme.hpp"
#include "models/programmes/encounters.hpp"
#include "sim/batches.hpp"
#include "sim/not_copyable.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

/// Who attended a fair in the last two months.
struct FairsState {
    struct Attendance {
        std::uint64_t person;
        std::uint32_t row;
        std::uint16_t programme, events;

        template <class Archive>
        void visit(Archive& archive) {
            archive("person", person);
            archive("row", row);
            archive("programme", programme);
            archive("events", events);
        }
    };
    using Blocks = std::vector<std::vector<Attendance>>;  // [block]

    Blocks attending, last_month;

    template <class Archive>
    void visit(Archive& archive) {
        archive("attending", attending);
        archive("last_month", last_month);
    }
};

/// Methods 3.20: joint job fairs, who attends and what they take home.
///
/// With e events a year, month i (counted from January 1800) has floor((i + 1) e/12) - floor(i e/12) of them; the fund
/// pays for each before the month, and one that it cannot pay for does not take place. Each event is attended by those
/// unemployed, and those who consider moving this month, who live within reach_km of a host (anywhere if online) and
/// whose own word is below `reach`. From the next month on they know every region of the fair, have Poisson(events
/// nu_J) more acquaintances in each, and for two months consider moving more (th_J, hazards.hpp).
///
/// Draws: fair_attendance, per event and person who may attend; fair_ties, per person who attended.
class Fairs : private sim::NotCopyable {
  public:
    Fairs(sim::Team& team, const CompiledWorld& world, const sim::Draws& draws,
          const std::vector<FairProgramme>& programmes, FairsState& state);

    [[nodiscard]] bool present() const noexcept { return !programmes_.empty(); }
    /// Whether anything takes place this month.
    [[nodiscard]] bool open() const noexcept { return open_; }
    /// Whether a lever's events of this month fell through for want of money: then it changes nothing this month.
    [[nodiscard]] bool cancelled(std::size_t lever) const noexcept { return cancelled_[lever] != 0; }

    /// Pays for the month's events and finds who of the unemployed attends.
    void open_month(sim::Month now, const Population& population, Funds& funds);
    /// Finds who of the employed in `who`, people of one block who consider moving, attends. Safe in parallel over
    /// blocks.
    void invite(std::size_t block, const std::vector<Considering>& who, const sim::PersonBatch& persons, sim::Month now,
                const Population& population);
    /// Month's end: stores what attendance brought; marks who was at a fair lately.
    void finish(sim::Month now, Population& population, const Encounters& encounters);

    /// Attendances of this month by lever, in agents: an agent at two events counts twice.
    [[nodiscard]] std::int64_t attendances(std::size_t lever) const noexcept { return attendances_[lever]; }

  private:
    using Attendance = FairsState::Attendance;
    using Blocks = FairsState::Blocks;

    struct Guests {  // scratch: people who may attend something
        std::vector<std::uint32_t> rows;
        std::vector<std::uint16_t> programmes;
        sim::DrawBatch draws;  // one per event
        std::vector<std::uint32_t> words;
        std::vector<std::uint32_t> idle;  // rows of a block
    };
    void ask(std::uint32_t row, sim::PersonId person, sim::Month now, const Population& population,
             Guests& guests) const;
    void take(Guests& guests, sim::Month now, const Population& population, std::vector<Attendance>& attending) const;

    sim::Team* team_;
    const CompiledWorld* world_;
    const sim::Draws* draws_;
    FairsState* state_;
    std::vector<FairProgramme> programmes_;
    std::vector<std::uint64_t> within_reach_;    // [programme] inner regions from where people come
    std::vector<std::uint64_t> learnt_;          // [programme] inner regions of the fair
    std::vector<std::uint32_t> tiers_, fields_;  // [programme] sets
    std::vector<std::uint32_t> key_;             // [programme] in addresses of draws
    std::vector<int> events_;                    // [programme] of this month, 0 for none
    std::vector<unsigned char> cancelled_;       // [lever]
    bool open_ = false;
    Blocks before_;                          // attendances of the month before the last
    std::vector<std::int64_t> attendances_;  // [lever]
};

}  // namespace talentflow::models
