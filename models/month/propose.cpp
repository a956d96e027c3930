// SPDX-License-Identifier: Apache-2.0
#include "models/month/propose.hpp"

#include <algorithm>
#include <numeric>

#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

constexpr int kGraduateMonths = 12;  // until the first job, at most (methods 3.2)

}  // namespace

void Propose::block(std::size_t block, sim::Month now, BlockScratch& scratch) {
    Proposals& out = lists_.proposals[block];
    find_events(block, now, scratch);
    if (p_.asks.status_alone) decide_certain(block, now, out, scratch);
    choose_looks(block, scratch);
    sim::words(p_.draws, now, sim::Purpose::event_tails, scratch.open_ids, scratch.tails);
    for (std::size_t i = 0; i < scratch.open.size(); ++i) look(i, now, out, scratch);
    consider(now, out, scratch);
    if (p_.programmes.asks_considerers())
        p_.programmes.considers(block, scratch.considering, scratch.considering_ids, now, s_.people);
    p_.choosing.decisions.decide(scratch.considering, scratch.considering_ids, now, scratch.decisions);
    if (p_.programmes.asks_considerers()) {
        p_.programmes.decided(block, scratch.considering, scratch.considering_ids, scratch.decisions.choice, now,
                              s_.people);
    }
    for (std::size_t j = 0; j < scratch.considering.size(); ++j) {
        const auto choice = scratch.decisions.choice[j];
        const Considering& i = scratch.considering[j];
        if (choice != sim::kStay || i.searches || i.separates)
            act_on_choice(i, scratch.considering_ids.person(j), choice, now, out);
    }
    if (!p_.programmes.returns().empty()) returns(block, out);
}

void Propose::find_events(std::size_t block, sim::Month now, BlockScratch& scratch) const {
    const std::size_t begin = block * sim::kBlockRows;
    const std::size_t n = std::min(s_.people.n_rows(), begin + sim::kBlockRows) - begin;
    const auto* status = s_.people.status.data() + begin;
    const auto* birth = s_.people.birth.data() + begin;
    auto bounds = p_.people.hazards.bounds();
    // Claims hear of people in the order of their rows, so these must stay in one list; fairs must hear of everyone who
    // considers.
    if (p_.asks.every_look || !p_.asks.nothing_scarce || p_.benefits.claims.present() ||
        p_.programmes.asks_considerers())
        bounds.certain_below = 0;
    // One Philox call serves four neighbouring ids. Rows of a block mostly hold consecutive ids; those that were
    // reused ask for their own.
    const auto base = s_.people.block_base(block);
    if (!p_.asks.every_look && !s_.people.scattered(block)) {
        models::find_events(p_.draws, now, base, n, status, birth, bounds, scratch.events);
        return;
    }
    auto& words = scratch.words;
    if (words.size() < sim::kBlockRows + 8) words.resize(sim::kBlockRows + 8);
    const std::size_t shift = sim::monthly_words(p_.draws, now, base, n, words.data());
    s_.people.scattered_rows(block, scratch.scattered_rows);
    scratch.scattered.clear();
    for (const auto row : scratch.scattered_rows) scratch.scattered.add(s_.people.person(begin + row));
    if (scratch.scattered_words.size() < scratch.scattered.size()) scratch.scattered_words.resize(sim::kBlockRows);
    sim::monthly_words(p_.draws, now, scratch.scattered, scratch.scattered_words.data());
    for (std::size_t i = 0; i < scratch.scattered_rows.size(); ++i) {
        words[shift + scratch.scattered_rows[i]] = scratch.scattered_words[i];
    }
    auto& events = scratch.events;
    if (!p_.asks.every_look) {
        models::find_events(p_.draws.kernels(), n, words.data() + shift, status, birth, bounds, events);
        return;
    }
    events.n = n;
    events.n_certain = 0;
    events.rows.resize(sim::kBlockRows);
    std::iota(events.rows.begin(), events.rows.end(), 0U);
    events.words.assign(words.begin() + static_cast<std::ptrdiff_t>(shift), words.end());
}

