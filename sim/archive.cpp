// SPDX-License-Identifier: Apache-2.0
#include "sim/archive.hpp"

#include "sim/error.hpp"

namespace talentflow::sim::detail {

void wrong_part(const char* name) {
    throw StateError{std::string{"the saved state has something else where \""} + name +
                     "\" is expected; it was written by another program or for another world"};
}

void part_too_large(const char* name, std::uint64_t size) {
    throw StateError{std::string{"the saved state says that \""} + name + "\" has " + std::to_string(size) +
                     " items, more than it has bytes left"};
}

}  // namespace talentflow::sim::detail
