// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "scenarios/loader/report.hpp"
#include "scenarios/loader/source_text.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// The most values one file may have; 1 MiB could hold half a million.
inline constexpr std::size_t kMaxNodes = 100000;

/// Parses one YAML document into a tree, as events: nothing is built that the guards refuse.
///
/// Refused with line and column: aliases, anchors and tags, `<<`, duplicate or non-text keys, a
/// second document, nesting beyond kMaxDepth, more than kMaxNodes nodes, a root that is no map or
/// an empty one. Empty if the text has such a problem.
[[nodiscard]] std::optional<Node> read_yaml(SourceText source, Report& report);

/// Parses the value of a `--set path=value`: any flow value; every node gets `origin`.
[[nodiscard]] std::optional<Node> read_yaml_value(const std::string& text, const Origin& origin,
                                                  const std::string& path, Report& report);

}  // namespace talentflow::scenarios
