// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/sweep_file.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "scenarios/loader/bind.hpp"
#include "scenarios/loader/complete.hpp"
#include "scenarios/loader/file_kind.hpp"
#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/show.hpp"
#include "scenarios/loader/source_text.hpp"
#include "scenarios/loader/sweep_checks.hpp"
#include "scenarios/loader/sweep_spec.hpp"
#include "scenarios/loader/yaml_reader.hpp"
#include "sim/error.hpp"

namespace talentflow::scenarios {

namespace {

namespace fs = std::filesystem;

Diagnostic place_of(const Node& node, std::string path) {
    Diagnostic place;
    place.file = node.origin.name();
    place.line = node.origin.line;
    place.column = node.origin.column;
    place.path = std::move(path);
    return place;
}

std::vector<std::string> strings_of(const Node* node) {
    std::vector<std::string> texts;
    if (node == nullptr || node->broken) return texts;
    if (node->is_scalar()) return {node->text};
    for (const auto& item : node->items) texts.push_back(item.text);
    return texts;
}

/// Reads the parts of a completed sweep file; what is broken has been reported and is left out.
class SweepReader {
  public:
    SweepReader(const Node& root, SweepFile& sweep, Report& report) : root_{root}, sweep_{sweep}, report_{report} {}

    void read() {
        read_head();
        read_scenarios();
        read_design();
        if (const Node* list = sound("parameters")) {
            for (std::size_t i = 0; i < list->items.size(); ++i)
                read_parameter(list->items[i], item_path("parameters", list->items[i], i));
        }
        if (sweep_.parameters.empty() && all_.empty() && sweep_.design_file.empty() &&
            root_.find("parameters") == nullptr)
            report_.add(root_.origin, "parameters", messages::kNothingVaries(), messages::kNameParameters());
        if (const Node* list = sound("outputs")) {
            for (std::size_t i = 0; i < list->items.size(); ++i)
                read_output(list->items[i], item_path("outputs", list->items[i], i));
        }
        read_making();
    }
    [[nodiscard]] const std::vector<AllWithRange>& all_with_range() const noexcept { return all_; }
    [[nodiscard]] const SettingPlaces& settings() const noexcept { return settings_; }

  private:
    [[nodiscard]] const Node* sound(const char* key) const {
        const Node* node = root_.find(key);
        return node == nullptr || node->broken ? nullptr : node;
    }
    [[nodiscard]] fs::path beside(const std::string& written) const {
        return (sweep_.file.parent_path() / fs::path{written}).lexically_normal();
    }

    void read_head() {
        const std::string& name = root_.text_of("name");
        sweep_.name = name.empty() ? sweep_.file.stem().string() : name;
        sweep_.title = name_of(root_, "title");
        sweep_.note = root_.text_of("note");
        sweep_.replicates = static_cast<int>(count_of(root_.find("replicates"), 1));
        sweep_.constants = root_.text_of("constants") == "refit" ? Constants::refit : Constants::keep;
        const Node* set = sound("set");
        if (set == nullptr) return;
        for (const auto& entry : set->entries) {
            sweep_.set.push_back({entry.key, flow_text(entry.value)});
            note_setting(settings_, sweep_.set.back(), place_of(entry.value, join_path("set", entry.key)));
            if (entry.key == "random.replicates")
                report_.add(entry.value.origin, join_path("set", entry.key), messages::kOwnReplicates(),
                            messages::kUseReplicates());
        }
    }

    void read_scenarios() {
        if (const Node* base = sound("scenario")) add_scenario(*base, "scenario");
        const Node* arms = sound("against");
        if (arms == nullptr) return;
        for (std::size_t i = 0; i < arms->items.size(); ++i) add_scenario(arms->items[i], item_path("against", {}, i));
    }
    void add_scenario(const Node& node, std::string path) {
        if (node.text == kStandardInput)
            return report_.add(node.origin, path, messages::kSweepNotStandardInput(), messages::kNameFile());
        SweepScenario scenario;
        scenario.id = sweep_.scenarios.empty() ? "base" : std::string{};
        scenario.written = node.text;
        scenario.file = beside(node.text);
        places_.push_back(place_of(node, std::move(path)));
        sweep_.scenarios.push_back(std::move(scenario));
    }

