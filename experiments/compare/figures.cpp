// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/figures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/compare/cells.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::experiments {

namespace {

double whole_fen(double sum) {
    constexpr double kFenPerCny = 100;
    return std::round(sum * kFenPerCny) / kFenPerCny;
}

[[noreturn]] void refuse(const std::string& what) {
    throw ScenarioError{"error: compare: " + sim::printable(what) +
                        "; compare results that 'talentflow run' wrote and nobody changed"};
}

/// The counts of one quantity at one horizon by member, region and tier; of groups where they are
/// not the sum over regions.
struct Counts {
    Reduced regions;  // [member x region x tier]
    Reduced pairs;    // [member x origin x destination x tier], or nothing
    bool by_tier = true;
};

class Reader {
  public:
    Reader(const sim::Dataset& result, const Layout& layout) : result_{result}, layout_{layout} {
        members_ = size_of(result, "member", 1);
        check_axis("region", layout.n_regions);
        check_axis("tier", layout.tiers.size());
        check_axis("time", static_cast<std::size_t>(layout.months) + 1);
    }
    [[nodiscard]] std::size_t n_members() const noexcept { return members_; }

    [[nodiscard]] bool has(Quantity quantity) const { return result_.has_variable(variable(quantity)); }

    [[nodiscard]] Counts counts(Quantity quantity, std::size_t time) const {
        switch (quantity) {
            case Quantity::living:
            case Quantity::working:
            case Quantity::flexible_fte:
                return regional(variable(quantity), {time, time + 1});
            case Quantity::arrivals:
                return moves("in", {1, time + 1});
            case Quantity::departures:
                return moves("out", {1, time + 1});
            case Quantity::entries:
            case Quantity::exits:
                break;
        }
        return regional(variable(quantity), {1, time + 1});
    }

    /// [member x payer] over a span of months; empty if nobody pays for anything.
    [[nodiscard]] Reduced spending(TimeSpan span) const {
        if (!result_.has_variable("payments_by_payer")) return {};
        check_axis("payer", layout_.n_regions);
        return sum_over_others(result_, "payments_by_payer", {"member", "payer"}, span);
    }

  private:
    static const char* variable(Quantity quantity) {
        switch (quantity) {
            case Quantity::living:
                return "stock";
            case Quantity::working:
                return "workers";
            case Quantity::flexible_fte:
                return "flexible_fte";
            case Quantity::arrivals:
            case Quantity::departures:
                return "moves";
            case Quantity::entries:
                return "entries";
            case Quantity::exits:
                break;
        }
        return "exits";
    }

    void check_axis(const char* name, std::size_t size) const {
        if (size_of(result_, name, 0) != size)
            refuse(std::string{"a result has another axis "} + name + " than its scenario says");
    }

    [[nodiscard]] Counts regional(const std::string& name, TimeSpan span) const {
        Counts counts;
        counts.regions = sum_over_others(result_, name, {"member", "region", "tier"}, span);
        if (counts.regions.sizes[0] != members_ || counts.regions.sizes[1] != layout_.n_regions)
            refuse("variable " + name + " of a result lacks a member or region axis");
        counts.by_tier = counts.regions.sizes[2] == layout_.tiers.size();
        return counts;
    }

    [[nodiscard]] Counts moves(const std::string& direction, TimeSpan span) const {
        const auto place = label_index(result_, "direction", direction);
        if (place == std::string::npos || !result_.has_variable("od_flow"))
            refuse("a result lacks the moves between regions (moves, od_flow)");
        const auto both = sum_over_others(result_, "moves", {"member", "region", "tier", "direction"}, span);
        Counts counts;
        counts.regions.sizes = {both.sizes[0], both.sizes[1], both.sizes[2]};
        for (std::size_t i = place; i < both.values.size(); i += both.sizes[3])
            counts.regions.values.push_back(both.values[i]);
        counts.pairs = sum_over_others(result_, "od_flow", {"member", "origin", "destination", "tier"}, span);
        const std::vector<std::size_t> wanted{members_, layout_.n_regions, layout_.n_regions, layout_.tiers.size()};
        if (counts.pairs.sizes != wanted) refuse("variable od_flow of a result has other axes");
        return counts;
    }

    const sim::Dataset& result_;
    const Layout& layout_;
    std::size_t members_ = 1;
};

/// Moves over the border of a group, into it or out of it.
double over_border(const Reduced& pairs, const std::vector<unsigned char>& inside, bool into, std::size_t member,
                   std::size_t tier) {
    double sum = 0;
    for (std::size_t from = 0; from < inside.size(); ++from)
        for (std::size_t to = 0; to < inside.size(); ++to)
            if (inside[from] != inside[to] && (inside[to] != 0) == into) sum += pairs.at({member, from, to, tier});
    return sum;
}

double of_place(const Counts& counts, const Place& place, std::size_t n_regions, Quantity quantity, std::size_t member,
                std::size_t tier) {
    if (place.is_group && !counts.pairs.values.empty()) {
        std::vector<unsigned char> inside(n_regions, 0);
        for (const auto r : place.regions) inside[r] = 1;
        return over_border(counts.pairs, inside, quantity == Quantity::arrivals, member, tier);
    }
    double sum = 0;
    for (const auto r : place.regions) sum += counts.regions.at({member, r, tier});
    return sum;
}

/// One payer's money in a row that starts at `first`, or the sum of the row in whole fen.
double of_payer(const std::vector<double>& money, std::size_t first, std::size_t n, std::size_t payer) {
    if (payer != kAllPayers) return money[first + payer];
    double sum = 0;
    for (std::size_t r = 0; r < n; ++r) sum += money[first + r];
    return whole_fen(sum);
}

}  // namespace

