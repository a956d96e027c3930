// SPDX-License-Identifier: Apache-2.0
#include "models/world/parameters.hpp"
#include "scenarios/loader/scenario.hpp"

namespace talentflow::scenarios {

std::vector<ParameterRow> parameter_rows() {
    std::vector<ParameterRow> rows;
    for (const auto& spec : models::parameter_specs()) {
        for (const auto& [tier, value] : spec.defaults) {
            ParameterRow row;
            row.path = tier.empty() ? spec.path : spec.path + "." + tier;
            row.symbol = spec.symbol;
            row.unit = spec.unit;
            row.scale = spec.scale == models::Scale::log ? "log" : "linear";
            row.evidence = word(spec.evidence);
            row.source = spec.source;
            row.help = spec.help;
            row.default_value = value;
            row.bound_low = spec.low;
            row.bound_high = spec.high;
            const models::Range range = spec.range_of(tier);
            if (range.low < range.high) {
                row.low = range.low;
                row.high = range.high;
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

}  // namespace talentflow::scenarios
