// SPDX-License-Identifier: Apache-2.0
#include "app/design_options.hpp"

#include <CLI/CLI.hpp>

namespace talentflow::app {

namespace {

void add_options(CLI::App& app, DesignArguments& arguments) {
    app.add_option("--kind", arguments.kind,
                   "sobol (shares of variance, with luck as one more factor), morris (screening of many factors), lhs "
                   "(Latin hypercube) or grid (all combinations of levels)")
        ->type_name("KIND")
        ->required()
        ->check(CLI::IsMember({"sobol", "morris", "lhs", "grid"}));
    app.add_option("--factor", arguments.factors,
                   "A value of the scenario and its range, :log for a logarithmic scale, :whole for whole numbers; its "
                   "levels in a grid; may be repeated")
        ->type_name("PATH=LOW:HIGH[:log][:whole] | PATH=A,B,...")
        ->required()
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
    app.add_option("--n", arguments.n,
                   "Base points (sobol, a power of two: n x (factors + 3) runs), trajectories (morris: n x (factors + "
                   "1) runs) or points (lhs)")
        ->type_name("N");
    app.add_option("--seed", arguments.seed, "Of the design, not of the scenario's luck")
        ->type_name("N")
        ->capture_default_str();
    app.add_option("-o,--output", arguments.output, "File for the design")
        ->type_name("FILE.csv")
        ->capture_default_str();
    app.add_flag("--force", arguments.force, "Replace an existing design of this program");
}

void add_options(CLI::App& app, SensitivityArguments& arguments) {
    app.add_option("FOLDER", arguments.folder, "Folder of a finished sweep (design.csv, index.csv)")
        ->required()
        ->type_name("");
    app.add_flag("--markdown", arguments.markdown, "Tables for a page in Markdown");
}

}  // namespace

void add_design_commands(const MakeCommand& make, DesignCommands& arguments, const CommonOptions& common,
                         const Io& io) {
    add_options(make("design", "Write the design of a sweep: the values that the scenario is run at",
                     "talentflow design --kind sobol --n 256 --factor parameters.distance_elasticity=0.5:2.2 "
                     "-o design.csv",
                     [&] { return design(arguments.design, common, io); }),
                arguments.design);
    add_options(make("sensitivity", "Say which factors of a finished sweep matter for its outputs",
                     "talentflow sensitivity results/my-sweep --markdown",
                     [&] { return sensitivity(arguments.sensitivity, common, io); }),
                arguments.sensitivity);
}

}  // namespace talentflow::app
