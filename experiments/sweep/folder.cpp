// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/folder.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "experiments/sweep/messages.hpp"
#include "output/atomic_file.hpp"
#include "output/descriptor.hpp"
#include "scenarios/loader/flat.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::experiments {

namespace {

namespace fs = std::filesystem;

constexpr const char* kSweep = "sweep.yaml";
constexpr const char* kDesign = "design.csv";
constexpr const char* kScenarios = "scenarios";
const std::string kSweepBegin = "# A sweep as talentflow ";
const std::string kDesignBegin = "run,base,role,luck";
const std::string kScenarioBegin = "format: 1\n";

std::string shown(const fs::path& path) {
    return sim::printable(path.string());
}

std::optional<std::string> text_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>{in}, {}};
}

void write(const fs::path& file, const std::string& text, const char* what, const std::string& begin) {
    if (text_of(file) == text) return;
    auto target = output::claim(file, {output::Replace::yes, output::FileMark{what, begin, false}});
    target.write(text);
    target.publish();
}

/// One process at a time looks at a folder and fills it.
output::Descriptor lock(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    output::Descriptor held{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (error || held.get() < 0) throw OutputError{shown(folder) + ": the folder cannot be made or opened"};
    ::flock(held.get(), LOCK_EX);
    return held;
}

/// What of two sweeps may differ in one folder, or is compared by other means.
bool is_aside(const std::string& path) {
    return path == "design.n" || path == "note" || path.rfind("title", 0) == 0 || path.rfind("made_by", 0) == 0;
}

struct Difference {
    std::string path, there, here;
};

std::optional<Difference> first_difference(const std::string& there, const std::string& here, bool all) {
    const auto a = scenarios::flatten(there), b = scenarios::flatten(here);
    const std::map<std::string, std::string> in_a{a.begin(), a.end()}, in_b{b.begin(), b.end()};
    const auto value = [](const auto& values, const std::string& path) {
        const auto found = values.find(path);
        return found == values.end() ? std::string{"(none)"} : found->second;
    };
    for (const auto* list : {&b, &a}) {
        for (const auto& [path, ignored] : *list) {
            if (!all && is_aside(path)) continue;
            const auto x = value(in_a, path), y = value(in_b, path);
            if (x != y) return Difference{path, x, y};
        }
    }
    return std::nullopt;
}

[[noreturn]] void refuse(const fs::path& folder, const Difference& difference, const std::string& of = {}) {
    throw ScenarioError{
        sweep_messages::kOtherSweep(shown(folder), of + difference.path, difference.there, difference.here)};
}

/// Whether rows of a design are kept when it grows.
bool grows(DesignKind kind) {
    return kind == DesignKind::sobol || kind == DesignKind::morris;
}

void refuse_other_design(const fs::path& folder, const SweepPlan& plan, const std::string& there,
                         const std::string& here) {
    if (there == here) return;
    const bool grown =
        grows(plan.design.kind) && here.size() > there.size() && here.compare(0, there.size(), there) == 0;
    if (grown) return;
    std::size_t line = 1, at = 0;
    for (; at < there.size() && at < here.size() && there[at] == here[at]; ++at) {
        if (here[at] == '\n') ++line;
    }
    throw ScenarioError{sweep_messages::kOtherLine(
        shown(folder), std::string{kDesign} + " differs from line " + std::to_string(line) + " on")};
}

/// `there`: the sweep.yaml of the folder.
void refuse_other(const fs::path& folder, const SweepPlan& plan, const std::string& there) {
    const auto old = scenarios::read_sweep(folder / kSweep, scenarios::SweepDepth::file_only);
    if (!old.sound() || !old.made_by) throw ScenarioError{sweep_messages::kNoSweepFolder(shown(folder))};
    if (const auto other = first_difference(there, plan.yaml, false)) refuse(folder, *other);
    for (const auto& scenario : plan.sweep.scenarios) {
        const auto text = text_of(folder / kScenarios / (scenario.id + ".yaml"));
        if (!text || *text == scenario.resolved_yaml) continue;
        try {
            if (const auto other = first_difference(*text, scenario.resolved_yaml, true))
                refuse(folder, *other, "of scenario " + scenario.id + ", ");
        } catch (const BugError&) {  // it is no YAML any more
            throw ScenarioError{
                sweep_messages::kOtherLine(shown(folder), "its copy of scenario " + scenario.id + " is damaged")};
        }
    }
    const auto& made = *old.made_by;
    if (made.version != plan.version || made.commit != plan.commit)
        throw ScenarioError{sweep_messages::kOtherProgramThere(shown(folder), made.version + " (" + made.commit + ")",
                                                               plan.version + " (" + plan.commit + ")")};
    if (const auto design = text_of(folder / kDesign))
        refuse_other_design(folder, plan, *design, design_csv(plan.design));
    if (made.identity != plan.identity)
        throw ScenarioError{sweep_messages::kOtherLine(shown(folder), "a scenario says the same by other means")};
}

/// A folder with other things in it is not for us; what we made ourselves and did not finish is.
void refuse_foreign(const fs::path& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder, error}) {
        const auto name = entry.path().filename().string();
        if (name != kScenarios && name.rfind(kDesign, 0) != 0 && name.rfind(kSweep, 0) != 0)
            throw ScenarioError{sweep_messages::kForeignFolder(shown(folder))};
    }
}

}  // namespace

void open_folder(const SweepPlan& plan, const fs::path& folder) {
    const auto held = lock(folder);
    const auto there = text_of(folder / kSweep);
    if (there)
        refuse_other(folder, plan, *there);
    else
        refuse_foreign(folder);
    for (const auto& scenario : plan.sweep.scenarios)
        write(folder / kScenarios / (scenario.id + ".yaml"), scenario.resolved_yaml, "a resolved scenario",
              kScenarioBegin);
    write(folder / kDesign, design_csv(plan.design), "a design", kDesignBegin);
    write(folder / kSweep, plan.yaml, "a resolved sweep", kSweepBegin);  // last: with it the folder is one
}

SweepPlan plan_of_folder(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_regular_file(folder / kSweep, error))
        throw ScenarioError{sweep_messages::kNoSweepFolder(shown(folder))};
    SweepPlan plan;
    plan.sweep = scenarios::read_sweep(folder / kSweep, scenarios::SweepDepth::file_only);
    scenarios::throw_if_unsound(plan.sweep);
    const auto csv = text_of(folder / kDesign);
    if (!plan.sweep.made_by || !csv) throw ScenarioError{sweep_messages::kNoSweepFolder(shown(folder))};
    plan.design = read_design_csv(*csv, shown(folder / kDesign));
    std::vector<std::string> columns, parameters;
    for (const auto& factor : plan.design.factors) columns.push_back(factor.path);
    for (const auto& parameter : plan.sweep.parameters) parameters.push_back(parameter.name);
    if (columns != parameters)
        throw ScenarioError{
            sweep_messages::kOtherLine(shown(folder), std::string{kDesign} + " has other columns than " + kSweep)};
    plan.identity = plan.sweep.made_by->identity;
    plan.version = plan.sweep.made_by->version;
    plan.commit = plan.sweep.made_by->commit;
    plan.yaml = *text_of(folder / kSweep);
    return plan;
}

}  // namespace talentflow::experiments
