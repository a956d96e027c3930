// SPDX-License-Identifier: Apache-2.0
// What messages say of texts that a Chinese keyboard, a spreadsheet, JSON or a stranger wrote.
#include <filesystem>

#include "scenarios/loader/scenario.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"

namespace fs = std::filesystem;
using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

/// Everything that is wrong with a text, one problem a line.
std::string wrong(const std::string& text, const std::vector<Setting>& settings = {}) {
    std::string all;
    try {
        static_cast<void>(parse_scenario(text, "x.yaml", {.settings = settings}));
    } catch (const ScenarioError& error) {
        all = error.what();
    }
    CHECK(sim::is_utf8(all));
    return all;
}

bool has(const std::string& text, const std::string& part) {
    INFO(text);
    return text.find(part) != std::string::npos;
}

const std::string kWorld =
    "format: 1\nname: x\n"
    "time: {start: 2018-01, months: 12}\n"
    "tiers: [{id: C, name: {en: High-level, zh: 丙类}}, {id: E, name: {en: Other, zh: 其他}}]\n"
    "fields: [{id: education, name: {en: Education, zh: 教育}}]\n"
    "regions: [{id: suining, name: {en: Suining, zh: 遂宁}}, {id: tongnan, name: {en: Tongnan, zh: 潼南}}]\n"
    "modules: {claims: active, consideration: active, choice: active}\n"
    "overrides: {exit_probability: 0}\n"
    "funds: [{id: money, name: {en: Award money, zh: 奖补资金}, payers: {suining: 1}, per_year_cny: 3000000}]\n";

std::string award(const std::string& keys) {
    return kWorld + "levers: [{id: a, kind: settling_award, paid_from: money, " + keys + "}]\n";
}

