// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "sim/state_stream.hpp"

/// One visit writes and reads a state. A struct that lasts from month to month says once what it holds,
///
///   template <class Archive> void visit(Archive& archive) { archive("balance", balance); archive("year", year); }
///
/// and an archive does with each part what it is for. Names are part of what is written: whoever reads finds out at the
/// first part that is not the one expected. Bytes are those of the values alone, never padding, an address, a capacity
/// or the order of a hash table, so equal states have equal bytes. Little-endian, as every machine this runs on.
namespace talentflow::sim {

/// Writes a state.
class StateWriter {
  public:
    explicit StateWriter(StateSink& sink) noexcept : sink_{&sink} {}
    static constexpr bool kReads = false;

    template <class T>
    void operator()(const char* name, T& value) {
        const std::uint32_t tag = detail::tag_of(name);
        if (!inside_list_) sink_->write(&tag, sizeof tag);
        name_ = name;
        width_ = 0;
        put(value);
    }
    /// Bytes of records of `width` bytes, which compress better if that is known.
    template <class A>
    void records(const char* name, std::vector<std::uint8_t, A>& bytes, std::size_t width) {
        const std::uint32_t tag = detail::tag_of(name);
        sink_->write(&tag, sizeof tag);
        name_ = name;
        width_ = width;
        put(bytes);
    }

  private:
    template <class T>
    void put(T& value) {
        if constexpr (detail::Plain<T>) {
            sink_->write(&value, sizeof value);
        } else {
            static_assert(detail::Visitable<T, StateWriter>, "give the struct a visit");
            value.visit(*this);
        }
    }
    void put_size(std::size_t n) {
        const std::uint64_t size = n;
        sink_->write(&size, sizeof size);
    }
    template <class T, class A>
    void put(std::vector<T, A>& list) {
        put_size(list.size());
        if constexpr (detail::Plain<T>) {
            const std::size_t bytes = list.size() * sizeof(T);
            const bool column = bytes >= kColumnBytes;
            if (column) sink_->begin_column(name_, width_ > 0 ? width_ : sizeof(T));
            if (!list.empty()) sink_->write(list.data(), bytes);
            if (column) sink_->end_column();
        } else {
            const bool outer = std::exchange(inside_list_, true);
            for (auto& item : list) put(item);
            inside_list_ = outer;
        }
    }
    template <class T, std::size_t N>
    void put(std::array<T, N>& list) {
        for (auto& item : list) put(item);
    }
    void put(std::string& text) {
        put_size(text.size());
        sink_->write(text.data(), text.size());
    }
    template <class K>
    void put(std::unordered_set<K>& set) {
        std::vector<K> sorted(set.begin(), set.end());
        std::sort(sorted.begin(), sorted.end());
        put(sorted);
    }
    template <class K, class V>
    void put(std::unordered_map<K, V>& map) {
        std::vector<K> keys;
        keys.reserve(map.size());
        for (const auto& [key, value] : map) keys.push_back(key);
        std::sort(keys.begin(), keys.end());
        put(keys);
        for (const K& key : keys) put(map[key]);
    }

    StateSink* sink_;
    bool inside_list_ = false;  // parts of a list's items go without names
    const char* name_ = "";
    std::size_t width_ = 0;
};

/// Reads a state that StateWriter wrote, over what is there. Errors: StateError where the parts are not those expected.
class StateReader {
  public:
    explicit StateReader(StateSource& source) noexcept : source_{&source} {}
    static constexpr bool kReads = true;
    static constexpr std::uint64_t kMostItems = std::uint64_t{1} << 40;  // of a list, whatever a file says

    template <class T>
    void operator()(const char* name, T& value) {
        name_ = name;
        width_ = 0;
        if (!inside_list_) expect(name);
        get(value);
    }
    template <class A>
    void records(const char* name, std::vector<std::uint8_t, A>& bytes, std::size_t width) {
        name_ = name;
        width_ = width;
        expect(name);
        get(bytes);
    }

  private:
    void expect(const char* name) {
        std::uint32_t tag = 0;
        source_->read(&tag, sizeof tag);
        if (tag != detail::tag_of(name)) detail::wrong_part(name);
    }
    void get(bool& value) {
        std::uint8_t byte = 0;
        source_->read(&byte, 1);
        value = byte != 0;
    }
    template <class T>
    void get(T& value) {
        if constexpr (detail::Plain<T>) {
            source_->read(&value, sizeof value);
        } else {
            static_assert(detail::Visitable<T, StateReader>, "give the struct a visit");
            value.visit(*this);
        }
    }
    [[nodiscard]] std::size_t get_size() {
        std::uint64_t size = 0;
        source_->read(&size, sizeof size);
        if (size > kMostItems) detail::part_too_large(name_, size);
        return static_cast<std::size_t>(size);
    }
    /// Refuses a list that cannot be in what is left, before taking memory for it.
    void expect_room(std::size_t n, std::size_t each) const {
        if (n > source_->remaining() / each) detail::part_too_large(name_, n);
    }
    template <class T, class A>
    void get(std::vector<T, A>& list) {
        if constexpr (detail::Plain<T>) {
            const std::size_t n = get_size(), bytes = n * sizeof(T);
            const bool column = bytes >= kColumnBytes;
            if (column) source_->begin_column(name_, width_ > 0 ? width_ : sizeof(T), bytes);
            expect_room(n, sizeof(T));
            list.resize(n);
            if (!list.empty()) source_->read(list.data(), bytes);
            if (column) source_->end_column();
        } else {
            const std::size_t n = get_size();
            expect_room(n, 1);
            list.clear();
            const bool outer = std::exchange(inside_list_, true);
            for (std::size_t i = 0; i < n; ++i) get(list.emplace_back());
            inside_list_ = outer;
        }
    }
    template <class T, std::size_t N>
    void get(std::array<T, N>& list) {
        for (auto& item : list) get(item);
    }
    void get(std::string& text) {
        std::vector<char> letters;
        get(letters);
        text.assign(letters.begin(), letters.end());
    }
    template <class K>
    void get(std::unordered_set<K>& set) {
        std::vector<K> sorted;
        get(sorted);
        set.clear();
        set.insert(sorted.begin(), sorted.end());
    }
    template <class K, class V>
    void get(std::unordered_map<K, V>& map) {
        std::vector<K> keys;
        get(keys);
        map.clear();
        for (const K& key : keys) get(map[key]);
    }

    StateSource* source_;
    bool inside_list_ = false;
    const char* name_ = "";
    std::size_t width_ = 0;
};

}  // namespace talentflow::sim
