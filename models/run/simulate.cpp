// SPDX-License-Identifier: Apache-2.0
#include "models/run/simulate.hpp"

#include <algorithm>
#include <chrono>

#include "models/month/talent_model.hpp"
#include "models/run/recorder.hpp"
#include "models/run/size.hpp"
#include "sim/error.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void tell(const RunOptions& options, const World& world, int nth, int months_done, const TalentModel& model) {
    if (!options.keep_going) return;
    const Progress progress{nth, world.replicates, months_done, world.burn_in_months + world.months,
                            model.books().total()};
    if (!options.keep_going(progress)) {
        throw Interrupted{"interrupted after month " + to_string(world.first_month() + (months_done - 1)) +
                          "; nothing was written"};
    }
}

std::vector<Shortage> shortage_list(const TalentModel& model) {
    std::vector<Shortage> list;
    const auto& c = model.world();
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        for (std::size_t f = 0; f < c.n_fields; ++f) {
            for (std::size_t k = 0; k < c.n_tiers; ++k) {
                const PoolIndex pool = c.pool(r, f, k);
                const auto positions = static_cast<double>(model.posts().positions(pool));
                const auto open = model.posts().present() ? static_cast<double>(model.vacancies(pool)) : 0.0;
                if (open <= 0.0) continue;
                list.push_back({c.file_of[r], f, k, open * c.persons_per_agent, open / positions,
                                static_cast<double>(model.open_since(pool))});
            }
        }
    }
    return list;
}

/// Mean over members by cell, most severe first.
std::vector<Shortage> merge_shortages(const std::vector<std::vector<Shortage>>& members) {
    std::vector<Shortage> all;
    for (const auto& list : members) {
        for (const auto& s : list) {
            auto it = std::find_if(all.begin(), all.end(), [&](const Shortage& a) {
                return a.region == s.region && a.field == s.field && a.tier == s.tier;
            });
            if (it == all.end()) it = all.insert(all.end(), {s.region, s.field, s.tier, 0, 0, 0});
            const double n = static_cast<double>(members.size());
            it->vacancies += s.vacancies / n;
            it->vacancy_rate += s.vacancy_rate / n;
            it->oldest_open_months += s.oldest_open_months / n;
        }
    }
    std::sort(all.begin(), all.end(), [](const Shortage& a, const Shortage& b) {
        if (a.vacancy_rate != b.vacancy_rate) return a.vacancy_rate > b.vacancy_rate;
        return std::tie(a.region, a.field, a.tier) < std::tie(b.region, b.field, b.tier);
    });
    return all;
}

RunResult simulate_members(const World& world, const RunOptions& options) {
    RunResult result;
    result.threads = sim::threads();
    Recorder recorder{world, result.data, options.first_member};
    std::vector<std::vector<Shortage>> shortages;
    for (int nth = 0; nth < world.replicates; ++nth) {
        const int member = options.first_member + nth;
        const auto setup = std::chrono::steady_clock::now();
        TalentModel model{world, static_cast<std::uint32_t>(member), options.look_every_month};
        result.setup_seconds += seconds_since(setup);
        const auto loop = std::chrono::steady_clock::now();
        int done = 0;
        const auto keep = [&](std::size_t t) {
            recorder.record(static_cast<std::size_t>(nth), t, model);
            if (options.observe) options.observe(member, t, model);
        };
        for (sim::Month now = world.first_month(); now < world.start + world.months; now = now + 1) {
            if (now == world.start) {
                model.set_reference();
                keep(0);
                if (nth == 0) result.agents_at_start = model.books().total();
            }
            result.agent_months += model.books().total();
            model.step(now);
            ++done;
            if (now >= world.start) keep(static_cast<std::size_t>(now - world.start) + 1);
            tell(options, world, nth, done, model);
        }
        result.loop_seconds += seconds_since(loop);
        shortages.push_back(shortage_list(model));
    }
    result.shortages = merge_shortages(shortages);
    return result;
}

}  // namespace

RunResult simulate(const World& world, const RunOptions& options) {
    RunResult result;
    const int threads =
        options.exact_threads ? options.threads : useful_threads(options.threads, expected_agents(world));
    sim::with_team(threads, [&] { result = simulate_members(world, options); });
    return result;
}

}  // namespace talentflow::models
