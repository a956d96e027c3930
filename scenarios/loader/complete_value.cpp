// SPDX-License-Identifier: Apache-2.0
// Values: plain numbers, paths over time, statements with range and evidence.
#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/loader/complete.hpp"
#include "scenarios/loader/mechanisms.hpp"
#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/plausible.hpp"
#include "scenarios/loader/units.hpp"
#include "scenarios/loader/wide_text.hpp"
#include "sim/calendar.hpp"

namespace talentflow::scenarios {

namespace {

constexpr std::array<const char*, 8> kStatementKeys{"value",     "range",  "scale",     "evidence",
                                                    "qualifier", "source", "mechanism", "note"};

class ValueReader {
  public:
    ValueReader(const Spec& spec, const std::string& path, Report& report)
        : spec_{spec}, path_{path}, report_{report} {}

    [[nodiscard]] Node read(const Node& node) {
        if (node.is_scalar()) {
            check_number(node);
        } else if (node.is_map() && node.find("value") != nullptr) {
            return statement(node);
        } else if (node.is_map() && is_path(node)) {
            check_path(node);
        } else if (node.is_map() && !spec_.fields.empty()) {
            return alternative(node);
        } else if (node.is_map() && looks_like_statement(node)) {
            complain(node.origin, "a statement needs 'value'");
        } else {
            complain(node.origin, "is " + describe(node) + ", not a number", expected());
        }
        return node;
    }

    /// Everything of a statement but its value.
    [[nodiscard]] Node statement_keys(const Node& node) {
        Node result = make_map(node.origin);
        result.replaced = node.replaced;
        for (const char* key : kStatementKeys) {
            for (const auto& entry : node.entries) {
                if (entry.key == key) result.entries.push_back(entry);
            }
        }
        for (const auto& entry : node.entries) check_statement_key(entry);
        return result;
    }

  private:
    [[nodiscard]] Node statement(const Node& node) {
        const std::size_t before = report_.size();
        Node result = statement_keys(node);
        const Node& value = *node.find("value");
        if (value.is_scalar()) {
            check_number(value);
        } else if (value.is_map() && is_path(value)) {
            check_path(value);
        } else {
            complain(value.origin, "value is " + describe(value) + ", not a number", expected());
        }
        if (report_.size() == before) check_range_holds(node, value);
        return result;
    }

    [[nodiscard]] Node alternative(const Node& node) {
        Node result = node;
        if (node.entries.size() != 1) {
            complain(node.origin, "has " + std::to_string(node.entries.size()) + " keys, needs one", expected());
            return result;
        }
        std::vector<std::string> keys;
        for (const auto& form : spec_.fields) {
            keys.push_back(form.key);
            if (form.key != node.entries.front().key) continue;
            result.entries.front().value =
                complete_number(form, node.entries.front().value, join_path(path_, form.key), report_);
            return result;
        }
        const auto& entry = node.entries.front();
        std::string hint = report_.did_you_mean(entry.key, keys);
        report_.add(entry.key_origin, path_, "unknown key " + in_marks(entry.key), hint.empty() ? expected() : hint);
        return result;
    }

    std::optional<double> check_number(const Node& node) {
        if (node.quoted) {
            complain(node.origin, in_marks(node.text) + " is in quotation marks, so it is text, not a number",
                     "write it without them");
            return std::nullopt;
        }
        const NumberText number = parse_number(node.text);
        if (!number.value) {
            const std::string meant = meant_instead(node.text);
            complain(node.origin, in_marks(node.text) + " " + number.problem,
                     meant.empty() ? number.suggestion : meant);
            return std::nullopt;
        }
        if (spec_.form == Form::whole && !parse_whole(node.text)) {
            complain(node.origin, node.text + " is not a whole number from 0", spec_.fields.empty() ? "" : expected());
            return std::nullopt;
        }
        if (!within(*number.value)) {
            complain_bounds(node, *number.value);
            return std::nullopt;
        }
        return number.value;
    }

