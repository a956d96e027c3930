// SPDX-License-Identifier: Apache-2.0
#include "models/benefits/award_sums.hpp"

#include <utility>
#include <vector>

#include "sim/inequality.hpp"

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

void AwardSums::count_recipients() {
    recipients_.clear();
    for (const auto& [person, sum] : of_) {
        if (sum > 0) ++recipients_[sum];
    }
}

double AwardSums::gini() const {
    std::vector<sim::Holding> holdings;
    holdings.reserve(recipients_.size());
    for (const auto& [sum, people] : recipients_) {
        holdings.push_back({static_cast<double>(sum), static_cast<double>(people)});
    }
    return sim::gini(std::move(holdings));
}

}  // namespace talentflow::models
