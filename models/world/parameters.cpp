// SPDX-License-Identifier: Apache-2.0
#include "models/world/parameters.hpp"

#include "models/world/world.hpp"

namespace talentflow::models {

namespace {

using P = Parameters;
using E = Evidence;

constexpr const char* kOwn = "talentflow assumption, docs/methods.md section 7";
constexpr const char* kTombeZhu =
    "Tombe and Zhu 2019, AER 109(5):1843-72 (tombe2019: 1.5, read in a public replication)";

ParameterSpec scalar(std::string name, std::string symbol, std::string unit, double P::*member, double value,
                     double low, double high, double range_low, double range_high, E evidence, std::string source,
                     std::string help, Scale scale = Scale::linear) {
    ParameterSpec spec;
    spec.path = "parameters." + std::move(name);
    spec.symbol = std::move(symbol);
    spec.unit = std::move(unit);
    spec.member = member;
    spec.defaults = {{"", value}};
    spec.low = low;
    spec.high = high;
    spec.range_low = range_low;
    spec.range_high = range_high;
    spec.scale = scale;
    spec.evidence = evidence;
    spec.source = std::move(source);
    spec.help = std::move(help);
    return spec;
}

ParameterSpec by_tier(std::string name, std::string symbol, std::string unit, TierValues P::*member,
                      std::vector<std::pair<std::string, double>> values, double low, double high, double range_low,
                      double range_high, E evidence, std::string source, std::string help,
                      Scale scale = Scale::linear) {
    auto spec = scalar(std::move(name), std::move(symbol), std::move(unit), nullptr, 0, low, high, range_low,
                       range_high, evidence, std::move(source), std::move(help), scale);
    spec.member = member;
    spec.defaults = std::move(values);
    return spec;
}

/// Each tier's value over and times `factor`.
ParameterSpec within_factor(double factor, ParameterSpec spec) {
    for (const auto& [tier, value] : spec.defaults)
        spec.tier_ranges.push_back({tier, {value / factor, value * factor}});
    return spec;
}

ParameterSpec with_ranges(std::vector<std::pair<std::string, Range>> ranges, ParameterSpec spec) {
    spec.tier_ranges = std::move(ranges);
    return spec;
}

std::vector<ParameterSpec> choice_specs() {
    return {
        with_ranges(
            {{"A", {0.06, 3.0}}, {"B", {0.06, 3.0}}},
            by_tier("income_elasticity", "beta_y", "1", &P::income_elasticity,
                    {{"A", 1.8}, {"B", 1.8}, {"C", 1.5}, {"D", 1.5}, {"E", 1.5}}, 0, 100, 0.6, 3.0, E::published,
                    std::string{kTombeZhu} + "; tiers A, B: Moretti and Wilson 2017, AER 107:1858-1903 (moretti2017: "
                                             "1.8), their range from young2016, "
                                             "quoted elsewhere (0.06), upwards",
                    "weight of log income in the utility of a place")),
        scalar("housing_share", "s_h", "1", &P::housing_share, 0.20, 0, 1, 0.13, 0.35, E::assumed, kOwn,
               "share of income spent on housing"),
        scalar("size_elasticity", "theta_O", "1", &P::size_elasticity, 0.7, 0, 5, 0.7, 1.0, E::computed,
               "talentflow's Poisson fit on 17 Korean regions 2012-20, data korea_gravity of R package "
               "migest (0.70, s.e. 0.06)",
               "elasticity of arrivals with respect to posts in a place"),
        scalar("distance_elasticity", "beta_d", "1", &P::distance_elasticity, 0.83, 0, 10, 0.5, 2.2, E::computed,
               "talentflow's Poisson fit on 17 Korean regions 2012-20, data korea_gravity of R package "
               "migest (0.83, s.e. 0.06)",
               "elasticity of moves with respect to distance", Scale::log),
        scalar("service_weight", "beta_q", "utils", &P::service_weight, 0.2, 0, 5, 0, 0.5, E::assumed, kOwn,
               "weight of the service level Q of a place"),
        with_ranges({{"E", {0, 0}}}, by_tier("card_weight", "beta_g", "utils", &P::card_weight,
                                             {{"A", 0.4}, {"B", 0.4}, {"C", 0.2}, {"D", 0.2}, {"E", 0.0}}, 0, 5, 0, 0.8,
                                             E::assumed, kOwn, "utility of a full talent green card")),
        scalar("tie_weight", "beta_n", "1", &P::tie_weight, 0.25, 0, 5, 0, 0.6, E::assumed, kOwn,
               "weight of ln(1 + acquaintances) in a place"),
        scalar("origin_weight", "beta_H", "utils", &P::origin_weight, 0.5, 0, 5, 0, 1.5, E::assumed, kOwn,
               "pull of the place of origin"),
        scalar("province_border_cost", "c_b", "utils", &P::province_border_cost, 0.3, 0, 10, 0, 0.8, E::assumed, kOwn,
               "cost of moving across the province border"),
        scalar("credential_cost", "c_cr", "utils", &P::credential_cost, 0.446, 0, 10, 0, 0.446, E::published,
               "Johnson and Kleiner 2020, AEJ: Economic Policy 12(3):347-373 (johnson2020: -36 %, -ln 0.64); "
               "DePasquale and Stange, NBER 22344, find none (depasquale2016)",
               "cost of a credential that is not valid at the destination, regulated fields"),
        scalar("settlement_cost", "c_hk", "utils", &P::settlement_cost, 0.1, 0, 10, 0, 0.5, E::assumed, kOwn,
               "cost of a closed local registration (hukou) without a card"),
        scalar("partner_cost", "c_P", "utils", &P::partner_cost, 0.3, 0, 10, 0, 0.8, E::assumed, kOwn,
               "cost of moving an employed partner"),
        scalar("child_cost", "c_K", "utils", &P::child_cost, 0.3, 0, 10, 0, 0.8, E::assumed, kOwn,
               "cost of moving a child without a school place"),
        scalar("residence_attachment", "kappa_ten", "utils", &P::residence_attachment, 0.2, 0, 5, 0, 0.5, E::assumed,
               kOwn, "growth of attachment with ln(1 + years of residence)"),
        scalar("dissimilarity", "rho", "1", &P::dissimilarity, 0.7, 0.01, 1, 0.4, 1.0, E::assumed, kOwn,
               "dissimilarity of the nest of destinations; 1 is the multinomial logit"),
        scalar("moving_cost_years", "M", "year of income", &P::moving_cost_years, 0.5, 0, 10, 0.1, 1.0, E::published,
               "Bayer and Juessen 2006 (bayer2006: somewhat less than half an annual household income)",
               "one-off cost of a move"),
        scalar("discount_rate_per_year", "delta", "1/year", &P::discount_rate_per_year, 0.05, 0, 1, 0, 0.15, E::assumed,
               kOwn, "discount rate of one-off sums"),
        scalar("unemployment_benefit", "b", "1", &P::unemployment_benefit, 0.4, 0, 1, 0.2, 0.7, E::assumed, kOwn,
               "income without a post, share of the wage"),
        scalar("credential_wage_loss", "xi", "1", &P::credential_wage_loss, 0.1, 0, 1, 0, 0.2, E::assumed, kOwn,
               "wage lost where the credential is not recognised"),
        scalar("job_led_share", "", "1", &P::job_led_share, 0.9, 0, 1, 0.7, 1, E::assumed, kOwn,
               "share of the last tier that moves only with a post; tiers above always do"),
        scalar("moving_cost_spread", "", "utils", &P::moving_cost_spread, 0, 0, 100, 0, 0, E::assumed, kOwn,
               "width of the personal moving cost: c_i uniform on spread x [0.5, 1.5), 4,096 "
               "levels, times (1 + distance in 100 km)"),
        scalar("congestion.weight", "", "utils", &P::congestion_weight, 0, 0, 100, 0, 0, E::assumed, kOwn,
               "weight of ln(1 + residents / capacity) as a disamenity"),
        scalar("congestion.capacity", "", "person", &P::congestion_capacity, 0, 0, 1e12, 0, 0, E::assumed, kOwn,
               "capacity of a place; 0: the residents at time 0"),
    };
}

std::vector<ParameterSpec> consideration_specs() {
    return {
        scalar("consideration_rate_per_month", "h_0", "1/month", &P::consideration_rate_per_month, 0.0186, 0, 100,
               0.0043, 0.0578, E::assumed, kOwn, "mean hazard of considering a move (20 % a year)", Scale::log),
        scalar("consideration_unemployed", "th_U", "1", &P::consideration_unemployed, 1.5, -5, 5, 0, 2.5, E::assumed,
               kOwn, "log hazard ratio of the unemployed"),
        scalar("consideration_graduate", "th_G", "1", &P::consideration_graduate, 2, -5, 5, 0, 3, E::assumed, kOwn,
               "log hazard ratio of graduates before the first job"),
        scalar("consideration_contract_end", "th_C", "1", &P::consideration_contract_end, 1, -5, 5, 0, 2, E::assumed,
               kOwn, "log hazard ratio for six months after a service period"),
        scalar("consideration_fair", "th_J", "1", &P::consideration_fair, 0.405465, -5, 5, 0, 0.788457, E::assumed,
               "size ours; direction: Beam 2016 (search elsewhere more than doubles in two months)",
               "log hazard ratio for two months after a job fair: ln 1.5"),
        scalar("consideration_partner", "th_P", "1", &P::consideration_partner, 0.2, -5, 5, 0, 0.6, E::assumed, kOwn,
               "log hazard reduction of those with a partner"),
        scalar("consideration_child", "th_K", "1", &P::consideration_child, 0.3, -5, 5, 0, 0.8, E::assumed, kOwn,
               "log hazard reduction of those with a child"),
    };
}

std::vector<ParameterSpec> work_specs() {
    return {
        scalar("separation_rate_per_month", "s_EU", "1/month", &P::separation_rate_per_month, 0.005, 0, 10, 0.002,
               0.013, E::assumed,
               "range up to Davis, Faberman and Haltiwanger 2006, quoted by QuantEcon (davis2006: 0.013); "
               "default so that about 5 % are unemployed",
               "hazard of losing a post at zero tenure", Scale::log),
        scalar("separation_tenure_per_year", "delta_ten", "1/year", &P::separation_tenure_per_year, 0.1, 0, 5, 0, 0.3,
               E::assumed, kOwn, "fall of the hazard with tenure, up to 5 years"),
        scalar("job_tenure_mean_months", "", "month", &P::job_tenure_mean_months, 72, 1, 600, 36, 120, E::assumed, kOwn,
               "mean of the geometric tenure at the start"),
        scalar("search_rate_per_month", "sigma_U", "1/month", &P::search_rate_per_month, 0.25, 0, 1000, 0.1, 1,
               E::assumed, kOwn, "hazard that an unemployed person applies for posts"),
        within_factor(2, by_tier("contact_efficiency", "A_m", "1", &P::contact_efficiency,
                                 {{"A", 0.05}, {"B", 0.1}, {"C", 0.25}, {"D", 0.45}, {"E", 0.6}}, 0, 1e9, 0.3, 1.2,
                                 E::assumed, kOwn, "scale of the contact probability", Scale::log)),
        scalar("matching_elasticity", "eta", "1", &P::matching_elasticity, 0.5, 0, 1, 0.3, 0.7, E::published,
               "Petrongolo and Pissarides 2001, JEL 39:390-431 (petrongolo2001: 0.5-0.7, as quoted elsewhere)",
               "elasticity of matches with respect to seekers"),
        scalar("applications_max", "K", "1", &P::applications_max, 5, 1, 16, 1, 10, E::assumed, kOwn,
               "pools that a seeker applies to in one month"),
        scalar("relatedness_min", "", "1", &P::relatedness_min, 0.3, 0, 1, 0.1, 0.6, E::assumed, kOwn,
               "least relatedness of a field one applies to"),
        scalar("score_tier_fit", "", "1", &P::score_tier_fit, 0.5, 0, 10, 0, 1, E::assumed, kOwn,
               "weight of tier fit in an employer's ranking"),
        scalar("score_experience", "", "1", &P::score_experience, 0.2, 0, 10, 0, 0.5, E::assumed, kOwn,
               "weight of ln(1 + years of experience)"),
        scalar("score_recognised", "", "1", &P::score_recognised, 0.3, 0, 10, 0, 0.6, E::assumed, kOwn,
               "weight of a recognised credential"),
        scalar("score_noise", "", "1", &P::score_noise, 0.5, 0, 10, 0.1, 1, E::assumed, kOwn,
               "width of the uniform keyed noise in the ranking"),
        scalar("commuting_cost_per_minute", "beta_c", "1/minute", &P::commuting_cost_per_minute, 0.07, 0, 1, 0.03, 0.08,
               E::published,
               "Ahlfeldt, Redding, Sturm and Wolf 2015, Econometrica 83:2127-89 (flows fall by 7 % a minute, "
               "read in secondary sources)",
               "fall of commuting with the minutes of the journey"),
        scalar("commuting_minutes_max", "", "minute", &P::commuting_minutes_max, 90, 0, 1440, 60, 120, E::assumed, kOwn,
               "longest daily journey to a post"),
        scalar("posts_open_share", "", "1", &P::posts_open_share, 0.01, 0, 1, 0.005, 0.03, E::assumed, kOwn,
               "posts open at the start, share of the filled ones"),
        scalar("posts_adjustment_per_month", "", "1/month", &P::posts_adjustment_per_month, 1.0 / 12.0, 0, 1,
               1.0 / 36.0, 1.0 / 3.0, E::assumed, kOwn, "part of the gap to the target that closes in a month"),
        scalar("posts_growth_per_year", "g", "1/year", &P::posts_growth_per_year, 0, -0.5, 0.5, -0.02, 0.02, E::assumed,
               kOwn, "growth of posts beyond the labour force"),
    };
}

std::vector<ParameterSpec> price_specs() {
    constexpr const char* kChowNiu = "Chow and Niu 2015, Pacific Economic Review 20:1-16";
    return {
        scalar("agglomeration_elasticity", "gamma", "1", &P::agglomeration_elasticity, 0.04, 0, 5, 0.02, 0.19,
               E::published,
               "Ahlfeldt and Pietrostefani 2019, JUE 111 (0.04); upper end: China, read in a secondary source (0.19)",
               "elasticity of wages with respect to all residents of a place"),
        scalar("wage_supply_elasticity", "sigma", "1", &P::wage_supply_elasticity, 0.1, 0, 5, 0, 0.5, E::assumed, kOwn,
               "fall of a wage with the residents of its own tier and field"),
        scalar("wage_adjustment_per_month", "", "1/month", &P::wage_adjustment_per_month, 1.0 / 12.0, 0, 1, 1.0 / 36.0,
               1.0 / 3.0, E::assumed, kOwn, "part of the gap to the wage's target that closes in a month"),
        scalar("labour_demand_elasticity", "eps_L", "1", &P::labour_demand_elasticity, 0.3, 0, 10, 0, 1, E::assumed,
               kOwn, "fall of the target of posts with their wage"),
        scalar("housing_supply_elasticity", "eps_s", "1", &P::housing_supply_elasticity, 0.5, 0, 100, 0, 0.82,
               E::published, std::string{kChowNiu} + " (0.5)", "elasticity of the stock of housing with its price"),
        scalar("housing_demand_elasticity", "eps_d", "1", &P::housing_demand_elasticity, 1.1, 0.01, 100, 0.8, 1.4,
               E::published, std::string{kChowNiu} + " (1.1; the range is our own)",
               "fall of the demand for housing with its price"),
        scalar("price_adjustment_per_month", "kP", "1/month", &P::price_adjustment_per_month, 1.0 / 12.0, 0, 1,
               1.0 / 36.0, 1.0 / 3.0, E::assumed, kOwn,
               "part of the gap to the house price's target that closes in a month"),
    };
}

std::vector<ParameterSpec> information_specs() {
    return {
        scalar("awareness_rate_per_month", "eta_0", "1/month", &P::awareness_rate_per_month, 0.01, 0, 10, 0.0033, 0.03,
               E::assumed, kOwn, "rate of learning about a place next door", Scale::log),
        scalar("awareness_distance_km", "d_a", "km", &P::awareness_distance_km, 150, 1, 10000, 50, 450, E::assumed,
               kOwn, "distance over which that rate falls by 1/e", Scale::log),
        scalar("forgetting_rate_per_month", "phi", "1/month", &P::forgetting_rate_per_month, 0.01, 0, 10, 0.0033, 0.03,
               E::assumed, kOwn, "rate of forgetting a place", Scale::log),
        scalar("tie_decay_per_month", "delta_n", "1/month", &P::tie_decay_per_month, 0.02, 0, 1, 0.005, 0.08,
               E::assumed, kOwn, "share of acquaintances lost in a month", Scale::log),
        scalar("tie_rate_per_month", "nu", "1/month", &P::tie_rate_per_month, 0.5, 0, 100, 0.25, 1, E::assumed, kOwn,
               "new acquaintances at home"),
        scalar("ties_home_mean", "", "1", &P::ties_home_mean, 25, 0, 200, 10, 50, E::assumed, kOwn,
               "mean acquaintances at home at the start"),
        scalar("ties_nearby_share", "", "1", &P::ties_nearby_share, 0.1, 0, 1, 0.02, 0.3, E::assumed, kOwn,
               "of that mean, in each place nearby"),
        scalar("ties_nearby_km", "", "km", &P::ties_nearby_km, 100, 0, 10000, 50, 200, E::assumed, kOwn,
               "what nearby means"),
    };
}

std::vector<ParameterSpec> life_specs() {
    return {
        scalar("mortality_at_40_per_year", "", "1/year", &P::mortality_at_40_per_year, 0.0005, 0, 1, 0.0003, 0.001,
               E::assumed, kOwn, "death rate at age 40"),
        scalar("mortality_growth_per_year", "", "1/year", &P::mortality_growth_per_year, 0.09, 0, 1, 0.07, 0.11,
               E::assumed, kOwn, "growth of the death rate with age"),
        scalar("graduates_entering_share", "", "1", &P::graduates_entering_share, 0.75, 0, 1, 0.65, 0.85, E::assumed,
               kOwn, "of the graduates of a year, entering the labour market"),
        scalar("graduates_upper_share", "", "1", &P::graduates_upper_share, 0.02, 0, 1, 0, 0.05, E::assumed, kOwn,
               "of the entrants, one tier above the last"),
        scalar("women_cadre_share", "", "1", &P::women_cadre_share, 0.7, 0, 1, 0.5, 0.9, E::assumed, kOwn,
               "of women talents, retiring with the cadres' age"),
        scalar("take_up_constant", "a_t", "1", &P::take_up_constant, 1.4, -20, 20, 0.4, 2.4, E::assumed, kOwn,
               "constant of the take-up logit"),
        scalar("take_up_value", "b_t", "1", &P::take_up_value, 0.3, 0, 10, 0.1, 0.6, E::assumed, kOwn,
               "weight of ln(value in monthly wages) in take-up"),
        scalar("take_up_delay", "c_t", "1", &P::take_up_delay, 0.84, 0, 10, 0.5, 1.1, E::assumed,
               "mapping of Deshpande and Li 2019, AEJ: Economic Policy 11(4):213-48 (our own)",
               "weight of processing days / 15 in take-up"),
        scalar("accreditation_probability", "", "1", &P::accreditation_probability, 0.9, 0, 1, 0.7, 1, E::assumed, kOwn,
               "that an application for accreditation succeeds"),
        scalar("clawback_share", "chi", "1", &P::clawback_share, 0.7, 0, 1, 0.4, 1.0, E::assumed, kOwn,
               "of what is due back that is collected"),
        within_factor(3, by_tier("tier_upgrade_per_month", "u_k", "1/month", &P::tier_upgrade_per_month,
                                 {{"A", 0.0}, {"B", 0.00005}, {"C", 0.0001}, {"D", 0.0005}, {"E", 0.002}}, 0, 10,
                                 0.002 / 3, 0.006, E::assumed, kOwn, "hazard of rising by one tier", Scale::log)),
    };
}

}  // namespace

Range ParameterSpec::range_of(const std::string& tier) const {
    for (const auto& [id, range] : tier_ranges) {
        if (id == tier) return range;
    }
    return {range_low, range_high};
}

const char* word(Evidence evidence) noexcept {
    switch (evidence) {
        case Evidence::published:
            return "published";
        case Evidence::printed:
            return "printed";
        case Evidence::computed:
            return "computed";
        case Evidence::assumed:
            break;
    }
    return "assumed";
}

const std::vector<ParameterSpec>& parameter_specs() {
    static const std::vector<ParameterSpec> specs = [] {
        std::vector<ParameterSpec> all;
        for (auto part :
             {choice_specs(), consideration_specs(), work_specs(), price_specs(), information_specs(), life_specs()}) {
            all.insert(all.end(), part.begin(), part.end());
        }
        return all;
    }();
    return specs;
}

Parameters default_parameters(const std::vector<std::string>& tier_ids) {
    Parameters parameters;
    for (const auto& spec : parameter_specs()) {
        if (const auto* plain = std::get_if<double P::*>(&spec.member)) {
            parameters.*(*plain) = spec.defaults.front().second;
            continue;
        }
        auto& values = parameters.*std::get<TierValues P::*>(spec.member);
        values.fill(0.0);
        for (std::size_t k = 0; k < tier_ids.size() && k < values.size(); ++k) {
            values[k] = spec.defaults.back().second;
            for (const auto& [id, value] : spec.defaults) {
                if (id == tier_ids[k]) values[k] = value;
            }
        }
    }
    return parameters;
}

}  // namespace talentflow::models
