// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>

#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Which package defines a title, fund, group or lever that a scenario lacks.
///
/// Packages stand together in a folder: the folders of the files that were read are searched, and only when such a message is
/// to be written. Nothing is thrown; what cannot be read defines nothing.
class Neighbours {
  public:
    /// The file beside that of `where` whose `list` (titles, funds, levers, groups) defines `id`, as it is shown; "" if none.
    [[nodiscard]] std::string defining(const std::string& list, const std::string& id, const Origin& where);

  private:
    void search(const std::string& folder);

    std::set<std::string> searched_;                // folders
    std::map<std::string, std::string> definitions_;  // "titles.tongnan-elite" in a folder -> file
};

}  // namespace talentflow::scenarios
