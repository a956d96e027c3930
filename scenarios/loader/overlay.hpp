// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "scenarios/loader/report.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Lays the keys of `over` on `base`; what `over` says wins.
///
/// Maps merge key by key. Lists of things with an id (regions, levers, ...) merge by id,
/// `distances` by `between` in either order, `{id: x, delete: true}` takes one out; every other
/// list, and every value (number, path over time, statement), is replaced as a whole. A money key
/// replaces its other units.
void overlay(Node& base, const Node& over, Report& report);

/// The same for the value at `path`, which `over` changes or replaces: maps merge, lists of things merge by id.
void overlay_at(Node& base, const Node& over, const std::string& path, Report& report);

/// How the items of the list under a top-level key are told apart.
enum class ItemKey { none, id, between };
[[nodiscard]] ItemKey item_key(const std::string& path);

/// The id of a list's item ("a-b" in alphabetical order for `between`), or "" if it has none.
[[nodiscard]] std::string id_of(const Node& item, ItemKey key);

/// A map that is one value: a statement, a path over time, or a law like {poisson: 2}.
[[nodiscard]] bool is_value(const Node& node);

/// Removes from `map` the other units of the money key `key`.
void drop_other_units(Node& map, const std::string& key);

}  // namespace talentflow::scenarios
