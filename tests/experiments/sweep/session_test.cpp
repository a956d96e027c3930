// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/session.hpp"

#include <filesystem>
#include <string>

#include "experiments/sweep/folder.hpp"
#include "output/run_file.hpp"
#include "sim/error.hpp"
#include "tests/experiments/sweep/sweeps.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;
using talentflow::test::kSmallSweep;
using talentflow::test::quiet_session;
using talentflow::test::SweepPlace;
namespace fs = std::filesystem;

namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

/// The index of a sweep that nothing disturbed.
std::string undisturbed(const SweepPlace& place, const SweepPlan& plan) {
    const auto folder = place.path() / "undisturbed";
    static_cast<void>(run_session(plan, folder, quiet_session()));
    static_cast<void>(merge_folder(plan, folder));
    return SweepPlace::read(folder / "index.csv");
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
    return n;
}

}  // namespace

TEST_CASE("session: interrupted and gone on with, by other workers and shards, the table is the same",
          "[experiments][sweep]") {
    const SweepPlace place;
    const auto plan = place.plan(kSmallSweep);
    const auto expected = undisturbed(place, plan);
    CHECK(count(expected, "\n") == 1 + 12 * (2 + 1 + 1));

    auto some = quiet_session();
    some.go_on = [](const SweepProgress& p) { return p.finished < 3; };
    CHECK(run_session(plan, place.folder(), some).stopped);
    auto second = quiet_session();
    second.shard = {2, 3};
    second.spread = {3, 1};
    CHECK_FALSE(run_session(plan, place.folder(), second).stopped);
    CHECK(merge_folder(plan, place.folder()).missing > 0);
    auto rest = quiet_session();
    rest.spread = {2, 2};
    rest.exact_threads = true;
    const auto report = run_session(plan, place.folder(), rest);
    CHECK(report.progress.known >= 3);
    CHECK(report.progress.known + report.progress.finished == 12);
    CHECK(merge_folder(plan, place.folder()).missing == 0);
    CHECK(SweepPlace::read(place.folder() / "index.csv") == expected);
    CHECK(SweepPlace::read(place.folder() / "sweep.h5") == SweepPlace::read(place.path() / "undisturbed" / "sweep.h5"));
}

TEST_CASE("session: a run that is known is not done again", "[experiments][sweep]") {
    const SweepPlace place;
    const auto plan = place.plan(kSmallSweep);
    CHECK(run_session(plan, place.folder(), quiet_session()).progress.finished == 12);
    const auto again = run_session(plan, place.folder(), quiet_session());
    CHECK(again.progress.known == 12);
    CHECK(again.progress.finished == 0);
}

TEST_CASE("session: the folder alone gives the same tables", "[experiments][sweep]") {
    const SweepPlace place;
    const auto plan = place.plan(kSmallSweep);
    const auto expected = undisturbed(place, plan);
    const auto folder = place.path() / "undisturbed";
    const auto file = SweepPlace::read(folder / "sweep.h5");
    fs::remove(place.path() / "base.yaml");
    fs::remove(folder / "sweep.h5");
    fs::remove(folder / "index.csv");
    const auto report = merge_folder(plan_of_folder(folder), folder);
    CHECK(report.ok == 12);
    CHECK(SweepPlace::read(folder / "index.csv") == expected);
    CHECK(SweepPlace::read(folder / "sweep.h5") == file);
}

TEST_CASE("session: an audit does runs again and names the one that differs", "[experiments][sweep]") {
    const SweepPlace place;
    const auto plan = place.plan(kSmallSweep);
    static_cast<void>(run_session(plan, place.folder(), quiet_session()));
    auto audit = quiet_session();
    audit.audit_share = 1;
    auto report = run_session(plan, place.folder(), audit);
    CHECK(report.progress.audited == 12);
    CHECK(report.differ.empty());

    const auto file = place.folder() / "records" / "shard-1-of-1.records";
    auto known = read_records(place.folder(), plan.identity);
    fs::remove(file);
    {
        RecordWriter writer{place.folder(), "shard-1-of-1", plan.identity};
        for (auto& [key, record] : known.by_key) {
            if (record.run == 5) record.values.front() += 1;
            writer.append(record);
        }
    }
    report = run_session(plan, place.folder(), audit);
    CHECK(report.differ == std::vector<std::size_t>{5});
    audit.audit_share = 0.01;  // one of them, always the same
    CHECK(run_session(plan, place.folder(), audit).progress.audited == 1);
}

