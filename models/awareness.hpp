// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/compiled_world.hpp"
#include "models/policy_field.hpp"
#include "sim/draws.hpp"

namespace talentflow::models {

/// Methods 3.7: which places a person knows, computed only when somebody looks (ADR 0008).
///
/// A place is learnt with probability a_m = 1 - exp(-eta), eta = eta_0 exp(-d/d_a) + media, and forgotten with b =
/// 1 - exp(-phi). Per (person, region) every month is a mark with probability L = 1/16; at a mark one uniform
/// decides: below a_m/L on, from 1 - b/L off, else nothing. The state is the last decision since the
/// stored bit, so a look changes nothing and the law is exactly that of the monthly chain.
/// L is 1 if a rate exceeds 1/16.
class Awareness {
  public:
    Awareness(const CompiledWorld& world, const sim::Draws& draws);

    /// Fixes the rates of month `now`; called once a month, in order.
    void open_month(sim::Month now, const PolicyField& policy);

    /// Does a person living in `home` know `region` at the start of `now`, having had `stored` as the bit
    /// at the start of `since`? Draws: one mark word per 32 months and one value word per mark looked at.
    [[nodiscard]] bool knows(sim::PersonId person, std::size_t home, std::size_t region, bool stored,
                             sim::Month since, sim::Month now) const noexcept;

    /// Steady-state set of places known at the start; one word per region, four a call.
    [[nodiscard]] std::uint64_t initial_set(sim::PersonId person, std::size_t home) const noexcept;

    /// Whether states change at all (module active or a chain given by override).
    [[nodiscard]] bool moving() const noexcept { return moving_; }

  private:
    [[nodiscard]] bool mark_decides(sim::PersonId person, std::size_t home, std::size_t region,
                                    sim::Month month, bool& on) const noexcept;
    [[nodiscard]] double learn_rate(std::size_t home, std::size_t region, double media) const noexcept;

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    bool moving_;
    double mark_probability_;
    double off_from_;                // u at or above forgets
    double forget_;                  // monthly probability
    std::vector<double> distance_rate_;  // [home * n_regions + region]
    std::vector<double> steady_;     // [home * n_regions + region] share who know it in the long run
    std::vector<double> on_below_;   // [(month - first) * n_regions^2 + home * n_regions + region]
};

}  // namespace talentflow::models
