// SPDX-License-Identifier: Apache-2.0
#include "models/people/cohorts.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "models/month/talent_model.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/parallel.hpp"
#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;
using models::CohortEntry;
using models::Cohorts;

/// Everybody by id, month by month, with every entry written down: the cohorts as their definition has them.
class Diary {
  public:
    explicit Diary(const models::TalentModel& model) : model_{&model} {}

    void write_residents() {
        now_ = model_->world().start - 1;
        people_ = snapshot();
        for (const auto& [id, who] : people_) enter(id, who.region(), who.tier(), CohortEntry::resident_at_decision);
    }
    void write(sim::Month now) {
        now_ = now;
        const auto before = std::exchange(people_, snapshot());
        for (const auto& [id, who] : people_) {
            const auto old = before.find(id);
            const sim::PersonId person{id};
            if (old == before.end()) {
                const bool graduate = person.origin_uid() != model_->world().row_uid;
                enter(id, who.region(), who.tier(), graduate ? CohortEntry::graduate : CohortEntry::moved_in);
            } else if (old->second.region() != who.region()) {
                last_move_[id] = now;
                enter(id, who.region(), old->second.tier(), CohortEntry::moved_in);  // rises of the month come later
            }
        }
        for (const auto row : model_->claims().first_paid()) {
            const auto who = model_->population().status[row];
            enter(model_->population().person(row).bits(), who.region(), who.tier(), CohortEntry::award_paid);
        }
        for (std::size_t h = 0; h < models::kCohortHorizons.size(); ++h) look(h);
    }
    [[nodiscard]] const std::map<std::size_t, std::int64_t>& size() const { return size_; }
    [[nodiscard]] const std::map<std::size_t, std::int64_t>& present() const { return present_; }
    [[nodiscard]] const std::map<std::size_t, std::int64_t>& never_left() const { return never_left_; }

  private:
    struct Entry {
        std::uint64_t person;
        std::size_t cell, region;
        sim::Month month;
    };

    [[nodiscard]] std::map<std::uint64_t, models::StatusWord> snapshot() const {
        std::map<std::uint64_t, models::StatusWord> all;
        const auto& p = model_->population();
        for (std::size_t row = 0; row < p.n_rows(); ++row) {
            if (!p.status[row].empty()) all[p.id[row]] = p.status[row];
        }
        return all;
    }
    void enter(std::uint64_t person, std::size_t region, std::size_t tier, CohortEntry way) {
        const auto& c = model_->world();
        const int year = way == CohortEntry::resident_at_decision ? 0 : now_.year() - c.start.year();
        const std::size_t cell =
            ((static_cast<std::size_t>(year) * c.n_regions + region) * c.n_tiers + tier) * models::kCohortEntries +
            static_cast<std::size_t>(way);
        ++size_[cell];
        entries_.push_back({person, cell, region, now_});
    }
    void look(std::size_t horizon) {
        for (const auto& e : entries_) {
            if (now_ - e.month != models::kCohortHorizons[horizon]) continue;
            const auto who = people_.find(e.person);
            if (who == people_.end() || who->second.region() != e.region) continue;
            const std::size_t at = e.cell * models::kCohortHorizons.size() + horizon;
            ++present_[at];
            const auto moved = last_move_.find(e.person);
            if (moved == last_move_.end() || moved->second <= e.month) ++never_left_[at];
        }
    }

    const models::TalentModel* model_;
    sim::Month now_;
    std::map<std::uint64_t, models::StatusWord> people_;
    std::map<std::uint64_t, sim::Month> last_move_;  // after time 0
    std::vector<Entry> entries_;
    std::map<std::size_t, std::int64_t> size_, present_, never_left_;
};

struct Totals {
    std::vector<std::int64_t> entries = std::vector<std::int64_t>(models::kCohortEntries, 0);
    std::int64_t present = 0, never_left = 0;
};

Totals check_against_diary(models::World world) {
    world.output_variables = {"default", "cohorts"};
    sim::Team team;
    models::TalentModel model{team, world};
    Diary diary{model};
    const auto& c = model.world();
    for (sim::Month now = c.first; now < c.end; now = now + 1) {
        if (now == c.start) diary.write_residents();
        model.step(now);
        if (now >= c.start) diary.write(now);
    }
    const auto same = [](const std::vector<std::int64_t>& counted,
                         const std::map<std::size_t, std::int64_t>& expected) {
        std::map<std::size_t, std::int64_t> found;
        for (std::size_t i = 0; i < counted.size(); ++i) {
            if (counted[i] != 0) found[i] = counted[i];
        }
        return found == expected;
    };
    const Cohorts& cohorts = model.cohorts();
    CHECK(same(cohorts.size(), diary.size()));
    CHECK(same(cohorts.present(), diary.present()));
    CHECK(same(cohorts.never_left(), diary.never_left()));
    Totals totals;
    for (const auto& [cell, n] : diary.size()) totals.entries[cell % models::kCohortEntries] += n;
    for (const auto& [cell, n] : diary.present()) totals.present += n;
    for (const auto& [cell, n] : diary.never_left()) totals.never_left += n;
    return totals;
}

