// SPDX-License-Identifier: Apache-2.0
#include "models/talent_model.hpp"

#include <algorithm>
#include <cmath>

#include "models/lever.hpp"
#include "sim/parallel.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

sim::Columns columns_of(const CompiledWorld& c) {
    sim::Columns columns;
    columns.n_regions = c.n_regions;
    columns.awareness = c.present(&Modules::awareness) ||
                        c.world->overrides.awareness_on_probability.has_value() ||
                        c.world->overrides.awareness_off_probability.has_value();
    columns.ties = c.present(&Modules::ties);
    columns.accreditation = c.active(&Modules::claims) || c.active(&Modules::capability);
    return columns;
}

std::int64_t rounded(double x, double u) {
    const double down = std::floor(x);
    return static_cast<std::int64_t>(down) + (u < x - down ? 1 : 0);
}

constexpr int kRecountMonths = 12;
constexpr std::size_t kAhead = 8;  // how far commits ask the memory ahead

}  // namespace

TalentModel::TalentModel(const World& world, std::uint32_t member, bool look_every_month)
    : compiled_{world},
      draws_{world.seed, member},
      look_every_month_{look_every_month},
      policy_{world},
      awareness_{compiled_, draws_},
      ties_{compiled_, draws_},
      synthesis_{compiled_, draws_, awareness_, ties_},
      population_{columns_of(compiled_)},
      books_{compiled_},
      posts_{compiled_, draws_},
      hazards_{compiled_},
      choice_{compiled_, draws_},
      job_search_{compiled_, draws_},
      claims_{compiled_, draws_},
      needs_family_{hazards_.family_matters() || compiled_.active(&Modules::clearing) || posts_.present() ||
                    (compiled_.active(&Modules::choice) && compiled_.utility.empty() &&
                     (world.parameters.partner_cost > 0.0 || world.parameters.child_cost > 0.0))},
      partial_knowledge_{population_.columns().awareness || ties_.present() || !compiled_.known_probability.empty()},
      lever_order_{lever_order(world)},
      scratch_(static_cast<std::size_t>(sim::threads())),
      open_months_(compiled_.n_pools, 0) {
    synthesis_.populate(population_);
    population_.find_scattered();
    books_.count(population_);
    posts_.start(books_.filled());
    region_state_.posts.assign(compiled_.n_pools, 0.0);
    update_region_state();
    set_reference();
}

// The month (MODEL.md 2.3). Phases 1 to 4 read the state of last month; `commit` alone changes people.
void TalentModel::step(sim::Month now) {
    open_month(now);          // 1 calendar, policies in force, posts, rates and utilities of the month
    propose(now);             // 2 per person: exits, separations, consideration, choice, search
    propose_newcomers(now);   // 3 potential immigrants choose
    resolve(now);             // 4 applications, contact, clearing of posts: ranked, order-free
    commit(now);              // 5 exits, hires and moves, separations, rises of tier, newcomers
    claims_.resolve(population_, now);  // 6 accreditation, take-up, desks, payments, contracts
    close_month(now);         // 7 the books balance, or the run stops
}

void TalentModel::open_month(sim::Month now) {
    books_.open_month();
    policy_.reset();
    const World& world = *compiled_.world;
    if (!compiled_.in_burn_in(now)) {
        for (const std::size_t i : lever_order_) {
            if (lever_acts(world, i, now)) world.levers[i].lever->apply(world, world.levers[i], now, policy_);
        }
    }
    hazards_.open_month(now);
    posts_.open_month(now);
    update_region_state();
    awareness_.open_month(now, policy_);
    claims_.open_month(now, policy_);
    choice_.open_month(now, policy_, region_state_, claims_.present() ? &claims_ : nullptr);
    open_posts_.resize(compiled_.n_pools);
    for (PoolIndex pool = 0; pool < compiled_.n_pools; ++pool) {
        open_posts_[pool] = posts_.present() ? vacancies(pool) : 0;
    }
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
        region_state_.reference_residents[r] = static_cast<double>(books_.residents(r)) *
                                               compiled_.persons_per_agent * compiled_.reference_scale[r];
    }
    if (compiled_.active(&Modules::demography)) posts_.set_labour_force(labour_force_path());
}

