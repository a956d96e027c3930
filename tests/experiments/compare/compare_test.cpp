// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/compare.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/compare/comparison_data.hpp"
#include "models/run/simulate.hpp"
#include "sim/error.hpp"
#include "tests/experiments/compare/contestants.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;
using talentflow::test::award_against_none;
using talentflow::test::compared;
using talentflow::test::contestant;

namespace {

constexpr std::size_t kEast = 0, kBoth = 3;

/// The bytes of every variable of a comparison.
std::vector<std::string> bytes_of(const Comparison& c) {
    const auto data = dataset_of(c, "");
    std::vector<std::string> all;
    for (const auto& variable : data.variables())
        std::visit(
            [&](const auto& values) {
                all.emplace_back(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(values[0]));
            },
            variable.data);
    return all;
}

}  // namespace

TEST_CASE("compare: an arm equal to the base differs by exactly nothing", "[experiments][compare]") {
    const auto c = compared({contestant("a.yaml"), contestant("b.yaml")});
    for (std::size_t h = 0; h < 2; ++h)
        for (std::size_t p = 0; p < 4; ++p) {
            for (std::size_t k = 0; k <= 2; ++k)
                for (const auto& spec : quantity_specs()) {
                    const auto r = people(c, {0, h}, p, k, spec.quantity);
                    if (!r) continue;
                    CHECK(r->difference.mean == 0);
                    CHECK(r->difference.luck->low == 0);
                    CHECK(r->difference.luck->high == 0);
                }
            for (const auto change : {Change::stayed, Change::came, Change::left})
                CHECK(changed(c, {0, h}, p, change, 2).mean == 0);
            CHECK(cost_per_person(c, {0, h}, p).state == Cost::State::open_sign);
        }
    CHECK(spending(c, {0, 1}, kAllPayers).base > 0);
    CHECK(spending(c, {0, 1}, kAllPayers).difference.mean == 0);
}

TEST_CASE("compare: a lever at dose 0 is the world without levers", "[experiments][compare]") {
    const auto c = compared({contestant("none"), contestant("a.yaml", {{"levers.award.dose", "0"}})});
    CHECK(c.arms[0].levers.empty());  // what is switched off is not counted
    CHECK(people(c, {0, 1}, kEast, 2, Quantity::living)->difference.luck->high == 0);
    for (std::size_t p = 0; p < 4; ++p) CHECK(changed(c, {0, 1}, p, Change::left, 2).mean == 0);
}

TEST_CASE("compare: the difference in people is stayed + came - left, by tier with who rose there",
          "[experiments][compare]") {
    const auto c = award_against_none();
    REQUIRE(c.members == 3);
    double stayed = 0, came = 0, left = 0;
    for (std::size_t m = 0; m < 3; ++m)
        for (std::size_t h = 0; h < 2; ++h) {
            const auto& who = c.who[0][m][h];
            for (std::size_t p = 0; p < 4; ++p)
                for (std::size_t k = 0; k < 2; ++k) {
                    std::int64_t sum = who.other_tier(p, 1 - k, k) - who.other_tier(p, k, 1 - k);
                    for (std::size_t r = 0; r <= 3; ++r) {
                        const auto s = who.changed(p, Change::stayed, r, k), n = who.changed(p, Change::came, r, k),
                                   l = who.changed(p, Change::left, r, k);
                        sum += s + n - l;
                        stayed += static_cast<double>(s);
                        came += static_cast<double>(n);
                        left += static_cast<double>(l);
                    }
                    CHECK(static_cast<double>(sum) == c.figures[0].people(m, h, p, k, Quantity::living) -
                                                          c.base_figures.people(m, h, p, k, Quantity::living));
                }
        }
    CHECK(stayed > 0);
    CHECK(came > 0);
    CHECK(left > 0);
}

