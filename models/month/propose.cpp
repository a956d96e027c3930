// SPDX-License-Identifier: Apache-2.0
// Phase 2 of the month: who may something happen to, what do they want. Reads the frozen state of last month and
// writes nothing but lists; the rest of TalentModel is in talent_model.cpp.
#include <algorithm>
#include <numeric>

#include "models/month/talent_model.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

constexpr int kGraduateMonths = 12;  // until the first job, at most (methods 3.2)

}  // namespace

void TalentModel::propose(sim::Month now) {
    const std::size_t blocks = sim::n_blocks(population_.n_rows());
    if (proposals_.size() < blocks) proposals_.resize(blocks);
    for (auto& p : proposals_) p.clear();
    sim::for_each_parallel(blocks, [&](std::size_t block, std::size_t thread) {
        propose_block(block, now, scratch_[thread]);
        if (commits_at_once_) commit_block(block, now, books_.tally(thread), scratch_[thread]);
    });
    if (!ventures_.closed().empty()) propose_dismissals(now);
}

void TalentModel::find_events(std::size_t block, sim::Month now, BlockScratch& scratch) const {
    const std::size_t begin = block * sim::kBlockRows;
    const std::size_t n = std::min(population_.n_rows(), begin + sim::kBlockRows) - begin;
    const auto* status = population_.status.data() + begin;
    const auto* birth = population_.birth.data() + begin;
    auto bounds = hazards_.bounds();
    // Claims hear of people in the order of their rows, so these must stay in one list; fairs must hear of everyone who
    // considers.
    if (look_every_month_ || !commits_at_once_ || claims_.present() || programmes_.asks_considerers())
        bounds.certain_below = 0;
    // One Philox call serves four neighbouring ids. Rows of a block mostly hold consecutive ids; those that were
    // reused ask for their own.
    const auto base = population_.block_base(block);
    if (!look_every_month_ && !population_.scattered(block)) {
        models::find_events(draws_, now, base, n, status, birth, bounds, scratch.events);
        return;
    }
    auto& words = scratch.words;
    if (words.size() < sim::kBlockRows + 8) words.resize(sim::kBlockRows + 8);
    const std::size_t shift = sim::monthly_words(draws_, now, base, n, words.data());
    population_.scattered_rows(block, scratch.scattered_rows);
    scratch.scattered.clear();
    for (const auto row : scratch.scattered_rows) scratch.scattered.add(population_.person(begin + row));
    if (scratch.scattered_words.size() < scratch.scattered.size()) scratch.scattered_words.resize(sim::kBlockRows);
    sim::monthly_words(draws_, now, scratch.scattered, scratch.scattered_words.data());
    for (std::size_t i = 0; i < scratch.scattered_rows.size(); ++i) {
        words[shift + scratch.scattered_rows[i]] = scratch.scattered_words[i];
    }
    auto& events = scratch.events;
    if (!look_every_month_) {
        models::find_events(n, words.data() + shift, status, birth, bounds, events);
        return;
    }
    events.n = n;
    events.n_certain = 0;
    events.rows.resize(sim::kBlockRows);
    std::iota(events.rows.begin(), events.rows.end(), 0U);
    events.words.assign(words.begin() + static_cast<std::ptrdiff_t>(shift), words.end());
}

