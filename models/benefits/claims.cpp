// SPDX-License-Identifier: Apache-2.0
#include "models/benefits/claims.hpp"

#include <algorithm>

#include "models/policy/eligibility.hpp"
#include "sim/contract.hpp"
#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

constexpr double kLeastYears = 3.0;  // horizon of one-off sums (methods 3.4, 7)

}  // namespace

Claims::Claims(const CompiledWorld& world, const sim::Draws& draws, const ProgrammeList& programmes, Funds& funds,
               ClaimsState& state)
    : world_{&world},
      draws_{&draws},
      funds_{&funds},
      state_{&state},
      active_{world.active(&Modules::claims)},
      accredits_{world.active(&Modules::capability)} {
    state = {};
    terms_.programmes = programmes.claims;
    terms_.recognition_cost_cny.assign(world.world->levers.size(), 0.0);
    for (const auto& cost : programmes.recognition_costs) terms_.recognition_cost_cny[cost.lever] = cost.cost_cny;
    TF_EXPECT(terms_.programmes.size() <= kMaxLevers);
    const auto& w = *world.world;
    for (const auto& programme : terms_.programmes) {
        std::uint64_t set = 0;
        for (const FileRegion r : w.levers[programme.lever].for_regions) {
            set |= std::uint64_t{1} << world.inner_of[r];
        }
        terms_.regions.push_back(set);
        terms_.most_promotion_shift = std::max(terms_.most_promotion_shift, programme.promotion_shift);
    }
    state_->acting.assign(terms_.programmes.size(), 0);
    open_.awards_in.resize(world.n_regions);
    open_.housing_in.resize(world.n_regions);
    open_.award_value.assign(terms_.programmes.size() * world.n_tiers, 0.0);
    month_.queue.assign(w.levers.size(), 0);
    acted_ = state_->acting;
    state_->has_claimed.resize(terms_.programmes.size());
    for (const auto& instance : w.levers) terms_.lever_key.push_back(draw_key(instance));
    open_.paid_chance.assign(w.levers.size(), 1.0);
    state_->history.assign(w.levers.size(), {});
    open_.any_award.assign(world.n_regions * world.n_tiers, 0);
    state_->desks.resize(world.n_regions);
    state_->card_holders.resize(terms_.programmes.size());
    state_->accreditations.resize(static_cast<std::size_t>(world.end - world.first) + 64);
    month_.figures.resize(w.levers.size());
    for (auto& f : month_.figures) f.recipients.assign(world.n_tiers * 2, 0);
    prepare_housing();
    state_->granted.assign(terms_.programmes.size(), {});
}

void Claims::open_month(sim::Month now, const PolicyField& policy, const Prices& prices) {
    policy_ = &policy;
    prices_ = &prices;
    now_ = now;
    state_->grants.clear();
    for (auto& f : month_.figures) {
        f.filed = f.approved = f.paid = f.lapsed = 0;
        std::fill(f.recipients.begin(), f.recipients.end(), 0);
    }
    month_.first_paid.clear();
    if (!active_) return;
    acted_ = state_->acting;
    for (std::size_t lever = 0; lever < state_->history.size(); ++lever) {
        const auto slot = static_cast<std::size_t>(now.index() % 12);
        std::int64_t decided = 0, paid = 0;
        for (std::size_t m = 0; m < 12; ++m) {
            decided += state_->history[lever][2 * m];
            paid += state_->history[lever][2 * m + 1];
        }
        open_.paid_chance[lever] = std::min(1.0, static_cast<double>(paid + 1) / static_cast<double>(decided + 1));
        state_->history[lever][2 * slot] = state_->history[lever][2 * slot + 1] = 0;
    }
    open_offers(now);
    offer_housing();
}

