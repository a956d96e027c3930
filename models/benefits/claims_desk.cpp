// SPDX-License-Identifier: Apache-2.0
// The month's work at the desks: accreditation, take-up, decisions, payments. The rest of Claims is in claims.cpp.
#include <algorithm>
#include <cmath>
#include <limits>

#include "models/benefits/claims.hpp"
#include "models/policy/eligibility.hpp"
#include "sim/math.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

constexpr int kClaimMonths = 12;         // how long a spell stays claimable, and an approved claim payable
constexpr double kDaysPerMonth = 30.0;   // methods 3.10
constexpr int kAfterContractMonths = 6;  // methods 3.3

}  // namespace

int Claims::delay_months(double days, sim::PersonId person, sim::Month now, std::uint32_t index) const {
    const double months = days / kDaysPerMonth;
    const double whole = std::floor(months);
    const double u = draws_->uniform(person, now, sim::Purpose::desk_delay, index);
    return static_cast<int>(whole) + (u < months - whole ? 1 : 0);
}

void Claims::apply_for_accreditation(const Population& p, std::uint32_t row, RegionIndex from, sim::Month now) {
    const auto who = p.status[row];
    const RegionIndex r = who.region();
    if (!world_->world->tiers[who.tier()].accredited) return;
    if (p.accredited(row, r) == who.tier() + 1) return;
    const auto person = p.person(row);
    const FileRegion file_from = world_->file_of[from], file_r = world_->file_of[r];
    double days = policy_->processing_days(file_r, world_->region(r).processing_days_accreditation);
    std::size_t tier_plus_1 = who.tier() + 1;
    const double u = draws_->uniform(person, now, sim::Purpose::accreditation, static_cast<std::uint32_t>(r));
    bool succeeds =
        u < world_->world->overrides.accreditation_probability.value_or(world_->parameters().accreditation_probability);
    const std::size_t held = from == r ? 0 : p.accredited(row, from);
    const std::size_t recognised =
        held == 0 ? 0 : policy_->recognised(file_from, file_r, TierIndex{held - 1}, who.field());
    if (recognised != 0) {
        // Recognition is a right, not a new decision: the partner's title stands, within tau_MR.
        days = std::min(days, policy_->read(Entry::recognition_days, {.region = file_from, .other = file_r}));
        tier_plus_1 = recognised;
        succeeds = true;
        const std::size_t lever = policy_->recognised_by(file_from, file_r, TierIndex{held - 1}, who.field());
        static_cast<void>(
            funds_->administer(lever, to_fen(terms_.recognition_cost_cny[lever] * world_->persons_per_agent)));
    }
    const int due = (now - world_->first) + 1 + delay_months(days, person, now, static_cast<std::uint32_t>(r));
    if (static_cast<std::size_t>(due) >= state_->accreditations.size()) return;
    state_->accreditations[static_cast<std::size_t>(due)].push_back(
        {person.bits(), row, r, static_cast<std::uint8_t>(tier_plus_1), succeeds});
}

void Claims::decide_accreditations(Population& p, sim::Month now) {
    auto& due = state_->accreditations[static_cast<std::size_t>(now - world_->first)];
    for (const auto& a : due) {
        if (!a.succeeds || !still_there(p, a.person, a.row, a.region)) continue;
        p.set_accredited(a.row, a.region, a.tier_plus_1);
        if (active_) become_candidate(p, a.row, now);
    }
    due = {};
}

double Claims::claim_days(RegionIndex region) const {
    return policy_->processing_days(world_->file_of[region], world_->region(region).processing_days_claims);
}

double Claims::claim_days_of(const Population& p, std::uint32_t row, RegionIndex region) const {
    const bool card = ((p.cards.get(row) >> region) & 1U) != 0;
    return claim_days(region) *
           (card ? policy_->read(Entry::card_processing, {.region = world_->file_of[region]}) : 1.0);
}

double Claims::desk_capacity(RegionIndex region) const {
    const double added =
        policy_ != nullptr ? policy_->read(Entry::desk_capacity, {.region = world_->file_of[region]}) : 0.0;
    return std::floor((world_->region(region).desk_cases_per_month + added) / world_->persons_per_agent);
}