    void read_design() {
        const Node* design = sound("design");
        if (design == nullptr) return;
        sweep_.design_place = place_of(*design, "design");
        sweep_.design_kind = design->text_of("kind");
        sweep_.n = static_cast<std::size_t>(count_of(design->find("n"), 0));
        if (const Node* seed = design->find("seed")) sweep_.seed = parse_whole(number_node(*seed).text).value_or(1);
        const Node* file = design->find("file");
        if (file == nullptr) return;
        sweep_.design_file = beside(file->text);
        if (sweep_.design_kind != "list")
            report_.add(file->origin, "design.file", messages::kFileOfOther(sweep_.design_kind),
                        messages::kWriteList());
    }

    void read_parameter(const Node& node, const std::string& path) {
        const auto place = place_of(node, path);
        if (flag_of(node.find("all_with_range"))) {
            for (const auto& entry : node.entries) {
                if (entry.key != "all_with_range" && entry.key != "except")
                    report_.add(entry.key_origin, path, messages::kBesideAll(in_marks(entry.key)));
            }
            if (sweep_.design_kind == "grid" || sweep_.design_kind == "list")
                report_.add(node.origin, path, messages::kAllInGrid(sweep_.design_kind), messages::kUseSampling());
            all_.push_back({strings_of(node.find("except")), place});
            return;
        }
        SweepParameter parameter;
        parameter.place = place;
        parameter.paths = strings_of(node.find("path"));
        parameter.values = numbers_of(node.find("values"));
        parameter.log = node.text_of("scale") == "log";
        if (parameter.paths.empty()) return report_.add(node.origin, path, "'path' is missing", messages::kWritePath());
        const std::string& id = node.text_of("id");
        if (id.empty() && parameter.paths.size() > 1)
            return report_.add(node.origin, path, messages::kSeveralPaths(), messages::kWriteId());
        parameter.name = id.empty() ? parameter.paths.front() : id;
        read_range(node, path, parameter);
        check_twice(node, path, parameter);
        sweep_.parameters.push_back(std::move(parameter));
    }

    void read_range(const Node& node, const std::string& path, SweepParameter& parameter) {
        const bool stated = sweep_.design_kind == "grid" || sweep_.design_kind == "list";
        const Node* values = node.find("values");
        if (values != nullptr && !stated && !sweep_.design_kind.empty())
            report_.add(values->origin, join_path(path, "values"), messages::kValuesOfOther(sweep_.design_kind),
                        messages::kWriteRange());
        const Node* range = node.find("range");
        if (sweep_.design_kind == "list" && sweep_.design_file.empty() && values == nullptr)
            report_.add(node.origin, path, messages::kListNeedsValues(), messages::kWriteValues());
        if (range == nullptr) return;
        if (values != nullptr)
            return report_.add(range->origin, join_path(path, "range"), messages::kRangeAndValues(),
                               "keep one of them");
        const auto ends = numbers_of(range);
        if (ends.size() != 2) return;
        const std::string low = format_number(ends[0]), high = format_number(ends[1]);
        if (ends[0] > ends[1]) {
            report_.add(range->origin, join_path(path, "range"), messages::kReversed(low, high),
                        messages::kWrite("[" + high + ", " + low + "]"));
        } else if (ends[0] == ends[1]) {
            report_.add(range->origin, join_path(path, "range"), messages::kEmptyRange(low), messages::kUseSet());
        } else if (parameter.log && ends[0] <= 0) {
            report_.add(range->origin, join_path(path, "range"), messages::kNoLog(low), "use a low end above 0");
        } else {
            parameter.range = models::Range{ends[0], ends[1]};
        }
    }

    void check_twice(const Node& node, const std::string& path, const SweepParameter& parameter) {
        if (!names_.insert(parameter.name).second)
            report_.add(node.origin, path, in_marks(parameter.name) + " is there twice", "remove one of them");
        for (const auto& each : parameter.paths) {
            if (!paths_.insert(each).second && each != parameter.name)
                report_.add(node.origin, path, in_marks(each) + " is there twice", "remove one of them");
        }
    }

