// SPDX-License-Identifier: Apache-2.0
#include "models/knowledge/awareness.hpp"

#include <algorithm>
#include <bit>

#include "sim/math.hpp"

namespace talentflow::models {

namespace {

constexpr double kMark = 1.0 / 16.0;                                                        // four words agree
constexpr std::array<double, 4> kFurtherMark{1.0 / 16.0, 1.0 / 8.0, 1.0 / 4.0, 1.0 / 2.0};  // three, two, one, none
constexpr int kWindow = 32;

/// Months of a window between two months, as bits.
std::uint32_t months_of(int window, int first, int last) noexcept {
    const int low = std::max(first - window * kWindow, 0);
    const int high = std::min(last - window * kWindow, kWindow - 1);
    return (~std::uint32_t{0} << low) & (~std::uint32_t{0} >> (kWindow - 1 - high));
}

/// A region as draws number it.
std::uint32_t number_of(RegionIndex region) noexcept {
    return static_cast<std::uint32_t>(region);
}

/// The highest set bit alone.
std::uint32_t latest(std::uint32_t marks) noexcept {
    return std::bit_floor(marks);
}

}  // namespace

Awareness::Awareness(const CompiledWorld& world, const sim::Draws& draws, AwarenessState& state)
    : world_{&world},
      draws_{&draws},
      state_{&state},
      moving_{world.active(&Modules::awareness) || world.world->overrides.awareness_on_probability ||
              world.world->overrides.awareness_off_probability} {
    state = {};
    const auto& o = world.world->overrides;
    const std::size_t n = world.n_regions;
    forget_ = o.awareness_off_probability.value_or(1.0 - sim::math::exp(-world.parameters().forgetting_rate_per_month));
    if (!world.present(&Modules::awareness) && !o.awareness_off_probability) forget_ = 0.0;
    distance_rate_.assign(n * n, 0.0);
    double most = forget_;
    for (std::size_t i = 0; i < n * n; ++i) {
        distance_rate_[i] = rate_over(world.km[i]);
        most = std::max(most, 1.0 - sim::math::exp(-distance_rate_[i]));
    }
    if (o.awareness_on_probability) most = std::max(forget_, *o.awareness_on_probability);
    // On and off must both fit under one mark.
    every_month_ = most > kMark || most + forget_ > kMark;
    mark_probability_ = every_month_ ? 1.0 : kMark;
    off_from_ = 1.0 - forget_ / mark_probability_;
    for (const RegionIndex home : world.regions()) {
        for (const RegionIndex region : world.regions()) {
            const double learn = learn_rate(home, region, 0.0);
            steady_.push_back(learn + forget_ > 0.0 ? learn / (learn + forget_) : 1.0);
        }
    }
}

double Awareness::learn_rate(RegionIndex home, RegionIndex region, double media) const noexcept {
    const auto& o = world_->world->overrides;
    if (o.awareness_on_probability) return *o.awareness_on_probability;
    if (!world_->present(&Modules::awareness)) return 0.0;
    return 1.0 - sim::math::exp(-(distance_rate_[home * world_->n_regions + region] + media));
}

double Awareness::rate_over(double km) const noexcept {
    const auto& p = world_->parameters();
    return p.awareness_rate_per_month * sim::math::exp(-km / p.awareness_distance_km);
}

void Awareness::use_distances(const PolicyField& policy) {
    const bool links = policy.written(Entry::effective_km);
    if (!links && !links_open_) return;
    links_open_ = links;
    const std::size_t n = world_->n_regions;
    for (std::size_t i = 0; i < n * n; ++i) {
        const double km =
            policy.read(Entry::effective_km, {.region = world_->file_of[i / n], .other = world_->file_of[i % n]});
        distance_rate_[i] = rate_over(std::min(world_->km[i], km));
    }
}

void Awareness::add_further(sim::Month now, std::size_t pair, double beyond) {
    const std::size_t pairs = world_->n_regions * world_->n_regions;
    state_->beyond.resize(state_->on_below.size(), 0.0);
    state_->beyond.back() = beyond;
    const auto window = static_cast<std::size_t>(now.index() / kWindow - world_->first.index() / kWindow);
    if (state_->further.size() < (window + 1) * pairs) state_->further.resize((window + 1) * pairs, FurtherMonths{});
    for (std::size_t kind = 0; kind < kFurther && beyond > 0.0; ++kind) {
        state_->further[window * pairs + pair][kind] |= std::uint32_t{1} << (now.index() % kWindow);
        beyond -= kFurtherMark[kind];
    }
}

void Awareness::open_month(sim::Month now, const PolicyField& policy) {
    if (!moving_) return;
    use_distances(policy);
    const std::size_t n = world_->n_regions;
    for (const RegionIndex home : world_->regions()) {
        for (const RegionIndex r : world_->regions()) {
            const At at{.region = world_->file_of[home], .other = world_->file_of[r]};
            const double media = policy.read(Entry::awareness_rate, at) * policy.read(Entry::information_factor, at);
            const double learn = learn_rate(home, r, media);
            state_->on_below.push_back(std::min(learn / mark_probability_, off_from_));
            // Where every month is a mark there are no others: a chain by override may be faster than one decision a
            // month.
            const double beyond = every_month_ ? 0.0 : learn - off_from_ * mark_probability_;
            if (beyond > 0.0) add_further(now, home * n + r, beyond);
        }
    }
}

Awareness::Decision Awareness::decision(const AwarenessQuery& query, sim::Month month,
                                        std::uint32_t word) const noexcept {
    const double u = sim::to_uniform(word);
    if (!state_->beyond.empty()) {
        if (const auto further = further_decision(query, month, u)) return *further;
    }
    const auto t = static_cast<std::size_t>(month - world_->first);
    if (u < state_->on_below[t * world_->n_regions * world_->n_regions + pair_of(query)]) return Decision::on;
    return u >= off_from_ ? Decision::off : Decision::none;
}

std::optional<Awareness::Decision> Awareness::further_decision(const AwarenessQuery& query, sim::Month month,
                                                               double u) const noexcept {
    const auto t = static_cast<std::size_t>(month - world_->first);
    const std::size_t cell = t * world_->n_regions * world_->n_regions + pair_of(query);
    if (cell >= state_->beyond.size() || state_->beyond[cell] <= 0.0) return std::nullopt;
    const int window = month.index() / kWindow;
    const auto words =
        draws_->words(query.person, sim::Month{window}, sim::Purpose::awareness_mark, number_of(query.region));
    double left = state_->beyond[cell];
    for (std::size_t kind = 0; kind < kFurther; ++kind) {
        if (((marks_of(words, kind) >> (month.index() % kWindow)) & 1U) != 0) {
            return u < left / kFurtherMark[kind] ? Decision::on : Decision::none;
        }
        left -= kFurtherMark[kind];
    }
    return std::nullopt;
}

std::uint32_t Awareness::marks_of(const sim::Words& words, std::size_t kind) noexcept {
    const std::size_t agree = kFurther - 1 - kind;
    std::uint32_t marks = ~words[agree];
    for (std::size_t j = 0; j < agree; ++j) marks &= words[j];
    return marks;
}

std::uint32_t Awareness::further_marks(const AwarenessQuery& query, int window,
                                       const sim::Words& words) const noexcept {
    const std::size_t pairs = world_->n_regions * world_->n_regions;
    const std::size_t i = static_cast<std::size_t>(window - world_->first.index() / kWindow) * pairs + pair_of(query);
    if (i >= state_->further.size()) return 0;
    std::uint32_t marks = 0;
    for (std::size_t kind = 0; kind < kFurther && state_->further[i][kind] != 0; ++kind) {
        marks |= marks_of(words, kind) & state_->further[i][kind];
    }
    return marks;
}

bool Awareness::knows(const AwarenessQuery& query, sim::Month now) const noexcept {
    if (!moving_) return query.stored;
    // Backwards from last month: the first deciding mark met is the last one in time.
    const int last = now.index() - 1, first = query.since.index();
    for (int window = last / kWindow; last >= first && window >= first / kWindow; --window) {
        std::uint32_t marks = ~std::uint32_t{0};
        if (!every_month_) {
            const auto w =
                draws_->words(query.person, sim::Month{window}, sim::Purpose::awareness_mark, number_of(query.region));
            marks = (w[0] & w[1] & w[2] & w[3]) | further_marks(query, window, w);
        }
        for (marks &= months_of(window, first, last); marks != 0; marks &= ~latest(marks)) {
            const sim::Month month{window * kWindow + std::countr_zero(latest(marks))};
            const auto word =
                draws_->words(query.person, month, sim::Purpose::awareness_value, number_of(query.region))[0];
            const auto decided = decision(query, month, word);
            if (decided != Decision::none) return decided == Decision::on;
        }
    }
    return query.stored;
}

void Awareness::know(const std::vector<AwarenessQuery>& queries, sim::Month now, AwarenessScratch& scratch,
                     std::vector<std::uint8_t>& answers) const {
    answers.resize(queries.size());
    scratch.undecided.clear();
    const int last = now.index() - 1;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        answers[i] = queries[i].stored ? 1 : 0;
        if (moving_ && last >= queries[i].since.index())
            scratch.undecided.push_back({static_cast<std::uint32_t>(i), 0});
    }
    // The same walk as in `knows`, all queries one window at a time.
    for (int window = last / kWindow; !scratch.undecided.empty(); --window) {
        std::erase_if(scratch.undecided,
                      [&](const auto& u) { return window < queries[u.query].since.index() / kWindow; });
        find_marks(queries, window, last, scratch);
        while (!scratch.marked.empty()) look_at_latest(queries, window, scratch, answers);
    }
}

