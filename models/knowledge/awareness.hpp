// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/batches.hpp"
#include "sim/draws.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Does somebody living in `home` know `region`, having had `stored` as the bit at the start of `since`?
struct AwarenessQuery {
    sim::PersonId person;
    sim::Month since;
    RegionIndex home{}, region{};
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

/// Rates of learning of every month so far.
struct AwarenessState {
    static constexpr std::size_t kFurther = 4;  // kinds of further marks
    using FurtherMonths = std::array<std::uint32_t, kFurther>;

    std::vector<double> on_below;  // [(month - first) * n_regions^2 + home * n_regions + region]
    // What does not fit under the usual marks; empty as long as all of it does.
    std::vector<double> beyond;          // [as on_below]
    std::vector<FurtherMonths> further;  // [window * n_regions^2 + home * n_regions + region] months that need a kind

    template <class Archive>
    void visit(Archive& archive) {
        archive("on_below", on_below);
        archive("beyond", beyond);
        archive("further", further);
    }
};

/// Methods 3.7: which places a person knows, computed only when somebody looks (ADR 0008).
///
/// A place is learnt with probability a_m = 1 - exp(-eta), eta = eta_0 exp(-d/d_a) + media x information factor, and
/// forgotten with b = 1 - exp(-phi). Per (person, region) every month is a mark with probability L = 1/16, all four
/// words of a call agreeing; at a mark one uniform decides: below a_m/L on, from 1 - b/L off, else nothing. The state
/// is the last decision since the stored bit, so a look changes nothing and the law is exactly that of the monthly
/// chain. L is 1 if the rates without levers exceed 1/16. Where levers raise a_m beyond L - b, that much is decided at
/// these marks and the excess at further ones, which can only switch on: months in which three words agree and the
/// fourth does not (1/16), then two and not the third (1/8), one and not the second (1/4), and all others (1/2), as
/// many kinds as are needed. So where a lever raises nothing each decision is that of the world without it, bit for
/// bit.
class Awareness : private sim::NotCopyable {
  public:
    Awareness(const CompiledWorld& world, const sim::Draws& draws, AwarenessState& state);

    /// Fixes the rates of month `now`; called once a month, in order.
    void open_month(sim::Month now, const PolicyField& policy);

    /// The answer at the start of `now`. Draws: one mark word per 32 months and one value word per mark looked at.
    [[nodiscard]] bool knows(const AwarenessQuery& query, sim::Month now) const noexcept;
    /// The same for many queries; answers[i] is 1 for yes.
    void know(const std::vector<AwarenessQuery>& queries, sim::Month now, AwarenessScratch& scratch,
              std::vector<std::uint8_t>& answers) const;

    /// Steady-state set of places known at the start; one word per region, four a call.
    [[nodiscard]] std::uint64_t initial_set(sim::PersonId person, RegionIndex home) const noexcept;

    /// Whether states change at all (module active or a chain given by override).
    [[nodiscard]] bool moving() const noexcept { return moving_; }

  private:
    static constexpr std::size_t kFurther = AwarenessState::kFurther;
    using FurtherMonths = AwarenessState::FurtherMonths;
    enum class Decision { on, off, none };
    /// What the value word of a mark in `month` decides.
    [[nodiscard]] Decision decision(const AwarenessQuery& query, sim::Month month, std::uint32_t word) const noexcept;
    /// The same at a mark of a kind beyond the usual ones, if it is one of them.
    [[nodiscard]] std::optional<Decision> further_decision(const AwarenessQuery& query, sim::Month month,
                                                           double u) const noexcept;
    /// Of the months of a window those in which as many words agree as `kind` wants and the next does not.
    [[nodiscard]] static std::uint32_t marks_of(const sim::Words& words, std::size_t kind) noexcept;
    /// Months of a window that are further marks of a person's kind, where any rate needs them.
    [[nodiscard]] std::uint32_t further_marks(const AwarenessQuery& query, int window,
                                              const sim::Words& words) const noexcept;
    void find_marks(const std::vector<AwarenessQuery>& queries, int window, int last, AwarenessScratch& scratch) const;
    void look_at_latest(const std::vector<AwarenessQuery>& queries, int window, AwarenessScratch& scratch,
                        std::vector<std::uint8_t>& answers) const;
    [[nodiscard]] double learn_rate(RegionIndex home, RegionIndex region, double media) const noexcept;
    /// Stores that `beyond` of the rate of a month is left for further marks.
    void add_further(sim::Month now, std::size_t pair, double beyond);
    [[nodiscard]] std::size_t pair_of(const AwarenessQuery& query) const noexcept {
        return static_cast<std::size_t>(query.home) * world_->n_regions + query.region;
    }
    /// eta_0 exp(-d/d_a).
    [[nodiscard]] double rate_over(double km) const noexcept;
    /// Takes the distances of the month: links shorten them, in effect, from the month they open (Entry::effective_km).
    void use_distances(const PolicyField& policy);

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    AwarenessState* state_;
    bool moving_;
    double forget_;                      // monthly probability
    bool every_month_;                   // every month is a mark: L = 1
    double mark_probability_;            // L
    double off_from_;                    // u at or above forgets
    std::vector<double> distance_rate_;  // [home * n_regions + region] of the month
    bool links_open_ = false;            // distance_rate_ is not that of the map
    std::vector<double> steady_;         // [home * n_regions + region] share who know it in the long run
};

}  // namespace talentflow::models
