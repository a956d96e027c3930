// SPDX-License-Identifier: Apache-2.0
#include "models/choice/decisions.hpp"

#include <string>
#include <vector>

#include "models/month/talent_model.hpp"
#include "scenarios/loader/scenario.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;

models::World world_of(const std::string& file, const std::vector<std::pair<std::string, std::string>>& settings) {
    scenarios::LoadOptions options;
    for (const auto& [path, value] : settings) options.settings.push_back({path, value});
    return scenarios::load_scenario(TALENTFLOW_SOURCE_DIR "/scenarios/" + file, options).world;
}

struct Compared {
    std::size_t people = 0, leave = 0, differ = 0;
};

/// Lets everybody decide in the last of `months` months, in blocks as the model does and one by one.
Compared compare(const models::World& world, int months) {
    sim::Team team;
    models::TalentModel model{team, world};
    sim::Month now = model.world().first;
    for (int i = 0; i < months; ++i, now = now + 1) model.step(now);
    now = now + -1;  // the month whose tables are open
    const auto& population = model.population();
    const sim::Draws draws{world.seed, 0};
    Compared compared;
    models::DecisionScratch scratch;
    std::vector<models::Considering> who;
    sim::PersonBatch persons;
    const auto decide = [&] {
        model.decisions().decide(who, persons, now, scratch);
        for (std::size_t j = 0; j < who.size(); ++j) {
            const auto exact = model.decisions().exact(who[j], persons.person(j), now);
            ++compared.people;
            compared.leave += exact != sim::kStay ? 1U : 0U;
            compared.differ += exact != scratch.choice[j] ? 1U : 0U;
        }
        who.clear();
        persons.clear();
    };
    for (std::size_t row = 0; row < population.n_rows(); ++row) {
        if (population.status[row].empty()) continue;
        const auto person = population.person(row);
        const int age = model.world().age_clock(now).index() - static_cast<int>(population.birth[row]);
        who.push_back({static_cast<std::uint32_t>(row), 0, false, false, models::family_of(draws, person, age), -1.0});
        persons.add(person);
        if (who.size() == 77) decide();
    }
    decide();
    return compared;
}

TEST_CASE("decisions: blocks decide as people do one by one, with all that the default scenario has",
          "[models][decisions]") {
    const auto world = world_of("suining-tongnan-longquanyi.yaml", {{"population.persons_per_agent", "500"}});
    for (const int months : {2, 40}) {
        INFO(months << " months");
        const auto compared = compare(world, months);
        CHECK(compared.people > 17000);
        CHECK(compared.leave > 500);
        CHECK(compared.differ == 0);
    }
}

TEST_CASE("decisions: so they do with awards and housing of every documented policy on offer", "[models][decisions]") {
    // The first screening takes the upper bound: that everybody gets all of it.
    const auto world = world_of("all-documented-policies.yaml",
                                {{"population.persons_per_agent", "500"}, {"time.burn_in_months", "1"}});
    const auto compared = compare(world, 62);
    CHECK(compared.people > 17000);
    CHECK(compared.leave > 500);
    CHECK(compared.differ == 0);
}

TEST_CASE("decisions: so they do where only status and moving cost count", "[models][decisions]") {
    const auto world = world_of("bench/choice_only.yaml", {{"population.agents", "50000"}});
    const auto compared = compare(world, 2);
    CHECK(compared.people == 50000);
    CHECK(compared.leave > 10000);
    CHECK(compared.differ == 0);
}

TEST_CASE("decisions: so they do in every lesson", "[models][decisions]") {
    for (const std::string lesson :
         {"awareness", "community_integration", "family_services", "green_card", "job_lake", "joint_governance",
          "mutual_recognition", "publicity", "referral_bonus", "settling_award", "siphon", "symmetric_ring",
          "tier_ladder", "turnover", "two_regions"}) {
        INFO(lesson);
        CHECK(compare(world_of("lessons/" + lesson + ".yaml", {}), 5).differ == 0);
    }
}

}  // namespace
