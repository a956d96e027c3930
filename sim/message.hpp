// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace talentflow::sim {

/// Languages in which the program speaks to people.
enum class Language { en, zh };

/// `pattern` with {0}, {1}, ... replaced by the words of that number.
[[nodiscard]] std::string filled(std::string_view pattern, std::span<const std::string_view> words);

/// A text for people with N places {0} ... {N-1} for words; the Chinese is empty until it is written and then stands in
/// the place of the English.
///
/// Every module keeps its texts in one table, `messages.hpp`, so that a translator reads a list and not the program.
/// A pattern that lacks one of its places, or has more, does not compile.
template <std::size_t N>
class Message {
  public:
    consteval explicit Message(const char* en, const char* zh = "") : en_{en}, zh_{zh} {
        if (!has_places(en_) || !(zh_.empty() || has_places(zh_))) throw "a message does not have the places it says";
    }

    template <std::convertible_to<std::string_view>... Words>
    requires(sizeof...(Words) == N) [[nodiscard]] std::string operator()(const Words&... words) const {
        return in(Language::en, words...);
    }
    template <std::convertible_to<std::string_view>... Words>
    requires(sizeof...(Words) == N) [[nodiscard]] std::string in(Language language, const Words&... words) const {
        const std::array<std::string_view, N> list{std::string_view{words}...};
        return filled(language == Language::zh && !zh_.empty() ? zh_ : en_, list);
    }

  private:
    static constexpr bool has_places(std::string_view pattern) {
        std::array<bool, N + 1> seen{};
        for (std::size_t i = 0; i + 2 < pattern.size(); ++i) {
            if (pattern[i] != '{' || pattern[i + 2] != '}' || pattern[i + 1] < '0' || pattern[i + 1] > '9') continue;
            const auto number = static_cast<std::size_t>(pattern[i + 1] - '0');
            if (number >= N) return false;
            seen[number] = true;
        }
        for (std::size_t n = 0; n < N; ++n) {
            if (!seen[n]) return false;
        }
        return true;
    }

    std::string_view en_, zh_;
};

}  // namespace talentflow::sim
