// SPDX-License-Identifier: Apache-2.0
// Inputs that must be refused with a message and nothing worse; the wording is tested elsewhere.
#include <iterator>
#include <string>
#include <vector>

#include "scenarios/loader/scenario.hpp"
#include "sim/error.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

std::string repeated(const std::string& part, std::size_t n) {
    std::string text;
    text.reserve(part.size() * n);
    for (std::size_t i = 0; i < n; ++i) text += part;
    return text;
}

/// Short texts that are no scenario.
const char* const kBrokenTexts[] = {"",
                                    "\n\n\n",
                                    ",",
                                    ",,,",
                                    "!2",
                                    "!",
                                    "&",
                                    "*a",
                                    "&a",
                                    "%",
                                    "%YAML 9.9\n---\na: 1",
                                    "@",
                                    "`",
                                    "-",
                                    "?",
                                    ":",
                                    "[[:",
                                    "{foo:",
                                    "{",
                                    "[",
                                    "]",
                                    "}",
                                    "{]",
                                    "[}",
                                    "'",
                                    "\"",
                                    "\"\\q\"",
                                    "a: 'b",
                                    "a: \"b\n",
                                    "a: [1, 2",
                                    "a: {b: 1",
                                    "a: b: c",
                                    "a:\n b\n  c: d",
                                    "- a\nb: c",
                                    "a: 1\n b: 2",
                                    "? [a]\n: 1",
                                    "{a: 1, {b: 2}: 3}",
                                    "a: &x 1\nb: *x",
                                    "&a [*a]",
                                    "a: &a {b: *a}",
                                    "&k a: 1",
                                    "a: !!python/object:os.system x",
                                    "a: !<tag:x> y",
                                    "<<: {a: 1}",
                                    "format: 1\nformat: 1",
                                    "~: 1",
                                    "null",
                                    "true",
                                    "1",
                                    "---\n---\n",
                                    "---\na: 1\n---\nb: 2",
                                    "...\n"};

/// Longer ones, and bytes that no literal can hold.
std::vector<std::string> built_texts() {
    const std::string head = "format: 1\nname: x\n";
    return {head + "...\nmore: 1",
            "\xEF\xBB\xBF",
            "\xFF\xFE" + head,
            head + "note: \xC3(\n",
            head + "note: \xED\xA0\x80\n",
            head + "note: \xF5\x80\x80\x80\n",
            head + "note: \xE2\x82",
            head + std::string("note: a\0b\n", 10),
            head + "note: \x1B[31m\n",
            repeated("[", 33) + repeated("]", 33),
            repeated("[", 400),
            repeated("[", 100000),
            repeated("{", 100000),
            repeated("{a: ", 100000),
            repeated("- ", 100000),
            repeated("? ", 100000),
            repeated("&a ", 100000),
            repeated("!", 100000),
            repeated("a: 1\n", 100000),
            repeated("a: [", 1) + repeated(",", 200000) + "]",
            repeated("a: [", 1) + repeated("1,", 200000) + "1]",
            repeated("\t", 100000),
            repeated("#\n", 100000),
            repeated("\"", 1) + repeated("a", 900000),
            repeated("a", 900000) + ": 1"};
}

