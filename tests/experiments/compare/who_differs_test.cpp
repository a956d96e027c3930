// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/who_differs.hpp"

#include <map>
#include <random>
#include <vector>

#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;

namespace {

using Where = std::map<std::uint64_t, Home>;

/// Three regions, two tiers; places: the regions and the group of the first two.
JoinSetting three_regions() {
    JoinSetting setting;
    setting.places = {{"r0", {}, {0}, false}, {"r1", {}, {1}, false}, {"r2", {}, {2}, false}, {"g", {}, {0, 1}, true}};
    setting.n_regions = 3;
    setting.tier_of = {0, 1};
    setting.n_tiers = 2;
    setting.uid = {100, 200, 300};
    return setting;
}

constexpr std::size_t kOutside = 3;

Whereabouts whereabouts(const Where& where) {
    std::vector<Whereabouts::Person> people;
    for (const auto& [id, home] : where) people.push_back({sim::PersonId{id}, home});
    return Whereabouts::of(people);
}

WhoDiffers joined(const Where& start, const Where& base, const Where& arm) {
    sim::Team team;
    return join(team, whereabouts(start), whereabouts(base), whereabouts(arm), three_regions());
}

std::uint64_t person(std::uint32_t uid, int year, std::uint32_t index) {
    return sim::PersonId::of(uid, sim::Month::of(year, 6), index).bits();
}

std::int64_t all(const WhoDiffers& who, std::size_t place, Change change) {
    std::int64_t sum = 0;
    for (std::size_t r = 0; r <= 3; ++r)
        for (std::size_t k = 0; k < 2; ++k) sum += who.changed(place, change, r, k);
    return sum;
}

}  // namespace

TEST_CASE("whereabouts: finds people by id and nobody elsewhere", "[experiments][who]") {
    const auto a = person(100, 2017, 0), b = person(100, 2017, 0x80000007U), c = person(300, 2020, 4095);
    const auto where = whereabouts({{a, {0, 1}}, {b, {2, 0}}, {c, {63, 7}}});
    const auto at = [&](std::uint64_t id) -> std::optional<Home> {
        const auto* page = where.page(id >> Whereabouts::kPageBits);
        return page == nullptr ? std::nullopt : Whereabouts::home((*page)[id % Whereabouts::kPageIds]);
    };
    CHECK(at(a)->region == 0);
    CHECK(at(a)->tier == 1);
    CHECK(at(b)->region == 2);
    CHECK(at(c)->region == 63);
    CHECK(at(c)->tier == 7);
    CHECK_FALSE(at(a + 1));
    CHECK_FALSE(at(c + 1));
    CHECK(where.keys().size() == 3);
}

TEST_CASE("join: who lived there at the start stayed, who did not came", "[experiments][who]") {
    const auto native = person(100, 2017, 1), stranger = person(300, 2017, 2);
    // Both are in r0 with the arm and in r2 in the base.
    const auto who = joined({{native, {0, 0}}, {stranger, {2, 1}}}, {{native, {2, 0}}, {stranger, {2, 1}}},
                            {{native, {0, 0}}, {stranger, {0, 1}}});
    CHECK(who.changed(0, Change::stayed, 2, 0) == 1);
    CHECK(who.changed(0, Change::came, 2, 1) == 1);
    CHECK(all(who, 0, Change::stayed) == 1);
    CHECK(all(who, 0, Change::came) == 1);
    CHECK(all(who, 2, Change::left) == 2);
    CHECK(who.changed(2, Change::left, 0, 1) == 1);
    CHECK(who.counterfactual(2, 0, 0) == 1);
    CHECK(who.counterfactual(2, 0, 1) == 1);
    // The same from the group that holds r0.
    CHECK(who.changed(3, Change::stayed, 2, 0) == 1);
    CHECK(who.changed(3, Change::came, 2, 1) == 1);
}

TEST_CASE("join: moves inside a group are none of the group's", "[experiments][who]") {
    const auto p = person(100, 2017, 1);
    const auto who = joined({{p, {0, 0}}}, {{p, {1, 0}}}, {{p, {0, 0}}});
    CHECK(all(who, 0, Change::stayed) == 1);
    CHECK(all(who, 1, Change::left) == 1);
    for (const auto change : {Change::stayed, Change::came, Change::left}) CHECK(all(who, 3, change) == 0);
}

TEST_CASE("join: newcomers start where they entered, immigrants outside", "[experiments][who]") {
    const auto graduate = person(100, 2020, 1), immigrant = person(999, 2020, 1);
    const auto who = joined({}, {{graduate, {1, 1}}}, {{graduate, {0, 1}}, {immigrant, {0, 1}}});
    CHECK(who.changed(0, Change::stayed, 1, 1) == 1);
    CHECK(who.changed(0, Change::came, kOutside, 1) == 1);
    CHECK(who.counterfactual(kOutside, 0, 1) == 1);
}