double Claims::processing_days(RegionIndex region) const {
    const double days = policy_ != nullptr ? claim_days(region) : world_->region(region).processing_days_claims;
    const double capacity = desk_capacity(region);
    const auto waiting = static_cast<double>(state_->desks[region].size());
    if (capacity <= 0.0) return std::numeric_limits<double>::quiet_NaN();
    return days + kDaysPerMonth * waiting / capacity;
}

double Claims::take_up(const Population& p, const Candidate& c, sim::Month now) const {
    const auto& o = world_->world->overrides;
    if (o.take_up_probability) return *o.take_up_probability;
    const auto& par = world_->parameters();
    const auto who = p.status[c.row];
    const auto& programme = terms_.programmes[c.programme];
    const double wage = prices_->income_cny(world_->cell(c.region, who.tier(), who.field())) / 12.0;
    // A card has no price: it counts as one monthly wage (assumption). Help with housing counts with its whole term.
    const TierIndex tier = benefit_tier(p, c.row).value_or(who.tier());
    double value = programme.card ? wage : programme.amount(tier, now);
    if (programme.housing()) {
        value = programme.term_months * housing_cost_cny(c.programme, c.region, who.tier(), who.field());
    }
    if (value <= 0.0) return 0.0;
    const double x = par.take_up_constant + par.take_up_value * sim::math::log(value / wage) -
                     par.take_up_delay * claim_days_of(p, c.row, c.region) / 15.0;
    const double factor = policy_->read(Entry::take_up_factor, {.region = world_->file_of[c.region]});
    return std::min(1.0, factor / (1.0 + sim::math::exp(-x)));
}

void Claims::file_claims(const Population& p, sim::Month now) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < state_->candidates.size(); ++i) {
        const Candidate c = state_->candidates[i];
        const auto& programme = terms_.programmes[c.programme];
        const bool over = now - c.spell_start >= kClaimMonths || state_->acting[c.programme] == 0 ||
                          !still_there(p, c.person, c.row, c.region) || !eligible(p, c.row, programme, now);
        if (over) continue;
        const auto person = p.person(c.row);
        const std::uint32_t lever = terms_.lever_key[programme.lever];
        const double u = draws_->uniform(person, c.spell_start, sim::Purpose::take_up, lever);
        if (u >= take_up(p, c, now)) {
            state_->candidates[kept++] = c;
            continue;
        }
        if (ruled_out(p, c.row, c.programme, now)) continue;
        state_->has_claimed[c.programme].insert(c.person);
        const bool newcomer = is_newcomer(p, c.row, now);
        state_->desks[c.region].push_back({c.person, c.row,
                                           draws_->words(person, sim::Month{}, sim::Purpose::desk_order, lever)[0], now,
                                           now, c.programme, c.region, *benefit_tier(p, c.row), newcomer});
        ++month_.figures[programme.lever].filed;
    }
    state_->candidates.resize(kept);
}

void Claims::work_desks(const Population& p, sim::Month now) {
    for (const RegionIndex r : every<RegionIndex>(state_->desks.size())) {
        auto& desk = state_->desks[r];
        std::sort(desk.begin(), desk.end(), [](const Case& a, const Case& b) {
            if (a.filed != b.filed) return a.filed < b.filed;
            if (a.order != b.order) return a.order < b.order;
            return a.person != b.person ? a.person < b.person : a.programme < b.programme;
        });
        const auto taken = static_cast<std::size_t>(std::min(desk_capacity(r), static_cast<double>(desk.size())));
        for (std::size_t i = 0; i < taken; ++i) {
            Case c = desk[i];
            const std::uint32_t lever = terms_.lever_key[terms_.programmes[c.programme].lever];
            // Who has left since waits the usual time for a decision that lapses.
            const double days = still_there(p, c.person, c.row, r) ? claim_days_of(p, c.row, r) : claim_days(r);
            c.due = now + delay_months(days, sim::PersonId{c.person}, now, lever);
            state_->pending.push_back(c);
        }
        desk.erase(desk.begin(), desk.begin() + static_cast<std::ptrdiff_t>(taken));
    }
}

