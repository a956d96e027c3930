// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "models/people/state/record.hpp"
#include "models/people/state/status_word.hpp"
#include "sim/id.hpp"
#include "sim/large_pages.hpp"

namespace talentflow::models {

inline constexpr std::uint32_t kNoRow = 0xFFFFFFFFU;
inline constexpr std::size_t kGrowthRows = 1024;  // least growth of the columns

/// A column of region sets, as wide as the number of regions needs (1, 2, 4 or 8 bytes a person).
class MaskColumn {
  public:
    explicit MaskColumn(std::size_t n_regions = 0) noexcept : width_{mask_bytes(n_regions)} {}
    void resize(std::size_t n_rows) { bytes_.resize(n_rows * width_); }
    void reserve(std::size_t n_rows) { bytes_.reserve(n_rows * width_); }
    [[nodiscard]] sim::Column<std::uint8_t>& bytes() noexcept { return bytes_; }
    [[nodiscard]] std::uint64_t get(std::size_t row) const noexcept {
        std::uint64_t mask = 0;
        if (width_ != 0) std::memcpy(&mask, bytes_.data() + row * width_, width_);
        return mask;
    }
    void set(std::size_t row, std::uint64_t mask) noexcept {
        if (width_ != 0) std::memcpy(bytes_.data() + row * width_, &mask, width_);
    }

  private:
    std::size_t width_;
    sim::Column<std::uint8_t> bytes_;
};

/// Which optional columns a population carries.
struct Columns {
    std::size_t n_regions = 0;
    bool awareness = false;
    bool ties = false;
    bool accreditation = false;  // accredited tiers, cards, contracts
    bool courses = false;        // trained people
    bool postings = false;       // people who have been seconded

    friend bool operator==(const Columns&, const Columns&) = default;
};

/// Agents as rows in columns. The snapshot of a month is the population itself: proposals are lists, and people change
/// from `commit` on (ADR 0002). Rows of leavers are reused; ids never are. A copy is deep: it shares nothing.
///
/// Size: 18 bytes (status, id, birth, job and post), + the record of what choices read: 3, + w + 2 with awareness, + R
/// + 2 with ties, in whole words; + 4 + 3R/8 + w accreditation, w the bytes of a set of R regions; + 2 each for courses
/// and postings: 46 at 8 regions with everything on.
class Population {
  public:
    explicit Population(const Columns& columns = {});
    Population(const Population& other);
    Population& operator=(const Population& other);
    Population(Population&&) noexcept = default;
    Population& operator=(Population&&) noexcept = default;
    ~Population() = default;

    /// Grows to `n_rows` (empty) rows; existing rows keep their content.
    void resize(std::size_t n_rows);
    void reserve(std::size_t n_rows);
    /// Takes up columns of courses and postings that `columns` has and this has not, of people who have had none, and
    /// drops those that it lacks. Contract: the other columns are the same.
    void carry(const Columns& columns);
    [[nodiscard]] std::size_t n_rows() const noexcept { return status.size(); }
    /// A row for `person`: the last released one, else a new one. Order is fixed by the caller's order.
    [[nodiscard]] std::uint32_t acquire(sim::PersonId person);
    void release(std::uint32_t row);
    /// Sees to it that the next `n` rows can be acquired without growing one by one.
    void make_room(std::size_t n);

    /// Ids of a block (sim::kBlockRows rows) are consecutive from its base, but for the scattered rows: reused ones,
    /// and those where a region's people end.
    [[nodiscard]] sim::PersonId block_base(std::size_t block) const noexcept { return sim::PersonId{base_[block]}; }
    [[nodiscard]] bool scattered(std::size_t block) const noexcept { return scattered_[block] != 0; }
    /// Rows of the block, counted from its first, whose id does not follow from the base; ascending.
    void scattered_rows(std::size_t block, std::vector<std::uint32_t>& rows) const;
    /// Prefetches what a choice will read.
    void prefetch_choice(std::size_t row) const noexcept { history_->prefetch(row); }
    void prefetch_origin(std::size_t row) const noexcept { origins_->prefetch(row); }
    /// Looks which rows do not follow from the base of their block; called once after the population has been filled.
    void find_scattered();

