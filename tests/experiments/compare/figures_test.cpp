// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/figures.hpp"

#include <memory>

#include "models/run/simulate.hpp"
#include "sim/error.hpp"
#include "tests/experiments/compare/contestants.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;

namespace {

struct Run {
    sim::Dataset data;
    std::shared_ptr<Layout> layout;
};

/// The award's world, three members of 18 months, horizons in the middle and at the end.
Run award_run() {
    const auto award = test::contestant("award.yaml");
    models::RunOptions options;
    options.threads = 1;
    Run run{models::simulate(award.scenario.world, options).data, std::make_shared<Layout>()};
    run.layout->start = sim::Month::of(2018, 7);
    run.layout->months = 18;
    run.layout->horizons = {sim::Month::of(2018, 12), sim::Month::of(2019, 12)};
    run.layout->places = {
        {"east", {}, {0}, false}, {"west", {}, {1}, false}, {"south", {}, {2}, false}, {"both", {}, {0, 1}, true}};
    run.layout->n_regions = 3;
    run.layout->tiers = {{"D", "D", "D"}, {"E", "E", "E"}};
    return run;
}

}  // namespace

TEST_CASE("figures: a horizon is the end of its month", "[experiments][figures]") {
    const auto run = award_run();
    CHECK(run.layout->time_of(0) == 6);
    CHECK(run.layout->time_of(1) == 18);
    Figures figures{run.layout};
    figures.add(run.data);
    CHECK(figures.n_members() == 3);
    const auto& stock = run.data.values<std::int64_t>("stock");  // [member, time, region, tier, field]
    for (std::size_t m = 0; m < 3; ++m)
        for (std::size_t h = 0; h < 2; ++h)
            for (std::size_t r = 0; r < 3; ++r)
                for (std::size_t k = 0; k < 2; ++k) {
                    const std::size_t t = h == 0 ? 6 : 18;
                    CHECK(figures.people(m, h, r, k, Quantity::living) ==
                          static_cast<double>(stock[((m * 19 + t) * 3 + r) * 2 + k]));
                }
}

TEST_CASE("figures: moves inside a group cancel, those over its border count", "[experiments][figures]") {
    const auto run = award_run();
    Figures figures{run.layout};
    figures.add(run.data);
    const auto& flow = run.data.values<std::int64_t>("od_flow");  // [member, time, from, to, tier]
    double inner = 0;
    for (std::size_t m = 0; m < 3; ++m)
        for (std::size_t k = 0; k < 2; ++k) {
            double in = 0, out = 0;
            for (std::size_t t = 0; t <= 6; ++t) {
                const auto at = [&](std::size_t a, std::size_t b) {
                    return static_cast<double>(flow[(((m * 19 + t) * 3 + a) * 3 + b) * 2 + k]);
                };
                in += at(2, 0) + at(2, 1);
                out += at(0, 2) + at(1, 2);
                inner += at(0, 1) + at(1, 0);
            }
            CHECK(figures.people(m, 0, 3, k, Quantity::arrivals) == in);
            CHECK(figures.people(m, 0, 3, k, Quantity::departures) == out);
        }
    CHECK(inner > 0);
}

TEST_CASE("figures: people balance from the start to each horizon", "[experiments][figures]") {
    const auto run = award_run();
    Figures figures{run.layout};
    figures.add(run.data);
    const std::vector<double> at_start{700, 700, 400, 1400};
    for (std::size_t m = 0; m < 3; ++m)
        for (std::size_t h = 0; h < 2; ++h)
            for (std::size_t p = 0; p < 4; ++p) {
                const auto of = [&](Quantity q) { return figures.people(m, h, p, run.layout->total(), q); };
                CHECK(of(Quantity::living) == at_start[p] + of(Quantity::arrivals) - of(Quantity::departures) +
                                                  of(Quantity::entries) - of(Quantity::exits));
                CHECK(of(Quantity::entries) + of(Quantity::exits) > 0);
            }
}

TEST_CASE("figures: money is that of every lever by payer, and years sum up", "[experiments][figures]") {
    const auto run = award_run();
    Figures figures{run.layout};
    figures.add(run.data);
    CHECK(run.layout->n_years() == 2);
    const auto& paid = run.data.values<double>("payments_by_payer");  // [member, time, lever, payer]
    for (std::size_t m = 0; m < 3; ++m) {
        double all = 0;
        for (std::size_t r = 0; r < 3; ++r) {
            double sum = 0;
            for (std::size_t t = 0; t < 19; ++t) sum += paid[(m * 19 + t) * 3 + r];
            CHECK(figures.spent(m, 1, r) == Approx(sum));
            CHECK(figures.spent_in(m, 0, r) == figures.spent(m, 0, r));  // the first horizon ends 2018
            CHECK(figures.spent_in(m, 0, r) + figures.spent_in(m, 1, r) == Approx(sum));
            all += sum;
        }
        CHECK(figures.spent(m, 1, kAllPayers) == Approx(all));
        CHECK(all > 0);
        CHECK(figures.spent(m, 1, 0) == Approx(1.5 * figures.spent(m, 1, 1)).epsilon(1e-4));  // 60 : 40
    }
}

TEST_CASE("figures: what a result does not say is told or refused", "[experiments][figures]") {
    auto run = award_run();
    Figures figures{run.layout};
    figures.add(run.data);
    CHECK(figures.has(Quantity::flexible_fte));
    CHECK(figures.has(Quantity::working));
    run.layout->months = 12;
    Figures others{run.layout};
    CHECK_THROWS_AS(others.add(run.data), ScenarioError);
}

TEST_CASE("figures: full-time equivalents have no tiers, and a group has the sum", "[experiments][figures]") {
    auto run = award_run();
    auto& values = run.data.values<double>("flexible_fte");
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = 0.5 * static_cast<double>(i % 3);
    Figures figures{run.layout};
    figures.add(run.data);
    REQUIRE(figures.has(Quantity::flexible_fte));
    CHECK(figures.people(1, 0, 2, run.layout->total(), Quantity::flexible_fte) == 1.0);
    CHECK(figures.people(1, 0, 3, run.layout->total(), Quantity::flexible_fte) == 0.5);
    CHECK(std::isnan(figures.people(1, 0, 2, 0, Quantity::flexible_fte)));
}
