// SPDX-License-Identifier: Apache-2.0
#include "models/economy/ventures.hpp"

#include <algorithm>
#include <cmath>

#include "sim/math.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

constexpr std::int64_t kMostDeals = 4095;  // of a lever in a month: a deal's number has twelve bits for them

std::uint32_t number_of(sim::Month start, std::uint32_t of_month) {
    return (static_cast<std::uint32_t>(start.index()) << 12) | (of_month & 4095U);
}

}  // namespace

Ventures::Ventures(const CompiledWorld& world, const sim::Draws& draws, const ProgrammeList& programmes, Funds& funds,
                   VenturesState& state)
    : world_{&world},
      draws_{&draws},
      funds_{&funds},
      state_{&state},
      source_of_claim_(programmes.claims.size(), kNoIndex),
      created_(world.world->levers.size() * world.n_regions, 0) {
    state = {};
    if (!world.active(&Modules::firms)) return;
    for (const auto& programme : programmes.ventures) add_source(programme, false);
    for (std::size_t i = 0; i < programmes.claims.size(); ++i) {
        const auto& claim = programmes.claims[i];
        if (!claim.posts) continue;
        VentureProgramme programme;
        programme.lever = claim.lever;
        programme.posts = *claim.posts;
        source_of_claim_[i] = sources_.size();
        add_source(std::move(programme), true);
    }
}

void Ventures::add_source(VentureProgramme programme, bool grants) {
    const auto& instance = world_->world->levers[programme.lever];
    Source source;
    source.grants = grants;
    for (const FileRegion file : programme.regions) source.regions.push_back(world_->inner_of[file]);
    std::sort(source.regions.begin(), source.regions.end());
    std::sort(programme.posts.fields.begin(), programme.posts.fields.end());
    source.uid = sim::region_uid(instance.id);
    source.index = sources_.size();
    state_->sources.emplace_back().standing.assign(world_->n_cells, 0);
    if (programme.sponsor) {
        if (programme.acquaintances_per_month > 0.0) sponsored_.push_back(sources_.size());
        const FileRegion host = programme.regions.front();
        funds_->share_cost(programme.lever,
                           {{*programme.sponsor, programme.sponsor_share}, {host, 1.0 - programme.sponsor_share}});
    }
    source.programme = std::move(programme);
    sources_.push_back(std::move(source));
}

double Ventures::founders(const Source& source, const std::vector<std::int64_t>& people) const {
    std::int64_t n = 0;
    for (const RegionIndex r : source.regions) {
        for (const TierIndex k : source.programme.founders) {
            for (const FieldIndex f : world_->fields()) n += people[world_->cell(r, k, f)];
        }
    }
    return static_cast<double>(n);
}

void Ventures::set_reference(const std::vector<std::int64_t>& people) {
    for (auto& source : sources_) of(source).founders_at_start = founders(source, people);
}

void Ventures::open_month(sim::Month now, const LastMonth& last, PolicyField& policy) {
    closed_.clear();
    invitations_.clear();
    if (sources_.empty() || world_->in_burn_in(now)) return;
    write_shifts(last.posts, policy);
    for (auto& source : sources_) {
        source.acts =
            lever_acts(*world_->world, source.programme.lever, now) && last.outlays.paid(source.programme.lever);
        if (source.acts) ++of(source).months_acted;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < state_->deals.size(); ++i) {
        Deal& deal = state_->deals[i];
        const Source& source = sources_[deal.source];
        if (fails(deal, now)) {
            close(deal);
            continue;
        }
        build(deal);
        const bool settled =
            deal.months >= source.programme.posts.ramp_months && source.programme.failure_per_month <= 0.0;
        if (settled) continue;
        if (kept != i) state_->deals[kept] = std::move(deal);
        ++kept;
    }
    state_->deals.resize(kept);
    take_grants(last, now);
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        Source& source = sources_[i];
        if (source.grants || !source.acts) continue;
        if (source.programme.deals_per_year > 0.0) {
            make_deals(i, now, last);
        } else if (!of(source).begun) {
            begin_project(i, now, last.posts);
        }
    }
    for (std::size_t i = kept; i < state_->deals.size(); ++i) build(state_->deals[i]);
    write_posts(policy);
    count_created();
}

