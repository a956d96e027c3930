// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "output/quick_look.hpp"
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

    void run(std::size_t scenario, int member, Figures& figures, const See& see) {
        models::World world = contestants_[scenario].scenario.world;
        world.replicates = 1;
        const int n = static_cast<int>(contestants_.size());
        const int run = member * n + static_cast<int>(scenario);
        models::RunOptions options;
        options.threads = options_.threads;
        options.exact_threads = options_.exact_threads;
        options.first_member = member;
        options.observe = [&](int, std::size_t t, const models::TalentModel& model) {
            if (t == 0) see(kStart, model);
            for (std::size_t h = 0; h < plan_.layout->horizons.size(); ++h)
                if (t == plan_.layout->time_of(h)) see(h, model);
        };
        if (options_.keep_going)
            options.keep_going = [&](const models::Progress& progress) {
                return options_.keep_going(run, n * plan_.members, progress);
            };
        const auto result = models::simulate(world, options);
        figures.add(plan_.quick_look ? output::quick_look_of(result.data) : result.data);
        if (run == 0) plan_.agents = result.agents_at_start;
        plan_.agent_months += result.agent_months;
        plan_.threads = std::max(plan_.threads, result.threads);
        plan_.loop_seconds += result.loop_seconds;
    }

  private:
    Comparison& plan_;
    const std::vector<Contestant>& contestants_;
    const CompareOptions& options_;
};

}  // namespace

void run_comparison(Comparison& plan, const std::vector<Contestant>& contestants, const CompareOptions& options) {
    TF_EXPECT(contestants.size() == plan.arms.size() + 1);
    const auto setting = join_setting(plan, contestants.front().scenario.world);
    const auto persons = static_cast<std::int64_t>(plan.persons_per_agent);
    const std::size_t n_horizons = plan.layout->horizons.size();
    plan.who.assign(plan.arms.size(), {});
    Runner runner{plan, contestants, options};
    for (int member = 0; member < plan.members; ++member) {
        std::optional<Whereabouts> start;
        std::vector<Whereabouts> base;
        runner.run(0, member, plan.base_figures, [&](std::size_t horizon, const models::TalentModel& model) {
            if (horizon == Runner::kStart)
                start = Whereabouts::of(model);
            else
                base.push_back(Whereabouts::of(model));
        });
        TF_ENSURE(start && base.size() == n_horizons);
        for (std::size_t a = 0; a < plan.arms.size(); ++a) {
            auto& who = plan.who[a].emplace_back();
            runner.run(a + 1, member, plan.figures[a], [&](std::size_t horizon, const models::TalentModel& model) {
                if (horizon == Runner::kStart) return;
                who.push_back(join(*start, base[horizon], Whereabouts::of(model), setting));
                who.back().multiply(persons);
            });
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
