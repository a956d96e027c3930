// SPDX-License-Identifier: Apache-2.0
#include "models/month/talent_model.hpp"

#include <algorithm>
#include <cmath>

#include "models/policy/lever.hpp"
#include "sim/parallel.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

Columns columns_of(const CompiledWorld& c, const ProgrammeList& programmes) {
    Columns columns;
    columns.n_regions = c.n_regions;
    columns.awareness = c.present(&Modules::awareness) || c.world->overrides.awareness_on_probability.has_value() ||
                        c.world->overrides.awareness_off_probability.has_value();
    columns.ties = c.present(&Modules::ties);
    columns.accreditation = c.active(&Modules::claims) || c.active(&Modules::capability);
    Programmes::add_columns(c, programmes, columns);
    return columns;
}

constexpr int kRecountMonths = 60;  // a full count of millions costs as much as a month

}  // namespace

TalentModel::TalentModel(const World& world, std::uint32_t member, bool look_every_month)
    : compiled_{world},
      draws_{world.seed, member},
      look_every_month_{look_every_month},
      policy_{world},
      awareness_{compiled_, draws_},
      ties_{compiled_, draws_},
      synthesis_{compiled_, draws_, awareness_, ties_},
      enrolled_{enrolled(world)},
      population_{columns_of(compiled_, enrolled_)},
      books_{compiled_},
      prices_{compiled_},
      posts_{compiled_, draws_},
      hazards_{compiled_},
      choice_{compiled_, draws_},
      job_search_{compiled_, draws_},
      commuting_{compiled_, draws_},
      funds_{compiled_},
      outlays_{compiled_, enrolled_.outlays},
      claims_{compiled_, draws_, enrolled_, funds_},
      referrals_{compiled_, draws_, enrolled_.referrals, funds_},
      family_places_{compiled_, draws_, enrolled_.family_places, funds_},
      community_{compiled_, draws_, population_},
      cohorts_{compiled_, keeps_cohorts(world)},
      programmes_{compiled_, draws_, enrolled_, awareness_, ties_, community_},
      ventures_{compiled_, draws_, enrolled_, funds_},
      decisions_{compiled_, draws_, population_, hazards_,   choice_,   awareness_,
                 ties_,     posts_, claims_,     commuting_, community_},
      needs_family_{hazards_.family_matters() || compiled_.active(&Modules::clearing) || posts_.present() ||
                    (compiled_.active(&Modules::choice) && compiled_.utility.empty() &&
                     (world.parameters.partner_cost > 0.0 || world.parameters.child_cost > 0.0))},
      remembers_{population_.columns().awareness || population_.columns().ties},
      keeps_residence_{decisions_.reads_clocks() || claims_.present() || programmes_.reads_residence() ||
                       keeps_cohorts(world)},
      decides_plainly_{decisions_.plain() && !needs_family_},
      commits_at_once_{!compiled_.active(&Modules::clearing) && !posts_.present()},
      lever_order_{lever_order(world)},
      scratch_(static_cast<std::size_t>(sim::threads())),
      open_months_(compiled_.n_pools, 0) {
    if (programmes_.fairs_possible()) hazards_.expect_fairs();
    synthesis_.populate(population_);
    population_.find_scattered();
    books_.count(population_);
    posts_.start(books_.filled());
    region_state_.posts.assign(compiled_.n_pools, 0.0);
    update_region_state();
    set_reference();
}

// The month (methods 1.3). Phases 1 to 4 read the state of last month; `commit` alone changes people.
void TalentModel::step(sim::Month now) {
    open_month(now);         // 1 calendar, policies in force, posts, rates and utilities of the month
    propose(now);            // 2 per person: exits, separations, consideration, choice, search
    propose_newcomers(now);  // 3 potential immigrants choose
    resolve(now);            // 4 applications, contact, clearing of posts: ranked, order-free
    commit(now);             // 5 exits, hires and moves, separations, rises of tier, newcomers
    programmes_.finish(now, books_, population_,
                       funds_);         // 6 fairs, courses, secondments, second posts, for the next month
    claims_.resolve(population_, now);  //   accreditation, take-up, desks, payments, contracts
    referrals_.settle(population_, now);
    close_month(now);  // 7 wages, house prices, cohorts; the books balance, or the run stops
}

