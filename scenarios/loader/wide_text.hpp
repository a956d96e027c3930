// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/loader/source_text.hpp"
#include "scenarios/loader/spec.hpp"

/// What a Chinese keyboard, a spreadsheet or a document writes where the format wants something else: found so that a
/// message can say what to write. Nothing here makes a text acceptable.
namespace talentflow::scenarios {

/// `text` with full-width letters, digits and punctuation as their ASCII counterparts: "１０，" -> "10,".
[[nodiscard]] std::string ascii_form(std::string_view text);

/// The same without quotation marks or brackets around it: "“linear”" -> "linear".
[[nodiscard]] std::string bare_form(std::string_view text);

/// The first full-width character and its ASCII counterpart; empty if there is none.
struct WideCharacter {
    std::string wide, ascii;
    std::size_t at = 0;  // in bytes
};
[[nodiscard]] std::optional<WideCharacter> first_wide(std::string_view text);

/// "write x (not the full-width y)" if putting the ASCII counterparts changes the text, else "".
[[nodiscard]] std::string wide_hint(std::string_view text);

/// The month that `2023/01`, `2023.1`, `2023年1月`, `202301` or `2023-01-15` means, as YYYY-MM; empty if none.
[[nodiscard]] std::optional<std::string> meant_month(std::string_view text);

/// The number that `3000万`, `5 亿元` or `30,000,000` means, and in which unit it is written.
struct MeantNumber {
    std::string digits;  // "3000", without separators
    double factor = 1;   // 1, 1e4 (万) or 1e8 (亿)
};
[[nodiscard]] std::optional<MeantNumber> meant_number(std::string_view text);

/// The id of the thing that `text` is the name of, in either language, with full-width letters or as its tier in
/// 甲乙丙丁;
/// "" if none or several.
[[nodiscard]] std::string id_called(std::string_view text, const std::vector<std::string>& ids,
                                    const std::vector<Named>& names);

/// "write 'x'" for a name that stands for the id x, else "did you mean 'x'?" for one that is nearly it, else "".
[[nodiscard]] std::string hint_for(const Report& report, std::string_view text, const std::vector<std::string>& ids,
                                   const std::vector<Named>& names);

/// Where the YAML cannot be read near `line`: "line 3 has the full-width '：'; write ':' and a space", or "".
[[nodiscard]] std::string wide_hint_near(const SourceText& source, int line);

/// Full-width quotation marks that are meant as plain ones: around a whole English text, or open without being closed.
[[nodiscard]] std::optional<std::string> stray_quote(std::string_view text, std::string_view key);

}  // namespace talentflow::scenarios
