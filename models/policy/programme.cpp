// SPDX-License-Identifier: Apache-2.0
#include "models/policy/programme.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/id.hpp"

namespace talentflow::models {

bool lever_acts(const World& world, std::size_t lever, sim::Month month) {
    if (!world.levers[lever].in_force(month)) return false;
    if (world.levers[lever].requires_levers.empty()) return true;
    // All that it requires, directly or through others, each looked at once however many ways lead to it.
    std::vector<unsigned char> seen(world.levers.size(), 0);
    std::vector<std::size_t> open{lever};
    seen[lever] = 1;
    while (!open.empty()) {
        const auto& instance = world.levers[open.back()];
        open.pop_back();
        if (!instance.in_force(month)) return false;
        for (const std::size_t needed : instance.requires_levers) {
            if (seen[needed] == 0) open.push_back(needed);
            seen[needed] = 1;
        }
    }
    return true;
}

int fairs_in(sim::Month month, double per_year) noexcept {
    const auto until = [&](int months) { return std::floor(static_cast<double>(months) * per_year / 12.0); };
    return static_cast<int>(until(month.index() + 1) - until(month.index()));
}

int months_before_run(const World& world, std::size_t lever) {
    const sim::Month from = world.levers[lever].from.value_or(world.start);
    return from < world.start && lever_acts(world, lever, world.start) ? world.start - from : 0;
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
        const auto it =
            std::find_if(specs.begin(), specs.end(), [&](const LeverSpec& spec) { return spec.kind == kind; });
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
