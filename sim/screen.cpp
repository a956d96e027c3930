// SPDX-License-Identifier: Apache-2.0
#include "sim/screen.hpp"

#include "sim/contract.hpp"

namespace talentflow::sim {

static_assert(kUndecided == kernels::kScreenUndecided && kStay == kernels::kScreenStay);
static_assert(kMaxAlternatives == kernels::kMostAlternatives);

void Screening::resize(std::size_t n, std::size_t n_alternatives) {
    constexpr std::size_t kRow = 8;  // floats: a row can be written by whole registers
    n_alternatives_ = n_alternatives;
    stride_ = (n_alternatives + kRow - 1) / kRow * kRow;
    // Only ever grown: what a shorter batch leaves behind is not read.
    if (own_.size() < n * stride_) own_.resize(n * stride_, 1.0F);
    if (v_stay_.size() < n) {
        v_stay_.resize(n);
        verdict_.resize(n);
        rivals_.resize(n);
        for (auto& offset : offset_) offset.resize(n);
    }
}

void Screening::run(const Draws& draws, Month month, const PersonBatch& persons, double rho, bool rivals) {
    TF_EXPECT(persons.size() <= v_stay_.size() && n_tables_ > 0);
    kernels::ScreenArguments a{};
    a.n = persons.size();
    a.n_alternatives = n_alternatives_;
    a.stride = stride_;
    a.index = persons.index.data();
    a.high = persons.high.data();
    a.key0 = draws.key()[0];
    a.key1 = draws.key()[1];
    a.address = draws.address(month, Purpose::choice_race);
    a.n_tables = n_tables_;
    for (std::size_t t = 0; t < n_tables_; ++t) {
        a.table[t] = table_[t];
        a.offset[t] = offset_[t].data();
    }
    a.v_stay = v_stay_.data();
    a.rho = static_cast<float>(rho);
    a.choice = verdict_.data();
    a.rivals = rivals ? rivals_.data() : nullptr;
    draws.kernels().screen(a);
}

}  // namespace talentflow::sim