const std::array<QuantitySpec, kQuantities>& quantity_specs() noexcept {
    static constexpr std::array<QuantitySpec, kQuantities> kSpecs{{
        {Quantity::living, "living", "living there", "常住",
         "Persons whose home is in the place at the end of the month.", false},
        {Quantity::working, "working", "working there", "在岗",
         "Persons who hold a post in the place at the end of the month.", false},
        {Quantity::flexible_fte, "flexible_fte", "flexible full-time equivalents", "柔性引才（折合全时）",
         "Full-time equivalents of persons who work in the place and live elsewhere, at the end of "
         "the month; of a "
         "group, the sum over its regions.",
         false},
        {Quantity::arrivals, "arrivals", "moved in", "迁入",
         "Changes of home into the place from the world's other regions since the start.", true},
        {Quantity::departures, "departures", "moved out", "迁出",
         "Changes of home out of the place to the world's other regions since the start.", true},
        {Quantity::entries, "entries", "entered the world there", "进入",
         "Persons who joined the population in the place since the start: graduates and arrivals "
         "from the rest of "
         "the world.",
         true},
        {Quantity::exits, "exits", "left the world from there", "退出",
         "Persons who left the population from the place since the start: retired, died or gone to "
         "the rest of the "
         "world.",
         true},
    }};
    return kSpecs;
}

std::size_t Figures::cell(std::size_t member, std::size_t horizon, std::size_t place, std::size_t tier,
                          Quantity quantity) const noexcept {
    const auto& l = *layout_;
    const std::size_t row = (member * l.horizons.size() + horizon) * l.places.size() + place;
    return (row * (l.tiers.size() + 1) + tier) * kQuantities + static_cast<std::size_t>(quantity);
}

double Figures::people(std::size_t member, std::size_t horizon, std::size_t place, std::size_t tier,
                       Quantity quantity) const {
    return people_[cell(member, horizon, place, tier, quantity)];
}

double Figures::spent(std::size_t member, std::size_t horizon, std::size_t payer) const {
    return of_payer(spent_, (member * layout_->horizons.size() + horizon) * layout_->n_regions, layout_->n_regions,
                    payer);
}

double Figures::spent_in(std::size_t member, std::size_t year, std::size_t payer) const {
    return of_payer(yearly_, (member * layout_->n_years() + year) * layout_->n_regions, layout_->n_regions, payer);
}

void Figures::add(const sim::Dataset& result) {
    const std::size_t first_member = n_members_;
    n_members_ += Reader{result, *layout_}.n_members();
    add_people(result, first_member);
    add_money(result, first_member);
}

void Figures::add_people(const sim::Dataset& result, std::size_t first_member) {
    const auto& l = *layout_;
    const Reader reader{result, l};
    people_.resize(cell(n_members_, 0, 0, 0, Quantity::living), std::numeric_limits<double>::quiet_NaN());
    for (const auto& spec : quantity_specs()) {
        const bool present = reader.has(spec.quantity);
        if (!present && spec.quantity != Quantity::flexible_fte)
            refuse(std::string{"a result lacks what is needed for '"} + spec.en + "'");
        present_[static_cast<std::size_t>(spec.quantity)] = present;
        for (std::size_t h = 0; present && h < l.horizons.size(); ++h) {
            const auto counts = reader.counts(spec.quantity, l.time_of(h));
            const std::size_t n_tiers = counts.by_tier ? l.tiers.size() : 1;
            for (std::size_t m = 0; m < reader.n_members(); ++m)
                for (std::size_t p = 0; p < l.places.size(); ++p) {
                    double total = 0;
                    for (std::size_t k = 0; k < n_tiers; ++k) {
                        const double n = of_place(counts, l.places[p], l.n_regions, spec.quantity, m, k);
                        if (counts.by_tier) people_[cell(first_member + m, h, p, k, spec.quantity)] = n;
                        total += n;
                    }
                    people_[cell(first_member + m, h, p, l.total(), spec.quantity)] = total;
                }
        }
    }
}

void Figures::add_money(const sim::Dataset& result, std::size_t first_member) {
    const auto& l = *layout_;
    const Reader reader{result, l};
    spent_.resize(n_members_ * l.horizons.size() * l.n_regions, 0.0);
    yearly_.resize(n_members_ * l.n_years() * l.n_regions, 0.0);
    const auto put = [&](std::vector<double>& to, std::size_t n, std::size_t i, TimeSpan span) {
        const auto sums = reader.spending(span);
        for (std::size_t m = 0; !sums.values.empty() && m < reader.n_members(); ++m)
            for (std::size_t r = 0; r < l.n_regions; ++r)
                to[((first_member + m) * n + i) * l.n_regions + r] = whole_fen(sums.at({m, r}));
    };
    for (std::size_t h = 0; h < l.horizons.size(); ++h) put(spent_, l.horizons.size(), h, {1, l.time_of(h) + 1});
    for (std::size_t y = 0; y < l.n_years(); ++y) {
        const auto january = sim::Month::of(l.first_year() + static_cast<int>(y), 1);
        const int from = std::max(0, january - l.start), to = january + 12 - l.start;
        put(yearly_, l.n_years(), y, {static_cast<std::size_t>(from) + 1, static_cast<std::size_t>(to) + 1});
    }
}

}  // namespace talentflow::experiments
