// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/world/index.hpp"
#include "models/world/parameters.hpp"
#include "models/world/time_path.hpp"
#include "sim/calendar.hpp"

/// The description of a world and its policies as plain values: what a scenario file says once it has
/// been read, checked and completed. The model never sees a file; the loader never sees an agent.
namespace talentflow::models {

class Lever;

inline constexpr std::size_t kMaxRegions = 64;   // a set of regions is one 64-bit mask
inline constexpr std::size_t kMaxLevers = 1000;  // a programme's number has 16 bits, and a lever may enrol one a region
inline constexpr std::size_t kNoIndex = static_cast<std::size_t>(-1);

struct Name {
    std::string en;
    std::string zh;
};

/// A tier of talent (层次), highest first. The last tier is the one that needs no accreditation.
struct Tier {
    std::string id;
    Name name;
    bool accredited = true;  // recognised by title and accreditation; false for E (recognised by diploma)
};

/// A field of work (领域). In a regulated field a credential is needed to practise.
struct Field {
    std::string id;
    Name name;
    bool regulated = false;
};

struct Seat {
    double lat = 0;  // degrees north
    double lon = 0;  // degrees east
};

/// A census industry: how college-intensive it is and which fields its talents belong to.
struct Industry {
    std::string id;
    double college_intensity = 1.0;    // relative share of college-educated among its employed
    std::vector<double> field_shares;  // [n_fields], sums to 1
};

struct Region {
    std::string id;
    Name name;
    std::string province;
    std::optional<Seat> seat;
    double residents = 0;                            // persons of any age and education
    double talent_total = 0;                         // persons at time 0
    std::vector<std::optional<double>> tier_counts;  // [n_tiers] printed counts, replace the shares
    std::vector<double> men;                         // [n_age_bands] residents of the census
    std::vector<double> women;                       // [n_age_bands]
    double bachelor_share = 0.5;                     // of the college-educated, at least a bachelor's degree
    std::vector<double> industry_shares;             // [n_industries] of the employed
    double unemployment = 0.05;                      // share of the labour force at the start
    double wage_cny_per_month = 0;                   // mean wage of tier E
    double graduates_per_year = 0;                   // of local colleges, before the labour-market share
    double house_price_index = 1;
    double settlement_barrier = 0;                // 0 open to 1 closed: local registration (hukou)
    double spouse_chance = 0;                     // of a tied partner finding work there, in [0, 1]
    double school_chance = 0;                     // of a school place for a newcomer's child, in [0, 1]
    double amenity = 0;                           // alpha_r, utils
    std::vector<double> stay_constant;            // [n_tiers] kappa_0(k, l), utils
    std::optional<double> posts_growth_per_year;  // else the parameter's default
    double processing_days_accreditation = 30;
    double processing_days_claims = 30;
    double desk_cases_per_month = 1e9;
    std::optional<double> net_migration_target_per_year;  // of the stock; empty: not aimed at
};

struct Distance {
    double km = 0;
    double minutes = 0;
};

/// Everything beyond the regions of the world: a stream, not a place (methods 3.12).
struct RestOfWorld {
    double leaving_per_year = 0.007;              // target share of talents leaving the world
    double potential_immigrants_per_year = 0.03;  // of the time-0 stock
    std::vector<double> utility;                  // [n_tiers] alpha_row(k), as a destination, utils
    std::vector<double> stay_constant;            // [n_tiers] of potential immigrants, utils
};

struct Group {
    std::string id;
    Name name;
    std::vector<FileRegion> members;
};

/// A talent title: which tier each of its levels stands for in its issuer's region.
struct Title {
    std::string id;
    Name name;
    FileRegion issuer;
    std::vector<std::pair<std::string, TierIndex>> levels;  // level id -> tier
};

enum class FundRule { first_come, lottery };

struct Fund {
    std::string id;
    Name name;
    std::vector<std::pair<FileRegion, double>> payers;  // region -> share, sums to 1; the first leads
    double per_year_cny = 0;
    double once_cny = 0;  // appropriated in the first month
    std::optional<sim::Month> from, to;
    bool carry_over = true;  // unspent money stays at the turn of the year
    FundRule rule = FundRule::first_come;
};

enum class ModuleState { none, fixed, active };

/// Which parts of the model act. Names are keys of `modules:` in a scenario.
struct Modules {
    ModuleState demography = ModuleState::none;
    ModuleState separation = ModuleState::none;
    ModuleState posts = ModuleState::none;
    ModuleState awareness = ModuleState::none;
    ModuleState consideration = ModuleState::none;
    ModuleState choice = ModuleState::none;
    ModuleState clearing = ModuleState::none;
    ModuleState claims = ModuleState::none;
    ModuleState capability = ModuleState::none;
    ModuleState ties = ModuleState::none;
    ModuleState commuting = ModuleState::none;
    ModuleState secondment = ModuleState::none;
    ModuleState wages = ModuleState::none;
    ModuleState housing = ModuleState::none;
    ModuleState firms = ModuleState::none;
};

struct ModuleSpec {
    const char* name;
    ModuleState Modules::*member;
    bool can_be_fixed;  // `fixed` has a meaning of its own
    const char* help;
};
[[nodiscard]] const std::vector<ModuleSpec>& module_specs();

struct InitialAgents {
    enum class Employment { employed, unemployed };
    enum class Aware { all, none, steady };
    FileRegion region;
    TierIndex tier;
    FieldIndex field;
    double age_years = 30;
    std::int64_t count = 0;
    Employment employment = Employment::employed;
    bool accredited = false;
    Aware aware = Aware::all;
    int ties = 0;  // at home
};

struct Entries {
    enum class Kind { fixed, poisson, per_resident };
    FileRegion region;
    Kind kind = Kind::fixed;
    double amount = 0;
};

struct ExtraPosts {
    FileRegion region;
    TierIndex tier;
    FieldIndex field;
    std::int64_t count = 0;
};

/// Exact tables that replace parts of the model (scenarios/README.md, Overrides).
struct Overrides {
    std::vector<InitialAgents> initial_agents;
    ByFileRegion<ByFileRegion<double>> transition;  // rows sum to 1
    std::optional<double> consider_probability;
    ByFileRegion<ByFileRegion<double>> utility;  // diagonal V_stay
    std::vector<double> known_probability;       // n_regions, or n_regions - 1 (the others, in order)
    std::optional<double> separation_probability;
    std::optional<double> finding_probability;
    std::vector<Entries> entries_per_month;
    std::optional<double> exit_probability;
    std::vector<std::optional<double>> tier_upgrade_probability;  // [n_tiers] from this tier upwards
    std::vector<ExtraPosts> posts;
    std::optional<double> contact_probability;
    std::optional<std::int64_t> applications_max;
    std::optional<double> awareness_on_probability, awareness_off_probability;
    std::optional<double> take_up_probability, accreditation_probability;
    std::optional<double> peer_weight;
    ByFileRegion<double> reference_scale;  // scales N_r0 and D_r0; or empty