void Propose::choose_looks(std::size_t block, BlockScratch& scratch) const {
    const std::size_t begin = block * sim::kBlockRows;
    const auto base = s_.people.block_base(block);
    const bool scattered = s_.people.scattered(block);
    const auto& events = scratch.events;
    auto& list = scratch.considering;
    auto& ids = scratch.considering_ids;
    list.resize(events.n + events.n_certain);
    ids.resize(list.size());
    scratch.open.clear();
    scratch.open_ids.clear();
    std::uint32_t count = 0;
    const auto add = [&](std::uint32_t i) {
        const std::size_t row = begin + i;
        // In most blocks the id follows from the row: no load.
        ids.put(count, scattered ? s_.people.person(row) : sim::PersonId{base.bits() + i});
        list[count] = {static_cast<std::uint32_t>(row), 0, false, false, {}, -1.0};
        return count++;
    };
    for (std::size_t i = 0; !p_.asks.status_alone && i < events.n_certain; ++i) add(events.certain[i]);
    for (std::size_t i = 0; i < events.n; ++i) {
        const std::size_t row = begin + events.rows[i];
        const std::uint32_t word = events.words[i];
        const auto who = s_.people.status[row];
        const std::uint16_t* birth = s_.people.birth.data() + row;
        if (p_.asks.every_look ? who.empty() : !p_.people.hazards.may_happen(who, birth, word)) continue;
        // Only what will be read: the lines that can be under way at a time are the limit.
        if (p_.people.hazards.may_separate(who, word)) __builtin_prefetch(s_.people.job_since.data() + row);
        if (p_.people.hazards.rises_shift() && p_.people.hazards.may_rise(who, word))
            p_.programmes.prefetch_rise(s_.people, static_cast<std::uint32_t>(row));
        const auto at = add(events.rows[i]);
        if (!p_.asks.every_look && p_.people.hazards.only_considers(who, birth, word)) continue;
        scratch.open.push_back({at, word});
        scratch.open_ids.add(ids.person(at));
    }
    list.resize(count);
    ids.resize(count);
}

void Propose::decide_certain(std::size_t block, sim::Month now, Proposals& out, BlockScratch& scratch) const {
    const auto& events = scratch.events;
    const std::size_t begin = block * sim::kBlockRows;
    const auto base = s_.people.block_base(block);
    const bool scattered = s_.people.scattered(block);
    auto& ids = scratch.considering_ids;
    ids.resize(events.n_certain);
    for (std::size_t i = 0; i < events.n_certain; ++i) {
        const std::uint32_t row = events.certain[i];
        ids.put(i, scattered ? s_.people.person(begin + row) : sim::PersonId{base.bits() + row});
    }
    p_.choosing.decisions.decide_plain(begin, events.certain.data(), ids, now, scratch.decisions);
    for (std::size_t i = 0; i < events.n_certain; ++i) {
        const auto choice = scratch.decisions.choice[i];
        if (choice == sim::kStay) continue;
        const auto row = static_cast<std::uint32_t>(begin + events.certain[i]);
        act_on_choice({row, 0, false, false, {}, -1.0}, ids.person(i), choice, now, out);
    }
}

