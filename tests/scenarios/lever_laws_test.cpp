// SPDX-License-Identifier: Apache-2.0
// What holds of every kind of lever, on its lesson. A new kind is asked all of it without a line here; a kind of which
// a law cannot hold says so in its source. What the loader refuses is in lever_kinds_test.cpp; V27 and L of
// tests/verification ask more of the built program.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "models/policy/lever.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

using namespace talentflow;
using models::Geography;
using models::LeverLaw;
using models::LeverSpec;

namespace {

using Problems = std::vector<std::string>;

std::string source_of(const LeverSpec& spec) {
    return "models/levers/" + spec.kind + ".cpp";
}

/// Asks `law` of every kind, each in a section of its name, so that `-c KIND` asks it of one.
template <class Holds>
void of_every_kind(LeverLaw law, const Holds& holds) {
    for (const auto& spec : models::all_lever_specs()) {
        DYNAMIC_SECTION(spec.kind) {
            INFO(source_of(spec) << ": mend it or, where the law cannot hold, say .exempt(LeverLaw::" << word(law)
                                 << ", \"why\")");
            bool exempt = false;
            for (const auto& [which, reason] : spec.exempt) {
                if (which != law) continue;
                exempt = true;
                CHECK(reason.size() > 10);
            }
            if (!exempt) holds(spec);
        }
    }
}

/// Four years of the lesson at a dose with people who move a lot and money for all, and nothing but the lever itself
/// depending on it.
models::World at_large(const std::string& kind, double dose) {
    auto world = test::restless(kind, dose);
    world.months = std::min(world.months, 48);
    for (auto& other : world.levers) other.requires_levers.clear();
    return world;
}

/// Runs that several laws look at, made once: kind and part of the full dose.
const sim::Dataset& run_at_large(const LeverSpec& spec, double part) {
    static std::map<std::pair<std::string, double>, sim::Dataset> runs;
    const auto key = std::make_pair(spec.kind, part);
    auto run = runs.find(key);
    if (run == runs.end()) run = runs.emplace(key, test::run(at_large(spec.kind, part * spec.full_dose))).first;
    return run->second;
}

constexpr double kParts[] = {0.0, 0.5, 1.0};

double spending(const sim::Dataset& data, const std::string& lever) {
    return test::total(data, "payments_by_payer", {{"lever", lever}});
}

}  // namespace

TEST_CASE("lever laws: the first lever of a lesson is of its kind and has no problem", "[levers][laws]") {
    for (const auto& spec : models::all_lever_specs()) {
        DYNAMIC_SECTION(spec.kind) {
            INFO("scenarios/lessons/" << spec.kind << ".yaml");
            CHECK(test::lesson(spec.kind).levers.front().kind == spec.kind);
            CHECK(test::problems_after(spec.kind, [](models::World&, models::LeverInstance&) {}) == Problems{});
        }
    }
}

TEST_CASE("lever laws: what a page says of a kind is there", "[levers][laws]") {
    std::size_t place = 0;
    for (const auto& spec : models::all_lever_specs()) {
        ++place;
        DYNAMIC_SECTION(spec.kind) {
            INFO(source_of(spec));
            CHECK(spec.register_id == fmt::format("L{:02}", place));
            for (const auto& text :
                 {spec.name_en, spec.name_zh, spec.help, spec.equation, spec.direction, spec.methods}) {
                CHECK_FALSE(text.empty());
            }
            CHECK_FALSE(spec.geography.empty());
        }
    }
}

TEST_CASE("lever laws: at dose 0 the world is that without it, bit for bit", "[levers][laws]") {
    of_every_kind(LeverLaw::zero_dose, [](const LeverSpec& spec) {
        const auto zero = test::at_dose(spec.kind, 0);
        CHECK(test::difference(test::without(spec.kind), zero) == "");
        CHECK(test::difference(test::run(test::lesson_with(spec.kind, "enabled", "false")), zero) == "");
    });
}

TEST_CASE("lever laws: the order in which levers are written changes nobody", "[levers][laws]") {
    of_every_kind(LeverLaw::order, [](const LeverSpec& spec) { CHECK(test::order_matters(spec.kind) == ""); });
}

TEST_CASE("lever laws: more of it moves what it is for, the stated way", "[levers][laws]") {
    of_every_kind(LeverLaw::target, [](const LeverSpec& spec) {
        if (spec.targets.empty()) FAIL(source_of(spec) << ": no .target says what more of it moves");
        const auto world = test::lesson(spec.kind);
        for (const auto& target : spec.targets) {
            std::vector<double> figures;
            for (const double part : kParts)
                figures.push_back(test::figure(run_at_large(spec, part), world, world.levers.front(), target));
            INFO(target.variable << " at doses 0, " << 0.5 * spec.full_dose << ", " << spec.full_dose << ": "
                                 << figures[0] << ", " << figures[1] << ", " << figures[2]);
            INFO("each step more than " << target.least_step << " of the figure before");
            const double sign = target.effect == models::Effect::more ? 1.0 : -1.0;
            for (std::size_t i = 1; i < figures.size(); ++i)
                CHECK(sign * (figures[i] - figures[i - 1]) > target.least_step * figures[i - 1]);
        }
    });
}

