// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/message.hpp"

/// The texts of this module for people (sim/message.hpp).
namespace talentflow::output::messages {

using sim::Message;

// Names of files that are written.
inline constexpr Message<2> kIsRead{
    "error: {0}: this command reads that file (as {1}) and would replace it; choose another name "
    "for what is written"};
inline constexpr Message<2> kNotOurs{
    "{0}: exists and is not {1} that talentflow wrote, so --force does not replace it; choose "
    "another name, or move the file away first"};
inline constexpr Message<3> kCannotTellWhose{
    "{0}: exists and cannot be read ({2}); --force replaces only {1} that talentflow wrote; choose "
    "another name, or move the file away first"};
inline constexpr Message<2> kCannotLookAt{"{0}: cannot be looked at ({1}); check the path"};
inline constexpr Message<2> kLinkCannotBeFollowed{
    "{0}: is a link that cannot be followed ({1}); remove the link or choose another name"};
inline constexpr Message<2> kNoNameForPartial{
    "{0}: cannot write it, as {1} and the names after it, under which it would be written, belong "
    "to others; remove them or choose another name"};
inline constexpr Message<1> kNoMemoryForFile{
    "{0}: cannot write it, as there is not enough memory to put it together; nothing was changed; "
    "free memory, or ask for fewer regions, replicates or variables"};

// Folders of tables.
inline constexpr Message<1> kUnfinishedExport{
    "{0}: an export into this folder has not finished; choose another folder or add --force to "
    "replace what it left"};
inline constexpr Message<2> kTablesNotOurs{
    "{0}: {1} exists and is not of an earlier export, so --force does not replace it; choose "
    "another folder, or move the file away first"};
inline constexpr Message<0> kExportInterrupted{"interrupted; nothing was written"};
inline constexpr Message<2> kExportBroken{
    "{0}: the export stopped between two tables, so the folder has no variables.csv and holds no "
    "whole result; export again with --force ({1})"};

// Files that are read.

/// What stands behind every problem of a file that is read.
inline constexpr Message<0> kDamaged{
    "the file is damaged or was changed by another program; run the scenario again or use another "
    "copy"};

/// {0}: file, {1}: object in it, {2}: problem, {3}: advice.
inline constexpr Message<4> kObject{"{0}: {1}: {2}; {3}"};
inline constexpr Message<3> kFile{"{0}: {1}; {2}"};

// Problems of the layout (layout.hpp); they end in the middle of a sentence.
inline constexpr Message<0> kBadName{"the name may hold only small letters, digits and _, and begins with a letter"};
inline constexpr Message<0> kNameTwice{"the name stands for two things"};
inline constexpr Message<0> kEmptyAxis{"the axis has no places"};
inline constexpr Message<0> kTwoKinds{"the axis has ids and numbers"};
inline constexpr Message<1> kIdTwice{"the axis has the id '{0}' twice"};
inline constexpr Message<1> kAxisTwice{"the variable has the axis '{0}' twice"};
inline constexpr Message<0> kUnfilled{"the values do not fill the axes"};
inline constexpr Message<0> kMissingOfNumbers{"a number that stands for no value is only for counts; doubles have NaN"};

inline constexpr Message<0> kChildFailed{"HDF5 crashes on it, or reading it takes more than 1 GiB or 8 seconds"};
inline constexpr Message<0> kTooMuchMemory{"it asks for more memory than there is"};

}  // namespace talentflow::output::messages