void Propose::look(std::size_t which, sim::Month now, Proposals& out, BlockScratch& scratch) {
    const auto [at, word] = scratch.open[which];
    Considering& i = scratch.considering[at];
    const auto row = i.row;
    i.row = kNoRow;  // unless they consider moving
    const std::size_t n = scratch.open.size();
    const auto who = s_.people.status[row];
    const auto birth = s_.people.birth[row];
    const auto u = [&, word = word](unsigned process) {
        return sim::to_uniform(static_cast<std::uint8_t>(word >> (8 * process)), scratch.tails[process * n + which]);
    };
    const int age = p_.people.hazards.age_months(birth);
    if (p_.people.hazards.retires(who, birth)) {
        out.exits.push_back({row, ExitReason::retirement});
        return;
    }
    // The byte of the word first: it rules most processes out without a table.
    if (p_.people.hazards.may_die(birth, word) && u(2) < p_.people.hazards.die(age)) {
        const bool table = p_.world.world->overrides.exit_probability.has_value();
        out.exits.push_back({row, table ? ExitReason::other : ExitReason::death});
        return;
    }
    if (p_.people.hazards.may_rise(who, word) && u(3) < p_.people.hazards.rise_most(who.tier()) &&
        u(3) < p_.people.hazards.rise(who.tier(), rise_shift(row, who, now))) {
        out.promotions.push_back(row);
    }
    if (who.away()) return;  // neither loses a post nor thinks of another until the time is over
    if (!p_.world.transition.empty()) {
        transit(row, u(0), out);
        return;
    }
    const RegionIndex works_in = who.commuter() ? s_.people.post[row].region() : who.region();
    i.separates =
        p_.people.hazards.may_separate(who, word) && u(1) < p_.people.hazards.separate_most() &&
        u(1) < p_.people.hazards.separate(works_in, who, now.index() - static_cast<int>(s_.people.job_since[row]));
    i.searches = !who.employed() && p_.people.hazards.search() > 0.0 && u(1) < p_.people.hazards.search() &&
                 !p_.programmes.begins_course(s_.people, row, now);
    if (!who.employed() && p_.people.hazards.finding() > 0.0 && u(1) < p_.people.hazards.finding())
        out.found.push_back(row);
    auto status = who;
    if (who.graduate() && now - scratch.open_ids.person(which).cohort() > kGraduateMonths) status.set_graduate(false);
    i.status_class = static_cast<std::uint8_t>(status.consideration_class());
    i.u = u(0);
    if (i.u < p_.people.hazards.consider_most(i.status_class, age)) {
        i.row = row;
    } else if (i.searches || i.separates) {
        Considering stays = i;
        stays.row = row;
        act_on_choice(stays, scratch.open_ids.person(which), sim::kStay, now, out);
    }
}

void Propose::consider(sim::Month now, Proposals& out, BlockScratch& scratch) {
    // Without family words the bound is the probability: everyone still in the list considers moving.
    auto& list = scratch.considering;
    auto& ids = scratch.considering_ids;
    const auto keep = [&](std::size_t from, std::size_t to) {
        ids.put(to, ids.person(from));
        list[to] = list[from];
    };
    std::size_t n = 0;
    for (std::size_t j = 0; j < list.size(); ++j) {
        if (list[j].row == kNoRow) continue;
        if (!p_.asks.family && p_.choosing.decisions.reads_clocks()) s_.people.prefetch_choice(list[j].row);
        keep(j, n++);
    }
    list.resize(n);
    ids.resize(n);
    if (!p_.asks.family) return;
    std::size_t kept = 0;
    sim::words(p_.draws, sim::Month{}, sim::Purpose::life_course, ids, scratch.family);
    for (std::size_t j = 0; j < n; ++j) {
        Considering& i = list[j];
        const int age = p_.people.hazards.age_months(s_.people.birth[i.row]);
        i.family = family_of(
            {scratch.family[j], scratch.family[n + j], scratch.family[2 * n + j], scratch.family[3 * n + j]}, age);
        if (i.u < p_.people.hazards.consider(i.status_class, age, i.family.partner, i.family.child)) {
            if (p_.choosing.decisions.reads_clocks()) s_.people.prefetch_choice(i.row);
            keep(j, kept++);
        } else if (i.searches || i.separates) {
            act_on_choice(i, ids.person(j), sim::kStay, now, out);
        }
    }
    list.resize(kept);
    ids.resize(kept);
}

double Propose::rise_shift(std::uint32_t row, StatusWord who, sim::Month now) const {
    if (!p_.people.hazards.rises_shift()) return 0.0;
    const At at{.region = p_.world.file_of[who.region()], .tier = who.tier(), .field = who.field()};
    return p_.policy.read(Entry::promotion_shift, at) + p_.programmes.rise_shift(s_.people, row, now) +
           p_.benefits.claims.promotion_shift(s_.people, row);
}

