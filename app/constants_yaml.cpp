// SPDX-License-Identifier: Apache-2.0
#include "app/constants_yaml.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/contract.hpp"

namespace talentflow::app {

namespace {

constexpr const char* kHeading = "# Constants that ";

/// Six decimals: a hundred times finer than the tolerance of the inversion.
std::string statement(double value) {
    constexpr double kHalfOfLastDecimal = 5e-7;
    if (std::fabs(value) < kHalfOfLastDecimal) value = 0;  // no "-0.000000"
    return fmt::format("{{value: {:.6f}, evidence: computed, source: \"talentflow calibrate --invert\"}}", value);
}

std::string by_tier(const models::World& world, const std::vector<double>& values, const std::string& indent) {
    TF_EXPECT(values.size() == world.n_tiers());
    std::string out;
    for (std::size_t k = 0; k < values.size(); ++k)
        out += indent + world.tiers[k].id + ": " + statement(values[k]) + "\n";
    return out;
}

}  // namespace

output::FileMark constants_mark() {
    return {"a file of constants", kHeading, false};
}

std::string constants_yaml(const models::World& world, const experiments::InvertedConstants& constants,
                           const std::string& command) {
    TF_EXPECT(constants.amenity.size() == world.n_regions());
    TF_EXPECT(constants.stay_constant.size() == world.n_regions());
    std::string out = fmt::format(
        "{}{} the targets of scenario {} without levers (docs/methods.md).\n# Made by: {}\n# Seed {}, {} rounds.\n",
        kHeading, constants.misses.empty() ? "reproduce" : "do not reproduce", world.name, command, world.seed,
        constants.rounds);
    if (!constants.log.empty()) {
        out += "# Misses of the last round: ";
        for (const char c : constants.log.back()) out += c == '\n' ? std::string{"\n#   "} : std::string{c};
        out += "\n";
    }
    if (!constants.misses.empty()) {
        out += "# NOT CONVERGED: what the last round missed follows.\n";
        for (const auto& miss : constants.misses) out += "#   " + miss + "\n";
    }
    out += "format: 1\nname: " + world.name + "-constants\ntitle: {en: Calibrated constants, zh: 校准常数}\nregions:\n";
    for (std::size_t r = 0; r < world.n_regions(); ++r) {
        out += "  - id: " + world.regions[models::FileRegion{r}].id + "\n";
        out += "    amenity: " + statement(constants.amenity[r]) + "\n";
        out += "    stay_constant:\n" + by_tier(world, constants.stay_constant[r], "      ");
    }
    out += "rest_of_world:\n  utility:\n" + by_tier(world, constants.rest_of_world_utility, "    ");
    out += "  stay_constant:\n" + by_tier(world, constants.rest_of_world_stay_constant, "    ");
    return out;
}

}  // namespace talentflow::app
