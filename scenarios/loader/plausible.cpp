// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/plausible.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/units.hpp"

namespace talentflow::scenarios {

namespace {

/// "12,345.6"
std::string grouped(double value) {
    std::string text = format_number(value);
    if (text.find('e') != std::string::npos) return text;
    const auto point = std::min(text.find('.'), text.size());
    const std::size_t first = value < 0 ? 1 : 0;
    for (std::size_t at = point; at > first + 3; at -= 3) text.insert(at - 3, 1, ',');
    return text;
}

std::vector<const Node*> numbers_in(const Node& node) {
    std::vector<const Node*> numbers;
    const Node* value = node.find("value");
    const Node& inner = value != nullptr ? *value : node;
    const Node* ramp = inner.find("ramp");
    if (inner.is_scalar()) numbers.push_back(&inner);
    for (const auto& point : (ramp != nullptr ? *ramp : inner).entries) {
        if (point.value.is_scalar()) numbers.push_back(&point.value);
    }
    return numbers;
}

class Plausible {
  public:
    Plausible(const Spec& spec, const Node& node, const std::string& path, Report& report)
        : spec_{spec}, node_{node}, path_{path}, report_{report} {}

    void check() const {
        for (const Node* number : numbers_in(node_)) {
            const auto value = parse_number(number->text).value;
            if (!value || number->origin.kind == Origin::Kind::preset) continue;
            check_sum(*number, *value);
            check_whole(*number, *value);
            if (node_.find("range") == nullptr) check_range(*number, *value);
        }
    }

  private:
    void check_sum(const Node& number, double value) const {
        if (!(value > 0) || !(value < spec_.least_plausible)) return;
        const auto [key, factor] = money_key_in(path_);
        const double unit = key.empty() ? 1 : factor;
        std::string hint = messages::kCheckUnit();
        const auto keys = money_keys(key);
        if (unit == 1 && keys.size() == 3) {
            hint = messages::kMeantWan(keys[1].first, grouped(value), grouped(value * keys[1].second));
        }
        report_.warn(number.origin, path_,
                     messages::kSmallSum(grouped(value * unit), grouped(spec_.least_plausible * unit)), hint);
    }

    void check_whole(const Node& number, double value) const {
        if (!spec_.whole_things || value == std::floor(value)) return;
        report_.warn(number.origin, path_, messages::kFraction(number.text, spec_.help),
                     messages::kWriteOneOf(format_number(std::floor(value)), format_number(std::ceil(value))));
    }

    void check_range(const Node& number, double value) const {
        if (value == 0) return;  // switches the effect off
        if (node_.replaced != nullptr) {
            const auto& range = *node_.replaced;
            if (value >= range.low && value <= range.high) return;
            report_.warn(number.origin, path_,
                         messages::kOutsideReplaced(number.text, format_number(range.low), format_number(range.high),
                                                    range.origin.name() + ":" + std::to_string(range.origin.line)),
                         messages::kStateRange());
        } else if (spec_.range_low < spec_.range_high && (value < spec_.range_low || value > spec_.range_high)) {
            report_.warn(
                number.origin, path_,
                messages::kOutsideRange(number.text, format_number(spec_.range_low), format_number(spec_.range_high)),
                messages::kStateRange());
        }
    }

    const Spec& spec_;
    const Node& node_;
    const std::string& path_;
    Report& report_;
};

}  // namespace

void warn_of_number(const Spec& spec, const Node& node, const std::string& path, Report& report) {
    Plausible{spec, node, path, report}.check();
}

}  // namespace talentflow::scenarios
