// SPDX-License-Identifier: Apache-2.0
#include "models/people/state/population.hpp"

#include <algorithm>
#include <bit>

#include "sim/contract.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

Population::Population(const Columns& columns)
    : history_{std::make_unique<Record>(columns.awareness || columns.ties ? sizeof(std::uint64_t)
                                                                          : sizeof(std::uint16_t))},
      // Where choices read no more than these two, moves read the origin alone, and it stays as dense as it can be.
      own_origins_{columns.awareness || columns.ties ? nullptr : std::make_unique<Record>(sizeof(RegionIndex))},
      origins_{own_origins_ ? own_origins_.get() : history_.get()},
      cards{columns.accreditation ? columns.n_regions : 0},
      columns_{columns},
      accreditation_width_{columns.accreditation ? (3 * columns.n_regions + 7) / 8 : 0} {
    // Shorts first, then bytes: nothing is lost to alignment, and eight regions make a record of 16 bytes.
    resident_since = RecordField<std::uint16_t>{*history_};
    if (columns.awareness) known_since = RecordField<std::uint16_t>{*history_};
    if (columns.ties) ties_since = RecordField<std::uint16_t>{*history_};
    origin = RecordField<RegionIndex>{*origins_};
    known = RecordMask{*history_, columns.awareness ? columns.n_regions : 0};
    ties_offset_ = history_->add(columns.ties ? columns.n_regions : 0, 1);
}

Population::Population(const Population& other) : Population{other.columns_} {
    *this = other;
}

// The layout first: fields of this population point to records of its own.
Population& Population::operator=(const Population& other) {
    if (this == &other) return *this;
    if (columns_ != other.columns_) *this = Population{other.columns_};
    *history_ = *other.history_;
    if (own_origins_) *own_origins_ = *other.own_origins_;
    status = other.status;
    id = other.id;
    birth = other.birth;
    job_since = other.job_since;
    post = other.post;
    cards = other.cards;
    contract = other.contract;
    course = other.course;
    posting = other.posting;
    accreditation_ = other.accreditation_;
    free_ = other.free_;
    base_ = other.base_;
    scattered_ = other.scattered_;
    scattered_bits_ = other.scattered_bits_;
    return *this;
}

void Population::resize(std::size_t n_rows) {
    TF_EXPECT(n_rows >= this->n_rows());
    status.resize(n_rows);
    id.resize(n_rows);
    birth.resize(n_rows);
    job_since.resize(n_rows);
    post.resize(n_rows);
    history_->resize(n_rows);
    if (own_origins_) own_origins_->resize(n_rows);
    if (columns_.accreditation) {
        cards.resize(n_rows);
        contract.resize(n_rows, kNoRow);
        accreditation_.resize(n_rows * accreditation_width_);
    }
    if (columns_.courses) course.resize(n_rows);
    if (columns_.postings) posting.resize(n_rows);
}

void Population::reserve(std::size_t n_rows) {
    status.reserve(n_rows);
    id.reserve(n_rows);
    birth.reserve(n_rows);
    job_since.reserve(n_rows);
    post.reserve(n_rows);
    history_->reserve(n_rows);
    if (own_origins_) own_origins_->reserve(n_rows);
    if (columns_.accreditation) {
        cards.reserve(n_rows);
        contract.reserve(n_rows);
        accreditation_.reserve(n_rows * accreditation_width_);
    }
    if (columns_.courses) course.reserve(n_rows);
    if (columns_.postings) posting.reserve(n_rows);
}

void Population::carry(const Columns& columns) {
    Columns same = columns;
    same.courses = columns_.courses;
    same.postings = columns_.postings;
    TF_EXPECT(same == columns_);
    columns_ = columns;
    course.resize(columns.courses ? n_rows() : 0);
    posting.resize(columns.postings ? n_rows() : 0);
}

void Population::mark_scattered(std::size_t row) {
    const std::size_t block = row / sim::kBlockRows;
    if (block > base_.size()) find_scattered();  // rows were added in bulk and not looked at
    if (block == base_.size()) {
        base_.push_back(id[row]);
        scattered_.push_back(0);
        scattered_bits_.resize(base_.size() * (sim::kBlockRows / 64), 0);
    }
    const std::uint64_t bit = std::uint64_t{1} << (row % 64);
    auto& bits = scattered_bits_[row / 64];
    const bool was = (bits & bit) != 0;
    const bool is = id[row] != base_[block] + row % sim::kBlockRows;
    if (is == was) return;
    bits ^= bit;
    scattered_[block] += is ? 1U : ~0U;
}

