// SPDX-License-Identifier: Apache-2.0
#include "tests/scenarios/test_levers.hpp"

#include "models/policy/lever_builder.hpp"

namespace talentflow::scenarios::test {

namespace {

using models::FieldOptions;
using models::Geography;

FieldOptions options(std::string unit, double low, double high, double preset) {
    FieldOptions field;
    field.unit = std::move(unit);
    field.low = low;
    field.high = high;
    field.default_number = preset;
    return field;
}

models::LeverSpec award() {
    FieldOptions amount = options("CNY", 0, 1e9, 0);
    amount.required = true;
    FieldOptions clawback;
    clawback.choices = {"none", "linear"};
    clawback.default_text = "linear";
    FieldOptions services;
    services.choices = {"daily_life", "travel"};
    FieldOptions open;
    open.default_text = "true";
    return models::lever_spec<TestAward>("test_award")
        .named("test award", "测试奖励")
        .help("pays")
        .geography({Geography::for_regions, Geography::at_regions})
        .paid()
        .claimed()
        .needs({})  // the loader's worlds have no modules
        .field("amount_cny", &TestAward::amount, amount)
        .field("instalments", &TestAward::instalments, options("1", 1, 10, 1))
        .field("service_months", &TestAward::service, options("month", 0, 120, 60))
        .field("cost", &TestAward::cost, options("CNY", 0, 1e9, 5))
        .field("clawback", &TestAward::clawback, clawback)
        .field("services", &TestAward::services, services)
        .regions("partners", &TestAward::partners, {})
        .titles("honours", &TestAward::honours, {})
        .field("open", &TestAward::open, open);
}

models::LeverSpec link() {
    FieldOptions minutes = options("minute", 1, 600, 0);
    minutes.required = true;
    return models::lever_spec<TestLink>("test_link")
        .named("test link", "测试通道")
        .reads({models::Eligible::tiers})
        .geography({Geography::between, Geography::from_to})
        .field("minutes", &TestLink::minutes, minutes);
}

}  // namespace

std::vector<std::string> TestAward::problems(const models::World&, const models::LeverInstance& instance) const {
    if (instance.for_regions.empty()) return {"nobody benefits: 'for' is missing"};
    return {};
}

const std::vector<models::LeverSpec>& test_kinds() {
    static const std::vector<models::LeverSpec> kinds{award(), link()};
    return kinds;
}

}  // namespace talentflow::scenarios::test
