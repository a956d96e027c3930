// SPDX-License-Identifier: Apache-2.0
// result_hash SCENARIO.yaml: runs a scenario file and prints the hash of its numbers.
#include <iostream>

#include "models/run/simulate.hpp"
#include "output/data_hash.hpp"
#include "scenarios/loader/scenario.hpp"

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    const auto scenario = talentflow::scenarios::load_scenario(argv[1]);
    std::cout << talentflow::output::data_sha256(talentflow::models::simulate(scenario.world, {}).data) << '\n';
    return 0;
}