void Awareness::find_marks(const std::vector<AwarenessQuery>& queries, int window, int last,
                           AwarenessScratch& scratch) const {
    const std::size_t n = scratch.undecided.size();
    if (!every_month_) {
        scratch.draws.clear();
        for (const auto& u : scratch.undecided) {
            const auto& query = queries[u.query];
            scratch.draws.add(*draws_, query.person, sim::Month{window}, sim::Purpose::awareness_mark,
                              number_of(query.region));
        }
        sim::words(*draws_, scratch.draws, scratch.words);
    }
    scratch.marked.clear();
    const auto& w = scratch.words;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < n; ++i) {
        auto u = scratch.undecided[i];
        u.marks = months_of(window, queries[u.query].since.index(), last);
        if (!every_month_) {
            std::uint32_t marks = w[i] & w[n + i] & w[2 * n + i] & w[3 * n + i];
            if (!state_->beyond.empty()) {
                marks |= further_marks(queries[u.query], window, {w[i], w[n + i], w[2 * n + i], w[3 * n + i]});
            }
            u.marks &= marks;
        }
        if (u.marks != 0) {
            scratch.marked.push_back(u);
        } else {
            scratch.undecided[kept++] = u;
        }
    }
    scratch.undecided.resize(kept);
}

void Awareness::look_at_latest(const std::vector<AwarenessQuery>& queries, int window, AwarenessScratch& scratch,
                               std::vector<std::uint8_t>& answers) const {
    const auto month_of = [&](std::uint32_t marks) {
        return sim::Month{window * kWindow + std::countr_zero(latest(marks))};
    };
    scratch.draws.clear();
    for (const auto& m : scratch.marked) {
        const auto& query = queries[m.query];
        scratch.draws.add(*draws_, query.person, month_of(m.marks), sim::Purpose::awareness_value,
                          number_of(query.region));
    }
    sim::words(*draws_, scratch.draws, scratch.words);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < scratch.marked.size(); ++i) {
        auto m = scratch.marked[i];
        const auto decided = decision(queries[m.query], month_of(m.marks), scratch.words[i]);
        m.marks &= ~latest(m.marks);
        if (decided != Decision::none) {
            answers[m.query] = decided == Decision::on ? 1 : 0;
        } else if (m.marks != 0) {
            scratch.marked[kept++] = m;
        } else {
            scratch.undecided.push_back(m);
        }
    }
    scratch.marked.resize(kept);
}

std::uint64_t Awareness::initial_set(sim::PersonId person, RegionIndex home) const noexcept {
    const std::size_t n = world_->n_regions;
    std::uint64_t set = std::uint64_t{1} << home;
    sim::Words words{};
    for (std::size_t r = 0; r < n; ++r) {
        if (r % 4 == 0) {
            words =
                draws_->words(person, sim::Month{}, sim::Purpose::awareness_start, static_cast<std::uint32_t>(r / 4));
        }
        if (sim::to_uniform(words[r % 4]) < steady_[home * n + r]) set |= std::uint64_t{1} << r;
    }
    return set;
}

}  // namespace talentflow::models
