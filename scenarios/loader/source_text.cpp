// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/source_text.hpp"

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <system_error>

#include "scenarios/loader/messages.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::scenarios {

namespace {

namespace fs = std::filesystem;

void report_size(const SourceText& source, std::uintmax_t bytes, Report& report) {
    report.add(
        source.at(0, 0), {},
        "is " + std::to_string(bytes) + " bytes long (at most " + std::to_string(source.most_bytes) + " are read)",
        "split it with 'extends' and 'packages'");
}

std::string hex(unsigned byte) {
    char text[8];
    std::snprintf(text, sizeof text, "0x%02X", byte);
    return text;
}

/// What came before is kept: a command may look at a scenario more than once, but it comes only once.
std::optional<SourceText> read_standard_input(Report& report) {
    static std::string text;
    static bool was_read = false;
    SourceText source;
    source.name = std::make_shared<const std::string>("standard input");
    if (!was_read) {
        was_read = true;
        text.resize(kMaxFileBytes + 1);  // one more than is read shows that there is more
        std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(std::cin.gcount()));
        if (std::cin.bad()) throw OutputError{"the standard input could not be read"};
    }
    if (text.size() > kMaxFileBytes) {
        report_size(source, text.size(), report);
        return std::nullopt;
    }
    source.bytes = text;
    return source;
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

std::optional<SourceText> read_source(const fs::path& file, const std::string& name, Report& report) {
    if (file == kStandardInput) return read_standard_input(report);
    std::error_code error;
    const auto status = fs::status(file, error);
    if (status.type() == fs::file_type::none) throw OutputError{messages::kCannotLookAt(name, error.message())};
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
        throw OutputError{messages::kCannotOpen(name, std::generic_category().message(reason))};
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
    if (source.bytes.compare(0, 4, "\x89HDF") == 0) {
        report.add(source.at(0, 0), {}, messages::kIsResult(), messages::kUseInfo());
        return false;
    }
    if (source.bytes.compare(0, 3, "\xEF\xBB\xBF") == 0) source.bytes.erase(0, 3);
    if (source.bytes.compare(0, 2, "\xFF\xFE") == 0 || source.bytes.compare(0, 2, "\xFE\xFF") == 0) {
        report.add(source.at(1, 1), {}, "the file is UTF-16, not UTF-8", "save it as UTF-8");
        return false;
    }
    int line = 1, column = 1;
    for (std::size_t i = 0; i < source.bytes.size();) {
        const auto c = static_cast<unsigned char>(source.bytes[i]);
        if (!check_character(c, source.at(line, column), report)) return false;
        const std::size_t length = sim::character_at(source.bytes, i).bytes;
        if (length == 0) {
            report.add(source.at(line, column), {}, "the byte " + hex(c) + " is not UTF-8", "save the file as UTF-8");
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
