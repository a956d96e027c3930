// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// A completed tree as YAML that reads back to the same values.
///
/// One value a line (statements, names and short maps in flow form); a line whose value is not from
/// the root's own file ends in `# from base/x.yaml:12`, `# default` or `# command line`. Paths are
/// relative to the folder of that file, so the text does not depend on where it lies.
[[nodiscard]] std::string show(const Node& root);

/// The file of `origin`, relative to the folder of the main file.
[[nodiscard]] std::string shown_file(const Origin& origin, const Origin& main);

/// A node in flow form: `{value: 0.5, range: [0.2, 1]}`.
[[nodiscard]] std::string flow_text(const Node& node);

/// A scalar or key as it must be written: plain if every YAML reader takes it for the same, else in
/// double quotes.
[[nodiscard]] std::string scalar_text(const std::string& text, bool was_quoted);

}  // namespace talentflow::scenarios
