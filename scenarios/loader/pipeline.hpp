// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "models/world/world.hpp"
#include "scenarios/loader/report.hpp"
#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/spec.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Reports more regions, tiers or fields than a world can have. Nothing else is checked then:
/// tables grow with their squares and products.
[[nodiscard]] bool within_limits(const Node& root, Report& report);

/// A merged tree after checking, completing and binding; sound only if nothing was reported.
struct Resolved {
    Node root;
    SpecContext context;
    models::World world;
};

/// The scenario of a tree in which nothing was wrong, with the warnings of the report.
[[nodiscard]] Scenario scenario_of(Resolved&& resolved, const Report& report);

/// `kinds`: the lever kinds that exist, nullptr for all that are built.
[[nodiscard]] Resolved resolve(Node merged, const LoadOptions& options, Report& report,
                               const std::vector<models::LeverSpec>* kinds = nullptr);

}  // namespace talentflow::scenarios
