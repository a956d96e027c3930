// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/loader/spec.hpp"

namespace talentflow::scenarios {

/// The format of sweep files.
[[nodiscard]] Spec sweep_spec();

/// Names that an output cannot have: other variables of a sweep's file have them.
[[nodiscard]] bool is_taken_output(const std::string& id);

}  // namespace talentflow::scenarios
