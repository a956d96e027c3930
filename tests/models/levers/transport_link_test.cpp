// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::Entry;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "transport_link";
constexpr int kOpens = 12;

double moves(const sim::Dataset& data, const std::string& from) {
    return test::total(data, "od_flow", {{"origin", from}});
}

TEST_CASE("transport_link: a shorter way makes more people move in either direction", "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), one = test::run(test::restless(kKind, 1));
    for (const char* from : {"longquanyi", "suining"}) CHECK(moves(one, from) > 1.04 * moves(none, from));
}

TEST_CASE("transport_link: before it opens it is paid for and changes nobody", "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), one = test::run(test::restless(kKind, 1));
    const auto same_until = [&](const std::string& name) {
        const auto& a = none.values<std::int64_t>(name);
        const auto& b = one.values<std::int64_t>(name);
        const std::size_t per_time = a.size() / 61;
        std::size_t t = 0;
        while (t < 61 && std::equal(a.begin() + static_cast<std::ptrdiff_t>(t * per_time),
                                    a.begin() + static_cast<std::ptrdiff_t>((t + 1) * per_time),
                                    b.begin() + static_cast<std::ptrdiff_t>(t * per_time))) {
            ++t;
        }
        return t;
    };
    CHECK(same_until("od_flow") == kOpens + 1);  // times 0 to 12: the month that opens it ends at 13
    const auto& payments = one.values<double>("payments");
    CHECK(payments[1] == Approx(1e7).epsilon(1e-9));
    CHECK(payments[kOpens] == Approx(1e7).epsilon(1e-9));
    CHECK(payments[kOpens + 1] == Approx(5e5).epsilon(1e-9));
    CHECK(test::total(one, "payments_by_payer", {{"payer", "suining"}}) ==
          Approx(0.5 * test::total(one, "payments")).epsilon(1e-9));
}

TEST_CASE("transport_link: once it is gone the way is as long as before", "[models][lever]") {
    auto world = test::restless(kKind, 1);
    world.modules.awareness = models::ModuleState::none;
    world.parameters.moving_cost_spread = 1.0;  // the personal cost goes by distance too
    world.overrides.consider_probability = 0.02;
    auto never = world, ended = world;
    never.levers.front().enabled = false;
    ended.levers.front().to = world.start + kOpens;
    const auto last_months = [](const sim::Dataset& data) {
        const auto& od = data.values<std::int64_t>("od_flow");
        double sum = 0.0;
        for (std::size_t i = od.size() / 61 * (kOpens + 2); i < od.size(); ++i) sum += static_cast<double>(od[i]);
        return sum;
    };
    const double base = last_months(test::run(never)), gone = last_months(test::run(ended)),
                 open = last_months(test::run(world));
    // One month of more moves is behind them; what follows differs by little but who lives where.
    CHECK(std::abs(gone - base) < 0.03 * base);
    CHECK(open > 1.3 * base);
}

TEST_CASE("transport_link: the field holds minutes and km both ways from the opening on", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& link = world.levers.front();
    const auto at = [&](int month, Entry entry) {
        models::PolicyField policy{world};
        link.lever->apply(world, link, world.start + month, policy);
        const double there = policy.read(entry, {.region = 0_in_file, .other = 1_in_file});
        CHECK(there == policy.read(entry, {.region = 1_in_file, .other = 0_in_file}));
        CHECK(policy.written(entry) == (there < 1e9));
        return there;
    };
    CHECK(at(kOpens - 1, Entry::minutes) > 1e9);
    CHECK(at(kOpens, Entry::minutes) == 35.0);
    CHECK(at(kOpens, Entry::effective_km) == 40.0);
    link.dose = 0.5;
    CHECK(at(kOpens, Entry::minutes) == 62.5);
    CHECK(at(kOpens, Entry::effective_km) == 82.5);
    link.dose = 2;
    CHECK(at(kOpens, Entry::minutes) == 1.0);  // 90 - 2 x 55 is no time at all
    link.dose = 1;
    link.lever = test::make_lever(kKind, {{"minutes", models::TimePath{200.0}}});
    CHECK(at(0, Entry::minutes) > 1e9);  // slower than the way there is
    CHECK(at(0, Entry::effective_km) > 1e9);
}

TEST_CASE("transport_link: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "a month's building of 10000000.00 CNY");
}

TEST_CASE("transport_link: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World& world, LeverInstance& link) { link.to = world.start + 11; }) ==
          Problems{"opens in 2019-01, after building_months, but ends in 2018-12 (to)"});
    CHECK(test::problems_after(kKind, [](World& world, LeverInstance& link) { link.to = world.start + 12; }).empty());
}

}  // namespace