    [[nodiscard]] sim::PersonId person(std::size_t row) const noexcept { return sim::PersonId{id[row]}; }
    [[nodiscard]] const Columns& columns() const noexcept { return columns_; }
    /// Bytes of all columns and the record, a row.
    [[nodiscard]] std::size_t bytes_per_person() const noexcept;

    /// Tier accredited by a region, as tier + 1; 0 for none. 3 bits a region, 0 if the column is absent.
    [[nodiscard]] std::size_t accredited(std::size_t row, RegionIndex region) const noexcept;
    void set_accredited(std::size_t row, RegionIndex region, std::size_t tier_plus_1) noexcept;

    [[nodiscard]] const std::uint8_t* ties_of(std::size_t row) const noexcept {
        return history_->at(row) + ties_offset_;
    }
    [[nodiscard]] std::uint8_t* ties_of(std::size_t row) noexcept { return history_->at(row) + ties_offset_; }

    /// Everything that is stored; columns that the population does not carry are empty.
    template <class Archive>
    void visit(Archive& archive) {
        archive("status", status);
        archive("id", id);
        archive("birth", birth);
        archive("job_since", job_since);
        archive("post", post);
        archive.records("history", history_->bytes(), history_->bytes_per_person());
        if (own_origins_) archive.records("origins", own_origins_->bytes(), 1);
        archive.records("cards", cards.bytes(), std::max<std::size_t>(1, mask_bytes(columns_.n_regions)));
        archive("contract", contract);
        archive("course", course);
        archive("posting", posting);
        archive.records("accreditation", accreditation_, std::max<std::size_t>(1, accreditation_width_));
        archive("free", free_);
        archive("base", base_);
        archive("scattered", scattered_);
        archive("scattered_bits", scattered_bits_);
    }

  private:
    // On the heap, so that the fields, which point to them, hold where the population is moved to.
    std::unique_ptr<Record> history_;      // before its fields
    std::unique_ptr<Record> own_origins_;  // a column, or null: then origins are in the history
    Record* origins_;                      // where they are

  public:
    sim::Column<StatusWord> status;
    sim::Column<std::uint64_t> id;
    sim::Column<std::uint16_t> birth;      // month index
    sim::Column<std::uint16_t> job_since;  // month index; of unemployed: since when
    sim::Column<HeldPost> post;            // held by the employed
    // What choices read, side by side in one record a person.
    RecordField<std::uint16_t> resident_since;  // month index
    RecordField<std::uint16_t> known_since;
    RecordField<std::uint16_t> ties_since;
    RecordField<RegionIndex> origin;  // region of entry, kNoRegion for the rest of the world
    RecordMask known;                 // places known at `known_since`

    MaskColumn cards;                     // green cards held, by issuing region
    sim::Column<std::uint32_t> contract;  // first contract of the person, or kNoRow
    sim::Column<std::uint16_t> course;    // latest course, a number of the model's; 0 for none
    sim::Column<std::uint16_t> posting;   // latest secondment that is over, likewise

  private:
    Columns columns_;
    std::size_t ties_offset_ = 0;  // in the record: [n_regions] acquaintances at `ties_since`
    std::size_t accreditation_width_;
    sim::Column<std::uint8_t> accreditation_;
    std::vector<std::uint32_t> free_;
    void mark_scattered(std::size_t row);

    std::vector<std::uint64_t> base_;            // [block] id of the first row when the block was begun
    std::vector<std::uint32_t> scattered_;       // [block] how many scattered rows
    std::vector<std::uint64_t> scattered_bits_;  // [row / 64]
};

/// Whether the person is still in the row and in the world.
[[nodiscard]] inline bool is_there(const Population& population, std::uint64_t person, std::uint32_t row) noexcept {
    return population.id[row] == person && !population.status[row].empty();
}

}  // namespace talentflow::models
