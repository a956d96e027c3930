// SPDX-License-Identifier: Apache-2.0
#include "models/knowledge/awareness.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::Awareness;
using models::CompiledWorld;
using models::ModuleState;
using models::PolicyField;

models::World chain(double on, double off, int months) {
    auto world = test::tiny_world({2, 1, 1}, months);
    world.overrides.awareness_on_probability = on;
    world.overrides.awareness_off_probability = off;
    return world;
}

/// Regions are numbered by uid inside the model: the second of the file as seen from the first.
struct Pair {
    models::RegionIndex home, there;
    explicit Pair(const CompiledWorld& w) : home{w.inner_of[0_in_file]}, there{w.inner_of[1_in_file]} {}
};

bool knows(const Awareness& awareness, sim::PersonId person, models::RegionIndex home, models::RegionIndex there,
           bool stored, sim::Month since, sim::Month now) {
    return awareness.knows({person, since, home, there, stored}, now);
}

/// Opens every month of the world; `media` is the rate from publicity in every second half-year.
void open_all(Awareness& awareness, const models::World& world, double media = 0.0) {
    PolicyField policy{world};
    for (int t = 0; t < world.months; ++t) {
        policy.reset();
        if (media > 0.0 && t / 6 % 2 == 1)
            policy.write(models::Entry::awareness_rate, {.region = 0_in_file, .other = 1_in_file}, media);
        awareness.open_month(world.start + t, policy);
    }
}

/// Whether a look every month changes what is known at any month, for many people and both starting bits.
bool pathwise(const Awareness& awareness, const CompiledWorld& compiled, std::uint32_t people) {
    const Pair at{compiled};
    const auto& world = *compiled.world;
    bool same = true;
    for (std::uint32_t i = 0; i < people; ++i) {
        for (const bool start : {false, true}) {
            const auto person = test::somebody(i);
            bool stepped = start;
            for (int t = 1; t <= world.months; ++t) {
                stepped = knows(awareness, person, at.home, at.there, stepped, world.start + (t - 1), world.start + t);
                const bool once = knows(awareness, person, at.home, at.there, start, world.start, world.start + t);
                same = same && once == stepped;
            }
        }
    }
    return same;
}

TEST_CASE("awareness: a look in between changes nothing, for a chain with marks", "[models][awareness]") {
    const auto world = chain(0.05, 0.01, 120);
    const CompiledWorld compiled{world};
    const sim::Draws draws{1, 0};
    test::Awareness awareness{compiled, draws};
    open_all(awareness, world);
    CHECK(pathwise(awareness, compiled, 300));
}

TEST_CASE("awareness: a look in between changes nothing, for a chain too fast for marks", "[models][awareness]") {
    const auto world = chain(0.3, 0.2, 60);
    const CompiledWorld compiled{world};
    const sim::Draws draws{1, 0};
    test::Awareness awareness{compiled, draws};
    open_all(awareness, world);
    CHECK(pathwise(awareness, compiled, 300));
}

TEST_CASE("awareness: a look in between changes nothing while publicity comes and goes", "[models][awareness]") {
    auto world = test::tiny_world({2, 1, 1}, 96);
    world.modules.awareness = ModuleState::active;
    const CompiledWorld compiled{world};
    const sim::Draws draws{2, 0};
    test::Awareness awareness{compiled, draws};
    open_all(awareness, world, 0.02);
    CHECK(pathwise(awareness, compiled, 300));
}

/// Share of people who know the other place `months` after knowing nothing (or all).
double share_knowing(const Awareness& awareness, const CompiledWorld& compiled, bool start, int months,
                     std::uint32_t people) {
    const Pair at{compiled};
    const sim::Month first = compiled.start;
    std::int64_t known = 0;
    for (std::uint32_t i = 0; i < people; ++i) {
        known += knows(awareness, test::somebody(i), at.home, at.there, start, first, first + months) ? 1 : 0;
    }
    return static_cast<double>(known) / people;
}

double z(double share, double exact, double n) {
    return std::abs(test::z_score(share, exact, std::sqrt(exact * (1.0 - exact) / n)));
}