TEST_CASE("join: who is outside with the arm left with the tier of the base", "[experiments][who]") {
    const auto p = person(100, 2017, 1);
    const auto who = joined({{p, {0, 1}}}, {{p, {0, 0}}}, {});
    CHECK(who.changed(0, Change::left, kOutside, 0) == 1);
    CHECK(who.counterfactual(0, kOutside, 0) == 1);
}

TEST_CASE("join: another tier in the same place is promotion, never staying", "[experiments][who]") {
    const auto p = person(100, 2017, 1), q = person(100, 2017, 2);
    // q rises while changing places inside the group.
    const auto who = joined({{p, {0, 1}}, {q, {0, 1}}}, {{p, {0, 1}}, {q, {1, 1}}}, {{p, {0, 0}}, {q, {0, 0}}});
    CHECK(who.other_tier(0, 1, 0) == 1);
    CHECK(who.other_tier(3, 1, 0) == 2);
    CHECK(all(who, 0, Change::stayed) == 1);  // q
    CHECK(all(who, 3, Change::stayed) == 0);
}

TEST_CASE("join: equals counting person by person in a map", "[experiments][who]") {
    std::mt19937_64 engine{5};
    const auto roll = [&](std::uint64_t n) { return static_cast<std::size_t>(engine() % n); };
    const auto setting = three_regions();
    Where start, base, arm;
    for (int i = 0; i < 30000; ++i) {
        const std::uint32_t uid = std::vector<std::uint32_t>{100, 200, 300, 999}[roll(4)];
        const int year = roll(3) == 0 ? 2020 : 2017;
        const auto id = person(uid, year, static_cast<std::uint32_t>(roll(50000)) + (roll(20) == 0 ? 0x80000000U : 0));
        if (year == 2017 && uid != 999) start[id] = {roll(3), roll(2)};
        if (roll(5) != 0) base[id] = {roll(3), roll(2)};
        if (roll(5) != 0) arm[id] = base.count(id) > 0 && roll(3) != 0 ? base[id] : Home{roll(3), roll(2)};
        if (roll(9) == 0) arm.erase(id);
    }
    const auto who = joined(start, base, arm);

    std::map<std::vector<std::size_t>, std::int64_t> counterfactual, changed, other;
    Where everybody = base;
    everybody.insert(arm.begin(), arm.end());
    for (const auto& [id, ignored] : everybody) {
        const bool in_base = base.count(id) > 0, in_arm = arm.count(id) > 0;
        const std::size_t rb = in_base ? base[id].region : kOutside, ra = in_arm ? arm[id].region : kOutside;
        const std::size_t kb = in_base ? base[id].tier : arm[id].tier, ka = in_arm ? arm[id].tier : base[id].tier;
        std::size_t first = kOutside;
        if (start.count(id) > 0)
            first = start[id].region;
        else if (sim::PersonId{id}.origin_uid() < 999)
            first = sim::PersonId{id}.origin_uid() / 100 - 1;
        ++counterfactual[{rb, ra, ka}];
        for (std::size_t p = 0; p < setting.places.size(); ++p) {
            const auto inside = [&](std::size_t r) { return p < 3 ? r == p : r < 2; };
            if (inside(rb) && inside(ra)) {
                if (ka != kb) ++other[{p, kb, ka}];
            } else if (inside(ra)) {
                ++changed[{p, inside(first) ? 0UL : 1UL, rb, ka}];
            } else if (inside(rb)) {
                ++changed[{p, 2, ra, kb}];
            }
        }
    }
    std::int64_t differing = 0;
    for (std::size_t b = 0; b <= 3; ++b)
        for (std::size_t a = 0; a <= 3; ++a)
            for (std::size_t k = 0; k < 2; ++k) CHECK(who.counterfactual(b, a, k) == counterfactual[{b, a, k}]);
    for (std::size_t p = 0; p < 4; ++p)
        for (std::size_t k = 0; k < 2; ++k) {
            for (std::size_t c = 0; c < 3; ++c)
                for (std::size_t r = 0; r <= 3; ++r) {
                    CHECK(who.changed(p, static_cast<Change>(c), r, k) == changed[{p, c, r, k}]);
                    differing += changed[{p, c, r, k}];
                }
            for (std::size_t to = 0; to < 2; ++to) CHECK(who.other_tier(p, k, to) == other[{p, k, to}]);
        }
    CHECK(differing > 1000);
}
