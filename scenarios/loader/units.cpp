// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/units.hpp"

#include <array>

#include "scenarios/loader/ascii.hpp"

namespace talentflow::scenarios {

std::vector<std::pair<std::string, double>> money_keys(std::string_view key) {
    const auto at = key.rfind("_cny");
    if (at == std::string_view::npos || at == 0) return {};
    const std::string_view tail = key.substr(at);
    if (tail != "_cny" && tail.substr(0, 9) != "_cny_per_") return {};
    std::string_view stem = key.substr(0, at);
    for (const std::string_view factor : {"_wan", "_yi"}) {
        if (ends_with(stem, factor)) {
            stem.remove_suffix(factor.size());
            break;
        }
    }
    const std::string begin{stem};
    const std::string end{tail};
    return {{begin + end, 1.0}, {begin + "_wan" + end, 1e4}, {begin + "_yi" + end, 1e8}};
}

std::pair<std::string, double> money_key_in(const std::string& path) {
    for (std::size_t end = path.size(); end != std::string::npos && end > 0;) {
        const auto dot = path.rfind('.', end - 1);
        const std::size_t begin = dot == std::string::npos ? 0 : dot + 1;
        const std::string part = path.substr(begin, end - begin);
        for (const auto& [key, factor] : money_keys(part)) {
            if (key == part) return {part, factor};
        }
        end = dot;
    }
    return {};
}

std::string without_unit(std::string_view key) {
    static constexpr std::array<std::string_view, 27> kUnits{
        "_per_year", "_per_month", "_per_week", "_per_day", "_wan_cny", "_yi_cny", "_cny",  "_yuan",    "_rmb",
        "_usd",      "_eur",       "_wan",      "_yi",      "_km",      "_miles",  "_m",    "_minutes", "_hours",
        "_seconds",  "_days",      "_weeks",    "_months",  "_years",   "_month",  "_year", "_percent", "_share"};
    std::string_view rest = key;
    for (bool found = true; found;) {
        found = false;
        for (const auto unit : kUnits) {
            if (ends_with(rest, unit)) {
                rest.remove_suffix(unit.size());
                found = true;
                break;
            }
        }
    }
    return std::string{rest};
}

}  // namespace talentflow::scenarios
