// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/structure.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "scenarios/loader/scenario.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;
using Json = nlohmann::ordered_json;

namespace {

const char* const kDefault = TALENTFLOW_SOURCE_DIR "/scenarios/suining-tongnan-longquanyi.yaml";
const char* const kTwo = "regions: [{id: suining}, {id: tongnan}]\noverrides: {exit_probability: 0}\n";

Json structure(const std::string& world, const std::vector<Setting>& settings = {}) {
    const auto loaded = test::load_text("format: 1\nname: small\n" + world, settings);
    INFO(test::first_problem(loaded));
    REQUIRE(loaded.problems.empty());
    return Json::parse(structure_json(loaded.resolved.root, loaded.resolved.context));
}

/// Calls `see` for each value and gives their number.
template <class See>
int each_value(const Json& node, const See& see) {
    if (node.is_object() && node.contains("origin")) {
        see(node);
        return 1;
    }
    int n = 0;
    for (const auto& child : node) n += each_value(child, see);
    return n;
}

}  // namespace

TEST_CASE("structure: a statement's words stand beside its value", "[scenarios][show]") {
    const auto said = structure(
        "regions:\n"
        "  - {id: suining, amenity: {value: 0.5, range: [0.2, 1], scale: log, evidence: assumed, qualifier: about,\n"
        "                            source: \"a b\", note: why}}\n"
        "  - {id: tongnan}\n"
        "overrides: {exit_probability: 0}\n");
    const auto& amenity = said["regions"]["suining"]["amenity"];
    CHECK(amenity["path"] == "regions.suining.amenity");
    CHECK(amenity["value"] == 0.5);
    CHECK(amenity["unit"] == "utils");
    CHECK(amenity["range"] == Json{0.2, 1});
    CHECK(amenity["scale"] == "log");
    CHECK(amenity["evidence"] == "assumed");
    CHECK(amenity["qualifier"] == "about");
    CHECK(amenity["source"] == "a b");
    CHECK(amenity["note"] == "why");
    CHECK(amenity["origin"]["kind"] == "file");
    CHECK(amenity["origin"]["file"] == "text.yaml");
    CHECK(amenity["origin"]["line"].get<int>() > 1);
    CHECK(amenity["origin"]["column"].get<int>() > 1);
}

TEST_CASE("structure: types are those of the format, not of the text", "[scenarios][show]") {
    const auto said = structure(
        "note: \"12\"\nrandom: {seed: 18446744073709551615}\nregions: [{id: suining}]\n"
        "overrides: {initial_agents: [{region: suining, count: 9}]}\n");
    CHECK(said["random"]["seed"]["value"] == 18446744073709551615U);
    CHECK(said["note"]["value"] == "12");
    CHECK(said["time"]["start"]["value"] == "2018-01");
    CHECK(said["regions"]["suining"]["id"]["value"] == "suining");
    CHECK(said["overrides"]["initial_agents"][0]["accredited"]["value"] == false);
    CHECK(said["overrides"]["initial_agents"][0]["count"]["path"] == "overrides.initial_agents[1].count");
}

TEST_CASE("structure: a default has the program's unit, range, scale, evidence and source", "[scenarios][show]") {
    const auto said = structure(kTwo);
    const auto& elasticity = said["parameters"]["distance_elasticity"];
    CHECK(elasticity["origin"] == Json{{"kind", "default"}});
    CHECK(elasticity["value"].is_number());
    for (const char* key : {"unit", "range", "scale", "evidence", "source"}) {
        INFO(key);
        CHECK(elasticity.contains(key));
    }
    CHECK_FALSE(said["random"]["seed"].contains("evidence"));
}

TEST_CASE("structure: a value on the command line says so and has the range of what it replaces", "[scenarios][show]") {
    const std::string world =
        "regions: [{id: suining, amenity: {value: 0.5, range: [0.2, 1]}}, {id: tongnan}]\n"
        "overrides: {exit_probability: 0}\n";
    const auto amenity = structure(world, {{"regions.suining.amenity", "0.4"}})["regions"]["suining"]["amenity"];
    CHECK(amenity["value"] == 0.4);
    CHECK(amenity["range"] == Json{0.2, 1});
    CHECK(amenity["scale"] == "linear");
    CHECK(amenity["origin"] == Json{{"kind", "command line"}});
}

TEST_CASE("structure: money has the unit in which it is written, and its range too", "[scenarios][show]") {
    const auto levers = structure(std::string{kTwo} +
                                  "levers: [{id: award, kind: test_award, for: [suining], amount_wan_cny: {E: 3}, "
                                  "instalments: {2018-01: 2, 2019-01: 3}}]\n")["levers"];
    const auto& award = levers["award"];
    CHECK(award["amount_wan_cny"]["E"]["path"] == "levers.award.amount_wan_cny.E");
    CHECK(award["amount_wan_cny"]["E"]["value"] == 3);
    CHECK(award["amount_wan_cny"]["E"]["unit"] == "10000 CNY");
    CHECK(award["instalments"]["value"] == Json{{"2018-01", 2}, {"2019-01", 3}});
    CHECK(award["for"]["value"] == Json::array({"suining"}));
}

TEST_CASE("structure: a list of numbers or a matrix is one value, pairs of regions are named", "[scenarios][show]") {
    const auto said = structure(
        "regions: [{id: suining}, {id: tongnan}]\ndistances: [{between: [tongnan, suining], km: 44}]\n"
        "overrides: {transition: [[0.9, 0.1], [0.2, 0.8]]}\n");
    const auto& transition = said["overrides"]["transition"];
    CHECK(transition["value"].size() == 2);
    CHECK(transition["value"][0].size() == 2);
    CHECK(transition["unit"] == "1");
    CHECK(said["distances"]["suining-tongnan"]["km"]["value"] == 44);
    CHECK(said["distances"]["suining-tongnan"]["minutes"]["origin"]["kind"] == "default");
    CHECK_FALSE(said.contains("levers"));
}

TEST_CASE("structure: a statement around a map holds of each value in it", "[scenarios][show]") {
    const auto said = structure(
        "regions: [{id: suining}, {id: tongnan}]\n"
        "overrides: {reference_scale: {value: {suining: 2}, range: [1, 3], source: us}}\n");
    const auto& scale = said["overrides"]["reference_scale"]["suining"];
    CHECK(scale["value"] == 2);
    CHECK(scale["range"] == Json{1, 3});
    CHECK(scale["source"] == "us");
}

TEST_CASE("structure: holds every value of the shipped world once, each with its origin", "[scenarios][show]") {
    LoadOptions options;
    options.structure = true;
    const auto scenario = load_scenario(kDefault, options);
    const auto values = Json::parse(scenario.structure);
    std::set<std::string> paths;
    const int n = each_value(values, [&](const Json& value) {
        CHECK(paths.insert(value["path"]).second);
        CHECK(value.contains("value"));
        if (value["origin"]["kind"] == "file") CHECK(value["origin"]["line"].get<int>() > 0);
        if (value.contains("range")) CHECK(value["range"][0].get<double>() <= value["range"][1].get<double>());
    });
    CHECK(n > 1500);
    CHECK(load_scenario(kDefault).structure.empty());
}
