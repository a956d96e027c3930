// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace talentflow::sim {

/// Where a state goes to or comes from, run of bytes after run of bytes.
class StateSink {
  public:
    virtual ~StateSink() = default;
    virtual void write(const void* bytes, std::size_t n) = 0;
    /// What is written until `end_column` is a long list of numbers or records of `width` bytes: worth storing apart.
    virtual void begin_column(const char* /*name*/, std::size_t /*width*/) {}
    virtual void end_column() {}
};
class StateSource {
  public:
    virtual ~StateSource() = default;
    /// Exactly `n` bytes. Errors: StateError when there are fewer.
    virtual void read(void* bytes, std::size_t n) = 0;
    /// Bytes that are left: no list is allocated that cannot be in them.
    [[nodiscard]] virtual std::uint64_t remaining() const = 0;
    /// As at the sink, and of how many bytes. Errors: StateError if the source has no such column.
    virtual void begin_column(const char* /*name*/, std::size_t /*width*/, std::uint64_t /*bytes*/) {}
    virtual void end_column() {}
};

/// Lists from so many bytes on are columns of their own.
inline constexpr std::uint64_t kColumnBytes = 64 * 1024;

namespace detail {

template <class T>
concept Scalar = std::is_arithmetic_v<T> || std::is_enum_v<T>;
/// Values without padding: their bytes are the value.
template <class T>
concept Plain = Scalar<T> || std::has_unique_object_representations_v<T>;
template <class T, class Archive>
concept Visitable = requires(T& value, Archive& archive) {
    value.visit(archive);
};

/// Distinguishes parts of a state; equal names have equal tags.
[[nodiscard]] constexpr std::uint32_t tag_of(std::string_view name) noexcept {
    std::uint32_t hash = 0x811c9dc5U;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193U;
    return hash;
}

/// Throws StateError: what was read is not the part of this name.
[[noreturn]] void wrong_part(const char* name);
/// Throws StateError: a part says it has more items than there are bytes left.
[[noreturn]] void part_too_large(const char* name, std::uint64_t size);

}  // namespace detail

}  // namespace talentflow::sim