void Claims::open_offers(sim::Month now) {
    std::fill(open_.any_award.begin(), open_.any_award.end(), 0);
    std::fill(open_.award_value.begin(), open_.award_value.end(), 0.0);
    for (auto* lists : {&open_.awards_in, &open_.housing_in}) {
        for (auto& list : *lists) list.clear();
    }
    open_.regions = 0;
    const bool burn_in = world_->in_burn_in(now);
    const double rate = world_->parameters().discount_rate_per_year;
    for (std::size_t i = 0; i < terms_.programmes.size(); ++i) {
        const auto& programme = terms_.programmes[i];
        state_->acting[i] = !burn_in && lever_acts(*world_->world, programme.lever, now) ? 1 : 0;
        if (state_->acting[i] == 0) continue;
        open_.regions |= terms_.regions[i];
        if (programme.card) continue;
        const double years = std::max(kLeastYears, static_cast<double>(programme.service_months) / 12.0);
        const double yearly = open_.paid_chance[programme.lever] * annuity(rate, years) * programme.personal_share;
        for (const TierIndex k : world_->tiers()) {
            if (!programme.housing()) open_.award_value[i * world_->n_tiers + k] = yearly * programme.amount(k, now);
        }
        for (const RegionIndex r : world_->regions()) {
            if (((terms_.regions[i] >> r) & 1U) == 0) continue;
            (programme.housing() ? open_.housing_in : open_.awards_in)[r].push_back(static_cast<ProgrammeIndex>(i));
            for (const TierIndex k : world_->tiers()) {
                if (programme.amount(k, now) > 0.0) open_.any_award[r * world_->n_tiers + k] = 1;
            }
        }
    }
}

bool Claims::offers(std::size_t i, RegionIndex region, TierIndex tier) const {
    return state_->acting[i] != 0 && ((terms_.regions[i] >> region) & 1U) != 0 &&
           admits(world_->world->levers[terms_.programmes[i].lever].eligible.tiers, tier);
}

double Claims::worth(std::size_t i, RegionIndex region, TierIndex tier) const {
    const auto& programme = terms_.programmes[i];
    if (!programme.housing()) return programme.amount(tier, now_);
    // At the region's mean wage of the tier at the start, over the whole term.
    const double wage = world_->region(region).wage_cny_per_month * world_->world->tier_wage[tier];
    return programme.housing_relief * world_->parameters().housing_share * wage * programme.term_months;
}

bool Claims::outbid(std::size_t i, const Chooser& chooser, RegionIndex region) const {
    const auto& mine = world_->world->levers[terms_.programmes[i].lever];
    if (mine.exclusive_set.empty() || mine.exclusive_rule == ExclusiveRule::sum) return false;
    const double here = worth(i, region, chooser.tier);
    for (std::size_t j = 0; j < terms_.programmes.size(); ++j) {
        const auto& other = world_->world->levers[terms_.programmes[j].lever];
        if (j == i || other.exclusive_set != mine.exclusive_set) continue;
        if (state_->has_claimed[j].count(chooser.person.bits()) != 0) return true;
        if (!meets_terms_there(j, chooser, region)) continue;
        const double there = worth(j, region, chooser.tier);
        const bool more = mine.exclusive_rule == ExclusiveRule::highest && there > here;
        const bool instead = mine.exclusive_rule == ExclusiveRule::first || there == here;
        if (there > 0.0 && (more || (instead && j < i))) return true;
    }
    return false;
}

bool Claims::may_expect(std::size_t i, const Chooser& chooser, RegionIndex region) const {
    return meets_terms_there(i, chooser, region) && !outbid(i, chooser, region);
}

bool Claims::meets_terms_there(std::size_t i, const Chooser& chooser, RegionIndex region) const {
    if (!offers(i, region, chooser.tier)) return false;
    const auto& e = world_->world->levers[terms_.programmes[i].lever].eligible;
    if (e.newcomers == Newcomers::no || !admits(e.fields, chooser.field)) return false;
    if (e.age_max_years && chooser.age_months / 12.0 > *e.age_max_years) return false;
    return !e.first_time || state_->has_claimed[i].count(chooser.person.bits()) == 0;
}

double Claims::offer(const Chooser& chooser, RegionIndex region) const {
    double sum = 0.0;
    for (const std::size_t i : open_.awards_in[region]) {
        const double value = open_.award_value[i * world_->n_tiers + chooser.tier];
        if (value > 0.0 && may_expect(i, chooser, region)) sum += value;
    }
    return sum / world_->reference_income_cny_per_year;
}

double Claims::most_offer(RegionIndex region, TierIndex tier) const {
    double sum = 0.0;
    for (const std::size_t i : open_.awards_in[region]) {
        if (offers(i, region, tier)) sum += open_.award_value[i * world_->n_tiers + tier];
    }
    return sum / world_->reference_income_cny_per_year;
}

std::optional<TierIndex> Claims::benefit_tier(const Population& p, std::uint32_t row) const {
    const auto who = p.status[row];
    if (!world_->world->tiers[who.tier()].accredited) return who.tier();
    const std::size_t accredited = p.accredited(row, who.region());
    if (accredited == 0) return std::nullopt;
    return TierIndex{accredited - 1};
}

