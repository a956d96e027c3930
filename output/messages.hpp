// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/message.hpp"

// The texts of this module for people (sim/message.hpp).
namespace talentflow::output::messages {

using sim::Message;

/// What stands behind every problem of a file that is read.
inline constexpr Message<0> kDamaged{
    "the file is damaged or was changed by another program; run the scenario again or use another "
    "copy"};

/// {0}: file, {1}: object in it, {2}: problem, {3}: advice.
inline constexpr Message<4> kObject{"{0}: {1}: {2}; {3}"};
inline constexpr Message<3> kFile{"{0}: {1}; {2}"};

// Problems of the layout (layout.hpp); they end in the middle of a sentence.
inline constexpr Message<0> kBadName{
    "the name may hold only small letters, digits and _, and begins with a letter"};
inline constexpr Message<0> kNameTwice{"the name stands for two things"};
inline constexpr Message<0> kEmptyAxis{"the axis has no places"};
inline constexpr Message<0> kTwoKinds{"the axis has ids and numbers"};
inline constexpr Message<1> kIdTwice{"the axis has the id '{0}' twice"};
inline constexpr Message<1> kAxisTwice{"the variable has the axis '{0}' twice"};
inline constexpr Message<0> kUnfilled{"the values do not fill the axes"};
inline constexpr Message<0> kMissingOfNumbers{
    "a number that stands for no value is only for counts; doubles have NaN"};

inline constexpr Message<0> kChildFailed{
    "HDF5 crashes on it, or needs more than 1 GiB or 8 seconds"};
inline constexpr Message<0> kTooMuchMemory{"it asks for more memory than there is"};

}  // namespace talentflow::output::messages
