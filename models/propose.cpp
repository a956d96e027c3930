// SPDX-License-Identifier: Apache-2.0
// Phase 2 of the month: who may something happen to, what do they want. Reads the frozen state of last month and
// writes nothing but lists; the rest of TalentModel is in talent_model.cpp.
#include <algorithm>

#include "models/talent_model.hpp"
#include "sim/parallel.hpp"
#include "sim/race.hpp"

namespace talentflow::models {

namespace {

constexpr int kEntryAgeMonths = 22 * 12;
constexpr int kGraduateMonths = 12;  // until the first job, at most (MODEL 0.14)

}  // namespace

void TalentModel::propose(sim::Month now) {
    const std::size_t blocks = sim::n_blocks(population_.n_rows());
    if (proposals_.size() < blocks) proposals_.resize(blocks);
    for (auto& p : proposals_) p.clear();
    sim::for_each_parallel(blocks, [&](std::size_t block, std::size_t thread) {
        propose_block(block, now, scratch_[thread]);
    });
}

void TalentModel::propose_block(std::size_t block, sim::Month now, BlockScratch& scratch) {
    const std::size_t begin = block * sim::kBlockRows;
    const std::size_t end = std::min(population_.n_rows(), begin + sim::kBlockRows);
    Proposals& out = proposals_[block];
    scratch.considering.clear();
    // One Philox call serves four neighbouring ids; where rows hold consecutive ids the kernel does them all, and
    // the few rows that were reused ask for their own.
    const sim::PersonId base{population_.id[begin]};
    const std::uint32_t first = base.index() & ~3U;
    const std::size_t shift = base.index() & 3U;
    const std::size_t groups = (end - begin + shift + 3) / 4;
    scratch.words.resize(sim::kBlockRows + 8);
    sim::monthly_words(draws_.key(), sim::Draws::address(now, sim::Purpose::monthly_bytes), base.high(),
                       first >> 2, groups, scratch.words.data());
    for (std::size_t row = begin; row < end; ++row) {
        const auto who = population_.status[row];
        if (who.empty()) continue;
        std::uint32_t word = scratch.words[row - begin + shift];
        if (population_.id[row] != base.bits() + (row - begin)) word = draws_.monthly_word(population_.person(row), now);
        if (hazards_.may_happen(who, population_.birth[row], word) || look_every_month_) {
            look(row, word, now, out, scratch);
        }
    }
    choose(now, out, scratch);
}

void TalentModel::look(std::size_t row, std::uint32_t word, sim::Month now, Proposals& out,
                       BlockScratch& scratch) {
    const auto who = population_.status[row];
    const auto person = population_.person(row);
    const auto birth = population_.birth[row];
    const auto r = static_cast<std::uint32_t>(row);
    const auto tails = draws_.words(person, now, sim::Purpose::event_tails);
    const auto u = [&](unsigned process) {
        return sim::to_uniform(static_cast<std::uint8_t>(word >> (8 * process)), tails[process]);
    };
    const int age = hazards_.age_months(birth);
    if (hazards_.retires(who, birth)) {
        out.exits.push_back({r, ExitReason::retirement});
        return;
    }
    if (u(2) < hazards_.die(age)) {
        const bool table = compiled_.world->overrides.exit_probability.has_value();
        out.exits.push_back({r, table ? ExitReason::other : ExitReason::death});
        return;
    }
    if (u(3) < hazards_.rise(who.tier())) out.promotions.push_back(r);
    if (!compiled_.transition.empty()) {
        transit(row, u(0), now, out);
        return;
    }
    const bool separates = who.employed() && u(1) < hazards_.separate(now.index() - static_cast<int>(population_.job_since[row]));
    if (!who.employed() && hazards_.finding() > 0.0 && u(1) < hazards_.finding()) out.found.push_back(r);
    const bool searches = !who.employed() && hazards_.search() > 0.0 && u(1) < hazards_.search();

    auto status = who;
    if (who.graduate() && now - person.cohort() > kGraduateMonths) status.set_graduate(false);
    const Family family = family_of(draws_, person, age);
    const bool considers =
        u(0) < hazards_.consider(status.consideration_class(), age, family.partner, family.child);
    if (considers || searches || separates) {
        Considering i;
        i.searches = searches;
        i.separates = separates;
        i.chooser.person = person;
        i.chooser.row = r;
        if (considers) {
            i.chooser = chooser(row, now);
            i.chooser.family = family;
            const double led = sim::to_uniform(family.mode_word);
            i.chooser.job_led = compiled_.world->tiers[who.tier()].accredited ||
                                led < compiled_.parameters().job_led_share;
            scratch.considering.push_back(i);
        } else {
            act_on_choice(i, sim::kStay, now, out);
        }
    }
}

void TalentModel::transit(std::size_t row, double u, sim::Month now, Proposals& out) const {
    static_cast<void>(now);
    const std::size_t n = compiled_.n_regions;
    const std::size_t home = population_.status[row].region();
    double running = 0.0;
    for (std::size_t r = 0; r < n; ++r) {
        running += compiled_.transition[home * n + r];
        if (u < running || r + 1 == n) {
            if (r != home) out.moves.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint8_t>(r)});
            return;
        }
    }
}

