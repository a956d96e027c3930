// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/index.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "experiments/design/csv.hpp"
#include "experiments/sweep/messages.hpp"
#include "output/atomic_file.hpp"
#include "output/run_file.hpp"
#include "scenarios/loader/number.hpp"
#include "sim/contract.hpp"
#include "sim/printable.hpp"

namespace talentflow::experiments {

namespace {

constexpr const char* kIndexBegin = "run,output,as,arm,value,luck_sd,";

std::string cell(const std::string& text) {
    return csv_cell(sim::printable(text));  // one line
}

std::string number(double value) {
    return std::isfinite(value) ? scenarios::format_number(value) : std::string{};
}

const char* as_word(scenarios::OutputAs as) {
    return as == scenarios::OutputAs::difference ? "difference" : "level";
}

/// Everything of a row behind the output's own columns.
std::string tail_of(const SweepPlan& plan, std::size_t run, const RunRecord& record) {
    const char* status = record.ok() ? "ok" : "failed";
    std::string message = record.message;
    if (!record.ok()) message += "; " + sweep_messages::kRepeat(repeat_command(plan, run, record.scenario));
    const auto& design = plan.design;
    std::string out = fmt::format("{},{},{},{},{},{}", status, cell(message), constants_word(plan), design.base[run],
                                  cell(design.role[run]), design.luck[run]);
    for (std::size_t f = 0; f < design.factors.size(); ++f) out += "," + number(plan.point(run)[f]);
    return out + "\n";
}

}  // namespace

std::vector<std::size_t> scenarios_of(const SweepPlan& plan, std::size_t output) {
    const bool difference = plan.sweep.outputs[output].as == scenarios::OutputAs::difference;
    std::vector<std::size_t> all;
    for (std::size_t s = difference ? 1 : 0; s < plan.n_scenarios(); ++s) all.push_back(s);
    return all;
}

OutputValue output_value(const SweepPlan& plan, const RunRecord& record, std::size_t output, std::size_t scenario) {
    TF_EXPECT(record.values.size() == plan.n_values());
    const bool difference = plan.sweep.outputs[output].as == scenarios::OutputAs::difference;
    const auto members = static_cast<std::size_t>(plan.sweep.replicates);
    const auto of_member = [&](std::size_t m) {
        const double level = record.values[plan.value_at(output, scenario, m)];
        return difference ? level - record.values[plan.value_at(output, 0, m)] : level;
    };
    OutputValue found{record.run, output, scenario, 0, std::numeric_limits<double>::quiet_NaN()};
    for (std::size_t m = 0; m < members; ++m) found.value += of_member(m) / static_cast<double>(members);
    if (members < 2) return found;
    double squares = 0;
    for (std::size_t m = 0; m < members; ++m) squares += (of_member(m) - found.value) * (of_member(m) - found.value);
    found.luck_sd = std::sqrt(squares / static_cast<double>(members - 1));
    return found;
}

RunRecords records_by_run(const SweepPlan& plan, const KnownRecords& known) {
    RunRecords records(plan.n_runs(), nullptr);
    for (std::size_t run = 0; run < records.size(); ++run) {
        const auto* record = known.find(plan.key(run));
        if (record != nullptr && (!record->ok() || record->values.size() == plan.n_values())) records[run] = record;
    }
    return records;
}

std::string constants_word(const SweepPlan& plan) {
    if (!plan.sweep.constants_depend) return {};
    return plan.sweep.constants == scenarios::Constants::refit ? "refitted" : "kept";
}

std::string index_csv(const SweepPlan& plan, const RunRecords& records) {
    std::string out = std::string{kIndexBegin} + "status,message,constants,base,role,luck";
    for (const auto& factor : plan.design.factors) out += "," + cell(factor.path);
    out += "\n";
    for (std::size_t run = 0; run < plan.n_runs(); ++run) {
        const auto* record = records[run];
        if (record == nullptr) continue;
        const auto tail = tail_of(plan, run, *record);
        for (std::size_t o = 0; o < plan.sweep.outputs.size(); ++o) {
            const auto& output = plan.sweep.outputs[o];
            for (const std::size_t s : scenarios_of(plan, o)) {
                out += fmt::format("{},{},{},{},", run, output.id, as_word(output.as), plan.sweep.scenarios[s].id);
                if (record->ok()) {
                    const auto value = output_value(plan, *record, o, s);
                    out += number(value.value) + "," + number(value.luck_sd) + "," + tail;
                } else {
                    out += ",," + tail;
                }
            }
        }
    }
    return out;
}

void write_tables(const SweepPlan& plan, const RunRecords& records, const std::filesystem::path& folder) {
    auto index = output::claim(folder / "index.csv",
                               {output::Replace::yes, output::FileMark{"a table of a sweep", kIndexBegin, false}});
    auto data = output::claim(folder / "sweep.h5", {output::Replace::yes, output::result_mark()});
    index.write(index_csv(plan, records));
    index.settle();
    output::write_run_file(sweep_data(plan, records), data);
    index.publish();
}

}  // namespace talentflow::experiments
