// SPDX-License-Identifier: Apache-2.0
#include "app/compare_json.hpp"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "app/quick_look_words.hpp"
#include "experiments/compare/comparison_data.hpp"
#include "experiments/compare/words.hpp"
#include "output/quick_look.hpp"

namespace talentflow::app {

namespace {

using Json = nlohmann::ordered_json;
using experiments::Cell, experiments::Comparison, experiments::Estimate;

Json both(const models::Name& name) {
    return {{"en", name.en}, {"zh", name.zh}};
}

/// Whole numbers without ".0".
Json number(double value) {
    constexpr double kExact = 9007199254740992.0;  // 2^53
    if (!std::isfinite(value)) return nullptr;
    if (std::fabs(value) < kExact && std::trunc(value) == value) return static_cast<std::int64_t>(value);
    return value;
}

Json range(const std::optional<experiments::Range>& luck) {
    if (!luck) return nullptr;
    return Json::array({number(luck->low), number(luck->high)});
}

Json reading(const experiments::Reading& r) {
    return {{"base", number(r.base)},
            {"arm", number(r.arm)},
            {"difference", number(r.difference.mean)},
            {"luck", range(r.difference.luck)},
            {"assumptions", nullptr}};
}

Json count(const Estimate& e) {
    return {{"persons", number(e.mean)}, {"luck", range(e.luck)}, {"assumptions", nullptr}};
}

Json scenario(const experiments::Arm& arm) {
    Json levers = Json::array();
    for (const auto& lever : arm.levers) levers.push_back(lever.id);
    return {{"id", arm.id},
            {"title", both(arm.title)},
            {"source", arm.source},
            {"scenario_sha256", arm.scenario_sha256},
            {"levers", levers}};
}

class Writer {
  public:
    explicit Writer(const Comparison& c) : c_{c}, l_{*c.layout} {}

    [[nodiscard]] Json arm(std::size_t a) const {
        Json json = scenario(c_.arms[a]);
        json["horizons"] = Json::object();
        for (std::size_t h = 0; h < l_.horizons.size(); ++h)
            json["horizons"][sim::to_string(l_.horizons[h])] = horizon({a, h});
        json["spending_by_year_cny"] = Json::object();
        for (std::size_t y = 0; y < l_.n_years(); ++y)
            json["spending_by_year_cny"][std::to_string(l_.first_year() + static_cast<int>(y))] =
                money([&](std::size_t payer) { return experiments::spending_in(c_, a, y, payer); });
        return json;
    }

  private:
    template <class Of>
    [[nodiscard]] Json money(const Of& of) const {
        Json json{{"total", reading(of(experiments::kAllPayers))}, {"payers", Json::object()}};
        for (std::size_t r = 0; r < l_.n_regions; ++r) json["payers"][c_.regions[r].id] = reading(of(r));
        return json;
    }
    [[nodiscard]] bool is_shown(std::size_t tier) const { return l_.tiers[tier].id != output::kTiersNotShown; }
    [[nodiscard]] Json horizon(Cell at) const;
    [[nodiscard]] Json place(Cell at, std::size_t p) const;
    [[nodiscard]] Json cost(Cell at, std::size_t p) const;
    [[nodiscard]] Json who(Cell at, std::size_t p) const;

