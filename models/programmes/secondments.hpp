// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "models/people/books.hpp"
#include "models/people/experience.hpp"
#include "models/people/selection.hpp"
#include "models/policy/funds.hpp"
#include "models/policy/programme.hpp"
#include "models/programmes/encounters.hpp"
#include "models/programmes/participant.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Stays elsewhere that there have been, and who is away.
struct SecondmentsState {
    Experiences stays;
    std::vector<Participant> away;

    template <class Archive>
    void visit(Archive& archive) {
        archive("stays", stays);
        archive("away", away);
    }
};

/// Methods 3.19: people sent to another place for a time (挂职).
///
/// Once a year, at the end of the calendar month in which the lever began, `persons_per_year` people who live and work
/// in `from` and have the least own numbers are picked; they are away from the next month on. Home, post and salary
/// stay, so head counts by home do not change; they work at the host. While away they neither consider moving nor lose
/// or look for a post; they may rise, retire or die. At the start the host is known; at the end they bring home
/// Poisson(nu_S (1 - (1 - delta)^D) / delta) acquaintances there, and in the last month look for a permanent post there
/// with probability c_S. The allowance of a month is paid if the fund can pay all of the lever's.
///
/// Draws: secondment_pick (selection.hpp, and one per year and direction), secondment_end and secondment_ties once a
/// person.
class Secondments : private sim::NotCopyable {
  public:
    /// People who are away.
    using Secondee = Participant;
    struct Return {  // in the last month, of those who would stay at the host
        std::uint32_t row;
        RegionIndex host;
    };

    Secondments(const CompiledWorld& world, const sim::Draws& draws, const std::vector<SecondmentProgramme>& programmes,
                SecondmentsState& state);

    [[nodiscard]] bool present() const noexcept { return !programmes_.empty(); }

    /// Finds who of those whose last month it is wants a post at the host.
    void open_month(sim::Month now, const Population& population);
    /// Rows of those, ascending.
    [[nodiscard]] const std::vector<Return>& returns() const noexcept { return returns_; }

    /// Month's end: pays allowances, brings home those whose time is over (appending what they take home), drops those
    /// who left the world.
    void finish(sim::Month now, Population& population, const Encounters& encounters, Funds& funds,
                std::vector<Encounter>& stored);
    /// Appends the month's requests, in the order of the register. `free(row)`: may go for all that other programmes
    /// know.
    void request(sim::Month now, const Books& books, const Population& population,
                 const std::function<bool(std::uint32_t)>& free, std::vector<PickRequest>& requests);
    /// Sends them; `intake` counts from the first of this month's. Returns how many.
    std::size_t send(std::size_t intake, const std::vector<Pick>& picks, sim::Month now, Population& population,
                     std::vector<Encounter>& stored);

    /// Those away in the coming month, some of whom may have left the world.
    [[nodiscard]] const std::vector<Secondee>& away() const noexcept { return state_->away; }
    [[nodiscard]] RegionIndex home(const Secondee& s) const noexcept {
        return world_->inner_of[programmes_[s.programme].from];
    }
    [[nodiscard]] RegionIndex host(const Secondee& s) const noexcept {
        return world_->inner_of[programmes_[s.programme].to];
    }
    [[nodiscard]] const Experiences& stays() const noexcept { return state_->stays; }

  private:
    void pay_allowances(const Population& population, Funds& funds) const;

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    SecondmentsState* state_;
    std::vector<SecondmentProgramme> programmes_;
    std::vector<Return> returns_;
    std::vector<std::size_t> intakes_;  // of this month: their programmes
};

}  // namespace talentflow::models
