// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/message.hpp"

/// What the loader says to people: problems in lower case, suggestions that say what to write. The Chinese is still to
/// come.
namespace talentflow::scenarios::messages {

using sim::Message;

// Values that are hardly meant (warnings).
inline constexpr Message<2> kSmallSum{
    "{0} CNY is far below any plausible payment of its kind (at least {1} CNY, an assumption)"};
inline constexpr Message<3> kMeantWan{"did you mean '{0}' ({1} wan = {2} CNY)?"};
inline constexpr Message<0> kCheckUnit{"check the unit"};
inline constexpr Message<2> kFraction{"{0} is a fraction of a whole thing ({1})"};
inline constexpr Message<2> kWriteOneOf{"write {0} or {1}"};
inline constexpr Message<3> kOutsideRange{"{0} is outside the range stated for it, [{1}, {2}]"};
inline constexpr Message<4> kOutsideReplaced{
    "{0} is outside the range of the value that it replaces, [{1}, {2}] ({3})"};
inline constexpr Message<0> kStateRange{"state a range of its own if it is meant: {value: x, range: [low, high]}"};

// Things that never act (warnings).
inline constexpr Message<3> kNeverInRun{"can never act: it {0} {1}, and the run goes from {2}"};
inline constexpr Message<2> kFromTo{"{0} to {1}"};
inline constexpr Message<0> kBegins{"begins in"};
inline constexpr Message<0> kHasEnded{"has ended in"};
inline constexpr Message<0> kChangeDates{"change its dates or those of the run"};
inline constexpr Message<3> kManyNeverInRun{"the run, {0}, is too short for {1} levers and funds to act in it: {2}"};
inline constexpr Message<2> kBeyondRun{"{0} lies after the end of the run in {1}; what lies beyond it never acts"};
inline constexpr Message<2> kPointNeverActs{"the value from {0} never acts: {1}"};
inline constexpr Message<1> kAfterEnd{"its time ends in {0}"};
inline constexpr Message<1> kBeforeBegin{"the next one holds from {0}, before its time begins"};
inline constexpr Message<1> kNeverTogether{"can never act: it requires {0}, which is never in force at the same time"};
inline constexpr Message<2> kNobodyYoung{
    "can never act: nobody of working age is {0} or younger, the youngest are {1}"};

// What a Chinese keyboard, a spreadsheet or another format writes.
inline constexpr Message<1> kWrite{"write {0}"};
inline constexpr Message<2> kWriteFor{"write {1} (not the full-width {0})"};
inline constexpr Message<3> kWriteUnderUnit{"write {0}, or {1} under '{2}'"};
inline constexpr Message<3> kLineHasWide{"line {0} has the full-width {1}; write {2}"};
inline constexpr Message<0> kNoThousands{"write numbers without commas between thousands"};
inline constexpr Message<0> kColonSpace{"':' and a space"};
inline constexpr Message<1> kWideQuotes{"has the full-width quotation mark {0}, which does not open or close a text"};
inline constexpr Message<0> kPlainQuotes{"put the text into plain quotation marks, \"...\", or leave them out"};

// Size.
inline constexpr Message<2> kTooManyAgents{"the world has {0} agents, and at most {1} can be numbered"};
inline constexpr Message<0> kMorePersons{
    "let an agent stand for more persons, population: {persons_per_agent: 10}, or lower the counts of "
    "overrides.initial_agents"};
inline constexpr Message<2> kTooManyPersons{
    "{0} agents or posts of {1} persons each are more persons than numbers hold exactly (2^53, about 9e15)"};
inline constexpr Message<0> kFewerPersons{"lower persons_per_agent or the number of agents"};

// Files that cannot be read.
inline constexpr Message<2> kCannotLookAt{"{0}: cannot be looked at ({1}); check the path"};
inline constexpr Message<2> kCannotOpen{"{0}: cannot be opened for reading ({1}); check its permissions"};

// Characters and ids.
inline constexpr Message<1> kControl{"holds the control character {0}, which cannot be shown"};
inline constexpr Message<0> kLineBreak{"holds a line break"};
inline constexpr Message<0> kRemoveIt{"remove it"};
inline constexpr Message<0> kOneLine{"write it in one line (only 'note' and 'source' may have several)"};
inline constexpr Message<1> kSurrogate{"the escape {0} is half a character, as JSON writes those beyond U+FFFF"};
inline constexpr Message<2> kWriteCharacter{"write the character itself, or {0} ({1})"};
inline constexpr Message<1> kIdTaken{
    "{0} cannot be an id: readers of tables take it for a missing value, a truth value or a number"};
inline constexpr Message<0> kOtherId{"choose another id"};

// Files of another kind, and files elsewhere.
inline constexpr Message<1> kIsPackage{"this is a package, it holds only {0}"};
inline constexpr Message<2> kListPackage{
    "list it under packages: in a scenario, for example 'format: 1', 'name: my-scenario', 'extends: {0}', 'packages: "
    "[{1}]'"};
inline constexpr Message<0> kIsComparison{"this is a comparison, not a scenario"};
inline constexpr Message<0> kGiveArms{
    "a later version reads comparison files; give its scenarios to 'talentflow compare'"};
inline constexpr Message<0> kIsSweep{"this is a sweep, not a scenario"};
inline constexpr Message<0> kGiveSweep{"give it to 'talentflow sweep'"};
inline constexpr Message<0> kIsResult{"this is a result (HDF5), not a scenario"};
inline constexpr Message<0> kUseInfo{"'talentflow info' says what it holds"};
inline constexpr Message<1> kDefinedIn{"{0} defines it: list that package under packages: too"};
inline constexpr Message<0> kSayKind{"say which kind of lever it is"};
inline constexpr Message<0> kNotStandardInput{"'-' stands for the standard input, on which no file can build"};
inline constexpr Message<0> kOutsideUnread{
    "cannot be read as a scenario; its text is not shown, as it lies outside the folder of the scenario that names it"};
inline constexpr Message<0> kOutsideNoFormat{
    "has no 'format': it is no scenario; its text is not shown, as it lies outside the folder of the scenario that "
    "names it"};
inline constexpr Message<0> kBeginsWithFormat{"name a file that begins with 'format: 1'"};

// Sweeps.
inline constexpr Message<0> kIsNoSweep{"this is no sweep"};
inline constexpr Message<0> kSweepHas{
    "a sweep has 'scenario', 'design', 'parameters' and 'outputs': see scenarios/README.md"};
inline constexpr Message<0> kSweepNotStandardInput{"'-' stands for the standard input, which a sweep cannot read"};
inline constexpr Message<0> kNameFile{"name a file, relative to this one"};
inline constexpr Message<0> kSweepOutside{
    "is no scenario; its text is not shown, as it lies outside the folder of the sweep that names it"};
inline constexpr Message<0> kNothingVaries{"nothing is varied"};
inline constexpr Message<0> kNameParameters{
    "write parameters: [{path: parameters.distance_elasticity, range: [0.5, 2]}], or [{all_with_range: true}]"};
inline constexpr Message<1> kBesideAll{
    "{0} does not go together with all_with_range, which takes each value's own range"};
inline constexpr Message<1> kAllInGrid{"all values with a range are too many for a {0}"};
inline constexpr Message<0> kUseSampling{"use the design morris, sobol or lhs"};
inline constexpr Message<0> kWritePath{"write for example path: parameters.distance_elasticity"};
inline constexpr Message<0> kSeveralPaths{"several paths that move together need a name for their column"};
inline constexpr Message<0> kWriteId{"write an id"};
inline constexpr Message<1> kFileOfOther{"the points of the design {0} are computed, not read"};
inline constexpr Message<0> kWriteList{"write kind: list, or leave out the file"};
inline constexpr Message<1> kValuesOfOther{"the design {0} takes its values from a range"};
inline constexpr Message<0> kWriteRange{"write range: [low, high]"};
inline constexpr Message<0> kListNeedsValues{"a list needs the value of each row"};
inline constexpr Message<0> kWriteValues{
    "write values: [a, b, ...], or name a CSV in design: {kind: list, file: x.csv}"};
inline constexpr Message<0> kRangeAndValues{"both a range and values are given"};
inline constexpr Message<2> kReversed{"the range is reversed: {0} is above {1}"};
inline constexpr Message<1> kEmptyRange{"the range is empty: both ends are {0}"};
inline constexpr Message<0> kUseSet{"a value that does not vary goes into 'set'"};
inline constexpr Message<1> kNoLog{"{0} cannot be on a log scale"};
inline constexpr Message<1> kNoRange{"{0} carries no range in these scenarios"};
inline constexpr Message<1> kNothingToExcept{"{0} carries no range, so it need not be left out"};
inline constexpr Message<2> kOverTimeLeftOut{"{0} values with a range change over time and are left out: {1}"};
inline constexpr Message<0> kNameThem{"to vary one as a constant, name it by itself"};
inline constexpr Message<1> kNoNumberThere{"{0} is no number of the scenario"};
inline constexpr Message<0> kListNumbers{"'talentflow show' prints every value with its path"};
inline constexpr Message<1> kLuckIsNoParameter{"{0} is luck, not a parameter"};
inline constexpr Message<0> kOwnReplicates{"the number of members of a run is a key of its own"};
inline constexpr Message<0> kUseReplicates{"write replicates: N; a sobol design varies luck by itself"};
inline constexpr Message<4> kOtherWorld{"the worlds differ, first in {0}: {1} here, in {2} it is {3}"};
inline constexpr Message<0> kOnlyPolicy{
    "only levers, funds, titles, groups and output may differ between the base and an arm"};
inline constexpr Message<3> kOtherGroup{"the group {0} has other members in {1} than in {2}"};
inline constexpr Message<0> kNoArms{"a difference needs an arm to subtract the base from"};
inline constexpr Message<0> kNameArms{"name one: against: [arm.yaml], or keep the level"};
inline constexpr Message<1> kTakenOutput{"{0} cannot be the id of an output: the files of a sweep use it"};
inline constexpr Message<1> kOutputTwice{"the id {0} is there twice"};
inline constexpr Message<1> kNoVariable{"no result of these scenarios has a variable {0}"};
inline constexpr Message<0> kListVariables{"docs/output-format.md lists them; some need a module or a lever"};
inline constexpr Message<2> kNoAxis{"{0} has no axis {1}"};
inline constexpr Message<1> kItsAxes{"it has {0}"};
inline constexpr Message<0> kNoAxes{"it has none to select from"};
inline constexpr Message<0> kUseAt{"write at: YYYY-MM, or from: and to:"};
inline constexpr Message<2> kNoLabel{"there is no {0} on the axis {1}"};
inline constexpr Message<1> kNoTime{"{0} does not change over time"};
inline constexpr Message<0> kNoAt{"leave out 'at', 'from' and 'to'"};
inline constexpr Message<2> kFromAfterTo{"'from', {0}, lies after 'to', {1}"};
inline constexpr Message<3> kMonthOutside{"{0} is outside the run, which goes from {1} to {2}"};
inline constexpr Message<0> kAtAndFrom{"both one month and several are given"};
inline constexpr Message<1> kHalfSpan{"'{0}' is missing"};
inline constexpr Message<0> kWriteMonth{"write both from: YYYY-MM and to: YYYY-MM"};

}  // namespace talentflow::scenarios::messages
