// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "scenarios/loader/report.hpp"
#include "scenarios/loader/spec.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Checks a merged tree against its spec and completes it: unknown and missing keys, types, bounds,
/// ids and words are reported, defaults are filled in with origin `preset`, keys come in the spec's
/// order. What was reported is marked `broken` up to the root.
[[nodiscard]] Node complete(const Spec& spec, const Node& root, const SpecContext& context, Report& report);

/// The same for one number: plain, path over time or statement.
[[nodiscard]] Node complete_number(const Spec& spec, const Node& node, const std::string& path, Report& report);

/// A statement around a list or map of numbers: checks all keys but `value`, which comes as it is.
[[nodiscard]] Node complete_statement_keys(const Spec& spec, const Node& node, const std::string& path, Report& report);

/// The spec of a money key in the unit in which it is written: `once_wan_cny` of `once_cny`.
[[nodiscard]] Spec in_unit(const Spec& field, const std::string& key);

/// The path of an item in messages: `levers.lqy-award`, or `overrides.posts[2]` without an id.
[[nodiscard]] std::string item_path(const std::string& list_path, const Node& item, std::size_t index);

}  // namespace talentflow::scenarios
