// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/loader/bind.hpp"
#include "scenarios/loader/number.hpp"

namespace talentflow::scenarios {

namespace {

constexpr double kSumTolerance = 1e-6;  // of shares that are printed rounded

void bind_time(Binding& b) {
    const Node* time = b.root.find("time");
    if (time == nullptr) return;
    auto& world = b.world;
    world.months = static_cast<int>(count_of(time->find("months"), 120));
    world.burn_in_months = static_cast<int>(count_of(time->find("burn_in_months")));
    const auto start = month_of(time->find("start"));
    if (!start) return;
    world.start = *start;
    const auto first = sim::Month::of(1801, 1), last = sim::Month::of(2140, 12);
    if (world.first_month() < first || last < world.start + world.months) {
        b.report.add(time->find("start")->origin, "time",
                     "the run from " + to_string(*start) + " with burn-in and months leaves 1801 to 2140",
                     "start later or run fewer months");
    }
}

void bind_random(Binding& b) {
    const Node* random = b.root.find("random");
    if (random == nullptr) return;
    const Node* seed = random->find("seed");
    if (seed != nullptr && !seed->broken) {
        b.world.seed = parse_whole(number_node(*seed).text).value_or(0);
    }
    b.world.replicates = static_cast<int>(count_of(random->find("replicates"), 1));
}

void bind_age_bands(Binding& b, const Node& bands) {
    int previous = -1;
    for (std::size_t i = 0; i < bands.items.size(); ++i) {
        const Node& item = bands.items[i];
        models::AgeBand band;
        band.from_years = static_cast<int>(count_of(item.find("from_years")));
        band.to_years = static_cast<int>(count_of(item.find("to_years")));
        band.college_weight_men = number_of(item.find("college_weight_men"), 1);
        band.college_weight_women = number_of(item.find("college_weight_women"), 1);
        b.world.age_bands.push_back(band);
        if (item.broken) continue;
        const std::string path = "population.age_bands[" + std::to_string(i + 1) + "]";
        if (band.to_years < band.from_years) {
            b.report.add(item.find("to_years")->origin, path,
                         "ends at " + std::to_string(band.to_years) + ", before it begins at " +
                             std::to_string(band.from_years));
        } else if (band.from_years <= previous) {
            b.report.add(item.origin, path, "does not begin after the band before it",
                         "bands are in order and do not overlap");
        }
        previous = std::max(previous, band.to_years);
    }
}

void bind_tier_shares(Binding& b, const Node* shares) {
    auto& values = b.world.tier_shares;
    const auto& tiers = b.context.tiers;
    values.assign(tiers.size(), 0.0);
    if (!values.empty()) values.back() = std::numeric_limits<double>::quiet_NaN();
    if (shares == nullptr || shares->broken) return;
    const Node& map = number_node(*shares);
    double sum = 0;
    for (std::size_t k = 0; k < tiers.size(); ++k) {
        const Node* share = map.find(tiers[k]);
        if (share == nullptr) continue;
        if (k + 1 == tiers.size()) {
            b.report.add(share->origin, "population.tier_shares." + tiers[k],
                         "the last tier is the rest and has no share of its own", "remove it");
            continue;
        }
        values[k] = number_of(share);
        sum += values[k];
    }
    if (sum > 1) {
        b.report.add(shares->origin, "population.tier_shares",
                     "the shares sum to " + format_number(sum) + ", more than 1");
    }
}

void bind_population(Binding& b) {
    const Node* population = b.root.find("population");
    if (population == nullptr) return;
    b.world.persons_per_agent = number_of(population->find("persons_per_agent"), 1);
    if (const Node* agents = population->find("agents")) b.world.agents = count_of(agents);
    if (const Node* bands = population->find("age_bands")) bind_age_bands(b, *bands);
    bind_tier_shares(b, population->find("tier_shares"));
}

void check_accredited(Binding& b, const Node& tiers) {
    for (std::size_t k = 0; k < tiers.items.size(); ++k) {
        const bool last = k + 1 == tiers.items.size();
        const Node& flag = *tiers.items[k].find("accredited");
        if (flag_of(&flag) != last) continue;
        b.report.add(flag.origin.line > 0 ? flag.origin : tiers.items[k].origin,
                     join_path("tiers", tiers.items[k].text_of("id")) + ".accredited",
                     last ? "the last tier cannot be accredited (it is recognised by diploma)"
                          : "only the last tier is not accredited",
                     last ? "write accredited: false" : "write accredited: true");
    }
}

void bind_tiers(Binding& b) {
    const Node* tiers = b.root.find("tiers");
    if (tiers == nullptr) return;
    for (const auto& item : tiers->items) {
        b.world.tiers.push_back({item.text_of("id"), name_of(item), flag_of(item.find("accredited"))});
        b.world.tier_wage.push_back(number_of(item.find("wage_factor"), 1));
    }
    if (!tiers->broken) check_accredited(b, *tiers);
}

void bind_fields(Binding& b) {
    const Node* fields = b.root.find("fields");
    if (fields == nullptr) return;
    for (const auto& item : fields->items) {
        b.world.fields.push_back({item.text_of("id"), name_of(item), flag_of(item.find("regulated"))});
        b.world.field_wage.push_back(number_of(item.find("wage_factor"), 1));
    }
}

void bind_relatedness(Binding& b) {
    const std::size_t n = b.context.fields.size();
    const Node* relatedness = b.root.find("relatedness");
    auto& phi = b.world.relatedness;
    if (relatedness != nullptr) phi.other = number_of(relatedness->find("other"), 0.1);
    phi.values.assign(n, std::vector<double>(n, phi.other));
    for (std::size_t f = 0; f < n; ++f) phi.values[f][f] = 1;
    const Node* pairs = relatedness != nullptr ? relatedness->find("pairs") : nullptr;
    if (pairs == nullptr) return;
    std::vector<std::vector<unsigned char>> stated(n, std::vector<unsigned char>(n, 0));
    for (std::size_t i = 0; i < pairs->items.size(); ++i) {
        const Node& item = pairs->items[i];
        if (item.broken) continue;
        const auto two = indices_of(b.context.fields, item.find("fields"));
        if (two.size() != 2) continue;
        auto& known = stated[two[0]][two[1]];
        if (known != 0) {
            b.report.add(item.origin, "relatedness.pairs[" + std::to_string(i + 1) + "]", "this pair is there twice",
                         "remove one of them");
        }
        known = stated[two[1]][two[0]] = 1;
        phi.values[two[0]][two[1]] = phi.values[two[1]][two[0]] = number_of(item.find("value"));
    }
}

void bind_industries(Binding& b) {
    const Node* industries = b.root.find("industries");
    if (industries == nullptr) return;
    for (const auto& item : industries->items) {
        models::Industry industry;
        industry.id = item.text_of("id");
        industry.college_intensity = number_of(item.find("college_intensity"), 1);
        industry.field_shares.assign(b.context.fields.size(), 0.0);
        const Node* shares = item.find("fields");
        double sum = 0;
        for (std::size_t f = 0; shares != nullptr && f < industry.field_shares.size(); ++f) {
            industry.field_shares[f] = number_of(number_node(*shares).find(b.context.fields[f]));
            sum += industry.field_shares[f];
        }
        if (!item.broken && std::abs(sum - 1) > kSumTolerance) {
            b.report.add(shares->origin, "industries." + industry.id + ".fields",
                         "the shares sum to " + format_number(sum) + ", not 1");
        }
        b.world.industries.push_back(std::move(industry));
    }
}

void bind_output(Binding& b) {
    const Node* output = b.root.find("output");
    if (output == nullptr) return;
    b.world.output_every_months = static_cast<int>(count_of(output->find("every_months"), 1));
    const Node* variables = output->find("variables");
    if (variables == nullptr || variables->broken) return;
    std::vector<std::string> named;
    for (const auto& item : variables->items) named.push_back(item.text);
    if (std::find(named.begin(), named.end(), "default") == named.end()) {
        b.report.add(variables->origin, "output.variables", "'default' is missing",
                     "write [default, " + listed(named) + "]");
    }
    if (named.size() > 1) b.world.output_variables = std::move(named);
}

}  // namespace

void bind_world(Binding& b) {
    b.world.name = b.root.text_of("name");
    b.world.title = name_of(b.root, "title");
    bind_time(b);
    bind_random(b);
    bind_population(b);
    bind_tiers(b);
    bind_fields(b);
    bind_relatedness(b);
    bind_industries(b);
    bind_output(b);
}

}  // namespace talentflow::scenarios
