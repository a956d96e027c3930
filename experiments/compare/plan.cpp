// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include "output/quick_look.hpp"
#include "sim/contract.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::experiments {

namespace {

[[noreturn]] void refuse(const std::string& what) {
    throw ScenarioError{"error: compare: " + sim::printable(what)};
}

template <class Value>
void must_agree(const Contestant& base, const Contestant& arm, const char* what, const Value& a, const Value& b,
                const char* advice) {
    if (a == b) return;
    refuse(fmt::format("{}: {} in {}, {} in {}; {}", what, a, base.source, b, arm.source, advice));
}

/// The first difference that makes two scenarios incomparable.
void check_comparable(const Contestant& base, const Contestant& arm) {
    const auto &a = base.scenario.world, &b = arm.scenario.world;
    must_agree(base, arm, "seeds differ (random.seed)", a.seed, b.seed, "equal luck needs one seed, give --seed N");
    must_agree(base, arm, "numbers of members differ (random.replicates)", a.replicates, b.replicates,
               "members are paired, run both with the same --replicates N");
    must_agree(base, arm, "first months differ (time.start)", sim::to_string(a.start), sim::to_string(b.start),
               "compare scenarios of the same period");
    must_agree(base, arm, "months differ (time.months)", a.months, b.months, "run both with the same --months N");
    must_agree(base, arm, "persons per agent differ (population.persons_per_agent)", a.persons_per_agent,
               b.persons_per_agent, "luck is paired person by person, use one size of agents");
    if (const auto other = scenarios::world_difference(base.scenario, arm.scenario))
        refuse(
            fmt::format("the worlds differ, first in {}: {} in {}, {} in {}; only levers, funds, "
                        "titles, groups and output may differ between the base and an arm",
                        other->path, other->a, base.source, other->b, arm.source));
}

/// The groups of all scenarios, each once.
std::vector<models::Group> all_groups(const std::vector<Contestant>& contestants) {
    std::vector<models::Group> groups;
    for (const auto& contestant : contestants)
        for (const auto& group : contestant.scenario.world.groups) {
            const auto known =
                std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.id == group.id; });
            if (known == groups.end())
                groups.push_back(group);
            else if (known->members != group.members)
                refuse(
                    fmt::format("group '{}' has other members in {} than in a scenario before "
                                "it; give one of them another id",
                                group.id, contestant.source));
        }
    return groups;
}

std::vector<Place> places_of(const std::vector<Contestant>& contestants, const std::vector<std::string>& wanted) {
    std::vector<Place> places;
    const auto& regions = contestants.front().scenario.world.regions;
    for (const auto& region : regions) places.push_back({region.id, region.name, {places.size()}, false});
    const auto groups = all_groups(contestants);
    const auto add = [&](const models::Group& g) {
        places.push_back({g.id, g.name, {}, true});
        for (const auto member : g.members) places.back().regions.push_back(member.position());
    };
    if (wanted.empty()) {
        for (const auto& group : groups) add(group);
        return places;
    }
    std::set<std::string> seen;
    for (const auto& id : wanted) {
        const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.id == id; });
        if (group == groups.end()) {
            std::string known;
            for (const auto& g : groups) known += (known.empty() ? "" : ", ") + g.id;
            refuse(fmt::format("--groups: there is no group '{}'; {}", id,
                               known.empty() ? "the scenarios have no groups" : "known: " + known));
        }
        if (seen.insert(id).second) add(*group);
    }
    return places;
}

/// The tier axis as a result of the world has it: a quick look shows fewer tiers.
std::vector<sim::Label> tiers_of(const scenarios::Scenario& scenario, bool quick_look) {
    sim::Dimension tier{"tier", "", "", {}, {}, ""};
    for (const auto& t : scenario.world.tiers) tier.labels.push_back({t.id, t.name.en, t.name.zh});
    sim::Dataset axes;
    axes.add_dimension(std::move(tier));
    return quick_look ? output::quick_look_of(axes).dimension("tier").labels : axes.dimension("tier").labels;
}

void check_horizons(const std::vector<sim::Month>& horizons, const models::World& world) {
    const auto last = world.start + (world.months - 1);
    for (const auto month : horizons)
        if (month < world.start || last < month)
            refuse(fmt::format("--horizons: {} is outside the run, which goes from {} to {}", sim::to_string(month),
                               sim::to_string(world.start), sim::to_string(last)));
}

