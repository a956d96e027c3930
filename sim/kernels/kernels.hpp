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
    const float* v_stay;  // [n]
    float rho;
    uint8_t* choice;   // out [n]
    uint64_t* rivals;  // out [n], or null
};

/// Bytes of the month's word that may mean an event: those below the bound of their process. Three sets of people have
/// bounds of their own: the usual (employed, no flags), the idle (without a post, no flags), and all others.
struct EventBounds {
    static constexpr size_t kBins = 64;       // of age
    static constexpr unsigned kBinShift = 4;  // 16 months each; the last one takes all beyond

    static constexpr size_t kSets = 3;     // usual, idle, others
    static constexpr size_t kClasses = 3;  // of retirement: men, women, women who retire early

    uint32_t set_mask, usual, idle;  // status bits that tell the sets apart, and what they are for two of them
    uint32_t somebody_mask;          // without any of these bits the row is empty
    uint16_t below[kSets][4];        // [set][process]; the first is by age instead
    uint32_t consider_below[kSets][kBins];
    uint32_t ages_matter;             // else the first bin holds for everyone
    uint32_t clock;                   // birth month of age 0
    uint32_t woman, early;            // status bits of the classes of retirement
    uint32_t retire_birth[kClasses];  // born then or before: always flagged; 0 for none
    uint32_t certain_below;           // usual people whose first byte is below, and no other byte counts
};

/// Which of a run of rows may have an event this month, and which usual ones surely consider moving and nothing else.
struct EventArguments {
    size_t n;
    const uint32_t* status;  // StatusWord bits
    const uint16_t* birth;
    const EventBounds* bounds;
    const uint32_t* given;  // words of the rows, or null: then ids are consecutive from here, and words are made
    uint32_t key0, key1, address, high, first;
    uint32_t* words;      // scratch [n + 8]
    uint8_t* flags;       // scratch [n]
    uint32_t* rows;       // out [n + 8]: flagged rows, ascending
    uint32_t* row_words;  // out [n + 8]: their words
    uint32_t* certain;    // out [n + 8]: rows of the certain, ascending
    size_t* n_certain;
};

struct PhiloxArguments {
    uint32_t key0, key1;
    uint32_t address, draw;     // of all persons, unless:
    const uint32_t* addresses;  // [n], or null
    const uint32_t* draws;      // [n], or null
    size_t n;
    const uint32_t* index;
    const uint32_t* high;
    uint32_t* out;  // [4 * n]
};

struct Kernels {
    const char* name;
    void (*screen)(const ScreenArguments&);
    void (*monthly_words)(uint32_t key0, uint32_t key1, uint32_t address, uint32_t high, uint32_t first_group,
                          size_t n_groups, uint32_t* out);
    /// Monthly words of scattered ids.
    void (*words_of)(uint32_t key0, uint32_t key1, uint32_t address, size_t n, const uint32_t* index,
                     const uint32_t* high, uint32_t* out);
    /// Four words for many persons: word w of person i at out[w * n + i].
    void (*philox)(const PhiloxArguments&);
    size_t (*events)(const EventArguments&);  // how many are flagged
    /// -ln of the uniforms of `n` words.
    void (*exponentials)(const uint32_t* words, size_t n, double* out);
};

extern const Kernels scalar;  // any processor
// x86-64 only:
extern const Kernels baseline;
extern const Kernels avx2;
extern const Kernels avx512;

}  // namespace talentflow::sim::kernels
