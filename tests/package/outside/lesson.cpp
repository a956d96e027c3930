// SPDX-License-Identifier: Apache-2.0
// lesson SCENARIO.yaml: runs a scenario file and writes its numbers.
#include <iostream>

#include "models/run/simulate.hpp"
#include "numbers.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/error.hpp"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "lesson SCENARIO.yaml\n";
        return 2;
    }
    try {
        const auto scenario = talentflow::scenarios::load_scenario(argv[1]);
        write_numbers(talentflow::models::simulate(scenario.world, {}).data);
    } catch (const talentflow::Error& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
