// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/message.hpp"

/// What sweeps say to people beside their tables.
namespace talentflow::experiments::sweep_messages {

using sim::Message;

// Designs.
inline constexpr Message<3> kTooManyValues{"{0} runs leave {1} numbers, and at most {2} are held"};
inline constexpr Message<0> kSmallerDesign{"ask for fewer points, outputs or replicates, or make several sweeps of it"};
inline constexpr Message<0> kGridNeedsLevels{"a grid needs levels"};
inline constexpr Message<0> kWriteLevels{
    "write values: [a, b, ...], or the number of levels of every range as n in design"};
inline constexpr Message<3> kOtherLength{"has {0} values, and {2} has {1}"};
inline constexpr Message<0> kSameLength{"a list takes one value of each parameter a row"};
inline constexpr Message<0> kNoN{"the number of points is missing"};
inline constexpr Message<1> kWriteN{"write n: {0}"};
inline constexpr Message<1> kCsvTooLarge{"error: {0}: is larger than a design may be (400 MB)"};
inline constexpr Message<0> kCsvOutside{
    "the file is no design for these scenarios; its text is not shown, as it lies outside the folder of the sweep that "
    "names it"};
inline constexpr Message<0> kCsvHere{"put it beside the sweep file to be told what is wrong with it"};
inline constexpr Message<1> kNoParameterOfColumn{"no parameter is called {0}, as a column of the file is"};
inline constexpr Message<0> kNameColumn{"leave out 'parameters' (columns are paths then), or name every column"};
inline constexpr Message<2> kNoColumn{"{1} has no column {0}"};
inline constexpr Message<2> kNotWhole{"{0} takes whole numbers, and line {1} of the file has another"};

// The folder.
inline constexpr Message<1> kNoSweepFolder{
    "error: {0}: is no folder of a sweep (it has no sweep.yaml); start one with talentflow sweep SWEEP.yaml -o FOLDER"};
inline constexpr Message<1> kForeignFolder{
    "error: {0}: holds files and no sweep; choose an empty folder or a new name with -o"};
inline constexpr Message<4> kOtherSweep{
    "error: {0}: the folder is of another sweep: {1} is {2} there and {3} here; choose another folder with -o, or "
    "remove "
    "that one"};
inline constexpr Message<3> kOtherProgramThere{
    "error: {0}: the rows there were made by talentflow {1}, this is {2}; another program may give other numbers: "
    "choose "
    "another folder with -o"};
inline constexpr Message<2> kOtherLine{
    "error: {0}: the folder is of another sweep: {1}; choose another folder with -o"};
inline constexpr Message<1> kShardBusy{
    "error: {0}: another process is at work on this shard; wait for it, or give this one another --shard"};
inline constexpr Message<1> kForeignRecords{
    "error: {0}: its rows are of another sweep or program; remove the file from this folder"};
inline constexpr Message<2> kRecordsFull{
    "error: {0}: a finished run cannot be written ({1}); what was written before is whole: make room and give the same "
    "command again"};

// Notes.
inline constexpr Message<2> kTailCut{
    "{0}: the last {1} bytes were half a row of a process that was killed; they are cut off"};
inline constexpr Message<1> kHalfLine{"{0}: ends in half a row of a process that was killed; it is passed over"};
inline constexpr Message<2> kDamagedLine{"{0}: line {1} is damaged; its run is done again"};
inline constexpr Message<1> kStillWritten{
    "{0}: a process is at work on it; rows that it finishes later are missing here"};
inline constexpr Message<2> kTwoValues{
    "error: run {0}: {1} hold different values for it, and equal runs give equal bytes: one of the files is damaged or "
    "of "
    "another program; remove it"};

// Runs.
inline constexpr Message<2> kNoSuchLabel{"there is no {0} on the axis {1} of the result"};
inline constexpr Message<1> kNoSuchMonth{"the result does not reach {0}"};
inline constexpr Message<0> kOutOfMemory{"out of memory"};
inline constexpr Message<2> kConstantsMissed{
    "refitted constants miss {0} of the targets by more than the tolerance (with {1} agents)"};
inline constexpr Message<1> kRepeat{"repeat it with: {0}"};

}  // namespace talentflow::experiments::sweep_messages
