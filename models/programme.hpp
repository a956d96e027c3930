// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "models/lever.hpp"
#include "models/world.hpp"

namespace talentflow::models {

enum class ClawbackRule { none, linear, full };

/// A benefit that people claim: an award paid in instalments, or a card. Levers enrol programmes; Claims carries
/// them out (methods 3.10).
struct Programme {
    std::size_t lever = 0;          // index in World::levers
    TierPaths amount_cny;           // whole award by tier, over time, dose included; empty for a card
    int instalments = 1;            // equal yearly parts, rounded down in fen, the rest in the last
    int service_months = 0;         // obligation that starts at payment
    ClawbackRule clawback = ClawbackRule::none;
    bool card = false;              // grants the talent green card of the region
    double holder_cost_cny_per_year = 0;

    /// Award for a tier in a month; 0 if the tier has none.
    [[nodiscard]] double amount(std::size_t tier, sim::Month month) const noexcept {
        for (const auto& [k, path] : amount_cny) {
            if (k == tier) return path.at(month);
        }
        return 0.0;
    }
    [[nodiscard]] bool has_tier(std::size_t tier) const noexcept {
        if (card) return true;
        for (const auto& entry : amount_cny) {
            if (entry.first == tier) return true;
        }
        return false;
    }
};

/// Cost of a case of mutual recognition at a desk.
struct RecognitionCost {
    std::size_t lever = 0;
    std::size_t a = 0, b = 0;  // file order
    double cost_cny = 0;
};

class ProgrammeList {
  public:
    void add(Programme programme) { programmes_.push_back(std::move(programme)); }
    void add(RecognitionCost cost) { recognition_costs_.push_back(cost); }
    [[nodiscard]] const std::vector<Programme>& programmes() const noexcept { return programmes_; }
    [[nodiscard]] const std::vector<RecognitionCost>& recognition_costs() const noexcept {
        return recognition_costs_;
    }

  private:
    std::vector<Programme> programmes_;
    std::vector<RecognitionCost> recognition_costs_;
};

/// Whether a lever acts in a month: in force itself, and every lever it requires too.
[[nodiscard]] bool lever_acts(const World& world, std::size_t lever, sim::Month month) noexcept;

/// Indices of World::levers in the order in which they write: by kind in the register, then by id.
[[nodiscard]] std::vector<std::size_t> lever_order(const World& world);

}  // namespace talentflow::models