/// What may be put behind the smallest world, each wrong in one way.
const char* const kBrokenKeys[] = {"time: 5",
                                   "time: []",
                                   "time: {start: }",
                                   "time: {start: 2018}",
                                   "time: {start: 2018-00}",
                                   "time: {start: 1700-01}",
                                   "time: {start: 2140-12, months: 120}",
                                   "time: {start: [2018-01]}",
                                   "time: {start: 20180-1}",
                                   "time: {months: -1}",
                                   "time: {months: 99999999999999999999}",
                                   "time: {months: 12 months}",
                                   "time: {months: true}",
                                   "time: {months: ~}",
                                   "time: {months: {value: 12.5}}",
                                   "time: {burn_in_months: 1e9}",
                                   "time: {start: 1801-01, burn_in_months: 12}",
                                   "random: {seed: -1}",
                                   "random: {seed: 1.5}",
                                   "random: {seed: 99999999999999999999999}",
                                   "random: {seed: abc}",
                                   "random: {replicates: 0}",
                                   "random: {replicates: 1e9}",
                                   "population: {agents: 0}",
                                   "population: {agents: 1e12}",
                                   "population: {persons_per_agent: 0}",
                                   "population: {tier_shares: {E: 0.5}}",
                                   "population: {age_bands: [{from_years: 30, to_years: 20}]}",
                                   "population: {age_bands: [{from_years: 30}]}",
                                   "population: {age_bands: 5}",
                                   "tiers: []",
                                   "tiers: {A: 1}",
                                   "tiers: [A]",
                                   "tiers: [{id: E}, {id: E}]",
                                   "tiers: [{id: E, wage_factor: 0}]",
                                   "tiers: [{id: E, wage_factor: -1}]",
                                   "tiers: [{}]",
                                   "tiers: [{id: \"a b\"}]",
                                   "tiers: [{id: [E]}]",
                                   "fields: []",
                                   "fields: [{id: 1x}]",
                                   "fields: [{id: General}]",
                                   "fields: [{id: general, regulated: 1}]",
                                   "fields: [{id: general, regulated: \"true\"}]",
                                   "relatedness: {other: 2}",
                                   "relatedness: {pairs: [{fields: [general], value: 1}]}",
                                   "relatedness: {pairs: [{fields: [general, general], value: 1}]}",
                                   "industries: [{id: a}]",
                                   "industries: [{id: a, fields: {}}]",
                                   "industries: [{id: a, fields: {general: 1}, college_intensity: -1}]",
                                   "distances: [{between: [suining]}]",
                                   "distances: [{between: suining}]",
                                   "distances: [{km: 3}]",
                                   "distances: [{between: [suining, tongnan], km: 0}]",
                                   "distances: [{between: [suining, tongnan], km: 1e9}]",
                                   "distances: [{between: [suining, tongnan], miles: 3}]",
                                   "rest_of_world: {leaving_per_year: 2}",
                                   "rest_of_world: {utility: {A: 1}}",
                                   "rest_of_world: {utility: [1]}",
                                   "groups: [{id: g}]",
                                   "groups: [{id: g, members: []}]",
                                   "groups: [{id: suining, members: [suining]}]",
                                   "groups: [{id: g, members: [suining, suining]}]",
                                   "titles: [{id: t, issuer: suining}]",
                                   "titles: [{id: t, issuer: nowhere, levels: {1: E}}]",
                                   "titles: [{id: t, issuer: suining, levels: {}}]",
                                   "titles: [{id: t, issuer: suining, levels: [E]}]",
                                   "funds: [{id: f}]",
                                   "funds: [{id: f, payers: {}}]",
                                   "funds: [{id: f, payers: {nowhere: 1}}]",
                                   "funds: [{id: f, payers: {suining: 1.1}}]",
                                   "funds: [{id: f, payers: [suining]}]",
                                   "funds: [{id: f, payers: {suining: 1}, per_year_cny: -1}]",
                                   "funds: [{id: f, payers: {suining: 1}, per_year_usd: 1}]",
                                   "funds: [{id: f, payers: {suining: 1}, carry_over: maybe}]",
                                   "funds: [{id: f, payers: {suining: 1}, from: soon}]",
                                   "parameters: 1",
                                   "parameters: {housing_share: -0.1}",
                                   "parameters: {housing_share: 1,5}",
                                   "parameters: {housing_share: 1/2}",
                                   "parameters: {housing_share: 0.2 }\nparameters: {}",
                                   "parameters: {housing_share: NaN}",
                                   "parameters: {housing_share: -.INF}",
                                   "parameters: {housing_share: 1:30}",
                                   "parameters: {housing_share: 0b1}",
                                   "parameters: {housing_share: 00.1}",
                                   "parameters: {housing_share: 0.}",
                                   "parameters: {housing_share: 1e}",
                                   "parameters: {housing_share: --1}",
                                   "parameters: {housing_share: '0.2'}",
                                   "parameters: {housing_share: {}}",
                                   "parameters: {housing_share: {value: }}",
                                   "parameters: {housing_share: {value: [0.2]}}",
                                   "parameters: {housing_share: {value: {value: 0.2}}}",
                                   "parameters: {housing_share: {value: 0.2, range: 0.1}}",
                                   "parameters: {housing_share: {value: 0.2, range: [a, b]}}",
                                   "parameters: {housing_share: {value: 0.2, range: [[0], 1]}}",
                                   "parameters: {housing_share: {value: 0.2, scale: log}}",
                                   "parameters: {housing_share: {value: 0.2, scale: cubic}}",
                                   "parameters: {housing_share: {value: 0.2, source: [a]}}",
                                   "parameters: {housing_share: {value: 0.2, note: }}",
                                   "parameters: {income_elasticity: {A: 1}}",
                                   "parameters: {income_elasticity: {E: x}}",
                                   "parameters: {congestion: 1}",
                                   "parameters: {congestion: {}, congestion.weight: 1}",
                                   "modules: {choice: true}",
                                   "modules: {choice: activ}",
                                   "modules: {secondment: fixed}",
                                   "modules: [choice]",
                                   "output: {variables: none}",
                                   "output: {variables: []}",
                                   "output: {variables: [ties_mean]}",
                                   "output: {every_months: 0}",
                                   "levers: {}",
                                   "levers: [award]",
                                   "levers: [{}]",
                                   "levers: [{id: a}]",
                                   "levers: [{id: a, kind: [b]}]",
                                   "levers: [{id: A, kind: test_award}]",
                                   "extends: missing.yaml",
                                   "extends: [[a]]",
                                   "extends: {a: b}",
                                   "extends: ''",
                                   "packages: /",
                                   "packages: .",
                                   "regions: [{id: c, seat: {lat: 91, lon: 0}}]\nname2: y",
                                   "title: text",
                                   "title: {de: Titel}",
                                   "note: [a]",
                                   "name: {en: x}",
                                   "format: one"};

