// SPDX-License-Identifier: Apache-2.0
// Phase 2 of the month: who may something happen to, what do they want. Reads the frozen state of last month and
// writes nothing but lists; the rest of TalentModel is in talent_model.cpp.
#include <algorithm>
#include <numeric>

#include "models/talent_model.hpp"
#include "sim/parallel.hpp"
#include "sim/race.hpp"

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
    });
}

const std::uint32_t* TalentModel::block_words(std::size_t begin, std::size_t end, sim::Month now,
                                              BlockScratch& scratch) const {
    // One Philox call serves four neighbouring ids. Rows of a block mostly hold consecutive ids; those that were
    // reused ask for their own.
    scratch.words.resize(sim::kBlockRows + 8);
    const sim::PersonId base{population_.id[begin]};
    const std::size_t shift = sim::monthly_words(draws_, now, base, end - begin, scratch.words.data());
    std::uint32_t* words = scratch.words.data() + shift;
    if (!population_.scattered(begin / sim::kBlockRows)) return words;
    scratch.scattered.clear();
    scratch.scattered_rows.clear();
    for (std::size_t row = begin; row < end; ++row) {
        if (population_.id[row] == base.bits() + (row - begin)) continue;
        scratch.scattered.add(population_.person(row));
        scratch.scattered_rows.push_back(static_cast<std::uint32_t>(row - begin));
    }
    scratch.scattered_words.resize(scratch.scattered.size());
    sim::monthly_words(draws_, now, scratch.scattered, scratch.scattered_words.data());
    for (std::size_t i = 0; i < scratch.scattered_rows.size(); ++i) {
        words[scratch.scattered_rows[i]] = scratch.scattered_words[i];
    }
    return words;
}

void TalentModel::propose_block(std::size_t block, sim::Month now, BlockScratch& scratch) {
    const std::size_t begin = block * sim::kBlockRows;
    const std::size_t end = std::min(population_.n_rows(), begin + sim::kBlockRows);
    const std::size_t n = end - begin;
    Proposals& out = proposals_[block];
    const std::uint32_t* words = block_words(begin, end, now, scratch);
    if (look_every_month_) {
        scratch.flagged.resize(n);
        std::iota(scratch.flagged.begin(), scratch.flagged.end(), 0U);
    } else {
        sim::flag_rows(n, words, population_.status.data() + begin, population_.birth.data() + begin,
                       hazards_.usual(), scratch.flags, scratch.flagged);
    }
    scratch.looked.resize(scratch.flagged.size());
    scratch.looked_ids.resize(scratch.flagged.size());
    std::size_t count = 0;
    const std::uint64_t base = population_.id[begin];
    const bool scattered = population_.scattered(block);
    for (const std::uint32_t i : scratch.flagged) {
        const std::size_t row = begin + i;
        const auto who = population_.status[row];
        if (who.empty()) continue;
        if (!look_every_month_ && !hazards_.may_happen(who, population_.birth[row], words[i])) continue;
        if (reads_clocks_) population_.prefetch_clocks(row);
        scratch.looked[count] = {static_cast<std::uint32_t>(row), words[i]};
        // In most blocks the id follows from the row: no load.
        scratch.looked_ids.put(count, scattered ? population_.person(row) : sim::PersonId{base + i});
        ++count;
    }
    scratch.looked.resize(count);
    scratch.looked_ids.resize(count);
    sim::words(draws_, now, sim::Purpose::event_tails, scratch.looked_ids, scratch.tails);
    scratch.maybe.clear();
    scratch.maybe_ids.clear();
    for (std::size_t j = 0; j < scratch.looked.size(); ++j) look(j, now, out, scratch);
    consider(out, scratch);
    choose(now, out, scratch);
}

