// SPDX-License-Identifier: Apache-2.0
#include "models/people/state/status_word.hpp"

#include <set>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow::models;
using talentflow::test::Sequence;

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
        w.set_field(FieldIndex{field});
        w.set_tier(TierIndex{tier});
        w.set_region(RegionIndex{region});
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