Fen Claims::instalment(const Contract& c) const noexcept {
    if (c.instalments_paid + 1 == c.instalments) return c.amount - c.paid;
    return c.amount / c.instalments;
}

void Claims::book_grant(const Case& c, sim::Month now) {
    const std::size_t lever = terms_.programmes[c.programme].lever;
    ++month_.figures[lever].paid;
    ++month_.figures[lever].recipients[c.tier * 2U + (c.newcomer ? 1U : 0U)];
    ++state_->history[lever][2 * static_cast<std::size_t>(now.index() % 12) + 1];
}

void Claims::add_contract(Population& p, const Contract& contract) {
    p.status[contract.row].set_beneficiary(true);
    p.contract[contract.row] = static_cast<std::uint32_t>(state_->contracts.size());
    state_->contracts.push_back(contract);
}

void Claims::grant(Population& p, const Case& c, sim::Month now) {
    const auto& programme = terms_.programmes[c.programme];
    book_grant(c, now);
    ++state_->granted[c.programme].given;
    if (programme.posts) {
        state_->grants.push_back({c.programme, sim::PersonId{c.person}, c.region, p.status[c.row].field()});
    }
    if (programme.card) {
        p.status[c.row].set_beneficiary(true);
        p.cards.set(c.row, p.cards.get(c.row) | (std::uint64_t{1} << c.region));
        state_->card_holders[c.programme].insert(c.person);
        return;
    }
    const Fen amount = to_fen(programme.amount(c.tier, now) * world_->persons_per_agent);
    Contract contract{c.person,
                      c.row,
                      p.contract[c.row],
                      amount,
                      0,
                      now,
                      static_cast<std::int16_t>(programme.service_months),
                      static_cast<std::int16_t>(programme.instalments),
                      0,
                      c.programme,
                      c.region,
                      true};
    contract.paid = instalment(contract);
    contract.instalments_paid = 1;
    state_->live_contracts.push_back(static_cast<std::uint32_t>(state_->contracts.size()));
    add_contract(p, contract);
    month_.first_paid.push_back(c.row);
    state_->award_sums.pay(c.person, contract.paid);
}

bool Claims::grants_left(std::size_t programme, sim::Month now) {
    const auto& most = terms_.programmes[programme].grants_per_year_max;
    if (!most) return true;
    YearsGrants& grants = state_->granted[programme];
    if (grants.year != now.year()) {
        const auto lever = sim::PersonId::of(
            sim::region_uid(world_->world->levers[terms_.programmes[programme].lever].id), sim::Month{}, 0);
        const double u = draws_->uniform(lever, sim::Month::of(now.year(), 1), sim::Purpose::desk_order,
                                         terms_.lever_key[terms_.programmes[programme].lever]);
        grants = {now.year(), 0, sim::keyed_round(*most / world_->persons_per_agent, u)};
    }
    return grants.given < grants.most;
}

