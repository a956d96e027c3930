// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/wide_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "scenarios/loader/ascii.hpp"
#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/number.hpp"
#include "sim/calendar.hpp"
#include "sim/printable.hpp"

namespace talentflow::scenarios {

namespace {

constexpr std::size_t kLongest = 96;  // longer texts are prose

/// The ASCII counterpart of a full-width character, 0 if it has none.
char ascii_of(std::uint32_t code) {
    if (code >= 0xFF01U && code <= 0xFF5EU) return static_cast<char>(code - 0xFF01U + '!');
    switch (code) {
        case 0x3000U:  // ideographic space
            return ' ';
        case 0x3001U:  // 、
            return ',';
        case 0x3002U:  // 。
            return '.';
        case 0x201CU:
        case 0x201DU:
            return '"';
        case 0x2018U:
        case 0x2019U:
            return '\'';
        case 0x3010U:  // 【】
            return '[';
        case 0x3011U:
            return ']';
        case 0x2014U:  // long dash, minus sign
        case 0x2212U:
            return '-';
        default:
            return 0;
    }
}

bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string replace_all(std::string_view text, std::string_view what, char with) {
    std::string out;
    while (!text.empty()) {
        const bool found = text.substr(0, what.size()) == what;
        out += found ? with : text.front();
        text.remove_prefix(found ? what.size() : 1);
    }
    return out;
}

/// A place's or tier's name without what is often added to it or left out.
std::string bare_name(std::string text) {
    for (const char* end : {"市", "区", "县", "类", "层次", "类人才", "领域"}) {
        if (ends_with(text, end)) text.erase(text.size() - std::string_view{end}.size());
    }
    return lower(text);
}

/// 甲 to 庚 for A to G, as documents count tiers.
std::string heavenly_stem(const std::string& text) {
    static constexpr std::array<const char*, 7> kStems{"甲", "乙", "丙", "丁", "戊", "己", "庚"};
    for (std::size_t i = 0; i < kStems.size(); ++i) {
        if (text == kStems[i]) return std::string(1, static_cast<char>('A' + static_cast<int>(i)));
    }
    return {};
}

std::string plain_mark(const WideCharacter& wide) {
    return wide.ascii == ":" ? messages::kColonSpace() : in_marks(wide.ascii);
}

/// A text that a plain quotation mark opens and a full-width one is meant to close swallows the lines behind it: the
/// line on which it begins has an odd number of plain ones.
std::string half_wide_quotes(const SourceText& source) {
    std::string_view rest = source.bytes;
    for (int line = 1; !rest.empty(); ++line) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto text = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const bool odd = std::count(text.begin(), text.end(), '"') % 2 == 1;
        for (const char* mark : {"“", "”"}) {
            if (!odd || text.find(mark) == std::string_view::npos) continue;
            return messages::kLineHasWide(std::to_string(line), in_marks(mark), in_marks("\""));
        }
    }
    return {};
}

std::string_view line_of(const std::string& bytes, int line) {
    std::size_t begin = 0;
    for (int n = 1; n < line; ++n) {
        begin = bytes.find('\n', begin);
        if (begin == std::string::npos) return {};
        ++begin;
    }
    const auto end = std::min(bytes.find('\n', begin), bytes.size());
    return std::string_view{bytes}.substr(begin, end - begin);
}

}  // namespace

std::optional<WideCharacter> first_wide(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto c = sim::character_at(text, at);
        if (c.bytes == 0) return std::nullopt;
        if (const char ascii = ascii_of(c.code); ascii != 0) {
            return WideCharacter{std::string{text.substr(at, c.bytes)}, std::string(1, ascii), at};
        }
        at += c.bytes;
    }
    return std::nullopt;
}

std::string ascii_form(std::string_view text) {
    std::string out;
    while (const auto wide = first_wide(text)) {
        out += text.substr(0, wide->at);
        out += wide->ascii;
        text.remove_prefix(wide->at + wide->wide.size());
    }
    return out += text;
}

std::string bare_form(std::string_view text) {
    std::string out = ascii_form(text);
    while (out.size() > 2) {
        const char first = out.front(), last = out.back();
        const bool around =
            (first == '"' && last == '"') || (first == '\'' && last == '\'') || (first == '[' && last == ']');
        if (!around) break;
        out = out.substr(1, out.size() - 2);
    }
    return out;
}

std::string wide_hint(std::string_view text) {
    const auto wide = first_wide(text);
    if (!wide || text.size() > kLongest) return {};
    return messages::kWriteFor(in_marks(wide->wide), plain_mark(*wide));
}