void TalentModel::open_month(sim::Month now) {
    if (now == compiled_.start) cohorts_.start(population_);
    funds_.open_month(now);
    outlays_.open_month(now, books_, funds_);
    books_.open_month();
    programmes_.open_fairs(now, population_, funds_);
    policy_.reset();
    const World& world = *compiled_.world;
    if (!compiled_.in_burn_in(now)) {
        for (const std::size_t i : lever_order_) {
            if (!lever_acts(world, i, now) || !outlays_.paid(i) || programmes_.cancelled(i)) continue;
            world.levers[i].lever->apply(world, world.levers[i], now, policy_);
        }
    }
    family_places_.open_month(now, policy_);
    community_.open_month(now, policy_);
    referrals_.open_month(now);
    prices_.open_month(policy_);
    if (ventures_.present()) {
        ventures_.open_month(now, {books_, posts_, outlays_, claims_.grants()}, policy_);
        posts_.take_created(policy_);
    }
    hazards_.use_separation(policy_);
    open_hazards(now);
    posts_.open_month(now, prices_);
    update_region_state();
    awareness_.open_month(now, policy_);
    claims_.open_month(now, policy_, prices_);
    commuting_.open_month(policy_, prices_, region_state_.posts);
    choice_.open_month(now, policy_, prices_, region_state_, claims_.present() ? &claims_ : nullptr);
    job_search_.open_month(policy_, prices_);
    programmes_.open_month(now, policy_, prices_, population_);
    open_posts_.resize(compiled_.n_pools);
    for (PoolIndex pool = 0; pool < compiled_.n_pools; ++pool) {
        open_posts_[pool] = posts_.present() ? vacancies(pool) : 0;
    }
}

void TalentModel::open_hazards(sim::Month now) {
    double least = programmes_.least_rise_shift(now), most = programmes_.most_rise_shift(now);
    if (policy_.written(Entry::promotion_shift)) {
        double least_by_policy = 0.0, most_by_policy = 0.0;
        for (std::size_t r = 0; r < compiled_.n_regions; ++r) {
            for (std::size_t k = 0; k < compiled_.n_tiers; ++k) {
                for (std::size_t f = 0; f < compiled_.n_fields; ++f) {
                    const double shift = policy_.read(Entry::promotion_shift, {.region = r, .tier = k, .field = f});
                    least_by_policy = std::min(least_by_policy, shift);
                    most_by_policy = std::max(most_by_policy, shift);
                }
            }
        }
        least += least_by_policy;
        most += most_by_policy;
    }
    hazards_.open_month(now, least, most + claims_.most_promotion_shift());
}

void TalentModel::update_region_state() {
    const std::size_t n = compiled_.n_regions;
    region_state_.residents.resize(n);
    region_state_.labour_force.resize(n);
    region_state_.employed.resize(n);
    for (std::size_t r = 0; r < n; ++r) {
        region_state_.residents[r] = books_.residents(r);
        region_state_.labour_force[r] = region_state_.residents[r];
        region_state_.employed[r] = region_state_.residents[r] - books_.unemployed_in(r);
    }
    for (PoolIndex pool = 0; pool < compiled_.n_pools; ++pool) {
        region_state_.posts[pool] = static_cast<double>(posts_.positions(pool)) * compiled_.persons_per_agent;
    }
}

void TalentModel::set_reference() {
    region_state_.reference_residents.resize(compiled_.n_regions);
    for (std::size_t r = 0; r < compiled_.n_regions; ++r) {
        region_state_.reference_residents[r] =
            static_cast<double>(books_.residents(r)) * compiled_.persons_per_agent * compiled_.reference_scale[r];
    }
    prices_.set_reference(books_);
    if (compiled_.active(&Modules::demography)) posts_.set_labour_force(labour_force_path());
    ventures_.set_reference(books_);
}

