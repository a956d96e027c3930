// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/report.hpp"

#include <algorithm>
#include <tuple>

#include "sim/error.hpp"

namespace talentflow::scenarios {

namespace {

constexpr std::size_t kMostLines = 100;
constexpr std::size_t kMostHints = 1000;
constexpr std::size_t kMostWords = 12;

auto place(const Diagnostic& d) {
    return std::tie(d.file, d.line, d.column);
}

Diagnostic diagnostic(const Origin& where, std::string path, std::string problem, std::string suggestion,
                      Severity severity) {
    Diagnostic made;
    made.file = where.name();
    made.line = where.line;
    made.column = where.column;
    made.path = std::move(path);
    made.problem = std::move(problem);
    made.suggestion = std::move(suggestion);
    made.severity = severity;
    return made;
}

std::vector<Diagnostic> in_order(std::vector<Diagnostic> all) {
    std::stable_sort(all.begin(), all.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
    const auto same = [](const Diagnostic& a, const Diagnostic& b) {
        return place(a) == place(b) && a.path == b.path && a.problem == b.problem;
    };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
}

}  // namespace

void Report::add(const Origin& where, std::string path, std::string problem, std::string suggestion) {
    found_.push_back(diagnostic(where, std::move(path), std::move(problem), std::move(suggestion), Severity::error));
}

void Report::warn(const Origin& where, std::string path, std::string problem, std::string suggestion) {
    if (warned_.size() > kMostHints) return;  // nobody reads more of them
    warned_.push_back(diagnostic(where, std::move(path), std::move(problem), std::move(suggestion), Severity::warning));
}

void Report::take(const Report& other) {
    found_.insert(found_.end(), other.found_.begin(), other.found_.end());
    warned_.insert(warned_.end(), other.warned_.begin(), other.warned_.end());
}

std::vector<Diagnostic> Report::sorted() const {
    return in_order(found_);
}

std::vector<Diagnostic> Report::warnings() const {
    return in_order(warned_);
}

std::vector<Diagnostic> Report::all() const {
    auto both = found_;
    both.insert(both.end(), warned_.begin(), warned_.end());
    return in_order(std::move(both));
}

void Report::throw_if_any() const {
    if (found_.empty()) return;
    const auto all = sorted();
    std::string text;
    for (std::size_t i = 0; i < all.size() && i < kMostLines; ++i) {
        if (i > 0) text += '\n';
        text += to_string(all[i]);
    }
    if (all.size() > kMostLines) {
        text += "\nand " + std::to_string(all.size() - kMostLines) + " more";
    }
    throw ScenarioError{text};
}

bool Report::crowded() const noexcept {
    return found_.size() > kMostHints;
}

std::string Report::did_you_mean(std::string_view word, const std::vector<std::string>& candidates) const {
    if (crowded()) return {};
    const std::string near = nearest(word, candidates);
    return near.empty() ? std::string{} : "did you mean '" + near + "'?";
}

void Report::note_world(const Origin& package, std::string world) {
    worlds_[package.name()] = std::move(world);
}

std::string Report::world_of(const Origin& where) const {
    const auto known = worlds_.find(where.name());
    if (known == worlds_.end()) return {};
    return "the package " + known->first + " is for " + known->second;
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += ", ";
        if (i == kMostWords) return text + "...";
        text += words[i];
    }
    return text;
}

}  // namespace talentflow::scenarios