TEST_CASE("awareness: shares are those of the monthly chain (V16)", "[models][awareness][statistical]") {
    // Seven tests with odds of a false alarm of 1e-5 each.
    constexpr std::uint32_t kPeople = 100000;
    const auto world = chain(0.05, 0.01, 300);
    const CompiledWorld compiled{world};
    const sim::Draws draws{16, 0};
    test::Awareness awareness{compiled, draws};
    open_all(awareness, world);
    CHECK(z(share_knowing(awareness, compiled, false, 12, kPeople), .436733, kPeople) < test::kMostZ);
    CHECK(z(share_knowing(awareness, compiled, false, 300, kPeople), .833333, kPeople) < test::kMostZ);
    CHECK(z(share_knowing(awareness, compiled, true, 300, kPeople), .833333, kPeople) < test::kMostZ);
    CHECK(z(share_knowing(awareness, compiled, false, 1, kPeople), .05, kPeople) < test::kMostZ);
    CHECK(z(share_knowing(awareness, compiled, true, 1, kPeople), .99, kPeople) < test::kMostZ);
    const auto fast = chain(0.3, 0.2, 10);
    const CompiledWorld compiled_fast{fast};
    test::Awareness quick{compiled_fast, draws};
    open_all(quick, fast);
    CHECK(z(share_knowing(quick, compiled_fast, false, 3, kPeople), 0.6 * (1.0 - 0.125), kPeople) < test::kMostZ);
    CHECK(z(share_knowing(quick, compiled_fast, true, 3, kPeople), 0.6 + 0.4 * 0.125, kPeople) < test::kMostZ);
}

TEST_CASE("awareness: the start is the steady state, home is known", "[models][awareness][statistical]") {
    // Odds of a false alarm 1e-5.
    constexpr std::uint32_t kPeople = 100000;
    const auto world = chain(0.05, 0.01, 12);
    const CompiledWorld compiled{world};
    const sim::Draws draws{17, 0};
    const test::Awareness awareness{compiled, draws};
    std::int64_t other = 0, own = 0;
    for (std::uint32_t i = 0; i < kPeople; ++i) {
        const auto set = awareness.initial_set(test::somebody(i), 0_region);
        own += static_cast<std::int64_t>(set & 1U);
        other += static_cast<std::int64_t>((set >> 1) & 1U);
    }
    CHECK(own == kPeople);
    CHECK(z(static_cast<double>(other) / kPeople, .833333, kPeople) < test::kMostZ);
}

TEST_CASE("awareness: the module's rate is eta_0 exp(-d/d_a) plus publicity", "[models][awareness][statistical]") {
    // Two tests with odds of a false alarm of 1e-5 each.
    constexpr std::uint32_t kPeople = 200000;
    auto world = test::tiny_world({2, 1, 1}, 12);
    world.modules.awareness = ModuleState::active;
    const CompiledWorld compiled{world};
    const sim::Draws draws{18, 0};
    test::Awareness awareness{compiled, draws};
    open_all(awareness, world, 0.03);
    const auto& p = world.parameters;
    const double eta = p.awareness_rate_per_month * std::exp(-100.0 / p.awareness_distance_km);
    CHECK(z(share_knowing(awareness, compiled, false, 1, kPeople), -std::expm1(-eta), kPeople) < test::kMostZ);
    const Pair at{compiled};
    std::int64_t learnt = 0;  // in the seventh month, the first with publicity
    for (std::uint32_t i = 0; i < kPeople; ++i) {
        const sim::Month seventh = world.start + 6;
        learnt += knows(awareness, test::somebody(i), at.home, at.there, false, seventh, seventh + 1) ? 1 : 0;
    }
    CHECK(z(static_cast<double>(learnt) / kPeople, -std::expm1(-eta - 0.03), kPeople) < test::kMostZ);
}

/// A world whose publicity for its first region makes people elsewhere learn of it at `rate`.
models::World loud_world(double rate, int months) {
    auto world = test::tiny_world({3, 1, 1}, months);
    world.modules.awareness = ModuleState::active;
    models::LeverInstance lever;
    lever.id = "talent-day";
    lever.kind = "publicity";
    lever.for_regions = {0_in_file};
    lever.lever = test::make_lever(lever.kind, {{"awareness_rate_per_month", models::TimePath{rate}}});
    world.levers.push_back(lever);
    return world;
}
void open_with_levers(Awareness& awareness, const models::World& world) {
    PolicyField policy{world};
    for (int t = 0; t < world.months; ++t) {
        policy.reset();
        for (const auto& lever : world.levers) lever.lever->apply(world, lever, world.start + t, policy);
        awareness.open_month(world.start + t, policy);
    }
}

