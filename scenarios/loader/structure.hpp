// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "scenarios/loader/spec.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// A completed tree as JSON text for programs (docs/json.md).
///
/// Maps are objects; lists of things with ids are objects by id, as `--set` enters them; other lists are arrays. Each
/// value is an object: its path, what it is, and as far as known its unit, range, scale, evidence, qualifier, source,
/// mechanism, note; last its origin. A number of a path over time, or of a list of plain values, is no value of its
/// own.
[[nodiscard]] std::string structure_json(const Node& root, const SpecContext& context);

}  // namespace talentflow::scenarios
