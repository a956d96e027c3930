// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "scenarios/loader/report.hpp"

namespace talentflow::scenarios {

inline constexpr std::size_t kMaxFileBytes = std::size_t{1} << 20;
/// A resolved scenario is longer than its source: every default is written out.
inline constexpr std::size_t kMaxTextBytes = std::size_t{1} << 23;

/// The bytes of a scenario text and the name that stands for it in messages.
struct SourceText {
    std::shared_ptr<const std::string> name;
    std::string bytes;
    std::size_t most_bytes = kMaxFileBytes;

    [[nodiscard]] Origin at(int line, int column) const;
};

/// The name that stands for the standard input.
inline constexpr const char* kStandardInput = "-";

/// Reads a file of at most 1 MiB, or the standard input; a larger one is reported and gives nothing.
/// Errors: OutputError if it is missing, unreadable, a directory or a device.
[[nodiscard]] std::optional<SourceText> read_source(const std::filesystem::path& file, const std::string& name,
                                                    Report& report);

/// Checks the bytes before any parser sees them: size, UTF-8, no NUL, no control characters; drops
/// a UTF-8 byte order mark. False if anything was reported.
[[nodiscard]] bool check_bytes(SourceText& source, Report& report);

}  // namespace talentflow::scenarios
