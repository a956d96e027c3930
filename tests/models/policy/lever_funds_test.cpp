// SPDX-License-Identifier: Apache-2.0
// A fund that can never make its lever's least payment is refused, for every kind that is paid.
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

using namespace talentflow;

namespace {

struct Payment {
    std::string what;
    double cny = 0;  // on the lesson, without administration
};

const std::map<std::string, Payment>& payments() {
    // Worked out by hand from the lessons.
    static const std::map<std::string, Payment> all{
        {"settling_award", {"one payment", 10000}},
        {"team_grant", {"one payment", 1000000.0 / 3.0}},
        {"housing_support", {"a month's relief of one person", 0.5 * 0.2 * 7000 * 1.3}},
        {"research_funding", {"one payment", 100000}},
        {"green_card", {"a month's services of one holder", 1000.0 / 12.0}},
        {"mutual_recognition", {"one case", 200}},
        {"joint_job_fair", {"one event", 100000}},
        {"secondment", {"one month's allowance", 2000}},
        {"training", {"one seat", 3000}},
        {"referral_bonus", {"one bonus", 20000}},
        {"innovation_voucher", {"one voucher", 100000}},
        {"hiring_voucher", {"a year's cost", 1800000}},
        {"talent_fund", {"one deal", 10000000}},
        {"workstation", {"one grant", 500000}},
        {"one_stop_service", {"the cost of the first month", 1000000 + 600000 / 12}},
        {"shared_instruments", {"a year's cost", 1000000}},
        {"enclave_park", {"a month's building", 1000000}},
        {"dual_employment", {"one month's pay", 0.2 * 6500 * 1.8}},
        {"talent_information", {"a year's cost", 300000}},
        {"family_services", {"one place", 5000}},
        {"publicity", {"a year's cost", 400000}},
        {"community_integration", {"the cost of one newcomer", 200 * (1 - 0.0797664429)}},
        {"public_amenity", {"a month's building", 96000000 / 24 + 1000000 / 12.0}},
        {"transport_link", {"a month's building", 120000000 / 12}},
        {"industry_project", {"a month's building", 1000000}},
        {"care_and_career", {"a month's cost of one resident", 500 * 0.5 / 12}},
        {"joint_governance", {"a year's cost", 300000}}};
    return all;
}

/// Problems of the lesson's lever with so much in its fund.
std::vector<std::string> with_fund(const std::string& kind, double cny, double admin_share, double persons_per_agent) {
    return test::problems_after(kind, [&](models::World& world, models::LeverInstance& lever) {
        world.persons_per_agent = persons_per_agent;
        lever.admin_share = admin_share;
        if (lever.fund == models::kNoIndex) {  // the sponsor of an enclave pays without one
            world.funds.emplace_back();
            lever.fund = world.funds.size() - 1;
        }
        world.funds[lever.fund].per_year_cny = cny;
        world.funds[lever.fund].once_cny = 0;
    });
}

std::string refusal(const std::vector<std::string>& problems) {
    return problems.empty() ? "" : problems.front();
}

}  // namespace

TEST_CASE("lever funds: every kind asks for its least payment", "[models][lever]") {
    CHECK(payments().size() == models::all_lever_specs().size());
    for (const auto& spec : models::all_lever_specs()) {
        INFO(spec.kind);
        CHECK(spec.paid);
        const Payment& payment = payments().at(spec.kind);
        const auto text = refusal(with_fund(spec.kind, payment.cny - 0.02, 0, 1));
        INFO(text);
        CHECK(text.find(fmt::format("CNY a year, less than {} of {:.0f} CNY", payment.what, payment.cny)) !=
              std::string::npos);
        CHECK(refusal(with_fund(spec.kind, payment.cny + 0.02, 0, 1)).empty());
    }
}

TEST_CASE("lever funds: administration comes on top", "[models][lever]") {
    for (const auto& [kind, payment] : payments()) {
        INFO(kind);
        const auto text = refusal(with_fund(kind, payment.cny * 1.1 - 0.02, 0.1, 1));
        INFO(text);
        CHECK(text.find(", administration of 0.1 included") != std::string::npos);
        CHECK(refusal(with_fund(kind, payment.cny * 1.1 + 0.02, 0.1, 1)).empty());
    }
}

TEST_CASE("lever funds: the size of an agent is not the policy's fault", "[models][lever]") {
    for (const auto& [kind, payment] : payments()) {
        INFO(kind);
        CHECK(refusal(with_fund(kind, payment.cny + 0.02, 0, 400)).empty());
    }
}

TEST_CASE("lever funds: of awards the largest of the tiers that may have one", "[models][lever]") {
    const auto with = [](double fund_cny, std::vector<std::size_t> tiers) {
        return test::problems_after("settling_award", [&](models::World& world, models::LeverInstance& lever) {
            lever.admin_share = 0;
            lever.eligible.tiers = std::move(tiers);
            lever.lever = test::make_lever(
                "settling_award",
                {{"amount_cny", models::TierPaths{{0, models::TimePath{90000.0}}, {1, models::TimePath{1000.0}}}}});
            world.funds[lever.fund].per_year_cny = fund_cny;
        });
    };
    CHECK(refusal(with(89999, {})) == "fund award-fund holds 89999 CNY a year, less than one payment of 90000 CNY");
    CHECK(refusal(with(90000, {})).empty());
    CHECK(refusal(with(1000, {1})).empty());
}

TEST_CASE("lever funds: no fund, no dose, no problem", "[models][lever]") {
    for (const auto& spec : models::all_lever_specs()) {
        INFO(spec.kind);
        CHECK(test::problems_after(spec.kind, [](models::World&, models::LeverInstance& lever) {
                  lever.fund = models::kNoIndex;
              }).empty());
    }
    for (const std::string kind : {"settling_award", "publicity", "public_amenity", "care_and_career"}) {
        INFO(kind);
        CHECK(test::problems_after(kind, [](models::World& world, models::LeverInstance& lever) {
                  lever.dose = 0;
                  world.funds[lever.fund].per_year_cny = 0;
              }).empty());
    }
}
