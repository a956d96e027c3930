// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/world.hpp"

namespace talentflow::models {

/// One line of the list of what levers may change (`talentflow levers --fields`).
struct PolicyFieldEntry {
    std::string name, dimensions, unit, neutral, combine, equation, reader;
};
[[nodiscard]] const std::vector<PolicyFieldEntry>& policy_field_entries();

/// What the policies in force change this month. Levers write, processes read; regions are positions in
/// the scenario file.
///
/// Every entry has a neutral value and one combine rule, so the order in which a user writes levers cannot
/// matter; contributions are made in the order of the register and of lever ids.
class PolicyField {
  public:
    explicit PolicyField(const World& world);
    /// Everything back to neutral.
    void reset();

    // --- written by levers
    void add_card_value(std::size_t region, std::size_t tier, double weight);       // sum, at most 1
    void carry_card(std::size_t issuer, std::size_t region);                        // or
    void lift_card_barrier(std::size_t region, std::size_t tier, double left);      // min
    void raise_card_school_chance(std::size_t region, double chance);               // max
    void scale_card_processing(std::size_t region, double factor);                  // product
    void close_credential_gap(std::size_t a, std::size_t b, std::size_t field, double left);  // product
    void recognise(std::size_t from, std::size_t to, std::size_t from_tier, std::size_t to_tier,
                   std::size_t field, double days);                                 // best tier, least days
    void scale_processing_days(std::size_t region, double factor);                  // product
    void add_media(std::size_t home, std::size_t region, double rate_per_month);    // sum

    // --- read by processes
    /// G_r(k): value of a full card of region r to tier k, in [0, 1].
    [[nodiscard]] double card_value(std::size_t region, std::size_t tier) const noexcept {
        return card_value_[region * n_tiers_ + tier];
    }
    /// Regions where cards of `issuer` keep their value, as a set (bit = position in the file).
    [[nodiscard]] std::uint64_t card_reach(std::size_t issuer) const noexcept { return card_reach_[issuer]; }
    /// Share of the settlement cost left to a card holder.
    [[nodiscard]] double card_barrier(std::size_t region, std::size_t tier) const noexcept {
        return card_barrier_[region * n_tiers_ + tier];
    }
    [[nodiscard]] double card_school_chance(std::size_t region) const noexcept { return card_school_[region]; }
    [[nodiscard]] double card_processing(std::size_t region) const noexcept { return card_processing_[region]; }
    /// Share of credential cost and wage loss left between two regions in a field.
    [[nodiscard]] double credential_gap(std::size_t a, std::size_t b, std::size_t field) const noexcept {
        return credential_gap_[(a * n_regions_ + b) * n_fields_ + field];
    }
    /// Tier + 1 at which `to` takes over a person accredited with `tier` by `from`; 0 for not at all.
    [[nodiscard]] std::size_t recognised(std::size_t from, std::size_t to, std::size_t tier,
                                         std::size_t field) const noexcept {
        return recognised_[((from * n_regions_ + to) * n_tiers_ + tier) * n_fields_ + field];
    }
    [[nodiscard]] double recognition_days(std::size_t from, std::size_t to) const noexcept {
        return recognition_days_[from * n_regions_ + to];
    }
    [[nodiscard]] double processing_factor(std::size_t region) const noexcept {
        return processing_[region];
    }
    [[nodiscard]] double awareness_rate(std::size_t home, std::size_t region) const noexcept {
        return media_[home * n_regions_ + region];
    }

  private:
    std::size_t n_regions_, n_tiers_, n_fields_;
    std::vector<double> card_value_, card_barrier_, card_school_, card_processing_;
    std::vector<std::uint64_t> card_reach_;
    std::vector<double> credential_gap_;
    std::vector<std::uint8_t> recognised_;
    std::vector<double> recognition_days_;
    std::vector<double> processing_, media_;
};

}  // namespace talentflow::models