void TalentModel::choose_looks(std::size_t block, BlockScratch& scratch) const {
    const std::size_t begin = block * sim::kBlockRows;
    const auto base = population_.block_base(block);
    const bool scattered = population_.scattered(block);
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
        ids.put(count, scattered ? population_.person(row) : sim::PersonId{base.bits() + i});
        list[count] = {static_cast<std::uint32_t>(row), 0, false, false, {}, -1.0};
        return count++;
    };
    for (std::size_t i = 0; !decides_plainly_ && i < events.n_certain; ++i) add(events.certain[i]);
    for (std::size_t i = 0; i < events.n; ++i) {
        const std::size_t row = begin + events.rows[i];
        const std::uint32_t word = events.words[i];
        const auto who = population_.status[row];
        const std::uint16_t* birth = population_.birth.data() + row;
        if (look_every_month_ ? who.empty() : !hazards_.may_happen(who, birth, word)) continue;
        // Only what will be read: the lines that can be under way at a time are the limit.
        if (hazards_.may_separate(who, word)) __builtin_prefetch(population_.job_since.data() + row);
        if (hazards_.rises_shift() && hazards_.may_rise(who, word))
            programmes_.prefetch_rise(population_, static_cast<std::uint32_t>(row));
        const auto at = add(events.rows[i]);
        if (!look_every_month_ && hazards_.only_considers(who, birth, word)) continue;
        scratch.open.push_back({at, word});
        scratch.open_ids.add(ids.person(at));
    }
    list.resize(count);
    ids.resize(count);
}

void TalentModel::decide_certain(std::size_t block, sim::Month now, Proposals& out, BlockScratch& scratch) const {
    const auto& events = scratch.events;
    const std::size_t begin = block * sim::kBlockRows;
    const auto base = population_.block_base(block);
    const bool scattered = population_.scattered(block);
    auto& ids = scratch.considering_ids;
    ids.resize(events.n_certain);
    for (std::size_t i = 0; i < events.n_certain; ++i) {
        const std::uint32_t row = events.certain[i];
        ids.put(i, scattered ? population_.person(begin + row) : sim::PersonId{base.bits() + row});
    }
    decisions_.decide_plain(begin, events.certain.data(), ids, now, scratch.decisions);
    for (std::size_t i = 0; i < events.n_certain; ++i) {
        const auto choice = scratch.decisions.choice[i];
        if (choice == sim::kStay) continue;
        const auto row = static_cast<std::uint32_t>(begin + events.certain[i]);
        act_on_choice({row, 0, false, false, {}, -1.0}, ids.person(i), choice, now, out);
    }
}

void TalentModel::propose_block(std::size_t block, sim::Month now, BlockScratch& scratch) {
    Proposals& out = proposals_[block];
    find_events(block, now, scratch);
    if (decides_plainly_) decide_certain(block, now, out, scratch);
    choose_looks(block, scratch);
    sim::words(draws_, now, sim::Purpose::event_tails, scratch.open_ids, scratch.tails);
    for (std::size_t i = 0; i < scratch.open.size(); ++i) look(i, now, out, scratch);
    consider(now, out, scratch);
    if (programmes_.asks_considerers())
        programmes_.considers(block, scratch.considering, scratch.considering_ids, now, population_);
    decisions_.decide(scratch.considering, scratch.considering_ids, now, scratch.decisions);
    if (programmes_.asks_considerers()) {
        programmes_.decided(block, scratch.considering, scratch.considering_ids, scratch.decisions.choice, now,
                            population_);
    }
    for (std::size_t j = 0; j < scratch.considering.size(); ++j) {
        const auto choice = scratch.decisions.choice[j];
        const Considering& i = scratch.considering[j];
        if (choice != sim::kStay || i.searches || i.separates)
            act_on_choice(i, scratch.considering_ids.person(j), choice, now, out);
    }
    if (!programmes_.returns().empty()) propose_returns(block, out);
}

