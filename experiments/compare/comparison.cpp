// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "sim/contract.hpp"

namespace talentflow::experiments {

namespace {

/// One number a member of the base and of the arm, reduced to a reading.
template <class OfMember>
Reading reading(const Comparison& c, std::size_t arm, const OfMember& of_member) {
    std::vector<double> base, with_arm, differences;
    for (std::size_t m = 0; m < c.base_figures.n_members(); ++m) {
        base.push_back(of_member(c.base_figures, m));
        with_arm.push_back(of_member(c.figures[arm], m));
        differences.push_back(with_arm.back() - base.back());
    }
    return {estimate(base).mean, estimate(with_arm).mean, estimate(differences)};
}

template <class Count>
Estimate over_members(const Comparison& c, Cell at, const Count& count) {
    TF_EXPECT(at.arm < c.who.size());
    std::vector<double> members;
    for (const auto& horizons : c.who[at.arm]) members.push_back(static_cast<double>(count(horizons[at.horizon])));
    auto result = estimate(members);
    // A count has no values below 0, though its interval may reach there.
    if (result.luck) result.luck->low = std::max(0.0, result.luck->low);
    return result;
}

}  // namespace

std::optional<Reading> people(const Comparison& c, Cell at, std::size_t place, std::size_t tier, Quantity quantity) {
    if (!c.base_figures.has(quantity) || !c.figures[at.arm].has(quantity)) return std::nullopt;
    const auto result = reading(c, at.arm, [&](const Figures& figures, std::size_t m) {
        return figures.people(m, at.horizon, place, tier, quantity);
    });
    if (std::isnan(result.base)) return std::nullopt;
    return result;
}

Reading spending(const Comparison& c, Cell at, std::size_t payer) {
    return reading(c, at.arm,
                   [&](const Figures& figures, std::size_t m) { return figures.spent(m, at.horizon, payer); });
}

Reading spending_in(const Comparison& c, std::size_t arm, std::size_t year, std::size_t payer) {
    return reading(c, arm, [&](const Figures& figures, std::size_t m) { return figures.spent_in(m, year, payer); });
}

Cost cost_per_person(const Comparison& c, Cell at, std::size_t place) {
    const auto& with_arm = c.figures[at.arm];
    std::vector<double> money, heads;
    for (std::size_t m = 0; m < c.base_figures.n_members(); ++m) {
        money.push_back(with_arm.spent(m, at.horizon, kAllPayers) - c.base_figures.spent(m, at.horizon, kAllPayers));
        const auto living = [&](const Figures& figures) {
            return figures.people(m, at.horizon, place, c.layout->total(), Quantity::living);
        };
        heads.push_back(living(with_arm) - living(c.base_figures));
    }
    if (heads.size() < 2) return {Cost::State::one_member, 0, {}};
    const auto ratio = fieller(money, heads);
    if (!ratio.luck) return {Cost::State::open_sign, 0, {}};
    if (estimate(heads).mean < 0) return {Cost::State::fewer_people, 0, {}};
    return {Cost::State::identified, *ratio.value, *ratio.luck};
}

bool enough_for_rate(const Comparison& c, double persons) noexcept {
    return std::fabs(persons) >= kLeastPeopleForRate * c.persons_per_agent;
}

Estimate changed(const Comparison& c, Cell at, std::size_t place, Change change, std::size_t tier,
                 std::optional<std::size_t> elsewhere) {
    return over_members(c, at, [&](const WhoDiffers& who) {
        const auto& axes = who.axes();
        std::int64_t sum = 0;
        for (std::size_t r = 0; r <= axes.n_regions; ++r)
            for (std::size_t k = 0; k < axes.n_tiers; ++k)
                if ((!elsewhere || *elsewhere == r) && (tier == c.layout->total() || tier == k))
                    sum += who.changed(place, change, r, k);
        return sum;
    });
}

Estimate other_tier(const Comparison& c, Cell at, std::size_t place, Direction way) {
    return over_members(c, at, [&](const WhoDiffers& who) {
        std::int64_t sum = 0;
        for (std::size_t a = 0; a < who.axes().n_tiers; ++a)
            for (std::size_t b = 0; b < who.axes().n_tiers; ++b)  // the highest tier comes first
                if (way == Direction::higher ? b < a : b > a) sum += who.other_tier(place, a, b);
        return sum;
    });
}

}  // namespace talentflow::experiments
