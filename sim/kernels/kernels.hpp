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
    uint32_t key0, key1, address;
    const double* inverse_weight;
    const double* v_stay;
    double rho;
    uint8_t* choice;
};

/// Which rows may have an event this month, by bounds that hold for every employed person; others and
/// everyone due to retire are flagged for a closer look.
struct FlagArguments {
    size_t n;
    const uint32_t* words;   // monthly words
    const uint32_t* status;  // StatusWord bits
    const uint16_t* birth;
    int32_t bound[4];        // largest byte that still matters, -1 for none
    uint32_t usual_mask, usual;  // status bits of the usual case: employed, no flags
    uint32_t retire_birth;   // flagged at or below
    uint8_t* flags;          // scratch [n]
    uint32_t* rows;          // out [n + 1]: flagged rows, ascending
};

struct Kernels {
    const char* name;
    void (*race)(const RaceArguments&);
    void (*monthly_words)(uint32_t key0, uint32_t key1, uint32_t address, uint32_t high,
                          uint32_t first_group, size_t n_groups, uint32_t* out);
    /// Monthly words of scattered ids.
    void (*words_of)(uint32_t key0, uint32_t key1, uint32_t address, size_t n, const uint32_t* index,
                     const uint32_t* high, uint32_t* out);
    /// Four words of one address for many persons: word w of person i at out[w * n + i].
    void (*philox)(uint32_t key0, uint32_t key1, uint32_t address, size_t n, const uint32_t* index,
                   const uint32_t* high, uint32_t* out);
    size_t (*flag)(const FlagArguments&);  // how many
};

extern const Kernels baseline;
extern const Kernels avx2;
extern const Kernels avx512;

}  // namespace talentflow::sim::kernels
