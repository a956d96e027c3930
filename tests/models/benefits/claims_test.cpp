// SPDX-License-Identifier: Apache-2.0
#include "models/benefits/claims.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/month/talent_model.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::ModuleState;
using models::Programme;
using models::TalentModel;
using models::TimePath;
using models::World;

/// A lever that enrols one programme as a test gives it, and halves the days of card holders if asked to.
struct OneClaim final : models::Lever {
    Programme programme;
    double card_processing = 1.0;
    void apply(const World&, const models::LeverInstance& instance, sim::Month,
               models::PolicyField& policy) const override {
        policy.write(models::Entry::card_processing, {.region = instance.for_regions.front()}, card_processing);
    }
    void enrol(const World& world, const models::LeverInstance& instance, models::ProgrammeList& list) const override {
        Programme p = programme;
        p.lever = static_cast<std::size_t>(&instance - world.levers.data());
        list.add(std::move(p));
    }
};

/// Regions with one tier that needs no accreditation, where everybody claims at once and desks are quick.
World claiming_world(std::size_t regions, int months) {
    auto world = test::tiny_world({regions, 1, 1}, months);
    world.modules.claims = ModuleState::active;
    world.overrides.take_up_probability = 1.0;
    for (auto& region : world.regions) {
        region.desk_cases_per_month = 1e6;
        region.processing_days_claims = 0.0;
    }
    return world;
}

Programme award(double cny) {
    Programme p;
    p.amount_cny = {{0_tier, TimePath{cny}}};
    return p;
}

/// An award for whoever lives in the first region, again and again.
models::LeverInstance& add_claim(World& world, const std::string& id, Programme programme) {
    auto lever = std::make_shared<OneClaim>();
    lever->programme = std::move(programme);
    models::LeverInstance instance;
    instance.id = id;
    instance.kind = "settling_award";
    instance.for_regions = {0_in_file};
    instance.lever = std::move(lever);
    world.levers.push_back(std::move(instance));
    return world.levers.back();
}

/// Claims paid by lever, month after month.
std::vector<std::vector<std::int64_t>> paid(const World& world) {
    sim::Team team;
    TalentModel model{team, world};
    std::vector<std::vector<std::int64_t>> by_month;
    for (sim::Month now = world.first_month(); now < world.start + world.months; now = now + 1) {
        model.step(now);
        by_month.emplace_back();
        for (const auto& f : model.claims().figures()) by_month.back().push_back(f.paid);
    }
    return by_month;
}
std::int64_t paid_in_all(const World& world, std::size_t lever) {
    std::int64_t n = 0;
    for (const auto& month : paid(world)) n += month[lever];
    return n;
}

}  // namespace

TEST_CASE("claims: three hundred programmes are told apart", "[models][claims]") {
    auto world = claiming_world(2, 3);
    test::add_people(world, 0_in_file, 7);
    test::add_people(world, 1_in_file, 5);
    for (int i = 0; i < 300; ++i) add_claim(world, "award-" + std::to_string(1000 + i), award(100.0));
    world.levers[299].for_regions = {1_in_file};
    CHECK(paid_in_all(world, 43) == 7);  // 299 - 256
    CHECK(paid_in_all(world, 298) == 7);
    CHECK(paid_in_all(world, 299) == 5);
}

TEST_CASE("claims: who arrives in the month in which a lever starts is a candidate once", "[models][claims]") {
    auto world = claiming_world(1, 6);
    test::add_people(world, 0_in_file, 30);
    world.overrides.entries_per_month.push_back({0_in_file, models::Entries::Kind::fixed, 20.0});
    auto& lever = add_claim(world, "award", award(100.0));
    lever.from = world.start + 3;
    lever.eligible.first_time = false;
    const auto months = paid(world);
    std::int64_t all = 0;
    for (const auto& month : months) all += month[0];
    CHECK(all == 30 + 6 * 20);
}