bool Claims::eligible(const Population& p, std::uint32_t row, const Programme& programme, sim::Month now) const {
    const auto& instance = world_->world->levers[programme.lever];
    const auto& e = instance.eligible;
    const auto who = p.status[row];
    const auto benefit = benefit_tier(p, row);
    if (!benefit) return false;
    const TierIndex tier = *benefit;
    if (!programme.has_tier(tier) || !admits(e.tiers, tier) || !admits(e.fields, who.field())) return false;
    if (!programme.card && !programme.housing() && programme.amount(tier, now) <= 0.0) return false;
    return meets_terms(*world_, *draws_, p, row, e, now);
}

bool Claims::ruled_out(const Population& p, std::uint32_t row, std::size_t i, sim::Month now) const {
    const auto& mine = world_->world->levers[terms_.programmes[i].lever];
    if (mine.eligible.first_time && state_->has_claimed[i].count(p.id[row]) != 0) return true;
    if (mine.exclusive_set.empty() || mine.exclusive_rule == ExclusiveRule::sum) return false;
    const RegionIndex r = p.status[row].region();
    const TierIndex tier = benefit_tier(p, row).value_or(p.status[row].tier());
    for (std::size_t j = 0; j < terms_.programmes.size(); ++j) {
        const auto& other = world_->world->levers[terms_.programmes[j].lever];
        if (j == i || other.exclusive_set != mine.exclusive_set) continue;
        if (state_->has_claimed[j].count(p.id[row]) != 0) return true;
        if (mine.exclusive_rule != ExclusiveRule::highest) continue;
        // Not twice, and then the better one (就高不重复); of equal ones the first in the register's order.
        const bool open = state_->acting[j] != 0 && ((terms_.regions[j] >> r) & 1U) != 0 &&
                          eligible(p, row, terms_.programmes[j], now);
        const double here = worth(i, r, tier), there = worth(j, r, tier);
        if (open && (there > here || (there == here && j < i))) return true;
    }
    return false;
}

bool Claims::may_claim(const Population& p, std::uint32_t row, std::size_t i, sim::Month now) const {
    return state_->acting[i] != 0 && ((terms_.regions[i] >> p.status[row].region()) & 1U) != 0 &&
           eligible(p, row, terms_.programmes[i], now) && !ruled_out(p, row, i, now);
}

void Claims::become_candidate(const Population& p, std::uint32_t row, sim::Month now) {
    const RegionIndex r = p.status[row].region();
    for (std::size_t i = 0; i < terms_.programmes.size(); ++i) {
        // What starts this month asks everybody once at its end, newcomers included.
        if (acted_[i] == 0 || !may_claim(p, row, i, now)) continue;
        state_->candidates.push_back({p.id[row], row, r, static_cast<ProgrammeIndex>(i), now});
    }
}

void Claims::scan_started(sim::Team& team, const Population& p, sim::Month now) {
    std::uint64_t started = 0;
    for (std::size_t i = 0; i < terms_.programmes.size(); ++i) {
        if (state_->acting[i] != 0 && acted_[i] == 0) started |= terms_.regions[i];
    }
    if (started == 0) return;
    std::vector<std::vector<Candidate>> found(sim::n_blocks(p.n_rows()));
    team.for_each(found.size(), [&](std::size_t block, std::size_t) {
        const std::size_t end = std::min(p.n_rows(), (block + 1) * sim::kBlockRows);
        for (std::size_t row = block * sim::kBlockRows; row < end; ++row) {
            const auto who = p.status[row];
            if (who.empty() || ((started >> who.region()) & 1U) == 0) continue;
            for (std::size_t i = 0; i < terms_.programmes.size(); ++i) {
                if (acted_[i] != 0 || !may_claim(p, static_cast<std::uint32_t>(row), i, now)) continue;
                found[block].push_back(
                    {p.id[row], static_cast<std::uint32_t>(row), who.region(), static_cast<ProgrammeIndex>(i), now});
            }
        }
    });
    for (const auto& part : found) state_->candidates.insert(state_->candidates.end(), part.begin(), part.end());
}

void Claims::arrived(const Population& p, std::uint32_t row, RegionIndex from, sim::Month now) {
    if (accredits_) apply_for_accreditation(p, row, from, now);
    if (active_) become_candidate(p, row, now);
}

