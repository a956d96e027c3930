// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "sim/large_pages.hpp"

namespace talentflow::models {

/// What is read together of a person, side by side: a decision looks at one line of memory where columns would cost it
/// one line each. Fields are added first, rows after; the record is as long as its fields, rounded up to whole words. A
/// record of one field, with words of its size, is a column.
class Record {
  public:
    explicit Record(std::size_t word = 8) noexcept : word_{word} {}
    /// Room for `bytes` bytes a person, aligned to `alignment` (a power of two); returns where in the record.
    std::size_t add(std::size_t bytes, std::size_t alignment) noexcept {
        const std::size_t at = (used_ + alignment - 1) / alignment * alignment;
        used_ = at + bytes;
        stride_ = (used_ + word_ - 1) / word_ * word_;
        return at;
    }
    void resize(std::size_t n_rows) { bytes_.resize(n_rows * stride_); }
    void reserve(std::size_t n_rows) { bytes_.reserve(n_rows * stride_); }
    [[nodiscard]] std::uint8_t* at(std::size_t row) noexcept { return bytes_.data() + row * stride_; }
    [[nodiscard]] const std::uint8_t* at(std::size_t row) const noexcept { return bytes_.data() + row * stride_; }
    [[nodiscard]] std::size_t bytes_per_person() const noexcept { return stride_; }
    /// Of all people, one after the other.
    [[nodiscard]] sim::Column<std::uint8_t>& bytes() noexcept { return bytes_; }
    /// Prefetches what is stored of a person.
    void prefetch(std::size_t row) const noexcept { __builtin_prefetch(at(row)); }

  private:
    std::size_t word_, used_ = 0, stride_ = 0;
    sim::Column<std::uint8_t> bytes_;
};

/// One number of every record, used like a column.
template <class T>
class RecordField {
  public:
    RecordField() noexcept = default;
    explicit RecordField(Record& record) : record_{&record}, offset_{record.add(sizeof(T), alignof(T))} {}
    [[nodiscard]] T& operator[](std::size_t row) noexcept { return *reinterpret_cast<T*>(record_->at(row) + offset_); }
    [[nodiscard]] const T& operator[](std::size_t row) const noexcept {
        return *reinterpret_cast<const T*>(record_->at(row) + offset_);
    }

  private:
    Record* record_ = nullptr;  // outlives this
    std::size_t offset_ = 0;
};

/// Bytes a set of regions takes: 1, 2, 4 or 8; none for no regions.
[[nodiscard]] constexpr std::size_t mask_bytes(std::size_t n_regions) noexcept {
    if (n_regions == 0) return 0;
    return n_regions <= 8 ? 1 : (n_regions <= 16 ? 2 : (n_regions <= 32 ? 4 : 8));
}

/// A set of regions of every record.
class RecordMask {
  public:
    RecordMask() noexcept = default;
    RecordMask(Record& record, std::size_t n_regions)
        : record_{&record}, width_{mask_bytes(n_regions)}, offset_{record.add(width_, width_ == 0 ? 1 : width_)} {}
    [[nodiscard]] std::uint64_t get(std::size_t row) const noexcept {
        std::uint64_t mask = 0;
        std::memcpy(&mask, record_->at(row) + offset_, width_);
        return mask;
    }
    void set(std::size_t row, std::uint64_t mask) noexcept { std::memcpy(record_->at(row) + offset_, &mask, width_); }

  private:
    Record* record_ = nullptr;  // outlives this
    std::size_t width_ = 0, offset_ = 0;
};

}  // namespace talentflow::models