void TalentModel::look(std::size_t which, sim::Month now, Proposals& out, BlockScratch& scratch) {
    const auto [at, word] = scratch.open[which];
    Considering& i = scratch.considering[at];
    const auto row = i.row;
    i.row = kNoRow;  // unless they consider moving
    const std::size_t n = scratch.open.size();
    const auto who = population_.status[row];
    const auto birth = population_.birth[row];
    const auto u = [&, word = word](unsigned process) {
        return sim::to_uniform(static_cast<std::uint8_t>(word >> (8 * process)), scratch.tails[process * n + which]);
    };
    const int age = hazards_.age_months(birth);
    if (hazards_.retires(who, birth)) {
        out.exits.push_back({row, ExitReason::retirement});
        return;
    }
    // The byte of the word first: it rules most processes out without a table.
    if (hazards_.may_die(birth, word) && u(2) < hazards_.die(age)) {
        const bool table = compiled_.world->overrides.exit_probability.has_value();
        out.exits.push_back({row, table ? ExitReason::other : ExitReason::death});
        return;
    }
    if (hazards_.may_rise(who, word) && u(3) < hazards_.rise_most(who.tier()) &&
        u(3) < hazards_.rise(who.tier(), rise_shift(row, who, now))) {
        out.promotions.push_back(row);
    }
    if (who.away()) return;  // neither loses a post nor thinks of another until the time is over
    if (!compiled_.transition.empty()) {
        transit(row, u(0), out);
        return;
    }
    const std::size_t works_in = who.commuter() ? population_.post[row].region() : who.region();
    i.separates = hazards_.may_separate(who, word) && u(1) < hazards_.separate_most() &&
                  u(1) < hazards_.separate(works_in, who, now.index() - static_cast<int>(population_.job_since[row]));
    i.searches = !who.employed() && hazards_.search() > 0.0 && u(1) < hazards_.search() &&
                 !programmes_.begins_course(population_, row, now);
    if (!who.employed() && hazards_.finding() > 0.0 && u(1) < hazards_.finding()) out.found.push_back(row);
    auto status = who;
    if (who.graduate() && now - scratch.open_ids.person(which).cohort() > kGraduateMonths) status.set_graduate(false);
    i.status_class = static_cast<std::uint8_t>(status.consideration_class());
    i.u = u(0);
    if (i.u < hazards_.consider_most(i.status_class, age)) {
        i.row = row;
    } else if (i.searches || i.separates) {
        Considering stays = i;
        stays.row = row;
        act_on_choice(stays, scratch.open_ids.person(which), sim::kStay, now, out);
    }
}

void TalentModel::consider(sim::Month now, Proposals& out, BlockScratch& scratch) {
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
        if (!needs_family_ && decisions_.reads_clocks()) population_.prefetch_choice(list[j].row);
        keep(j, n++);
    }
    list.resize(n);
    ids.resize(n);
    if (!needs_family_) return;
    std::size_t kept = 0;
    sim::words(draws_, sim::Month{}, sim::Purpose::life_course, ids, scratch.family);
    for (std::size_t j = 0; j < n; ++j) {
        Considering& i = list[j];
        const int age = hazards_.age_months(population_.birth[i.row]);
        i.family = family_of(
            {scratch.family[j], scratch.family[n + j], scratch.family[2 * n + j], scratch.family[3 * n + j]}, age);
        if (i.u < hazards_.consider(i.status_class, age, i.family.partner, i.family.child)) {
            if (decisions_.reads_clocks()) population_.prefetch_choice(i.row);
            keep(j, kept++);
        } else if (i.searches || i.separates) {
            act_on_choice(i, ids.person(j), sim::kStay, now, out);
        }
    }
    list.resize(kept);
    ids.resize(kept);
}

double TalentModel::rise_shift(std::uint32_t row, StatusWord who, sim::Month now) const {
    if (!hazards_.rises_shift()) return 0.0;
    const At at{.region = compiled_.file_of[who.region()], .tier = who.tier(), .field = who.field()};
    return policy_.read(Entry::promotion_shift, at) + programmes_.rise_shift(population_, row, now) +
           claims_.promotion_shift(population_, row);
}