const char* const kBrokenOverrides[] = {"transition: []",
                                        "transition: 1",
                                        "transition: [[1]]",
                                        "transition: [[1, 0], [0]]",
                                        "transition: [[2, -1], [0, 1]]",
                                        "transition: [[1, 0], [x, 1]]",
                                        "transition: [[0.5, 0.4], [0, 1]]",
                                        "utility: [[0, 0]]",
                                        "utility: [[0, 1e9], [0, 0]]",
                                        "known_probability: []",
                                        "known_probability: [1, 1, 1]",
                                        "known_probability: [2, 0]",
                                        "known_probability: 0.5",
                                        "consider_probability: -1",
                                        "consider_probability: [1]",
                                        "initial_agents: {}",
                                        "initial_agents: [{region: suining}]",
                                        "initial_agents: [{region: suining, count: -1}]",
                                        "initial_agents: [{region: suining, count: 1.5}]",
                                        "initial_agents: [{region: suining, count: 1, tier: Z}]",
                                        "initial_agents: [{region: suining, count: 1, age_years: 5}]",
                                        "initial_agents: [{region: suining, count: 1, aware: some}]",
                                        "initial_agents: [{region: suining, count: 1, employment: student}]",
                                        "initial_agents: [{region: suining, count: 1, ties: -1}]",
                                        "entries_per_month: 5",
                                        "entries_per_month: {nowhere: 1}",
                                        "entries_per_month: {suining: -1}",
                                        "entries_per_month: {suining: {poisson: -1}}",
                                        "entries_per_month: {suining: {}}",
                                        "entries_per_month: {suining: {poisson: 1, per_resident: 1}}",
                                        "entries_per_month: {suining: [1]}",
                                        "tier_upgrade_probability: 0.5",
                                        "tier_upgrade_probability: {Z: 0.5}",
                                        "posts: [{region: suining}]",
                                        "posts: [{region: suining, count: 1, field: none}]",
                                        "applications_max: 0",
                                        "applications_max: 1.5",
                                        "reference_scale: 0",
                                        "reference_scale: {nowhere: 1}",
                                        "peer_weight: heavy",
                                        "unknown: 1"};

void check_refused(const std::string& text) {
    INFO(text.substr(0, 120));
    try {
        static_cast<void>(parse_scenario(text, "x.yaml"));
        FAIL_CHECK("was read");
    } catch (const ScenarioError& error) {
        CHECK(std::string{error.what()}.find("error: ") != std::string::npos);
    }
}

}  // namespace

TEST_CASE("refused inputs: there are more than 200", "[scenarios][bad]") {
    CHECK(std::size(kBrokenTexts) + std::size(kBrokenKeys) + std::size(kBrokenOverrides) + built_texts().size() >= 200);
}

TEST_CASE("refused inputs: texts that are no scenario", "[scenarios][bad]") {
    for (const char* text : kBrokenTexts) check_refused(text);
    for (const auto& text : built_texts()) check_refused(text);
}

TEST_CASE("refused inputs: a sound world with one wrong key", "[scenarios][bad]") {
    REQUIRE(test::load_text(test::small_world()).problems.empty());
    for (const char* key : kBrokenKeys) check_refused(test::small_world(key + std::string{"\n"}));
}

TEST_CASE("refused inputs: wrong overrides", "[scenarios][bad]") {
    for (const char* key : kBrokenOverrides) {
        check_refused("format: 1\nname: x\nregions: [{id: suining}, {id: tongnan}]\noverrides:\n  " + std::string{key} +
                      "\n");
    }
}

TEST_CASE("refused inputs: every prefix of a sound scenario is read or refused", "[scenarios][bad]") {
    const std::string text = test::small_world(
        "title: {en: \"a\", zh: 遂宁}\nfunds: [{id: f, payers: {suining: 1}, per_year_wan_cny: "
        "3}]\n"
        "parameters: {housing_share: {value: 0.2, range: [0.1, 0.3]}}\n");
    for (std::size_t n = 0; n <= text.size(); ++n) {
        INFO(n);
        CHECK_NOTHROW(test::load_text(text.substr(0, n)));
    }
}

TEST_CASE("refused inputs: a changed byte anywhere is read or refused", "[scenarios][bad]") {
    const std::string text = test::small_world("modules: {choice: active}\ntime: {months: 12}\n");
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const char c : {'\0', '\t', '\n', '"', '\'', '&', '*', ',', ':', '{', ']', '\xFF', '9'}) {
            std::string changed = text;
            changed[at] = c;
            INFO(at << " " << static_cast<int>(c));
            CHECK_NOTHROW(test::load_text(changed));
        }
    }
}
