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

Claims::Claims(const CompiledWorld& world, const sim::Draws& draws, const ProgrammeList& programmes, Funds& funds)
    : world_{&world},
      draws_{&draws},
      funds_{&funds},
      active_{world.active(&Modules::claims)},
      accredits_{world.active(&Modules::capability)},
      programmes_{programmes.claims},
      recognition_cost_cny_(world.world->levers.size(), 0.0) {
    for (const auto& cost : programmes.recognition_costs) recognition_cost_cny_[cost.lever] = cost.cost_cny;
    TF_EXPECT(programmes_.size() <= kMaxLevers);
    const auto& w = *world.world;
    for (const auto& programme : programmes_) {
        std::uint64_t set = 0;
        for (const std::size_t r : w.levers[programme.lever].for_regions) {
            set |= std::uint64_t{1} << world.inner_of[r];
        }
        programme_regions_.push_back(set);
        most_promotion_shift_ = std::max(most_promotion_shift_, programme.promotion_shift);
    }
    acting_.assign(programmes_.size(), 0);
    awards_in_.resize(world.n_regions);
    housing_in_.resize(world.n_regions);
    award_value_.assign(programmes_.size() * world.n_tiers, 0.0);
    queue_.assign(w.levers.size(), 0);
    acted_ = acting_;
    has_claimed_.resize(programmes_.size());
    for (const auto& instance : w.levers) lever_key_.push_back(draw_key(instance));
    paid_chance_.assign(w.levers.size(), 1.0);
    history_.assign(w.levers.size(), {});
    any_offer_.assign(world.n_regions * world.n_tiers, 0);
    desks_.resize(world.n_regions);
    card_holders_.resize(programmes_.size());
    accreditations_.resize(static_cast<std::size_t>(world.end - world.first) + 64);
    figures_.resize(w.levers.size());
    for (auto& f : figures_) f.recipients.assign(world.n_tiers * 2, 0);
    prepare_housing();
    granted_.assign(programmes_.size(), {});
}

void Claims::open_month(sim::Month now, const PolicyField& policy, const Prices& prices) {
    policy_ = &policy;
    prices_ = &prices;
    now_ = now;
    grants_.clear();
    for (auto& f : figures_) {
        f.filed = f.approved = f.paid = f.lapsed = 0;
        std::fill(f.recipients.begin(), f.recipients.end(), 0);
    }
    first_paid_.clear();
    if (!active_) return;
    acted_ = acting_;
    for (std::size_t lever = 0; lever < history_.size(); ++lever) {
        const auto slot = static_cast<std::size_t>(now.index() % 12);
        std::int64_t decided = 0, paid = 0;
        for (std::size_t m = 0; m < 12; ++m) {
            decided += history_[lever][2 * m];
            paid += history_[lever][2 * m + 1];
        }
        paid_chance_[lever] = std::min(1.0, static_cast<double>(paid + 1) / static_cast<double>(decided + 1));
        history_[lever][2 * slot] = history_[lever][2 * slot + 1] = 0;
    }
    open_offers(now);
    offer_housing();
}

void Claims::open_offers(sim::Month now) {
    std::fill(any_offer_.begin(), any_offer_.end(), 0);
    std::fill(award_value_.begin(), award_value_.end(), 0.0);
    for (auto* lists : {&awards_in_, &housing_in_}) {
        for (auto& list : *lists) list.clear();
    }
    acting_regions_ = 0;
    const bool burn_in = world_->in_burn_in(now);
    const double rate = world_->parameters().discount_rate_per_year;
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        const auto& programme = programmes_[i];
        acting_[i] = !burn_in && lever_acts(*world_->world, programme.lever, now) ? 1 : 0;
        if (acting_[i] == 0) continue;
        acting_regions_ |= programme_regions_[i];
        if (programme.card) continue;
        const double years = std::max(kLeastYears, static_cast<double>(programme.service_months) / 12.0);
        const double yearly = paid_chance_[programme.lever] * annuity(rate, years) * programme.personal_share;
        for (std::size_t k = 0; k < world_->n_tiers; ++k) {
            if (!programme.housing()) award_value_[i * world_->n_tiers + k] = yearly * programme.amount(k, now);
        }
        for (std::size_t r = 0; r < world_->n_regions; ++r) {
            if (((programme_regions_[i] >> r) & 1U) == 0) continue;
            (programme.housing() ? housing_in_ : awards_in_)[r].push_back(static_cast<ProgrammeIndex>(i));
            for (std::size_t k = 0; k < world_->n_tiers; ++k) {
                if (programme.amount(k, now) > 0.0) any_offer_[r * world_->n_tiers + k] = 1;
            }
        }
    }
}

