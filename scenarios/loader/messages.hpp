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

}  // namespace talentflow::scenarios::messages
