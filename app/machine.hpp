// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "models/world/world.hpp"
#include "sim/kernel_choice.hpp"
#include "sim/parallel.hpp"

namespace talentflow::app {

/// Most threads that can be asked for.
inline constexpr int kMaxThreads = 1024;

/// What a process may use of its machine.
struct Allowance {
    int processors = 1;
    std::optional<double> memory_bytes;  // empty: unknown
};

/// Where the system tells of itself; tests bring folders of their own.
struct SystemFolders {
    std::filesystem::path proc = "/proc";
    std::filesystem::path cgroups = "/sys/fs/cgroup";
};

/// Processors: those the process may run on, no more than its cgroup's quota rounded up. Memory: the least of the
/// machine's, the limits of its cgroup and of the groups above it, and `ulimit -v`. Both versions of cgroups are read.
[[nodiscard]] Allowance allowance(const SystemFolders& folders = {});

/// "512 MB", "1.3 GB".
[[nodiscard]] std::string bytes_text(double bytes);

/// `requested`, or if 0 what OMP_NUM_THREADS says, or the processors this process may use.
[[nodiscard]] int n_threads(int requested);

/// A schedule as OpenMP writes one: "static", "dynamic,2", "guided"; ours for anything else, which OpenMP ignores, too.
[[nodiscard]] sim::Schedule schedule_of(std::string_view text);
/// What OMP_SCHEDULE says.
[[nodiscard]] sim::Schedule schedule_of_environment();

/// The kernels of the instruction set of this name (scalar, baseline, avx2, avx512); of the fastest if it is empty.
/// Errors: ScenarioError if it is unknown or the processor lacks it.
[[nodiscard]] const sim::kernels::Kernels& kernels_of(std::string_view name);
/// Those that TALENTFLOW_ISA names.
[[nodiscard]] const sim::kernels::Kernels& kernels_of_environment();

/// What is wrong if a run of the world would need more memory than this process may use.
[[nodiscard]] std::optional<std::string> memory_problem(const models::World& world);

/// What to do about it.
[[nodiscard]] std::string memory_advice(const models::World& world);

/// Errors: ScenarioError if a run of the world would need more memory than this process may use.
void refuse_if_too_large(const models::World& world, const std::string& file);

}  // namespace talentflow::app
