// SPDX-License-Identifier: Apache-2.0
#include "app/command_text.hpp"

#include <cctype>
#include <filesystem>
#include <string_view>

#include "output/sha256.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

/// Walks one text letter by letter and knows whether it is inside a quoted scalar.
class QuoteState {
  public:
    /// True if the letter `c` at this place starts a comment.
    bool starts_comment(char c, char previous) {
        if (quote_ == '"') {
            if (escaped_)
                escaped_ = false;
            else if (c == '\\')
                escaped_ = true;
            else if (c == '"')
                quote_ = 0;
        } else if (quote_ == '\'') {
            if (c == '\'') quote_ = 0;  // a doubled quote closes and opens again
        } else if (c == '#') {
            return std::isspace(static_cast<unsigned char>(previous)) != 0;
        } else if ((c == '"' || c == '\'') && opens_scalar(previous)) {
            quote_ = c;
        }
        return false;
    }

  private:
    /// A quote inside a plain scalar ("don't") is a letter like any other.
    [[nodiscard]] static bool opens_scalar(char previous) {
        return std::isspace(static_cast<unsigned char>(previous)) != 0 || previous == '[' || previous == '{' ||
               previous == ',' || previous == '\'';
    }

    char quote_ = 0;
    bool escaped_ = false;
};

/// The words of a command as shell_quoted() wrote them.
std::vector<std::string> shell_words(const std::string& command) {
    std::vector<std::string> words;
    bool in_word = false, quoted = false, escaped = false;
    for (const char c : command) {
        if (c == ' ' && !quoted && !escaped) {
            in_word = false;
            continue;
        }
        if (!in_word) words.emplace_back();
        in_word = true;
        if (escaped || (c != '\'' && (c != '\\' || quoted))) {
            words.back() += c;
            escaped = false;
        } else if (c == '\'') {
            quoted = !quoted;
        } else {
            escaped = true;
        }
    }
    return words;
}

/// Without folders.
std::string file_text(const std::string& file) {
    return shell_quoted(std::filesystem::path{file}.filename().string());
}

/// The options that change a scenario, in the order in which they do.
std::string settings_text(const ScenarioArguments& scenario) {
    std::string out;
    for (const auto& change : scenario.changes) out += " " + change.option + " " + shell_quoted(change.text);
    if (scenario.quick) out += " --quick";
    return out;
}

}  // namespace

std::string command_text(const RunArguments& arguments) {
    return "talentflow run " + file_text(arguments.scenario.file) + settings_text(arguments.scenario);
}

std::string command_text(const BranchArguments& arguments, const std::string& scenario) {
    const auto luck = arguments.luck > 0 ? " --luck " + std::to_string(arguments.luck) : "";
    return "talentflow branch " + file_text(arguments.state) + " " + file_text(scenario) +
           settings_text(arguments.scenario) + luck;
}

std::string command_text(const CompareArguments& arguments) {
    std::string out = "talentflow compare " + file_text(arguments.base);
    for (const auto& name : arguments.arms) out.append(" ").append(file_text(name));
    out += settings_text(arguments.scenario);
    if (!arguments.horizons.empty()) out += " --horizons " + shell_quoted(arguments.horizons);
    std::string groups;
    for (const auto& id : arguments.groups) groups += (groups.empty() ? "" : ",") + id;
    if (!groups.empty()) out += " --groups " + shell_quoted(groups);
    return out;
}

std::vector<Change> changes_in(const std::string& command) {
    std::vector<Change> changes;
    const auto words = shell_words(command);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const bool is_set =
            words[i] == "--set" && words[i + 1].find('=') != std::string::npos && words[i + 1][0] != '=';
        if (!is_set && words[i] != "--seed" && words[i] != "--months" && words[i] != "--replicates") continue;
        changes.push_back({words[i], words[i + 1]});
        ++i;
    }
    return changes;
}

std::string without_comments(const std::string& yaml) {
    std::string out, line;
    QuoteState quotes;
    bool in_comment = false;
    char previous = '\n';
    const auto end_line = [&] {
        line.erase(line.find_last_not_of(" \t\r") + 1);
        if (!line.empty()) out += line + "\n";
        line.clear();
        in_comment = false;
    };
    for (const char c : yaml) {
        if (c == '\n') {
            end_line();
        } else if (!in_comment) {
            in_comment = quotes.starts_comment(c, previous);
            if (!in_comment) line += c;
        }
        previous = c;
    }
    end_line();
    return out;
}

std::string scenario_sha256(const scenarios::Scenario& scenario) {
    return output::sha256(without_comments(scenario.resolved_yaml));
}

}  // namespace talentflow::app
