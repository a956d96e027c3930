// SPDX-License-Identifier: Apache-2.0
// Indices and cohorts of a result; the rest of Recorder is in recorder.cpp. What can be had from the result itself is
// taken from there, so that a reader of the file finds the same number (tests/verification/books.py).
#include <cmath>

#include "models/run/recorder.hpp"
#include "sim/inequality.hpp"

namespace talentflow::models {

void Recorder::record_indices(std::size_t at, bool flows, const TalentModel& model) {
    const auto& c = model.world();
    record_structure_match(at, model);
    if (flows) {
        record_net_brain_gain(at);
    } else {
        auto& gain = data_->values<double>("net_brain_gain");
        for (std::size_t r = 0; r < c.n_regions; ++r) gain[at * c.n_regions + r] = 0.0;
    }
    if (data_->has_variable("theil_between_regions")) record_theil(at, c);
    if (data_->has_variable("gini_awards")) {
        data_->values<double>("gini_awards")[at] = model.claims().award_sums().gini();
    }
    if (!data_->has_variable("processing_days")) return;
    auto& days = data_->values<double>("processing_days");
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        days[at * c.n_regions + c.file_of[r]] = model.claims().processing_days(r);
    }
}

void Recorder::record_structure_match(std::size_t at, const TalentModel& model) {
    const auto& c = model.world();
    auto& match = data_->values<double>("structure_match");
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        std::vector<double> people(c.n_fields, 0.0), posts(c.n_fields, 0.0);
        double all_people = 0.0, all_posts = 0.0;
        for (std::size_t f = 0; f < c.n_fields; ++f) {
            for (std::size_t k = 0; k < c.n_tiers; ++k) {
                people[f] += static_cast<double>(model.books().stock()[model.books().cell(r, k, f)]);
                posts[f] += static_cast<double>(model.posts().positions(c.pool(r, f, k)));
            }
            all_people += people[f];
            all_posts += posts[f];
        }
        if (all_people <= 0.0 || all_posts <= 0.0) continue;
        double difference = 0.0;
        for (std::size_t f = 0; f < c.n_fields; ++f) {
            difference += std::abs(people[f] / all_people - posts[f] / all_posts);
        }
        match[at * c.n_regions + c.file_of[r]] = 1.0 - 0.5 * difference;
    }
}

std::vector<std::int64_t> Recorder::residents_by_tier(std::size_t at, std::size_t region) const {
    const std::size_t kk = world_->n_tiers(), ff = world_->n_fields();
    const auto& stock = data_->values<std::int64_t>("stock");
    std::vector<std::int64_t> people(kk, 0);
    for (std::size_t i = 0; i < kk * ff; ++i)
        people[i / ff] += stock[(at * world_->n_regions() + region) * kk * ff + i];
    return people;
}

// NBG_r = sum over k of omega_k (in - out)_k / stock at the start of the month, omega the tier's wage over the last
// one's.
void Recorder::record_net_brain_gain(std::size_t at) {
    const std::size_t n = world_->n_regions(), kk = world_->n_tiers(), ff = world_->n_fields();
    const auto& moves = data_->values<std::int64_t>("moves");
    const auto& entries = data_->values<std::int64_t>("entries");
    const auto& exits = data_->values<std::int64_t>("exits");
    auto& gain = data_->values<double>("net_brain_gain");
    for (std::size_t r = 0; r < n; ++r) {
        std::int64_t stock = 0;
        for (const auto people : residents_by_tier(at - 1, r)) stock += people;
        if (stock == 0) continue;
        double sum = 0.0;
        for (std::size_t k = 0; k < kk; ++k) {
            const std::size_t cell = (at * n + r) * kk + k;
            std::int64_t net = entries[cell * kEntryReasons + static_cast<std::size_t>(EntryReason::rest_of_world)] -
                               exits[cell * kExitReasons + static_cast<std::size_t>(ExitReason::rest_of_world)];
            const std::size_t in = ((at * n + r) * 2 * kk + k) * ff;
            for (std::size_t f = 0; f < ff; ++f) net += moves[in + f] - moves[in + kk * ff + f];
            sum += world_->tier_wage[k] * static_cast<double>(net);
        }
        gain[at * n + r] = sum / static_cast<double>(stock);
    }
}

// In the order of region uids, so that a file that lists places in another order has the same index (ADR 0004).
void Recorder::record_theil(std::size_t at, const CompiledWorld& c) {
    std::vector<sim::Holding> places;
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        const double residents = c.region(r).residents;
        if (residents <= 0.0) continue;
        std::int64_t talents = 0;
        for (const auto people : residents_by_tier(at, c.file_of[r])) talents += people;
        places.push_back({1000.0 * static_cast<double>(talents) / residents, residents});
    }
    data_->values<double>("theil_between_regions")[at] = sim::theil(places);
}

void Recorder::record_cohorts(std::size_t member, const TalentModel& model) {
    const Cohorts& cohorts = model.cohorts();
    const std::size_t n = world_->n_regions(), kk = world_->n_tiers(), hh = kCohortHorizons.size();
    auto& size = data_->values<std::int64_t>("cohort_size");
    auto& present = data_->values<std::int64_t>("cohort_present");
    auto& never_left = data_->values<std::int64_t>("cohort_never_left");
    const auto persons = [&](std::int64_t agents) { return agents * scale_; };
    for (std::size_t in = 0; in < cohorts.size().size(); ++in) {
        const std::size_t entry = in % kCohortEntries, tier = in / kCohortEntries % kk;
        const std::size_t region = in / kCohortEntries / kk % n, year = in / kCohortEntries / kk / n;
        const std::size_t place = model.world().file_of[region];
        const std::size_t out =
            (((member * cohorts.n_years() + year) * n + place) * kk + tier) * kCohortEntries + entry;
        size[out] = persons(cohorts.size()[in]);
        for (std::size_t h = 0; h < hh; ++h) {
            const bool reached = cohorts.reached(year, static_cast<CohortEntry>(entry), h);
            present[out * hh + h] = reached ? persons(cohorts.present()[in * hh + h]) : kNotReached;
            never_left[out * hh + h] = reached ? persons(cohorts.never_left()[in * hh + h]) : kNotReached;
        }
    }
}

}  // namespace talentflow::models