std::vector<std::vector<double>> TalentModel::labour_force_path() const {
    // Expected survivors by region, class and birth, with graduates, without moves and rest of world (MODEL 0.8).
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
            alive[static_cast<std::size_t>(b)] = books_.by_birth()[r * sim::Month::kMonths + static_cast<std::size_t>(b)];
            force += alive[static_cast<std::size_t>(b)];
        }
        const double start = std::max(1.0, force);
        const double entrants = compiled_.region(r).graduates_per_year * p.graduates_entering_share /
                                compiled_.persons_per_agent / 2.0;
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
                        if (retirement_month(sim::Month{b}, static_cast<RetirementClass>(j)) >= now) left += share[r][j];
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
    seekers_.clear();
    immigrants_.clear();
    first_seeker_.assign(1, 0);
    for (const auto& p : proposals_) {
        seekers_.insert(seekers_.end(), p.seekers.begin(), p.seekers.end());
        first_seeker_.push_back(seekers_.size());
    }
    if (!compiled_.active(&Modules::demography) || compiled_.in_burn_in(now)) return;
    // Potential immigrants: a stream whose number and identities no policy can change (MODEL 0.8).
    double stock = 0.0;
    for (std::size_t r = 0; r < compiled_.n_regions; ++r) stock += compiled_.region(r).talent_total;
    const double monthly = stock / compiled_.persons_per_agent *
                           compiled_.world->rest_of_world.potential_immigrants_per_year / 12.0;
    const auto counter = sim::PersonId::of(compiled_.row_uid, sim::Month{}, 0);
    const auto n = static_cast<std::size_t>(rounded(monthly, draws_.uniform(counter, now, sim::Purpose::entries_count)));
    const std::size_t blocks = sim::n_blocks(n);
    std::vector<std::vector<std::pair<Seeker, Newcomer>>> found(blocks);
    sim::for_each_parallel(blocks, [&](std::size_t block, std::size_t) {
        const std::size_t end = std::min(n, (block + 1) * sim::kBlockRows);
        for (std::size_t i = block * sim::kBlockRows; i < end; ++i) {
            const auto person = sim::PersonId::of(compiled_.row_uid, now, static_cast<std::uint32_t>(i));
            const Newcomer who = synthesis_.immigrant(person, now);
            const auto choice = choice_.immigrate(person, who.status.tier(), who.status.field());
            if (choice == sim::kStay) continue;
            Seeker s;
            s.person = person;
            s.row = sim::kNoRow;
            s.home = sim::kNoRegion;
            s.target = choice;
            s.tier = static_cast<std::uint8_t>(who.status.tier());
            s.field = static_cast<std::uint8_t>(who.status.field());
            const int age = now.index() - static_cast<int>(who.birth);
            s.experience_years = static_cast<std::uint8_t>(std::clamp((age - 22 * 12) / 12, 0, 60));
            s.recognised = !compiled_.world->tiers[s.tier].accredited && !compiled_.world->fields[s.field].regulated;
            found[block].emplace_back(s, who);
        }
    });
    for (const auto& part : found) {
        for (const auto& [seeker, who] : part) {
            seekers_.push_back(seeker);
            immigrants_.push_back(who);
        }
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

// Blocks of people change in parallel: each person is in one block and every sum goes to the thread's own tally. What
// claims must hear of, rows given back and newcomers follow in block order.
void TalentModel::commit(sim::Month now) {
    sim::for_each_parallel(sim::n_blocks(population_.n_rows()), [&](std::size_t block, std::size_t thread) {
        commit_block(block, now, books_.tally(thread));
    });
    tell_claims(now);
    for (const auto& p : proposals_) {
        for (const auto& exit : p.exits) population_.release(exit.row);
    }
    commit_newcomers(now);
    books_.absorb();
}

void TalentModel::commit_block(std::size_t block, sim::Month now, Tally& tally) {
    Proposals& p = proposals_[block];
    for (const auto& exit : p.exits) commit_exit(exit, tally, p);
    for (std::size_t i = first_seeker_[block]; i < first_seeker_[block + 1]; ++i) {
        if (i + kAhead < first_seeker_[block + 1]) population_.prefetch_move(seekers_[i + kAhead].row);
        commit_seeker(seekers_[i], placements_[i], now, tally, p);
    }
    for (std::size_t i = 0; i < p.moves.size(); ++i) {
        if (i + kAhead < p.moves.size()) population_.prefetch_move(p.moves[i + kAhead].row);
        commit_move(p.moves[i].row, p.moves[i].to, now, tally, p);
    }
    for (const auto row : p.found) {
        const auto who = population_.status[row];
        const Placement own{true, static_cast<std::uint8_t>(who.field()), static_cast<std::uint8_t>(who.tier())};
        commit_hire(row, own, now, tally);
    }
    for (const auto row : p.separations) commit_separation(row, now, tally);
    for (const auto row : p.promotions) commit_promotion(row, tally, p);
}

void TalentModel::commit_exit(const Exit& exit, Tally& tally, Proposals& p) {
    const auto row = exit.row;
    const auto who = population_.status[row];
    if (who.employed()) {
        tally.vacate(compiled_.pool(who.region(), population_.held_field[row], population_.held_tier[row]));
    }
    tally.leave(who, population_.birth[row], exit.reason);
    population_.status[row] = sim::StatusWord{};
    if (claims_.concerned_by_leaving(population_, row)) {
        p.events.push_back({row, ClaimEvent::Kind::left_world, sim::kNoRegion,
                            exit.reason == ExitReason::rest_of_world});
    }
}

void TalentModel::commit_move(std::uint32_t row, std::size_t to, sim::Month now, Tally& tally, Proposals& p) {
    auto who = population_.status[row];
    const std::size_t from = who.region();
    if (population_.columns().awareness) {
        const auto person = population_.person(row);
        // Events are the only ones to store: freeze what is known under the old home, for the month after.
        const std::uint64_t stored = population_.known.get(row);
        const sim::Month since{population_.known_since[row]};
        std::uint64_t known = std::uint64_t{1} << from;
        for (std::size_t r = 0; r < compiled_.n_regions; ++r) {
            if (awareness_.knows(person, from, r, ((stored >> r) & 1U) != 0, since, now + 1)) {
                known |= std::uint64_t{1} << r;
            }
        }
        population_.known.set(row, known);
        population_.known_since[row] = static_cast<std::uint16_t>((now + 1).index());
    }
    if (population_.columns().ties) {
        std::array<std::uint8_t, kMaxRegions> ties{};
        ties_.at(population_.person(row), from, population_.ties_of(row), sim::Month{population_.ties_since[row]}, now, ties.data());
        std::copy_n(ties.data(), compiled_.n_regions, population_.ties_of(row));
        population_.ties_since[row] = static_cast<std::uint16_t>(now.index());
    }
    if (who.employed()) {
        // Whoever moves gives up the old post; a new one is booked by commit_hire. Without clearing the person
        // works on in the same kind of post at the destination.
        tally.vacate(compiled_.pool(from, population_.held_field[row], population_.held_tier[row]));
        if (!compiled_.active(&Modules::clearing)) {
            tally.take(compiled_.pool(to, population_.held_field[row], population_.held_tier[row]));
        }
    }
    tally.move(who, population_.birth[row], to, population_.origin[row] == to);
    who.set_region(to);
    population_.status[row] = who;
    population_.resident_since[row] = static_cast<std::uint16_t>(now.index());
    if (claims_.concerned_by_moves(who.tier()) || claims_.concerned_by_leaving(population_, row)) {
        p.events.push_back({row, ClaimEvent::Kind::moved, static_cast<std::uint8_t>(from)});
    }
}

void TalentModel::commit_hire(std::uint32_t row, const Placement& placement, sim::Month now, Tally& tally) {
    auto who = population_.status[row];
    tally.hire(who, compiled_.pool(who.region(), placement.field, placement.tier));
    population_.held_field[row] = placement.field;
    population_.held_tier[row] = placement.tier;
    population_.job_since[row] = static_cast<std::uint16_t>(now.index());
    who.set_employment(sim::Employment::employed);
    who.set_graduate(false);
    population_.status[row] = who;
}

void TalentModel::commit_seeker(const Seeker& s, const Placement& placement, sim::Month now, Tally& tally,
                                Proposals& p) {
    const bool elsewhere = s.target != s.home;
    if (placement.hired) {
        if (elsewhere) commit_move(s.row, s.target, now, tally, p);
        commit_hire(s.row, placement, now, tally);
        return;
    }
    if (elsewhere && s.moves_anyway) {
        auto who = population_.status[s.row];
        const bool worked = who.employed();
        commit_move(s.row, s.target, now, tally, p);
        if (!worked) return;
        who = population_.status[s.row];
        who.set_employment(sim::Employment::unemployed);
        population_.status[s.row] = who;
        tally.becomes_unemployed(who);
        population_.job_since[s.row] = static_cast<std::uint16_t>(now.index());
        return;
    }
    if (s.separates) commit_separation(s.row, now, tally);
}

void TalentModel::commit_separation(std::uint32_t row, sim::Month now, Tally& tally) {
    auto who = population_.status[row];
    tally.vacate(compiled_.pool(who.region(), population_.held_field[row], population_.held_tier[row]));
    who.set_employment(sim::Employment::unemployed);
    population_.status[row] = who;
    tally.becomes_unemployed(who);
    population_.job_since[row] = static_cast<std::uint16_t>(now.index());
}

void TalentModel::commit_promotion(std::uint32_t row, Tally& tally, Proposals& p) {
    auto who = population_.status[row];
    if (who.empty()) return;
    tally.promote(who, who.tier() - 1);
    who.set_tier(who.tier() - 1);
    population_.status[row] = who;
    p.events.push_back({row, ClaimEvent::Kind::rose});
}

void TalentModel::tell_claims(sim::Month now) {
    if (!population_.columns().accreditation) return;
    for (const auto& p : proposals_) {
        for (const auto& event : p.events) {
            if (event.kind == ClaimEvent::Kind::left_world) {
                claims_.leaves(population_, event.row, sim::kNoRegion, event.clawback, now);
            } else if (event.kind == ClaimEvent::Kind::rose) {
                claims_.promoted(population_, event.row, now);
            } else {
                const auto to = static_cast<std::uint8_t>(population_.status[event.row].region());
                claims_.leaves(population_, event.row, to, true, now);
                claims_.arrived(population_, event.row, event.from, now);
            }
        }
    }
}

void TalentModel::commit_newcomers(sim::Month now) {
    arrivals_.clear();
    collect_immigrants();
    collect_graduates(now);
    collect_entries(now);
    for (auto& a : arrivals_) {
        a.row = population_.acquire();
        population_.id[a.row] = a.person.bits();
    }
    const std::size_t n = arrivals_.size();
    sim::for_each_parallel(sim::n_blocks(n), [&](std::size_t block, std::size_t thread) {
        Tally& tally = books_.tally(thread);
        const std::size_t end = std::min(n, (block + 1) * sim::kBlockRows);
        for (std::size_t i = block * sim::kBlockRows; i < end; ++i) {
            Arrival& a = arrivals_[i];
            if (a.reason != EntryReason::rest_of_world) a.who = synthesis_.graduate(a.person, a.who.status.region(), now);
            population_.status[a.row] = a.who.status;
            population_.birth[a.row] = a.who.birth;
            synthesis_.settle(population_, a.row, a.origin, now);
            tally.enter(a.who.status, a.who.birth, a.reason);
            if (a.post.hired) commit_hire(a.row, a.post, now, tally);
        }
    });
    for (const auto& a : arrivals_) {
        if (a.reason == EntryReason::rest_of_world) {
            claims_.arrived(population_, a.row, a.who.status.region(), now);
        }
    }
}

void TalentModel::collect_immigrants() {
    std::size_t immigrant = 0;
    for (std::size_t i = first_seeker_.back(); i < seekers_.size(); ++i) {
        Newcomer who = immigrants_[immigrant++];
        if (!placements_[i].hired) continue;  // those not placed stay outside
        who.status.set_region(seekers_[i].target);
        arrivals_.push_back({seekers_[i].person, who, sim::kNoRegion, EntryReason::rest_of_world, placements_[i],
                             sim::kNoRow});
    }
}

void TalentModel::collect_graduates(sim::Month now) {
    const bool season = now.month_of_year() == 6 || now.month_of_year() == 7;
    if (!compiled_.active(&Modules::demography) || compiled_.in_burn_in(now) || !season) return;
    const auto& p = compiled_.parameters();
    for (std::size_t r = 0; r < compiled_.n_regions; ++r) {
        const double mean = compiled_.region(r).graduates_per_year * p.graduates_entering_share / 2.0 /
                            compiled_.persons_per_agent;
        const auto counter = sim::PersonId::of(compiled_.uid[r], sim::Month{}, 0);
        const auto n = rounded(mean, draws_.uniform(counter, now, sim::Purpose::entries_count));
        Newcomer who;
        who.status.set_region(r);
        for (std::int64_t i = 0; i < n; ++i) {
            arrivals_.push_back({sim::PersonId::of(compiled_.uid[r], now, static_cast<std::uint32_t>(i)), who,
                                 static_cast<std::uint8_t>(r), EntryReason::graduate, {}, sim::kNoRow});
        }
    }
}

void TalentModel::collect_entries(sim::Month now) {
    constexpr std::uint32_t kFirstIndex = 0x80000000U;  // apart from the graduates of the same month
    for (const auto& entry : compiled_.world->overrides.entries_per_month) {
        const std::size_t r = compiled_.inner_of[entry.region];
        const auto counter = sim::PersonId::of(compiled_.uid[r], sim::Month{}, 1);
        const double u = draws_.uniform(counter, now, sim::Purpose::entries_count);
        std::int64_t n = 0;
        if (entry.kind == Entries::Kind::poisson) n = sim::poisson_quantile(entry.amount, u, 1LL << 30);
        if (entry.kind == Entries::Kind::fixed) n = rounded(entry.amount, u);
        if (entry.kind == Entries::Kind::per_resident) {
            n = rounded(entry.amount * static_cast<double>(region_state_.residents[r]), u);
        }
        Newcomer who;
        who.status.set_region(r);
        for (std::int64_t i = 0; i < n; ++i) {
            arrivals_.push_back({sim::PersonId::of(compiled_.uid[r], now, kFirstIndex + static_cast<std::uint32_t>(i)),
                                 who, static_cast<std::uint8_t>(r), EntryReason::other, {}, sim::kNoRow});
        }
    }
}

void TalentModel::close_month(sim::Month now) {
    for (PoolIndex pool = 0; pool < compiled_.n_pools; ++pool) {
        open_months_[pool] = posts_.present() && vacancies(pool) > 0 ? open_months_[pool] + 1 : 0;
    }
    books_.close_month(now);
    claims_.close_month(now);
    const bool last = now + 1 == compiled_.end;
    if (last || (now - compiled_.first) % kRecountMonths == 0) books_.recount(population_, now);
}

}  // namespace talentflow::models