bool Claims::offers(std::size_t i, std::size_t region, std::size_t tier) const {
    return acting_[i] != 0 && ((programme_regions_[i] >> region) & 1U) != 0 &&
           admits(world_->world->levers[programmes_[i].lever].eligible.tiers, tier);
}

double Claims::worth(std::size_t i, std::size_t region, std::size_t tier) const {
    const auto& programme = programmes_[i];
    if (!programme.housing()) return programme.amount(tier, now_);
    // At the region's mean wage of the tier at the start, over the whole term.
    const double wage = world_->region(region).wage_cny_per_month * world_->world->tier_wage[tier];
    return programme.housing_relief * world_->parameters().housing_share * wage * programme.term_months;
}

bool Claims::outbid(std::size_t i, const Chooser& chooser, std::size_t region) const {
    const auto& mine = world_->world->levers[programmes_[i].lever];
    if (mine.exclusive_set.empty() || mine.exclusive_rule == ExclusiveRule::sum) return false;
    const double here = worth(i, region, chooser.tier);
    for (std::size_t j = 0; j < programmes_.size(); ++j) {
        const auto& other = world_->world->levers[programmes_[j].lever];
        if (j == i || other.exclusive_set != mine.exclusive_set) continue;
        if (has_claimed_[j].count(chooser.person.bits()) != 0) return true;
        if (!meets_terms_there(j, chooser, region)) continue;
        const double there = worth(j, region, chooser.tier);
        const bool more = mine.exclusive_rule == ExclusiveRule::highest && there > here;
        const bool instead = mine.exclusive_rule == ExclusiveRule::first || there == here;
        if (there > 0.0 && (more || (instead && j < i))) return true;
    }
    return false;
}

bool Claims::may_expect(std::size_t i, const Chooser& chooser, std::size_t region) const {
    return meets_terms_there(i, chooser, region) && !outbid(i, chooser, region);
}

bool Claims::meets_terms_there(std::size_t i, const Chooser& chooser, std::size_t region) const {
    if (!offers(i, region, chooser.tier)) return false;
    const auto& e = world_->world->levers[programmes_[i].lever].eligible;
    if (e.newcomers == Newcomers::no || !admits(e.fields, chooser.field)) return false;
    if (e.age_max_years && chooser.age_months / 12.0 > *e.age_max_years) return false;
    return !e.first_time || has_claimed_[i].count(chooser.person.bits()) == 0;
}

double Claims::offer(const Chooser& chooser, std::size_t region) const {
    double sum = 0.0;
    for (const std::size_t i : awards_in_[region]) {
        const double value = award_value_[i * world_->n_tiers + chooser.tier];
        if (value > 0.0 && may_expect(i, chooser, region)) sum += value;
    }
    return sum / world_->reference_income_cny_per_year;
}

double Claims::most_offer(std::size_t region, std::size_t tier) const {
    double sum = 0.0;
    for (const std::size_t i : awards_in_[region]) {
        if (offers(i, region, tier)) sum += award_value_[i * world_->n_tiers + tier];
    }
    return sum / world_->reference_income_cny_per_year;
}

