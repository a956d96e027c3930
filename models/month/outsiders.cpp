// SPDX-License-Identifier: Apache-2.0
#include "models/month/outsiders.hpp"

#include <algorithm>
#include <limits>

#include "models/month/ranked.hpp"
#include "sim/parallel.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

/// How many people outside might come this month, in agents.
std::size_t potential_immigrants(const Processes& p, sim::Month now) {
    // A stream whose number and identities no policy can change (methods 3.12).
    double stock = 0.0;
    for (const RegionIndex r : p.world.regions()) stock += p.world.region(r).talent_total;
    const double monthly =
        stock / p.world.persons_per_agent * p.world.world->rest_of_world.potential_immigrants_per_year / 12.0;
    const auto counter = sim::PersonId::of(p.world.row_uid, sim::Month{}, 0);
    return static_cast<std::size_t>(
        sim::keyed_round(monthly, p.draws.uniform(counter, now, sim::Purpose::entries_count)));
}

/// Lets the potential immigrants [begin, end) of the month choose.
void ask_outsiders(const Processes& p, std::size_t begin, std::size_t end, sim::Month now, sim::Screening& screening,
                   Outsiders& coming, Outsiders& staying) {
    sim::PersonBatch persons;
    std::vector<Newcomer> newcomers;
    p.choosing.choice.use_immigrants(screening, end - begin);
    for (std::size_t i = begin; i < end; ++i) {
        persons.add(sim::PersonId::of(p.world.row_uid, now, static_cast<std::uint32_t>(i)));
        newcomers.push_back(p.people.synthesis.immigrant(persons.person(i - begin), now));
        p.choosing.choice.place_immigrant(screening, i - begin, newcomers.back().status);
    }
    screening.run(p.draws, now, persons, p.choosing.choice.rho(), false);
    for (std::size_t i = 0; i < newcomers.size(); ++i) {
        const Newcomer& who = newcomers[i];
        const int age = now.index() - static_cast<int>(who.birth);
        Seeker s;
        s.person = persons.person(i);
        s.row = kNoRow;
        s.home = kNoRegion;
        s.tier = who.status.tier();
        s.field = who.status.field();
        const std::uint8_t choice = screening.verdict(i) == sim::kStay
                                        ? sim::kStay
                                        : p.choosing.choice.immigrate(s.person, s.tier, s.field, age);
        if (choice != sim::kStay) s.target = RegionIndex{choice};
        s.experience_years = experience_years(age);
        s.recognised = !p.world.world->tiers[s.tier].accredited && !p.world.world->fields[s.field].regulated;
        (choice == sim::kStay ? staying : coming).emplace_back(s, who);
    }
}

/// Those who would stay outside and are brought in become seekers.
void invite_outsiders(const Processes& p, sim::Month now, const std::vector<Outsiders>& stay_outside,
                      MonthLists& lists) {
    const auto& invitations = p.economy.ventures.invitations();
    std::vector<const Outsider*> people;
    for (const auto& part : stay_outside) {
        for (const auto& outsider : part) people.push_back(&outsider);
    }
    std::vector<unsigned char> taken(people.size(), 0);
    std::vector<Ranked> suitable;
    const auto invite = [&](PoolIndex pool) {
        if (invitations[pool] == 0) return;
        const RegionIndex region = p.world.region_of(pool);
        suitable.clear();
        for (std::size_t i = 0; i < people.size(); ++i) {
            const Seeker& s = people[i]->first;
            if (taken[i] != 0 || p.world.cell(region, s.tier, s.field) != pool) continue;
            const auto hash = p.draws.words(s.person, now, sim::Purpose::outside_intake, p.world.uid[region])[0];
            suitable.push_back({pool, hash, s.person.bits(), static_cast<std::uint32_t>(i)});
        }
        std::sort(suitable.begin(), suitable.end());
        const auto n = std::min(suitable.size(), static_cast<std::size_t>(invitations[pool]));
        for (std::size_t j = 0; j < n; ++j) {
            const Outsider& outsider = *people[suitable[j].at];
            taken[suitable[j].at] = 1;
            Seeker s = outsider.first;
            s.target = region;
            s.contact_factor = std::numeric_limits<float>::infinity();
            s.invited = pool;
            lists.seekers.push_back(s);
            lists.immigrants.push_back(outsider.second);
        }
    };
    // Fields first: who is invited first gets a row first.
    for (const RegionIndex r : p.world.regions()) {
        for (const FieldIndex f : p.world.fields()) {
            for (const TierIndex k : p.world.tiers()) invite(p.world.cell(r, k, f));
        }
    }
}

}  // namespace

void propose_newcomers(const Processes& p, sim::Month now, MonthLists& lists, Scratch& scratch) {
    lists.immigrants.clear();
    lists.first_seeker.assign(1, 0);
    for (const auto& of_block : lists.proposals) {
        lists.first_seeker.push_back(lists.first_seeker.back() + of_block.seekers.size());
    }
    lists.seekers.resize(lists.first_seeker.back());
    p.team.for_each(lists.proposals.size(), [&](std::size_t block, std::size_t) {
        const auto& mine = lists.proposals[block].seekers;
        std::copy(mine.begin(), mine.end(),
                  lists.seekers.begin() + static_cast<std::ptrdiff_t>(lists.first_seeker[block]));
    });
    if (!p.world.active(&Modules::demography) || p.world.in_burn_in(now)) return;
    const std::size_t n = potential_immigrants(p, now), blocks = sim::n_blocks(n);
    std::vector<Outsiders> found(blocks), stay_outside(blocks);
    p.team.for_each(blocks, [&](std::size_t block, std::size_t thread) {
        const std::size_t begin = block * sim::kBlockRows, end = std::min(n, begin + sim::kBlockRows);
        ask_outsiders(p, begin, end, now, scratch[thread].decisions.screening, found[block], stay_outside[block]);
    });
    for (const auto& part : found) {
        for (const auto& [seeker, who] : part) {
            lists.seekers.push_back(seeker);
            lists.immigrants.push_back(who);
        }
    }
    if (!p.economy.ventures.invitations().empty()) invite_outsiders(p, now, stay_outside, lists);
}

}  // namespace talentflow::models
