// SPDX-License-Identifier: Apache-2.0
#include "models/programme.hpp"

#include <algorithm>
#include <numeric>

#include "sim/id.hpp"

namespace talentflow::models {

bool lever_acts(const World& world, std::size_t lever, sim::Month month) noexcept {
    const auto& instance = world.levers[lever];
    if (!instance.in_force(month)) return false;
    // The loader refuses cycles of `requires`.
    return std::all_of(instance.requires_levers.begin(), instance.requires_levers.end(),
                       [&](std::size_t needed) { return lever_acts(world, needed, month); });
}

ProgrammeList enrolled(const World& world) {
    ProgrammeList list;
    for (const std::size_t i : lever_order(world)) {
        const auto& instance = world.levers[i];
        if (instance.enabled && instance.dose > 0.0 && instance.lever) instance.lever->enrol(world, instance, list);
    }
    return list;
}

std::uint32_t draw_key(const LeverInstance& lever) noexcept {
    return (1U << (kDrawKeyBits - 1)) | sim::region_uid(lever.id);
}

std::vector<std::size_t> lever_order(const World& world) {
    const auto rank = [](const std::string& kind) {
        const auto& specs = all_lever_specs();
        const auto it = std::find_if(specs.begin(), specs.end(),
                                     [&](const LeverSpec& spec) { return spec.kind == kind; });
        return it - specs.begin();
    };
    std::vector<std::size_t> order(world.levers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto ka = rank(world.levers[a].kind), kb = rank(world.levers[b].kind);
        return ka != kb ? ka < kb : world.levers[a].id < world.levers[b].id;
    });
    return order;
}

}  // namespace talentflow::models
