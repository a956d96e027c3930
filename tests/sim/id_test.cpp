// SPDX-License-Identifier: Apache-2.0
#include "sim/id.hpp"

#include <cstdint>
#include <set>
#include <string>

#include "sim/status_word.hpp"
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

TEST_CASE("status word: every part comes back and leaves the others alone", "[sim][status]") {
    Sequence sequence{52};
    for (int i = 0; i < 10000; ++i) {
        StatusWord w{sequence.word()};
        const auto region = sequence.below(64), tier = sequence.below(8), field = sequence.below(32);
        const bool woman = sequence.below(2) != 0, early = sequence.below(2) != 0;
        const bool graduate = sequence.below(2) != 0, after = sequence.below(2) != 0;
        const bool fair = sequence.below(2) != 0, away = sequence.below(2) != 0;
        const auto employment = static_cast<Employment>(sequence.below(3));
        w.set_away(away);
        w.set_fair_lately(fair);
        w.set_after_contract(after);
        w.set_graduate(graduate);
        w.set_early_retirement(early);
        w.set_woman(woman);
        w.set_employment(employment);
        w.set_field(field);
        w.set_tier(tier);
        w.set_region(region);
        REQUIRE(w.region() == region);
        REQUIRE(w.tier() == tier);
        REQUIRE(w.field() == field);
        REQUIRE(w.employment() == employment);
        REQUIRE(w.employed() == (employment == Employment::employed));
        REQUIRE(w.woman() == woman);
        REQUIRE(w.early_retirement() == early);
        REQUIRE(w.graduate() == graduate);
        REQUIRE(w.after_contract() == after);
        REQUIRE(w.fair_lately() == fair);
        REQUIRE(w.away() == away);
        REQUIRE(w.empty() == (employment == Employment::nobody));
    }
}

TEST_CASE("status word: all zero is nobody", "[sim][status]") {
    CHECK(StatusWord{}.bits() == 0);
    CHECK(StatusWord{}.empty());
}

TEST_CASE("status word: the consideration class tells employment, graduates, contracts and fairs apart",
          "[sim][status]") {
    std::set<std::size_t> classes;
    for (int i = 0; i < 16; ++i) {
        StatusWord w;
        w.set_employment((i & 1) != 0 ? Employment::unemployed : Employment::employed);
        w.set_graduate((i & 2) != 0);
        w.set_after_contract((i & 4) != 0);
        w.set_fair_lately((i & 8) != 0);
        CHECK(w.consideration_class() == static_cast<std::size_t>(i));
        classes.insert(w.consideration_class());
    }
    CHECK(classes.size() == StatusWord::kClasses);
}

}  // namespace
