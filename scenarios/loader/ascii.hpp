// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace talentflow::scenarios {

/// ASCII letters in lower case, all else as it is; no locale.
[[nodiscard]] inline std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

/// Whether `text` is something and then `end`.
[[nodiscard]] inline bool ends_with(std::string_view text, std::string_view end) {
    return text.size() > end.size() && text.ends_with(end);
}

}  // namespace talentflow::scenarios