void TalentModel::look(std::size_t j, sim::Month now, Proposals& out, BlockScratch& scratch) {
    const std::uint32_t row = scratch.looked[j].row;
    const std::uint32_t word = scratch.looked[j].word;
    const std::size_t n = scratch.looked.size();
    const auto who = population_.status[row];
    const auto birth = population_.birth[row];
    const auto u = [&](unsigned process) {
        return sim::to_uniform(static_cast<std::uint8_t>(word >> (8 * process)), scratch.tails[process * n + j]);
    };
    const int age = hazards_.age_months(birth);
    if (hazards_.retires(who, birth)) {
        out.exits.push_back({row, ExitReason::retirement});
        return;
    }
    if (u(2) < hazards_.die(age)) {
        const bool table = compiled_.world->overrides.exit_probability.has_value();
        out.exits.push_back({row, table ? ExitReason::other : ExitReason::death});
        return;
    }
    if (u(3) < hazards_.rise(who.tier())) out.promotions.push_back(row);
    if (!compiled_.transition.empty()) {
        transit(row, u(0), out);
        return;
    }
    const auto person = scratch.looked_ids.person(j);
    const bool separates = hazards_.anyone_separates() && who.employed() &&
                           u(1) < hazards_.separate(now.index() - static_cast<int>(population_.job_since[row]));
    const bool searches = !who.employed() && hazards_.search() > 0.0 && u(1) < hazards_.search();
    if (!who.employed() && hazards_.finding() > 0.0 && u(1) < hazards_.finding()) out.found.push_back(row);
    auto status = who;
    if (who.graduate() && now - person.cohort() > kGraduateMonths) status.set_graduate(false);
    const auto status_class = static_cast<std::uint8_t>(status.consideration_class());
    const Considering i{row, status_class, searches, separates, {}, u(0)};
    if (i.u < hazards_.consider_most(status_class, age)) {
        scratch.maybe.push_back(i);
        scratch.maybe_ids.add(person);
    } else if (searches || separates) {
        act_on_choice(i, sim::kStay, out);
    }
}