TEST_CASE("awareness: publicity beyond the usual marks is not cut off", "[models][awareness][statistical]") {
    // One, two, three and four kinds of further marks. Eight tests with odds of a false alarm of 1e-5 each.
    constexpr std::uint32_t kPeople = 50000;
    for (const double rate : {0.09, 0.2, 0.5, 2.0}) {
        INFO("rate " << rate);
        const auto world = loud_world(rate, 6);
        const CompiledWorld compiled{world};
        const sim::Draws draws{20, 0};
        test::Awareness awareness{compiled, draws};
        open_with_levers(awareness, world);
        const auto& p = world.parameters;
        const double eta = p.awareness_rate_per_month * std::exp(-100.0 / p.awareness_distance_km) + rate;
        const double learn = -std::expm1(-eta), forget = -std::expm1(-p.forgetting_rate_per_month);
        const models::RegionIndex home = compiled.inner_of[1_in_file], there = compiled.inner_of[0_in_file];
        for (const int months : {1, 6}) {
            std::int64_t known = 0;
            for (std::uint32_t i = 0; i < kPeople; ++i) {
                known +=
                    knows(awareness, test::somebody(i), home, there, false, world.start, world.start + months) ? 1 : 0;
            }
            // Deciding month by month: off with `forget`, on with `learn`, or at most with what is left of one.
            const double on = std::min(learn, 1.0 - forget);
            const double steady = on / (on + forget);
            const double exact = steady * (1.0 - std::pow(1.0 - on - forget, months));
            CHECK(z(static_cast<double>(known) / kPeople, exact, kPeople) < test::kMostZ);
        }
        bool same = true;  // a look in between changes nothing
        for (std::uint32_t i = 0; i < 2000; ++i) {
            bool stepped = false;
            for (int t = 1; t <= world.months; ++t) {
                stepped =
                    knows(awareness, test::somebody(i), home, there, stepped, world.start + (t - 1), world.start + t);
                same = same &&
                       stepped == knows(awareness, test::somebody(i), home, there, false, world.start, world.start + t);
            }
        }
        CHECK(same);
    }
}

/// Publicity for the first region of the file that only those in the second hear, from the 13th month to the 30th.
void open_for_the_second(Awareness& awareness, const models::World& world, double rate) {
    PolicyField policy{world};
    for (int t = 0; t < world.months; ++t) {
        policy.reset();
        if (t >= 12 && t < 30)
            policy.write(models::Entry::awareness_rate, {.region = 1_in_file, .other = 0_in_file}, rate);
        awareness.open_month(world.start + t, policy);
    }
}

TEST_CASE("awareness: who is out of reach of loud publicity knows exactly what they would know without it",
          "[models][awareness]") {
    for (const double rate : {0.02, 0.09, 0.5, 3.0}) {
        // The lever is in the scenario of one of the two, as in a base and an arm.
        const auto arm = loud_world(rate, 60);
        auto base = arm;
        base.levers.clear();
        const CompiledWorld a{arm}, b{base};
        const sim::Draws draws{24, 0};
        test::Awareness with{a, draws}, without{b, draws};
        open_for_the_second(with, arm, rate);
        open_for_the_second(without, base, 0.0);
        std::size_t differ = 0, before = 0, forgot = 0, learnt = 0;
        for (std::uint32_t i = 0; i < 4000; ++i) {
            for (int t = 1; t <= 60; ++t) {
                const auto now = arm.start + t;
                const bool stored = i % 2 == 0;
                differ += knows(with, test::somebody(i), a.inner_of[2_in_file], a.inner_of[0_in_file], stored,
                                arm.start, now) != knows(without, test::somebody(i), a.inner_of[2_in_file],
                                                         a.inner_of[0_in_file], stored, arm.start, now);
                const bool loud = knows(with, test::somebody(i), a.inner_of[1_in_file], a.inner_of[0_in_file], stored,
                                        arm.start, now);
                const bool still = knows(without, test::somebody(i), a.inner_of[1_in_file], a.inner_of[0_in_file],
                                         stored, arm.start, now);
                if (t <= 12) before += loud != still ? 1 : 0;
                forgot += still && !loud ? 1 : 0;
                learnt += loud && !still ? 1 : 0;
            }
        }
        INFO("rate " << rate);
        CHECK(differ == 0);  // elsewhere
        CHECK(before == 0);  // within reach, before it began
        CHECK(forgot == 0);  // nobody knows less for it
        CHECK(learnt > 0);
    }
}

