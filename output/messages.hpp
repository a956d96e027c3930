// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/message.hpp"

/// The texts of this module for people.
namespace talentflow::output {

// Names of files that are written.
inline constexpr sim::Message<2> kIsRead{
    "error: {0}: this command reads that file (as {1}) and would replace it; choose another name "
    "for what is written"};
inline constexpr sim::Message<2> kNotOurs{
    "{0}: exists and is not {1} that talentflow wrote, so --force does not replace it; choose "
    "another name, or move the file away first"};
inline constexpr sim::Message<3> kCannotTellWhose{
    "{0}: exists and cannot be read ({2}); --force replaces only {1} that talentflow wrote; choose "
    "another name, or move the file away first"};
inline constexpr sim::Message<2> kCannotLookAt{"{0}: cannot be looked at ({1}); check the path"};
inline constexpr sim::Message<2> kLinkCannotBeFollowed{
    "{0}: is a link that cannot be followed ({1}); remove the link or choose another name"};
inline constexpr sim::Message<2> kNoNameForPartial{
    "{0}: cannot write it, as {1} and the names after it, under which it would be written, belong "
    "to others; remove them or choose another name"};
inline constexpr sim::Message<1> kNoMemoryForFile{
    "{0}: cannot write it, as there is not enough memory to put it together; nothing was changed; "
    "free memory, or ask for fewer regions, replicates or variables"};

// Folders of tables.
inline constexpr sim::Message<1> kUnfinishedExport{
    "{0}: an export into this folder has not finished; choose another folder or add --force to "
    "replace what it left"};
inline constexpr sim::Message<2> kTablesNotOurs{
    "{0}: {1} exists and is not of an earlier export, so --force does not replace it; choose "
    "another folder, or move the file away first"};
inline constexpr sim::Message<2> kExportBroken{
    "{0}: the export stopped between two tables, so the folder has no variables.csv and holds no "
    "whole result; export again with --force ({1})"};

}  // namespace talentflow::output
