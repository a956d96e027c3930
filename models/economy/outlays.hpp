// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/people/books.hpp"
#include "models/policy/funds.hpp"
#include "models/policy/programme.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// What of each outlay has been booked that is booked once.
struct OutlaysState {
    std::vector<Fen> paid_once;  // [outlay]

    template <class Archive>
    void visit(Archive& archive) {
        archive("paid_once", paid_once);
    }
};

/// Methods 3.22: running and building costs of levers, and what they buy.
///
/// A month costs per_year/12 (once it runs) + what is due of `once` + heads x per_head/12 + newcomers x per_newcomer,
/// heads and newcomers those of last month. `once` falls due evenly over once_months; what could not be paid stays due.
/// All of it is booked before the lever acts; in a month that its fund cannot pay for, the lever writes nothing. What
/// fell due before the run was paid outside it. Draws: none.
class Outlays : private sim::NotCopyable {
  public:
    Outlays(const CompiledWorld& world, std::vector<Outlay> outlays, OutlaysState& state);

    /// Books the costs of `now` in the order of the register. `books` holds last month.
    void open_month(sim::Month now, const Books& books, Funds& funds);

    /// Whether the lever may act this month: it costs nothing, or its costs were paid.
    [[nodiscard]] bool paid(std::size_t lever) const noexcept { return unpaid_[lever] == 0; }

  private:
    [[nodiscard]] double running_cny(const Outlay& outlay, sim::Month now, const Books& books) const;
    [[nodiscard]] Fen due_once(const Outlay& outlay, sim::Month now) const;
    [[nodiscard]] double heads(const LeverInstance& instance, const Books& books) const;
    [[nodiscard]] double newcomers(const LeverInstance& instance, const Books& books) const;

    const CompiledWorld* world_;
    OutlaysState* state_;
    std::vector<Outlay> outlays_;
    std::vector<unsigned char> unpaid_;  // [lever]
};

}  // namespace talentflow::models
