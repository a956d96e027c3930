// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace talentflow::models {

inline constexpr std::size_t kMaxTiers = 8;
inline constexpr std::size_t kMaxFields = 32;

/// One number per tier, in the order of World::tiers.
using TierValues = std::array<double, kMaxTiers>;

/// Behavioural parameters. Symbols, units, defaults, ranges, evidence and sources: parameter_specs(),
/// printed by `talentflow parameters`. Equations: docs/methods.md.
struct Parameters {
    // choice (methods 3.4)
    TierValues income_elasticity{};     // beta_y
    double housing_share = 0;           // s_h
    double size_elasticity = 0;         // theta_O
    double distance_elasticity = 0;     // beta_d
    double service_weight = 0;          // beta_q
    TierValues card_weight{};           // beta_g
    double tie_weight = 0;              // beta_n
    double origin_weight = 0;           // beta_H
    double province_border_cost = 0;    // c_b
    double credential_cost = 0;         // c_cr
    double settlement_cost = 0;         // c_hk
    double partner_cost = 0;            // c_P
    double child_cost = 0;              // c_K
    double residence_attachment = 0;    // kappa_ten
    double dissimilarity = 0;           // rho
    double moving_cost_years = 0;       // M
    double discount_rate_per_year = 0;  // delta
    double unemployment_benefit = 0;    // b, share of the wage
    double credential_wage_loss = 0;    // xi
    double job_led_share = 0;           // of the last tier; the others are job-led
    double moving_cost_spread = 0;      // half-width of the personal moving cost, utils per unit
    double congestion_weight = 0;       // of ln(1 + residents / capacity)
    double congestion_capacity = 0;     // persons per region
    // consideration (methods 3.3)
    double consideration_rate_per_month = 0;  // h_0
    double consideration_unemployed = 0;      // th_U
    double consideration_graduate = 0;        // th_G
    double consideration_contract_end = 0;    // th_C
    double consideration_fair = 0;            // th_J
    double consideration_partner = 0;         // th_P
    double consideration_child = 0;           // th_K
    // separation and search (methods 3.9, 3.5)
    double separation_rate_per_month = 0;   // s_EU
    double separation_tenure_per_year = 0;  // delta_ten
    double job_tenure_mean_months = 0;      // at the start
    double search_rate_per_month = 0;       // sigma_U
    TierValues contact_efficiency{};        // A_m
    double matching_elasticity = 0;         // eta
    double applications_max = 0;            // K
    double relatedness_min = 0;             // least Phi of a pool one may apply to
    double score_tier_fit = 0;
    double score_experience = 0;
    double score_recognised = 0;
    double score_noise = 0;
    // commuting (methods 3.21)
    double commuting_cost_per_minute = 0;  // beta_c
    double commuting_minutes_max = 0;
    // posts (methods 3.6)
    double posts_open_share = 0;
    double posts_adjustment_per_month = 0;
    double posts_growth_per_year = 0;
    // wages and house prices (methods 3.16, 3.6)
    double agglomeration_elasticity = 0;  // gamma
    double wage_supply_elasticity = 0;    // sigma
    double wage_adjustment_per_month = 0;
    double labour_demand_elasticity = 0;    // eps_L
    double housing_supply_elasticity = 0;   // eps_s
    double housing_demand_elasticity = 0;   // eps_d
    double price_adjustment_per_month = 0;  // kP
    // awareness and ties (methods 3.7, 3.8)
    double awareness_rate_per_month = 0;   // eta_0
    double awareness_distance_km = 0;      // d_a
    double forgetting_rate_per_month = 0;  // phi
    double tie_decay_per_month = 0;        // delta_n
    double tie_rate_per_month = 0;         // nu
    double ties_home_mean = 0;
    double ties_nearby_share = 0;
    double ties_nearby_km = 0;
    // demography (methods 3.2)
    double mortality_at_40_per_year = 0;
    double mortality_growth_per_year = 0;
    double graduates_entering_share = 0;
    double graduates_upper_share = 0;  // entering one tier above the last
    double women_cadre_share = 0;      // who retire with the cadres' age
    // claims and accreditation (methods 3.10)
    double take_up_constant = 0;  // a_t
    double take_up_value = 0;     // b_t
    double take_up_delay = 0;     // c_t
    double accreditation_probability = 0;
    double clawback_share = 0;            // chi
    TierValues tier_upgrade_per_month{};  // u_k, from tier k to the next above
};

enum class Evidence { published, printed, computed, assumed };
/// The word a scenario file writes.
[[nodiscard]] const char* word(Evidence evidence) noexcept;
enum class Scale { linear, log };

/// A range for sensitivity analysis; equal ends: none is stated.
struct Range {
    double low = 0, high = 0;
};

/// What is known of one parameter. Ranges are those for sensitivity analysis; bounds are hard.
struct ParameterSpec {
    std::string path;    // "parameters.distance_elasticity"; per tier: the map's path
    std::string symbol;  // "beta_d"
    std::string unit;
    std::variant<double Parameters::*, TierValues Parameters::*> member;
    /// Default by tier id for per-tier parameters: {"A", 1.8}, ...; one entry "" for plain ones.
    std::vector<std::pair<std::string, double>> defaults;
    double low = 0, high = 0;              // hard bounds, both included
    double range_low = 0, range_high = 0;  // equal: no range stated
    /// Ranges of tiers that have one of their own, by tier id; the others have the one above.
    std::vector<std::pair<std::string, Range>> tier_ranges;
    [[nodiscard]] Range range_of(const std::string& tier) const;
    Scale scale = Scale::linear;
    Evidence evidence = Evidence::assumed;
    std::string source;
    std::string help;
};

/// Every parameter, in the order of docs/methods.md.
[[nodiscard]] const std::vector<ParameterSpec>& parameter_specs();

/// Parameters with every default; per-tier defaults are matched by tier id, an unknown tier id takes
/// the value of the last default entry.
[[nodiscard]] Parameters default_parameters(const std::vector<std::string>& tier_ids);

}  // namespace talentflow::models
