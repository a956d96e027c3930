// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "models/run/size.hpp"
#include "output/quick_look.hpp"
#include "scenarios/loader/past.hpp"
#include "sim/contract.hpp"
#include "sim/error.hpp"
#include "sim/id.hpp"

namespace talentflow::experiments {

namespace {

/// Where on the tier axis the tiers of the world stand.
std::vector<std::size_t> tier_places(const models::World& world, const std::vector<sim::Label>& axis) {
    std::vector<std::size_t> places;
    const auto find = [&](const std::string& id) {
        const auto at = std::find_if(axis.begin(), axis.end(), [&](const sim::Label& label) { return label.id == id; });
        return static_cast<std::size_t>(at - axis.begin());
    };
    for (const auto& tier : world.tiers) {
        auto place = find(tier.id);
        if (place == axis.size()) place = find(output::kTiersNotShown);
        TF_ENSURE(place < axis.size());
        places.push_back(place);
    }
    return places;
}

JoinSetting join_setting(const Comparison& plan, const models::World& world) {
    JoinSetting setting;
    setting.places = plan.layout->places;
    setting.n_regions = plan.layout->n_regions;
    setting.tier_of = tier_places(world, plan.layout->tiers);
    setting.n_tiers = plan.layout->tiers.size();
    for (const auto& region : world.regions) setting.uid.push_back(sim::region_uid(region.id));
    return setting;
}

/// Runs single members of the scenarios of one comparison.
class Runner {
  public:
    Runner(Comparison& plan, const std::vector<Contestant>& contestants, const CompareOptions& options)
        : plan_{plan}, contestants_{contestants}, options_{options} {}

    /// One member of one scenario; `see(horizon, model)` at the horizons, and with kStart at time
    /// 0.
    static constexpr std::size_t kStart = static_cast<std::size_t>(-1);
    using See = std::function<void(std::size_t, const models::TalentModel&)>;

    /// `shared`: where the member goes on from, if not from the beginning. `keep_at` and `keep`: as models::RunOptions.
    void run(std::size_t scenario, int member, Figures& figures, const See& see,
             std::optional<models::MemberState> shared, const std::vector<sim::Month>& keep_at,
             const std::function<void(models::MemberState)>& keep) {
        models::World world = contestants_[scenario].scenario.world;
        world.replicates = 1;
        const int n = static_cast<int>(contestants_.size());
        const int run = member * n + static_cast<int>(scenario);
        models::RunOptions options = options_.run;
        options.first_member = member;
        options.observe = [&](int, std::size_t t, const models::TalentModel& model) {
            if (t == 0) see(kStart, model);
            for (std::size_t h = 0; h < plan_.layout->horizons.size(); ++h)
                if (t == plan_.layout->time_of(h)) see(h, model);
        };
        const std::int64_t shared_months = shared ? shared->past.agent_months : 0;
        if (shared) options.resume = [&](int) { return std::move(*shared); };
        options.keep_at = keep_at;
        options.keep = [&](int, models::MonthState& month, models::Recorded& past) {
            keep(models::MemberState{month, past});
        };
        if (options_.keep_going)
            options.keep_going = [&](const models::Progress& progress) {
                return options_.keep_going(run, n * plan_.members, progress);
            };
        const auto result = models::simulate(world, options);
        figures.add(plan_.quick_look ? output::quick_look_of(result.data) : result.data);
        if (run == 0) plan_.agents = result.agents_at_start;
        plan_.agent_months += result.agent_months - shared_months;
        plan_.threads = std::max(plan_.threads, result.threads);
        plan_.loop_seconds += result.loop_seconds;
    }