    /// What to write for `3000万` or `30,000,000`: in the unit of the key, or with the key of that unit.
    [[nodiscard]] std::string meant_instead(const std::string& text) const {
        constexpr std::string_view kWidePercent = "\uFF05";
        if (text.ends_with(kWidePercent)) {
            const auto percent = parse_number(text.substr(0, text.size() - kWidePercent.size()));
            if (percent.value) return messages::kWrite(format_number(*percent.value / 100));
        }
        const auto meant = meant_number(text);
        if (!meant) return wide_hint(text);
        const double value = *parse_number(meant->digits).value * meant->factor;
        const auto [own, own_factor] = money_key_in(path_);
        for (const auto& [key, factor] : money_keys(own)) {
            if (factor != meant->factor || factor == 1 || key == own) continue;
            return messages::kWriteUnderUnit(format_number(value / own_factor), meant->digits, key);
        }
        return messages::kWrite(format_number(own.empty() ? value : value / own_factor));
    }

    [[nodiscard]] bool within(double value) const { return value >= spec_.low && value <= spec_.high; }

    void complain_bounds(const Node& node, double value) {
        const std::string what = spec_.help.empty() ? std::string{} : " (" + spec_.help + ")";
        if (spec_.low == spec_.high) {
            return complain(node.origin, node.text + " is not known" + what, "write " + format_number(spec_.low));
        }
        std::string hint;
        if (spec_.low >= 0 && spec_.high == 1 && value > 1 && value <= 100) {
            hint = "write " + format_number(value / 100) + "?";
        }
        complain(node.origin, node.text + " is outside " + bounds_text(spec_) + what, hint);
    }

    [[nodiscard]] static bool is_path(const Node& node) {
        if (node.find("ramp") != nullptr) return true;
        return std::any_of(node.entries.begin(), node.entries.end(), [](const Entry& entry) {
            return !entry.key.empty() &&
                   ((entry.key.front() >= '1' && entry.key.front() <= '9') || meant_month(entry.key));
        });
    }

    [[nodiscard]] static bool looks_like_statement(const Node& node) {
        return std::any_of(node.entries.begin(), node.entries.end(), [](const Entry& entry) {
            return std::find(kStatementKeys.begin(), kStatementKeys.end(), entry.key) != kStatementKeys.end();
        });
    }

    void check_path(const Node& node) {
        if (!spec_.over_time) {
            return complain(node.origin, "changes over time, but one number is needed here");
        }
        const Node* ramp = node.find("ramp");
        if (ramp == nullptr) return check_points(node);
        if (node.entries.size() > 1) complain(node.origin, "'ramp' stands alone");
        if (!ramp->is_map() || ramp->entries.size() < 2) {
            return complain(ramp->origin, "a ramp needs at least two months", "write {ramp: {2022-01: 0, 2024-01: 1}}");
        }
        check_points(*ramp);
    }

    void check_points(const Node& points) {
        std::optional<sim::Month> last;
        for (const auto& point : points.entries) {
            const auto month = sim::parse_month(point.key);
            if (!month) {
                const auto meant = meant_month(point.key);
                report_.add(point.key_origin, path_, in_marks(point.key) + " is not a month",
                            meant ? messages::kWrite(*meant) : "write YYYY-MM, for example 2018-01");
                continue;
            }
            if (last && *month <= *last) {
                report_.add(point.key_origin, path_, point.key + " does not come after " + to_string(*last),
                            "put the months in order");
            }
            last = month;
            if (point.value.is_scalar()) {
                check_number(point.value);
            } else {
                complain(point.value.origin, "is " + describe(point.value) + ", not a number");
            }
        }
    }

    void check_statement_key(const Entry& entry) {
        const std::string where = join_path(path_, entry.key);
        if (entry.key == "value") return;
        if (entry.key == "range") return check_range(entry.value, where);
        if (entry.key == "scale") return check_word(entry.value, where, {"linear", "log"});
        if (entry.key == "evidence") {
            return check_word(entry.value, where, {"published", "printed", "computed", "assumed"});
        }
        if (entry.key == "qualifier") {
            return check_word(entry.value, where, {"exact", "over", "at_least", "about", "nearly", "up_to"});
        }
        if (std::find(kStatementKeys.begin(), kStatementKeys.end(), entry.key) == kStatementKeys.end()) {
            const std::vector<std::string> keys{kStatementKeys.begin(), kStatementKeys.end()};
            report_.add(entry.key_origin, path_, "unknown key " + in_marks(entry.key) + " in a statement",
                        report_.did_you_mean(entry.key, keys));
        } else if (!entry.value.is_scalar()) {
            report_.add(entry.value.origin, where, "is " + describe(entry.value) + ", not a text");
        } else if (entry.key == "mechanism") {
            check_mechanism(entry.value, where);
        }
    }

