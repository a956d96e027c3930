// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "app/commands.hpp"
#include "app/json_output.hpp"
#include "app/messages.hpp"
#include "app/warnings.hpp"
#include "experiments/design/design.hpp"
#include "output/atomic_file.hpp"
#include "scenarios/loader/number.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

using experiments::Design, experiments::DesignKind, experiments::Factor;

std::vector<std::string_view> parts_of(std::string_view text, char between) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(between);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

/// Reads the --factor options of a command line; what is wrong with any of them is collected.
class FactorReader {
  public:
    explicit FactorReader(DesignKind kind) : kind_{kind} {}

    void read(const std::string& option) {
        const auto equals = option.find('=');
        Factor factor;
        factor.path = option.substr(0, equals);
        const auto values =
            equals == std::string::npos ? std::string_view{} : std::string_view{option}.substr(equals + 1);
        if (factor.path.empty() || values.empty())
            return refuse(option, messages::kFactorForm(kind_ == DesignKind::grid ? "PATH=1,2,3" : "PATH=LOW:HIGH"));
        if (kind_ == DesignKind::grid)
            read_levels(option, factor, values);
        else
            read_range(option, factor, values);
        factors_.push_back(std::move(factor));
    }
    [[nodiscard]] std::vector<Factor> take() {
        if (!problems_.empty()) throw ScenarioError{fmt::format("{}", fmt::join(problems_, "\n"))};
        return std::move(factors_);
    }

  private:
    void refuse(const std::string& option, const std::string& why) {
        problems_.push_back(messages::kFactor(sim::printable(option), why));
    }
    double number(const std::string& option, std::string_view text) {
        const auto read = scenarios::parse_number(text);
        if (!read.value) refuse(option, messages::kFactorNumber(sim::printable(text), read.problem));
        return read.value.value_or(0);
    }
    void read_levels(const std::string& option, Factor& factor, std::string_view values) {
        if (values.find(':') != std::string_view::npos) return refuse(option, messages::kRangeInGrid());
        for (const auto text : parts_of(values, ',')) factor.levels.push_back(number(option, text));
    }
    void read_range(const std::string& option, Factor& factor, std::string_view values) {
        if (values.find(',') != std::string_view::npos) return refuse(option, messages::kLevelsInRange());
        const auto parts = parts_of(values, ':');
        if (parts.size() < 2) return refuse(option, messages::kFactorForm("PATH=LOW:HIGH"));
        factor.low = number(option, parts[0]);
        factor.high = number(option, parts[1]);
        for (std::size_t i = 2; i < parts.size(); ++i) {
            if (parts[i] == "log")
                factor.scale = experiments::Scale::log;
            else if (parts[i] == "whole")
                factor.whole = true;
            else
                refuse(option, messages::kFactorWord(sim::printable(parts[i])));
        }
    }

    DesignKind kind_;
    std::vector<Factor> factors_;
    std::vector<std::string> problems_;
};

nlohmann::ordered_json design_json(const Design& design, const std::string& output) {
    nlohmann::ordered_json json{{"output", output},        {"kind", experiments::word(design.kind)},
                                {"n", design.n},           {"seed", design.seed},
                                {"rows", design.n_rows()}, {"factors", nlohmann::ordered_json::array()}};
    for (const auto& factor : design.factors) {
        nlohmann::ordered_json one{{"path", factor.path}, {"low", factor.low}, {"high", factor.high}};
        if (design.kind != DesignKind::grid) {
            one["scale"] = factor.scale == experiments::Scale::log ? "log" : "linear";
            one["whole"] = factor.whole;
        }
        json["factors"].push_back(std::move(one));
    }
    return json;
}

/// By its heading a design is known again.
output::FileMark design_mark() {
    return {"a design", "run,base,role,luck,"};
}

}  // namespace

ExitCode design(const DesignArguments& arguments, const CommonOptions& common, const Io& io) {
    refuse_standard_stream(arguments.output, "-o");
    const auto kind = experiments::design_kind(arguments.kind).value_or(DesignKind::grid);
    FactorReader reader{kind};
    for (const auto& option : arguments.factors) reader.read(option);
    const auto made = experiments::make_design(kind, reader.take(), arguments.n, arguments.seed);
    auto file = output::claim(arguments.output,
                              {arguments.force ? output::Replace::yes : output::Replace::no, design_mark(), {}});
    file.write(experiments::design_csv(made));
    file.publish();
    if (common.json)
        print_json(io, design_json(made, arguments.output));
    else if (!common.quiet)
        io.out << messages::kDesignWritten.in(common.language, sim::printable(arguments.output),
                                              std::to_string(made.n_rows()))
               << '\n';
    return ExitCode::ok;
}

}  // namespace talentflow::app
