// SPDX-License-Identifier: Apache-2.0
#include "models/run/simulate.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "models/month/renumber.hpp"
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
    for (const RegionIndex r : c.regions()) {
        for (const FieldIndex f : c.fields()) {
            for (const TierIndex k : c.tiers()) {
                const PoolIndex pool = c.cell(r, k, f);
                const auto positions = static_cast<double>(model.posts().positions(pool));
                const auto open = model.posts().present() ? static_cast<double>(model.vacancies(pool)) : 0.0;
                if (open <= 0.0) continue;
                list.push_back({c.file_of[r], k, f, open * c.persons_per_agent, open / positions,
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
            if (it == all.end()) it = all.insert(all.end(), {s.region, s.tier, s.field, 0, 0, 0});
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

/// What has been recorded of a member at the end of a month.
Recorded recorded_until(const RunResult& result, const World& world, std::size_t nth, sim::Month now) {
    const int t = now - world.start + 1;
    return recorded(result.data, nth, t < 0 ? 0 : static_cast<std::size_t>(t) + 1);
}

RunResult simulate_members(sim::Team& team, const World& world, const RunOptions& options) {
    RunResult result;
    result.threads = static_cast<int>(team.threads());
    Recorder recorder{world, result.data, options.first_member};
    std::vector<std::vector<Shortage>> shortages;
    for (int nth = 0; nth < world.replicates; ++nth) {
        const int member = options.first_member + nth;
        const auto setup = std::chrono::steady_clock::now();
        const MemberOptions how{static_cast<std::uint32_t>(member), options.look_every_month, options.kernels,
                                options.future};
        std::optional<TalentModel> started;
        std::int64_t agents_at_start = 0, agent_months = 0;
        if (options.resume) {
            auto from = options.resume(nth);
            recorder.restore(static_cast<std::size_t>(nth), from.past);
            agents_at_start = from.past.agents_at_start;
            agent_months = from.past.agent_months;
            started.emplace(team, world, how, std::move(*from.month));
        } else {
            started.emplace(team, world, how);
        }
        TalentModel& model = *started;
        result.setup_seconds += seconds_since(setup);
        const auto loop = std::chrono::steady_clock::now();
        const auto keep = [&](std::size_t t) {
            recorder.record(static_cast<std::size_t>(nth), t, model);
            if (options.observe) options.observe(member, t, model);
        };
        for (sim::Month now = model.state().month + 1; now < world.start + world.months; now = now + 1) {
            if (now == world.start) {
                model.set_reference();
                keep(0);
                agents_at_start = model.books().total();
            }
            agent_months += model.books().total();
            model.step(now);
            if (now >= world.start) keep(static_cast<std::size_t>(now - world.start) + 1);
            if (std::find(options.keep_at.begin(), options.keep_at.end(), now) != options.keep_at.end()) {
                auto past = recorded_until(result, world, static_cast<std::size_t>(nth), now);
                past.agents_at_start = agents_at_start;
                past.agent_months = agent_months;
                options.keep(nth, model.state(), past);
            }
            tell(options, world, nth, now - world.first_month() + 1, model);
        }
        if (nth == 0) result.agents_at_start = agents_at_start;
        result.agent_months += agent_months;
        result.loop_seconds += seconds_since(loop);
        shortages.push_back(shortage_list(model));
    }
    result.shortages = merge_shortages(shortages);
    return result;
}

}  // namespace

MemberState::MemberState(MonthState state, Recorded recorded)
    : month{std::make_unique<MonthState>(std::move(state))}, past{std::move(recorded)} {}
MemberState::MemberState(const MemberState& other)
    : month{std::make_unique<MonthState>(*other.month)}, past{other.past} {}
MemberState::MemberState(MemberState&&) noexcept = default;
MemberState& MemberState::operator=(MemberState&&) noexcept = default;
MemberState::~MemberState() = default;

sim::Month month_of(const MemberState& member) noexcept {
    return member.month->month;
}

void renumber_member(MemberState& member, const World& from, const World& to) {
    *member.month = renumbered(std::move(*member.month), from, to);
}

void write_member(sim::StateSink& sink, MonthState& month, Recorded& past) {
    sim::StateWriter archive{sink};
    archive("past", past);
    archive("state", month);
}

MemberState read_member(sim::StateSource& source, const World& world) {
    MonthState state;
    sim::Team alone;
    const Processes sizes{alone, world, {}, state};  // columns and lists as this world has them
    Recorded past;
    sim::StateReader archive{source};
    archive("past", past);
    archive("state", state);
    return {std::move(state), std::move(past)};
}

RunResult simulate(const World& world, const RunOptions& options) {
    RunResult result;
    const int threads =
        options.exact_threads ? options.threads : useful_threads(options.threads, expected_agents(world));
    sim::with_team({.threads = threads, .schedule = options.schedule},
                   [&](sim::Team& team) { result = simulate_members(team, world, options); });
    return result;
}

}  // namespace talentflow::models