    void read_output(const Node& node, const std::string& path) {
        SweepOutput output;
        output.id = node.text_of("id");
        output.place = place_of(node, "outputs." + output.id);
        output.variable = node.text_of("variable");
        if (const Node* select = node.find("select")) {
            for (const auto& entry : select->entries) output.select.emplace_back(entry.key, strings_of(&entry.value));
        }
        const auto at = month_of(node.find("at")), from = month_of(node.find("from")), to = month_of(node.find("to"));
        if (at && (from || to))
            report_.add(node.find("at")->origin, join_path(path, "at"), messages::kAtAndFrom(), "keep one of them");
        if (!at && from.has_value() != to.has_value())
            report_.add(node.origin, path, messages::kHalfSpan(from ? "to" : "from"), messages::kWriteMonth());
        output.from = at ? at : from;
        output.to = at ? at : to;
        output.reduce = node.text_of("reduce") == "mean" ? Reduce::mean : Reduce::sum;
        output.as = node.text_of("as") == "difference" ? OutputAs::difference : OutputAs::level;
        sweep_.outputs.push_back(std::move(output));
    }

    void read_making() {
        const Node* made = sound("made_by");
        if (made == nullptr) return;
        sweep_.made_by = SweepMaking{made->text_of("version"), made->text_of("commit"), made->text_of("identity")};
        sweep_.constants_depend = flag_of(made->find("constants_depend"));
        const Node* list = made->find("scenarios");
        for (std::size_t i = 0; list != nullptr && i < std::min(list->items.size(), sweep_.scenarios.size()); ++i) {
            sweep_.scenarios[i].id = list->items[i].text_of("id");
            sweep_.scenarios[i].sha256 = list->items[i].text_of("sha256");
            sweep_.scenarios[i].title = name_of(list->items[i], "title");
            sweep_.scenarios[i].lacks = strings_of(list->items[i].find("lacks"));
        }
        if (const Node* units = made->find("units")) {
            for (auto& output : sweep_.outputs) output.units = units->text_of(output.id);
        }
    }

  public:
    /// Where each scenario is named.
    [[nodiscard]] const std::vector<Diagnostic>& places() const noexcept { return places_; }

