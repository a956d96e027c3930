// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "models/policy/lever.hpp"
#include "models/world/world.hpp"

namespace talentflow::scenarios::test {

/// A lever kind with a field of every type, so that the loader's tests depend on no real lever.
struct TestAward final : models::Lever {
    models::TierPaths amount;
    models::TimePath instalments;
    models::TimePath service;
    models::TimePath cost;
    std::string clawback;
    std::vector<std::string> services;
    std::vector<models::FileRegion> partners;
    std::vector<std::size_t> honours;
    bool open = false;

    void apply(const models::World&, const models::LeverInstance&, sim::Month, models::PolicyField&) const override {}
    [[nodiscard]] std::vector<std::string> problems(const models::World& world,
                                                    const models::LeverInstance& instance) const override;
};

/// A lever kind between two regions, without money.
struct TestLink final : models::Lever {
    models::TimePath minutes;

    void apply(const models::World&, const models::LeverInstance&, sim::Month, models::PolicyField&) const override {}
};

[[nodiscard]] const std::vector<models::LeverSpec>& test_kinds();

}  // namespace talentflow::scenarios::test