std::string in_file(const fs::path& file) {
    try {
        static_cast<void>(load_scenario(file));
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("wording: the world of these cases is sound", "[scenarios][wording]") {
    CHECK(wrong(award("for: [suining], amount_cny: {C: 50000}")).empty());
}

TEST_CASE("wording: names stand for ids that the message writes", "[scenarios][wording]") {
    CHECK(has(wrong(award("for: [遂宁], amount_cny: {C: 50000}")), "there is no region '遂宁'; write 'suining'"));
    CHECK(has(wrong(award("for: [遂宁市], amount_cny: {C: 50000}")), "write 'suining'"));
    CHECK(has(wrong(award("for: [Suining], amount_cny: {C: 50000}")), "write 'suining'"));
    CHECK(has(wrong(award("for: [suining], amount_cny: {丙: 50000}")), "there is no tier '丙'; write 'C'"));
    CHECK(has(wrong(award("for: [suining], amount_cny: {Ｃ: 50000}")), "write 'C'"));
    CHECK(has(wrong(award("for: [suining], amount_cny: {C: 50000}, eligible: {fields: [教育]}")), "write 'education'"));
    CHECK(has(wrong(kWorld + "levers: [{id: a, kind: 引才、安家补贴, for: [suining]}]\n"), "write 'settling_award'"));
    CHECK(has(
        wrong(kWorld +
              "levers: [{id: a, kind: settling_award, paid_from: 奖补资金, for: [suining], amount_cny: {C: 50000}}]\n"),
        "write 'money'"));
    CHECK(has(wrong(kWorld, {{"regions.遂宁.amenity", "1"}}), "write 'suining'"));
}

TEST_CASE("wording: numbers with units, commas and full-width digits", "[scenarios][wording]") {
    const auto fund = [](const std::string& sum) {
        return wrong(
            "format: 1\nname: x\nregions: [{id: a}]\noverrides: {exit_probability: 0}\n"
            "funds:\n  - id: f\n    payers: {a: 1}\n    per_year_cny: " +
            sum + "\n");
    };
    CHECK(has(fund("3000万"), "'3000万' is not a number; write 30000000, or 3000 under 'per_year_wan_cny'"));
    CHECK(has(fund("3000 万元"), "3000 under 'per_year_wan_cny'"));
    CHECK(has(fund("10％"), "write 0.1"));
    CHECK_FALSE(has(fund("3000万\n    per_year_wan_cny: 2000万"), "or 2000 under 'per_year_wan_cny'"));
    CHECK(has(fund("1.5亿"), "write 150000000, or 1.5 under 'per_year_yi_cny'"));
    CHECK(has(fund("30,000,000"), "write 30000000"));
    CHECK(has(fund("30，000，000"), "write 30000000"));
    CHECK(has(fund("３００００"), "write 30000"));
    CHECK(has(fund("30000元"), "write 30000"));
    CHECK(has(wrong("format: 1\nname: x\nregions: [{id: a}]\noverrides: {exit_probability: 0}\n"
                    "funds: [{id: f, payers: {a: 1}, per_year_cny: 30,000,000}]\n"),
              "without commas between thousands"));
    const auto sums = wrong(award("for: [suining], amount_cny: {C: 500000, D: 30,000}"));
    CHECK(has(sums, "amount_cny.D: '30,000' is not a number; write 30000"));
    CHECK_FALSE(has(sums, "there is no tier"));
}

TEST_CASE("wording: spellings of months", "[scenarios][wording]") {
    for (const char* written :
         {"2023/01", "2023年1月", "2023.1", "２０２３-01", "202301", "2023-1", "2023-01-15", "2023年01月15日"}) {
        INFO(written);
        CHECK(has(wrong("format: 1\nname: x\ntime: {start: " + std::string{written} +
                        "}\nregions: [{id: a}]\noverrides: {exit_probability: 0}\n"),
                  "write 2023-01"));
    }
    CHECK(has(wrong(award("for: [suining], amount_cny: {C: 50000}, typical_share_of_cap: {2023年1月: 0.5}")),
              "'2023年1月' is not a month; write 2023-01"));
}

TEST_CASE("wording: full-width punctuation is named", "[scenarios][wording]") {
    CHECK(has(wrong("format: 1\nname：x\nregions: [{id: a}]\n"),
              "line 2 has the full-width '：'; write ':' and a space"));
    CHECK(has(wrong(award("for: [suining], amount_cny: {C: 50000}, clawback: “linear”")), "write 'linear'"));
    CHECK(has(wrong(award("for: [suining]， amount_cny: {C: 50000}")), "'，'"));
    CHECK(has(wrong(award("for: [suining， tongnan], amount_cny: {C: 50000}")), "'，'"));
    CHECK(has(wrong(award("for: [suining], amount_cny: {C: 50000， E: 1000}")), "'，'"));
    CHECK(has(wrong("format: 1\nname: “x”\nregions: [{id: a}]\noverrides: {exit_probability: 0}\n"), "write 'x'"));
    CHECK(
        has(wrong("format: 1\nname: x\ntime: {months: （12）}\nregions: [{id: a}]\noverrides: {exit_probability: 0}\n"),
            "'（'"));
}

TEST_CASE("wording: a full-width quotation mark is not swallowed", "[scenarios][wording]") {
    const auto titled = [](const std::string& title) {
        return wrong("format: 1\nname: x\ntitle: " + title +
                     "\nregions: [{id: a}]\noverrides: {exit_probability: 0}\n");
    };
    CHECK(has(titled("{en: “A title”}"), "x.yaml:3:13: error: title.en: has the full-width quotation mark '“'"));
    CHECK(has(titled("{zh: “标题}"), "quotation mark"));
    CHECK(has(titled("{zh: \"标题”, en: \"}"), "quotation mark '”'"));
    CHECK(has(titled("{zh: \"标题”}"), "line 3 has the full-width '”'; write '\"'"));
    CHECK(titled("{zh: “1+N”机制, en: The district's \"1+N\"}").empty());
}

TEST_CASE("wording: controls in names are refused with their place", "[scenarios][wording]") {
    const auto named = [](const std::string& name) {
        return wrong("format: 1\nname: x\nregions:\n  - {id: a, name: {en: " + name +
                     "}}\noverrides: {exit_probability: 0}\n");
    };
    CHECK(has(named("\"a\\e[31mb\""), "x.yaml:4:24: error: regions.name.en: holds the control character U+001B"));
    CHECK(has(named("\"a\\u009bb\""), "U+009B"));
    CHECK(has(named("\"a\\u202eb\""), "U+202E"));
    CHECK(has(named("\"a\\u2028b\""), "U+2028"));
    CHECK(has(named("a\xE2\x80\xAE"
                    "b"),
              "U+202E"));
    CHECK(has(named("\"a\\tb\""), "U+0009"));
    CHECK(has(named("\"a\\nb.yaml:1:1: error: forged\""), "holds a line break"));
    CHECK(has(wrong("format: 1\nname: x\n\"k\\e\": 1\n"), "U+001B"));
    CHECK(wrong("format: 1\nname: x\nnote: |\n  two\n  lines\nregions: [{id: a}]\noverrides: {exit_probability: 0}\n")
              .empty());
    CHECK(has(wrong(kWorld, {{"title.en", "\"a\\eb\""}}), "U+001B"));
}

TEST_CASE("wording: ids that readers of tables lose are refused", "[scenarios][wording]") {
    const auto region = [](const std::string& id) {
        return wrong("format: 1\nname: x\nregions: [{id: " + id + "}]\noverrides: {exit_probability: 0}\n");
    };
    for (const char* id : {"nan", "na", "none", "inf", "true", "false"}) {
        INFO(id);
        CHECK(has(region(id), "cannot be an id: readers of tables take it for"));
    }
    const auto tier = [](const std::string& id) {
        return wrong("format: 1\nname: x\ntiers: [{id: " + id +
                     "}]\nregions: [{id: a}]\noverrides: {exit_probability: 0}\n");
    };
    for (const char* id : {"NaN", "NA", "\"null\"", "1e5", "007", "1.50", "0x1f", "TRUE"})
        CHECK(has(tier(id), "cannot be an id"));
    for (const char* id : {"1", "12", "A1", "1A", "e5"}) CHECK(tier(id).empty());
}

TEST_CASE("wording: JSON's escapes of half characters are refused with what to write", "[scenarios][wording]") {
    const auto text = wrong("format: 1\nname: x\ntitle: {en: \"a \\ud83d\\ude00\"}\nregions: [{id: a}]\n");
    CHECK(has(text, "x.yaml:3:16: error: the escape \\ud83d is half a character"));
    CHECK(has(text, "\\U0001F600 (U+1F600)"));
}

TEST_CASE("wording: files of another kind say what they are", "[scenarios][wording]") {
    const test::Folder folder;
    const auto package =
        folder.write("p.yaml", "format: 1\nname: p\nworld: base/w.yaml\nlevers: [{id: a, kind: settling_award}]\n");
    const auto text = in_file(package);
    CHECK(has(text, "p.yaml:1:1: error: this is a package, it holds only levers; list it under packages:"));
    CHECK(has(text, "extends: base/w.yaml"));
    CHECK(has(in_file(folder.write("c.yaml", "format: 1\nbase: a.yaml\narms: []\n")), "this is a comparison"));
    CHECK(has(in_file(folder.write("r.h5", "\x89HDF\r\n\x1a\n....")), "this is a result (HDF5), not a scenario"));
}

TEST_CASE("wording: what another package defines is named with it", "[scenarios][wording]") {
    const test::Folder folder;
    folder.write("policies/titles.yaml",
                 "format: 1\nname: t\ntitles: [{id: elite, issuer: suining, levels: {1: C}}]\n");
    folder.write("policies/uses.yaml",
                 "format: 1\nname: u\nlevers: [{id: a, kind: settling_award, for: [suining], paid_from: money, "
                 "amount_cny: {C: 50000}, eligible: {titles: [elite]}, requires: [other]}]\n");
    folder.write("policies/levers.yaml",
                 "format: 1\nname: l\nlevers: [{id: other, kind: publicity, for: [suining]}]\n");
    const auto user = folder.write("user.yaml", kWorld + "packages: [policies/uses.yaml]\n");
    const auto text = in_file(user);
    CHECK(has(text, "there is no title 'elite'; "));
    CHECK(has(text, "policies/titles.yaml defines it: list that package under packages: too"));
    CHECK(has(text, "policies/levers.yaml defines it"));
}

TEST_CASE("wording: a shipped package is found from a package of the user's own", "[scenarios][wording]") {
    const std::string scenarios = std::string{TALENTFLOW_SOURCE_DIR} + "/scenarios/";
    const test::Folder folder;
    folder.write("mine.yaml",
                 "format: 1\nname: mine\nlevers: [{id: a, kind: publicity, for: [suining], requires: [st-titles]}, "
                 "{id: b, kind: mutual_recognition, between: [suining, tongnan], titles: [suizhou-elite]}]\n");
    const auto text = in_file(folder.write("s.yaml", "format: 1\nname: s\nextends: " + scenarios +
                                                         "base/chengdu-chongqing.yaml\npackages: [mine.yaml]\n"));
    CHECK(has(text, "there is no title 'suizhou-elite'; "));
    CHECK(has(text, "scenarios/policies/suining-tongnan.yaml defines it: list that package under packages: too"));
}

TEST_CASE("wording: files elsewhere are not quoted", "[scenarios][wording]") {
    const test::Folder elsewhere;
    const auto secret = elsewhere.write("secret", "root:x:0:0:secret-word\nuser: [secret-word\n");
    const auto keys = elsewhere.write("keys.yaml", "password: secret-word\ntoken: {secret-word: 1}\n");
    const auto one = elsewhere.write("one", "secret-word\n");
    const auto scenario = elsewhere.write("base.yaml", "# a base\nformat: 1\nregions: [{id: a, amenty: 1}]\n");
    const test::Folder own;
    for (const auto& file : {secret, keys, one}) {
        for (const char* key : {"extends", "packages"}) {
            const auto user =
                own.write("user.yaml", "format: 1\nname: u\n" + std::string{key} + ": " + file.string() + "\n");
            const auto text = in_file(user);
            INFO(text);
            CHECK_FALSE(text.empty());
            CHECK(text.find("secret-word") == std::string::npos);
            CHECK(has(text, "its text is not shown"));
        }
    }
    fs::create_symlink(secret, own.path() / "link.yaml");
    CHECK_FALSE(has(in_file(own.write("l.yaml", "format: 1\nname: u\nextends: link.yaml\n")), "secret-word"));
    // A scenario may be quoted wherever it lies, and so may all beside the main file.
    CHECK(has(in_file(own.write("s.yaml", "format: 1\nname: u\noverrides: {exit_probability: 0}\nextends: " +
                                              scenario.string() + "\n")),
              "unknown key 'amenty'"));
    own.write("part.yaml", "regions: [{id: a, amenty: 1}]\n");
    CHECK(
        has(in_file(own.write("t.yaml", "format: 1\nname: u\noverrides: {exit_probability: 0}\nextends: part.yaml\n")),
            "unknown key 'amenty'"));
}

TEST_CASE("set: a map is laid on what is there, a value replaces it", "[scenarios][settings]") {
    const auto world = [](const std::vector<Setting>& settings) {
        return parse_scenario(kWorld + "random: {seed: 5, replicates: 4}\n", "x.yaml", {.settings = settings}).world;
    };
    CHECK(world({{"random", "{seed: 9}"}}).replicates == 4);
    CHECK(world({{"random", "{seed: 9}"}}).seed == 9);
    const auto regions = world({{"regions", "[{id: tongnan, amenity: 2}]"}}).regions;
    REQUIRE(regions.size() == 2);
    CHECK(regions[1_in_file].amenity == 2);
    CHECK(regions[1_in_file].name.zh == "潼南");
    CHECK(world({{"regions.tongnan", "{amenity: 3}"}}).regions[1_in_file].name.zh == "潼南");
    CHECK(world({{"funds", "[{id: money, delete: true}]"}}).funds.empty());
    CHECK(world({{"funds.money.per_year_wan_cny", "400"}}).funds.at(0).per_year_cny == 4000000);
}
