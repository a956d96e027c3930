// SPDX-License-Identifier: Apache-2.0
#include "app/summary.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "experiments/compare/cells.hpp"

namespace talentflow::app {

namespace {

using experiments::label_index, experiments::labels_of, experiments::size_of, experiments::sum_over_others,
    experiments::Times;

/// Heads by member, place and tier; the raw material of every row of the table.
struct Panel {
    std::size_t members = 0, places = 0, tiers = 0;
    std::vector<double> values;  // [members x places x tiers]

    Panel(std::size_t n_members, std::size_t n_places, std::size_t n_tiers)
        : members{n_members}, places{n_places}, tiers{n_tiers}, values(n_members * n_places * n_tiers, 0.0) {}
    double& at(std::size_t m, std::size_t p, std::size_t k) { return values[(m * places + p) * tiers + k]; }
    [[nodiscard]] double at(std::size_t m, std::size_t p, std::size_t k) const {
        return values[(m * places + p) * tiers + k];
    }
};
using MaybePanel = std::optional<Panel>;

Figure figure(const std::vector<double>& members) {
    double sum = 0;
    for (const double x : members) sum += x;
    const auto n = static_cast<double>(members.size());
    Figure result{n > 0 ? sum / n : 0, 0};
    if (members.size() < 2) return result;
    double squares = 0;
    for (const double x : members) squares += (x - result.mean) * (x - result.mean);
    result.sd = std::sqrt(squares / (n - 1));
    return result;
}

/// Sums of counts are whole and sums of money whole fen; adding doubles leaves dust behind them.
double whole_fen(double sum) {
    constexpr double kFenPerCny = 100;
    return std::round(sum * kFenPerCny) / kFenPerCny;
}

std::optional<ByTier> row(const MaybePanel& panel, std::size_t place) {
    if (!panel) return std::nullopt;
    ByTier result;
    std::vector<double> totals(panel->members, 0.0);
    for (std::size_t k = 0; k < panel->tiers; ++k) {
        std::vector<double> members(panel->members);
        for (std::size_t m = 0; m < panel->members; ++m) {
            members[m] = panel->at(m, place, k);
            totals[m] += members[m];
        }
        result.tiers.push_back(figure(members));
    }
    result.total = figure(totals);
    return result;
}

MaybePanel difference(const MaybePanel& a, const MaybePanel& b) {
    if (!a || !b) return std::nullopt;
    MaybePanel result = a;
    for (std::size_t i = 0; i < result->values.size(); ++i) result->values[i] -= b->values[i];
    return result;
}

/// Adds the regions of each group; right for what has no inner flows.
MaybePanel summed(const MaybePanel& regions, const std::vector<models::Group>& groups) {
    if (!regions) return std::nullopt;
    Panel result{regions->members, groups.size(), regions->tiers};
    for (std::size_t m = 0; m < result.members; ++m)
        for (std::size_t g = 0; g < groups.size(); ++g)
            for (const auto r : groups[g].members)
                for (std::size_t k = 0; k < result.tiers; ++k) result.at(m, g, k) += regions->at(m, r.position(), k);
    return result;
}

enum class Border { into, out_of };

class Reader {
  public:
    Reader(const sim::Dataset& data, const models::World& world) : data_{data}, world_{world} {
        members_ = size_of(data, "member", 1);
        regions_ = size_of(data, "region", 0);
        tiers_ = size_of(data, "tier", 1);
    }

    /// Sum over everything but member, region and tier; `pick` adds an axis fixed to one place.
    [[nodiscard]] MaybePanel regional(const std::string& variable, Times times, const std::string& axis = {},
                                      std::size_t place = 0) const {
        if (!data_.has_variable(variable)) return std::nullopt;
        std::vector<std::string> kept{"member", "region", "tier"};
        if (!axis.empty()) kept.push_back(axis);
        const auto sums = sum_over_others(data_, variable, kept, times);
        Panel panel{members_, regions_, tiers_};
        if (sums.sizes[0] != members_ || sums.sizes[1] != regions_ || sums.sizes[2] != tiers_) return std::nullopt;
        for (std::size_t i = 0; i < panel.values.size(); ++i)
            panel.values[i] = axis.empty() ? sums.values[i] : sums.values[i * sums.sizes[3] + place];
        return panel;
    }

    [[nodiscard]] MaybePanel moves(const std::string& direction) const {
        const auto place = label_index(data_, "direction", direction);
        if (place == std::string::npos) return std::nullopt;
        return regional("moves", Times::all, "direction", place);
    }

    /// Moves over a group's border, from the flows between pairs of regions.
    [[nodiscard]] MaybePanel group_moves(Border border) const {
        if (!data_.has_variable("od_flow")) return std::nullopt;
        const auto flow = sum_over_others(data_, "od_flow", {"member", "origin", "destination", "tier"}, Times::all);
        Panel panel{members_, world_.groups.size(), tiers_};
        if (flow.sizes != std::vector<std::size_t>{members_, regions_, regions_, tiers_}) return std::nullopt;
        for (std::size_t g = 0; g < panel.places; ++g) {
            std::vector<bool> inside(regions_, false);
            for (const auto r : world_.groups[g].members) inside.at(r.position()) = true;
            for (std::size_t m = 0; m < members_; ++m)
                for (std::size_t o = 0; o < regions_; ++o)
                    for (std::size_t d = 0; d < regions_; ++d) {
                        if (inside[o] == inside[d] || inside[d] != (border == Border::into)) continue;
                        for (std::size_t k = 0; k < tiers_; ++k) panel.at(m, g, k) += flow.at({m, o, d, k});
                    }
        }
        return panel;
    }

