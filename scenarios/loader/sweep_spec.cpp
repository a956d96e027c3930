// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/sweep_spec.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace talentflow::scenarios {

namespace {

constexpr double kMostMembers = 10000;  // as random.replicates
constexpr double kMostPoints = 1e9;     // a design that large is refused for its size, with its number of values

Spec free_value(const char* key, const char* help) {
    Spec spec;
    spec.key = key;
    spec.form = Form::free;
    spec.help = help;
    return spec;
}

Spec text_or_texts(const char* key, const char* help) {
    Spec spec = list(key, text({}, {}, help), {}, help);
    spec.one_or_many = true;
    spec.least = 1;
    return spec;
}

Spec any_number(const char* help) {
    return number({}, "1", -Spec::kUnbounded, Spec::kUnbounded, {}, help);
}

Spec design_spec() {
    return map("design",
               {must(word("kind", {"grid", "list", "lhs", "sobol", "morris"}, {}, "how the points are chosen")),
                whole("n", 1, kMostPoints, {}, "points; sobol: base points; morris: trajectories; grid: levels"),
                whole("seed", 0, 18446744073709551615.0, "1", "seed of the design, not of the runs"),
                text("file", {}, "a CSV whose rows are the points, relative to this file")},
               {}, "which points are run");
}

Spec parameter_spec() {
    Spec range = list("range", any_number("an end"), {}, "low and high end");
    range.least = range.most = 2;
    Spec values = list("values", any_number("a value"), {}, "levels of a grid, or one value a row of a list");
    values.least = 1;
    Spec id = own_id(Spelling::any, "name of the column, of several paths");
    id.required = false;
    return map({},
               {text_or_texts("path", "of the scenario's value, as for --set; several move together"), std::move(id),
                std::move(range), word("scale", {"linear", "log"}, {}, "of the range"), std::move(values),
                flag("all_with_range", {}, "every value of the scenario that carries a range"),
                text_or_texts("except", "paths that all_with_range leaves out")},
               {}, "what is varied");
}

Spec kept_number_spec() {
    Spec labels = text_or_texts("", "a label of the axis; of regions also a group");
    return map(
        {},
        {own_id(Spelling::region, "name of the output"), must(text("variable", {}, "a variable of the result")),
         keyed("select", Refers::nothing, std::move(labels), {}, "labels by axis; default: all"),
         month("at", "month whose end or flow is taken; default: the last"), month("from", "first of several months"),
         month("to", "last of several months"), word("reduce", {"sum", "mean"}, "sum", "over all that is selected"),
         word("as", {"level", "difference"}, "level", "of each scenario, or of each arm minus the base")},
        {}, "a number that is kept");
}

Spec making_spec() {
    Spec scenario = map({},
                        {own_id(Spelling::any, "id"), text("sha256", {}, "hash"), names("title", "for people"),
                         text_or_texts("lacks", "paths of parameters that it does not have")},
                        {}, "a scenario");
    return map("made_by",
               {text("version", {}, "of the program"), text("commit", {}, "of the program"),
                text("identity", {}, "of everything but the points"),
                flag("constants_depend", {}, "whether a parameter is one that constants were found with"),
                list("scenarios", std::move(scenario), {}, "base and arms"),
                keyed("units", Refers::nothing, text({}, {}, "unit"), {}, "of outputs")},
               {}, "in a sweep's folder: written by the program");
}

}  // namespace

Spec sweep_spec() {
    Spec name = own_id(Spelling::any, "ascii id of the sweep; default: the name of the file");
    name.key = "name";
    name.required = false;
    Spec parameters = list("parameters", parameter_spec(), {}, "what is varied");
    Spec outputs = must(list("outputs", kept_number_spec(), {}, "numbers that are kept of every run"));
    outputs.least = 1;
    return map(
        {},
        {must(whole("format", 1, 1, {}, "version of the format")), std::move(name), names("title", "for people"),
         text("note", {}, "free text"), must(text("scenario", {}, "the base, relative to this file")),
         text_or_texts("against", "arms that are held against it, relative to this file"),
         keyed("set", Refers::nothing, free_value("", "a value"), {}, "values of all scenarios by path"),
         must(design_spec()), std::move(parameters), whole("replicates", 1, kMostMembers, "1", "members a run has"),
         word("constants", {"keep", "refit"}, "keep", "what becomes of the constants of the base world"),
         std::move(outputs), making_spec()},
        {}, "a sweep");
}

bool is_taken_output(const std::string& id) {
    static constexpr std::array<const char*, 10> kTaken{"run",  "arm",    "arm_name", "arm_name_en", "base",
                                                        "luck", "status", "bnds",     "time_bnds",   "string7"};
    constexpr std::string_view kSpread = "_luck_sd";
    const bool spread =
        id.size() >= kSpread.size() && id.compare(id.size() - kSpread.size(), kSpread.size(), kSpread) == 0;
    return spread || id == "sweep_yaml" || id == "design_csv" ||
           std::any_of(kTaken.begin(), kTaken.end(), [&](const char* taken) { return id == taken; });
}

}  // namespace talentflow::scenarios