void TalentModel::consider(Proposals& out, BlockScratch& scratch) {
    scratch.choosers.clear();
    const std::size_t n = scratch.maybe.size();
    std::size_t kept = 0;
    if (needs_family_) {
        sim::words(draws_, sim::Month{}, sim::Purpose::life_course, scratch.maybe_ids, scratch.family);
    }
    for (std::size_t j = 0; j < n; ++j) {
        Considering i = scratch.maybe[j];
        const int age = hazards_.age_months(population_.birth[i.row]);
        if (needs_family_) {
            i.family = family_of({scratch.family[j], scratch.family[n + j], scratch.family[2 * n + j],
                                  scratch.family[3 * n + j]},
                                 age);
        }
        if (i.u >= hazards_.consider(i.status_class, age, i.family.partner, i.family.child)) {
            act_on_choice(i, sim::kStay, out);
            continue;
        }
        scratch.choosers.add(scratch.maybe_ids.person(j));
        scratch.maybe[kept++] = i;
    }
    scratch.maybe.resize(kept);
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

bool TalentModel::job_led(std::size_t tier, const Family& family) const noexcept {
    // Mode matters only where there are posts; without family words it is not drawn at all.
    return !posts_.present() || compiled_.world->tiers[tier].accredited ||
           sim::to_uniform(family.mode_word) < compiled_.parameters().job_led_share;
}

Chooser TalentModel::chooser(const Considering& who_considers, sim::PersonId person, sim::Month now) const {
    const auto row = who_considers.row;
    const auto who = population_.status[row];
    Chooser i;
    i.person = person;
    i.row = row;
    i.home = who.region();
    i.tier = who.tier();
    i.field = who.field();
    i.employed = who.employed();
    i.family = who_considers.family;
    i.job_led = job_led(i.tier, i.family);
    if (reads_clocks_) {
        i.residence_months = now.index() - static_cast<int>(population_.resident_since[row]);
        i.origin = population_.origin[row];
    }
    i.age_years = static_cast<double>(hazards_.age_months(population_.birth[row])) / 12.0;
    if (!population_.columns().accreditation) return i;
    i.cards = population_.cards.get(row);
    if (population_.contract[row] != sim::kNoRow) {
        i.remaining_instalments = claims_.remaining_value(population_, row, now);
        i.clawback = claims_.leaving_cost(population_, row, now);
    }
    return i;
}

void TalentModel::choose(sim::Month now, Proposals& out, BlockScratch& scratch) {
    const std::size_t n = scratch.maybe.size();
    if (n == 0) return;
    const std::size_t alternatives = choice_.n_alternatives();
    scratch.v_stay.resize(n);
    scratch.choice.assign(n, sim::kStay);
    scratch.inverse_weight.resize(n * alternatives);
    const bool costly = compiled_.parameters().moving_cost_spread > 0.0;
    const auto level = [&](std::size_t j) {
        return costly ? Choice::cost_level(scratch.levels[2 * n + j]) : 0U;
    };
    if (compiled_.active(&Modules::choice) || !compiled_.utility.empty()) {
        if (costly) sim::words(draws_, sim::Month{}, sim::Purpose::life_status, scratch.choosers, scratch.levels);
        // First pass: every place known, ties at their bound. Raising a destination or lowering home can only switch
        // a draw towards leaving, so whoever stays here stays; only the rest need awareness and ties.
        for (std::size_t j = 0; j < n; ++j) {
            Chooser i = chooser(scratch.maybe[j], scratch.choosers.person(j), now);
            i.cost_level = level(j);
            const std::uint8_t* ties = ties_.present() ? population_.ties_of(i.row) : nullptr;
            scratch.v_stay[j] =
                choice_.fill(i, ~std::uint64_t{0}, ties, 0, scratch.inverse_weight.data() + j, n);
        }
        sim::RaceBatch batch;
        batch.n = n;
        batch.n_alternatives = alternatives;
        batch.index = scratch.choosers.index.data();
        batch.high = scratch.choosers.high.data();
        batch.key = draws_.key();
        batch.address = sim::Draws::address(now, sim::Purpose::choice_race);
        batch.inverse_weight = scratch.inverse_weight.data();
        batch.stride = n;
        batch.v_stay = scratch.v_stay.data();
        batch.rho = choice_.rho();
        batch.choice = scratch.choice.data();
        sim::race(batch);
    }
    for (std::size_t j = 0; j < n; ++j) {
        std::uint8_t choice = scratch.choice[j];
        if (choice != sim::kStay && partial_knowledge_) {
            Chooser i = chooser(scratch.maybe[j], scratch.choosers.person(j), now);
            i.cost_level = level(j);
            choice = exact_choice(i, now);
        }
        act_on_choice(scratch.maybe[j], choice, out);
    }
}

std::uint8_t TalentModel::exact_choice(const Chooser& i, sim::Month now) const {
    const auto row = i.row;
    const std::size_t n = compiled_.n_regions;
    std::array<std::uint8_t, kMaxRegions> ties{};
    const bool with_ties = ties_.present();
    if (with_ties) {
        ties_.at(i.person, i.home, population_.ties_of(row),
                 sim::Month{population_.ties_since[row]}, now, ties.data());
    }
    std::uint64_t known = ~std::uint64_t{0};
    if (!compiled_.known_probability.empty()) {
        known = 0;
        for (std::size_t r = 0; r < n; ++r) {
            const double u = sim::to_uniform(draws_.word_of_four(
                i.person, now, sim::Purpose::known_override, static_cast<std::uint32_t>(r)));
            if (u < compiled_.known_probability[i.home * n + r]) known |= std::uint64_t{1} << r;
        }
    } else if (population_.columns().awareness) {
        known = 0;
        const std::uint64_t stored = population_.known.get(row);
        for (std::size_t r = 0; r < n; ++r) {
            const bool sure = r == i.home || r == i.origin || (with_ties && ties[r] > 0);
            if (sure || awareness_.knows(i.person, i.home, r, ((stored >> r) & 1U) != 0,
                                         sim::Month{population_.known_since[row]}, now)) {
                known |= std::uint64_t{1} << r;
            }
        }
    }
    std::array<double, sim::kMaxAlternatives> weights{};
    const double v_stay = choice_.fill(i, known, with_ties ? ties.data() : nullptr,
                                       with_ties ? ties[i.home] : 0, weights.data(), 1);
    return sim::race(draws_, i.person, now, weights.data(), choice_.n_alternatives(), v_stay,
                     choice_.rho());
}

void TalentModel::seek(const Considering& i, std::size_t target, bool moves_anyway, Proposals& out) const {
    const auto row = i.row;
    const auto who = population_.status[row];
    const std::size_t home = who.region();
    Seeker s;
    s.person = population_.person(row);
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
        policy_.credential_gap(compiled_.file_of[home], compiled_.file_of[target], who.field()) >= 0.5) {
        recognised = false;
    }
    s.recognised = recognised;
    s.moves_anyway = moves_anyway;
    s.separates = i.separates;
    out.seekers.push_back(s);
}

void TalentModel::act_on_choice(const Considering& i, std::uint8_t choice, Proposals& out) const {
    if (choice == sim::kStay) {
        if (i.searches) seek(i, population_.status[i.row].region(), false, out);
        if (i.separates) out.separations.push_back(i.row);
        return;
    }
    if (choice_.leaving_the_world(choice)) {
        out.exits.push_back({i.row, ExitReason::rest_of_world});
        return;
    }
    if (compiled_.active(&Modules::clearing)) {
        seek(i, choice, !job_led(population_.status[i.row].tier(), i.family), out);
        return;
    }
    out.moves.push_back({i.row, choice});
}

}  // namespace talentflow::models