TEST_CASE("compare: the margins of the counterfactual are the stocks", "[experiments][compare]") {
    const auto c = award_against_none();
    for (std::size_t m = 0; m < 3; ++m)
        for (std::size_t h = 0; h < 2; ++h)
            for (std::size_t r = 0; r < 3; ++r) {
                std::int64_t in_base = 0, with_arm = 0;
                for (std::size_t other = 0; other <= 3; ++other)
                    for (std::size_t k = 0; k < 2; ++k) {
                        in_base += c.who[0][m][h].counterfactual(r, other, k);
                        with_arm += c.who[0][m][h].counterfactual(other, r, k);
                    }
                CHECK(static_cast<double>(in_base) == c.base_figures.people(m, h, r, 2, Quantity::living));
                CHECK(static_cast<double>(with_arm) == c.figures[0].people(m, h, r, 2, Quantity::living));
            }
}

TEST_CASE("compare: an award for newcomers brings people to the place that pays it", "[experiments][compare]") {
    const auto c = award_against_none();
    const auto east = people(c, {0, 1}, kEast, 0, Quantity::living);
    REQUIRE(east);
    CHECK(east->difference.luck->low > 0);
    CHECK(east->difference.mean == Approx(east->arm - east->base));
    CHECK(people(c, {0, 1}, kEast, 0, Quantity::arrivals)->difference.mean > 0);
    const auto paid = spending(c, {0, 1}, kAllPayers);
    CHECK(paid.base == 0);
    CHECK(paid.difference.mean > 0);
    const auto cost = cost_per_person(c, {0, 1}, kEast);
    REQUIRE(cost.state == Cost::State::identified);
    CHECK(cost.cny == Approx(paid.difference.mean / people(c, {0, 1}, kEast, 2, Quantity::living)->difference.mean));
    CHECK(cost.luck.low < cost.cny);
    CHECK(cost_per_person(c, {0, 1}, 2).state == Cost::State::fewer_people);  // drawn from the south
    CHECK_FALSE(enough_for_rate(c, 29));
    CHECK(enough_for_rate(c, -30));
}

TEST_CASE("compare: does not depend on threads", "[experiments][compare]") {
    const auto one = bytes_of(award_against_none());
    const auto three = bytes_of(compared({contestant("none"), contestant("award.yaml")}, 3));
    CHECK(one == three);
}

TEST_CASE("compare: a member is the same however many there are", "[experiments][compare]") {
    const auto three = award_against_none();
    const std::vector<std::pair<std::string, std::string>> two_members{{"random.replicates", "2"}};
    const auto two = compared({contestant("none", two_members), contestant("award.yaml", two_members)});
    REQUIRE(two.members == 2);
    for (std::size_t m = 0; m < 2; ++m)
        for (std::size_t p = 0; p < 4; ++p) {
            CHECK(two.figures[0].people(m, 1, p, 2, Quantity::living) ==
                  three.figures[0].people(m, 1, p, 2, Quantity::living));
            CHECK(two.who[0][m][1].changed(p, Change::came, 2, 0) == three.who[0][m][1].changed(p, Change::came, 2, 0));
        }
}

TEST_CASE("simulate: a run may start at any member", "[experiments][compare]") {
    auto world = contestant("award.yaml").scenario.world;
    models::RunOptions options;
    options.threads = 1;
    const auto all = models::simulate(world, options).data;
    world.replicates = 1;
    options.first_member = 2;
    std::vector<std::size_t> times;
    options.observe = [&](int member, std::size_t t, const models::TalentModel&) {
        CHECK(member == 2);
        times.push_back(t);
    };
    const auto last = models::simulate(world, options).data;
    CHECK(last.dimension("member").values == std::vector<double>{2});
    const auto& of_all = all.values<std::int64_t>("od_flow");
    const auto& of_last = last.values<std::int64_t>("od_flow");
    CHECK(std::equal(of_last.begin(), of_last.end(), of_all.end() - static_cast<std::ptrdiff_t>(of_last.size())));
    REQUIRE(times.size() == 19);
    for (std::size_t t = 0; t < times.size(); ++t) CHECK(times[t] == t);
}