std::vector<std::vector<double>> TalentModel::labour_force_path() const {
    // Expected survivors by region, class and birth, with graduates, without moves and rest of world (methods 3.6).
    const auto& p = compiled_.parameters();
    std::vector<std::vector<double>> path(compiled_.n_regions);
    std::vector<std::array<double, 3>> share(compiled_.n_regions, {0, 0, 0});
    std::vector<std::array<double, 3>> count(compiled_.n_regions, {0, 0, 0});
    for (std::size_t row = 0; row < population_.n_rows(); ++row) {
        const auto who = population_.status[row];
        if (!who.empty()) count[who.region()][static_cast<std::size_t>(retirement_class(who))] += 1.0;
    }
    for (std::size_t r = 0; r < compiled_.n_regions; ++r) {
        const double all = std::max(1.0, count[r][0] + count[r][1] + count[r][2]);
        for (std::size_t i = 0; i < 3; ++i) share[r][i] = count[r][i] / all;
    }
    for (std::size_t r = 0; r < compiled_.n_regions; ++r) {
        std::vector<double> alive(sim::Month::kMonths, 0.0);
        double force = 0.0;
        for (int b = 0; b < sim::Month::kMonths; ++b) {
            alive[static_cast<std::size_t>(b)] =
                static_cast<double>(books_.by_birth()[r * sim::Month::kMonths + static_cast<std::size_t>(b)]);
            force += alive[static_cast<std::size_t>(b)];
        }
        const double start = std::max(1.0, force);
        const double entrants =
            compiled_.region(r).graduates_per_year * p.graduates_entering_share / compiled_.persons_per_agent / 2.0;
        for (sim::Month now = compiled_.start; now < compiled_.end; now = now + 1) {
            path[r].push_back(force / start);
            force = 0.0;
            for (int b = now.index() - 66 * 12; b < now.index() - 18 * 12; ++b) {
                double& n = alive[static_cast<std::size_t>(b)];
                if (n <= 0.0) continue;
                n *= 1.0 - death_probability(p, now.index() - b);
                for (std::size_t i = 0; i < 3; ++i) {
                    // Each class leaves in its own month; what is left is the share of classes still at work.
                    if (retirement_month(sim::Month{b}, static_cast<RetirementClass>(i)) != now) continue;
                    double left = 0.0;
                    for (std::size_t j = 0; j < 3; ++j) {
                        if (retirement_month(sim::Month{b}, static_cast<RetirementClass>(j)) >= now)
                            left += share[r][j];
                    }
                    if (left > 0.0) n *= std::max(0.0, 1.0 - share[r][i] / left);
                }
                force += n;
            }
            if (now.month_of_year() == 6 || now.month_of_year() == 7) {
                for (int age = 22 * 12; age < 25 * 12; ++age) {
                    alive[static_cast<std::size_t>(now.index() - age)] += entrants / 36.0;
                }
                force += entrants;
            }
        }
        path[r].push_back(force / start);
    }
    return path;
}

void TalentModel::propose_newcomers(sim::Month now) {
    immigrants_.clear();
    first_seeker_.assign(1, 0);
    for (const auto& p : proposals_) first_seeker_.push_back(first_seeker_.back() + p.seekers.size());
    seekers_.resize(first_seeker_.back());
    sim::for_each_parallel(proposals_.size(), [&](std::size_t block, std::size_t) {
        const auto& mine = proposals_[block].seekers;
        std::copy(mine.begin(), mine.end(), seekers_.begin() + static_cast<std::ptrdiff_t>(first_seeker_[block]));
    });
    if (!compiled_.active(&Modules::demography) || compiled_.in_burn_in(now)) return;
    const std::size_t n = potential_immigrants(now), blocks = sim::n_blocks(n);
    std::vector<Outsiders> found(blocks), stay_outside(blocks);
    sim::for_each_parallel(blocks, [&](std::size_t block, std::size_t thread) {
        const std::size_t begin = block * sim::kBlockRows, end = std::min(n, begin + sim::kBlockRows);
        ask_outsiders(begin, end, now, scratch_[thread].decisions.screening, found[block], stay_outside[block]);
    });
    for (const auto& part : found) {
        for (const auto& [seeker, who] : part) {
            seekers_.push_back(seeker);
            immigrants_.push_back(who);
        }
    }
    if (!ventures_.invitations().empty()) invite_outsiders(now, stay_outside);
}

