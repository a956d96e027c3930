// SPDX-License-Identifier: Apache-2.0
#include "sim/kernel_choice.hpp"

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

}  // namespace

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

const Kernels& fastest() {
    return *usable().front();
}

}  // namespace talentflow::sim::kernels