Chooser TalentModel::chooser(std::size_t row, sim::Month now) const {
    const auto who = population_.status[row];
    Chooser i;
    i.person = population_.person(row);
    i.row = static_cast<std::uint32_t>(row);
    i.home = who.region();
    i.tier = who.tier();
    i.field = who.field();
    i.employed = who.employed();
    i.residence_months = now.index() - static_cast<int>(population_.resident_since[row]);
    i.age_years = static_cast<double>(hazards_.age_months(population_.birth[row])) / 12.0;
    i.origin = population_.origin[row];
    if (population_.columns().accreditation) {
        i.cards = population_.cards.get(row);
        if (population_.contract[row] != sim::kNoRow) {
            i.remaining_instalments = claims_.remaining_value(population_, i.row, now);
            i.clawback = claims_.leaving_cost(population_, i.row, now);
        }
    }
    return i;
}

void TalentModel::choose(sim::Month now, Proposals& out, BlockScratch& scratch) {
    const std::size_t n = scratch.considering.size();
    if (n == 0) return;
    const bool choosing = compiled_.active(&Modules::choice) || !compiled_.utility.empty();
    const std::size_t alternatives = choice_.n_alternatives();
    const bool partial = awareness_.moving() || compiled_.present(&Modules::awareness) || ties_.present() ||
                         !compiled_.known_probability.empty();
    scratch.index.resize(n);
    scratch.high.resize(n);
    scratch.v_stay.resize(n);
    scratch.choice.assign(n, sim::kStay);
    scratch.inverse_weight.resize(n * alternatives);
    if (choosing) {
        // First pass: every place known, ties at their bound. Raising a destination or lowering home can only switch
        // a draw towards leaving, so whoever stays here stays; only the rest need awareness and ties.
        for (std::size_t j = 0; j < n; ++j) {
            const Considering& i = scratch.considering[j];
            scratch.index[j] = i.chooser.person.index();
            scratch.high[j] = i.chooser.person.high();
            const std::uint8_t* ties = ties_.present() ? population_.ties_of(i.chooser.row) : nullptr;
            scratch.v_stay[j] = choice_.fill(i.chooser, ~std::uint64_t{0}, ties, 0,
                                             scratch.inverse_weight.data() + j, n);
        }
        sim::RaceBatch batch;
        batch.n = n;
        batch.n_alternatives = alternatives;
        batch.index = scratch.index.data();
        batch.high = scratch.high.data();
        batch.key = draws_.key();
        batch.race_address = sim::Draws::address(now, sim::Purpose::choice_race);
        batch.nest_address = sim::Draws::address(now, sim::Purpose::choice_nest);
        batch.inverse_weight = scratch.inverse_weight.data();
        batch.stride = n;
        batch.v_stay = scratch.v_stay.data();
        batch.rho = choice_.rho();
        batch.choice = scratch.choice.data();
        sim::race(batch);
    }
    for (std::size_t j = 0; j < n; ++j) {
        const Considering& i = scratch.considering[j];
        std::uint8_t choice = scratch.choice[j];
        if (choice != sim::kStay && partial) choice = exact_choice(i, now);
        act_on_choice(i, choice, now, out);
    }
}