TEST_CASE("session: equal luck: at dose 0 an arm is the base, member by member", "[experiments][sweep]") {
    const SweepPlace place;
    const auto plan = place.plan(kSmallSweep);
    static_cast<void>(run_session(plan, place.folder(), quiet_session()));
    const auto known = read_records(place.folder(), plan.identity);
    for (std::size_t run = 0; run < plan.n_runs(); ++run) {
        const auto* record = known.find(plan.key(run));
        REQUIRE(record != nullptr);
        const bool none = plan.point(run)[1] == 0;
        const auto gain = output_value(plan, *record, 1, 1);
        if (none) CHECK(gain.value == 0);
        if (none) CHECK(gain.luck_sd == 0);
    }
    CHECK(scenarios_of(plan, 0) == std::vector<std::size_t>{0, 1});
    CHECK(scenarios_of(plan, 1) == std::vector<std::size_t>{1});
}

TEST_CASE("session: what fails is a row, with the command that repeats it", "[experiments][sweep]") {
    const SweepPlace place;
    auto text = replaced(kSmallSweep, "values: [0, 1, 2]}",
                         "values: [1]}\n  - {path: parameters.discount_rate_per_year, values: [0.05]}");
    text = replaced(text, "- {id: paid", "- {id: later, variable: stock, at: 2018-12}\n  - {id: paid");
    // The run ends before the output's month for one of the points.
    text = replaced(text, "  - {path: levers.award.dose, values: [0, 0.5, 1, 2]}",
                    "  - {path: time.months, values: [5, 6]}");
    const auto plan = place.plan(text);
    auto report = run_session(plan, place.folder(), quiet_session());
    CHECK(report.progress.failed == 1);
    CHECK(report.progress.finished == 2);
    CHECK(merge_folder(plan, place.folder()).failed == 1);
    const auto index = SweepPlace::read(place.folder() / "index.csv");
    CHECK(count(index, ",failed,") == 6);
    CHECK(index.find(
              "the result does not reach 2018-12; repeat it with: talentflow run base.yaml --set time.months=6 --set "
              "time.months=5 ") != std::string::npos);
    CHECK(run_session(plan, place.folder(), quiet_session()).progress.finished == 0);
    auto again = quiet_session();
    again.retry_failed = true;
    report = run_session(plan, place.folder(), again);
    CHECK(report.progress.finished == 1);
    CHECK(SweepPlace::read(place.folder() / "index.csv") == index);
}

TEST_CASE("session: after so many failures nothing new is begun", "[experiments][sweep]") {
    const SweepPlace place;
    auto text = replaced(kSmallSweep, "  - {path: levers.award.dose, values: [0, 0.5, 1, 2]}",
                         "  - {path: time.months, values: [1, 2, 3, 4, 5]}");
    const auto plan = place.plan(text);
    auto options = quiet_session();
    options.max_fails = 2;
    const auto report = run_session(plan, place.folder(), options);
    CHECK(report.stopped);
    CHECK(report.progress.failed >= 2);
    CHECK(report.progress.failed < 5);  // one more may be under way, and one wait
}

TEST_CASE("folder: of another sweep, scenario or design it is refused with the first difference",
          "[experiments][sweep]") {
    const SweepPlace place;
    const auto plan = place.plan(kSmallSweep);
    open_folder(plan, place.folder());
    CHECK_NOTHROW(open_folder(place.plan(kSmallSweep), place.folder()));
    const auto refusal = [&](const SweepPlan& other) -> std::string {
        try {
            open_folder(other, place.folder());
        } catch (const ScenarioError& error) {
            return error.what();
        }
        return "nothing was refused";
    };
    CHECK_THAT(refusal(place.plan(replaced(kSmallSweep, "replicates: 2", "replicates: 3"))),
               Catch::Contains("replicates is 2 there and 3 here"));
    CHECK_THAT(refusal(place.plan(replaced(kSmallSweep, "[0, 0.5, 1, 2]", "[0, 0.5, 1.5, 2]"))),
               Catch::Contains("parameters[1].values is [0, 0.5, 1, 2] there and [0, 0.5, 1.5, 2] here"));
    auto newer = plan;
    newer.version = "99.0";
    CHECK_THAT(refusal(newer), Catch::Contains("were made by talentflow 0.1.0") && Catch::Contains("this is 99.0"));
    place.write("base.yaml", replaced(test::kAwardWorld, "consider_probability: 0.3", "consider_probability: 0.4"));
    CHECK_THAT(refusal(place.plan(kSmallSweep)),
               Catch::Contains("of scenario base, overrides.consider_probability is 0.3 there and 0.4 here"));
}

