// SPDX-License-Identifier: Apache-2.0
#include "models/awareness.hpp"

#include <algorithm>
#include <bit>

#include "sim/math.hpp"

namespace talentflow::models {

namespace {

constexpr double kMark = 1.0 / 16.0;
constexpr int kWindow = 32;

}  // namespace

Awareness::Awareness(const CompiledWorld& world, const sim::Draws& draws)
    : world_{&world},
      draws_{&draws},
      moving_{world.active(&Modules::awareness) || world.world->overrides.awareness_on_probability ||
              world.world->overrides.awareness_off_probability},
      mark_probability_{kMark} {
    const auto& p = world.parameters();
    const auto& o = world.world->overrides;
    const std::size_t n = world.n_regions;
    forget_ = o.awareness_off_probability.value_or(1.0 - sim::math::exp(-p.forgetting_rate_per_month));
    if (!world.present(&Modules::awareness) && !o.awareness_off_probability) forget_ = 0.0;
    distance_rate_.assign(n * n, 0.0);
    double most = forget_;
    for (std::size_t i = 0; i < n * n; ++i) {
        distance_rate_[i] =
            p.awareness_rate_per_month * sim::math::exp(-world.km[i] / p.awareness_distance_km);
        most = std::max(most, 1.0 - sim::math::exp(-distance_rate_[i]));
    }
    if (o.awareness_on_probability) most = std::max(forget_, *o.awareness_on_probability);
    // On and off must both fit under one mark; levers may add media up to the same again.
    if (most > kMark || most + forget_ > kMark) mark_probability_ = 1.0;
    off_from_ = 1.0 - forget_ / mark_probability_;
    for (std::size_t i = 0; i < n * n; ++i) {
        const double learn = learn_rate(i / n, i % n, 0.0);
        steady_.push_back(learn + forget_ > 0.0 ? learn / (learn + forget_) : 1.0);
    }
}

double Awareness::learn_rate(std::size_t home, std::size_t region, double media) const noexcept {
    const auto& o = world_->world->overrides;
    if (o.awareness_on_probability) return *o.awareness_on_probability;
    if (!world_->present(&Modules::awareness)) return 0.0;
    return 1.0 - sim::math::exp(-(distance_rate_[home * world_->n_regions + region] + media));
}

void Awareness::open_month(sim::Month /*now*/, const PolicyField& policy) {
    if (!moving_) return;
    const std::size_t n = world_->n_regions;
    for (std::size_t home = 0; home < n; ++home) {
        for (std::size_t r = 0; r < n; ++r) {
            const double media = policy.awareness_rate(world_->file_of[home], world_->file_of[r]);
            const double learn = learn_rate(home, r, media);
            on_below_.push_back(std::min(learn / mark_probability_, off_from_));
        }
    }
}

bool Awareness::mark_decides(sim::PersonId person, std::size_t home, std::size_t region,
                             sim::Month month, bool& on) const noexcept {
    const std::size_t n = world_->n_regions;
    const double u = draws_->uniform(person, month, sim::Purpose::awareness_value,
                                     static_cast<std::uint32_t>(region));
    const auto t = static_cast<std::size_t>(month - world_->first);
    if (u < on_below_[(t * n + home) * n + region]) {
        on = true;
        return true;
    }
    if (u >= off_from_) {
        on = false;
        return true;
    }
    return false;
}

bool Awareness::knows(sim::PersonId person, std::size_t home, std::size_t region, bool stored,
                      sim::Month since, sim::Month now) const noexcept {
    if (!moving_) return stored;
    bool on = stored;
    // Backwards from last month: the first deciding mark met is the last one in time.
    const int last = now.index() - 1, first = since.index();
    for (int window = last / kWindow; last >= first && window >= first / kWindow; --window) {
        std::uint32_t marks = ~std::uint32_t{0};
        if (mark_probability_ < 1.0) {
            const auto w = draws_->words(person, sim::Month{window}, sim::Purpose::awareness_mark,
                                         static_cast<std::uint32_t>(region));
            marks = w[0] & w[1] & w[2] & w[3];
        }
        const int low = std::max(first - window * kWindow, 0);
        const int high = std::min(last - window * kWindow, kWindow - 1);
        marks &= (~std::uint32_t{0} << low) & (~std::uint32_t{0} >> (kWindow - 1 - high));
        while (marks != 0) {
            const int bit = kWindow - 1 - std::countl_zero(marks);
            if (mark_decides(person, home, region, sim::Month{window * kWindow + bit}, on)) return on;
            marks &= ~(std::uint32_t{1} << bit);
        }
    }
    return on;
}

std::uint64_t Awareness::initial_set(sim::PersonId person, std::size_t home) const noexcept {
    const std::size_t n = world_->n_regions;
    std::uint64_t set = std::uint64_t{1} << home;
    sim::Words words{};
    for (std::size_t r = 0; r < n; ++r) {
        if (r % 4 == 0) {
            words = draws_->words(person, sim::Month{}, sim::Purpose::awareness_start,
                                  static_cast<std::uint32_t>(r / 4));
        }
        if (sim::to_uniform(words[r % 4]) < steady_[home * n + r]) set |= std::uint64_t{1} << r;
    }
    return set;
}

}  // namespace talentflow::models