TEST_CASE("awareness: with publicity that comes and goes shares are those of the monthly chain",
          "[models][awareness][statistical]") {
    // Twelve tests with odds of a false alarm of 1e-5 each; the middle rates fill one kind of marks and part of the
    // next.
    constexpr std::uint32_t kPeople = 50000;
    for (const double rate : {0.05, 0.1, 0.17, 0.4, 0.9, 5.0}) {
        const auto arm = loud_world(rate, 60);
        const CompiledWorld compiled{arm};
        const sim::Draws draws{25, 0};
        test::Awareness awareness{compiled, draws};
        open_for_the_second(awareness, arm, rate);
        const auto& p = arm.parameters;
        const double eta = p.awareness_rate_per_month * std::exp(-100.0 / p.awareness_distance_km);
        const double forget = -std::expm1(-p.forgetting_rate_per_month);
        for (const int months : {14, 40}) {
            double exact = 0.0;
            for (int t = 0; t < months; ++t) {
                const double learn = std::min(-std::expm1(-eta - (t >= 12 && t < 30 ? rate : 0.0)), 1.0 - forget);
                exact = exact * (1.0 - forget) + (1.0 - exact) * learn;
            }
            std::int64_t known = 0;
            for (std::uint32_t i = 0; i < kPeople; ++i) {
                known += knows(awareness, test::somebody(i), compiled.inner_of[1_in_file], compiled.inner_of[0_in_file],
                               false, arm.start, arm.start + months)
                             ? 1
                             : 0;
            }
            INFO("rate " << rate << ", " << months << " months");
            CHECK(z(static_cast<double>(known) / kPeople, exact, kPeople) < test::kMostZ);
        }
    }
}

TEST_CASE("awareness: loud publicity for one place changes nobody's luck about another", "[models][awareness]") {
    const auto loud = loud_world(0.5, 48), still = loud_world(0.0, 48);
    const CompiledWorld a{loud}, b{still};
    const sim::Draws draws{23, 0};
    test::Awareness with{a, draws}, without{b, draws};
    open_with_levers(with, loud);
    open_with_levers(without, still);
    const models::RegionIndex home = a.inner_of[1_in_file], other = a.inner_of[2_in_file];
    std::vector<models::AwarenessQuery> queries;
    for (std::uint32_t i = 0; i < 5000; ++i) {
        for (const models::RegionIndex region : {other, a.inner_of[0_in_file]}) {
            queries.push_back({test::somebody(i), loud.start, home, region, i % 2 == 0});
        }
    }
    models::AwarenessScratch scratch;
    std::vector<std::uint8_t> told, quiet;
    with.know(queries, loud.start + 40, scratch, told);
    without.know(queries, loud.start + 40, scratch, quiet);
    bool equal = true, one_by_one = true;
    for (std::size_t q = 0; q < queries.size(); ++q) {
        if (queries[q].region == other) equal = equal && told[q] == quiet[q];
        one_by_one = one_by_one && (told[q] != 0) == with.knows(queries[q], loud.start + 40);
    }
    CHECK(equal);
    CHECK(one_by_one);
}

TEST_CASE("awareness: switched off, what is stored stands", "[models][awareness]") {
    const auto world = test::tiny_world({2, 1, 1}, 12);
    const CompiledWorld compiled{world};
    const sim::Draws draws{19, 0};
    const test::Awareness awareness{compiled, draws};
    CHECK_FALSE(awareness.moving());
    for (const bool stored : {false, true}) {
        CHECK(knows(awareness, test::somebody(1), 0_region, 1_region, stored, world.start, world.start + 12) == stored);
    }
    CHECK(awareness.initial_set(test::somebody(1), 0_region) == 3U);  // everything known
}

TEST_CASE("awareness: many queries at once are answered as one by one", "[models][awareness]") {
    // Ordinary rates (marks), and rates so high that every month is a mark.
    for (const double on : {0.02, 0.3}) {
        const auto world = chain(on, 0.01, 120);
        const CompiledWorld compiled{world};
        const sim::Draws draws{9, 0};
        test::Awareness awareness{compiled, draws};
        open_all(awareness, world);
        const Pair at{compiled};
        std::vector<models::AwarenessQuery> queries;
        for (std::uint32_t i = 0; i < 2000; ++i) {
            queries.push_back(
                {test::somebody(i), world.start + static_cast<int>(i % 121), at.home, at.there, i % 3 == 0});
        }
        models::AwarenessScratch scratch;
        std::vector<std::uint8_t> answers;
        for (const int months : {0, 1, 31, 32, 33, 64, 120}) {
            const auto now = world.start + months;
            awareness.know(queries, now, scratch, answers);
            for (std::size_t i = 0; i < queries.size(); ++i)
                REQUIRE((answers[i] != 0) == awareness.knows(queries[i], now));
        }
        awareness.know({}, world.start, scratch, answers);
        CHECK(answers.empty());
    }
}

}  // namespace
