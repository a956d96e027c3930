// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "models/world/parameters.hpp"
#include "models/world/world.hpp"
#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/spec.hpp"
#include "scenarios/loader/units.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

/// Every key of the specs stands in the schema's text.
void check_keys(const Spec& spec, const std::string& schema) {
    if (!spec.key.empty() && spec.selector.empty()) {
        INFO(spec.key);
        CHECK(schema.find("\"" + spec.key + "\"") != std::string::npos);
        for (const auto& [key, factor] : money_keys(spec.key)) {
            CHECK(schema.find("\"" + key + "\"") != std::string::npos);
        }
    }
    for (const auto& field : spec.fields) check_keys(field, schema);
    for (const auto& element : spec.element) check_keys(element, schema);
    for (const auto& variant : spec.variants) check_keys(variant, schema);
}

}  // namespace

TEST_CASE("schema: is JSON and knows every key of the loader", "[scenarios][schema]") {
    const std::string text = json_schema();
    const auto schema = nlohmann::json::parse(text);
    CHECK(schema.at("$schema") == "https://json-schema.org/draft/2020-12/schema");
    CHECK(schema.at("additionalProperties") == false);
    for (const char* key : {"extends", "packages", "regions", "levers", "overrides"}) {
        CHECK(schema.at("properties").contains(key));
    }
    check_keys(scenario_spec(SpecContext{}), text);
}

TEST_CASE("schema: bounds and defaults are those of the parameters", "[scenarios][schema]") {
    const auto schema = nlohmann::json::parse(json_schema());
    const auto& parameters = schema.at("properties").at("parameters").at("properties");
    const auto& share = parameters.at("housing_share");
    CHECK(share.at("default") == 0.2);
    CHECK(share.at("anyOf").at(0).at("maximum") == 1.0);
    CHECK(parameters.at("congestion").at("properties").contains("weight"));
    for (const auto& module : models::module_specs()) {
        CHECK(schema.at("properties").at("modules").at("properties").contains(module.name));
    }
}

TEST_CASE("parameter rows: one for each parameter and tier", "[scenarios][schema]") {
    const auto rows = parameter_rows();
    std::size_t n = 0;
    for (const auto& spec : models::parameter_specs()) n += spec.defaults.size();
    REQUIRE(rows.size() == n);
    CHECK(rows[0].path == "parameters.income_elasticity.A");
    CHECK(rows[0].default_value == 1.8);
    CHECK(rows[0].low == 0.06);
    CHECK(rows[0].evidence == "published");
    for (const auto& row : rows) {
        INFO(row.path);
        CHECK_FALSE(row.help.empty());
        CHECK_FALSE(row.source.empty());
        CHECK((row.scale == "linear" || row.scale == "log"));
    }
}