std::optional<std::size_t> Claims::benefit_tier(const Population& p, std::uint32_t row) const {
    const auto who = p.status[row];
    if (!world_->world->tiers[who.tier()].accredited) return who.tier();
    const std::size_t accredited = p.accredited(row, who.region());
    if (accredited == 0) return std::nullopt;
    return accredited - 1;
}

bool Claims::eligible(const Population& p, std::uint32_t row, const Programme& programme, sim::Month now) const {
    const auto& instance = world_->world->levers[programme.lever];
    const auto& e = instance.eligible;
    const auto who = p.status[row];
    const auto benefit = benefit_tier(p, row);
    if (!benefit) return false;
    const std::size_t tier = *benefit;
    if (!programme.has_tier(tier) || !admits(e.tiers, tier) || !admits(e.fields, who.field())) return false;
    if (!programme.card && !programme.housing() && programme.amount(tier, now) <= 0.0) return false;
    return meets_terms(*world_, *draws_, p, row, e, now);
}

bool Claims::ruled_out(const Population& p, std::uint32_t row, std::size_t i, sim::Month now) const {
    const auto& mine = world_->world->levers[programmes_[i].lever];
    if (mine.eligible.first_time && has_claimed_[i].count(p.id[row]) != 0) return true;
    if (mine.exclusive_set.empty() || mine.exclusive_rule == ExclusiveRule::sum) return false;
    const std::size_t r = p.status[row].region();
    const std::size_t tier = benefit_tier(p, row).value_or(p.status[row].tier());
    for (std::size_t j = 0; j < programmes_.size(); ++j) {
        const auto& other = world_->world->levers[programmes_[j].lever];
        if (j == i || other.exclusive_set != mine.exclusive_set) continue;
        if (has_claimed_[j].count(p.id[row]) != 0) return true;
        if (mine.exclusive_rule != ExclusiveRule::highest) continue;
        // Not twice, and then the better one (就高不重复); of equal ones the first in the register's order.
        const bool open =
            acting_[j] != 0 && ((programme_regions_[j] >> r) & 1U) != 0 && eligible(p, row, programmes_[j], now);
        const double here = worth(i, r, tier), there = worth(j, r, tier);
        if (open && (there > here || (there == here && j < i))) return true;
    }
    return false;
}

bool Claims::may_claim(const Population& p, std::uint32_t row, std::size_t i, sim::Month now) const {
    return acting_[i] != 0 && ((programme_regions_[i] >> p.status[row].region()) & 1U) != 0 &&
           eligible(p, row, programmes_[i], now) && !ruled_out(p, row, i, now);
}

void Claims::become_candidate(const Population& p, std::uint32_t row, sim::Month now) {
    const std::size_t r = p.status[row].region();
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        // What starts this month asks everybody once at its end, newcomers included.
        if (acted_[i] == 0 || !may_claim(p, row, i, now)) continue;
        candidates_.push_back({p.id[row], row, static_cast<std::uint8_t>(r), static_cast<ProgrammeIndex>(i), now});
    }
}

void Claims::scan_started(const Population& p, sim::Month now) {
    std::uint64_t started = 0;
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        if (acting_[i] != 0 && acted_[i] == 0) started |= programme_regions_[i];
    }
    if (started == 0) return;
    std::vector<std::vector<Candidate>> found(sim::n_blocks(p.n_rows()));
    sim::for_each_parallel(found.size(), [&](std::size_t block, std::size_t) {
        const std::size_t end = std::min(p.n_rows(), (block + 1) * sim::kBlockRows);
        for (std::size_t row = block * sim::kBlockRows; row < end; ++row) {
            const auto who = p.status[row];
            if (who.empty() || ((started >> who.region()) & 1U) == 0) continue;
            for (std::size_t i = 0; i < programmes_.size(); ++i) {
                if (acted_[i] != 0 || !may_claim(p, static_cast<std::uint32_t>(row), i, now)) continue;
                found[block].push_back({p.id[row], static_cast<std::uint32_t>(row),
                                        static_cast<std::uint8_t>(who.region()), static_cast<ProgrammeIndex>(i), now});
            }
        }
    });
    for (const auto& part : found) candidates_.insert(candidates_.end(), part.begin(), part.end());
}