std::size_t TalentModel::potential_immigrants(sim::Month now) const {
    // A stream whose number and identities no policy can change (methods 3.12).
    double stock = 0.0;
    for (std::size_t r = 0; r < compiled_.n_regions; ++r) stock += compiled_.region(r).talent_total;
    const double monthly =
        stock / compiled_.persons_per_agent * compiled_.world->rest_of_world.potential_immigrants_per_year / 12.0;
    const auto counter = sim::PersonId::of(compiled_.row_uid, sim::Month{}, 0);
    return static_cast<std::size_t>(
        sim::keyed_round(monthly, draws_.uniform(counter, now, sim::Purpose::entries_count)));
}

void TalentModel::ask_outsiders(std::size_t begin, std::size_t end, sim::Month now, sim::Screening& screening,
                                Outsiders& coming, Outsiders& staying) const {
    sim::PersonBatch persons;
    std::vector<Newcomer> newcomers;
    choice_.use_immigrants(screening, end - begin);
    for (std::size_t i = begin; i < end; ++i) {
        persons.add(sim::PersonId::of(compiled_.row_uid, now, static_cast<std::uint32_t>(i)));
        newcomers.push_back(synthesis_.immigrant(persons.person(i - begin), now));
        choice_.place_immigrant(screening, i - begin, newcomers.back().status);
    }
    screening.run(draws_, now, persons, choice_.rho(), false);
    for (std::size_t i = 0; i < newcomers.size(); ++i) {
        const Newcomer& who = newcomers[i];
        const int age = now.index() - static_cast<int>(who.birth);
        Seeker s;
        s.person = persons.person(i);
        s.row = kNoRow;
        s.home = kNoRegion;
        s.tier = static_cast<std::uint8_t>(who.status.tier());
        s.field = static_cast<std::uint8_t>(who.status.field());
        s.target = screening.verdict(i) == sim::kStay ? sim::kStay : choice_.immigrate(s.person, s.tier, s.field, age);
        s.experience_years = experience_years(age);
        s.recognised = !compiled_.world->tiers[s.tier].accredited && !compiled_.world->fields[s.field].regulated;
        (s.target == sim::kStay ? staying : coming).emplace_back(s, who);
    }
}

void TalentModel::resolve(sim::Month now) {
    if (compiled_.active(&Modules::clearing) || posts_.present()) {
        placements_ = job_search_.clear(now, seekers_, open_posts_);
        return;
    }
    // Without posts everyone who looks for one finds the own kind.
    placements_.clear();
    for (const auto& s : seekers_) placements_.push_back({true, s.field, s.tier});
}

void TalentModel::close_month(sim::Month now) {
    prices_.close_month(now, books_);
    for (PoolIndex pool = 0; pool < compiled_.n_pools; ++pool) {
        open_months_[pool] = posts_.present() && vacancies(pool) > 0 ? open_months_[pool] + 1 : 0;
    }
    if (cohorts_.wants(now)) {
        for (const auto row : claims_.first_paid()) {
            const auto who = population_.status[row];
            cohorts_.add({row, static_cast<std::uint8_t>(who.region()), static_cast<std::uint8_t>(who.tier()),
                          CohortEntry::award_paid});
        }
        cohorts_.close_month(population_, now);
    }
    books_.close_month(now);
    funds_.close_month(now);
    const bool last = now + 1 == compiled_.end;
    if (last || (now - compiled_.first) % kRecountMonths == 0) books_.recount(population_, now);
}

}  // namespace talentflow::models