void Ventures::write_shifts(const Posts& posts, PolicyField& policy) const {
    const auto& c = *world_;
    const bool any = std::any_of(sources_.begin(), sources_.end(),
                                 [](const Source& s) { return s.programme.posts.promotion_shift > 0.0; });
    if (!any) return;
    for (const RegionIndex r : c.regions()) {
        for (const FieldIndex f : c.fields()) {
            for (const TierIndex k : c.tiers()) {
                const PoolIndex pool = c.cell(r, k, f);
                double more = 0.0;
                for (const auto& source : sources_) {
                    const double chi = source.programme.posts.promotion_shift;
                    if (chi <= 0.0 || of(source).standing[pool] == 0) continue;
                    const double share =
                        static_cast<double>(of(source).standing[pool]) / static_cast<double>(posts.positions(pool));
                    more += share * (sim::math::exp(chi) - 1.0);
                }
                if (more <= 0.0) continue;
                policy.write(Entry::promotion_shift, {.region = c.file_of[r], .tier = k, .field = f},
                             sim::math::log(1.0 + more));
            }
        }
    }
}

bool Ventures::fails(const Deal& deal, sim::Month now) const {
    const double hazard = sources_[deal.source].programme.failure_per_month;
    return hazard > 0.0 && draws_->uniform(deal.key, now, sim::Purpose::venture_failure, deal.number) < hazard;
}

void Ventures::close(Deal& deal) {
    if (closed_.empty()) closed_.assign(world_->n_cells, 0);
    for (auto& part : deal.posts) {
        closed_[part.pool] += part.standing;
        state_->sources[deal.source].standing[part.pool] -= part.standing;
    }
}

void Ventures::build(Deal& deal) {
    Source& source = sources_[deal.source];
    const auto& programme = source.programme;
    const int ramp = programme.posts.ramp_months;
    if (deal.months >= ramp) return;
    ++deal.months;
    // A deal is paid for; a project goes on being paid for, and what is not paid for is not built.
    const bool project = !source.grants && programme.deals_per_year <= 0.0;
    if (project && !source.acts) return;
    for (auto& part : deal.posts) {
        const std::int64_t n = built_by(part.number, deal.months, ramp, part.phase) -
                               built_by(part.number, deal.months - 1, ramp, part.phase);
        if (n == 0) continue;
        const auto outsiders = [&](std::int64_t posts) {
            return static_cast<std::int64_t>(
                std::floor(static_cast<double>(posts) * programme.outside_share + part.outside_phase));
        };
        const std::int64_t invited = outsiders(part.standing + n) - outsiders(part.standing);
        part.standing += n;
        of(source).standing[part.pool] += n;
        if (invited == 0) continue;
        if (invitations_.empty()) invitations_.assign(world_->n_cells, 0);
        invitations_[part.pool] += invited;
    }
}

void Ventures::take_grants(const LastMonth& last, sim::Month now) {
    for (const PostGrant& grant : last.grants) {
        const std::size_t i = source_of_claim_[grant.programme];
        if (i == kNoIndex) continue;
        const auto& posts = sources_[i].programme.posts;
        const auto shares = pool_shares(*world_, last.posts, posts.by_tier, {grant.field}, {grant.region});
        // The holder stands for as many persons as any agent, and each of them brings a team.
        add_deal({i, grant.holder, 0, 0, {}}, now, sources_[i].uid, posts.number * world_->persons_per_agent, shares);
    }
}

std::int64_t Ventures::deals_due(const Source& source, sim::Month now, const Books& books) const {
    const double monthly = source.programme.deals_per_year / 12.0;
    if (source.programme.by_chance) {
        const double ratio =
            of(source).founders_at_start > 0.0 ? founders(source, books.stock()) / of(source).founders_at_start : 1.0;
        return sim::poisson_quantile(monthly * ratio, draws_->uniform(key_of(source), now, sim::Purpose::venture_deals),
                                     kMostDeals);
    }
    const double u = draws_->uniform(key_of(source), sim::Month{}, sim::Purpose::venture_deals);
    const auto until = [&](int months) {
        return static_cast<std::int64_t>(
            std::floor(source.programme.deals_per_year * static_cast<double>(months) / 12.0 + u));
    };
    return std::min(kMostDeals, until(of(source).months_acted) - until(of(source).months_acted - 1));
}

bool Ventures::pay(Source& source) {
    const Fen deal = to_fen(source.programme.deal_cny);
    const Fen pool = to_fen(source.programme.pool_cny);
    if (pool > 0 && of(source).spent + deal > pool) return false;
    if (deal > 0 && !funds_->pay(source.programme.lever, deal)) return false;
    of(source).spent += deal;
    return true;
}

