// SPDX-License-Identifier: Apache-2.0
#include "models/month/state.hpp"

#include <string>
#include <type_traits>
#include <utility>

#include "models/month/talent_model.hpp"
#include "scenarios/loader/scenario.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"

namespace {

using namespace talentflow;
using models::MonthState;
using models::TalentModel;

static_assert(std::is_copy_constructible_v<MonthState> && std::is_copy_assignable_v<MonthState>);
static_assert(!std::is_copy_constructible_v<TalentModel> && !std::is_copy_constructible_v<models::Processes> &&
              !std::is_copy_constructible_v<models::Claims> && !std::is_copy_constructible_v<models::Decisions>);

/// A world in which everything of the model happens, for a few thousand people.
const models::World& small_world() {
    static const auto scenario = [] {
        scenarios::LoadOptions options;
        options.settings = {
            {"population.persons_per_agent", "4000"}, {"time.burn_in_months", "2"}, {"time.months", "16"}};
        return scenarios::load_scenario(std::string{TALENTFLOW_SOURCE_DIR} + "/scenarios/all-documented-policies.yaml",
                                        options);
    }();
    return scenario.world;
}

void run(TalentModel& model, int months) {
    const auto& world = model.world();
    for (int i = 0; i < months; ++i) {
        const sim::Month now = model.state().month + 1;
        if (now == world.start) model.set_reference();
        model.step(now);
    }
}

TEST_CASE("month state: a copy is deep", "[models][state]") {
    sim::Team team;
    TalentModel model{team, small_world()};
    run(model, 6);
    MonthState copy = model.state();
    const auto before = test::bytes_of(copy);
    CHECK(test::bytes_of(model.state()) == before);
    run(model, 1);
    CHECK(test::bytes_of(copy) == before);
    CHECK_FALSE(test::bytes_of(model.state()) == before);
    // And the other way round: every kind of column of the copy is its own.
    const MonthState other = copy;
    for (std::size_t row = 0; row < copy.people.n_rows(); ++row) {
        copy.people.origin[row] = 1_region;
        copy.people.resident_since[row] = 2;
        copy.people.known.set(row, 3);
        copy.people.cards.set(row, 1);
        copy.people.ties_of(row)[0] = 4;
    }
    MonthState untouched = other;
    CHECK(test::bytes_of(untouched) == before);
}

TEST_CASE("month state: a model goes on from any month as if it had never stopped", "[models][state]") {
    const int months = 18;
    sim::Team team;
    TalentModel model{team, small_world()};
    std::vector<std::string> at;
    std::vector<MonthState> states;
    for (int t = 0; t < months; ++t) {
        run(model, 1);
        at.push_back(test::bytes_of(model.state()));
        if (t % 4 == 1) states.push_back(model.state());
    }
    for (auto& state : states) {
        const auto done = static_cast<std::size_t>(state.month - small_world().first_month()) + 1;
        INFO("from the end of " << to_string(state.month));
        TalentModel resumed{team, small_world(), {}, std::move(state)};
        for (std::size_t t = done; t < at.size(); ++t) {
            run(resumed, 1);
            REQUIRE(test::bytes_of(resumed.state()) == at[t]);
        }
    }
}

TEST_CASE("month state: what is read from bytes goes on like the original", "[models][state]") {
    sim::Team team;
    TalentModel model{team, small_world()};
    run(model, 9);
    MonthState read;
    const models::Processes sizes{team, small_world(), {}, read};
    test::read_back(test::bytes_of(model.state()), read);
    TalentModel resumed{team, small_world(), {}, std::move(read)};
    run(model, 3);
    run(resumed, 3);
    CHECK(test::bytes_of(resumed.state()) == test::bytes_of(model.state()));
}

}  // namespace
