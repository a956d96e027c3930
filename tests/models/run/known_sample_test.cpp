// SPDX-License-Identifier: Apache-2.0
#include "models/run/known_sample.hpp"

#include "models/month/talent_model.hpp"
#include "scenarios/loader/scenario.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;

TEST_CASE("known sample: kept from month to month it knows what a fresh look at everybody's history knows",
          "[models][awareness]") {
    // With fairs and secondments, which make people know a place, moves, and rows that pass to others.
    scenarios::LoadOptions options;
    options.settings = {{"population.persons_per_agent", "40"}, {"time.months", "38"}, {"time.burn_in_months", "2"}};
    const auto world =
        scenarios::load_scenario(TALENTFLOW_SOURCE_DIR "/scenarios/suining-tongnan-longquanyi.yaml", options).world;
    sim::Team team;
    models::TalentModel model{team, world};
    const std::size_t n = model.world().n_regions;
    models::KnownSample kept{n};
    std::size_t differ = 0;
    std::int64_t people = 0, knowing = 0, fresh_places = 0;
    for (sim::Month now = model.world().first; now < model.world().end; now = now + 1) {
        model.step(now);
        models::KnownSample fresh{n};
        for (auto* sample : {&kept, &fresh})
            sample->ask(team, model.population(), model.decisions(), model.awareness(), now + 1);
        for (std::size_t home = 0; home < n; ++home) {
            people += kept.residents(models::RegionIndex{home});
            differ += kept.residents(models::RegionIndex{home}) != fresh.residents(models::RegionIndex{home}) ? 1U : 0U;
            for (std::size_t r = 0; r < n; ++r) {
                knowing += kept.knowing(models::RegionIndex{home}, models::RegionIndex{r});
                fresh_places += fresh.knowing(models::RegionIndex{home}, models::RegionIndex{r});
                differ += kept.knowing(models::RegionIndex{home}, models::RegionIndex{r}) !=
                                  fresh.knowing(models::RegionIndex{home}, models::RegionIndex{r})
                              ? 1U
                              : 0U;
            }
        }
    }
    CHECK(differ == 0);
    CHECK(knowing == fresh_places);
    CHECK(people > 30'000);
    // Home is known to everybody, and some but not all of the rest.
    CHECK(knowing > people);
    CHECK(knowing < people * static_cast<std::int64_t>(n));
}

}  // namespace