namespace {

/// Two awards of one exclusive set in the first region, the larger one for the second field only.
World rivals(models::ExclusiveRule rule) {
    auto world = claiming_world(2, 6);
    world.fields.push_back({"f1", {}, false});
    world.field_wage.push_back(1.0);
    world.relatedness = {1.0, {{1.0, 1.0}, {1.0, 1.0}}};
    test::add_people(world, 0_in_file, 1);
    for (const double cny : {100.0, 500.0}) {
        auto& lever = add_claim(world, cny > 100.0 ? "larger" : "for-all", award(cny));
        lever.exclusive_set = "settling";
        lever.exclusive_rule = rule;
    }
    world.levers[1].eligible.fields = {1_field};
    return world;
}
/// What somebody of a field who thinks of moving to the first region expects there.
double expected(const World& world, std::uint8_t field, int age_years = 30) {
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    models::Chooser chooser;
    chooser.person = test::somebody(1);
    chooser.home = models::RegionIndex{model.world().inner_of[1_in_file]};
    chooser.field = models::FieldIndex{field};
    chooser.age_months = 12 * age_years;
    return model.claims().offer(chooser, model.world().inner_of[0_in_file]);
}

}  // namespace

TEST_CASE("claims: an award for others takes nothing from what a mover expects", "[models][claims]") {
    using models::ExclusiveRule;
    auto alone = rivals(ExclusiveRule::highest);
    alone.levers.pop_back();
    const double small = expected(alone, 0);
    REQUIRE(small > 0.0);
    const auto highest = rivals(ExclusiveRule::highest);
    CHECK(expected(highest, 0) == small);
    CHECK(expected(highest, 1) == Approx(5.0 * small));
    auto for_the_young = rivals(ExclusiveRule::highest);
    for_the_young.levers[1].eligible.fields.clear();
    for_the_young.levers[1].eligible.age_max_years = 40.0;
    CHECK(expected(for_the_young, 0, 50) == small);
    CHECK(expected(for_the_young, 0, 35) == Approx(5.0 * small));
    // `first`: one of the two is claimed, and the larger one is no reason to wait for it.
    CHECK(expected(rivals(ExclusiveRule::first), 1) == small);
    CHECK(expected(rivals(ExclusiveRule::sum), 1) == Approx(6.0 * small));
}

TEST_CASE("claims: a ceiling of grants below one agent a year admits one now and then",
          "[models][claims][statistical]") {
    // Five persons a year, ten an agent: one agent every other year. Odds of a false alarm 1e-5.
    // From July on: approved claims wait twelve months, so the grants of two calendar years can be used.
    auto world = claiming_world(1, 18);
    world.start = sim::Month::of(2018, 7);
    world.persons_per_agent = 10;
    test::add_people(world, 0_in_file, 100);
    for (int i = 0; i < 60; ++i) {
        auto p = award(100.0);
        p.grants_per_year_max = 5.0;
        add_claim(world, "award-" + std::to_string(i), p);
    }
    const auto months = paid(world);
    std::int64_t all = 0, most = 0;
    for (std::size_t i = 0; i < 60; ++i) {
        std::int64_t of_lever = 0;
        for (const auto& month : months) of_lever += month[i];
        all += of_lever;
        most = std::max(most, of_lever);
    }
    CHECK(most <= 2);
    CHECK(std::abs(test::z_score(static_cast<double>(all), 60.0, std::sqrt(120.0 * 0.25))) < test::kMostZ);
}

TEST_CASE("claims: a ceiling of whole agents is kept in every calendar year", "[models][claims]") {
    auto world = claiming_world(1, 14);
    world.start = sim::Month::of(2018, 7);
    test::add_people(world, 0_in_file, 100);
    auto p = award(100.0);
    p.grants_per_year_max = 7.0;
    add_claim(world, "award", p);
    const auto months = paid(world);
    CHECK(months[0][0] == 7);
    CHECK(months[5][0] == 0);
    CHECK(months[6][0] == 7);
}

TEST_CASE("claims: a card speeds up its holders' claims at the desk", "[models][claims]") {
    const auto months_of_award = [](double factor) {
        auto world = claiming_world(1, 12);
        world.regions[0_in_file].processing_days_claims = 60.0;
        test::add_people(world, 0_in_file, 40);
        Programme card;
        card.card = true;
        add_claim(world, "card", card);
        auto& later = add_claim(world, "later", award(100.0));
        later.from = world.start + 5;
        auto lever = std::make_shared<OneClaim>(dynamic_cast<const OneClaim&>(*later.lever));
        lever->card_processing = factor;
        later.lever = std::move(lever);
        return paid(world);
    };
    const auto slow = months_of_award(1.0), quick = months_of_award(0.5);
    CHECK(slow[2][0] == 40);
    CHECK(slow[7][1] == 40);
    CHECK(quick[6][1] == 40);
}

