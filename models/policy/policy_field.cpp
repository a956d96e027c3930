// SPDX-License-Identifier: Apache-2.0
#include "models/policy/policy_field.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "sim/contract.hpp"

namespace talentflow::models {

namespace {

constexpr double kNoBound = std::numeric_limits<double>::infinity();

enum Axis : unsigned { kRegion = 1, kOther = 2, kTier = 4, kField = 8 };
constexpr unsigned kPair = kRegion | kOther;

/// A row of the table below: all that is known of a plain entry.
struct Row {
    Entry entry;
    const char* name;
    unsigned dimensions;
    const char* unit;
    double neutral;
    Combine rule;
    const char* equation;
    const char* reader;
};

// Row i is entry i.
constexpr Row kRows[] = {
    {Entry::card_value, "card_value", kRegion | kTier, "1", 0, Combine::sum_to_one,
     "G_ir in v_ir and V_stay (methods 3.4)", "choice"},
    {Entry::card_barrier, "card_barrier", kRegion | kTier, "1", 1, Combine::min,
     "c_hk x settlement_barrier x left (methods 3.4)", "choice"},
    {Entry::card_school_chance, "card_school_chance", kRegion, "1", 0, Combine::max,
     "school_r of card holders in c_K (1 - school_r)", "choice"},
    {Entry::card_processing, "card_processing", kRegion, "1", 1, Combine::product,
     "tau x factor for claims of card holders, in take-up and at the desk", "claims"},
    {Entry::credential_gap, "credential_gap", kPair | kField, "1", 1, Combine::product,
     "c_cr and xi x (1 - m) between two provinces", "choice, job search"},
    {Entry::recognition_days, "recognition_days", kPair, "day", kNoBound, Combine::min, "tau_MR", "accreditation"},
    {Entry::processing_factor, "processing_factor", kRegion, "1", 1, Combine::product, "tau_r x factor",
     "claims, accreditation, choice"},
    {Entry::processing_days, "processing_days", kRegion, "day", kNoBound, Combine::min, "tau_r at most",
     "claims, accreditation, choice"},
    {Entry::desk_capacity, "desk_capacity", kRegion, "case/month", 0, Combine::sum, "mu_r + capacity", "claims"},
    {Entry::service_level, "service_level", kRegion, "1", 0, Combine::sum, "Q_r in beta_q Q_r (methods 3.4)", "choice"},
    {Entry::take_up_factor, "take_up_factor", kRegion, "1", 1, Combine::product, "P(take-up) x factor, at most 1",
     "claims"},
    {Entry::awareness_rate, "awareness_rate", kPair, "1/month", 0, Combine::sum, "eta_ir + eta_M (methods 3.7)",
     "awareness"},
    {Entry::information_factor, "information_factor", kPair, "1", 1, Combine::product, "eta_M x factor", "awareness"},
    {Entry::contact_factor, "contact_factor", kRegion | kTier | kField, "1", 1, Combine::product,
     "mult_m in c_m = min(1, A_m mult_m (V/U)^(1 - eta)) (methods 3.5)", "job search"},
    {Entry::posts, "posts", kRegion | kTier | kField, "1", 0, Combine::sum,
     "positions = own posts of firms + posts (methods 3.6)", "posts"},
    {Entry::crowding_out, "crowding_out", kRegion, "1", 0, Combine::sum,
     "target of the region's own posts - crowding_out (methods 3.17)", "posts"},
    {Entry::wage_factor, "wage_factor", kRegion | kTier | kField, "1", 1, Combine::product, "w_rfk x factor", "prices"},
    {Entry::separation_factor, "separation_factor", kRegion | kTier | kField, "1", 1, Combine::product,
     "s_EU x factor (methods 3.9)", "hazards"},
    {Entry::promotion_shift, "promotion_shift", kRegion | kTier | kField, "1", 0, Combine::sum,
     "ln hazard of rising a tier + shift (methods 3.18)", "hazards"},
    {Entry::price_factor, "price_factor", kRegion | kTier, "1", 1, Combine::product,
     "Phat_ir = P_r x factor where a person has or may expect housing support", "choice, claims"},
    {Entry::amenity, "amenity", kRegion, "utils", 0, Combine::sum, "alpha_r + amenity (methods 3.4)", "choice"},
    {Entry::spouse_chance, "spouse_chance", kRegion | kTier, "1", 0, Combine::max,
     "spouse_r, if above the region's own, in c_P (1 - spouse_r) (methods 3.4)", "choice"},
    {Entry::school_chance, "school_chance", kRegion | kTier, "1", 0, Combine::max,
     "school_r, if above the region's own, in c_K (1 - school_r) (methods 3.4)", "choice"},
    {Entry::unreached_share, "unreached_share", kRegion, "1", 1, Combine::product,
     "share of newcomers whom the services of a month do not reach", "community"},
    {Entry::tie_rate, "tie_rate", kRegion, "1", 1, Combine::max, "nu x factor for those reached (methods 3.8)", "ties"},
    {Entry::belonging, "belonging", kRegion, "utils", 0, Combine::sum, "V_stay of those reached", "choice"},
    {Entry::minutes, "minutes", kPair, "min", kNoBound, Combine::min, "minutes_lr at most", "commuting, dual posts"},
    {Entry::effective_km, "effective_km", kPair, "km", kNoBound, Combine::min, "d_lr at most", "choice, awareness"},
};
static_assert(sizeof(kRows) / sizeof(kRows[0]) == static_cast<std::size_t>(Entry::n_entries),
              "every Entry but n_entries has a row, and no row is left over");
constexpr bool rows_are_entries() {
    std::size_t i = 0;
    for (const Row& row : kRows) {
        if (static_cast<std::size_t>(row.entry) != i++) return false;
    }
    return true;
}
static_assert(rows_are_entries(), "row i of kRows is entry i: an entry is read by its number");

std::string dimensions_text(unsigned dimensions) {
    std::string text = (dimensions & kOther) != 0 ? "region x region" : "region";
    if ((dimensions & kTier) != 0) text += " x tier";
    if ((dimensions & kField) != 0) text += " x field";
    return text;
}

const char* word(Combine rule) {
    switch (rule) {
        case Combine::sum:
            return "sum";
        case Combine::sum_to_one:
            return "sum, at most 1";
        case Combine::product:
            return "product";
        case Combine::min:
            return "min";
        case Combine::max:
            return "max";
    }
    return "";
}

double combined(Combine rule, double held, double value) {
    switch (rule) {
        case Combine::sum:
            return held + value;
        case Combine::sum_to_one:
            return std::min(1.0, held + value);
        case Combine::product:
            return held * value;
        case Combine::min:
            return std::min(held, value);
        case Combine::max:
            return std::max(held, value);
    }
    return held;
}

}  // namespace

const std::vector<PolicyFieldEntry>& policy_field_entries() {
    static const std::vector<PolicyFieldEntry> entries = [] {
        std::vector<PolicyFieldEntry> list;
        for (const Row& row : kRows) {
            const std::string neutral = row.neutral == kNoBound ? "none" : fmt::format("{}", row.neutral);
            list.push_back({row.name, dimensions_text(row.dimensions), row.unit, neutral, word(row.rule), row.equation,
                            row.reader});
        }
        list.push_back({"card_reach", "issuer x region", "set", "issuer only", "or", "where a card keeps G", "choice"});
        list.push_back({"recognised", "region x region x tier x field", "tier", "none", "best tier",
                        "effective tier = best of acc[r'] and recognised acc[r] (methods 3.10)",
                        "choice, claims, accreditation"});
        return list;
    }();
    return entries;
}

PolicyField::PolicyField(const World& world)
    : n_regions_{world.n_regions()}, n_tiers_{world.n_tiers()}, n_fields_{world.n_fields()} {
    for (const Row& row : kRows) {
        Table table;
        table.neutral = row.neutral;
        table.rule = row.rule;
        std::size_t size = 1;
        const std::array<std::pair<unsigned, std::size_t>, 4> axes{
            {{kRegion, n_regions_}, {kOther, n_regions_}, {kTier, n_tiers_}, {kField, n_fields_}}};
        for (std::size_t axis = axes.size(); axis-- > 0;) {  // the last axis is the innermost
            if ((row.dimensions & axes[axis].first) == 0) continue;
            table.stride[axis] = size;
            size *= axes[axis].second;
        }
        table.values.assign(size, row.neutral);
        tables_.push_back(std::move(table));
    }
    reset();
}

void PolicyField::reset() {
    for (Table& table : tables_) {
        if (table.written) std::fill(table.values.begin(), table.values.end(), table.neutral);
        table.written = false;
    }
    card_reach_.resize(n_regions_);
    for (const FileRegion r : card_reach_.positions()) card_reach_[r] = std::uint64_t{1} << r.position();
    if (recognises_) recognised_.assign(n_regions_ * n_regions_ * n_tiers_ * n_fields_, {});
    recognises_ = false;
}

void PolicyField::write(Entry entry, const At& at, double value) {
    TF_EXPECT(at.region.position() < n_regions_ && at.other.position() < n_regions_);
    TF_EXPECT(at.tier.value_or(TierIndex{}) < n_tiers_ && at.field.value_or(FieldIndex{}) < n_fields_);
    Table& table = tables_[static_cast<std::size_t>(entry)];
    TF_EXPECT(table.rule != Combine::sum_to_one || value >= 0.0);
    table.written = true;
    const std::size_t tiers = !at.tier && table.stride[2] != 0 ? n_tiers_ : 1;
    const std::size_t fields = !at.field && table.stride[3] != 0 ? n_fields_ : 1;
    for (std::size_t k = 0; k < tiers; ++k) {
        for (std::size_t f = 0; f < fields; ++f) {
            double& held = table.values[index(table, at) + k * table.stride[2] + f * table.stride[3]];
            held = combined(table.rule, held, value);
        }
    }
}

void PolicyField::carry_card(FileRegion issuer, FileRegion region) {
    TF_EXPECT(issuer.position() < n_regions_ && region.position() < n_regions_);
    card_reach_[issuer] |= std::uint64_t{1} << region.position();
}

void PolicyField::recognise(std::size_t lever, FileRegion from, FileRegion to, TierIndex from_tier, TierIndex to_tier,
                            FieldIndex field, double days) {
    TF_EXPECT(from.position() < n_regions_ && to.position() < n_regions_);
    TF_EXPECT(from_tier < n_tiers_ && to_tier < n_tiers_ && field < n_fields_);
    TF_EXPECT(lever < kMaxLevers);
    Recognition& best = recognised_[title(from, to, from_tier, field)];
    const auto offered = static_cast<std::uint8_t>(to_tier + 1);  // a smaller index is a higher tier
    recognises_ = true;
    if (best.tier_plus_1 == 0 || offered < best.tier_plus_1) best = {static_cast<std::uint16_t>(lever), offered};
    write(Entry::recognition_days, {.region = from, .other = to}, days);
}

double PolicyField::processing_days(FileRegion region, double base_days) const noexcept {
    return std::min(base_days * read(Entry::processing_factor, {.region = region}),
                    read(Entry::processing_days, {.region = region}));
}

}  // namespace talentflow::models
