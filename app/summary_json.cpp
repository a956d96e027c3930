// SPDX-License-Identifier: Apache-2.0
#include "app/summary_json.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>

#include "app/quick_look_words.hpp"

namespace talentflow::app {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShortagesTold = 50;  // all of them are in the result: vacancies, positions

/// Whole numbers without ".0": head counts of one member are integers.
Json number(double value) {
    constexpr double kExact = 9007199254740992.0;  // 2^53
    if (!std::isfinite(value)) return nullptr;
    if (std::fabs(value) < kExact && std::trunc(value) == value) return static_cast<std::int64_t>(value);
    return value;
}

Json by_tier(const ByTier& heads, const Summary& summary) {
    Json json{{"total", number(heads.total.mean)}, {"tiers", Json::object()}};
    for (std::size_t k = 0; k < heads.tiers.size() && k < summary.tiers.size(); ++k)
        json["tiers"][summary.tiers[k].id] = number(heads.tiers[k].mean);
    if (summary.members < 2) return json;
    json["sd"] = {{"total", number(heads.total.sd)}, {"tiers", Json::object()}};
    for (std::size_t k = 0; k < heads.tiers.size() && k < summary.tiers.size(); ++k)
        json["sd"]["tiers"][summary.tiers[k].id] = number(heads.tiers[k].sd);
    return json;
}

Json place(const PlaceSummary& summary_of, const Summary& summary) {
    Json json{{"name", {{"en", summary_of.name.en}, {"zh", summary_of.name.zh}}}};
    const auto add = [&](const char* key, const std::optional<ByTier>& heads) {
        if (heads) json[key] = by_tier(*heads, summary);
    };
    add("stock_start", summary_of.stock_start);
    add("stock_end", summary_of.stock_end);
    add("arrivals", summary_of.arrivals);
    add("departures", summary_of.departures);
    add("entries", summary_of.entries);
    add("exits", summary_of.exits);
    add("promoted_net", summary_of.promoted);
    return json;
}

void add_figure(Json& json, const std::string& key, const std::optional<Figure>& figure, std::size_t members) {
    if (!figure) return;
    json[key] = number(figure->mean);
    if (members > 1) json[key + "_sd"] = number(figure->sd);
}

Json lever(const LeverSummary& of, std::size_t members) {
    Json json{{"name", {{"en", of.name.en}, {"zh", of.name.zh}}}};
    add_figure(json, "claims", of.claims, members);
    add_figure(json, "claims_approved", of.approved, members);
    add_figure(json, "claims_paid", of.paid, members);
    add_figure(json, "spending_cny", of.spending_cny, members);
    json["payers_cny"] = Json::object();
    for (const auto& payer : of.payers) json["payers_cny"][payer.id] = number(payer.cny.mean);
    return json;
}

Json fund(const FundSummary& of, std::size_t members) {
    Json json{{"name", {{"en", of.name.en}, {"zh", of.name.zh}}}};
    add_figure(json, "appropriation_cny", of.appropriation_cny, members);
    add_figure(json, "payments_cny", of.payments_cny, members);
    add_figure(json, "administration_cny", of.administration_cny, members);
    add_figure(json, "clawback_cny", of.clawback_cny, members);
    add_figure(json, "balance_cny", of.balance_cny, members);
    return json;
}

}  // namespace

Json summary_json(const RunFacts& facts, const Summary& summary) {
    Json json{{"scenario", facts.scenario},
              {"title", {{"en", facts.title.en}, {"zh", facts.title.zh}}},
              {"output", facts.output},
              {"states", facts.states},
              {"data_sha256", facts.data_sha256},
              {"members", facts.members},
              {"start", sim::to_string(facts.start)},
              {"months", facts.months},
              {"burn_in_months", facts.burn_in_months},
              {"seed", facts.seed},
              {"agents", facts.agents},
              {"persons_per_agent", number(facts.persons_per_agent)},
              {"agent_months", facts.agent_months},
              {"loop_seconds", facts.loop_seconds},
              {"agent_months_per_second", agent_months_per_second(facts)},
              {"wall_seconds", facts.wall_seconds},
              {"peak_rss_bytes", facts.peak_rss_bytes},
              {"threads", facts.threads},
              {"talent_definition", {{"en", facts.definition.en}, {"zh", facts.definition.zh}}},
              {"quick_look", facts.quick_look}};
    if (facts.luck > 0) json["luck"] = facts.luck;
    if (facts.quick_look) {
        json["notice"] = quick_look_notice();
        json["tiers_not_shown"] = Json::array();
        for (const auto& tier : summary.hidden_tiers) json["tiers_not_shown"].push_back(tier.id);
        json["levers_not_shown"] = Json::array();
        for (const auto& one : summary.hidden_levers) json["levers_not_shown"].push_back(one.id);
    }
    json["regions"] = Json::object();
    for (const auto& region : summary.regions) json["regions"][region.id] = place(region, summary);
    json["groups"] = Json::object();
    for (const auto& group : summary.groups) json["groups"][group.id] = place(group, summary);
    json["levers"] = Json::object();
    for (const auto& one : summary.levers) json["levers"][one.id] = lever(one, summary.members);
    json["funds"] = Json::object();
    for (const auto& one : summary.funds) json["funds"][one.id] = fund(one, summary.members);
    json["shortages"] = Json::array();
    const auto n_cells = std::min(kShortagesTold, summary.shortages.size());
    for (const auto& cell : std::span{summary.shortages}.first(n_cells))
        json["shortages"].push_back({{"region", cell.region.id},
                                     {"field", cell.field.id},
                                     {"tier", cell.tier.id},
                                     {"vacancies", number(cell.vacancies)},
                                     {"vacancy_rate", number(cell.vacancy_rate)},
                                     {"oldest_open_months", number(cell.oldest_open_months)}});
    return json;
}

}  // namespace talentflow::app
