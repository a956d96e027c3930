// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "app/terminal.hpp"

namespace talentflow::app {

/// What people read wherever a quick look is shown. The English words stand in both languages, so
/// that one search finds them everywhere.
[[nodiscard]] std::string quick_look_words(Language language);

/// The same for programs: {"en": ..., "zh": ...}.
[[nodiscard]] nlohmann::ordered_json quick_look_notice();

}  // namespace talentflow::app