    /// Promotions into a tier minus those out of it.
    [[nodiscard]] MaybePanel promoted() const {
        if (!data_.has_variable("promoted")) return std::nullopt;
        const auto sums = sum_over_others(data_, "promoted", {"member", "region", "tier", "tier_to"}, Times::all);
        if (sums.sizes != std::vector<std::size_t>{members_, regions_, tiers_, tiers_}) return std::nullopt;
        Panel panel{members_, regions_, tiers_};
        for (std::size_t m = 0; m < members_; ++m)
            for (std::size_t r = 0; r < regions_; ++r)
                for (std::size_t from = 0; from < tiers_; ++from)
                    for (std::size_t to = 0; to < tiers_; ++to) {
                        panel.at(m, r, to) += sums.at({m, r, from, to});
                        panel.at(m, r, from) -= sums.at({m, r, from, to});
                    }
        return panel;
    }

    /// One number for each label of `axis`, or none if the variable is missing.
    [[nodiscard]] std::optional<Figure> item(const std::string& variable, const std::string& axis, std::size_t place,
                                             Times times) const {
        if (!data_.has_variable(variable)) return std::nullopt;
        const auto sums = sum_over_others(data_, variable, {"member", axis}, times);
        if (place >= sums.sizes[1]) return std::nullopt;
        std::vector<double> members;
        for (std::size_t m = 0; m < sums.sizes[0]; ++m) members.push_back(whole_fen(sums.at({m, place})));
        return figure(members);
    }

    [[nodiscard]] std::vector<PayerSummary> payers(std::size_t lever) const {
        std::vector<PayerSummary> result;
        if (!data_.has_variable("payments_by_payer")) return result;
        const auto labels = labels_of(data_, "payer");
        const auto sums = sum_over_others(data_, "payments_by_payer", {"member", "lever", "payer"}, Times::all);
        for (std::size_t p = 0; p < labels.size(); ++p) {
            std::vector<double> members;
            for (std::size_t m = 0; m < sums.sizes[0]; ++m) members.push_back(whole_fen(sums.at({m, lever, p})));
            const auto paid = figure(members);
            if (std::fabs(paid.mean) > 0)
                result.push_back({labels[p].id, {labels[p].name_en, labels[p].name_zh}, paid});
        }
        return result;
    }

