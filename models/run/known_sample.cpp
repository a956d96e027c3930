// SPDX-License-Identifier: Apache-2.0
#include "models/run/known_sample.hpp"

#include <algorithm>

#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

constexpr std::uint64_t kOneIn = 256;
constexpr std::uint16_t kNever = 0xFFFF;

}  // namespace

void KnownSample::meet(const Population& people, std::size_t block, Tally& tally) {
    const std::size_t begin = block * sim::kBlockRows;
    const std::size_t end = std::min(people.n_rows(), begin + sim::kBlockRows);
    std::vector<Person> met;
    const auto add = [&](std::size_t row) {
        const std::uint64_t id = people.person(row).bits();
        if (id % kOneIn != 0 || people.status[row].empty()) return;
        met.push_back({id, 0, static_cast<std::uint32_t>(row), people.known_since[row], kNever});
    };
    // In blocks of consecutive ids they are found without reading the others'.
    const std::size_t first = begin + (kOneIn - people.block_base(block).bits() % kOneIn) % kOneIn;
    for (std::size_t row = first; row < end; row += kOneIn) add(row);
    people.scattered_rows(block, tally.scattered);
    for (const auto i : tally.scattered) {
        const bool seen = begin + i >= first && (begin + i - first) % kOneIn == 0;
        if (!seen) add(begin + i);
    }
    std::sort(met.begin(), met.end(), [](const Person& a, const Person& b) { return a.row < b.row; });
    auto before = blocks_[block].cbegin();
    for (Person& person : met) {
        while (before != blocks_[block].cend() && before->row < person.row) ++before;
        if (before == blocks_[block].cend()) break;
        // Whatever changes what somebody knows, a move too, stores it with a new month.
        if (before->id == person.id && before->row == person.row && before->since == person.since) person = *before;
    }
    blocks_[block] = std::move(met);
}

void KnownSample::ask_block(const Population& people, std::size_t block, const Decisions& decisions,
                            const Awareness& awareness, sim::Month now, Tally& tally) {
    meet(people, block, tally);
    auto& sample = blocks_[block];
    tally.queries.clear();
    tally.asked_by.clear();
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const Person& person = sample[i];
        const RegionIndex home = people.status[person.row].region();
        ++tally.residents[home];
        for (const RegionIndex r : every<RegionIndex>(n_)) {
            if (r == home || r == people.origin[person.row]) {
                ++tally.knowing[home * n_ + r];
                continue;
            }
            AwarenessQuery query = decisions.query(person.row, sim::PersonId{person.id}, r);
            if (person.asked != kNever) {
                query.since = sim::Month{person.asked};
                query.stored = ((person.known >> r) & 1U) != 0;
            }
            tally.queries.push_back(query);
            tally.asked_by.push_back(static_cast<std::uint32_t>(i));
        }
    }
    awareness.know(tally.queries, now, tally.scratch, tally.answers);
    for (Person& person : sample) {
        person.known = 0;
        person.asked = static_cast<std::uint16_t>(now.index());
    }
    for (std::size_t q = 0; q < tally.queries.size(); ++q) {
        const AwarenessQuery& query = tally.queries[q];
        tally.knowing[query.home * n_ + query.region] += tally.answers[q];
        sample[tally.asked_by[q]].known |= std::uint64_t{tally.answers[q]} << query.region;
    }
}

void KnownSample::ask(sim::Team& team, const Population& people, const Decisions& decisions, const Awareness& awareness,
                      sim::Month now) {
    std::vector<Tally> tallies(team.threads());
    for (auto& t : tallies) {
        t.knowing.assign(n_ * n_, 0);
        t.residents.assign(n_, 0);
    }
    blocks_.resize(sim::n_blocks(people.n_rows()));
    team.for_each(blocks_.size(), [&](std::size_t block, std::size_t thread) {
        ask_block(people, block, decisions, awareness, now, tallies[thread]);
    });
    residents_.assign(n_, 0);
    knowing_.assign(n_ * n_, 0);
    for (const auto& t : tallies) {
        for (std::size_t i = 0; i < n_; ++i) residents_[i] += t.residents[i];
        for (std::size_t i = 0; i < n_ * n_; ++i) knowing_[i] += t.knowing[i];
    }
}

}  // namespace talentflow::models
