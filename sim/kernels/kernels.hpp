// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>
#include <stdint.h>

// What a kernel file may see: C types only, so that nothing inline compiled for one instruction set can
// leak into the rest of the program.
namespace talentflow::sim::kernels {

struct RaceArguments {
    size_t n, n_alternatives, stride;
    const uint32_t* index;
    const uint32_t* high;
    uint32_t key0, key1, race_address, nest_address;
    const double* inverse_weight;
    const double* v_stay;
    double rho;
    uint8_t* choice;
};

struct Kernels {
    const char* name;
    void (*race)(const RaceArguments&);
    void (*monthly_words)(uint32_t key0, uint32_t key1, uint32_t address, uint32_t high,
                          uint32_t first_group, size_t n_groups, uint32_t* out);
};

extern const Kernels baseline;
extern const Kernels avx2;
extern const Kernels avx512;

}  // namespace talentflow::sim::kernels