void TalentModel::propose_returns(std::size_t block, Proposals& out) const {
    const auto& returns = programmes_.returns();
    const auto from = std::lower_bound(returns.begin(), returns.end(), block * sim::kBlockRows,
                                       [](const auto& r, std::size_t row) { return r.row < row; });
    for (auto r = from; r != returns.end() && r->row < (block + 1) * sim::kBlockRows; ++r) {
        const bool gone =
            std::any_of(out.exits.begin(), out.exits.end(), [&](const Exit& e) { return e.row == r->row; });
        if (gone) continue;
        if (compiled_.active(&Modules::clearing)) {
            seek({r->row, 0, false, false, {}, -1.0}, population_.person(r->row), r->host, false, false, out);
        } else {
            out.moves.push_back({r->row, r->host});
        }
    }
}

void TalentModel::transit(std::uint32_t row, double u, Proposals& out) const {
    const std::size_t n = compiled_.n_regions;
    const std::size_t home = population_.status[row].region();
    double running = 0.0;
    for (std::size_t r = 0; r < n; ++r) {
        running += compiled_.transition[home * n + r];
        if (u < running || r + 1 == n) {
            if (r != home) out.moves.push_back({row, static_cast<std::uint8_t>(r)});
            return;
        }
    }
}

void TalentModel::seek(const Considering& i, sim::PersonId person, std::size_t target, bool moves_anyway, bool commutes,
                       Proposals& out) const {
    const auto row = i.row;
    const auto who = population_.status[row];
    const std::size_t home = who.region();
    Seeker s;
    s.person = person;
    s.row = row;
    s.home = static_cast<std::uint8_t>(home);
    s.target = static_cast<std::uint8_t>(target);
    s.tier = static_cast<std::uint8_t>(who.tier());
    s.field = static_cast<std::uint8_t>(who.field());
    const int age = hazards_.age_months(population_.birth[row]);
    s.experience_years = experience_years(age);
    bool recognised = true;
    if (compiled_.world->tiers[who.tier()].accredited) {
        const std::size_t held = population_.accredited(row, home);
        recognised = population_.accredited(row, target) != 0 ||
                     (held != 0 && policy_.recognised(compiled_.file_of[home], compiled_.file_of[target], held - 1,
                                                      who.field()) != 0);
    }
    if (compiled_.world->fields[who.field()].regulated &&
        compiled_.other_province[home * compiled_.n_regions + target] != 0 &&
        policy_.read(Entry::credential_gap,
                     {.region = compiled_.file_of[home], .other = compiled_.file_of[target], .field = who.field()}) >=
            0.5) {
        recognised = false;
    }
    s.recognised = recognised;
    s.moves_anyway = moves_anyway;
    s.commutes = commutes;
    s.separates = i.separates;
    if (target != home && referrals_.acting(target) && ties_.present()) {
        const sim::Month now = choice_.now();
        const auto referral =
            referrals_.referred(person, target, s.field, decisions_.acquaintances(row, target, now), now);
        if (referral) s.referral = *referral;
        if (referral) s.contact_factor = static_cast<float>(referrals_.contact_factor(*referral));
    }
    out.seekers.push_back(s);
}

void TalentModel::act_on_choice(const Considering& i, sim::PersonId person, std::uint8_t choice, sim::Month now,
                                Proposals& out) const {
    if (choice == sim::kStay) {
        if (i.searches) {
            const auto who = population_.status[i.row];
            const std::size_t target = commuting_.search_region(person, who, now);
            seek(i, person, target, false, target != who.region(), out);
        }
        if (i.separates) out.separations.push_back(i.row);
        return;
    }
    if (choice_.leaving_the_world(choice)) {
        out.exits.push_back({i.row, ExitReason::rest_of_world});
        return;
    }
    const bool to_work = population_.status[i.row].commuter() && population_.post[i.row].region() == choice;
    if (compiled_.active(&Modules::clearing) && !to_work) {
        seek(i, person, choice, !decisions_.job_led(population_.status[i.row].tier(), i.family), false, out);
        return;
    }
    out.moves.push_back({i.row, choice});
}

}  // namespace talentflow::models
