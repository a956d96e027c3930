// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/loader/diagnostic.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Collects every problem of one pass; the caller throws at the end, never at the first.
class Report {
  public:
    void add(const Origin& where, std::string path, std::string problem, std::string suggestion = {});
    /// Something that may be meant but hardly is: told, and the scenario runs.
    void warn(const Origin& where, std::string path, std::string problem, std::string suggestion = {});
    /// Takes over what another report found, errors and warnings.
    void take(const Report& other);
    /// "did you mean 'x'?", or "" if no candidate is near.
    [[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) const;
    /// Notes the world that a package says it is for (its key `world`).
    void note_world(const Origin& package, std::string world);
    /// "the package p.yaml is for w.yaml" if `where` lies in a package that says so, else "".
    [[nodiscard]] std::string world_of(const Origin& where) const;
    /// Notes a folder that a file was read from; packages stand together in folders.
    void note_folder(std::string folder) { folders_.insert(std::move(folder)); }
    [[nodiscard]] const std::set<std::string>& folders() const noexcept { return folders_; }
    /// So much is wrong that hints, which cost time, are left out.
    [[nodiscard]] bool crowded() const noexcept;
    /// Of errors; warnings do not count.
    [[nodiscard]] std::size_t size() const noexcept { return found_.size(); }
    [[nodiscard]] bool empty() const noexcept { return found_.empty(); }
    /// Errors by file, line and column; equal ones once.
    [[nodiscard]] std::vector<Diagnostic> sorted() const;
    /// Warnings in the same order.
    [[nodiscard]] std::vector<Diagnostic> warnings() const;
    /// Errors and warnings together, in the same order.
    [[nodiscard]] std::vector<Diagnostic> all() const;
    /// Errors: ScenarioError with one line per problem, at most 100 and "and N more".
    void throw_if_any() const;

  private:
    std::vector<Diagnostic> found_, warned_;
    std::map<std::string, std::string> worlds_;  // by package file
    std::set<std::string> folders_;
};

/// "a, b, c", shortened after a dozen.
[[nodiscard]] std::string listed(const std::vector<std::string>& words);

}  // namespace talentflow::scenarios
