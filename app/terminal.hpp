// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string_view>

#include "sim/message.hpp"

namespace talentflow::app {

using sim::Language;

/// The text in the wanted language.
[[nodiscard]] constexpr std::string_view pick(Language language, std::string_view en, std::string_view zh) noexcept {
    return language == Language::zh ? zh : en;
}

/// Chinese if the environment's locale is (LC_ALL, else LC_MESSAGES, else LANG), English otherwise.
[[nodiscard]] Language language_of_environment();

/// Where a command writes: results to `out`, messages and progress to `err`.
struct Io {
    std::ostream& out;
    std::ostream& err;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    bool colour = false;  // of `out`: a terminal and no NO_COLOR
};

/// Standard output and error of this process.
[[nodiscard]] Io standard_io();

/// Largest memory this process has held, in bytes.
[[nodiscard]] long long peak_memory_bytes();

}  // namespace talentflow::app
