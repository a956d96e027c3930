// SPDX-License-Identifier: Apache-2.0
#include <cctype>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "experiments/sweep/index.hpp"
#include "output/layout.hpp"

namespace talentflow::experiments {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr const char* kComment =
    R"(Outputs of a sweep by run. Put the name of this file for FILE.h5.

Python (xarray):
  import xarray as xr
  s = xr.open_dataset("FILE.h5")
  print(s.to_dataframe().head())

R (ncdf4; axes come in reverse order):
  library(ncdf4); f <- nc_open("FILE.h5")
  print(names(f$var)); print(ncvar_get(f, "status"))
)";

/// A path as the name of a variable: "levers.lqy-award.dose" -> "levers_lqy_award_dose"; different from those taken.
std::string variable_name(const std::string& path, std::set<std::string>& taken) {
    std::string name;
    for (const char c : path) {
        const auto u = static_cast<unsigned char>(c);
        name += std::isalnum(u) != 0 ? static_cast<char>(std::tolower(u)) : '_';
    }
    if (name.empty() || std::isalpha(static_cast<unsigned char>(name.front())) == 0) name.insert(0, "p_");
    const std::string plain = name;
    for (int n = 2; !taken.insert(name).second; ++n) name = plain + "_" + std::to_string(n);
    return name;
}

class DataBuilder {
  public:
    DataBuilder(const SweepPlan& plan, const RunRecords& records) : plan_{plan}, records_{records} {}

    sim::Dataset build() {
        add_axes();
        add_status();
        for (std::size_t o = 0; o < plan_.sweep.outputs.size(); ++o) add_output(o);
        add_parameters();
        add_attributes();
        return std::move(data_);
    }

  private:
    void add_axes() {
        sim::Dimension run{"run", "run, a point of the design", "运行（设计点）", {}, {}, "1"};
        for (std::size_t r = 0; r < plan_.n_runs(); ++r) run.values.push_back(static_cast<double>(r));
        data_.add_dimension(std::move(run));
        sim::Dimension arm{"arm", "scenario", "情景", {}, {}, ""};
        for (const auto& scenario : plan_.sweep.scenarios)
            arm.labels.push_back({scenario.id, scenario.title.en, scenario.title.zh});
        data_.add_dimension(std::move(arm));
        std::vector<std::int64_t> base, luck;
        for (std::size_t r = 0; r < plan_.n_runs(); ++r) {
            base.push_back(plan_.design.base[r]);
            luck.push_back(plan_.design.luck[r]);
        }
        data_.add_coordinate({"base", "run", "base point or trajectory of the design", "基点或轨迹", "1", "", base});
        data_.add_coordinate(
            {"luck", "run", "luck: members luck x replicates and following", "随机序列编号", "1", "", luck});
    }

    void add_status() {
        sim::Variable status{
            "status",   {"run"}, "how the run ended",
            "运行状态", "1",     "0: it is there; 1: it failed, index.csv says why; 2: it has not been run.",
            "",         {},      {}};
        std::vector<std::int64_t> values;
        for (const auto* record : records_) values.push_back(record == nullptr ? 2 : record->ok() ? 0 : 1);
        status.data = std::move(values);
        data_.add_variable(std::move(status));
    }

    void add_output(std::size_t o) {
        const auto& output = plan_.sweep.outputs[o];
        const bool difference = output.as == scenarios::OutputAs::difference;
        const std::string how = std::string{output.reduce == scenarios::Reduce::mean ? "Mean" : "Sum"} + " of " +
                                output.variable + " over what the sweep selects, mean over members" +
                                (difference ? ", arm minus base; none for the base." : ".");
        std::vector<double> mean(plan_.n_runs() * plan_.n_scenarios(), kNone), spread = mean;
        for (std::size_t r = 0; r < plan_.n_runs(); ++r) {
            if (records_[r] == nullptr || !records_[r]->ok()) continue;
            for (const std::size_t s : scenarios_of(plan_, o)) {
                const auto value = output_value(plan_, *records_[r], o, s);
                mean[r * plan_.n_scenarios() + s] = value.value;
                spread[r * plan_.n_scenarios() + s] = value.luck_sd;
            }
        }
        add(output.id, {"run", "arm"}, output.id, output.units, how, std::move(mean));
        taken_.insert(output.id);
        if (plan_.sweep.replicates < 2) return;
        add(output.id + "_luck_sd", {"run", "arm"}, output.id + ", standard deviation over members", output.units,
            "Standard deviation over the members of a run.", std::move(spread));
        taken_.insert(output.id + "_luck_sd");
    }

    void add_parameters() {
        const auto& design = plan_.design;
        for (const auto& dim : {"run", "arm", "arm_name", "arm_name_en", "base", "luck", "status"}) taken_.insert(dim);
        for (const auto& dim : {output::kBounds, output::kTimeBounds, output::kLetters}) taken_.insert(dim);
        taken_.insert({"sweep_yaml", "design_csv"});
        for (std::size_t f = 0; f < design.factors.size(); ++f) {
            std::vector<double> values;
            for (std::size_t r = 0; r < plan_.n_runs(); ++r) values.push_back(plan_.point(r)[f]);
            add(variable_name(design.factors[f].path, taken_), {"run"}, design.factors[f].path, "1",
                "Value of the scenario at this path, in its own unit.", std::move(values));
        }
    }

    void add(const std::string& name, std::vector<std::string> dims, const std::string& long_name,
             const std::string& units, const std::string& definition, std::vector<double> values) {
        data_.add_variable({name, std::move(dims), long_name, long_name, units, definition, "", std::move(values), {}});
    }

    void add_attributes() {
        const auto& sweep = plan_.sweep;
        data_.set_attribute("Conventions", std::string{output::kConventions});
        data_.set_attribute("title", sweep.title.en.empty() ? sweep.name : sweep.title.en);
        data_.set_attribute("title_zh", sweep.title.zh);
        data_.set_attribute("source", "talentflow " + plan_.version + ", sweep");
        data_.set_attribute("comment", std::string{kComment});
        data_.set_attribute("talentflow_version", plan_.version);
        data_.set_attribute("git_commit", plan_.commit);
        data_.set_attribute("replicates", std::int64_t{sweep.replicates});
        data_.set_attribute("content", std::string{"sweep"});
        data_.set_attribute("design",
                            sweep.design_file.empty() ? sweep.design_kind : std::string{word(plan_.design.kind)});
        if (const auto constants = constants_word(plan_); !constants.empty())
            data_.set_attribute("constants", constants +
                                                 ": a parameter is one that the constants of the base world "
                                                 "were found with");
        for (const auto& scenario : sweep.scenarios)
            data_.set_attribute("scenario_sha256_" + scenario.id, scenario.sha256);
        data_.set_attribute("result_format", std::string{output::kResultFormat});
        data_.set_text("sweep_yaml", plan_.yaml);
        data_.set_text("design_csv", design_csv(plan_.design));
    }

    const SweepPlan& plan_;
    const RunRecords& records_;
    sim::Dataset data_;
    std::set<std::string> taken_;
};

}  // namespace

sim::Dataset sweep_data(const SweepPlan& plan, const RunRecords& records) {
    return DataBuilder{plan, records}.build();
}

}  // namespace talentflow::experiments
