// SPDX-License-Identifier: Apache-2.0
#include "sim/error.hpp"

#include <string>

#include "sim/contract.hpp"

namespace talentflow::sim::detail {

void contract_broken(const char* kind, const char* condition, const char* file, int line) {
    throw BugError{std::string{file} + ":" + std::to_string(line) + ": " + kind + " broken: " + condition};
}

}  // namespace talentflow::sim::detail