std::optional<std::string> meant_month(std::string_view written) {
    if (written.size() > kLongest) return std::nullopt;
    std::string text = replace_all(ascii_form(written), "年", '-');
    if (ends_with(text, "日") || ends_with(text, "号")) text.erase(text.size() - 3);
    text = replace_all(text, "月", '-');
    for (char& c : text) {
        if (c == '/' || c == '.' || c == ' ') c = '-';
    }
    while (text.find("--") != std::string::npos) text = replace_all(text, "--", '-');
    if (!text.empty() && text.back() == '-') text.pop_back();
    if (is_digits(text) && text.size() == 6) text.insert(4, 1, '-');
    const auto dash = text.find('-');
    if (dash != 4) return std::nullopt;
    const auto end = std::min(text.find('-', 5), text.size());
    std::string month = text.substr(5, end - 5);
    if (month.size() == 1) month.insert(0, 1, '0');
    if (end < text.size() && !is_digits(text.substr(end + 1))) return std::nullopt;
    text = text.substr(0, 5) + month;
    return sim::parse_month(text) ? std::optional{text} : std::nullopt;
}

std::optional<MeantNumber> meant_number(std::string_view written) {
    if (written.size() > kLongest) return std::nullopt;
    MeantNumber meant;
    std::string text = lower(ascii_form(written));
    for (const char* end : {"元", "人民币", "人", "名", "套", "个", "家", "yuan", "rmb", "cny"}) {
        if (ends_with(text, end)) text.erase(text.size() - std::string_view{end}.size());
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    if (ends_with(text, "万")) meant.factor = 1e4;
    if (ends_with(text, "亿")) meant.factor = 1e8;
    if (meant.factor > 1) text.erase(text.size() - 3);
    std::string digits;
    for (const char c : text) {
        if (c != ',' && c != ' ' && c != '\'') digits += c;
    }
    if (digits == written || !parse_number(digits).value) return std::nullopt;
    meant.digits = digits;
    return meant;
}

std::string id_called(std::string_view written, const std::vector<std::string>& ids, const std::vector<Named>& names) {
    if (written.empty() || written.size() > kLongest) return {};
    const auto declared = [&](const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); };
    const std::string text = bare_form(written);
    if (text != written && declared(text)) return text;
    const std::string wanted = bare_name(text);
    std::string found;
    bool several = false;
    const auto take = [&](const std::string& id) {
        several = several || (!found.empty() && found != id);
        found = id;
    };
    for (const auto& named : names) {
        // Names are turned into plain form, too: they may hold the same marks.
        if (bare_name(bare_form(named.en)) == wanted || bare_name(bare_form(named.zh)) == wanted) take(named.id);
    }
    if (found.empty()) {
        for (const auto& id : ids) {
            if (lower(id) == wanted) take(id);
        }
    }
    if (found.empty()) {
        const std::string stem = heavenly_stem(bare_name(text));
        if (!stem.empty() && declared(stem)) take(stem);
    }
    return several ? std::string{} : found;
}

std::string hint_for(const Report& report, std::string_view text, const std::vector<std::string>& ids,
                     const std::vector<Named>& names) {
    if (report.crowded()) return {};
    if (const std::string id = id_called(text, ids, names); !id.empty()) return messages::kWrite(in_marks(id));
    std::string wide = wide_hint(text);
    return wide.empty() ? report.did_you_mean(text, ids) : wide;
}

std::string wide_hint_near(const SourceText& source, int line) {
    constexpr int kLinesBack = 3;  // the parser notices a missing colon when the next key comes
    for (int at = line; at >= 1 && at > line - kLinesBack; --at) {
        const auto text = line_of(source.bytes, at);
        const auto first = text.find_first_not_of(" \t");
        if (first == std::string_view::npos || text[first] == '#') continue;
        const auto wide = first_wide(text);
        if (!wide) continue;
        return messages::kLineHasWide(std::to_string(at), in_marks(wide->wide), plain_mark(*wide));
    }
    return half_wide_quotes(source);
}

std::optional<std::string> stray_quote(std::string_view text, std::string_view key) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kPairs{{{"“", "”"}, {"‘", "’"}}};
    for (const auto& [open, close] : kPairs) {
        int depth = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text.substr(at, open.size()) == open) ++depth;
            // An apostrophe has no opening mark: only what has been opened can be closed.
            if (text.substr(at, close.size()) == close && (depth > 0 || close == "”")) --depth;
            if (depth < 0) return std::string{close};
        }
        if (depth > 0) return std::string{open};
        const bool around = text.substr(0, open.size()) == open && ends_with(text, close);
        const bool once = around && text.find(open, open.size()) == std::string_view::npos;
        if (once && key == "en") return std::string{open};
    }
    return std::nullopt;
}

}  // namespace talentflow::scenarios
