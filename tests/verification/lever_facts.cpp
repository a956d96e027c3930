// SPDX-License-Identifier: Apache-2.0
// What every kind of lever says of itself for tests and for the list in docs/methods.md, as JSON on the standard
// output. The tests in Python read it, so that none of them has a table of kinds.
#include <iostream>
#include <nlohmann/json.hpp>

#include "models/policy/lever.hpp"

int main() {
    using Json = nlohmann::ordered_json;
    using namespace talentflow::models;
    Json kinds = Json::array();
    for (const auto& spec : all_lever_specs()) {
        Json one{{"kind", spec.kind},
                 {"methods", spec.methods},
                 {"base_world_keys", spec.base_world_keys},
                 {"targets", Json::array()},
                 {"exempt", Json::object()}};
        for (const auto& target : spec.targets) {
            Json at = Json::object();
            for (const auto& [axis, label] : target.at) at[axis] = label;
            one["targets"].push_back({{"variable", target.variable},
                                      {"sign", target.effect == Effect::more ? 1 : -1},
                                      {"at", std::move(at)}});
        }
        for (const auto& [law, reason] : spec.exempt) one["exempt"][word(law)] = reason;
        kinds.push_back(std::move(one));
    }
    std::cout << kinds.dump(1) << '\n';
}
