// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/policy/lever.hpp"
#include "models/world/world.hpp"

/// What levers enrol once a run, beside the policy field that they write every month: programmes that generic processes
/// carry out. Amounts include the dose.
namespace talentflow::models {

enum class ClawbackRule { none, linear, full };

/// Shares of posts by tier, [n_tiers], summing to 1.
using TierShares = std::vector<double>;

/// Posts that come with a grant, a deal or a project.
struct CreatedPosts {
    double number = 0;               // persons, all tiers
    TierShares by_tier;              // [n_tiers]
    std::vector<FieldIndex> fields;  // empty: all; in proportion to the region's posts at the start; of a grant: the
                                     // holder's
    int ramp_months = 12;            // created evenly over these months
    double promotion_shift = 0;      // on the log hazard of rising, of whoever holds such a post (chi_W)
};

/// A benefit that people claim: an award paid in instalments, a card, or help with housing. Claims carries them out
/// (methods 3.10).
struct Programme {
    std::size_t lever = 0;   // index in World::levers
    TierPaths amount_cny;    // whole award by tier, over time, dose included; empty for a card
    int instalments = 1;     // equal yearly parts, rounded down in fen, the rest in the last
    int service_months = 0;  // obligation that starts at payment
    ClawbackRule clawback = ClawbackRule::none;
    double personal_share = 1;                  // part of the award that counts as income of the person (Sub)
    std::optional<double> grants_per_year_max;  // of all regions together, persons
    std::optional<CreatedPosts> posts;          // created in the holder's region and field per grant
    double promotion_shift = 0;                 // on the log hazard of rising while the contract runs (chi_W)
    bool card = false;                          // grants the talent green card of the region
    double holder_cost_cny_per_year = 0;
    double housing_relief = 0;    // share of the housing cost that the public bears; above 0: help with housing
    std::optional<double> units;  // flats in each region, persons; a claim that finds none lapses. Empty: no limit
    int term_months = 0;          // how long a flat or subsidy lasts

