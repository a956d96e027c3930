// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace talentflow::models {

/// Somebody who may be picked: the least keyed hashes are, ties by id.
struct Ranked {
    std::uint32_t group;
    std::uint32_t hash;
    std::uint64_t person;
    std::uint32_t at;

    friend bool operator<(const Ranked& a, const Ranked& b) noexcept {
        if (a.group != b.group) return a.group < b.group;
        return a.hash != b.hash ? a.hash < b.hash : a.person < b.person;
    }
};

}  // namespace talentflow::models
