// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>
#include <stdint.h>

// What a kernel file may see: C types only, so that nothing inline compiled for one instruction set can
// leak into the rest of the program.
namespace talentflow::sim::kernels {

/// Verdicts of a screening beside an alternative (sim/screen.hpp).
constexpr uint32_t kScreenStay = 255, kScreenUndecided = 254;
constexpr size_t kMostAlternatives = 65;
constexpr size_t kMostTables = 5;

struct ScreenArguments {
    size_t n, n_alternatives, stride;  // stride: a multiple of eight
    const uint32_t* index;
    const uint32_t* high;
    uint32_t key0, key1, address;
    // Weights are products of rows of tables: table[t][offset[t][person] + alternative], stride numbers each.
    size_t n_tables;
    const float* table[kMostTables];
    const uint32_t* offset[kMostTables];
    const float* v_stay;    // [n]
    float rho;
    uint8_t* choice;        // out [n]
    uint64_t* rivals;       // out [n], or null
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
    uint32_t* rows;          // out [n + 8]: flagged rows, ascending
};

/// The same for consecutive ids, whose words are made on the way.
struct EventArguments {
    FlagArguments flag;      // without words
    uint32_t key0, key1, address;
    uint32_t high, first;    // id of row 0
    uint32_t* words;         // scratch [n + 8]
    uint32_t* row_words;     // out [n + 8]: words of the flagged rows
};

struct PhiloxArguments {
    uint32_t key0, key1;
    uint32_t address, draw;    // of all persons, unless:
    const uint32_t* addresses;  // [n], or null
    const uint32_t* draws;      // [n], or null
    size_t n;
    const uint32_t* index;
    const uint32_t* high;
    uint32_t* out;              // [4 * n]
};

struct Kernels {
    const char* name;
    void (*screen)(const ScreenArguments&);
    void (*monthly_words)(uint32_t key0, uint32_t key1, uint32_t address, uint32_t high,
                          uint32_t first_group, size_t n_groups, uint32_t* out);
    /// Monthly words of scattered ids.
    void (*words_of)(uint32_t key0, uint32_t key1, uint32_t address, size_t n, const uint32_t* index,
                     const uint32_t* high, uint32_t* out);
    /// Four words for many persons: word w of person i at out[w * n + i].
    void (*philox)(const PhiloxArguments&);
    size_t (*flag)(const FlagArguments&);      // how many
    size_t (*events)(const EventArguments&);   // how many
};

extern const Kernels baseline;
extern const Kernels avx2;
extern const Kernels avx512;

}  // namespace talentflow::sim::kernels
