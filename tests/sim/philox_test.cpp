// SPDX-License-Identifier: Apache-2.0
#include <Random123/philox.h>

#include <array>
#include <cstdint>

#include "sim/kernel_choice.hpp"
#include "tests/support/catch.hpp"

// Known answers published with the Random123 library (its file kat_vectors, philox4x32 with 10 rounds).

namespace {

using namespace talentflow;
using Four = std::array<std::uint32_t, 4>;

struct KnownAnswer {
    const char* name;
    Four counter;
    std::array<std::uint32_t, 2> key;
    Four answer;
};

constexpr std::array<KnownAnswer, 3> kKnownAnswers{{
    {"zeros", {0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {"ones",
     {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {"digits of pi",
     {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
}};

Four philox(const Four& counter, const std::array<std::uint32_t, 2>& key) {
    const philox4x32_ctr_t c{{counter[0], counter[1], counter[2], counter[3]}};
    const philox4x32_key_t k{{key[0], key[1]}};
    const auto out = philox4x32_R(10, c, k);
    return {out.v[0], out.v[1], out.v[2], out.v[3]};
}

TEST_CASE("philox: gives the published known answers", "[sim][philox]") {
    for (const auto& known : kKnownAnswers) {
        INFO(known.name);
        CHECK(philox(known.counter, known.key) == known.answer);
    }
}

TEST_CASE("philox: the vector text gives the published answer for zeros", "[sim][philox]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    Four out{};
    kernels->monthly_words(0, 0, 0, 0, 0, 1, out.data());
    CHECK(out == kKnownAnswers[0].answer);
}

TEST_CASE("philox: the vector text gives the published answers", "[sim][philox]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    for (const auto& known : kKnownAnswers) {
        INFO(known.name);
        const auto& c = known.counter;
        Four group{}, person{};
        kernels->philox({known.key[0], known.key[1], c[2], c[3], nullptr, nullptr, 1, &c[0], &c[1], person.data()});
        CHECK(person == known.answer);
        kernels->philox({known.key[0], known.key[1], 0, 0, &c[2], &c[3], 1, &c[0], &c[1], person.data()});
        CHECK(person == known.answer);
        // Monthly words have a fourth counter word of 0.
        kernels->monthly_words(known.key[0], known.key[1], c[2], c[1], c[0], 1, group.data());
        CHECK(group == philox({c[0], c[1], c[2], 0}, known.key));
    }
}

}  // namespace