    void check_mechanism(const Node& node, const std::string& where) {
        const auto& known = mechanism_ids();
        if (std::find(known.begin(), known.end(), node.text) != known.end()) return;
        const std::string near = report_.did_you_mean(node.text, known);
        report_.add(
            node.origin, where, "no document has a mechanism " + in_marks(node.text),
            near.empty() ? "scenarios/policies/mechanisms.csv lists them; without one leave the key out" : near);
    }

    void check_word(const Node& node, const std::string& where, const std::vector<std::string>& words) {
        if (node.is_scalar() && std::find(words.begin(), words.end(), node.text) != words.end()) return;
        report_.add(node.origin, where, describe(node) + " is not one of " + listed(words),
                    report_.did_you_mean(node.text, words));
    }

    void check_range(const Node& node, const std::string& where) {
        if (!node.is_list() || node.items.size() != 2) {
            report_.add(node.origin, where, "a range is a list of two numbers", "write [low, high]");
            return;
        }
        // A range around whole numbers may have any ends; bounds hold for both.
        Spec ends = spec_;
        ends.form = Form::number;
        ends.over_time = false;
        ValueReader reader{ends, where, report_};
        std::array<std::optional<double>, 2> end;
        for (std::size_t i = 0; i < 2; ++i) {
            if (node.items[i].is_scalar()) {
                end[i] = reader.check_number(node.items[i]);
            } else {
                report_.add(node.items[i].origin, where, "is " + describe(node.items[i]) + ", not a number");
            }
        }
        if (end[0] && end[1] && *end[0] > *end[1]) {
            report_.add(node.origin, where,
                        "the low end " + node.items[0].text + " is above the high end " + node.items[1].text,
                        "write [" + node.items[1].text + ", " + node.items[0].text + "]");
        }
    }

    /// Called when value and range are sound by themselves.
    void check_range_holds(const Node& node, const Node& value) {
        const Node* range = node.find("range");
        const bool log = node.text_of("scale") == "log";
        const Node* ramp = value.find("ramp");
        const Node& points = ramp != nullptr ? *ramp : value;
        std::vector<const Node*> numbers;
        if (value.is_scalar()) numbers.push_back(&value);
        for (const auto& point : points.entries) numbers.push_back(&point.value);
        if (log && range == nullptr) {
            complain(node.find("scale")->origin, "'scale: log' needs a 'range'");
        }
        if (range == nullptr) return;
        const double low = *parse_number(range->items[0].text).value;
        const double high = *parse_number(range->items[1].text).value;
        if (log && low <= 0) {
            report_.add(range->origin, join_path(path_, "range"), range->items[0].text + " cannot be on a log scale",
                        "use a low end above 0");
        }
        for (const Node* number : numbers) {
            const double x = *parse_number(number->text).value;
            if (x < low || x > high) {
                report_.add(number->origin, path_,
                            number->text + " is outside its own range [" + range->items[0].text + ", " +
                                range->items[1].text + "]");
            }
        }
    }

    [[nodiscard]] std::string expected() const {
        if (!spec_.fields.empty()) {
            std::string text = "write a number";
            for (const auto& form : spec_.fields) text += ", or {" + form.key + ": x}";
            return text;
        }
        return spec_.over_time ? "write a number, a path over time or {value: x, ...}"
                               : "write a number or {value: x, ...}";
    }

    void complain(const Origin& where, std::string problem, std::string suggestion = {}) {
        report_.add(where, path_, std::move(problem), std::move(suggestion));
    }

    const Spec& spec_;
    const std::string& path_;
    Report& report_;
};

}  // namespace

Node complete_number(const Spec& spec, const Node& node, const std::string& path, Report& report) {
    const std::size_t before = report.size();
    Node result = ValueReader{spec, path, report}.read(node);
    result.broken = report.size() > before;
    if (!result.broken) warn_of_number(spec, node, path, report);
    return result;
}

Node complete_statement_keys(const Spec& spec, const Node& node, const std::string& path, Report& report) {
    return ValueReader{spec, path, report}.statement_keys(node);
}

}  // namespace talentflow::scenarios
