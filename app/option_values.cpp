// SPDX-License-Identifier: Apache-2.0
#include "app/option_values.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "app/messages.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

std::vector<Change> changes_of(const CLI::App& command) {
    constexpr std::array<std::string_view, 4> kOptions{"set", "seed", "months", "replicates"};
    std::vector<Change> changes;
    std::map<const CLI::Option*, std::size_t> taken;
    for (const auto* option : command.parse_order()) {
        const auto& names = option->get_lnames();
        if (names.empty() || std::find(kOptions.begin(), kOptions.end(), names.front()) == kOptions.end()) continue;
        changes.push_back({"--" + names.front(), option->results().at(taken[option]++)});
    }
    return changes;
}

void refuse_unset_values(const CLI::App& app) {
    for (const auto* option : app.get_options()) {
        const auto& given = option->results();
        const auto is_option = [](const std::string& value) { return value.size() > 2 && value.starts_with("--"); };
        const auto option_like = std::find_if(given.begin(), given.end(), is_option);
        if (!option->get_positional() && option_like != given.end())
            throw ScenarioError{messages::kLooksLikeOption(option->get_name(), sim::printable(*option_like))};
        if (std::find(given.begin(), given.end(), "") == given.end()) continue;
        throw ScenarioError{option->get_positional() ? messages::kEmptyArgument(option->get_name(true))
                                                     : messages::kEmptyValue(option->get_name())};
    }
}

void refuse_bare_equals(int argc, const char* const* argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word{argv[i]};
        if (word == "--") return;
        if (word.size() > 2 && word[0] == '-' && word[1] != '-' && word[2] == '=') {
            const auto value = word.size() > 3 ? sim::printable(word.substr(3)) : std::string{"VALUE"};
            throw ScenarioError{messages::kShortWithEquals(sim::printable(word.substr(0, 2)), value)};
        }
        if (word.size() > 3 && word.starts_with("--") && word.find('=') == word.size() - 1)
            throw ScenarioError{messages::kEmptyValue(sim::printable(word.substr(0, word.size() - 1)))};
    }
}

}  // namespace talentflow::app
