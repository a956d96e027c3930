// SPDX-License-Identifier: Apache-2.0
#include "sim/kernel_choice.hpp"

#include <cstdlib>
#include <string>
#include <vector>

#include "sim/error.hpp"

namespace talentflow::sim::kernels {

namespace {

#ifdef TALENTFLOW_X86_KERNELS
bool cpu_has_avx2() {
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
}
bool cpu_has_avx512() {
    return cpu_has_avx2() && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
           __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512bw") != 0;
}
#endif

/// Those that this build has and this processor can run, fastest first.
std::vector<const Kernels*> usable() {
    std::vector<const Kernels*> list;
#ifdef TALENTFLOW_X86_KERNELS
    if (cpu_has_avx512()) list.push_back(&avx512);
    if (cpu_has_avx2()) list.push_back(&avx2);
    list.push_back(&baseline);
#endif
    list.push_back(&scalar);
    return list;
}

const Kernels& choose() {
    const char* asked = std::getenv("TALENTFLOW_ISA");
    const std::string name = asked == nullptr ? "" : asked;
    std::string names;
    for (const Kernels* kernels : usable()) {
        if (name.empty() || name == kernels->name) return *kernels;
        names += (names.empty() ? "" : ", ") + std::string{kernels->name};
    }
    throw ScenarioError{"TALENTFLOW_ISA: '" + name + "' is unknown or this processor lacks it; it has " + names};
}

}  // namespace

const Kernels& chosen() {
    static const Kernels& choice = choose();
    return choice;
}

}  // namespace talentflow::sim::kernels
