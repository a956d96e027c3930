// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/diagnostic.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "sim/printable.hpp"

namespace talentflow::scenarios {

namespace {

// Longer words are no typing errors; the limit also bounds the work on hostile input.
constexpr std::size_t kLongestWord = 64;

/// As words are compared: neither case nor the kind of dash counts.
std::string plain(std::string_view word) {
    std::string result{word};
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '-') c = '_';
    }
    return result;
}

std::size_t levenshtein(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({substitution, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
    std::string text = sim::printable(diagnostic.file);
    if (diagnostic.line > 0) {
        text += ':';
        text += std::to_string(diagnostic.line);
        text += ':';
        text += std::to_string(diagnostic.column);
    }
    if (!text.empty()) text += ": ";
    text += diagnostic.severity == Severity::warning ? "warning: " : "error: ";
    if (!diagnostic.path.empty()) text += sim::printable(diagnostic.path) + ": ";
    text += sim::printable(diagnostic.problem);
    if (!diagnostic.suggestion.empty()) text += "; " + sim::printable(diagnostic.suggestion);
    return text;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    if (word.empty() || word.size() > kLongestWord) return {};
    const std::string wanted = plain(word);
    std::string best;
    std::size_t least = word.size() / 3 + 1;
    for (const auto& candidate : candidates) {
        if (candidate.size() > kLongestWord) continue;
        const std::size_t distance = levenshtein(wanted, plain(candidate));
        if (distance < least) {
            least = distance;
            best = candidate;
        }
    }
    return best;
}

}  // namespace talentflow::scenarios