void Propose::returns(std::size_t block, Proposals& out) const {
    const auto& returns = p_.programmes.returns();
    const auto from = std::lower_bound(returns.begin(), returns.end(), block * sim::kBlockRows,
                                       [](const auto& r, std::size_t row) { return r.row < row; });
    for (auto r = from; r != returns.end() && r->row < (block + 1) * sim::kBlockRows; ++r) {
        const bool gone =
            std::any_of(out.exits.begin(), out.exits.end(), [&](const Exit& e) { return e.row == r->row; });
        if (gone) continue;
        if (p_.world.active(&Modules::clearing)) {
            seek({r->row, 0, false, false, {}, -1.0}, s_.people.person(r->row), r->host, false, false, out);
        } else {
            out.moves.push_back({r->row, r->host});
        }
    }
}

void Propose::transit(std::uint32_t row, double u, Proposals& out) const {
    const std::size_t n = p_.world.n_regions;
    const RegionIndex home = s_.people.status[row].region();
    double running = 0.0;
    for (std::size_t r = 0; r < n; ++r) {
        running += p_.world.transition[home * n + r];
        if (u < running || r + 1 == n) {
            if (r != home) out.moves.push_back({row, RegionIndex{r}});
            return;
        }
    }
}

void Propose::seek(const Considering& i, sim::PersonId person, RegionIndex target, bool moves_anyway, bool commutes,
                   Proposals& out) const {
    const auto row = i.row;
    const auto who = s_.people.status[row];
    const RegionIndex home = who.region();
    Seeker s;
    s.person = person;
    s.row = row;
    s.home = home;
    s.target = target;
    s.tier = who.tier();
    s.field = who.field();
    const int age = p_.people.hazards.age_months(s_.people.birth[row]);
    s.experience_years = experience_years(age);
    bool recognised = true;
    if (p_.world.world->tiers[who.tier()].accredited) {
        const std::size_t held = s_.people.accredited(row, home);
        recognised = s_.people.accredited(row, target) != 0 ||
                     (held != 0 && p_.policy.recognised(p_.world.file_of[home], p_.world.file_of[target],
                                                        TierIndex{held - 1}, who.field()) != 0);
    }
    if (p_.world.world->fields[who.field()].regulated &&
        p_.world.other_province[home * p_.world.n_regions + target] != 0 &&
        p_.policy.read(Entry::credential_gap,
                       {.region = p_.world.file_of[home], .other = p_.world.file_of[target], .field = who.field()}) >=
            0.5) {
        recognised = false;
    }
    s.recognised = recognised;
    s.moves_anyway = moves_anyway;
    s.commutes = commutes;
    s.separates = i.separates;
    if (target != home && p_.benefits.referrals.acting(target) && p_.knowledge.ties.present()) {
        const sim::Month now = p_.choosing.choice.now();
        const auto referral = p_.benefits.referrals.referred(
            person, target, s.field, p_.choosing.decisions.acquaintances(row, target, now), now);
        if (referral) s.referral = *referral;
        if (referral) s.contact_factor = static_cast<float>(p_.benefits.referrals.contact_factor(*referral));
    }
    out.seekers.push_back(s);
}

void Propose::act_on_choice(const Considering& i, sim::PersonId person, std::uint8_t choice, sim::Month now,
                            Proposals& out) const {
    if (choice == sim::kStay) {
        if (i.searches) {
            const auto who = s_.people.status[i.row];
            const RegionIndex target = p_.economy.commuting.search_region(person, who, now);
            seek(i, person, target, false, target != who.region(), out);
        }
        if (i.separates) out.separations.push_back(i.row);
        return;
    }
    if (p_.choosing.choice.leaving_the_world(choice)) {
        out.exits.push_back({i.row, ExitReason::rest_of_world});
        return;
    }
    const RegionIndex target{choice};
    const bool to_work = s_.people.status[i.row].commuter() && s_.people.post[i.row].region() == target;
    if (p_.world.active(&Modules::clearing) && !to_work) {
        seek(i, person, target, !p_.choosing.decisions.job_led(s_.people.status[i.row].tier(), i.family), false, out);
        return;
    }
    out.moves.push_back({i.row, target});
}

}  // namespace talentflow::models
