// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/who_differs.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace talentflow::experiments {

WhoDiffers::WhoDiffers(const Axes& axes)
    : axes_{axes},
      counterfactual_((axes.n_regions + 1) * (axes.n_regions + 1) * axes.n_tiers, 0),
      changed_(axes.n_places * kChanges * (axes.n_regions + 1) * axes.n_tiers, 0),
      other_tier_(axes.n_places * axes.n_tiers * axes.n_tiers, 0) {}

void WhoDiffers::add(const WhoDiffers& other) {
    const auto sum = [](auto& into, const auto& from) {
        for (std::size_t i = 0; i < into.size(); ++i) into[i] += from[i];
    };
    sum(counterfactual_, other.counterfactual_);
    sum(changed_, other.changed_);
    sum(other_tier_, other.other_tier_);
}

void WhoDiffers::multiply(std::int64_t persons_per_agent) {
    for (auto* counts : {&counterfactual_, &changed_, &other_tier_})
        for (auto& n : *counts) n *= persons_per_agent;
}

/// Tables of one join, and the classification of one person.
class Join {
  public:
    explicit Join(const JoinSetting& setting)
        : setting_{setting}, places_of_(setting.n_regions), outside_{setting.n_regions} {
        for (std::size_t p = 0; p < setting.places.size(); ++p)
            for (const auto r : setting.places[p].regions) places_of_[r].push_back(p);
        for (std::size_t r = 0; r < setting.uid.size(); ++r) region_of_[setting.uid[r]] = r;
    }

    void count(sim::PersonId person, Whereabouts::Code start, Whereabouts::Code base, Whereabouts::Code arm,
               WhoDiffers& into) const {
        const auto in_base = Whereabouts::home(base), in_arm = Whereabouts::home(arm);
        const std::size_t region_base = in_base ? in_base->region : outside_;
        const std::size_t region_arm = in_arm ? in_arm->region : outside_;
        const std::size_t tier = setting_.tier_of[(in_arm ? in_arm : in_base)->tier];
        ++into.counterfactual_[into.pair(region_base, region_arm) * setting_.n_tiers + tier];
        if (base == arm) return;  // nearly everybody
        const std::size_t tier_base = setting_.tier_of[(in_base ? in_base : in_arm)->tier];
        const std::size_t start_region = started(person, start);
        if (in_arm)
            for (const auto p : places_of_[region_arm]) {
                if (is_in(region_base, p)) {
                    if (tier_base != tier)
                        ++into.other_tier_[(p * setting_.n_tiers + tier_base) * setting_.n_tiers + tier];
                    continue;
                }
                const auto change = is_in(start_region, p) ? Change::stayed : Change::came;
                ++into.changed_[into.change_cell(p, change, region_base) * setting_.n_tiers + tier];
            }
        if (in_base)
            for (const auto p : places_of_[region_base])
                if (!is_in(region_arm, p))
                    ++into.changed_[into.change_cell(p, Change::left, region_arm) * setting_.n_tiers + tier_base];
    }

  private:
    [[nodiscard]] bool is_in(std::size_t region, std::size_t place) const {
        if (region == outside_) return false;
        const auto& places = places_of_[region];
        return std::find(places.begin(), places.end(), place) != places.end();
    }
    [[nodiscard]] std::size_t started(sim::PersonId person, Whereabouts::Code start) const {
        if (const auto home = Whereabouts::home(start)) return home->region;
        const auto origin = region_of_.find(person.origin_uid());
        return origin == region_of_.end() ? outside_ : origin->second;
    }

    const JoinSetting& setting_;
    std::vector<std::vector<std::size_t>> places_of_;  // [region]
    std::unordered_map<std::uint32_t, std::size_t> region_of_;
    std::size_t outside_;
};

WhoDiffers join(sim::Team& team, const Whereabouts& start, const Whereabouts& base, const Whereabouts& arm,
                const JoinSetting& setting) {
    const Axes axes{setting.n_regions, setting.n_tiers, setting.places.size()};
    const Join joining{setting};
    std::vector<std::uint64_t> keys;
    std::set_union(base.keys().begin(), base.keys().end(), arm.keys().begin(), arm.keys().end(),
                   std::back_inserter(keys));
    // Pages in runs, so that each task's tables of counts are worth their zeroing.
    constexpr std::size_t kPagesPerTask = 64;
    const std::size_t n_tasks = (keys.size() + kPagesPerTask - 1) / kPagesPerTask;
    std::vector<WhoDiffers> tallies(team.threads(), WhoDiffers{axes});
    static constexpr Whereabouts::Page kNobody{};
    team.for_each(n_tasks, [&](std::size_t task, std::size_t thread) {
        const std::size_t end = std::min(keys.size(), (task + 1) * kPagesPerTask);
        for (std::size_t i = task * kPagesPerTask; i < end; ++i) {
            const auto or_nobody = [&](const Whereabouts& of) -> const Whereabouts::Page& {
                const auto* page = of.page(keys[i]);
                return page == nullptr ? kNobody : *page;
            };
            const auto &then = or_nobody(start), &left = or_nobody(base), &right = or_nobody(arm);
            for (std::size_t j = 0; j < Whereabouts::kPageIds; ++j) {
                if (left[j] == 0 && right[j] == 0) continue;
                const sim::PersonId person{(keys[i] << Whereabouts::kPageBits) | j};
                joining.count(person, then[j], left[j], right[j], tallies[thread]);
            }
        }
    });
    WhoDiffers sum{axes};
    for (const auto& tally : tallies) sum.add(tally);
    return sum;
}

}  // namespace talentflow::experiments