models::World scenario(const std::string& file, std::vector<std::pair<std::string, std::string>> settings) {
    scenarios::LoadOptions options;
    for (auto& [path, value] : settings) options.settings.push_back({path, value});
    return scenarios::load_scenario(TALENTFLOW_SOURCE_DIR "/scenarios/" + file, options).world;
}

TEST_CASE("cohorts: as written down person by person, with all that the default scenario has", "[models][cohorts]") {
    const std::string file = "suining-tongnan-longquanyi.yaml";
    for (const std::string burn_in : {"0", "4"}) {
        INFO("burn-in of " << burn_in << " months");
        const auto world = scenario(file, {{"population.persons_per_agent", "1000"},
                                           {"time.burn_in_months", burn_in},
                                           {"time.start", "2018-04"},
                                           {"time.months", "64"}});
        const auto totals = check_against_diary(world);
        CHECK(totals.entries[0] > 1000);
        CHECK(totals.entries[1] > 1000);
        CHECK(totals.entries[3] > 9000);
        CHECK(totals.never_left > 20000);
        CHECK(totals.present > totals.never_left);
    }
}

TEST_CASE("cohorts: so they are where awards are paid and some come back", "[models][cohorts]") {
    const auto totals = check_against_diary(scenario("lessons/settling_award.yaml", {}));
    CHECK(totals.entries[1] == 0);
    CHECK(totals.entries[2] > 50);
    CHECK(totals.present > totals.never_left);
}

TEST_CASE("cohorts: so they are when half of the people go in every month and newcomers take their rows",
          "[models][cohorts]") {
    auto world = test::tiny_world({3, 2, 1}, 61);
    for (std::size_t r = 0; r < 3; ++r) {
        for (std::size_t k = 0; k < 2; ++k) test::add_people(world, models::FileRegion{r}, 300, models::TierIndex{k});
    }
    world.overrides.transition = {{0.5, 0.3, 0.2}, {0.1, 0.6, 0.3}, {0.4, 0.2, 0.4}};
    world.overrides.exit_probability = 0.02;
    world.modules.demography = models::ModuleState::active;
    for (auto& region : world.regions) region.graduates_per_year = 80;
    const auto totals = check_against_diary(world);
    CHECK(totals.entries[0] > 10000);
    CHECK(totals.entries[1] > 500);
    CHECK(totals.present > 1000);
}

TEST_CASE("cohorts: the same for any number of threads", "[models][cohorts]") {
    const auto world =
        scenario("suining-tongnan-longquanyi.yaml",
                 {{"population.persons_per_agent", "1000"}, {"time.burn_in_months", "2"}, {"time.months", "14"}});
    std::vector<std::vector<std::int64_t>> seen;
    for (const int threads : {1, 3}) {
        sim::with_team({.threads = threads}, [&](sim::Team& team) {
            models::TalentModel model{team, world};
            for (sim::Month now = model.world().first; now < model.world().end; now = now + 1) model.step(now);
            seen.push_back(model.cohorts().present());
            seen.push_back(model.cohorts().size());
        });
    }
    CHECK(seen[0] == seen[2]);
    CHECK(seen[1] == seen[3]);
}

TEST_CASE("cohorts: a count is whole when the run outlasts the last entry of the year", "[models][cohorts]") {
    auto world = test::tiny_world({1, 1, 1}, 30);  // 2018-01 to 2020-06
    world.start = sim::Month::of(2018, 3);         // to 2020-08
    const models::CompiledWorld compiled{world};
    sim::Team team;
    const test::Cohorts cohorts{team, compiled, true};
    CHECK(cohorts.n_years() == 3);
    CHECK(cohorts.reached(0, CohortEntry::moved_in, 0));
    CHECK_FALSE(cohorts.reached(0, CohortEntry::moved_in, 1));
    CHECK_FALSE(cohorts.reached(1, CohortEntry::graduate, 0));  // who came in 2019-09 or later is not yet back in view
    CHECK(cohorts.reached(0, CohortEntry::resident_at_decision, 1));
    CHECK_FALSE(cohorts.reached(0, CohortEntry::resident_at_decision, 2));
}

TEST_CASE("cohorts: plain worlds keep none unless asked", "[models][cohorts]") {
    auto world = test::tiny_world({2, 1, 1});
    CHECK_FALSE(models::keeps_cohorts(world));
    world.output_variables = {"default", "cohorts"};
    CHECK(models::keeps_cohorts(world));
    world.output_variables.clear();
    world.modules.demography = models::ModuleState::active;
    CHECK(models::keeps_cohorts(world));
}

}  // namespace
