// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/scenario.hpp"
#include "sim/error.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

std::string head(const std::string& name) {
    return "format: 1\nname: " + name + "\n";
}

std::string message_of(const std::filesystem::path& file) {
    try {
        static_cast<void>(load_scenario(file));
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return {};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("extends: maps merge and the later file wins", "[scenarios][overlay]") {
    const test::Folder folder;
    folder.write("base.yaml", test::small_world("time: {start: 2018-01, months: 12}\n"));
    const auto file = folder.write("top.yaml", head("top") + "extends: base.yaml\ntime: {months: 24}\n");
    const auto world = load_scenario(file).world;
    CHECK(world.name == "top");
    CHECK(world.months == 24);
    CHECK(world.start == sim::Month::of(2018, 1));
}

TEST_CASE("extends: of several files the last wins", "[scenarios][overlay]") {
    const test::Folder folder;
    folder.write("a.yaml", test::small_world("time: {months: 1, burn_in_months: 7}\n"));
    folder.write("b.yaml", head("b") + "time: {months: 2}\n");
    const auto file = folder.write("top.yaml", head("top") + "extends: [a.yaml, b.yaml]\n");
    CHECK(load_scenario(file).world.months == 2);
    CHECK(load_scenario(file).world.burn_in_months == 7);
}

TEST_CASE("extends: a diamond lays its base down once", "[scenarios][overlay]") {
    const test::Folder folder;
    folder.write("base.yaml", test::small_world("time: {months: 12}\n"));
    folder.write("left.yaml", head("left") + "extends: base.yaml\ntime: {months: 24}\n");
    folder.write("right.yaml", head("right") + "extends: base.yaml\nrandom: {seed: 7}\n");
    const auto file = folder.write("top.yaml", head("top") + "extends: [left.yaml, right.yaml]\n");
    const auto world = load_scenario(file).world;
    CHECK(world.months == 24);  // what left changed survives right's base
    CHECK(world.seed == 7);
}

TEST_CASE("extends: paths are relative to the file that names them", "[scenarios][overlay]") {
    const test::Folder folder;
    folder.write("base/world.yaml", head("w") + "extends: ../deep/er/root.yaml\n");
    folder.write("deep/er/root.yaml", test::small_world("time: {months: 3}\n"));
    const auto file = folder.write("top.yaml", head("top") + "extends: base/world.yaml\n");
    CHECK(load_scenario(file).world.months == 3);
}

TEST_CASE("extends: a cycle is refused with its chain", "[scenarios][overlay]") {
    const test::Folder folder;
    folder.write("a.yaml", head("a") + "extends: b.yaml\n");
    folder.write("b.yaml", head("b") + "extends: c.yaml\n");
    folder.write("c.yaml", head("c") + "extends: a.yaml\n");
    const auto message = message_of(folder.path() / "a.yaml");
    CHECK(has(message, "c.yaml:3:10: error: extends: the files form a cycle: "));
    CHECK(has(message, "a.yaml -> "));
    CHECK(has(message, "b.yaml -> "));
    const auto self = folder.write("self.yaml", head("self") + "extends: self.yaml\n");
    CHECK(has(message_of(self), "the files form a cycle"));
}

TEST_CASE("extends: a missing or wrong file is reported where it is named", "[scenarios][overlay]") {
    const test::Folder folder;
    const auto file = folder.write("top.yaml", head("top") + "extends: none.yaml\n");
    CHECK(has(message_of(file), "top.yaml:3:10: error: extends: "));
    CHECK(has(message_of(file), "none.yaml: no such file"));
    CHECK(check_file(file).size() == 1);
    const auto dir = folder.write("dir.yaml", head("dir") + "extends: .\n");
    CHECK(has(message_of(dir), "is a directory"));
    folder.write("bad.yaml", "a: [\n");
    const auto bad = folder.write("uses-bad.yaml", head("x") + "extends: bad.yaml\n");
    CHECK(has(message_of(bad), "bad.yaml:"));
}

TEST_CASE("extends: lists with ids merge by id, delete takes one out", "[scenarios][overlay]") {
    const test::Folder folder;
    folder.write("base.yaml", head("base") +
                                  "regions: [{id: a, amenity: 1}, {id: b}, {id: c}]\n"
                                  "overrides: {exit_probability: 0}\n");
    const auto file = folder.write("top.yaml", head("top") +
                                                   "extends: base.yaml\n"
                                                   "regions: [{id: c, amenity: 3}, {id: d}, "
                                                   "{id: b, delete: true}]\n");
    const auto& regions = load_scenario(file).world.regions;
    REQUIRE(regions.size() == 3);
    CHECK(regions[0_in_file].id == "a");
    CHECK(regions[0_in_file].amenity == 1);
    CHECK(regions[1_in_file].id == "c");
    CHECK(regions[1_in_file].amenity == 3);
    CHECK(regions[2_in_file].id == "d");
}

TEST_CASE("extends: deleting what is not there names the nearest", "[scenarios][overlay]") {
    const test::Folder folder;
    folder.write("base.yaml", test::small_world());
    const auto file =
        folder.write("top.yaml", head("top") + "extends: base.yaml\nregions: [{id: tongnam, delete: true}]\n");
    CHECK(has(message_of(file), "there is no 'tongnam' to delete; did you mean 'tongnan'?"));
    const auto odd =
        folder.write("odd.yaml", head("odd") + "extends: base.yaml\nregions: [{id: tongnan, delete: yes}]\n");
    CHECK(has(message_of(odd), "'delete' is 'yes'; write delete: true"));
    const auto more = folder.write(
        "more.yaml", head("more") + "extends: base.yaml\nregions: [{id: tongnan, delete: true, amenity: 1}]\n");
    CHECK(has(message_of(more), "has other keys"));
}

TEST_CASE("extends: distances merge by their pair in either order", "[scenarios][overlay]") {
    const test::Folder folder;
    folder.write("base.yaml", test::small_world("distances: [{between: [suining, tongnan], km: 44, minutes: 50}]\n"));
    const auto file = folder.write(
        "top.yaml", head("top") + "extends: base.yaml\ndistances: [{between: [tongnan, suining], km: 40}]\n");
    const auto world = load_scenario(file).world;
    CHECK(world.distances[0_in_file][1_in_file].km == 40);
    CHECK(world.distances[1_in_file][0_in_file].minutes == 50);
}

TEST_CASE("extends: other lists and whole values are replaced", "[scenarios][overlay]") {
    const test::Folder folder;
    folder.write("base.yaml", test::small_world("groups: [{id: both, members: [suining, tongnan]}]\n"
                                                "parameters: {housing_share: {value: 0.2, range: [0.1, 0.3]}}\n"
                                                "funds: [{id: f, payers: {suining: 1}, per_year_wan_cny: 3}]\n"));
    const auto file = folder.write("top.yaml", head("top") +
                                                   "extends: base.yaml\ngroups: [{id: both, members: [tongnan]}]\n"
                                                   "parameters: {housing_share: {value: 0.5}}\n"
                                                   "funds: [{id: f, per_year_cny: 7}]\n");
    const auto scenario = load_scenario(file);
    CHECK(scenario.world.groups[0].members == std::vector<models::FileRegion>{1_in_file});
    CHECK(scenario.world.parameters.housing_share == 0.5);  // the base's range went with its number
    CHECK(scenario.world.funds[0].per_year_cny == 7);       // and the other unit of money
    CHECK_FALSE(has(scenario.resolved_yaml, "per_year_wan_cny"));
}

TEST_CASE("packages: hold only funds, titles, groups and levers", "[scenarios][overlay]") {
    const test::Folder folder;
    folder.write("base.yaml", test::small_world());
    folder.write("good.yaml", head("good") + "note: x\ngroups: [{id: g, members: [suining]}]\n");
    folder.write("bad.yaml", head("bad") + "time: {months: 3}\nmodules: {choice: active}\n");
    const auto good = folder.write("a.yaml", head("a") + "extends: base.yaml\npackages: [good.yaml]\n");
    CHECK(load_scenario(good).world.groups.size() == 1);
    CHECK(load_scenario(good).world.name == "a");
    const auto bad = folder.write("b.yaml", head("b") + "extends: base.yaml\npackages: [good.yaml, bad.yaml]\n");
    CHECK(has(message_of(bad), "bad.yaml:3:1: error: time: a package cannot hold 'time'"));
    CHECK(has(message_of(bad), "bad.yaml:4:1: error: modules: a package cannot hold 'modules'"));
}

TEST_CASE("packages: two may not define a lever or a fund of one id", "[scenarios][overlay]") {
    const test::Folder folder;
    const auto package = [&](const std::string& name, const std::string& text) {
        folder.write(name + ".yaml", head(name) + text);
        return name + ".yaml";
    };
    const std::string fund = "funds: [{id: purse, payers: {suining: 1}, per_year_cny: 1000000}]\n";
    const std::string lever = "levers:\n  - {id: day, kind: publicity, for: [suining]}\n";
    const std::string both = package("one", fund + lever) + ", " + package("two", fund + lever);
    const auto text = message_of(
        folder.write("a.yaml", test::small_world("modules: {awareness: active}\npackages: [" + both + "]\n")));
    INFO(text);
    CHECK(has(text, "two.yaml:3:9: error: funds.purse: 'purse' is there in another package too, "));
    CHECK(has(text, "two.yaml:5:5: error: levers.day: 'day' is there in another package too, "));
    CHECK(has(text, "one.yaml:5; give one of them another id"));
    // To change some keys of another's is what a package may be for.
    const std::string change =
        package("three", "levers: [{id: day, dose: 0.5}]\nfunds: [{id: purse, per_year_cny: 2}]\n");
    const auto file = folder.write(
        "b.yaml", test::small_world("modules: {awareness: active}\npackages: [one.yaml, " + change + "]\n"));
    CHECK(load_scenario(file).world.levers.at(0).dose == 0.5);
}

TEST_CASE("packages: the scenario's own keys win over them", "[scenarios][overlay]") {
    const test::Folder folder;
    folder.write("p.yaml", head("p") + "funds: [{id: f, payers: {suining: 1}, per_year_cny: 1}]\n");
    const auto file =
        folder.write("top.yaml", test::small_world("packages: p.yaml\nfunds: [{id: f, per_year_cny: 2}]\n"));
    CHECK(load_scenario(file).world.funds.at(0).per_year_cny == 2);
}
