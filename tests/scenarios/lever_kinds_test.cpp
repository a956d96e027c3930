// SPDX-License-Identifier: Apache-2.0
// What the loader refuses because of what a kind needs and reads, for every kind, on the lessons.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "models/policy/lever.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/error.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;
using models::Eligible;

namespace {

using Settings = std::vector<Setting>;

/// What loading the lesson of a kind with settings says; empty if it is fine.
std::string refusal(const std::string& kind, const Settings& settings) {
    try {
        LoadOptions options;
        options.settings = settings;
        static_cast<void>(load_scenario(TALENTFLOW_SOURCE_DIR "/scenarios/lessons/" + kind + ".yaml", options));
    } catch (const ScenarioError& error) {
        CHECK(error.exit_code() == ExitCode::bad_input);
        return error.what();
    }
    return {};
}

bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Asks of every kind, each in a section of its name, so that `-c KIND` asks of one.
template <class Holds>
void of_every_kind(const Holds& holds) {
    for (const auto& spec : models::all_lever_specs()) {
        DYNAMIC_SECTION(spec.kind) {
            holds(spec);
        }
    }
}

/// The lesson's lever of the kind.
std::string lever_id(const std::string& kind) {
    const auto lesson = load_scenario(TALENTFLOW_SOURCE_DIR "/scenarios/lessons/" + kind + ".yaml");
    for (const auto& lever : lesson.world.levers) {
        if (lever.kind == kind) return lever.id;
    }
    return {};
}

}  // namespace

// What each needs is pinned by docs/levers.md, which app.reference_pages holds against the specs.
TEST_CASE("lever kinds: without a module that it needs it is refused", "[scenarios][levers][laws]") {
    of_every_kind([](const models::LeverSpec& spec) {
        for (const auto& module : spec.needs) {
            const auto text = refusal(spec.kind, {{"modules." + module, "none"}});
            INFO(text);
            CHECK(says(text, "kind " + spec.kind + " needs the module " + module + ", which is none; write modules: {" +
                                 module + ": active}"));
        }
    });
}

TEST_CASE("lever kinds: those that act in several ways need one of them", "[scenarios][levers][laws]") {
    of_every_kind([](const models::LeverSpec& spec) {
        if (spec.needs_one_of.empty()) return;
        Settings none{{"overrides.posts", "[]"}};
        std::string all;
        for (const auto& module : spec.needs_one_of) {
            none.push_back({"modules." + module, "none"});
            all += (all.empty() ? "" : ", ") + module;
        }
        const std::string message = "kind " + spec.kind + " acts through the modules " + all +
                                    ", which are none; write modules: {" + spec.needs_one_of.front() + ": active}";
        CHECK(says(refusal(spec.kind, none), message));
        for (std::size_t i = 0; i < spec.needs_one_of.size(); ++i) {
            Settings but_one = none;
            but_one[i + 1].value = "active";
            CHECK_FALSE(says(refusal(spec.kind, but_one), message));
        }
        if (all.find("posts") == std::string::npos) return;
        auto by_table = none;
        by_table[0].value = "[{region: suining, field: general, tier: E, count: 1}]";
        CHECK_FALSE(says(refusal(spec.kind, by_table), message));
    });
}

TEST_CASE("lever kinds: publicity where awareness stands still is refused", "[scenarios][levers]") {
    CHECK(says(refusal("publicity", {{"modules.awareness", "fixed"}}),
               "the module awareness is fixed, so nobody hears of a place"));
}

TEST_CASE("lever kinds: a lever that is switched off needs nothing", "[scenarios][levers]") {
    CHECK(
        refusal("training", {{"modules.capability", "none"}, {"levers." + lever_id("training") + ".enabled", "false"}})
            .empty());
}

TEST_CASE("lever kinds: keys of eligible that a kind does not read are refused", "[scenarios][levers][laws]") {
    const std::map<Eligible, std::string> values{
        {Eligible::tiers, "[E]"},        {Eligible::fields, "[general]"},       {Eligible::titles, "[]"},
        {Eligible::age_max_years, "45"}, {Eligible::education_min, "bachelor"}, {Eligible::newcomers, "only"},
        {Eligible::first_time, "false"}};
    of_every_kind([&](const models::LeverSpec& spec) {
        const std::string lever = "levers." + lever_id(spec.kind);
        std::string read;
        for (const auto key : spec.reads) read += (read.empty() ? "'" : ", '") + word(key) + "'";
        for (const auto& [key, value] : values) {
            INFO(word(key));
            const bool reads = std::find(spec.reads.begin(), spec.reads.end(), key) != spec.reads.end();
            const auto text = refusal(spec.kind, {{lever + ".eligible." + word(key), value}});
            INFO(text);
            const std::string reason = "(" + spec.kind + " reads only " + read + " of who is eligible)";
            const std::string nobody =
                "'eligible' is not possible here (" + spec.kind + " makes no difference between people)";
            CHECK(says(text, "is not possible here") == !reads);
            if (!reads)
                CHECK(says(text, spec.reads.empty() ? nobody : "'" + word(key) + "' is not possible here " + reason));
        }
        const auto text = refusal(spec.kind, {{lever + ".exclusive", "{set: some}"}});
        INFO(text);
        CHECK(says(text, "'exclusive' is not possible here (" + spec.kind + " is nothing that a person claims)") ==
              !spec.claimed);
    });
}

TEST_CASE("lever kinds: the levers of an exclusive set have one rule", "[scenarios][levers]") {
    const std::string two =
        "[{id: first, kind: settling_award, for: [suining], amount_cny: {D: 1}, exclusive: {set: s}}, "
        "{id: other, kind: settling_award, for: [suining], amount_cny: {D: 1}, exclusive: {set: s, rule: RULE}}]";
    const auto with = [&](const std::string& rule) {
        auto text = two;
        return refusal("settling_award", {{"levers", text.replace(text.find("RULE"), 4, rule)}});
    };
    CHECK(with("highest").empty());
    CHECK(says(with("sum"),
               "levers.other.exclusive: the rule of the set s is not that of first; write one rule for all"));
}

TEST_CASE("lever kinds: a fund that begins after its lever has ended is refused", "[scenarios][levers]") {
    const std::string lever = "levers." + lever_id("settling_award");
    const auto text = refusal("settling_award", {{"funds.award-fund.from", "2020-01"}, {lever + ".to", "2019-12"}});
    CHECK(says(text, lever + ".paid_from: fund award-fund begins in 2020-01, after the lever has ended in 2019-12"));
}

TEST_CASE("lever kinds: an award of tiers that may not have it is refused", "[scenarios][levers]") {
    const std::string lever = "levers." + lever_id("settling_award");
    const auto text = refusal("settling_award", {{lever + ".eligible.tiers", "[E]"}});
    CHECK(says(text, "none of the eligible tiers has a sum: give amount_cny or amount_cap_cny for one of them"));
}
