// SPDX-License-Identifier: Apache-2.0
#include "models/policy/eligibility.hpp"

#include <algorithm>

namespace talentflow::models {

namespace {

constexpr int kNewcomerMonths = 12;  // methods 3.10

}  // namespace

bool is_newcomer(const Population& p, std::uint32_t row, sim::Month now) {
    // Resident since after the month of entry: came back.
    const bool moved_in =
        p.origin[row] != p.status[row].region() || p.resident_since[row] > p.person(row).cohort().index();
    return moved_in && now.index() - static_cast<int>(p.resident_since[row]) <= kNewcomerMonths;
}

bool meets_terms(const CompiledWorld& world, const sim::Draws& draws, const Population& p, std::uint32_t row,
                 const Eligibility& terms, sim::Month now) {
    const int age = world.age_clock(now).index() - static_cast<int>(p.birth[row]);
    if (terms.age_max_years && static_cast<double>(age) > *terms.age_max_years * 12.0) return false;
    if (terms.education_min == Eligibility::Education::bachelor) {
        const auto origin = p.origin[row] == kNoRegion ? p.status[row].region() : p.origin[row];
        const auto words = draws.words(p.person(row), sim::Month{}, sim::Purpose::life_status);
        if (sim::to_uniform(words[1]) >= world.region(origin).bachelor_share) return false;
    }
    if (terms.newcomers != Newcomers::all && is_newcomer(p, row, now) != (terms.newcomers == Newcomers::only)) {
        return false;
    }
    return terms.titles.empty() || std::any_of(terms.titles.begin(), terms.titles.end(), [&](std::size_t t) {
               return p.accredited(row, world.inner_of[world.world->titles[t].issuer]) != 0;
           });
}

bool asks_terms(const Eligibility& terms) noexcept {
    return terms.age_max_years || terms.education_min != Eligibility::Education::any ||
           terms.newcomers != Newcomers::all || !terms.titles.empty();
}

}  // namespace talentflow::models