void Population::find_scattered() {
    base_.clear();
    scattered_.clear();
    scattered_bits_.clear();
    for (std::size_t row = 0; row < n_rows(); ++row) mark_scattered(row);
}

void Population::scattered_rows(std::size_t block, std::vector<std::uint32_t>& rows) const {
    rows.clear();
    for (std::size_t i = 0; i < sim::kBlockRows / 64; ++i) {
        for (auto bits = scattered_bits_[block * (sim::kBlockRows / 64) + i]; bits != 0; bits &= bits - 1) {
            const auto row = 64 * i + static_cast<std::size_t>(std::countr_zero(bits));
            if (block * sim::kBlockRows + row < n_rows()) rows.push_back(static_cast<std::uint32_t>(row));
        }
    }
}

std::uint32_t Population::acquire(sim::PersonId person) {
    make_room(1);
    const auto row = free_.back();
    free_.pop_back();
    id[row] = person.bits();
    mark_scattered(row);
    return row;
}

void Population::make_room(std::size_t n) {
    if (n <= free_.size()) return;
    const std::size_t first = n_rows(), end = first + n - free_.size();
    // Growth by 1/16 keeps the peak low where a projection fell short of the need.
    if (end > status.capacity()) reserve(std::max(end, first + first / 16) + kGrowthRows);
    resize(end);
    // Beneath the free rows there are, so that those go first and the new ones follow in order.
    std::vector<std::uint32_t> rows(end - first);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<std::uint32_t>(end - 1 - i);
    free_.insert(free_.begin(), rows.begin(), rows.end());
}

void Population::release(std::uint32_t row) {
    status[row] = StatusWord{};
    if (columns_.accreditation) {
        cards.set(row, 0);
        contract[row] = kNoRow;
        for (std::size_t i = 0; i < accreditation_width_; ++i) {
            accreditation_[row * accreditation_width_ + i] = 0;
        }
    }
    if (columns_.courses) course[row] = 0;
    if (columns_.postings) posting[row] = 0;
    free_.push_back(row);
}

std::size_t Population::bytes_per_person() const noexcept {
    const std::size_t life = sizeof(StatusWord) + sizeof(std::uint64_t) + 2 * sizeof(std::uint16_t) + sizeof(HeldPost);
    const std::size_t rights = columns_.accreditation ? mask_bytes(columns_.n_regions) + sizeof(std::uint32_t) : 0;
    const std::size_t picked = (columns_.courses ? 2U : 0U) + (columns_.postings ? 2U : 0U);
    const std::size_t apart = own_origins_ ? own_origins_->bytes_per_person() : 0;
    return life + history_->bytes_per_person() + apart + rights + accreditation_width_ + picked;
}

std::size_t Population::accredited(std::size_t row, RegionIndex region) const noexcept {
    if (accreditation_width_ == 0) return 0;
    const std::uint8_t* bytes = accreditation_.data() + row * accreditation_width_;
    std::size_t value = 0;
    for (std::size_t bit = 0; bit < 3; ++bit) {
        const std::size_t at = 3 * region + bit;
        value |= static_cast<std::size_t>((bytes[at / 8] >> (at % 8)) & 1U) << bit;
    }
    return value;
}

void Population::set_accredited(std::size_t row, RegionIndex region, std::size_t tier_plus_1) noexcept {
    if (accreditation_width_ == 0) return;
    std::uint8_t* bytes = accreditation_.data() + row * accreditation_width_;
    for (std::size_t bit = 0; bit < 3; ++bit) {
        const std::size_t at = 3 * region + bit;
        const auto mask = static_cast<std::uint8_t>(1U << (at % 8));
        if (((tier_plus_1 >> bit) & 1U) != 0) {
            bytes[at / 8] = static_cast<std::uint8_t>(bytes[at / 8] | mask);
        } else {
            bytes[at / 8] = static_cast<std::uint8_t>(bytes[at / 8] & ~mask);
        }
    }
}

}  // namespace talentflow::models