TEST_CASE("lever laws: dose 0 costs nothing, more dose costs more", "[levers][laws]") {
    of_every_kind(LeverLaw::cost, [](const LeverSpec& spec) {
        CHECK(spec.paid);
        const auto id = test::lesson(spec.kind).levers.front().id;
        const double none = spending(run_at_large(spec, 0), id), half = spending(run_at_large(spec, 0.5), id),
                     full = spending(run_at_large(spec, 1), id);
        CHECK(none == 0.0);
        CHECK(half > 0.0);
        CHECK(full > half);
        // A sum that grows with the dose is paid to no fewer people; where only the number of people grows, they may be
        // few.
        const bool sums_grow = std::any_of(spec.fields.begin(), spec.fields.end(), [](const models::LeverField& field) {
            return field.scaled_by_dose && field.unit.rfind("CNY", 0) == 0;
        });
        if (sums_grow) CHECK(full > 1.5 * half);
    });
}

TEST_CASE("lever laws: a fund that could never pay is refused", "[levers][laws]") {
    of_every_kind(LeverLaw::least_payment, [](const LeverSpec& spec) {
        const auto refusal = [&](std::int64_t fen, test::FundQuestion question) {
            const auto world = test::with_fund_of(spec.kind, fen, question);
            const auto problems = world.levers.front().lever->problems(world, world.levers.front());
            return problems.empty() ? std::string{} : problems.front();
        };
        const std::int64_t least = test::least_fund_fen(spec.kind);
        INFO("no problem from " << least << " fen a year on");
        REQUIRE(least > 0);
        const auto text = refusal(least - 1, {});
        INFO(text);
        CHECK(text.find(" CNY a year, less than ") != std::string::npos);
        CHECK(text.find(fmt::format(" of {:.0f} CNY", static_cast<double>(least) / 100.0)) != std::string::npos);
        // Administration comes on top, to the fen.
        const test::FundQuestion a_tenth{0.1, 1};
        CHECK(std::abs(static_cast<double>(test::least_fund_fen(spec.kind, a_tenth)) -
                       1.1 * static_cast<double>(least)) <= 1.0);
        CHECK(refusal(least, a_tenth).find(", administration of 0.1 included") != std::string::npos);
        // The size of an agent is not the policy's fault.
        CHECK(refusal(least, {0, 400}).empty());
        // Neither is it a problem to have no fund, or to be switched off.
        CHECK(test::problems_after(spec.kind, [](models::World&, models::LeverInstance& lever) {
                  lever.fund = models::kNoIndex;
              }) == Problems{});
    });
}

TEST_CASE("lever laws: a fund that is refused would have paid nothing, or never the cost of a whole year",
          "[levers][laws]") {
    of_every_kind(LeverLaw::least_payment, [](const LeverSpec& spec) {
        const std::int64_t least = test::least_fund_fen(spec.kind);
        auto world = test::with_fund_of(spec.kind, least - 1);
        const auto id = world.levers.front().id;
        world.levers.resize(1);  // nobody else draws on it
        world.months = 24;       // a second year's money does not help either
        const double paid = spending(test::run(world), id);
        INFO(paid << " CNY in " << world.months << " months from " << least - 1 << " fen a year");
        if (test::least_payment(spec.kind).rfind("a year's cost", 0) == 0) {
            CHECK(paid < static_cast<double>(least) / 100.0 * world.months / 12.0);
        } else {
            CHECK(paid == 0.0);
        }
    });
}

TEST_CASE("lever laws: without its regions it says which key to write", "[levers][laws]") {
    const std::map<Geography, std::string> keys{{Geography::for_regions, "for: [region]"},
                                                {Geography::at_regions, "at: "},
                                                {Geography::between, "between: [a, b]"},
                                                {Geography::from_to, "from_region: a and to_region: b"}};
    const std::map<Geography, std::string> alone{{Geography::for_regions, "no region: write "},
                                                 {Geography::between, "no regions: write "},
                                                 {Geography::from_to, "no regions: write "}};
    of_every_kind(LeverLaw::geography, [&](const LeverSpec& spec) {
        const auto problems = test::problems_after(spec.kind, [](models::World&, models::LeverInstance& lever) {
            lever.for_regions.clear();
            lever.at_regions.clear();
            lever.online = false;
            lever.between.reset();
            lever.from_region.reset();
            lever.to_region.reset();
        });
        const auto text = fmt::format("{}", fmt::join(problems, "; "));
        INFO(text);
        for (const auto key : spec.geography) CHECK(text.find(keys.at(key)) != std::string::npos);
        if (spec.geography.size() == 1) CHECK(text == alone.at(spec.geography[0]) + keys.at(spec.geography[0]));
    });
}
