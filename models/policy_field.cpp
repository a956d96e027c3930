// SPDX-License-Identifier: Apache-2.0
#include "models/policy_field.hpp"

#include <algorithm>
#include <limits>

#include "sim/contract.hpp"

namespace talentflow::models {

const std::vector<PolicyFieldEntry>& policy_field_entries() {
    static const std::vector<PolicyFieldEntry> entries{
        {"card_value", "region x tier", "1", "0", "sum, at most 1", "G_ir in v_ir and V_stay (D6(c), (d))",
         "choice"},
        {"card_reach", "issuer x region", "set", "issuer only", "or", "where a card keeps G", "choice"},
        {"card_barrier", "region x tier", "1", "1", "min", "c_hk x settlement_barrier x left", "choice"},
        {"card_school_chance", "region", "1", "0", "max", "school_r of card holders in c_K (1 - school_r)",
         "choice"},
        {"card_processing", "region", "1", "1", "product", "tau of card holders' claims", "claims"},
        {"credential_gap", "region x region x field", "1", "1", "product", "c_cr and xi x (1 - m)",
         "choice, job search"},
        {"recognised", "region x region x tier x field", "tier", "none", "best tier",
         "effective tier = best of acc[r'] and recognised acc[r] (D11)", "choice, claims, accreditation"},
        {"recognition_days", "region x region", "day", "none", "min", "tau_MR", "accreditation"},
        {"processing_days", "region", "1", "1", "product", "tau_r x factor", "claims, accreditation"},
        {"awareness_rate", "region x region", "1/month", "0", "sum", "eta_ir + eta_M (D4)", "awareness"},
    };
    return entries;
}

PolicyField::PolicyField(const World& world)
    : n_regions_{world.n_regions()}, n_tiers_{world.n_tiers()}, n_fields_{world.n_fields()} {
    reset();
}

void PolicyField::reset() {
    const std::size_t n = n_regions_;
    card_value_.assign(n * n_tiers_, 0.0);
    card_barrier_.assign(n * n_tiers_, 1.0);
    card_school_.assign(n, 0.0);
    card_processing_.assign(n, 1.0);
    card_reach_.resize(n);
    for (std::size_t r = 0; r < n; ++r) card_reach_[r] = std::uint64_t{1} << r;
    credential_gap_.assign(n * n * n_fields_, 1.0);
    recognised_.assign(n * n * n_tiers_ * n_fields_, 0);
    recognition_days_.assign(n * n, std::numeric_limits<double>::infinity());
    processing_.assign(n, 1.0);
    media_.assign(n * n, 0.0);
}

void PolicyField::add_card_value(std::size_t region, std::size_t tier, double weight) {
    TF_EXPECT(region < n_regions_ && tier < n_tiers_ && weight >= 0.0);
    auto& value = card_value_[region * n_tiers_ + tier];
    value = std::min(1.0, value + weight);
}

void PolicyField::carry_card(std::size_t issuer, std::size_t region) {
    TF_EXPECT(issuer < n_regions_ && region < n_regions_);
    card_reach_[issuer] |= std::uint64_t{1} << region;
}

void PolicyField::lift_card_barrier(std::size_t region, std::size_t tier, double left) {
    auto& value = card_barrier_[region * n_tiers_ + tier];
    value = std::min(value, left);
}

void PolicyField::raise_card_school_chance(std::size_t region, double chance) {
    card_school_[region] = std::max(card_school_[region], chance);
}

void PolicyField::scale_card_processing(std::size_t region, double factor) {
    card_processing_[region] *= factor;
}

void PolicyField::close_credential_gap(std::size_t a, std::size_t b, std::size_t field, double left) {
    TF_EXPECT(a < n_regions_ && b < n_regions_ && field < n_fields_);
    credential_gap_[(a * n_regions_ + b) * n_fields_ + field] *= left;
}

void PolicyField::recognise(std::size_t from, std::size_t to, std::size_t from_tier,
                            std::size_t to_tier, std::size_t field, double days) {
    TF_EXPECT(from < n_regions_ && to < n_regions_ && from_tier < n_tiers_ && to_tier < n_tiers_);
    auto& tier = recognised_[((from * n_regions_ + to) * n_tiers_ + from_tier) * n_fields_ + field];
    const auto offered = static_cast<std::uint8_t>(to_tier + 1);  // a smaller index is a higher tier
    if (tier == 0 || offered < tier) tier = offered;
    auto& least = recognition_days_[from * n_regions_ + to];
    least = std::min(least, days);
}

void PolicyField::scale_processing_days(std::size_t region, double factor) {
    processing_[region] *= factor;
}

void PolicyField::add_media(std::size_t home, std::size_t region, double rate_per_month) {
    media_[home * n_regions_ + region] += rate_per_month;
}

}  // namespace talentflow::models