TEST_CASE("compare: results of runs give the same figures as running the scenarios", "[experiments][compare]") {
    const std::vector<Contestant> contestants{contestant("none"), contestant("award.yaml")};
    std::vector<sim::Dataset> results;
    models::RunOptions options;
    options.threads = 1;
    for (const auto& one : contestants) results.push_back(models::simulate(one.scenario.world, options).data);
    auto read = plan(contestants, {});
    read_comparison(read, results);
    const auto run = award_against_none();
    for (std::size_t m = 0; m < 3; ++m)
        for (std::size_t p = 0; p < 4; ++p)
            for (const auto& spec : quantity_specs())
                if (run.figures[0].has(spec.quantity))
                    CHECK(read.figures[0].people(m, 1, p, 2, spec.quantity) ==
                          run.figures[0].people(m, 1, p, 2, spec.quantity));
    CHECK(read.who.empty());
    CHECK_THROWS_AS(changed(read, {0, 0}, 0, Change::came, 2), BugError);
    CHECK_FALSE(dataset_of(read, "").has_variable("counterfactual"));
}

TEST_CASE("compare: with one member nothing has an interval", "[experiments][compare]") {
    const std::vector<std::pair<std::string, std::string>> once{{"random.replicates", "1"}};
    const auto c = compared({contestant("none", once), contestant("award.yaml", once)});
    CHECK_FALSE(people(c, {0, 1}, kEast, 2, Quantity::living)->difference.luck);
    CHECK(cost_per_person(c, {0, 1}, kEast).state == Cost::State::one_member);
    const auto data = dataset_of(c, "");
    CHECK_FALSE(std::isnan(data.values<double>("difference_mean")[0]));
    for (const double low : data.values<double>("difference_low")) CHECK(std::isnan(low));
}

TEST_CASE("compare: stops where it is told to", "[experiments][compare]") {
    const std::vector<Contestant> contestants{contestant("none"), contestant("award.yaml")};
    auto comparison = plan(contestants, {});
    int calls = 0, last_run = -1, all_runs = 0;
    CompareOptions options;
    options.run.threads = 1;
    options.keep_going = [&](int run, int runs, const models::Progress& progress) {
        ++calls;
        last_run = run;
        all_runs = runs;
        CHECK(progress.months_total == 18);
        return run < 1 || progress.months_done < 2;
    };
    CHECK_THROWS_AS(run_comparison(comparison, contestants, options), Interrupted);
    CHECK(calls == 20);
    CHECK(last_run == 1);
    CHECK(all_runs == 6);
}

TEST_CASE("dataset_of: holds the readings, and the quick look's words where it is one", "[experiments][compare]") {
    auto c = award_against_none();
    const auto data = dataset_of(c, "talentflow compare none award.yaml");
    CHECK(is_comparison(data));
    CHECK(data.dimension("tier").labels.back().id == std::string{kTotal});
    const std::size_t n_q = data.dimension("quantity").size();
    CHECK(n_q == 7);
    const std::size_t cell = ((1 * 4 + kBoth) * 3 + 2) * n_q;  // horizon 1, both, total, living
    const auto both = people(c, {0, 1}, kBoth, 2, Quantity::living);
    CHECK(data.values<double>("difference_mean")[cell] == both->difference.mean);
    CHECK(data.values<double>("difference_high")[cell] == both->difference.luck->high);
    const auto& differs = data.variable("who_differs");
    CHECK(differs.dims == std::vector<std::string>{"arm", "member", "horizon", "place", "change", "elsewhere", "tier"});
    c.quick_look = true;
    const auto quick = dataset_of(c, "");
    CHECK(quick.variable("difference").long_name.find("quick look, not for quotation") != std::string::npos);
}