Arm arm_of(const Contestant& contestant) {
    const auto& world = contestant.scenario.world;
    Arm arm;
    arm.source = contestant.source;
    if (arm.is_none()) {
        arm.id = "none";
        arm.title = {"the same world without any lever", "同一世界，不含任何政策措施"};
    } else {
        arm.id = world.name;
        arm.title = world.title;
        if (arm.title.en.empty()) arm.title.en = world.name;
        if (arm.title.zh.empty()) arm.title.zh = arm.title.en;
    }
    for (const auto& lever : world.levers)
        if (lever.enabled && lever.dose > 0) arm.levers.push_back({lever.id, lever.name.en, lever.name.zh});
    arm.scenario_yaml = contestant.scenario.resolved_yaml;
    return arm;
}

/// Arms of one scenario name are told apart by their files, and if need be by their number.
void make_ids_unique(std::vector<Arm>& arms) {
    std::set<std::string> taken;
    for (std::size_t i = 0; i < arms.size(); ++i) {
        const auto same = [&](const Arm& other) { return other.id == arms[i].id; };
        if (std::count_if(arms.begin(), arms.end(), same) > 1 || taken.count(arms[i].id) > 0) {
            const auto stem = std::filesystem::path{arms[i].source}.stem().string();
            const bool ascii = std::all_of(stem.begin(), stem.end(), [](char c) {
                return static_cast<unsigned char>(c) > 0x20U && static_cast<unsigned char>(c) < 0x7FU;
            });
            if (ascii && !stem.empty() && taken.count(stem) == 0) arms[i].id = stem;
        }
        const auto id = arms[i].id;
        for (int n = 2; !taken.insert(arms[i].id).second; ++n) arms[i].id = fmt::format("{}-{}", id, n);
    }
}

}  // namespace

std::vector<sim::Month> read_horizons(const std::string& words) {
    const auto list = sim::parse_months(words);
    if (list.wrong)
        refuse("--horizons: '" + *list.wrong +
               "' is not a month; write YYYY-MM, several with commas, "
               "for example 2022-12,2027-12");
    return list.months;
}

std::vector<sim::Month> default_horizons(sim::Month start, int months) {
    const auto last = start + (months - 1);
    const int middle = 2 * start.index() + months - 1;  // twice the middle month
    std::optional<sim::Month> best;
    for (auto month = start; month < last; month = month + 1) {
        if (month.month_of_year() != 12) continue;
        const auto off = [&](sim::Month m) { return std::abs(2 * m.index() - middle); };
        if (!best || off(month) < off(*best)) best = month;
    }
    if (best) return {*best, last};
    return {last};
}

Comparison plan(const std::vector<Contestant>& contestants, const Question& question) {
    TF_EXPECT(contestants.size() >= 2);
    const auto& base = contestants.front();
    for (std::size_t i = 1; i < contestants.size(); ++i) check_comparable(base, contestants[i]);
    const auto& world = base.scenario.world;
    const bool quick_look = base.scenario.quick_look;

    Layout layout;
    layout.start = world.start;
    layout.months = world.months;
    layout.horizons = question.horizons.empty() ? default_horizons(world.start, world.months) : question.horizons;
    check_horizons(layout.horizons, world);
    layout.places = places_of(contestants, question.groups);
    layout.n_regions = world.n_regions();
    layout.tiers = tiers_of(base.scenario, quick_look);

    const auto shared = std::make_shared<const Layout>(std::move(layout));
    Comparison c{shared};
    c.members = world.replicates;
    c.seed = world.seed;
    c.burn_in_months = world.burn_in_months;
    c.persons_per_agent = world.persons_per_agent;
    c.quick_look = quick_look;
    for (const auto& region : world.regions) c.regions.push_back({region.id, region.name.en, region.name.zh});
    c.base = arm_of(base);
    for (std::size_t i = 1; i < contestants.size(); ++i) {
        c.arms.push_back(arm_of(contestants[i]));
        c.figures.emplace_back(shared);
    }
    make_ids_unique(c.arms);
    return c;
}

}  // namespace talentflow::experiments
