// SPDX-License-Identifier: Apache-2.0
#include "app/quick_look_words.hpp"

#include <nlohmann/json.hpp>

#include "output/quick_look.hpp"

namespace talentflow::app {

std::string quick_look_words(Language language) {
    if (language == Language::en) return output::kQuickLookWords;
    return std::string{output::kQuickLookWordsZh} + " / " + output::kQuickLookWords;
}

nlohmann::ordered_json quick_look_notice() {
    return {{"en", output::kQuickLookWords}, {"zh", output::kQuickLookWordsZh}};
}

}  // namespace talentflow::app
