// SPDX-License-Identifier: Apache-2.0
#include "sim/kernel_choice.hpp"

#include <cstdlib>
#include <string>

#include "sim/error.hpp"

namespace talentflow::sim::kernels {

namespace {

bool cpu_has_avx2() {
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
}
bool cpu_has_avx512() {
    return cpu_has_avx2() && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
           __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512bw") != 0;
}

const Kernels& choose() {
    const char* asked = std::getenv("TALENTFLOW_ISA");
    const std::string name = asked == nullptr ? "" : asked;
    if (name.empty()) {
        if (cpu_has_avx512()) return avx512;
        if (cpu_has_avx2()) return avx2;
        return baseline;
    }
    if (name == "baseline") return baseline;
    if (name == "avx2" && cpu_has_avx2()) return avx2;
    if (name == "avx512" && cpu_has_avx512()) return avx512;
    throw ScenarioError{"TALENTFLOW_ISA: '" + name +
                        "' is unknown or this processor lacks it; write baseline, avx2 or avx512"};
}

}  // namespace

const Kernels& chosen() {
    static const Kernels& choice = choose();
    return choice;
}

}  // namespace talentflow::sim::kernels