namespace {

/// One award of three instalments with a year of service from a fund that holds `cny`; months from the grant on.
struct Obligation {
    World world = claiming_world(1, 60);
    sim::Team team;
    std::unique_ptr<TalentModel> model;

    explicit Obligation(double cny, bool fund_ends) {
        test::add_people(world, 0_in_file, 1);
        models::Fund fund;
        fund.id = "fund";
        fund.payers = {{0_in_file, 1.0}};
        fund.once_cny = cny;
        if (fund_ends) fund.to = world.start + 11;
        world.funds.push_back(fund);
        auto p = award(300.0);
        p.instalments = 3;
        p.service_months = 12;
        p.promotion_shift = 1.0;
        add_claim(world, "award", p).fund = 0;
        model = std::make_unique<TalentModel>(team, world);
        model->step(world.start);
    }
    void step_to(int month) {
        for (int t = 1; t <= month; ++t) model->step(world.start + t);
    }
    [[nodiscard]] double to_come(int month) const {
        return model->claims().remaining_value(model->population(), 0, world.start + month);
    }
};

}  // namespace

TEST_CASE("claims: a contract that will never be paid in full comes to an end", "[models][claims]") {
    // 150 CNY: the first instalment of 100, and never the second. The last is due in month 24.
    Obligation waits{150.0, false};
    REQUIRE(waits.model->population().status[0].beneficiary());
    waits.step_to(35);
    CHECK(waits.to_come(35) > 0.0);
    CHECK_FALSE(waits.model->population().status[0].after_contract());
    waits.model->step(waits.world.start + 36);
    CHECK(waits.to_come(36) == 0.0);
    CHECK(waits.model->claims().promotion_shift(waits.model->population(), 0) == 0.0);
    // 100 CNY of a fund that ends with the year: nothing is to be expected after the obligation.
    Obligation empty{100.0, true};
    empty.step_to(11);
    CHECK(empty.to_come(11) > 0.0);
    empty.model->step(empty.world.start + 12);
    CHECK(empty.to_come(12) == 0.0);
    CHECK(empty.model->population().status[0].after_contract());
    for (int t = 13; t <= 18; ++t) empty.model->step(empty.world.start + t);
    CHECK_FALSE(empty.model->population().status[0].after_contract());
}

TEST_CASE("claims: a contract is paid in full from a fund that can", "[models][claims]") {
    Obligation paid_up{300.0, false};
    paid_up.step_to(23);
    CHECK(paid_up.to_come(23) > 0.0);
    paid_up.model->step(paid_up.world.start + 24);
    CHECK(paid_up.to_come(24) == 0.0);
    CHECK(paid_up.model->funds().balance(0) == 0);
}

TEST_CASE("claims: who moves after the obligation is restless for six months, not for ever", "[models][claims]") {
    auto world = claiming_world(2, 24);
    test::add_people(world, 0_in_file, 400);
    auto p = award(100.0);
    p.service_months = 12;
    add_claim(world, "award", p).to = world.start;
    world.overrides.transition = {{0.9, 0.1}, {0.0, 1.0}};
    sim::Team team;
    TalentModel model{team, world};
    const auto marked = [&model](std::size_t region) {
        std::int64_t n = 0;
        for (std::size_t row = 0; row < model.population().n_rows(); ++row) {
            const auto who = model.population().status[row];
            n += who.after_contract() && who.region() == model.world().inner_of[models::FileRegion{region}] ? 1 : 0;
        }
        return n;
    };
    for (int t = 0; t < 12; ++t) model.step(world.start + t);
    CHECK(marked(0) + marked(1) == 0);
    model.step(world.start + 12);
    const std::int64_t served = marked(0);
    CHECK(served > 50);
    for (int t = 13; t < 18; ++t) model.step(world.start + t);
    CHECK(marked(0) + marked(1) == served);
    CHECK(marked(1) > 10);
    model.step(world.start + 18);
    CHECK(marked(0) + marked(1) == 0);
}