  private:
    const Node& root_;
    SweepFile& sweep_;
    Report& report_;
    std::vector<AllWithRange> all_;
    SettingPlaces settings_;
    std::vector<Diagnostic> places_;
    std::set<std::string> names_, paths_;
};

/// Ids of arms are the names of their scenarios, told apart by numbers if need be.
void name_scenarios(SweepFile& sweep) {
    std::set<std::string> taken{"base"};
    for (auto& scenario : sweep.scenarios) {
        scenario.title = scenario.world.title;
        if (!scenario.id.empty()) continue;
        scenario.id = scenario.world.name;
        for (int n = 2; !taken.insert(scenario.id).second; ++n)
            scenario.id = scenario.world.name + "-" + std::to_string(n);
    }
}

/// A file elsewhere that is no scenario: whoever reads the messages need not be allowed to read it.
bool must_not_be_shown(const SweepFile& sweep, const fs::path& file) {
    if (lies_beside(sweep, file)) return false;
    Report ignored;
    auto source = read_source(file, file.generic_string(), ignored);
    const bool begins = source && source->bytes.find("format: 1\n") != std::string::npos;
    const auto root = source ? read_yaml(std::move(*source), ignored) : std::nullopt;
    return root ? root->find("format") == nullptr : !begins;
}

/// Reads and resolves the scenarios; false if anything is wrong with one.
bool load_scenarios(SweepFile& sweep, const SweepReader& reader) {
    auto settings = sweep.set;
    settings.push_back({"random.replicates", std::to_string(sweep.replicates)});
    std::vector<Scenario> loaded;
    for (std::size_t s = 0; s < sweep.scenarios.size(); ++s) {
        auto& scenario = sweep.scenarios[s];
        Report report;
        try {
            if (must_not_be_shown(sweep, scenario.file)) {
                add_problem(sweep, reader.places()[s], messages::kSweepOutside(), messages::kBeginsWithFormat());
                continue;
            }
            scenario.prepared = PreparedScenario::read(scenario.file, settings, report);
        } catch (const OutputError& error) {
            add_problem(sweep, reader.places()[s],
                        std::string{error.what()} + " (written " + in_marks(scenario.written) + ")",
                        "paths are relative to the file that names them");
            continue;
        }
        if (scenario.prepared) {
            auto as_it_stands = scenario.prepared->scenario(report);
            if (report.empty()) {
                scenario.world = as_it_stands.world;
                scenario.resolved_yaml = as_it_stands.resolved_yaml;
                loaded.push_back(std::move(as_it_stands));
            }
        }
        add_problems(sweep, report, reader.settings());
    }
    if (loaded.size() != sweep.scenarios.size() || loaded.empty()) return false;
    name_scenarios(sweep);
    for (std::size_t s = 1; s < loaded.size(); ++s) {
        const auto other = world_difference(loaded.front(), loaded[s]);
        if (!other) continue;
        add_problem(sweep, reader.places()[s],
                    messages::kOtherWorld(other->path, other->b, sweep.scenarios.front().written, other->a),
                    messages::kOnlyPolicy());
    }
    return std::none_of(sweep.problems.begin(), sweep.problems.end(),
                        [](const Diagnostic& d) { return d.severity == Severity::error; });
}

/// The ends between which each parameter is varied.
std::vector<models::Range> ends_of(const SweepFile& sweep) {
    std::vector<models::Range> ends;
    for (const auto& parameter : sweep.parameters) {
        if (parameter.range) {
            ends.push_back(*parameter.range);
        } else if (!parameter.values.empty()) {
            const auto [low, high] = std::minmax_element(parameter.values.begin(), parameter.values.end());
            ends.push_back({*low, *high});
        }
    }
    return ends;
}

std::optional<Node> read_root(const fs::path& file, Report& report) {
    auto source = read_source(file, file.generic_string(), report);
    if (!source) return std::nullopt;
    return read_yaml(std::move(*source), report);
}

}  // namespace

bool lies_beside(const SweepFile& sweep, const fs::path& file) {
    std::error_code error;
    const auto home = sweep.file.parent_path();
    const auto folder = fs::weakly_canonical(home.empty() ? fs::path{"."} : home, error);
    const auto there = fs::weakly_canonical(file, error);
    return std::mismatch(folder.begin(), folder.end(), there.begin(), there.end()).first == folder.end();
}

bool SweepFile::sound() const noexcept {
    return std::none_of(problems.begin(), problems.end(),
                        [](const Diagnostic& problem) { return problem.severity == Severity::error; });
}

SweepFile read_sweep(const fs::path& file, SweepDepth depth) {
    SweepFile sweep;
    sweep.file = file;
    Report report;
    const auto given = read_root(file, report);
    if (!given) {
        sweep.problems = report.all();
        return sweep;
    }
    if (kind_of(*given) != FileKind::sweep) {
        report.add(given->origin, {}, messages::kIsNoSweep(), messages::kSweepHas());
        sweep.problems = report.all();
        return sweep;
    }
    SpecContext context;
    context.open = true;
    const Node root = complete(sweep_spec(), *given, context, report);
    SweepReader reader{root, sweep, report};
    reader.read();
    sweep.problems = report.all();
    if (depth == SweepDepth::with_scenarios && load_scenarios(sweep, reader)) {
        fill_ranges(sweep, reader.all_with_range());
        check_outputs(sweep);
        const auto ends = ends_of(sweep);
        if (sweep.design_file.empty() && ends.size() == sweep.parameters.size()) check_ends(sweep, ends);
        for (const auto& parameter : sweep.parameters) {
            for (const auto& path : parameter.paths)
                sweep.constants_depend |= constants_depend_on(path, sweep.scenarios.front().world);
        }
    }
    sort_problems(sweep);
    return sweep;
}

bool is_sweep_file(const fs::path& file) {
    Report report;
    const auto root = read_root(file, report);
    return root && kind_of(*root) == FileKind::sweep;
}

}  // namespace talentflow::scenarios