void Claims::decide_and_pay(Population& p, sim::Month now) {
    std::vector<Case> round;
    std::size_t kept = 0;
    for (const Case& c : state_->pending) {
        if (c.due > now) {
            state_->pending[kept++] = c;
            continue;
        }
        auto& f = month_.figures[terms_.programmes[c.programme].lever];
        if (!still_there(p, c.person, c.row, c.region)) {
            ++f.lapsed;
            continue;
        }
        ++f.approved;
        ++state_->history[terms_.programmes[c.programme].lever][2 * static_cast<std::size_t>(now.index() % 12)];
        round.push_back(c);
    }
    state_->pending.resize(kept);
    // First come: older approvals first, then the keyed hash; a lottery draws a new order every round.
    const auto rank = [&](const Case& c) {
        const auto& w = *world_->world;
        const std::size_t lever = terms_.programmes[c.programme].lever;
        if (w.levers[lever].fund != kNoIndex && w.funds[w.levers[lever].fund].rule == FundRule::lottery) {
            return draws_->words(sim::PersonId{c.person}, now, sim::Purpose::fund_lottery, terms_.lever_key[lever])[0];
        }
        return c.order;
    };
    for (Case& c : round) c.order = rank(c);
    std::sort(round.begin(), round.end(), [](const Case& a, const Case& b) {
        if (a.order != b.order) return a.order < b.order;
        return a.person != b.person ? a.person < b.person : a.programme < b.programme;
    });
    state_->unpaid.insert(state_->unpaid.end(), round.begin(), round.end());
    kept = 0;
    for (const Case& c : state_->unpaid) {
        const auto& programme = terms_.programmes[c.programme];
        if (!still_there(p, c.person, c.row, c.region) || now - c.due >= kClaimMonths) {
            ++month_.figures[programme.lever].lapsed;
            continue;
        }
        if (programme.housing()) {
            const Outcome outcome = house(p, c, now);
            if (outcome == Outcome::granted) book_grant(c, now);
            if (outcome == Outcome::lapses) ++month_.figures[programme.lever].lapsed;
            if (outcome == Outcome::waits) state_->unpaid[kept++] = c;
            continue;
        }
        Contract probe{};
        probe.amount = to_fen(programme.amount(c.tier, now) * world_->persons_per_agent);
        probe.instalments = static_cast<std::int16_t>(programme.instalments);
        if (grants_left(c.programme, now) && (programme.card || funds_->pay(programme.lever, instalment(probe)))) {
            grant(p, c, now);
        } else if (funds_->alive(programme.lever, now)) {
            state_->unpaid[kept++] = c;
        } else {
            ++month_.figures[programme.lever].lapsed;
        }
    }
    state_->unpaid.resize(kept);
}

void Claims::pay_due_instalment(Contract& c, sim::Month now) {
    if (c.instalments_paid == c.instalments || now - c.start < 12 * c.instalments_paid) return;
    const Fen amount = instalment(c);
    if (!funds_->pay(terms_.programmes[c.programme].lever, amount)) return;
    c.paid += amount;
    state_->award_sums.pay(c.person, amount);
    ++c.instalments_paid;
}

bool Claims::contract_over(const Contract& c, sim::Month now) const {
    const int months = now - c.start;
    if (months < c.service_months) return false;
    const int last_due = 12 * (c.instalments - 1);
    return c.instalments_paid == c.instalments || !funds_->alive(terms_.programmes[c.programme].lever, now) ||
           months >= last_due + kClaimMonths;
}

void Claims::pay_instalments(Population& p, sim::Month now) {
    std::size_t kept = 0;
    for (const std::uint32_t id : state_->live_contracts) {
        Contract& c = state_->contracts[id];
        if (!is_there(p, c.person, c.row)) continue;
        if (p.status[c.row].region() != c.region) c.open = false;
        const int months = now - c.start;
        const int after = c.service_months > 0 ? months - c.service_months : -1;  // the end of the obligation
        if (c.open) {
            pay_due_instalment(c, now);
            if (after == 0) p.status[c.row].set_after_contract(true);
            if (contract_over(c, now)) c.open = false;
        }
        // That time runs wherever the person goes, and whether or not all of the award has been paid.
        if (after == kAfterContractMonths) p.status[c.row].set_after_contract(false);
        if (c.open || (after >= 0 && after < kAfterContractMonths)) state_->live_contracts[kept++] = id;
    }
    state_->live_contracts.resize(kept);
}

void Claims::pay_holders() {
    for (std::size_t i = 0; i < terms_.programmes.size(); ++i) {
        const auto& programme = terms_.programmes[i];
        if (state_->acting[i] == 0 || !programme.card || programme.holder_cost_cny_per_year <= 0.0) continue;
        const double due = programme.holder_cost_cny_per_year / 12.0 *
                           static_cast<double>(state_->card_holders[i].size()) * world_->persons_per_agent;
        static_cast<void>(funds_->pay(programme.lever, to_fen(due)));
    }
}

void Claims::resolve(sim::Team& team, Population& p, sim::Month now) {
    if (!p.columns().accreditation) return;
    decide_accreditations(p, now);
    if (!active_) return;
    run_housing(p, now);  // exits first: what they free is there for this month's claims
    scan_started(team, p, now);
    file_claims(p, now);
    work_desks(p, now);
    decide_and_pay(p, now);
    pay_instalments(p, now);
    pay_holders();
    count_queues();
}

}  // namespace talentflow::models
