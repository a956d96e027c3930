// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/message.hpp"

/// What stands in the way of indices (sim/message.hpp).
namespace talentflow::experiments::messages {

using sim::Message;

inline constexpr Message<3> kTooFewUnits{
    "error: sensitivity: {0} points are complete ({1} were left out because a run of theirs failed), and the indices "
    "need "
    "at least {2}; run those that failed again (sweep --retry-failed), or make a larger design",
    "错误：敏感性分析：完整的点有 {0} 个（另有 {1} 个因运行失败被略去），而指数至少需要 {2} "
    "个；请重跑失败的运行（sweep --retry-failed），或扩大设计"};
inline constexpr Message<1> kNoFolder{
    "error: {0}: is no folder of a sweep; give the one that talentflow sweep wrote (-o)",
    "错误：{0}：不是参数扫描的文件夹；请给出 talentflow sweep 所写的文件夹（-o）"};
inline constexpr Message<2> kNoFile{
    "error: {0}: {1} is not there, so the sweep is not finished; run talentflow sweep once more with the same folder, "
    "it "
    "goes on where it stopped",
    "错误：{0}：缺少 {1}，参数扫描尚未完成；请用同一文件夹再次运行 talentflow sweep，它会从中断处继续"};
inline constexpr Message<2> kNoColumn{
    "{0}: error: the column '{1}' is missing; let talentflow sweep write the file again",
    "{0}：错误：缺少列“{1}”；请让 talentflow sweep 重新写出该文件"};
inline constexpr Message<2> kNoSuchRun{
    "{0}: error: run {1} is not in design.csv; the two files are of different sweeps: let talentflow sweep write them "
    "again",
    "{0}：错误：design.csv 中没有运行 {1}；两个文件来自不同的扫描：请让 talentflow sweep 重新写出"};
inline constexpr Message<4> kOtherRun{
    "{0}: error: {1} is {2} here and {3} in design.csv; the two files are of different sweeps: let talentflow sweep "
    "write "
    "them again",
    "{0}：错误：{1} 在此为 {2}，而在 design.csv 中为 {3}；两个文件来自不同的扫描：请让 talentflow sweep 重新写出"};
inline constexpr Message<2> kRunTwice{
    "{0}: error: run {1} stands there twice for one output; leave one of the two rows",
    "{0}：错误：同一输出中运行 {1} 出现两次；请只留一行"};
inline constexpr Message<5> kUnfinished{
    "error: {0}: the sweep is not finished: of {1} runs {2} are missing for the output {3}, the first is run {4}; run "
    "talentflow sweep once more with the same folder, it goes on where it stopped",
    "错误：{0}：参数扫描尚未完成：输出 {3} 在 {1} 次运行中缺少 {2} 次，首个为运行 {4}；请用同一文件夹再次运行 "
    "talentflow "
    "sweep，它会从中断处继续"};
inline constexpr Message<1> kNoOutputs{
    "error: {0}: index.csv holds no output; ask for some in the sweep file (outputs:)",
    "错误：{0}：index.csv 中没有任何输出；请在扫描文件中写明（outputs:）"};

}  // namespace talentflow::experiments::messages