std::uint8_t TalentModel::exact_choice(const Considering& i, sim::Month now) const {
    const auto row = i.chooser.row;
    const std::size_t n = compiled_.n_regions;
    std::array<std::uint8_t, kMaxRegions> ties{};
    const bool with_ties = ties_.present();
    if (with_ties) {
        ties_.at(i.chooser.person, i.chooser.home, population_.ties_of(row),
                 sim::Month{population_.ties_since[row]}, now, ties.data());
    }
    std::uint64_t known = ~std::uint64_t{0};
    if (!compiled_.known_probability.empty()) {
        known = 0;
        for (std::size_t r = 0; r < n; ++r) {
            const double u = sim::to_uniform(draws_.word_of_four(
                i.chooser.person, now, sim::Purpose::known_override, static_cast<std::uint32_t>(r)));
            if (u < compiled_.known_probability[i.chooser.home * n + r]) known |= std::uint64_t{1} << r;
        }
    } else if (population_.columns().awareness) {
        known = 0;
        const std::uint64_t stored = population_.known.get(row);
        for (std::size_t r = 0; r < n; ++r) {
            const bool sure = r == i.chooser.home || r == i.chooser.origin || (with_ties && ties[r] > 0);
            if (sure || awareness_.knows(i.chooser.person, i.chooser.home, r, ((stored >> r) & 1U) != 0,
                                         sim::Month{population_.known_since[row]}, now)) {
                known |= std::uint64_t{1} << r;
            }
        }
    }
    std::array<double, sim::kMaxAlternatives> weights{};
    const double v_stay = choice_.fill(i.chooser, known, with_ties ? ties.data() : nullptr,
                                       with_ties ? ties[i.chooser.home] : 0, weights.data(), 1);
    return sim::race(draws_, i.chooser.person, now, weights.data(), choice_.n_alternatives(), v_stay,
                     choice_.rho());
}

void TalentModel::seek(const Considering& i, std::size_t target, bool moves_anyway, Proposals& out) const {
    const auto row = i.chooser.row;
    const auto who = population_.status[row];
    const std::size_t home = who.region();
    Seeker s;
    s.person = i.chooser.person;
    s.row = row;
    s.home = static_cast<std::uint8_t>(home);
    s.target = static_cast<std::uint8_t>(target);
    s.tier = static_cast<std::uint8_t>(who.tier());
    s.field = static_cast<std::uint8_t>(who.field());
    const int age = hazards_.age_months(population_.birth[row]);
    s.experience_years = static_cast<std::uint8_t>(std::clamp((age - kEntryAgeMonths) / 12, 0, 60));
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

void TalentModel::act_on_choice(const Considering& i, std::uint8_t choice, sim::Month now, Proposals& out) {
    static_cast<void>(now);
    if (choice == sim::kStay) {
        if (i.searches) seek(i, population_.status[i.chooser.row].region(), false, out);
        if (i.separates) out.separations.push_back(i.chooser.row);
        return;
    }
    if (choice_.leaving_the_world(choice)) {
        out.exits.push_back({i.chooser.row, ExitReason::rest_of_world});
        return;
    }
    if (compiled_.active(&Modules::clearing)) {
        seek(i, choice, !i.chooser.job_led, out);
        return;
    }
    out.moves.push_back({i.chooser.row, choice});
}

}  // namespace talentflow::models
