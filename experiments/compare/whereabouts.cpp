// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/whereabouts.hpp"

#include <algorithm>

#include "sim/parallel.hpp"

namespace talentflow::experiments {

namespace {

using Keys = std::vector<std::uint64_t>;

std::uint64_t key_of(sim::PersonId person) {
    return person.bits() >> Whereabouts::kPageBits;
}

void sort_unique(Keys& keys) {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

/// Calls `visit(row, key)` for every living person of a block.
template <class Visit>
void each_person(const models::Population& people, std::size_t block, const Visit& visit) {
    const std::size_t end = std::min(people.n_rows(), (block + 1) * sim::kBlockRows);
    for (std::size_t row = block * sim::kBlockRows; row < end; ++row)
        if (!people.status[row].empty()) visit(row, key_of(people.person(row)));
}

Keys keys_of(sim::Team& team, const models::Population& people) {
    std::vector<Keys> found(sim::n_blocks(people.n_rows()));
    team.for_each(found.size(), [&](std::size_t block, std::size_t) {
        each_person(people, block, [&](std::size_t, std::uint64_t key) {
            if (found[block].empty() || found[block].back() != key) found[block].push_back(key);
        });
        sort_unique(found[block]);
    });
    Keys keys;
    for (const auto& part : found) keys.insert(keys.end(), part.begin(), part.end());
    sort_unique(keys);
    return keys;
}

}  // namespace

Whereabouts::Whereabouts(std::vector<std::uint64_t> keys) : keys_{std::move(keys)}, pages_(keys_.size(), Page{}) {}

std::size_t Whereabouts::index(std::uint64_t key) const noexcept {
    return static_cast<std::size_t>(std::lower_bound(keys_.begin(), keys_.end(), key) - keys_.begin());
}

const Whereabouts::Page* Whereabouts::page(std::uint64_t key) const noexcept {
    const std::size_t i = index(key);
    return i < keys_.size() && keys_[i] == key ? &pages_[i] : nullptr;
}

Whereabouts Whereabouts::of(const models::TalentModel& model) {
    const auto& people = model.population();
    const auto& file_of = model.world().file_of;
    Whereabouts result{keys_of(model.team(), people)};
    // Every person has a place of their own, so blocks may write to one page at the same time.
    model.team().for_each(sim::n_blocks(people.n_rows()), [&](std::size_t block, std::size_t) {
        std::size_t page = 0;
        std::uint64_t key_of_page = 0;
        bool known = false;
        each_person(people, block, [&](std::size_t row, std::uint64_t key) {
            if (!known || key != key_of_page) {
                page = result.index(key);
                key_of_page = key;
                known = true;
            }
            const auto who = people.status[row];
            result.put(people.person(row), {file_of[who.region()].position(), who.tier()}, page);
        });
    });
    return result;
}

Whereabouts Whereabouts::of(const std::vector<Person>& people) {
    Keys keys;
    for (const auto& person : people) keys.push_back(key_of(person.id));
    sort_unique(keys);
    Whereabouts result{std::move(keys)};
    for (const auto& person : people) result.put(person.id, person.home, result.index(key_of(person.id)));
    return result;
}

}  // namespace talentflow::experiments