void Claims::arrived(const Population& p, std::uint32_t row, std::size_t from, sim::Month now) {
    if (accredits_) apply_for_accreditation(p, row, from, now);
    if (active_) become_candidate(p, row, now);
}

void Claims::promoted(const Population& p, std::uint32_t row, sim::Month now) {
    if (accredits_) apply_for_accreditation(p, row, p.status[row].region(), now);
}

void Claims::leaves(Population& p, std::uint32_t row, std::uint8_t to, bool clawback, sim::Month now) {
    if (!p.columns().accreditation) return;
    const std::uint64_t cards = p.cards.get(row);
    std::uint64_t kept = 0;
    for (std::size_t issuer = 0; cards != 0 && issuer < world_->n_regions; ++issuer) {
        if (((cards >> issuer) & 1U) == 0) continue;
        const bool reaches =
            to != kNoRegion && ((policy_->card_reach(world_->file_of[issuer]) >> world_->file_of[to]) & 1U) != 0;
        if (reaches) {
            kept |= std::uint64_t{1} << issuer;
            continue;
        }
        for (std::size_t i = 0; i < programmes_.size(); ++i) {
            if (((programme_regions_[i] >> issuer) & 1U) != 0) card_holders_[i].erase(p.id[row]);
        }
    }
    p.cards.set(row, kept);
    for (std::uint32_t c = p.contract[row]; c != kNoRow; c = contracts_[c].next) {
        Contract& contract = contracts_[c];
        if (!contract.open) continue;
        if (clawback) {
            const Fen due = clawback_due(contract, now);
            if (due > 0) funds_->collect(programmes_[contract.programme].lever, due);
        }
        contract.open = false;
    }
}

Fen Claims::clawback_due(const Contract& c, sim::Month now) const {
    const auto rule = programmes_[c.programme].clawback;
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
    for (std::uint32_t c = p.contract[row]; c != kNoRow; c = contracts_[c].next) {
        const Contract& contract = contracts_[c];
        if (!contract.open) continue;
        const double left = static_cast<double>(contract.amount - contract.paid) / 100.0 *
                            programmes_[contract.programme].personal_share;
        const double years = static_cast<double>(contract.service_months - (now - contract.start)) / 12.0;
        sum += left * annuity(rate, std::max(kLeastYears, years));
    }
    return sum / world_->reference_income_cny_per_year / world_->persons_per_agent;
}

double Claims::leaving_cost(const Population& p, std::uint32_t row, sim::Month now) const {
    double sum = 0.0;
    for (std::uint32_t c = p.contract[row]; c != kNoRow; c = contracts_[c].next) {
        const Contract& contract = contracts_[c];
        if (!contract.open) continue;
        sum +=
            static_cast<double>(clawback_due(contract, now)) / 100.0 * programmes_[contract.programme].personal_share;
    }
    return sum * annuity(world_->parameters().discount_rate_per_year, kLeastYears) /
           world_->reference_income_cny_per_year / world_->persons_per_agent;
}

double Claims::promotion_shift(const Population& p, std::uint32_t row) const {
    if (most_promotion_shift_ <= 0.0 || !p.status[row].beneficiary()) return 0.0;
    double most = 0.0;
    for (std::uint32_t c = p.contract[row]; c != kNoRow; c = contracts_[c].next) {
        if (contracts_[c].open) most = std::max(most, programmes_[contracts_[c].programme].promotion_shift);
    }
    return most;
}

void Claims::count_queues() {
    std::fill(queue_.begin(), queue_.end(), 0);
    const auto count = [&](const std::vector<Case>& cases) {
        for (const Case& c : cases) ++queue_[programmes_[c.programme].lever];
    };
    count(pending_);
    count(unpaid_);
    for (const auto& desk : desks_) count(desk);
}

}  // namespace talentflow::models
