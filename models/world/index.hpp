// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

/// Places in lists that must not be taken for one another: regions as a scenario file lists them, regions as the model
/// numbers them, tiers, fields. Numbers become one of them by its name alone, none becomes another, and the compiler
/// sees nothing but the number (ADR 0004).
namespace talentflow::models {

template <class What>
class Index;

/// Where a region stands in the scenario file: how World, levers, the policy field and a result number regions. Not a
/// number by itself, so that it cannot stray into a table that the model numbers: ask for its `position`.
class FileRegion {
  public:
    constexpr FileRegion() noexcept = default;
    constexpr explicit FileRegion(std::size_t position) noexcept : position_{position} {}
    template <class What>
    explicit FileRegion(Index<What>) = delete;  // CompiledWorld::file_of translates

    [[nodiscard]] constexpr std::size_t position() const noexcept { return position_; }
    friend constexpr auto operator<=>(FileRegion, FileRegion) noexcept = default;

  private:
    std::size_t position_ = 0;
};

/// A place in one of the lists that the model itself goes by, in one byte. It serves as a number wherever one is asked
/// for, in a subscript or a sum; no number and no other index serves as it.
template <class What>
class Index {
  public:
    constexpr Index() noexcept = default;
    constexpr explicit Index(std::size_t value) noexcept : value_{static_cast<std::uint8_t>(value)} {}
    template <class Other>
    requires(!std::same_as<Other, What>) explicit Index(Index<Other>) = delete;

    constexpr /*implicit*/ operator std::size_t() const noexcept { return value_; }
    friend constexpr auto operator<=>(Index, Index) noexcept = default;
    template <class Other>
    requires(!std::same_as<Other, What>) friend bool operator==(Index, Index<Other>) = delete;

  private:
    std::uint8_t value_ = 0;
};

/// A region as the model numbers it: in the order of uids (CompiledWorld).
using RegionIndex = Index<struct RegionOrder>;
using TierIndex = Index<struct TierOrder>;    // highest first, as World::tiers
using FieldIndex = Index<struct FieldOrder>;  // as World::fields

/// No region of the world: the rest of it, or none at all.
inline constexpr RegionIndex kNoRegion{0xFF};

/// All places of a list of `n`, in order: for (const TierIndex k : every<TierIndex>(n)).
template <class I>
class Every {
  public:
    class Iterator {
      public:
        constexpr explicit Iterator(std::size_t at) noexcept : at_{at} {}
        [[nodiscard]] constexpr I operator*() const noexcept { return I{at_}; }
        constexpr Iterator& operator++() noexcept {
            ++at_;
            return *this;
        }
        friend constexpr bool operator==(Iterator, Iterator) noexcept = default;

      private:
        std::size_t at_;
    };

    constexpr explicit Every(std::size_t n) noexcept : n_{n} {}
    [[nodiscard]] constexpr Iterator begin() const noexcept { return Iterator{0}; }
    [[nodiscard]] constexpr Iterator end() const noexcept { return Iterator{n_}; }

  private:
    std::size_t n_;
};
template <class I>
[[nodiscard]] constexpr Every<I> every(std::size_t n) noexcept {
    return Every<I>{n};
}

/// One value for each region of the scenario file, in its order.
template <class T>
class ByFileRegion : private std::vector<T> {
    using List = std::vector<T>;

  public:
    ByFileRegion() = default;
    ByFileRegion(std::initializer_list<T> values) : List(values) {}
    ByFileRegion(std::size_t n, const T& value) : List(n, value) {}
    explicit ByFileRegion(List values) noexcept : List(std::move(values)) {}

    [[nodiscard]] T& operator[](FileRegion region) noexcept { return List::operator[](region.position()); }
    [[nodiscard]] const T& operator[](FileRegion region) const noexcept { return List::operator[](region.position()); }
    /// Every position, in order.
    [[nodiscard]] Every<FileRegion> positions() const noexcept { return Every<FileRegion>{size()}; }

    using List::assign;
    using List::back;
    using List::begin;
    using List::clear;
    using List::emplace_back;
    using List::empty;
    using List::end;
    using List::front;
    using List::push_back;
    using List::resize;
    using List::size;

    friend bool operator==(const ByFileRegion& a, const ByFileRegion& b) {
        return static_cast<const List&>(a) == static_cast<const List&>(b);
    }
};

}  // namespace talentflow::models
