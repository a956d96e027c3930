// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/past.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

namespace talentflow::scenarios {

namespace {

/// The id in `levers.ID.key` or `levers[ID].key`, or nothing where the path is of another section.
std::string_view id_of(std::string_view path, std::string_view section) {
    if (path.substr(0, section.size()) != section || path.size() == section.size()) return {};
    const char mark = path[section.size()];
    if (mark != '.' && mark != '[') return {};
    const auto rest = path.substr(section.size() + 1);
    return rest.substr(0, rest.find_first_of(mark == '[' ? "]" : "."));
}

std::string_view last_key(std::string_view path) {
    return path.substr(path.rfind('.') + 1);
}

bool is_after(std::string_view text, sim::Month until) {
    const auto month = sim::parse_month(text);
    return month && *month > until;
}

bool has_begun(const models::World& world, const models::LeverInstance& lever, sim::Month until) {
    if (!lever.enabled || lever.dose <= 0.0 || until < world.start) return false;
    return lever.from.value_or(world.start) <= until;
}

/// Sections that say nothing of what happens.
bool is_name(std::string_view path) {
    static constexpr std::array<std::string_view, 4> kNames{"name", "title", "note", "groups"};
    const auto top = path.substr(0, path.find_first_of(".["));
    return std::find(kNames.begin(), kNames.end(), top) != kNames.end();
}

/// Values that had a say, by path, in order; `all` are the scenario's.
Flat until_month(const Scenario& scenario, const Flat& all, sim::Month until) {
    std::map<std::string_view, bool> levers, funds;
    for (const auto& lever : scenario.world.levers) levers[lever.id] = has_begun(scenario.world, lever, until);
    for (const auto& fund : scenario.world.funds) {
        funds[fund.id] = fund.from.value_or(scenario.world.start) <= until;
    }
    Flat past;
    for (const auto& [path, value] : all) {
        if (is_name(path)) continue;
        const auto lever = id_of(path, "levers"), fund = id_of(path, "funds");
        const auto begun = [](const auto& known, std::string_view id) {
            const auto at = known.find(id);
            return at == known.end() || at->second;
        };
        if ((!lever.empty() && !begun(levers, lever)) || (!fund.empty() && !begun(funds, fund))) continue;
        // Of a path over time what comes later; of a lever or fund an end that is still to come.
        if (is_after(last_key(path), until)) continue;
        if ((!lever.empty() || !fund.empty()) && last_key(path) == "to" && is_after(value, until)) continue;
        if ((path == "levers" || path == "funds" || path == "titles") && value == "[]") continue;
        past.emplace_back(path, value);
    }
    return past;
}

/// Titles are only names of what levers ask for: one that the other scenario does not have was asked for by nobody.
bool may_be_missing(std::string_view path) {
    return !id_of(path, "titles").empty();
}

/// The first value in which two pasts differ, in the order of the first.
std::optional<ValueDifference> first_difference(const Flat& left, const Flat& right) {
    const std::map<std::string, std::string> in_left{left.begin(), left.end()};
    const std::map<std::string, std::string> in_right{right.begin(), right.end()};
    for (const auto& [path, value] : left) {
        const auto other = in_right.find(path);
        if (other == in_right.end()) {
            if (!may_be_missing(path)) return ValueDifference{path, value, "(none)"};
        } else if (other->second != value) {
            return ValueDifference{path, value, other->second};
        }
    }
    for (const auto& [path, value] : right) {
        if (in_left.count(path) == 0 && !may_be_missing(path)) return ValueDifference{path, "(none)", value};
    }
    return std::nullopt;
}

}  // namespace

Past::Past(const Scenario& scenario) : scenario_{&scenario}, all_{flatten(scenario.resolved_yaml)} {}

std::string Past::text(sim::Month until) const {
    std::string text;
    for (const auto& [path, value] : until_month(*scenario_, all_, until)) {
        if (!may_be_missing(path)) text += path + ": " + value + "\n";
    }
    return text;
}

std::optional<ValueDifference> Past::difference(const Past& other, sim::Month until) const {
    const auto differs =
        first_difference(until_month(*scenario_, all_, until), until_month(*other.scenario_, other.all_, until));
    return differs ? differs : places_difference(*scenario_, *other.scenario_);
}

sim::Month Past::shared_until(const Past& other) const {
    const auto& world = scenario_->world;
    // The longer the past, the more can differ in it: the last month without a difference is found by halving.
    sim::Month shared = world.first_month() - 1, differs = world.start + world.months;
    while (differs - shared > 1) {
        const sim::Month middle = shared + (differs - shared) / 2;
        (difference(other, middle) ? differs : shared) = middle;
    }
    return shared;
}

}  // namespace talentflow::scenarios