    [[nodiscard]] bool any() const;
};

enum class Newcomers { only, no, all };

/// Who may have the benefit of a lever. Empty lists mean everyone.
struct Eligibility {
    std::vector<TierIndex> tiers;
    std::vector<FieldIndex> fields;
    std::vector<std::size_t> titles;
    std::optional<double> age_max_years;
    enum class Education { any, bachelor } education_min = Education::any;
    Newcomers newcomers = Newcomers::all;
    bool first_time = true;
};

enum class ExclusiveRule { highest, first, sum };

/// The keys common to every lever, and its own parameters behind `lever`.
struct LeverInstance {
    std::string id;
    std::string kind;
    Name name;
    bool enabled = true;
    double dose = 1;  // [0, 2]; 0 is the baseline bit for bit
    std::string group;
    std::vector<std::size_t> requires_levers;  // indices into World::levers
    std::string exclusive_set;                 // empty: none
    ExclusiveRule exclusive_rule = ExclusiveRule::highest;
    std::optional<sim::Month> from, to;  // both included
    std::size_t fund = kNoIndex;         // paid_from
    double admin_share = 0;              // of what is paid
    Eligibility eligible;
    std::vector<FileRegion> for_regions;  // benefit
    std::vector<FileRegion> at_regions;   // where it happens
    bool online = false;                  // it happens online, wherever else it does
    std::optional<std::pair<FileRegion, FileRegion>> between;
    std::optional<FileRegion> from_region, to_region;
    std::shared_ptr<const Lever> lever;  // the kind's own parameters and behaviour

    [[nodiscard]] bool in_force(sim::Month month) const noexcept {
        return enabled && dose > 0 && (!from || *from <= month) && (!to || month <= *to);
    }
};

struct Relatedness {
    double other = 0.1;                       // of two different fields unless stated
    std::vector<std::vector<double>> values;  // [n_fields x n_fields], diagonal 1
};

struct AgeBand {
    int from_years = 0;
    int to_years = 0;               // both included
    double college_weight_men = 1;  // relative college share, seed of the proportional fitting
    double college_weight_women = 1;
};

/// The whole description of one scenario. Regions are in the order of the scenario file.
struct World {
    std::string name;
    Name title;

    sim::Month start;  // first month after burn-in
    int months = 120;
    int burn_in_months = 0;
    std::uint64_t seed = 0;
    int replicates = 1;

    double persons_per_agent = 1;
    std::optional<std::int64_t> agents;  // population.agents: size of a synthetic world without census

    std::vector<Tier> tiers;
    std::vector<Field> fields;
    Relatedness relatedness;
    std::vector<AgeBand> age_bands;
    std::vector<Industry> industries;
    std::vector<double> tier_shares;  // [n_tiers]; NaN for the rest tier
    std::vector<double> tier_wage;    // [n_tiers] multiplier of the last tier's wage
    std::vector<double> field_wage;   // [n_fields] index, mean about 1

    ByFileRegion<Region> regions;
    ByFileRegion<ByFileRegion<Distance>> distances;  // symmetric, diagonal 0
    RestOfWorld rest_of_world;
    std::vector<Group> groups;
    std::vector<Title> titles;
    std::vector<Fund> funds;

    Parameters parameters;
    Modules modules;
    Overrides overrides;
    std::vector<LeverInstance> levers;

    std::vector<std::string> output_variables;  // empty: the default set
    int output_every_months = 1;

    [[nodiscard]] std::size_t n_regions() const noexcept { return regions.size(); }
    [[nodiscard]] std::size_t n_tiers() const noexcept { return tiers.size(); }
    [[nodiscard]] std::size_t n_fields() const noexcept { return fields.size(); }
    /// First simulated month: start minus burn-in.
    [[nodiscard]] sim::Month first_month() const noexcept { return start - burn_in_months; }
};

}  // namespace talentflow::models
