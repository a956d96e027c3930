// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/message.hpp"

/// The texts of this module for people.
namespace talentflow::scenarios {

inline constexpr sim::Message<2> kCannotLookAt{"{0}: cannot be looked at ({1}); check the path"};
inline constexpr sim::Message<2> kCannotOpen{
    "{0}: cannot be opened for reading ({1}); check its permissions"};

}  // namespace talentflow::scenarios
