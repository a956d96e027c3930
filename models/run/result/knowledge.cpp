// SPDX-License-Identifier: Apache-2.0
// Which places people know, and how many people they know at home.
#include <algorithm>
#include <limits>

#include "models/run/result/families.hpp"
#include "models/run/result/places.hpp"

namespace talentflow::models {

namespace {

constexpr double kNoResidents = std::numeric_limits<double>::quiet_NaN();

/// Whether anybody may not know a place.
bool keeps_awareness(const World& world) {
    return world.modules.awareness != ModuleState::none || world.overrides.awareness_on_probability ||
           world.overrides.awareness_off_probability;
}

struct MeanAndVariance {
    double mean = kNoResidents, variance = kNoResidents;
};

/// [region] of the acquaintances that residents have at home.
std::vector<MeanAndVariance> ties_at_home(const Moment& m) {
    const std::size_t n = m.world().n_regions;
    const auto& people = m.model.population();
    std::vector<MeanAndVariance> ties(n);
    if (!people.columns().ties) return ties;
    std::vector<std::int64_t> count(n, 0), sum(n, 0), squares(n, 0);
    for (std::size_t row = 0; row < people.n_rows(); ++row) {
        if (people.status[row].empty()) continue;
        const RegionIndex home = people.status[row].region();
        const std::int64_t k = m.model.decisions().acquaintances(static_cast<std::uint32_t>(row), home, m.month());
        ++count[home];
        sum[home] += k;
        squares[home] += k * k;
    }
    for (std::size_t r = 0; r < n; ++r) {
        if (count[r] == 0) continue;
        const auto heads = static_cast<double>(count[r]);
        const double mean = static_cast<double>(sum[r]) / heads;
        ties[r] = {mean, static_cast<double>(squares[r]) / heads - mean * mean};
    }
    return ties;
}

}  // namespace

void add_awareness(Variables& result, KnownSample& sample) {
    if (!keeps_awareness(result.world())) return;
    result.at_instant(
        {.name = "awareness",
         .axes = {"origin", "destination"},
         .long_name = "share who know a region",
         .long_name_zh = "知晓率",
         .units = "1",
         .definition = "Share of the origin's residents who know the destination otherwise than by acquaintances "
                       "there, estimated on the fixed 1/256 of persons with id mod 256 = 0."},
        [&sample](const Moment& m, Numbers out) {
            if (m.time == 0) sample.restart();
            sample.ask(m.model.team(), m.model.population(), m.model.decisions(), m.model.awareness(), m.month());
            by_pair(m, out, [&](RegionIndex home, RegionIndex region) {
                if (sample.residents(home) == 0) return kNoResidents;
                return static_cast<double>(sample.knowing(home, region)) / static_cast<double>(sample.residents(home));
            });
        });
}

void add_ties(Variables& result) {
    const auto add_if_asked = [&](const char* name, double MeanAndVariance::*which) {
        const auto& asked = result.world().output_variables;
        if (std::find(asked.begin(), asked.end(), name) == asked.end()) return;
        result.at_instant(
            {.name = name,
             .axes = {"region"},
             .long_name = "acquaintances at home",
             .long_name_zh = "本地社会联系",
             .units = "1",
             .definition = "Over all residents of the region: mean or variance of their acquaintances at home."},
            [which](const Moment& m, Numbers out) {
                const auto ties = ties_at_home(m);
                by_region(m, out, [&](RegionIndex r) { return ties[r].*which; });
            });
    };
    add_if_asked("ties_mean", &MeanAndVariance::mean);
    add_if_asked("ties_variance", &MeanAndVariance::variance);
}

}  // namespace talentflow::models
