// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <string>

#include "models/policy/policy_field.hpp"
#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::Entry;
using models::TimePath;

const std::string kKind = "community_integration";

/// Moves out of Longquanyi, of those who could have left.
double leaving(const sim::Dataset& data) {
    return test::total(data, "moves", {{"region", "longquanyi"}, {"direction", "out"}}) /
           test::total(data, "stock", {{"region", "longquanyi"}});
}

TEST_CASE("community_integration: both ways of holding people hold them", "[models][lever]") {
    const auto none = leaving(test::run(test::restless(kKind, 0)));
    const auto with = [&](double ties, double stay) {
        auto world = test::restless(kKind, 1);
        world.levers.front().lever = test::make_lever(kKind, {{"reached_share_per_month", TimePath{0.5}},
                                                              {"tie_gain", TimePath{ties}},
                                                              {"stay_utility", TimePath{stay}}});
        return leaving(test::run(world));
    };
    CHECK(with(0, 0) == none);
    CHECK(with(4, 0) < 0.99 * none);
    CHECK(with(0, 0.5) < 0.97 * none);
}

TEST_CASE("community_integration: newcomers have more acquaintances", "[models][lever]") {
    const auto ties = [](double dose) {
        const auto data = test::at_dose(kKind, dose);
        const auto& mean = data.values<double>("ties_mean");
        return mean[mean.size() - 2];  // Longquanyi at the end
    };
    CHECK(ties(1) > ties(0));
    CHECK(ties(2) > ties(1));
}

TEST_CASE("community_integration: a look every month changes nothing", "[models][lever]") {
    models::RunOptions options;
    options.threads = 1;
    options.look_every_month = true;
    const auto world = test::restless(kKind, 1);
    CHECK(test::difference(test::run(world), models::simulate(world, options).data) == "");
}

TEST_CASE("community_integration: who lived there before is as without it", "[models][lever]") {
    // Nobody comes: Suining is empty, so whoever leaves Longquanyi is the only newcomer there is, elsewhere.
    auto world = test::restless(kKind, 2);
    world.overrides.initial_agents[1].count = 0;
    auto without = test::restless(kKind, 0);
    without.overrides.initial_agents[1].count = 0;
    for (auto* w : {&world, &without}) {
        w->months = 12;
        w->regions[1_in_file].stay_constant.assign(2, 100.0);  // and nobody comes back
    }
    const auto a = test::run(world), b = test::run(without);
    CHECK(test::total(a, "moves") > 100.0);
    CHECK(test::difference(b, a) == "");
}

TEST_CASE("community_integration: a newcomer costs the share expected to be reached", "[models][lever]") {
    auto world = test::lesson(kKind);
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.outlays.size() == 1);
    CHECK(list.outlays[0].per_newcomer_cny == Approx(200.0 * (1.0 - std::pow(0.9, 24))));
    auto all = test::restless(kKind, 1);
    all.levers.front().lever = test::make_lever(kKind, {{"reached_share_per_month", TimePath{1.0}}});
    const auto data = test::run(all);
    const auto last = data.values<std::int64_t>("od_flow").back();  // nothing: the diagonal
    CHECK(last == 0);
    double arrivals = test::total(data, "moves", {{"region", "longquanyi"}, {"direction", "in"}});
    const auto& moves = data.values<std::int64_t>("moves");
    arrivals -= static_cast<double>(
        moves[moves.size() - 2 * 2 * 2 + 1]);  // tier E into Longquanyi in the last month, booked after the end
    CHECK(test::total(data, "payments") == Approx(200.0 * arrivals));
}

TEST_CASE("community_integration: shares, rates and utility by the dose", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().dose = 2;
    models::PolicyField policy{world};
    world.levers.front().lever->apply(world, world.levers.front(), world.start, policy);
    CHECK(policy.read(Entry::unreached_share, {.region = 0_in_file}) == Approx(0.8));
    CHECK(policy.read(Entry::tie_rate, {.region = 0_in_file}) == Approx(2.0));
    CHECK(policy.read(Entry::belonging, {.region = 0_in_file}) == Approx(0.4));
    CHECK(policy.read(Entry::unreached_share, {.region = 1_in_file}) == 1.0);
}

TEST_CASE("community_integration: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "the cost of one newcomer of 184.05 CNY");  // 200 x (1 - 0.9^24)
}

}  // namespace
