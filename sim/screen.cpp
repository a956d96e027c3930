// SPDX-License-Identifier: Apache-2.0
#include "sim/screen.hpp"

#include "sim/contract.hpp"
#include "sim/kernel_choice.hpp"

namespace talentflow::sim {

static_assert(kUndecided == kernels::kScreenUndecided && kStay == kernels::kScreenStay);
static_assert(kMaxAlternatives == kernels::kMostAlternatives);

void Screening::resize(std::size_t n, std::size_t n_alternatives) {
    constexpr std::size_t kRow = 8;  // floats: a row can be written by whole registers
    n_alternatives_ = n_alternatives;
    stride_ = (n_alternatives + kRow - 1) / kRow * kRow;
    // Only ever grown: what a shorter batch leaves behind is not read.
    if (weight_.size() < n * stride_) weight_.resize(n * stride_);
    if (v_stay_.size() < n) {
        v_stay_.resize(n);
        verdict_.resize(n);
        rivals_.resize(n);
        for (auto& offset : offset_) offset.resize(n);
    }
}

void Screening::run(const Draws& draws, Month month, const PersonBatch& persons, double rho, bool rivals) {
    TF_EXPECT(persons.size() <= v_stay_.size());
    kernels::chosen().screen({persons.size(), n_alternatives_, stride_, persons.index.data(), persons.high.data(),
                              draws.key()[0], draws.key()[1], Draws::address(month, Purpose::choice_race),
                              n_tables_ == 0 ? weight_.data() : nullptr, n_tables_,
                              {table_[0], table_[1], table_[2]},
                              {offset_[0].data(), offset_[1].data(), offset_[2].data()}, v_stay_.data(), static_cast<float>(rho), verdict_.data(),
                              rivals ? rivals_.data() : nullptr});
}

}  // namespace talentflow::sim
