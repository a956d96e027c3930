// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/source_text.hpp"

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <string_view>
#include <system_error>

#include "scenarios/loader/messages.hpp"
#include "sim/error.hpp"

namespace talentflow::scenarios {

namespace {

namespace fs = std::filesystem;

void report_size(const SourceText& source, std::uintmax_t bytes, Report& report) {
    report.add(source.at(0, 0), {},
               "is " + std::to_string(bytes) + " bytes long (at most " +
                   std::to_string(source.most_bytes) + " are read)",
               "split it with 'extends' and 'packages'");
}

/// Length in bytes of the UTF-8 character at `at`, 0 if there is none (RFC 3629: no overlong forms,
/// no surrogates, at most U+10FFFF).
std::size_t utf8_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) -> unsigned {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const auto continues = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            if ((byte(i) & 0xC0U) != 0x80U) return false;
        }
        return true;
    };
    const unsigned first = byte(0);
    if (first < 0x80U) return 1;
    if (first >= 0xC2U && first <= 0xDFU) return continues(1, 2) ? 2 : 0;
    if (first >= 0xE0U && first <= 0xEFU) {
        if (first == 0xE0U && byte(1) < 0xA0U) return 0;
        if (first == 0xEDU && byte(1) > 0x9FU) return 0;
        return continues(1, 3) ? 3 : 0;
    }
    if (first >= 0xF0U && first <= 0xF4U) {
        if (first == 0xF0U && byte(1) < 0x90U) return 0;
        if (first == 0xF4U && byte(1) > 0x8FU) return 0;
        return continues(1, 4) ? 4 : 0;
    }
    return 0;
}

std::string hex(unsigned byte) {
    char text[8];
    std::snprintf(text, sizeof text, "0x%02X", byte);
    return text;
}

/// Reports a byte that no scenario text may hold; true if it is fine.
bool check_character(unsigned char c, const Origin& where, Report& report) {
    if (c == 0) {
        report.add(where, {}, "the file holds a NUL byte", "save it as plain UTF-8 text");
        return false;
    }
    if ((c < 0x20U && c != '\t' && c != '\n' && c != '\r') || c == 0x7FU) {
        report.add(where, {}, "the file holds the control character " + hex(c), "remove it");
        return false;
    }
    return true;
}

}  // namespace

Origin SourceText::at(int line, int column) const {
    Origin origin;
    origin.source = name;
    origin.line = line;
    origin.column = column;
    return origin;
}

std::optional<SourceText> read_source(const fs::path& file, const std::string& name,
                                      Report& report) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (status.type() == fs::file_type::none)
        throw OutputError{kCannotLookAt(name, error.message())};
    if (!fs::exists(status)) throw OutputError{name + ": no such file"};
    if (fs::is_directory(status)) throw OutputError{name + ": is a directory, not a scenario file"};
    // A pipe may never end and a device may hang: only plain files are read.
    if (!fs::is_regular_file(status)) throw OutputError{name + ": is not a regular file"};
    const auto size = fs::file_size(file, error);
    if (error) throw OutputError{name + ": cannot be read: " + error.message()};
    SourceText source;
    source.name = std::make_shared<const std::string>(name);
    if (size > kMaxFileBytes) {
        report_size(source, size, report);
        return std::nullopt;
    }
    std::ifstream in{file, std::ios::binary};
    if (!in) {
        const int reason = errno;
        throw OutputError{kCannotOpen(name, std::generic_category().message(reason))};
    }
    source.bytes.resize(static_cast<std::size_t>(size));
    in.read(source.bytes.data(), static_cast<std::streamsize>(size));
    if (in.bad() || static_cast<std::uintmax_t>(in.gcount()) != size) {
        throw OutputError{name + ": could not be read to its end"};
    }
    return source;
}

bool check_bytes(SourceText& source, Report& report) {
    if (source.bytes.size() > source.most_bytes) {
        report_size(source, source.bytes.size(), report);
        return false;
    }
    if (source.bytes.compare(0, 3, "\xEF\xBB\xBF") == 0) source.bytes.erase(0, 3);
    if (source.bytes.compare(0, 2, "\xFF\xFE") == 0 ||
        source.bytes.compare(0, 2, "\xFE\xFF") == 0) {
        report.add(source.at(1, 1), {}, "the file is UTF-16, not UTF-8", "save it as UTF-8");
        return false;
    }
    int line = 1, column = 1;
    for (std::size_t i = 0; i < source.bytes.size();) {
        const auto c = static_cast<unsigned char>(source.bytes[i]);
        if (!check_character(c, source.at(line, column), report)) return false;
        const std::size_t length = utf8_length(source.bytes, i);
        if (length == 0) {
            report.add(source.at(line, column), {}, "the byte " + hex(c) + " is not UTF-8",
                       "save the file as UTF-8");
            return false;
        }
        if (c == '\n') {
            ++line;
            column = 0;
        }
        ++column;
        i += length;
    }
    return true;
}

}  // namespace talentflow::scenarios
