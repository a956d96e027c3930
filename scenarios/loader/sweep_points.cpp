// SPDX-License-Identifier: Apache-2.0
// What a sweep varies: values that carry a range, and whether the scenarios can take the ends.
#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/scenario_numbers.hpp"
#include "scenarios/loader/sweep_checks.hpp"
#include "sim/error.hpp"

namespace talentflow::scenarios {

namespace {

std::string setting_source(const Setting& setting) {
    return "--set " + setting.path + "=" + setting.value;  // as settings.cpp names it
}

std::vector<ScenarioNumber> numbers_of_scenario(const SweepScenario& scenario) {
    Report ignored;  // what is wrong with the scenario has been reported
    return scenario_numbers(scenario.prepared->resolve({}, ignored));
}

const ScenarioNumber* find_number(const std::vector<ScenarioNumber>& numbers, const std::string& path) {
    const auto found = std::find_if(numbers.begin(), numbers.end(), [&](const auto& n) { return n.path == path; });
    return found == numbers.end() ? nullptr : &*found;
}

/// Scenarios that can take a parameter's path; the base if none can, whose message says why.
std::vector<const SweepScenario*> takers(const SweepFile& sweep, const std::string& path) {
    std::vector<const SweepScenario*> found;
    for (const auto& scenario : sweep.scenarios) {
        if (scenario.prepared->has(path)) found.push_back(&scenario);
    }
    if (found.empty()) found.push_back(&sweep.scenarios.front());
    return found;
}

/// Every parameter at one end; where each setting is stated, and the least severity of what is told of it.
struct EndSettings {
    std::vector<Setting> settings;
    SettingPlaces places;
};

EndSettings settings_at(const SweepFile& sweep, const SweepScenario& scenario, const std::vector<double>& values) {
    EndSettings end;
    for (std::size_t p = 0; p < sweep.parameters.size(); ++p) {
        for (const auto& path : sweep.parameters[p].paths) {
            const auto who = takers(sweep, path);
            if (std::find(who.begin(), who.end(), &scenario) == who.end()) continue;
            end.settings.push_back({path, format_number(values[p])});
            auto place = sweep.parameters[p].place;
            // Nobody can do anything about a warning of a range that the scenario itself states.
            place.severity = sweep.parameters[p].own_range ? Severity::error : Severity::warning;
            note_setting(end.places, end.settings.back(), place);
        }
    }
    return end;
}

/// Reports parameters that are no numbers of the scenario, unless something is wrong with them anyhow; notes which are
/// whole.
void check_kinds(SweepFile& sweep, const SweepScenario& scenario, const Resolved& resolved, const Report& report) {
    const auto numbers = scenario_numbers(resolved);
    std::set<std::string> complained;
    for (const auto& problem : report.sorted()) complained.insert(problem.file);
    for (auto& parameter : sweep.parameters) {
        for (const auto& path : parameter.paths) {
            if (!scenario.prepared->has(path) || path.rfind("distances.", 0) == 0) continue;
            if (const auto* number = find_number(numbers, path)) {
                parameter.whole = parameter.whole || number->whole;
            } else if (std::none_of(complained.begin(), complained.end(), [&](const std::string& source) {
                           return source.rfind("--set " + path + "=", 0) == 0;
                       })) {
                add_problem(sweep, parameter.place, messages::kNoNumberThere(path), messages::kListNumbers());
            }
        }
    }
}

/// Errors of settings, with their places; what comes of several values together is left to the runs.
void add_setting_problems(SweepFile& sweep, const Report& report, const SettingPlaces& places) {
    for (auto problem : report.all()) {
        const auto place = places.find(problem.file);
        if (place == places.end()) continue;
        if (problem.severity == Severity::warning && place->second.severity == Severity::error) continue;
        problem.file = place->second.file;
        problem.line = place->second.line;
        problem.column = place->second.column;
        sweep.problems.push_back(std::move(problem));
    }
}

bool is_luck(const std::string& path) {
    return path == "random" || path.rfind("random.", 0) == 0;
}

}  // namespace

void note_setting(SettingPlaces& places, const Setting& setting, const Diagnostic& place) {
    places.emplace(setting_source(setting), place);
}

void add_problems(SweepFile& sweep, const Report& report, const SettingPlaces& places) {
    for (auto problem : report.all()) {
        if (const auto place = places.find(problem.file); place != places.end()) {
            problem.file = place->second.file;
            problem.line = place->second.line;
            problem.column = place->second.column;
        }
        sweep.problems.push_back(std::move(problem));
    }
}

void add_problem(SweepFile& sweep, const Diagnostic& place, std::string problem, std::string suggestion) {
    Diagnostic made = place;
    made.problem = std::move(problem);
    made.suggestion = std::move(suggestion);
    sweep.problems.push_back(std::move(made));
}

void sort_problems(SweepFile& sweep) {
    auto& all = sweep.problems;
    const auto place = [](const Diagnostic& d) { return std::tie(d.file, d.line, d.column); };
    std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    const auto same = [&](const Diagnostic& a, const Diagnostic& b) {
        return place(a) == place(b) && a.path == b.path && a.problem == b.problem;
    };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
}

void fill_ranges(SweepFile& sweep, const std::vector<AllWithRange>& all) {
    std::vector<std::vector<ScenarioNumber>> numbers;
    for (const auto& scenario : sweep.scenarios) numbers.push_back(numbers_of_scenario(scenario));
    const auto known = [&](const std::string& path) -> const ScenarioNumber* {
        for (const auto& list : numbers) {
            const auto* number = find_number(list, path);
            if (number != nullptr && number->range) return number;
        }
        return nullptr;
    };
    std::set<std::string> given;
    for (auto& parameter : sweep.parameters) {
        given.insert(parameter.paths.begin(), parameter.paths.end());
        if (parameter.range || !parameter.values.empty() || !sweep.design_file.empty()) continue;
        if (const auto* number = known(parameter.paths.front())) {
            parameter.range = number->range;
            parameter.log = number->log;
        } else {
            add_problem(sweep, parameter.place, messages::kNoRange(parameter.paths.front()), messages::kWriteRange());
        }
    }
    for (const auto& entry : all) {
        std::set<std::string> left_out{entry.except.begin(), entry.except.end()};
        for (const auto& path : entry.except) {
            if (known(path) == nullptr) add_problem(sweep, entry.place, messages::kNothingToExcept(path));
        }
        std::vector<std::string> over_time;
        const auto add = [&](const ScenarioNumber& number) {
            if (!number.range || left_out.count(number.path) > 0 || !given.insert(number.path).second) return;
            if (!number.value) return over_time.push_back(number.path);
            sweep.parameters.push_back(
                {number.path, {number.path}, number.range, number.log, number.whole, {}, entry.place, true});
        };
        for (const auto& list : numbers) std::for_each(list.begin(), list.end(), add);
        if (over_time.empty()) continue;
        add_problem(sweep, entry.place, messages::kOverTimeLeftOut(std::to_string(over_time.size()), listed(over_time)),
                    messages::kNameThem());
        sweep.problems.back().severity = Severity::warning;
    }
}

bool SweepScenario::takes(const std::string& path) const {
    return !std::binary_search(lacks.begin(), lacks.end(), path);
}

void note_lacking(SweepFile& sweep) {
    for (auto& scenario : sweep.scenarios) {
        scenario.lacks.clear();
        for (const auto& parameter : sweep.parameters) {
            std::copy_if(parameter.paths.begin(), parameter.paths.end(), std::back_inserter(scenario.lacks),
                         [&](const std::string& path) { return !scenario.prepared->has(path); });
        }
        std::sort(scenario.lacks.begin(), scenario.lacks.end());
    }
}

std::vector<Setting> settings_of_point(const SweepFile& sweep, const SweepScenario& scenario, const double* values) {
    std::vector<Setting> settings;
    for (std::size_t p = 0; p < sweep.parameters.size(); ++p) {
        for (const auto& path : sweep.parameters[p].paths) {
            if (scenario.takes(path)) settings.push_back({path, format_number(values[p])});
        }
    }
    return settings;
}

void check_ends(SweepFile& sweep, const std::vector<models::Range>& ends) {
    for (const auto& parameter : sweep.parameters) {
        for (const auto& path : parameter.paths) {
            if (is_luck(path))
                add_problem(sweep, parameter.place, messages::kLuckIsNoParameter(path), messages::kUseReplicates());
        }
    }
    for (const auto& scenario : sweep.scenarios) {
        for (const bool high : {false, true}) {
            std::vector<double> values;
            for (const auto& end : ends) values.push_back(high ? end.high : end.low);
            const auto at = settings_at(sweep, scenario, values);
            Report report;
            const auto resolved = scenario.prepared->resolve(at.settings, report);
            add_setting_problems(sweep, report, at.places);
            if (!high) check_kinds(sweep, scenario, resolved, report);
        }
    }
    sort_problems(sweep);
}

void throw_if_unsound(const SweepFile& sweep) {
    constexpr std::size_t kMostLines = 100;
    std::string text;
    std::size_t n = 0;
    for (const auto& problem : sweep.problems) {
        if (problem.severity != Severity::error) continue;
        if (++n <= kMostLines) text += (n > 1 ? "\n" : "") + to_string(problem);
    }
    if (n > kMostLines) text += "\nand " + std::to_string(n - kMostLines) + " more";
    if (n > 0) throw ScenarioError{text};
}

bool constants_depend_on(const std::string& path, const models::World& world) {
    static constexpr std::array<std::string_view, 6> kPolicy{"levers", "funds", "titles", "groups", "output", "random"};
    const std::string_view top = std::string_view{path}.substr(0, path.find('.'));
    if (std::find(kPolicy.begin(), kPolicy.end(), top) != kPolicy.end()) return false;
    if (world.modules.consideration != models::ModuleState::active ||
        world.modules.choice != models::ModuleState::active)
        return false;
    return std::any_of(world.regions.begin(), world.regions.end(),
                       [](const auto& region) { return region.net_migration_target_per_year.has_value(); });
}

}  // namespace talentflow::scenarios
