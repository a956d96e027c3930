// SPDX-License-Identifier: Apache-2.0
#include "models/award_sums.hpp"

#include <utility>
#include <vector>

#include "models/indices.hpp"

namespace talentflow::models {

void AwardSums::pay(std::uint64_t person, Fen amount) {
    if (amount <= 0) return;
    Fen& sum = of_[person];
    if (sum > 0) {
        const auto before = recipients_.find(sum);
        if (--before->second == 0) recipients_.erase(before);
    }
    sum += amount;
    ++recipients_[sum];
}

double AwardSums::gini() const {
    std::vector<Holding> holdings;
    holdings.reserve(recipients_.size());
    for (const auto& [sum, people] : recipients_) {
        holdings.push_back({static_cast<double>(sum), static_cast<double>(people)});
    }
    return models::gini(std::move(holdings));
}

}  // namespace talentflow::models
