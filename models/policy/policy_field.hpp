// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/world/world.hpp"

namespace talentflow::models {

/// What levers may change, one number per region (or pair of regions), tier and field. Dimensions, unit, neutral value,
/// combine rule, equation and reader of each: policy_field_entries(), printed by `talentflow levers --fields`.
enum class Entry : std::size_t {
    card_value,
    card_barrier,
    card_school_chance,
    card_processing,
    credential_gap,
    recognition_days,
    processing_factor,
    processing_days,
    desk_capacity,
    service_level,
    take_up_factor,
    awareness_rate,
    information_factor,
    contact_factor,
    posts,
    crowding_out,
    wage_factor,
    separation_factor,
    promotion_shift,
    price_factor,
    amenity,
    spouse_chance,
    school_chance,
    unreached_share,
    tie_rate,
    belonging,
    minutes,
    effective_km,
    n_entries
};

/// How contributions of several levers meet; none of the rules depends on their order but for rounding.
enum class Combine { sum, sum_to_one, product, min, max };

/// One line of the list of what levers may change.
struct PolicyFieldEntry {
    std::string name;
    std::string dimensions;  // "region x tier", ...
    std::string unit;
    std::string neutral;
    std::string combine;
    std::string equation;
    std::string reader;
};
/// Every entry, those that are no plain numbers (sets, recognised tiers) included.
[[nodiscard]] const std::vector<PolicyFieldEntry>& policy_field_entries();

/// Where in an entry: what the entry does not depend on is ignored. Of a pair `region` is the first (home, origin) and
/// `other` the second. A tier or field that is left out means all of them to whoever writes, and the first to whoever
/// reads.
struct At {
    FileRegion region{};
    FileRegion other{};
    std::optional<TierIndex> tier{};
    std::optional<FieldIndex> field{};
};

/// What the policies in force change this month. Levers write, processes read; both name regions as the file does.
///
/// Every entry has a neutral value and one combine rule, so the order in which a user writes levers cannot
/// matter; contributions are made in the order of the register and of lever ids.
class PolicyField {
  public:
    explicit PolicyField(const World& world);
    /// Everything back to neutral.
    void reset();

    // --- written by levers
    /// Combines `value` with what the entry holds. Errors: ContractViolation for a place outside the world.
    void write(Entry entry, const At& at, double value);
    /// Cards of `issuer` keep their value in `region` too (or).
    void carry_card(FileRegion issuer, FileRegion region);
    /// By `lever`, people whom `from` accredits with `from_tier` count as `to_tier` in `to` after `days` (best tier, of
    /// equal ones the first that writes; least days).
    void recognise(std::size_t lever, FileRegion from, FileRegion to, TierIndex from_tier, TierIndex to_tier,
                   FieldIndex field, double days);

    // --- read by processes
    [[nodiscard]] double read(Entry entry, const At& at) const noexcept {
        const Table& table = tables_[static_cast<std::size_t>(entry)];
        return table.values[index(table, at)];
    }
    /// Whether any lever has written to the entry this month.
    [[nodiscard]] bool written(Entry entry) const noexcept { return tables_[static_cast<std::size_t>(entry)].written; }
    /// Whether cards of `issuer` keep their value in `region`.
    [[nodiscard]] bool card_reaches(FileRegion issuer, FileRegion region) const noexcept {
        return ((card_reach_[issuer] >> region.position()) & 1U) != 0;
    }
    /// Tier + 1 at which `to` takes over a person accredited with `tier` by `from`; 0 for not at all.
    [[nodiscard]] std::size_t recognised(FileRegion from, FileRegion to, TierIndex tier,
                                         FieldIndex field) const noexcept {
        return recognised_[title(from, to, tier, field)].tier_plus_1;
    }
    /// The lever by which it does; meaningless for not at all.
    [[nodiscard]] std::size_t recognised_by(FileRegion from, FileRegion to, TierIndex tier,
                                            FieldIndex field) const noexcept {
        return recognised_[title(from, to, tier, field)].lever;
    }
    /// Days that the desks of `region` need, from what they need without policy: the least of limit and base x factor.
    [[nodiscard]] double processing_days(FileRegion region, double base_days) const noexcept;

  private:
    struct Table {
        std::array<std::size_t, 4> stride{};  // of region, other, tier, field; 0: no such dimension
        std::vector<double> values;
        double neutral = 0;
        Combine rule = Combine::sum;
        bool written = false;
    };
    [[nodiscard]] static std::size_t index(const Table& table, const At& at) noexcept {
        return at.region.position() * table.stride[0] + at.other.position() * table.stride[1] +
               at.tier.value_or(TierIndex{}) * table.stride[2] + at.field.value_or(FieldIndex{}) * table.stride[3];
    }

    struct Recognition {
        std::uint16_t lever = 0;
        std::uint8_t tier_plus_1 = 0;  // 0: none
    };
    [[nodiscard]] std::size_t title(FileRegion from, FileRegion to, TierIndex tier, FieldIndex field) const noexcept {
        return ((from.position() * n_regions_ + to.position()) * n_tiers_ + tier) * n_fields_ + field;
    }

    std::size_t n_regions_, n_tiers_, n_fields_;
    std::vector<Table> tables_;               // [Entry]
    ByFileRegion<std::uint64_t> card_reach_;  // sets of positions in the file
    std::vector<Recognition> recognised_;
    bool recognises_ = true;  // something stands in `recognised_`, or it has no size yet
};

}  // namespace talentflow::models
