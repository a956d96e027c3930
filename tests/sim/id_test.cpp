// SPDX-License-Identifier: Apache-2.0
#include "sim/id.hpp"

#include <cstdint>
#include <set>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow::sim;
using talentflow::test::Sequence;

TEST_CASE("region uid: the eight regions of the base world and the rest of the world differ", "[sim][id]") {
    std::set<std::uint32_t> uids;
    for (const char* id : {"suining", "tongnan", "tongliang", "changshou", "longquanyi", "shuangliu", "chengdu_rest",
                           "chongqing_rest", "rest_of_world"}) {
        uids.insert(region_uid(id));
        CHECK(region_uid(id) < (1U << 20));
    }
    CHECK(uids.size() == 9);
}

TEST_CASE("region uid: a function of the text alone", "[sim][id]") {
    const std::string text = "long" + std::string{"quanyi"};
    CHECK(region_uid(text) == region_uid("longquanyi"));
    CHECK(region_uid("a") != region_uid("b"));
    CHECK(region_uid("ab") != region_uid("ba"));
}

TEST_CASE("region uid: 20,000 texts collide about as often as chance has it", "[sim][id]") {
    // Pairs n (n - 1) / 2 / 2^20 = 190.7, Poisson: 1e-5 bounds are about 132 and 256.
    std::set<std::uint32_t> uids;
    for (int i = 0; i < 20000; ++i) uids.insert(region_uid("region-" + std::to_string(i)));
    const auto collisions = 20000 - static_cast<int>(uids.size());
    CHECK(collisions > 130);
    CHECK(collisions < 256);
}

TEST_CASE("person id: uid, cohort and index come back", "[sim][id]") {
    Sequence sequence{51};
    for (int i = 0; i < 10000; ++i) {
        const auto uid = static_cast<std::uint32_t>(sequence.below(1U << 20));
        const Month cohort{static_cast<std::int32_t>(sequence.below(4096))};
        const std::uint32_t index = sequence.word();
        const auto person = PersonId::of(uid, cohort, index);
        REQUIRE(person.origin_uid() == uid);
        REQUIRE(person.cohort() == cohort);
        REQUIRE(person.index() == index);
        REQUIRE(PersonId{person.bits()} == person);
        REQUIRE(((std::uint64_t{person.high()} << 32) | person.index()) == person.bits());
    }
}

TEST_CASE("person id: the extremes of every part do not touch the others", "[sim][id]") {
    CHECK(PersonId::of(0xFFFFF, Month{0}, 0).bits() == 0xFFFFF00000000000ULL);
    CHECK(PersonId::of(0, Month{0xFFF}, 0).bits() == 0x00000FFF00000000ULL);
    CHECK(PersonId::of(0, Month{0}, 0xFFFFFFFF).bits() == 0x00000000FFFFFFFFULL);
    CHECK(PersonId::of(3, Month{7}, 9) < PersonId::of(3, Month{7}, 10));
}

}  // namespace