TEST_CASE("folder: a Morris or Sobol design grows, a Latin hypercube does not", "[experiments][sweep]") {
    const SweepPlace place;
    const auto with = [&](const std::string& design) {
        auto text = replaced(kSmallSweep, "design: {kind: grid}", "design: " + design);
        text = replaced(text, "values: [0, 0.5, 1, 2]", "range: [0, 2]");
        return place.plan(replaced(text, "values: [0, 1, 2]", "range: [0, 2]"));
    };
    const auto small = with("{kind: morris, n: 2}"), large = with("{kind: morris, n: 3}");
    static_cast<void>(run_session(small, place.folder(), quiet_session()));
    const auto report = run_session(large, place.folder(), quiet_session());
    CHECK(report.progress.known == small.n_runs());
    CHECK(report.progress.finished + report.progress.known == large.n_runs());
    CHECK_THROWS_AS(open_folder(small, place.folder()), ScenarioError);
    const auto other = place.path() / "lhs";
    open_folder(with("{kind: lhs, n: 4}"), other);
    CHECK_THROWS_WITH(open_folder(with("{kind: lhs, n: 5}"), other), Catch::Contains("design.csv differs from line"));
}

TEST_CASE("folder: one with other files is left alone", "[experiments][sweep]") {
    const SweepPlace place;
    const auto plan = place.plan(kSmallSweep);
    place.write("theirs.txt", "");
    fs::create_directory(place.folder());
    fs::rename(place.path() / "theirs.txt", place.folder() / "theirs.txt");
    CHECK_THROWS_WITH(open_folder(plan, place.folder()), Catch::Contains("holds files and no sweep"));
    CHECK_THROWS_WITH(plan_of_folder(place.path() / "none"), Catch::Contains("is no folder of a sweep"));
}

TEST_CASE("sweep.h5: axes run and arm, outputs and parameters as variables", "[experiments][sweep]") {
    const SweepPlace place;
    const auto plan = place.plan(kSmallSweep);
    static_cast<void>(run_session(plan, place.folder(), quiet_session()));
    const auto merged = merge_folder(plan, place.folder());
    const auto data = output::read_run_file(place.folder() / "sweep.h5");
    CHECK(data.dimension("run").size() == 12);
    CHECK(data.dimension("arm").labels.at(1).id == "arm");
    const auto& gain = data.values<double>("gain");
    for (std::size_t run = 0; run < 12; ++run) {
        CHECK(std::isnan(gain.at(2 * run)));
        CHECK(gain.at(2 * run + 1) == output_value(plan, *merged.records.at(run), 1, 1).value);
        CHECK(data.values<double>("levers_award_dose").at(run) == plan.point(run)[0]);
    }
    CHECK(data.has_variable("paid_luck_sd"));
    REQUIRE(data.text("sweep_yaml") != nullptr);
    CHECK(*data.text("sweep_yaml") == SweepPlace::read(place.folder() / "sweep.yaml"));
}

TEST_CASE("session: constants are kept, or found anew for every point, and the table says which",
          "[experiments][sweep]") {
    const SweepPlace place;
    place.write("targets.yaml", replaced(test::kAwardWorld, "{id: east, name: {en: East, zh: 东},",
                                         "{id: east, name: {en: East, zh: 东}, net_migration_target_per_year: 0.05,"));
    const std::string text =
        "format: 1\nscenario: targets.yaml\nset: {time.months: 3}\ndesign: {kind: list}\n"
        "parameters: [{path: parameters.distance_elasticity, values: [0.5, 2]}]\n"
        "outputs: [{id: east, variable: stock, select: {region: east}}]\n";
    const auto kept = place.plan(text), refitted = place.plan(text + "constants: refit\n");
    CHECK(constants_word(kept) == "kept");
    CHECK(constants_word(refitted) == "refitted");
    CHECK(kept.key(0) != refitted.key(0));
    static_cast<void>(run_session(kept, place.path() / "kept", quiet_session()));
    static_cast<void>(run_session(refitted, place.path() / "refitted", quiet_session()));
    CHECK(merge_folder(kept, place.path() / "kept").ok == 2);
    CHECK(merge_folder(refitted, place.path() / "refitted").ok == 2);
    const auto before = SweepPlace::read(place.path() / "kept" / "index.csv");
    const auto after = SweepPlace::read(place.path() / "refitted" / "index.csv");
    CHECK(count(before, ",ok,,kept,") == 2);
    CHECK(count(after, ",refitted,") == 2);
    CHECK(count(after, "refitted constants miss") > 0);  // so few people reach no target to a tenth of a per cent
    // A policy is none of what they were found with.
    const auto policy = place.plan(
        replaced(text, "parameters.distance_elasticity, values: [0.5, 2]", "levers.award.dose, values: [0, 2]"));
    CHECK(constants_word(policy).empty());
}
