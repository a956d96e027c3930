// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/json_output.hpp"
#include "app/messages.hpp"
#include "app/sensitivity_report.hpp"
#include "app/warnings.hpp"
#include "sim/error.hpp"

namespace talentflow::app {

ExitCode sensitivity(const SensitivityArguments& arguments, const CommonOptions& common, const Io& io) {
    refuse_standard_stream(arguments.folder, "FOLDER");
    if (arguments.markdown && common.json) throw ScenarioError{messages::kMarkdownAndJson()};
    const auto sweep = experiments::read_sweep_outputs(arguments.folder);
    SensitivityReport report{arguments.folder, sweep, {}};
    for (const auto& series : sweep.series)
        report.found.push_back(experiments::sensitivity(sweep.design, series.values));
    if (common.json) {
        print_json(io, sensitivity_json(report));
        return ExitCode::ok;
    }
    const auto layout = arguments.markdown ? Layout::markdown : io.colour ? Layout::terminal_bold : Layout::terminal;
    io.out << sensitivity_text(report, common.language, layout);
    return ExitCode::ok;
}

}  // namespace talentflow::app
