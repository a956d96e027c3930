// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/economy/prices.hpp"
#include "models/policy/policy_field.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/batches.hpp"
#include "sim/deferred_acceptance.hpp"
#include "sim/draws.hpp"
#include "sim/not_copyable.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

inline constexpr std::uint16_t kNoReferral = 0xFFFF;
inline constexpr PoolIndex kNoPool = static_cast<PoolIndex>(-1);

/// A person who looks for a post in one region this month (methods 3.5).
struct Seeker {
    sim::PersonId person;
    std::uint32_t row = 0;  // kNoRow for potential immigrants
    RegionIndex home{};     // kNoRegion for potential immigrants
    RegionIndex target{};
    TierIndex tier{};
    FieldIndex field{};
    std::uint8_t experience_years = 0;
    bool recognised = true;                // credential and accreditation valid at the target
    bool moves_anyway = false;             // speculative: moves even without a post
    bool separates = false;                // loses the present post this month unless hired
    bool commutes = false;                 // looks elsewhere for a post and stays at home
    std::uint16_t referral = kNoReferral;  // programme under which an acquaintance referred them (methods 3.20)
    float contact_factor = 1;              // of c_m, which stays at most 1: referral, fair
    PoolIndex invited = kNoPool;           // the one pool that asked for this person; kNoPool: the usual search
};

/// A hire: the pool that took the seeker, or none.
struct Placement {
    bool hired = false;
    TierIndex tier{};
    FieldIndex field{};
};

/// Methods 3.5: applications, contact and clearing of one month.
///
/// A seeker ranks at most K pools (r, f', k') of the target region with relatedness Phi[f][f'] >= minimum and k' at or
/// below the own tier by ln(w Phi) + Gumbel; each application makes contact with probability
///   c_m = min(1, A_m mult_m (V_m / U_m)^(1 - eta)),  V_m open posts, U_m applications to the pool this month, mult_m
///   the contact factor of policy, and times the seeker's own factor, at most 1; who was invited by a pool applies
///   there only;
/// and the pools clear by applicant-proposing deferred acceptance with scores
///   x = Phi + 0.5 tier fit + 0.2 ln(1 + experience) + 0.3 recognised + 0.5 noise, ties by person id.
/// Vacancies are those of the snapshot: posts freed this month open next month.
/// Draws: per candidate pool one word (rank), per application one (contact), per contact one (score).
class JobSearch : private sim::NotCopyable {
  public:
    JobSearch(const CompiledWorld& world, const sim::Draws& draws);

    /// Fixes the contact factors of the month's policy and takes over its wages; without a call factors are 1 and wages
    /// those of the start.
    void open_month(const PolicyField& policy, const Prices& prices);

    /// Placement of every seeker, in the order given. `vacancies` by pool.
    [[nodiscard]] std::vector<Placement> clear(sim::Team& team, sim::Month now, const std::vector<Seeker>& seekers,
                                               const std::vector<std::int64_t>& vacancies);

  private:
    struct Candidate {
        double race;                 // smallest first
        double inverse_relatedness;  // 1 / Phi
        PoolIndex pool;
    };
    /// Scratch of one thread.
    struct Scratch {
        sim::DrawBatch draws;
        std::vector<std::uint32_t> words;
        std::vector<std::uint32_t> which;  // application of each draw
        std::vector<std::uint32_t> candidate_words;
        std::vector<Candidate> candidates;  // of all seekers of the block, one after the other
        std::vector<std::size_t> first;     // [seeker + 1] into candidates
        std::vector<double> exponentials;
        std::vector<std::int64_t> applications;  // [pool] of the seekers of this thread
    };
    template <class Act>
    void each_call(const Seeker& seeker, const Act& act) const;
    /// Pools that the seekers of a block may apply to, with the race that ranks them.
    void find_candidates(sim::Month now, const std::vector<Seeker>& seekers, std::size_t begin, std::size_t end,
                         Scratch& scratch) const;
    void apply(sim::Month now, const std::vector<Seeker>& seekers, std::size_t begin, std::size_t end,
               Scratch& scratch);
    /// Which applications of a block of seekers make contact, and how the pools rank them.
    void contact(sim::Month now, const std::vector<Seeker>& seekers, std::size_t begin, std::size_t end,
                 Scratch& scratch);
    [[nodiscard]] double contact_probability(PoolIndex pool, std::int64_t vacancies, std::int64_t applications) const;
    [[nodiscard]] std::int64_t score(const Seeker& seeker, PoolIndex pool, std::uint32_t word) const;
    void clear_region(RegionIndex region, const std::vector<Seeker>& seekers,
                      const std::vector<std::int64_t>& vacancies, std::vector<Placement>& placed) const;
    [[nodiscard]] std::uint32_t draw_of(PoolIndex pool) const noexcept;

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    std::size_t most_;                                    // K
    std::vector<double> efficiency_;                      // [pool] A_m mult_m
    std::vector<double> inverse_income_;                  // [pool]
    std::uint64_t wages_seen_ = 0;                        // revision of the prices that they are from
    std::vector<double> inverse_relatedness_;             // [f * n_fields + f']
    std::vector<std::vector<FieldIndex>> related_;        // [f] fields one may apply to
    std::vector<double> experience_;                      // [years] what experience adds to a score
    std::vector<Scratch> scratch_;                        // [thread]
    std::vector<PoolIndex> pools_;                        // [seeker * most_]
    std::vector<std::uint32_t> n_pools_;                  // [seeker]
    std::vector<std::int64_t> scores_;                    // [seeker * most_], kNoContact where there was none
    std::vector<std::int64_t> applications_;              // [pool]
    std::vector<double> contact_;                         // [pool]
    std::vector<std::vector<std::uint32_t>> seekers_of_;  // [region] seekers who look there, in order
};

}  // namespace talentflow::models