void Claims::promoted(const Population& p, std::uint32_t row, sim::Month now) {
    if (accredits_) apply_for_accreditation(p, row, p.status[row].region(), now);
}

void Claims::leaves(Population& p, std::uint32_t row, RegionIndex to, bool clawback, sim::Month now) {
    if (!p.columns().accreditation) return;
    const std::uint64_t cards = p.cards.get(row);
    std::uint64_t kept = 0;
    for (const RegionIndex issuer : every<RegionIndex>(cards != 0 ? world_->n_regions : 0)) {
        if (((cards >> issuer) & 1U) == 0) continue;
        const bool reaches = to != kNoRegion && policy_->card_reaches(world_->file_of[issuer], world_->file_of[to]);
        if (reaches) {
            kept |= std::uint64_t{1} << issuer;
            continue;
        }
        for (std::size_t i = 0; i < terms_.programmes.size(); ++i) {
            if (((terms_.regions[i] >> issuer) & 1U) != 0) state_->card_holders[i].erase(p.id[row]);
        }
    }
    p.cards.set(row, kept);
    for (std::uint32_t c = p.contract[row]; c != kNoRow; c = state_->contracts[c].next) {
        Contract& contract = state_->contracts[c];
        if (!contract.open) continue;
        if (clawback) {
            const Fen due = clawback_due(contract, now);
            if (due > 0) funds_->collect(terms_.programmes[contract.programme].lever, due);
        }
        contract.open = false;
    }
}

Fen Claims::clawback_due(const Contract& c, sim::Month now) const {
    const auto rule = terms_.programmes[c.programme].clawback;
    const int t = now - c.start;
    if (rule == ClawbackRule::none || t >= c.service_months) return 0;
    const double all = static_cast<double>(c.paid) * world_->parameters().clawback_share;
    if (rule == ClawbackRule::full) return static_cast<Fen>(all);
    // Months first: whole numbers stay exact where the share (T - t)/T would not be.
    return static_cast<Fen>(all * static_cast<double>(c.service_months - t) / static_cast<double>(c.service_months));
}

double Claims::remaining_value(const Population& p, std::uint32_t row, sim::Month now) const {
    double sum = 0.0;
    const double rate = world_->parameters().discount_rate_per_year;
    for (std::uint32_t c = p.contract[row]; c != kNoRow; c = state_->contracts[c].next) {
        const Contract& contract = state_->contracts[c];
        if (!contract.open) continue;
        const double left = static_cast<double>(contract.amount - contract.paid) / 100.0 *
                            terms_.programmes[contract.programme].personal_share;
        const double years = static_cast<double>(contract.service_months - (now - contract.start)) / 12.0;
        sum += left * annuity(rate, std::max(kLeastYears, years));
    }
    return sum / world_->reference_income_cny_per_year / world_->persons_per_agent;
}

double Claims::leaving_cost(const Population& p, std::uint32_t row, sim::Month now) const {
    double sum = 0.0;
    for (std::uint32_t c = p.contract[row]; c != kNoRow; c = state_->contracts[c].next) {
        const Contract& contract = state_->contracts[c];
        if (!contract.open) continue;
        sum += static_cast<double>(clawback_due(contract, now)) / 100.0 *
               terms_.programmes[contract.programme].personal_share;
    }
    return sum * annuity(world_->parameters().discount_rate_per_year, kLeastYears) /
           world_->reference_income_cny_per_year / world_->persons_per_agent;
}

double Claims::promotion_shift(const Population& p, std::uint32_t row) const {
    if (terms_.most_promotion_shift <= 0.0 || !p.status[row].beneficiary()) return 0.0;
    double most = 0.0;
    for (std::uint32_t c = p.contract[row]; c != kNoRow; c = state_->contracts[c].next) {
        if (state_->contracts[c].open)
            most = std::max(most, terms_.programmes[state_->contracts[c].programme].promotion_shift);
    }
    return most;
}

void Claims::count_queues() {
    std::fill(month_.queue.begin(), month_.queue.end(), 0);
    const auto count = [&](const std::vector<Case>& cases) {
        for (const Case& c : cases) ++month_.queue[terms_.programmes[c.programme].lever];
    };
    count(state_->pending);
    count(state_->unpaid);
    for (const auto& desk : state_->desks) count(desk);
}

}  // namespace talentflow::models
