// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "output/state_file.hpp"
#include "sim/error.hpp"
#include "tests/output/sample.hpp"

namespace talentflow::tests {

struct StateColumn {
    std::string name;
    std::size_t width;
    std::string bytes;
};

[[nodiscard]] output::StateHeader sample_header();
/// Numbers of 2, 8 and 1 bytes and an empty column, some kilobytes together.
[[nodiscard]] std::vector<StateColumn> small_columns();
/// Bytes that cannot be compressed; always the same.
[[nodiscard]] std::string noise(std::size_t n);

/// The bytes of a state of small_columns.
[[nodiscard]] std::string small_state(const TempFolder& folder);
[[nodiscard]] std::string read_part(const output::StateFile& state, const std::string& name);
/// Opens a state and reads all of it.
void read_all(const std::filesystem::path& file);

/// Message of the ScenarioError that `action` throws; "no error" if it throws none.
template <class Action>
std::string bad_input(Action action) {
    try {
        action();
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace talentflow::tests
