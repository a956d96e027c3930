// SPDX-License-Identifier: Apache-2.0
#include "models/people/selection.hpp"

#include <algorithm>
#include <unordered_set>

#include "sim/batches.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

constexpr std::uint64_t kEverybody = std::uint64_t{1} << 32;  // bound of the first 32 bits
constexpr double kMargin = 64.0;  // people beyond twice the places; a too small bound costs a second pass

/// Bound that about twice as many people as there are places are below.
std::uint64_t first_bound(const PickRequest& r) {
    const double share = (2.0 * static_cast<double>(r.places) + kMargin) / std::max(1.0, r.eligible);
    return share >= 1.0 ? kEverybody : static_cast<std::uint64_t>(share * 0x1.0p32);
}

bool is_meant(const PickRequest& r, StatusWord who) {
    return who.region() == r.region && ((r.tiers >> who.tier()) & 1U) != 0 && ((r.fields >> who.field()) & 1U) != 0;
}

bool fits(const PickRequest& r, StatusWord who) {
    return is_meant(r, who) && !who.away() && ((who.employed() && !who.commuter()) || !r.at_work);
}

/// Candidates of some requests below their bounds.
class Search {
  public:
    Search(sim::Team& team, const Population& population, const sim::Draws& draws, sim::Month now,
           const std::vector<PickRequest>& requests)
        : team_{&team}, population_{&population}, draws_{&draws}, now_{now}, requests_{&requests} {}

    /// People below bound[which[j]] who fit request which[j], in order; empty lists for the other requests.
    [[nodiscard]] std::vector<std::vector<Pick>> candidates(const std::vector<std::size_t>& which,
                                                            const std::vector<std::uint64_t>& bound) const {
        const Asking asking{*requests_, which};
        std::vector<std::vector<Found>> found(sim::n_blocks(population_->n_rows()));
        std::vector<Scratch> scratch(team_->threads(), Scratch(requests_->size()));
        team_->for_each(found.size(), [&](std::size_t block, std::size_t thread) {
            search_block(block, asking, which, bound, scratch[thread], found[block]);
        });
        std::vector<std::vector<Pick>> lists(requests_->size());
        for (const auto& part : found) {
            for (const auto& f : part) lists[f.request].push_back(f.pick);
        }
        for (auto& list : lists) {
            std::sort(list.begin(), list.end(), [](const Pick& a, const Pick& b) {
                return a.order != b.order ? a.order < b.order : a.person < b.person;
            });
        }
        return lists;
    }

  private:
    struct Found {
        std::size_t request;
        Pick pick;
    };
    /// Who may be asked for: most people are passed over by one look at a table of region, tier and field.
    struct Asking {
        Asking(const std::vector<PickRequest>& requests, const std::vector<std::size_t>& which)
            : of_region(kMaxRegions), kind(kKinds, 0) {
            for (const std::size_t i : which) of_region[requests[i].region].push_back(i);
            for (std::uint32_t bits = 0; bits < kKinds; ++bits) {
                const StatusWord who{bits};
                const auto& here = of_region[who.region()];
                kind[bits] =
                    std::any_of(here.begin(), here.end(), [&](auto i) { return is_meant(requests[i], who); }) ? 1 : 0;
            }
        }
        [[nodiscard]] bool perhaps(StatusWord who) const noexcept { return kind[who.bits() % kKinds] != 0; }

        static constexpr std::uint32_t kKinds = 1U << 14;  // region, tier and field of a status
        std::vector<std::vector<std::size_t>> of_region;   // [region] requests
        std::vector<unsigned char> kind;
    };
    /// People of a block who fit a request.
    struct Suited {
        std::vector<std::uint32_t> rows;
        sim::PersonBatch persons;
    };
    /// Of one thread.
    struct Scratch {
        explicit Scratch(std::size_t n_requests) : suited(n_requests) {}
        std::vector<Suited> suited;  // [request]
        std::vector<std::uint32_t> words;
    };

    void search_block(std::size_t block, const Asking& asking, const std::vector<std::size_t>& which,
                      const std::vector<std::uint64_t>& bound, Scratch& scratch, std::vector<Found>& found) const {
        const std::size_t end = std::min(population_->n_rows(), (block + 1) * sim::kBlockRows);
        for (std::size_t row = block * sim::kBlockRows; row < end; ++row) {
            const auto who = population_->status[row];
            if (!asking.perhaps(who) || who.empty()) continue;
            for (const std::size_t i : asking.of_region[who.region()]) {
                if (!fits((*requests_)[i], who)) continue;
                scratch.suited[i].rows.push_back(static_cast<std::uint32_t>(row));
                scratch.suited[i].persons.add(population_->person(row));
            }
        }
        for (const std::size_t i : which) {
            auto& [rows, persons] = scratch.suited[i];
            const PickRequest& r = (*requests_)[i];
            sim::words(*draws_, now_, r.purpose, persons, scratch.words, r.key);
            for (std::size_t j = 0; j < rows.size(); ++j) {
                const std::uint32_t word = scratch.words[j];
                if (word >= bound[i] || (r.admits && !r.admits(rows[j]))) continue;
                const std::uint64_t order = (std::uint64_t{word} << 32) | scratch.words[rows.size() + j];
                found.push_back({i, {population_->id[rows[j]], rows[j], order}});
            }
            rows.clear();
            persons.clear();
        }
    }

    sim::Team* team_;
    const Population* population_;
    const sim::Draws* draws_;
    sim::Month now_;
    const std::vector<PickRequest>* requests_;
};

}  // namespace

double people_who_fit(const CompiledWorld& world, const Books& books, const PickRequest& request) {
    std::int64_t sum = 0;
    for (const TierIndex k : world.tiers()) {
        for (const FieldIndex f : world.fields()) {
            if (((request.tiers >> k) & 1U) == 0 || ((request.fields >> f) & 1U) == 0) continue;
            const std::size_t cell = world.cell(request.region, k, f);
            sum += books.stock()[cell] - (request.at_work ? books.unemployed()[cell] : 0);
        }
    }
    return static_cast<double>(sum);
}

void pick_people(sim::Team& team, const Population& population, const sim::Draws& draws, sim::Month now,
                 const std::vector<PickRequest>& requests,
                 const std::function<std::size_t(std::size_t, const std::vector<Pick>&)>& accept) {
    if (requests.empty()) return;
    const Search search{team, population, draws, now, requests};
    std::vector<std::size_t> all(requests.size());
    std::vector<std::uint64_t> bound;
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = i;
        bound.push_back(first_bound(requests[i]));
    }
    auto lists = search.candidates(all, bound);
    std::unordered_set<std::uint64_t> taken;  // only asked, never walked
    for (std::size_t i = 0; i < requests.size(); ++i) {
        std::vector<Pick> picks;
        while (true) {
            picks.clear();
            for (const Pick& pick : lists[i]) {
                if (picks.size() == requests[i].places) break;
                if (taken.count(pick.person) == 0) picks.push_back(pick);
            }
            if (picks.size() == requests[i].places || bound[i] >= kEverybody) break;
            bound[i] = std::min(kEverybody, 8 * bound[i]);
            lists[i] = search.candidates({i}, bound)[i];
        }
        const std::size_t n = std::min(picks.size(), accept(i, picks));
        for (std::size_t j = 0; j < n; ++j) taken.insert(picks[j].person);
    }
}

}  // namespace talentflow::models
