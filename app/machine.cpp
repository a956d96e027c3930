// SPDX-License-Identifier: Apache-2.0
#include "app/machine.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/messages.hpp"
#include "app/table.hpp"
#include "models/run/size.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

namespace fs = std::filesystem;

/// The words of the first line of a file; none if it cannot be read.
std::vector<std::string> words_of(const fs::path& file) {
    std::ifstream in{file};
    std::string line;
    std::getline(in, line);
    std::vector<std::string> words;
    for (std::size_t begin = line.find_first_not_of(' '); begin != std::string::npos;) {
        const auto end = std::min(line.find(' ', begin), line.size());
        words.push_back(line.substr(begin, end - begin));
        begin = line.find_first_not_of(' ', end);
    }
    return words;
}

/// A count that is a limit; empty for "max", -1 and what is no number.
std::optional<double> limit(const std::string& word) {
    double value = 0;
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (problem != std::errc{} || end == word.data() || value <= 0) return std::nullopt;
    return value;
}

void take_least(std::optional<double>& least, std::optional<double> value) {
    if (value && (!least || *value < *least)) least = value;
}

/// Folders of the process's group and of those above it, under `root`; a container sees its own group as the root.
std::vector<fs::path> groups(const fs::path& root, const std::string& path) {
    std::vector<fs::path> found{root};
    fs::path at = root;
    for (const auto& part : fs::path{path}.relative_path()) {
        at /= part;
        found.push_back(at);
    }
    return found;
}

/// The process's place in each hierarchy: {"", path} of version 2, {"cpu,cpuacct", path} of version 1.
std::vector<std::pair<std::string, std::string>> places(const fs::path& proc) {
    std::vector<std::pair<std::string, std::string>> found;
    std::ifstream in{proc / "self" / "cgroup"};
    for (std::string line; std::getline(in, line);) {
        const auto first = line.find(':');
        const auto second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second != std::string::npos)
            found.emplace_back(line.substr(first + 1, second - first - 1), line.substr(second + 1));
    }
    return found;
}

struct CgroupLimits {
    std::optional<double> processors, memory_bytes;
};

CgroupLimits cgroup_limits(const SystemFolders& folders) {
    CgroupLimits least;
    const auto quota = [&](const std::string& used, const std::string& period) {
        const auto a = limit(used), b = limit(period);
        if (a && b) take_least(least.processors, *a / *b);
    };
    const auto first = [](const fs::path& file) {
        const auto words = words_of(file);
        return words.empty() ? std::string{} : words.front();
    };
    for (const auto& [controllers, path] : places(folders.proc)) {
        const bool second_version = controllers.empty();
        for (const auto& group : groups(second_version ? folders.cgroups : folders.cgroups / controllers, path)) {
            const auto cpu = words_of(group / "cpu.max");
            if (second_version && cpu.size() == 2) quota(cpu[0], cpu[1]);
            if (!second_version) quota(first(group / "cpu.cfs_quota_us"), first(group / "cpu.cfs_period_us"));
            take_least(least.memory_bytes,
                       limit(first(group / (second_version ? "memory.max" : "memory.limit_in_bytes"))));
        }
    }
    return least;
}

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

int processors_allowed() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
    return static_cast<int>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)));
}

std::optional<double> memory_of_machine(const fs::path& proc) {
    const auto words = words_of(proc / "meminfo");  // MemTotal: N kB, its first line
    const auto kib = words.size() > 1 && words[0] == "MemTotal:" ? limit(words[1]) : std::nullopt;
    return kib ? std::optional{*kib * 1024} : std::nullopt;
}

}  // namespace

std::string bytes_text(double bytes) {
    return bytes < 1e9 ? fmt::format("{:.0f} MB", bytes / 1e6) : fmt::format("{:.1f} GB", bytes / 1e9);
}

Allowance allowance(const SystemFolders& folders) {
    const auto group = cgroup_limits(folders);
    Allowance allowed{processors_allowed(), memory_of_machine(folders.proc)};
    if (group.processors)
        allowed.processors = std::min(allowed.processors, std::max(1, static_cast<int>(std::ceil(*group.processors))));
    take_least(allowed.memory_bytes, group.memory_bytes);
    rlimit space{};
    if (getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY)
        take_least(allowed.memory_bytes, static_cast<double>(space.rlim_cur));
    return allowed;
}

int n_threads(int requested) {
    if (requested > 0) return requested;
    const std::string_view text = environment("OMP_NUM_THREADS");
    int wanted = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), wanted);
    if (problem == std::errc{} && end != text.data() && wanted > 0) return std::min(wanted, kMaxThreads);
    return std::min(allowance().processors, kMaxThreads);
}

sim::Schedule schedule_of(std::string_view text) {
    using Kind = sim::Schedule::Kind;
    std::string words;
    for (const char c : text) {
        if (c != ' ') words += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    // "monotonic:" or "nonmonotonic:", which is all the same to us: every thread takes items in ascending order.
    words.erase(0, words.find(':') + 1);
    const auto comma = words.find(',');
    std::size_t run = 0;
    if (comma != std::string::npos) {
        const char* end = words.data() + words.size();
        const auto [read, problem] = std::from_chars(words.data() + comma + 1, end, run);
        if (problem != std::errc{} || read != end || run == 0) return {};
    }
    const auto kind = words.substr(0, comma);
    if (kind == "static") return {Kind::runs, run};
    if (kind == "dynamic") return {Kind::runs, std::max<std::size_t>(1, run)};
    if (kind == "guided") return {Kind::guided, run};
    return {};
}

sim::Schedule schedule_of_environment() {
    return schedule_of(environment("OMP_SCHEDULE"));
}

const sim::kernels::Kernels& kernels_of(std::string_view name) {
    if (name.empty()) return sim::kernels::fastest();
    std::string names;
    for (const auto* kernels : sim::kernels::usable()) {
        if (name == kernels->name) return *kernels;
        names += (names.empty() ? "" : ", ") + std::string{kernels->name};
    }
    throw ScenarioError{messages::kNoInstructionSet(sim::printable(std::string{name}), names)};
}

const sim::kernels::Kernels& kernels_of_environment() {
    return kernels_of(environment("TALENTFLOW_ISA"));
}

std::optional<std::string> memory_problem(const models::World& world) {
    const double needed = models::expected_bytes(world);
    const auto memory = allowance().memory_bytes;
    if (!memory || needed <= *memory) return std::nullopt;
    const auto agents = with_thousands(static_cast<double>(models::expected_agents(world)));
    return messages::kNeedsMemory(bytes_text(needed), agents, bytes_text(*memory));
}

std::string memory_advice(const models::World& world) {
    return world.overrides.initial_agents.empty() ? messages::kNeedLess() : messages::kLowerCounts();
}

void refuse_if_too_large(const models::World& world, const std::string& file) {
    if (const auto problem = memory_problem(world))
        throw ScenarioError{messages::kTooLarge(sim::printable(file), *problem, memory_advice(world))};
}

}  // namespace talentflow::app