    const Comparison& c_;
    const experiments::Layout& l_;
};

Json Writer::horizon(Cell at) const {
    Json json{{"regions", Json::object()}, {"groups", Json::object()}};
    for (std::size_t p = 0; p < l_.places.size(); ++p)
        json[l_.places[p].is_group ? "groups" : "regions"][l_.places[p].id] = place(at, p);
    json["spending_cny"] = money([&](std::size_t payer) { return experiments::spending(c_, at, payer); });
    return json;
}

Json Writer::place(Cell at, std::size_t p) const {
    Json json{{"name", both(l_.places[p].name)}};
    for (const auto& spec : experiments::quantity_specs()) {
        const auto total = experiments::people(c_, at, p, l_.total(), spec.quantity);
        if (!total) continue;
        Json one{{"total", reading(*total)}};
        for (std::size_t k = 0; k < l_.tiers.size(); ++k) {
            const auto tier = experiments::people(c_, at, p, k, spec.quantity);
            if (tier && is_shown(k)) one["tiers"][l_.tiers[k].id] = reading(*tier);
        }
        json[spec.id] = std::move(one);
    }
    json["cost_per_additional_person_cny"] = cost(at, p);
    if (!c_.who.empty()) json["who_differs"] = who(at, p);
    return json;
}

Json Writer::cost(Cell at, std::size_t p) const {
    const auto cost = experiments::cost_per_person(c_, at, p);
    Json json{{"value", nullptr}, {"luck", nullptr}, {"assumptions", nullptr}};
    switch (cost.state) {
        case experiments::Cost::State::one_member:
            json["not_identified"] = experiments::kOneMember;
            break;
        case experiments::Cost::State::open_sign:
            json["not_identified"] = "the luck interval of the additional people includes 0";
            break;
        case experiments::Cost::State::fewer_people:
            json["not_identified"] = "there are fewer people, not more";
            break;
        case experiments::Cost::State::identified:
            json["value"] = number(cost.cny);
            json["luck"] = range(cost.luck);
    }
    return json;
}

Json Writer::who(Cell at, std::size_t p) const {
    using experiments::Change;
    Json json = Json::object();
    const auto add = [&](const char* key, Change change, const char* where) {
        Json one = count(experiments::changed(c_, at, p, change, l_.total()));
        for (std::size_t k = 0; k < l_.tiers.size(); ++k)
            if (is_shown(k)) one["tiers"][l_.tiers[k].id] = count(experiments::changed(c_, at, p, change, k));
        for (std::size_t r = 0; r <= l_.n_regions; ++r) {
            const auto n = experiments::changed(c_, at, p, change, l_.total(), r);
            const std::string id = r < l_.n_regions ? c_.regions[r].id : experiments::kOutside;
            if (n.mean > 0) one[where][id] = count(n);
        }
        json[key] = std::move(one);
    };
    add("stayed", Change::stayed, "in_base");
    add("came", Change::came, "in_base");
    add("left", Change::left, "in_arm");
    using experiments::Direction;
    json["same_place_higher_tier"] = count(experiments::other_tier(c_, at, p, Direction::higher));
    json["same_place_lower_tier"] = count(experiments::other_tier(c_, at, p, Direction::lower));
    return json;
}

}  // namespace

Json compare_json(const Comparison& c, const CompareFacts& facts) {
    const auto& l = *c.layout;
    Json json{{"content", experiments::kComparison},
              {"notice", {{"en", experiments::kNotice}, {"zh", experiments::kNoticeZh}}},
              {"output", facts.output.empty() ? Json{} : Json{facts.output}},
              {"data_sha256", facts.data_sha256},
              {"base", scenario(c.base)},
              {"start", sim::to_string(l.start)},
              {"months", l.months},
              {"burn_in_months", c.burn_in_months},
              {"members", c.members},
              {"seed", c.seed},
              {"persons_per_agent", number(c.persons_per_agent)},
              {"talent_definition", both(facts.definition)},
              {"quick_look", c.quick_look}};
    if (c.quick_look) json["quick_look_notice"] = quick_look_notice();
    json["base"]["words"] = both(experiments::base_words(c));
    json["luck"] = {{"method", "t interval of paired member differences; ratios: Fieller"},
                    {"level", experiments::kLuckLevel},
                    {"identified", c.members > 1}};
    if (c.members == 1) json["luck"]["reason"] = experiments::kOneMember;
    json["assumptions"] = {{"explored", false}, {"en", experiments::kAssumptions}, {"zh", experiments::kAssumptionsZh}};
    json["horizons"] = Json::array();
    for (const auto month : l.horizons) json["horizons"].push_back(sim::to_string(month));
    json["who_differs_known"] = !c.who.empty();
    if (facts.runs_scenarios) {
        json["agents"] = c.agents;
        json["agent_months"] = c.agent_months;
        json["loop_seconds"] = c.loop_seconds;
    }
    json["wall_seconds"] = facts.wall_seconds;
    json["peak_rss_bytes"] = facts.peak_rss_bytes;
    json["threads"] = facts.threads;
    json["arms"] = Json::array();
    const Writer writer{c};
    for (std::size_t a = 0; a < c.arms.size(); ++a) json["arms"].push_back(writer.arm(a));
    return json;
}

}  // namespace talentflow::app