RegionIndex Ventures::region_of_deal(const Source& source, const Posts& at_start, double u) const {
    double until = 0.0;
    for (const auto& [pool, share] : pool_shares(*world_, at_start, source.programme.posts.by_tier,
                                                 source.programme.posts.fields, source.regions)) {
        until += share;
        if (u < until) return world_->region_of(pool);
    }
    return source.regions.back();
}

void Ventures::make_deals(std::size_t index, sim::Month now, const LastMonth& last) {
    Source& source = sources_[index];
    const auto& posts = source.programme.posts;
    const auto due = static_cast<std::uint32_t>(deals_due(source, now, last.books));
    for (std::uint32_t i = 0; i < due; ++i) {
        if (!pay(source)) return;  // nor can the month's other deals be paid: they cost the same
        RegionIndex region = source.regions.front();
        if (source.regions.size() > 1) {
            const auto words = draws_->words(key_of(source), now, sim::Purpose::venture_rounding, 2 * i + 1);
            region = region_of_deal(source, last.posts, sim::to_uniform(words[0]));
        }
        const auto shares = pool_shares(*world_, last.posts, posts.by_tier, posts.fields, {region});
        add_deal({index, key_of(source), number_of(now, i), 0, {}}, now, i, posts.number, shares);
    }
}

void Ventures::begin_project(std::size_t index, sim::Month now, const Posts& at_start) {
    Source& source = sources_[index];
    const auto& posts = source.programme.posts;
    // What was built before the run, and paid then, is among the posts of its start.
    const int before = months_before_run(*world_->world, source.programme.lever);
    const int built = before > 0 ? before + (now - world_->start) : 0;
    if (built == 0 && !pay(source)) return;
    of(source).begun = true;
    const auto shares = pool_shares(*world_, at_start, posts.by_tier, posts.fields, source.regions);
    const double together = source.programme.posts_together > 0.0 ? source.programme.posts_together : posts.number;
    double left = posts.number;
    for (std::uint32_t i = 0; left > 0.0; ++i) {
        const double part = std::min(left, together);
        add_deal({index, key_of(source), number_of(now, i), built, {}}, now, i, part, shares);
        left -= part;
    }
}

void Ventures::add_deal(Deal deal, sim::Month now, std::uint32_t draw, double posts, const PoolShares& shares) {
    const auto words = draws_->words(deal.key, now, sim::Purpose::venture_rounding, 2 * draw);
    deal.posts = plan_posts(
        shares, posts / world_->persons_per_agent,
        {sim::to_uniform(words[0]), sim::to_uniform(words[1]), sim::to_uniform(words[2]), sim::to_uniform(words[3])});
    if (!deal.posts.empty()) state_->deals.push_back(std::move(deal));
}

void Ventures::write_posts(PolicyField& policy) const {
    const auto& c = *world_;
    for (const auto& source : sources_) {
        for (const RegionIndex r : c.regions()) {
            std::int64_t all = 0;
            for (const FieldIndex f : c.fields()) {
                for (const TierIndex k : c.tiers()) {
                    const std::int64_t n = of(source).standing[c.cell(r, k, f)];
                    if (n == 0) continue;
                    all += n;
                    policy.write(Entry::posts, {.region = c.file_of[r], .tier = k, .field = f},
                                 static_cast<double>(n) * c.persons_per_agent);
                }
            }
            if (all > 0 && source.programme.crowd_out > 0.0) {
                policy.write(Entry::crowding_out, {.region = c.file_of[r]},
                             source.programme.crowd_out * static_cast<double>(all) * c.persons_per_agent);
            }
        }
    }
}

void Ventures::count_created() {
    std::fill(created_.begin(), created_.end(), 0);
    for (const auto& source : sources_) {
        for (PoolIndex pool = 0; pool < world_->n_cells; ++pool) {
            created_[source.programme.lever * world_->n_regions + world_->region_of(pool)] += of(source).standing[pool];
        }
    }
}

std::optional<ParkSponsor> Ventures::sponsor_of(PoolIndex pool, std::int64_t positions, double u) const {
    double until = 0.0;
    for (const std::size_t s : sponsored_) {
        const Source& source = sources_[s];
        const auto& programme = source.programme;
        if (of(source).standing[pool] == 0) continue;
        until += static_cast<double>(of(source).standing[pool]) / static_cast<double>(positions);
        if (u < until)
            return ParkSponsor{world_->inner_of[*programme.sponsor], programme.acquaintances_per_month * 12.0};
    }
    return std::nullopt;
}

}  // namespace talentflow::models
