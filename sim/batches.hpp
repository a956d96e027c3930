// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/draws.hpp"

/// Draws for many persons at once: the batch forms of Draws, on its kernels, equal in every bit to their scalar
/// twins (tests/sim/batches_test.cpp).
namespace talentflow::sim {

/// Ids of a batch of persons, as the kernels read them.
struct PersonBatch {
    std::vector<std::uint32_t> index, high;

    void clear() {
        index.clear();
        high.clear();
    }
    void resize(std::size_t n) {
        index.resize(n);
        high.resize(n);
    }
    void put(std::size_t i, PersonId person) noexcept {
        index[i] = person.index();
        high[i] = person.high();
    }
    void add(PersonId person) {
        index.push_back(person.index());
        high.push_back(person.high());
    }
    [[nodiscard]] std::size_t size() const noexcept { return index.size(); }
    [[nodiscard]] PersonId person(std::size_t i) const noexcept {
        return PersonId{(static_cast<std::uint64_t>(high[i]) << 32) | index[i]};
    }
};

/// Draws::monthly_word of the `n` consecutive ids from `first`; `out` has room for n + 8 words, the result starts at
/// the returned offset (0 to 3).
[[nodiscard]] std::size_t monthly_words(const Draws& draws, Month month, PersonId first, std::size_t n,
                                        std::uint32_t* out);

/// Draws::monthly_word of scattered ids.
void monthly_words(const Draws& draws, Month month, const PersonBatch& persons, std::uint32_t* out);

/// Draws::words(person, month, purpose, index): word w of person i at out[w * n + i]; `out` grows as needed.
void words(const Draws& draws, Month month, Purpose purpose, const PersonBatch& persons,
           std::vector<std::uint32_t>& out, std::uint32_t index = 0);

/// Draws of which each has an address of its own.
class DrawBatch {
  public:
    void clear() noexcept { size_ = 0; }
    /// `draws` are those that the words will be asked of.
    void add(const Draws& draws, PersonId person, Month month, Purpose purpose, std::size_t draw) {
        if (size_ == draw_.size()) grow();
        persons_.put(size_, person);
        address_[size_] = draws.address(month, purpose);
        draw_[size_++] = static_cast<std::uint32_t>(draw);
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

  private:
    friend void words(const Draws& draws, const DrawBatch& batch, std::vector<std::uint32_t>& out);
    void grow() {
        const std::size_t room = 2 * size_ + 64;
        persons_.resize(room);
        address_.resize(room);
        draw_.resize(room);
    }

    std::size_t size_ = 0;  // the vectors are only room
    PersonBatch persons_;
    std::vector<std::uint32_t> address_, draw_;
};

/// Draws::words of each: word w of draw i at out[w * size + i]; `out` grows as needed.
void words(const Draws& draws, const DrawBatch& batch, std::vector<std::uint32_t>& out);

}  // namespace talentflow::sim
