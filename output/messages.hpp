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

// Saved states. {0}: file.
inline constexpr Message<1> kStateTooLarge{
    "{0}: cannot write it, as it would hold more than a saved state can; ask for fewer replicates",
    "{0}：无法写入，内容超出一个存档所能容纳；请减少重复次数"};
inline constexpr Message<1> kStateAbsent{"error: {0}: does not exist; check the name of the saved state",
                                         "error: {0}：不存在；请检查存档的文件名"};
inline constexpr Message<1> kStateIsFolder{"error: {0}: is a folder; give the name of a saved state in it",
                                           "error: {0}：是一个文件夹；请给出其中存档的文件名"};
inline constexpr Message<1> kStateIsDevice{
    "error: {0}: is a device or pipe, and a saved state is read at more than one place; copy it to an ordinary file",
    "error: {0}：是设备或管道，而存档需要随机读取；请先复制为普通文件"};
inline constexpr Message<2> kStateUnreadable{"{0}: cannot be read ({1}); check the file, its permissions and the disk",
                                             "{0}：无法读取（{1}）；请检查文件、权限和磁盘"};
inline constexpr Message<1> kNoState{
    "error: {0}: is no saved state, as it begins otherwise; give a file that 'talentflow run --state-at' wrote",
    "error: {0}：不是存档（文件开头不符）；请给出由 'talentflow run --state-at' 写出的文件"};
inline constexpr Message<1> kStateIsResult{
    "error: {0}: is a result and holds no people, so nothing can go on from it; give a file that "
    "'talentflow run --state-at' wrote",
    "error: {0}：是结果文件，不含个体数据，无法由此继续；请给出由 'talentflow run --state-at' 写出的文件"};
inline constexpr Message<1> kStateUnfinished{
    "error: {0}: was not finished, as its writer is still at work or was killed; wait for it, or save the state again",
    "error: {0}：尚未写完，写入程序仍在运行或已被中止；请等待其完成，或重新保存存档"};
inline constexpr Message<4> kStateOtherFormat{
    "error: {0}: is a saved state of format {1}, written by {2}, and this program reads format {3}; go on with "
    "that program, or save the state again with this one",
    "error: {0}：是格式 {1} 的存档，由 {2} 写出，而本程序读取格式 {3}；请用该程序继续，或用本程序重新保存"};
inline constexpr Message<3> kStateOtherProgram{
    "error: {0}: was written by {1}, and this is {2}, whose people may decide otherwise; go on with that program, or "
    "save the state again with this one",
    "error: {0}：由 {1} 写出，而本程序是 {2}，个体的决策规则可能不同；请用该程序继续，或用本程序重新保存"};
inline constexpr Message<1> kStateCut{
    "error: {0}: does not end as a saved state does: a part at its end is missing, or something was added; "
    "copy it again, or save the state again",
    "error: {0}：结尾不是存档的结尾：末尾有缺失或被附加了内容；请重新复制，或重新保存存档"};
/// {1}: the place in it.
inline constexpr Message<2> kStateDamaged{
    "error: {0}: its {1} does not match its checksum, so the file is damaged or was changed by another program; "
    "use another copy, or save the state again",
    "error: {0}：{1} 与校验和不符，文件已损坏或被其他程序改动；请使用另一份副本，或重新保存存档"};
inline constexpr Message<2> kStateBroken{
    "error: {0}: its {1} has a right checksum but is not as this program writes it; use another copy, or save the "
    "state again",
    "error: {0}：{1} 的校验和正确，但不是本程序写出的形式；请使用另一份副本，或重新保存存档"};
inline constexpr Message<3> kStateWithout{
    "error: {0}: holds no '{1}'; it was written by {2}; save the state again with this program",
    "error: {0}：没有 '{1}'；它由 {2} 写出；请用本程序重新保存存档"};
inline constexpr Message<3> kStatePart{"error: {0}: {1}: {2}; use another copy, or save the state again",
                                       "error: {0}：{1}：{2}；请使用另一份副本，或重新保存存档"};
// Problems of a part; they end in the middle of a sentence.
inline constexpr Message<2> kPartTooShort{"{0} bytes are wanted and {1} are left", "需要 {0} 字节，只剩 {1} 字节"};
inline constexpr Message<1> kPartTooLong{"{0} bytes are left over", "多出 {0} 字节"};

}  // namespace talentflow::output::messages
