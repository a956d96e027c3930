// SPDX-License-Identifier: Apache-2.0
// What a sweep keeps of every run, held against what the results of its scenarios will hold.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "models/run/recorder.hpp"
#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/sweep_checks.hpp"
#include "scenarios/loader/sweep_spec.hpp"
#include "scenarios/loader/wide_text.hpp"
#include "sim/dataset.hpp"

namespace talentflow::scenarios {

namespace {

/// Axes and variables of a result of the world; a month stands for the run.
sim::Dataset result_of_a_month(models::World world) {
    world.months = 1;
    world.replicates = 1;
    sim::Dataset data;
    const models::Recorder recorder{world, data};
    return data;
}

class OutputCheck {
  public:
    OutputCheck(SweepFile& sweep, const std::vector<sim::Dataset>& results) : sweep_{sweep}, results_{results} {}

    void check(SweepOutput& output) {
        output_ = &output;
        check_name();
        if (output.as == OutputAs::difference && results_.size() == 1)
            complain(messages::kNoArms(), messages::kNameArms());
        const auto* variable = find_variable();
        if (variable == nullptr) return;
        output.units = variable->units;
        for (const auto& [axis, labels] : output.select) check_axis(*variable, axis, labels);
        check_time(*variable);
    }

  private:
    void check_name() {
        if (is_taken_output(output_->id)) complain(messages::kTakenOutput(in_marks(output_->id)), messages::kOtherId());
        const auto same = [&](const SweepOutput& other) { return other.id == output_->id; };
        if (std::count_if(sweep_.outputs.begin(), sweep_.outputs.end(), same) > 1)
            complain(messages::kOutputTwice(in_marks(output_->id)), messages::kOtherId());
    }

    [[nodiscard]] const sim::Variable* find_variable() {
        std::vector<std::string> known;
        for (const auto& result : results_) {
            if (result.has_variable(output_->variable)) return &result.variable(output_->variable);
            for (const auto& variable : result.variables()) known.push_back(variable.name);
        }
        const std::string near = report_.did_you_mean(output_->variable, known);
        complain(messages::kNoVariable(in_marks(output_->variable)), near.empty() ? messages::kListVariables() : near);
        return nullptr;
    }

    void check_axis(const sim::Variable& variable, const std::string& axis, const std::vector<std::string>& labels) {
        std::vector<std::string> axes;
        for (const auto& dim : variable.dims) {
            if (dim != "member" && dim != "time") axes.push_back(dim);
        }
        if (std::find(axes.begin(), axes.end(), axis) == axes.end()) {
            const std::string near = report_.did_you_mean(axis, axes);
            const auto rest = axes.empty() ? messages::kNoAxes() : messages::kItsAxes(listed(axes));
            const bool is_time = axis == "time";
            return complain(messages::kNoAxis(variable.name, in_marks(axis)), is_time        ? messages::kUseAt()
                                                                              : near.empty() ? rest
                                                                                             : near);
        }
        std::vector<std::string> known;
        std::vector<Named> names;
        bool numeric = false;
        for (const auto& result : results_) {
            if (!result.has_variable(variable.name)) continue;
            const auto& dim = result.dimension(axis);
            numeric = dim.labels.empty();
            for (const auto& label : dim.labels) {
                known.push_back(label.id);
                names.push_back({label.id, label.name_en, label.name_zh});
            }
        }
        if (numeric) return;  // its values follow from the length of the run
        add_groups(axis, known, names);
        for (const auto& label : labels) {
            if (std::find(known.begin(), known.end(), label) != known.end()) continue;
            std::string hint = hint_for(report_, label, known, names);
            if (hint.empty()) hint = "known: " + listed(known);
            complain(messages::kNoLabel(in_marks(label), axis), hint);
        }
    }

    void add_groups(const std::string& axis, std::vector<std::string>& known, std::vector<Named>& names) const {
        const auto& first = sweep_.scenarios.front().world;
        const bool regional = axis == "region" || axis == "origin" || axis == "destination" || axis == "payer";
        if (!regional || first.regions.empty()) return;
        for (const auto& scenario : sweep_.scenarios) {
            for (const auto& group : scenario.world.groups) {
                known.push_back(group.id);
                names.push_back({group.id, group.name.en, group.name.zh});
            }
        }
    }

    void check_time(const sim::Variable& variable) {
        const auto& world = sweep_.scenarios.front().world;
        const sim::Month last = world.start + (world.months - 1);
        const bool timed = std::find(variable.dims.begin(), variable.dims.end(), "time") != variable.dims.end();
        if (!timed) {
            if (output_->from) complain(messages::kNoTime(variable.name), messages::kNoAt());
            return;
        }
        if (!output_->from) output_->from = output_->to = last;
        if (*output_->from > *output_->to)
            return complain(messages::kFromAfterTo(to_string(*output_->from), to_string(*output_->to)));
        for (const auto month : {*output_->from, *output_->to}) {
            if (month < world.start || month > last)
                return complain(messages::kMonthOutside(to_string(month), to_string(world.start), to_string(last)));
        }
    }

    void complain(std::string problem, std::string suggestion = {}) {
        add_problem(sweep_, output_->place, std::move(problem), std::move(suggestion));
    }

    SweepFile& sweep_;
    const std::vector<sim::Dataset>& results_;
    Report report_;
    SweepOutput* output_ = nullptr;
};

/// Groups of one id with other members would be summed over other regions in each scenario.
void check_groups(SweepFile& sweep) {
    const auto& base = sweep.scenarios.front();
    for (const auto& arm : sweep.scenarios) {
        for (const auto& group : arm.world.groups) {
            for (const auto& other : base.world.groups) {
                if (other.id != group.id || other.members == group.members) continue;
                add_problem(sweep, sweep.design_place, messages::kOtherGroup(group.id, arm.written, base.written),
                            messages::kOtherId());
            }
        }
    }
}

}  // namespace

void check_outputs(SweepFile& sweep) {
    std::vector<sim::Dataset> results;
    for (const auto& scenario : sweep.scenarios) results.push_back(result_of_a_month(scenario.world));
    OutputCheck check{sweep, results};
    for (auto& output : sweep.outputs) check.check(output);
    check_groups(sweep);
}

}  // namespace talentflow::scenarios
