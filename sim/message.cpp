// SPDX-License-Identifier: Apache-2.0
#include "sim/message.hpp"

namespace talentflow::sim {

std::string filled(std::string_view pattern, std::span<const std::string_view> words) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool place = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
        const auto number = place ? static_cast<std::size_t>(pattern[i + 1] - '0') : words.size();
        if (number < words.size()) {
            text += words[number];
            i += 2;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

}  // namespace talentflow::sim
