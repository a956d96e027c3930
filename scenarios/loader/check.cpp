// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/complete.hpp"
#include "scenarios/loader/file_kind.hpp"
#include "scenarios/loader/overlay.hpp"
#include "scenarios/loader/pipeline.hpp"
#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/sources.hpp"
#include "scenarios/loader/sweep_file.hpp"
#include "scenarios/loader/yaml_reader.hpp"

namespace talentflow::scenarios {

namespace {

/// Checks by itself a file that others build on: what it refers to may be elsewhere.
void check_alone(const Node& root, FileKind kind, Report& report) {
    Node merged;
    overlay(merged, root, report);
    if (!within_limits(merged, report)) return;
    SpecContext context = context_of(merged);
    context.open = true;
    context.relaxed = true;
    context.partial = kind == FileKind::part;
    const Spec spec = kind == FileKind::package ? package_spec(context) : scenario_spec(context);
    static_cast<void>(complete(spec, merged, context, report));
}

Spec free_form(const char* key) {
    Spec spec;
    spec.key = key;
    spec.form = Form::free;
    return spec;
}

/// Comparison files are read by a later version: only their keys are known so far.
void check_comparison(const Node& root, Report& report) {
    SpecContext context;
    context.open = true;
    Spec months = list("horizons", month({}, "a month"), {}, "months at which arms are compared");
    Spec spec =
        map({},
            {must(whole("format", 1, 1, {}, "version of the format")), text("name", {}, "ascii id"), free_form("title"),
             text("note", {}, "free text"), must(text("base", {}, "scenario that the arms are compared with")),
             month("decision", "month from which the arms may differ"), std::move(months), free_form("groups"),
             must(free_form("arms"))},
            {}, "a comparison");
    static_cast<void>(complete(spec, root, context, report));
}

}  // namespace

std::vector<Diagnostic> check_file(const std::filesystem::path& file) {
    Report report;
    auto source = read_source(file, file.generic_string(), report);
    if (!source) return report.all();
    const auto root = read_yaml(std::move(*source), report);
    if (!root) return report.all();
    const FileKind kind = kind_of(*root);
    if (kind == FileKind::sweep) return read_sweep(file).problems;
    if (kind == FileKind::comparison) {
        check_comparison(*root, report);
    } else if (kind != FileKind::scenario) {
        check_alone(*root, kind, report);
    } else if (auto merged = read_merged(file, report)) {
        static_cast<void>(resolve(std::move(*merged), {}, report));
    }
    return report.all();
}

bool is_comparison_file(const std::filesystem::path& file) {
    Report report;
    auto source = read_source(file, file.generic_string(), report);
    if (!source) return false;
    const auto root = read_yaml(std::move(*source), report);
    return root && kind_of(*root) == FileKind::comparison;
}

}  // namespace talentflow::scenarios
