// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>

#include "models/policy/funds.hpp"

namespace talentflow::models {

/// What each person has been paid in awards, of all levers together; what is returned later is not taken off.
///
/// Sums are counted by their size as they change, so that an index of them costs what there are different sums, not
/// people.
class AwardSums {
  public:
    /// Adds a payment; sums below one fen are none.
    void pay(std::uint64_t person, Fen amount);

    [[nodiscard]] std::size_t n_recipients() const noexcept { return of_.size(); }
    /// Gini coefficient over the recipients (sim/inequality.hpp); NaN before the first.
    [[nodiscard]] double gini() const;

    template <class Archive>
    void visit(Archive& archive) {
        archive("of", of_);
        if constexpr (Archive::kReads) count_recipients();
    }

  private:
    void count_recipients();

    std::unordered_map<std::uint64_t, Fen> of_;  // by person; only asked, never walked but to count anew
    std::map<Fen, std::int64_t> recipients_;     // by sum
};

}  // namespace talentflow::models