  private:
    Comparison& plan_;
    const std::vector<Contestant>& contestants_;
    const CompareOptions& options_;
};

/// A member of the base at the months that arms go on from.
class Shared {
  public:
    Shared(const std::vector<Contestant>& contestants, const CompareOptions& options)
        : contestants_{contestants}, until_(contestants.size(), world().first_month() - 1) {
        if (!options.share_past) return;
        const double copy = models::expected_bytes(world()) / world().replicates;
        const auto room = static_cast<std::size_t>(options.memory_bytes / copy);
        const scenarios::Past base{contestants.front().scenario};
        for (std::size_t a = 1; a < contestants.size(); ++a) {
            const sim::Month month = base.shared_until(scenarios::Past{contestants[a].scenario});
            const bool is_new = std::find(months_.begin(), months_.end(), month) == months_.end();
            if (month < world().first_month() || (is_new && months_.size() >= room)) continue;
            if (is_new) months_.push_back(month);
            until_[a] = month;
        }
    }
    [[nodiscard]] const std::vector<sim::Month>& months() const noexcept { return months_; }
    void keep(models::MemberState state) { states_.push_back(std::move(state)); }
    /// Whether the figures of an arm at the end of a time of the result are the base's.
    [[nodiscard]] bool until(std::size_t arm, std::size_t t) const {
        return until_[arm] >= world().start + (static_cast<int>(t) - 1);
    }
    /// Where arm number `arm` goes on from; the last one to ask for a state takes it.
    [[nodiscard]] std::optional<models::MemberState> take(std::size_t arm) {
        const auto at = std::find_if(states_.begin(), states_.end(),
                                     [&](const auto& state) { return models::month_of(state) == until_[arm]; });
        if (at == states_.end()) return std::nullopt;
        const bool again =
            std::find(until_.begin() + static_cast<std::ptrdiff_t>(arm) + 1, until_.end(), until_[arm]) != until_.end();
        models::MemberState state = again ? *at : std::move(*at);
        if (!again) states_.erase(at);
        models::renumber_member(state, world(), contestants_[arm].scenario.world);
        return state;
    }
    void clear() { states_.clear(); }

  private:
    [[nodiscard]] const models::World& world() const noexcept { return contestants_.front().scenario.world; }

    const std::vector<Contestant>& contestants_;
    std::vector<sim::Month> until_;   // [contestant] goes with the base; before the run: not at all
    std::vector<sim::Month> months_;  // of `until_`, each once, as far as there is room for copies
    std::vector<models::MemberState> states_;
};

}  // namespace

void run_comparison(Comparison& plan, const std::vector<Contestant>& contestants, const CompareOptions& options) {
    TF_EXPECT(contestants.size() == plan.arms.size() + 1);
    const auto setting = join_setting(plan, contestants.front().scenario.world);
    const auto persons = static_cast<std::int64_t>(plan.persons_per_agent);
    const std::size_t n_horizons = plan.layout->horizons.size();
    plan.who.assign(plan.arms.size(), {});
    Runner runner{plan, contestants, options};
    Shared shared{contestants, options};
    for (int member = 0; member < plan.members; ++member) {
        std::optional<Whereabouts> start;
        std::vector<Whereabouts> base;
        shared.clear();
        runner.run(
            0, member, plan.base_figures,
            [&](std::size_t horizon, const models::TalentModel& model) {
                if (horizon == Runner::kStart)
                    start = Whereabouts::of(model);
                else
                    base.push_back(Whereabouts::of(model));
            },
            std::nullopt, shared.months(), [&](models::MemberState state) { shared.keep(std::move(state)); });
        TF_ENSURE(start && base.size() == n_horizons);
        for (std::size_t a = 0; a < plan.arms.size(); ++a) {
            auto& who = plan.who[a].emplace_back();
            const auto add = [&](sim::Team& team, std::size_t horizon, const Whereabouts& there) {
                who.push_back(join(team, *start, base[horizon], there, setting));
                who.back().multiply(persons);
            };
            sim::Team alone;
            for (std::size_t h = 0; h < n_horizons && shared.until(a + 1, plan.layout->time_of(h)); ++h)
                add(alone, h, base[h]);
            runner.run(a + 1, member, plan.figures[a],
                       [&](std::size_t horizon, const models::TalentModel& model) {
                           if (horizon != Runner::kStart) add(model.team(), horizon, Whereabouts::of(model));
                       },
                       shared.take(a + 1), {}, {});
        }
    }
}

void read_comparison(Comparison& plan, const std::vector<sim::Dataset>& results) {
    TF_EXPECT(results.size() == plan.arms.size() + 1);
    const auto add = [&](Figures& figures, const sim::Dataset& result, const Arm& arm) {
        figures.add(result);
        if (figures.n_members() == static_cast<std::size_t>(plan.members)) return;
        throw ScenarioError{fmt::format("error: compare: {} holds {} members, its scenario says {}; run it again",
                                        arm.source, figures.n_members(), plan.members)};
    };
    add(plan.base_figures, results.front(), plan.base);
    for (std::size_t a = 0; a < plan.arms.size(); ++a) add(plan.figures[a], results[a + 1], plan.arms[a]);
    plan.who.clear();
}

}  // namespace talentflow::experiments
