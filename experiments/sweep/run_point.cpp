// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/run_point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <filesystem>
#include <new>
#include <utility>

#include "experiments/fit/inversion.hpp"
#include "experiments/sweep/messages.hpp"
#include "experiments/sweep/reduce.hpp"
#include "models/run/size.hpp"
#include "output/sha256.hpp"
#include "scenarios/loader/number.hpp"
#include "sim/contract.hpp"

namespace talentflow::experiments {

namespace {

// Refitting looks at many runs a point: a world of this size gives its constants in minutes (README of the room).
constexpr double kRefitAgents = 100'000;
constexpr int kRefitRounds = 40;

/// The same world with so few agents that it can be inverted again and again.
models::World small_scale(models::World world) {
    const double agents = static_cast<double>(models::expected_agents(world));
    if (!world.agents && world.overrides.initial_agents.empty() && agents > kRefitAgents)
        world.persons_per_agent = std::ceil(world.persons_per_agent * agents / kRefitAgents);
    world.replicates = 1;
    return world;
}

void put_constants(models::World& world, const InvertedConstants& constants) {
    for (std::size_t r = 0; r < world.n_regions(); ++r) {
        auto& region = world.regions[models::FileRegion{r}];
        region.amenity = constants.amenity[r];
        region.stay_constant = constants.stay_constant[r];
    }
    world.rest_of_world.utility = constants.rest_of_world_utility;
    world.rest_of_world.stay_constant = constants.rest_of_world_stay_constant;
}

/// Replaces the word `what` wherever a line begins with it, or it stands after a space.
void replace_words(std::string& text, const std::string& what, const std::string& with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos;) {
        const bool whole = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n';
        if (whole) text.replace(at, what.size(), with);
        at += whole ? with.size() : 1;
    }
}

/// Files of the scenarios as the sweep's folder sees them: rows say the same wherever a sweep is run. Longest first.
std::vector<std::pair<std::string, std::string>> names_of_files(const scenarios::SweepFile& sweep) {
    namespace fs = std::filesystem;
    const auto home = fs::absolute(sweep.file).lexically_normal().parent_path();
    std::vector<std::pair<std::string, std::string>> names;
    for (const auto& scenario : sweep.scenarios) {
        for (const auto& file : scenario.prepared->files()) {
            const auto seen = fs::absolute(file).lexically_normal().lexically_relative(home);
            names.emplace_back(file.generic_string(), seen.generic_string());
        }
    }
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
        return std::pair{b.first.size(), a.first} < std::pair{a.first.size(), b.first};
    });
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace

PointRunner::PointRunner(const SweepPlan& plan, Options options)
    : plan_{plan}, options_{std::move(options)}, names_{names_of_files(plan.sweep)} {}

/// An error in one line, without the mark that messages to people begin with.
std::string PointRunner::told(const char* what) const {
    std::string text = what;
    for (const std::string mark = "error: "; text.rfind(mark, 0) == 0;) text.erase(0, mark.size());
    for (const auto& [from_here, name] : names_) {
        if (from_here != name) replace_words(text, from_here + ":", name + ":");
    }
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos;) text.replace(at, 1, " | ");
    return text;
}

void PointRunner::refit(models::World& world, std::size_t run, std::string& remark) const {
    const auto& sweep = plan_.sweep;
    if (sweep.constants != scenarios::Constants::refit || !sweep.constants_depend) return;
    InvertOptions options;
    options.rounds = kRefitRounds;
    options.run.threads = options_.threads;
    options.run.first_member = plan_.first_member(run);
    const auto small = small_scale(world);
    const auto constants = invert(small, options);
    put_constants(world, constants);
    if (constants.misses.empty()) return;
    remark = sweep_messages::kConstantsMissed(std::to_string(constants.misses.size()),
                                              std::to_string(models::expected_agents(small)));
}

PointRunner::Values PointRunner::simulated(std::size_t run, std::size_t scenario, std::string& remark) {
    const auto& sweep = plan_.sweep;
    const auto& of = sweep.scenarios[scenario];
    auto world = of.prepared->world(scenarios::settings_of_point(sweep, of, plan_.point(run)));
    refit(world, run, remark);
    models::RunOptions options;
    options.threads = options_.threads;
    options.exact_threads = options_.exact_threads;
    options.first_member = plan_.first_member(run);
    auto result = models::simulate(world, options);
    Values values;
    for (const auto& output : sweep.outputs) {
        for (const double value : reduce(result.data, world, output)) values.push_back(value + 0.0);  // no -0
    }
    if (options_.keep) options_.keep(run, scenario, world, result);
    return values;
}

PointRunner::Values PointRunner::values_of(std::size_t run, std::size_t scenario, std::string& remark) {
    const auto& of = plan_.sweep.scenarios[scenario];
    if (of.lacks.empty() || options_.keep) return simulated(run, scenario, remark);
    // The same for all points that differ in nothing that it has: a base without the levers whose doses are varied.
    std::string same = fmt::format("{} {}", scenario, plan_.design.luck[run]);
    for (const auto& setting : scenarios::settings_of_point(plan_.sweep, of, plan_.point(run)))
        same += " " + setting.path + "=" + setting.value;
    same = output::sha256(same);
    {
        const std::lock_guard lock{mutex_};
        if (const auto found = known_.find(same); found != known_.end()) return found->second;
    }
    auto values = simulated(run, scenario, remark);
    const std::lock_guard lock{mutex_};
    return known_.try_emplace(std::move(same), std::move(values)).first->second;
}

RunRecord PointRunner::run(std::size_t run) {
    RunRecord record;
    record.key = plan_.key(run);
    record.run = run;
    const auto fail = [&](ExitCode code, std::string message) {
        record.code = code;
        record.message = std::move(message);
        record.values.clear();
    };
    const auto members = static_cast<std::size_t>(plan_.sweep.replicates);
    try {
        record.values.resize(plan_.n_values());
        for (std::size_t s = 0; s < plan_.n_scenarios(); ++s) {
            record.scenario = s;
            const auto values = values_of(run, s, record.message);
            TF_EXPECT(values.size() == plan_.sweep.outputs.size() * members);
            for (std::size_t o = 0; o < plan_.sweep.outputs.size(); ++o) {
                for (std::size_t m = 0; m < members; ++m)
                    record.values[plan_.value_at(o, s, m)] = values[o * members + m];
            }
        }
        record.scenario = 0;
    } catch (const Error& error) {
        fail(error.exit_code(), told(error.what()));
    } catch (const std::bad_alloc&) {
        fail(ExitCode::input_output, sweep_messages::kOutOfMemory());
    } catch (const std::exception& error) {
        fail(ExitCode::bug, told(error.what()));
    }
    return record;
}

}  // namespace talentflow::experiments
