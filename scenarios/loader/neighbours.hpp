// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "scenarios/loader/report.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Which package defines a title, fund, group or lever that a scenario lacks.
///
/// Packages stand together in a folder: those of the files that were read, and `policies` below or beside them, are
/// searched, and only when such a message is to be written. Nothing is thrown; what cannot be read defines nothing.
class Neighbours {
  public:
    /// The file whose `list` (titles, funds, levers, groups) defines `id`, as it is shown; "" if none is found. `where`
    /// is the place that refers to it, `report` knows the folders of the files read.
    [[nodiscard]] std::string defining(const std::string& list, const std::string& id, const Origin& where,
                                       const Report& report);

  private:
    void search(const std::filesystem::path& folder);

    std::set<std::string> searched_;                  // folders
    std::map<std::string, std::string> definitions_;  // "titles.tongnan-elite" -> file
};

}  // namespace talentflow::scenarios
