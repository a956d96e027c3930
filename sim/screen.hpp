// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "sim/batches.hpp"
#include "sim/race.hpp"

namespace talentflow::sim {

/// No verdict: the race has to be run.
inline constexpr std::uint8_t kUndecided = 0xFE;

/// Races of a batch of persons, told in single precision where that is safe (ADR 0010).
///
/// The race of sim/race.hpp is computed with relative errors below 1e-6, sixteen persons at a time. Where the least
/// product is 1e-4 / rho away from the threshold of staying and from the second least, the verdict is that of the exact
/// race; else it is kUndecided, and the caller runs the exact race. So no result depends on the bits of single
/// precision. Weights are inverse weights as in race(), rounded: products of rows of tables, one row a table and
/// person. Rows are padded to a multiple of eight alternatives.
class Screening {
  public:
    /// Room for `n` persons.
    void resize(std::size_t n, std::size_t n_alternatives);
    /// The tables of the next run.
    void use_tables(std::initializer_list<const float*> tables) noexcept {
        n_tables_ = tables.size();
        std::copy(tables.begin(), tables.end(), table_.begin());
    }
    /// Where the row of a person starts in table `t`.
    void set_offset(std::size_t t, std::size_t person, std::size_t offset) noexcept {
        offset_[t][person] = static_cast<std::uint32_t>(offset);
    }
    /// A table of one row a person, to be filled by the caller.
    [[nodiscard]] const float* own_rows() const noexcept { return own_.data(); }
    [[nodiscard]] std::size_t own_offset(std::size_t person) const noexcept { return person * stride_; }
    [[nodiscard]] float* own_row(std::size_t person) noexcept { return own_.data() + person * stride_; }
    void set_stay(std::size_t person, float v_stay) noexcept { v_stay_[person] = v_stay; }

    /// Runs the screening; with `rivals`, also finds who comes below the threshold of staying. Draws: those of race().
    void run(const Draws& draws, Month month, const PersonBatch& persons, double rho, bool rivals);

    /// Alternative, kStay or kUndecided.
    [[nodiscard]] std::uint8_t verdict(std::size_t person) const noexcept { return verdict_[person]; }
    /// Set of alternatives (of the first 64) that may be preferred to staying: all others surely are not.
    [[nodiscard]] std::uint64_t rivals(std::size_t person) const noexcept { return rivals_[person]; }

  private:
    std::size_t n_alternatives_ = 0, stride_ = 0, n_tables_ = 0;
    std::array<const float*, kernels::kMostTables> table_{};
    std::array<std::vector<std::uint32_t>, kernels::kMostTables> offset_;
    std::vector<float> own_, v_stay_;
    std::vector<std::uint8_t> verdict_;
    std::vector<std::uint64_t> rivals_;
};

}  // namespace talentflow::sim
