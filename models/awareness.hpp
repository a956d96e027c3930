// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/compiled_world.hpp"
#include "models/policy_field.hpp"
#include "sim/batches.hpp"
#include "sim/draws.hpp"

namespace talentflow::models {

/// Does somebody living in `home` know `region`, having had `stored` as the bit at the start of `since`?
struct AwarenessQuery {
    sim::PersonId person;
    sim::Month since;
    std::uint8_t home = 0, region = 0;
    bool stored = false;
};

/// Scratch of one thread for many queries at once.
struct AwarenessScratch {
    struct Undecided {
        std::uint32_t query;
        std::uint32_t marks;  // of the present window, not looked at yet
    };
    std::vector<Undecided> undecided, marked;
    sim::DrawBatch draws;
    std::vector<std::uint32_t> words;
};

/// Methods 3.7: which places a person knows, computed only when somebody looks (ADR 0008).
///
/// A place is learnt with probability a_m = 1 - exp(-eta), eta = eta_0 exp(-d/d_a) + media x information factor, and
/// forgotten with b = 1 - exp(-phi). Per (person, region) every month is a mark with probability L = 1/16; at a mark one
/// uniform decides: below a_m/L on, from 1 - b/L off, else nothing. The state is the last decision since the
/// stored bit, so a look changes nothing and the law is exactly that of the monthly chain.
/// L is 1 if the rates without levers exceed 1/16. Where levers may raise those of one place beyond it, that place alone has
/// the least of 1/8, 1/4, 1/2 and 1 that is enough in every month: fewer words of the same call must agree.
class Awareness {
  public:
    Awareness(const CompiledWorld& world, const sim::Draws& draws);

    /// Fixes the rates of month `now`; called once a month, in order.
    void open_month(sim::Month now, const PolicyField& policy);

    /// The answer at the start of `now`. Draws: one mark word per 32 months and one value word per mark looked at.
    [[nodiscard]] bool knows(const AwarenessQuery& query, sim::Month now) const noexcept;
    /// The same for many queries; answers[i] is 1 for yes.
    void know(const std::vector<AwarenessQuery>& queries, sim::Month now, AwarenessScratch& scratch,
              std::vector<std::uint8_t>& answers) const;

    /// Steady-state set of places known at the start; one word per region, four a call.
    [[nodiscard]] std::uint64_t initial_set(sim::PersonId person, std::size_t home) const noexcept;

    /// Whether states change at all (module active or a chain given by override).
    [[nodiscard]] bool moving() const noexcept { return moving_; }

  private:
    enum class Decision { on, off, none };
    /// What the value word of a mark in `month` decides.
    [[nodiscard]] Decision decision(const AwarenessQuery& query, sim::Month month, std::uint32_t word) const noexcept;
    void find_marks(const std::vector<AwarenessQuery>& queries, int window, int last, AwarenessScratch& scratch) const;
    void look_at_latest(const std::vector<AwarenessQuery>& queries, int window, AwarenessScratch& scratch,
                        std::vector<std::uint8_t>& answers) const;
    [[nodiscard]] double learn_rate(std::size_t home, std::size_t region, double media) const noexcept;
    /// Fixes the marks: enough for the chain without levers, and for what levers may add to it.
    void set_marks(double most_without_levers);
    /// eta_0 exp(-d/d_a).
    [[nodiscard]] double rate_over(double km) const noexcept;
    /// Takes the distances of the month: links shorten them, in effect, from the month they open (Entry::effective_km).
    void use_distances(const PolicyField& policy);

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    bool moving_;
    double forget_;                  // monthly probability
    std::vector<std::uint8_t> mark_words_;   // [region] L = 2^-words, 0 to 4
    bool usual_marks_ = true;                // 4 words everywhere
    bool every_month_ = false;               // 0 words everywhere
    std::vector<double> mark_probability_;   // [region] L
    std::vector<double> off_from_;           // [region] u at or above forgets
    std::vector<double> distance_rate_;  // [home * n_regions + region] of the month
    bool links_open_ = false;            // distance_rate_ is not that of the map
    std::vector<double> steady_;     // [home * n_regions + region] share who know it in the long run
    std::vector<double> on_below_;   // [(month - first) * n_regions^2 + home * n_regions + region]
};

}  // namespace talentflow::models