  private:
    const sim::Dataset& data_;
    const models::World& world_;
    std::size_t members_ = 1, regions_ = 0, tiers_ = 1;
};

/// Every panel of one kind of place.
struct Panels {
    MaybePanel stock_start, stock_end, arrivals, departures, entries, exits, promoted;
};

PlaceSummary place_summary(const Panels& panels, std::size_t place) {
    PlaceSummary result;
    result.stock_start = row(panels.stock_start, place);
    result.stock_end = row(panels.stock_end, place);
    result.change = row(difference(panels.stock_end, panels.stock_start), place);
    result.arrivals = row(panels.arrivals, place);
    result.departures = row(panels.departures, place);
    result.net_moves = row(difference(panels.arrivals, panels.departures), place);
    result.entries = row(panels.entries, place);
    result.exits = row(panels.exits, place);
    result.promoted = row(panels.promoted, place);
    return result;
}

void add_places(Summary& summary, const Reader& reader, const sim::Dataset& data, const models::World& world) {
    const Panels regions{.stock_start = reader.regional("stock", Times::first),
                         .stock_end = reader.regional("stock", Times::last),
                         .arrivals = reader.moves("in"),
                         .departures = reader.moves("out"),
                         .entries = reader.regional("entries", Times::all),
                         .exits = reader.regional("exits", Times::all),
                         .promoted = reader.promoted()};
    const auto labels = labels_of(data, "region");
    for (std::size_t r = 0; r < labels.size(); ++r) {
        auto place = place_summary(regions, r);
        place.id = labels[r].id;
        place.name = {labels[r].name_en, labels[r].name_zh};
        summary.regions.push_back(std::move(place));
    }
    const auto& groups = world.groups;
    for (const auto& group : groups)
        for (const auto r : group.members)
            if (r.position() >= labels.size()) return;
    const Panels grouped{.stock_start = summed(regions.stock_start, groups),
                         .stock_end = summed(regions.stock_end, groups),
                         .arrivals = reader.group_moves(Border::into),
                         .departures = reader.group_moves(Border::out_of),
                         .entries = summed(regions.entries, groups),
                         .exits = summed(regions.exits, groups),
                         .promoted = summed(regions.promoted, groups)};
    for (std::size_t g = 0; g < groups.size(); ++g) {
        auto place = place_summary(grouped, g);
        place.id = groups[g].id;
        place.name = groups[g].name;
        place.is_group = true;
        summary.groups.push_back(std::move(place));
    }
}

std::vector<std::string> eligible_tiers(const models::World& world, std::size_t lever) {
    std::vector<std::string> ids;
    if (lever >= world.levers.size()) return ids;
    for (const auto k : world.levers[lever].eligible.tiers) ids.push_back(world.tiers.at(k).id);
    return ids;
}

void add_money(Summary& summary, const Reader& reader, const sim::Dataset& data, const models::World& world) {
    const auto levers = labels_of(data, "lever");
    for (std::size_t i = 0; i < levers.size(); ++i) {
        const auto lever = [&](const char* name) { return reader.item(name, "lever", i, Times::all); };
        summary.levers.push_back({.id = levers[i].id,
                                  .name = {levers[i].name_en, levers[i].name_zh},
                                  .claims = lever("claims"),
                                  .approved = lever("claims_approved"),
                                  .paid = lever("claims_paid"),
                                  .spending_cny = lever("payments_by_payer"),
                                  .payers = reader.payers(i),
                                  .tiers = eligible_tiers(world, i)});
    }
    const auto funds = labels_of(data, "fund");
    for (std::size_t i = 0; i < funds.size(); ++i) {
        const auto fund = [&](const char* name, Times times) { return reader.item(name, "fund", i, times); };
        summary.funds.push_back({.id = funds[i].id,
                                 .name = {funds[i].name_en, funds[i].name_zh},
                                 .appropriation_cny = fund("appropriation", Times::all),
                                 .payments_cny = fund("payments", Times::all),
                                 .administration_cny = fund("administration", Times::all),
                                 .clawback_cny = fund("clawback", Times::all),
                                 .balance_cny = fund("balance", Times::last)});
    }
}

/// Leaves of one number per tier those that are shown.
void keep_tiers(std::optional<ByTier>& heads, const std::vector<std::size_t>& shown) {
    if (!heads) return;
    std::vector<Figure> kept;
    for (const std::size_t k : shown)
        if (k < heads->tiers.size()) kept.push_back(heads->tiers[k]);
    heads->tiers = std::move(kept);
}

template <class Things>
sim::Label label_at(const Things& things, std::size_t i) {
    if (i >= things.size()) return {"?", "?", "?"};
    const auto& thing = things.begin()[static_cast<std::ptrdiff_t>(i)];
    return {thing.id, thing.name.en, thing.name.zh};
}

}  // namespace

bool ShortageSummary::rate_is_meaningful() const noexcept {
    return vacancy_rate > 0 && vacancies / vacancy_rate >= kLeastPeopleForRate * persons_per_agent;
}

Summary summarise(const models::RunResult& result, const models::World& world) {
    Summary summary;
    summary.members = size_of(result.data, "member", 1);
    summary.tiers = labels_of(result.data, "tier");
    const Reader reader{result.data, world};
    add_places(summary, reader, result.data, world);
    add_money(summary, reader, result.data, world);
    for (const auto& cell : result.shortages)
        summary.shortages.push_back({.region = label_at(world.regions, cell.region.position()),
                                     .field = label_at(world.fields, cell.field),
                                     .tier = label_at(world.tiers, cell.tier),
                                     .vacancies = cell.vacancies,
                                     .vacancy_rate = cell.vacancy_rate,
                                     .oldest_open_months = cell.oldest_open_months,
                                     .persons_per_agent = world.persons_per_agent});
    // One open post of one says little; cells large enough for a rate come first.
    std::stable_partition(summary.shortages.begin(), summary.shortages.end(),
                          [](const ShortageSummary& cell) { return cell.rate_is_meaningful(); });
    return summary;
}

void hide_tiers(Summary& summary, const std::function<bool(std::string_view)>& is_hidden) {
    std::vector<std::size_t> shown;
    std::vector<sim::Label> labels;
    for (std::size_t k = 0; k < summary.tiers.size(); ++k) {
        const auto& label = summary.tiers[k];
        (is_hidden(label.id) ? summary.hidden_tiers : labels).push_back(label);
        if (!is_hidden(label.id)) shown.push_back(k);
    }
    summary.tiers = std::move(labels);
    for (auto* places : {&summary.regions, &summary.groups})
        for (auto& place : *places)
            for (auto* heads : {&place.stock_start, &place.stock_end, &place.change, &place.arrivals, &place.departures,
                                &place.net_moves, &place.entries, &place.exits, &place.promoted})
                keep_tiers(*heads, shown);
    std::erase_if(summary.levers, [&](const LeverSummary& lever) {
        const bool all = !lever.tiers.empty() && std::all_of(lever.tiers.begin(), lever.tiers.end(), is_hidden);
        if (all) summary.hidden_levers.push_back({lever.id, lever.name.en, lever.name.zh});
        return all;
    });
    std::erase_if(summary.shortages, [&](const ShortageSummary& cell) { return is_hidden(cell.tier.id); });
}

}  // namespace talentflow::app