    [[nodiscard]] bool housing() const noexcept { return housing_relief > 0.0; }
    /// Award for a tier in a month; 0 if the tier has none.
    [[nodiscard]] double amount(TierIndex tier, sim::Month month) const noexcept {
        for (const auto& [k, path] : amount_cny) {
            if (k == tier) return path.at(month);
        }
        return 0.0;
    }
    [[nodiscard]] bool has_tier(TierIndex tier) const noexcept {
        if (card || housing()) return true;
        for (const auto& entry : amount_cny) {
            if (entry.first == tier) return true;
        }
        return false;
    }
};

/// Cost at the desks of a case that a lever of mutual recognition decides.
struct RecognitionCost {
    std::size_t lever = 0;
    double cost_cny = 0;
};

/// A job fair (event): people within reach learn of the regions, meet their employers, and consider moving more, by the
/// parameter th_J (methods 3.20).
struct FairProgramme {
    std::size_t lever = 0;
    std::vector<FileRegion> hosts;    // empty: online, for everyone
    std::vector<FileRegion> regions;  // whose posts are offered
    double events_per_year = 0;
    double reach = 0;  // share of job seekers, graduates and considerers within reach_km
    double reach_km = 0;
    double acquaintances = 0;  // nu_J, mean number met in each region
    double cost_per_event_cny = 0;
};

/// Fairs of a month at `per_year` of them: floor((i + 1) e/12) - floor(i e/12) in month i, counted from January 1800.
[[nodiscard]] int fairs_in(sim::Month month, double per_year) noexcept;

/// Seats of a course (intake): the people with the least keyed hashes among the eligible take them (methods 3.18).
struct TrainingProgramme {
    std::size_t lever = 0;
    std::vector<TierIndex> tiers;                        // of the people it is for
    double seats_per_year = 0;                           // in each region of the lever
    int months = 3;                                      // length of the course
    double promotion_shift = 0;                          // chi_T
    int effect_from_months = 12, effect_to_months = 48;  // after completion
    double cost_per_seat_cny = 0;
};

/// People sent to another place for a time (posting), home and salary unchanged (methods 3.19).
struct SecondmentProgramme {
    std::size_t lever = 0;
    FileRegion from, to;  // one direction
    double persons_per_year = 0;
    int months = 12;
    double acquaintances_per_month = 0;  // nu_S
    double conversion = 0;               // c_S, chance to look for a permanent post there at the end
    double promotion_shift = 0;          // chi_S after the return
    double allowance_per_month_cny = 0;
};

/// Part-time posts for people who live and work elsewhere (posting), methods 3.21.
struct DualPostProgramme {
    std::size_t lever = 0;
    FileRegion region;
    std::vector<TierIndex> tiers;  // of the people it is for
    double places = 0;             // at one time
    double fraction = 0.2;         // omega, of a full post
    double attractiveness = -5;    // d_0
    int term_months = 24;
    double acquaintances_per_month = 0;  // nu_D
    double pay_share = 1;                // of fraction x wage
};

/// Public money that makes firms create posts (venture): vouchers, stations, equity deals, parks, projects
/// (methods 3.17).
struct VentureProgramme {
    std::size_t lever = 0;
    std::vector<FileRegion> regions;     // where the posts are: those of a deal in one of them, of a project in all, in
                                         // proportion to the regions' posts at the start
    double deals_per_year = 0;           // planned; 0: one project that starts with the lever
    bool by_chance = false;              // deals are Poisson and scale with the founders of the regions over time 0
    std::vector<TierIndex> founders;     // tiers; empty: deals by chance do not scale
    double deal_cny = 0;                 // paid from the fund at the deal
    double pool_cny = 0;                 // most that all deals together may take; 0: no limit but the fund
    CreatedPosts posts;                  // per deal, or of the project
    double posts_together = 0;           // posts of a project that stand and fall together; 0: all of them
    double outside_share = 0;            // of the posts, for people brought in from the potential immigrants
    double crowd_out = 0;                // posts of other firms that go, per post created
    double failure_per_month = 0;        // hazard of a deal; its posts close
    std::optional<FileRegion> sponsor;   // enclave: the region that shares cost and ties
    double sponsor_share = 0;            // of the cost, where no fund says who pays
    double acquaintances_per_month = 0;  // of those who work there, in the sponsor's region
};

/// Referral of acquaintances to posts of a region (methods 3.20).
struct ReferralProgramme {
    std::size_t lever = 0;
    FileRegion region;
    double rate_per_month = 0;       // p of one acquaintance, dose and bonus included
    double contact_factor = 1;       // of the referred person's applications
    double bonus_cny = 0;            // to the referrer, when the referred is accredited in time
    int success_within_months = 36;  // after the hire
};

/// Places that a region's services have for the families of newcomers (methods 3.22).
struct FamilyProgramme {
    std::size_t lever = 0;
    FileRegion region;
    std::vector<TierIndex> tiers;
    double school_chance = 0;           // of a place for a newcomer's child while there are places, dose included
    double school_places_per_year = 0;  // 0: no limit
    double spouse_chance = 0;           // of a post for an employed partner
    double spouse_places_per_year = 0;  // 0: no limit
    double cost_per_place_cny = 0;      // of either
};

/// A cost that is no claim: booked to the fund at the start of a month. What the fund cannot pay for does not happen:
/// the lever writes nothing that month (methods 3.22).
struct Outlay {
    std::size_t lever = 0;
    double per_year_cny = 0;       // running cost
    int running_after_months = 0;  // of the lever's first month: what is built costs nothing before it opens
    double once_cny = 0;           // booked evenly over `once_months` from the lever's first month
    int once_months = 1;
    double per_head_year_cny = 0;  // of residents of `for` in the eligible tiers
    double per_newcomer_cny = 0;   // of people who moved to `for` in the month before
};

/// Everything that the levers of a world enrol.
struct ProgrammeList {
    std::vector<Programme> claims;
    std::vector<RecognitionCost> recognition_costs;
    std::vector<FairProgramme> fairs;
    std::vector<TrainingProgramme> trainings;
    std::vector<SecondmentProgramme> secondments;
    std::vector<DualPostProgramme> dual_posts;
    std::vector<VentureProgramme> ventures;
    std::vector<ReferralProgramme> referrals;
    std::vector<FamilyProgramme> family_places;
    std::vector<Outlay> outlays;

    void add(Programme p) { claims.push_back(std::move(p)); }
    void add(RecognitionCost p) { recognition_costs.push_back(p); }
    void add(FairProgramme p) { fairs.push_back(std::move(p)); }
    void add(TrainingProgramme p) { trainings.push_back(std::move(p)); }
    void add(SecondmentProgramme p) { secondments.push_back(p); }
    void add(DualPostProgramme p) { dual_posts.push_back(std::move(p)); }
    void add(VentureProgramme p) { ventures.push_back(std::move(p)); }
    void add(ReferralProgramme p) { referrals.push_back(p); }
    void add(FamilyProgramme p) { family_places.push_back(std::move(p)); }
    void add(Outlay p) { outlays.push_back(p); }
};

/// The programmes of every lever that is enabled and has a dose, in the order of the register and of ids.
[[nodiscard]] ProgrammeList enrolled(const World& world);

/// Whether a lever acts in a month: in force itself, and every lever it requires too, and so on. The work grows with
/// the number of these levers and of their requirements, however they are nested.
[[nodiscard]] bool lever_acts(const World& world, std::size_t lever, sim::Month month);

/// Months for which a lever has been in force when the run's first month after burn-in begins; 0 if it does not act in
/// that month. What it did in them is part of the start.
[[nodiscard]] int months_before_run(const World& world, std::size_t lever);

/// What stands for a lever in the addresses of draws: 2^20 + hash of its id, so that its place in the file does not
/// count.
[[nodiscard]] std::uint32_t draw_key(const LeverInstance& lever) noexcept;
inline constexpr unsigned kDrawKeyBits = 21;  // bits above them are free for a number of an event or region

/// Indices of World::levers in the order in which they write: by kind in the register, then by id.
[[nodiscard]] std::vector<std::size_t> lever_order(const World& world);

}  // namespace talentflow::models
