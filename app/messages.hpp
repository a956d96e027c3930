// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/message.hpp"

/// What the command line says to people beside its tables (sim/message.hpp).
namespace talentflow::app::messages {

using sim::Message;

// Options.
inline constexpr Message<1> kEmptyValue{
    "error: {0}: the value is empty; write one (an unset variable of the shell leaves it empty), or leave the option "
    "out"};
inline constexpr Message<2> kShortWithEquals{
    "error: {0}=: a short option stands before its value without '='; write {0} {1}"};
inline constexpr Message<2> kLooksLikeOption{
    "error: {0}: the value '{1}' looks like an option; write the value (an unset variable of the shell leaves it out), "
    "or ./{1} for a file of that name"};
inline constexpr Message<1> kEmptyArgument{
    "error: {0}: the name is empty; write one (an unset variable of the shell leaves it empty)"};
inline constexpr Message<1> kNoPathAndValue{"error: --set: '{0}' has no path and value; write --set random.seed=7"};

// Size.
inline constexpr Message<3> kNeedsMemory{"needs about {0} of memory for {1} agents, and this process may use {2}"};
inline constexpr Message<0> kNeedLess{
    "let an agent stand for more persons (--set population.persons_per_agent=10), or ask for fewer agents or "
    "replicates"};
inline constexpr Message<0> kLowerCounts{"lower the counts of overrides.initial_agents, or ask for fewer replicates"};
inline constexpr Message<3> kTooLarge{"error: {0} {1}; {2}"};
inline constexpr Message<2> kNoInstructionSet{
    "TALENTFLOW_ISA: '{0}' is unknown or this processor lacks it; it has {1}"};

// Saved states.
inline constexpr Message<0> kNoScenario{
    "error: run: a scenario is missing; for example: talentflow run scenarios/lessons/two_regions.yaml, or --from "
    "F.state",
    "错误：run：缺少情景文件；例如 talentflow run scenarios/lessons/two_regions.yaml，或 --from F.state"};
inline constexpr Message<2> kFromAndScenario{
    "error: run: --from {1} goes on with the scenario that is in it, so '{0}' is one too many; another scenario from "
    "that "
    "state: talentflow branch {1} {0}",
    "错误：run：--from {1} 按其中所存情景继续，因此“{0}”是多余的；从该状态运行另一情景：talentflow branch {1} {0}"};
inline constexpr Message<1> kFromAndChanges{
    "error: run: --from {0} goes on as it began, so nothing can be changed by --set, --seed, --months, --replicates or "
    "--quick; other policies from that state: talentflow branch {0} SCENARIO",
    "错误：run：--from {0} 按原样继续，不能再用 --set、--seed、--months、--replicates 或 --quick "
    "改动；从该状态试行其他政策：talentflow "
    "branch {0} SCENARIO"};
inline constexpr Message<1> kNoStateMonth{
    "error: --state-at: '{0}' is no month; write YYYY-MM, several as YYYY-MM,YYYY-MM",
    "错误：--state-at：“{0}”不是月份；写作 YYYY-MM，多个写作 YYYY-MM,YYYY-MM"};
inline constexpr Message<3> kStateMonthOutside{
    "error: --state-at: this run does not simulate {0}; a state is that of the end of a month from {1} to {2}",
    "错误：--state-at：本次运行不模拟 {0}；状态取月末，可取 {1} 至 {2}"};
inline constexpr Message<2> kTooManyStates{"error: --state-at: {0} months; at most {1} states are kept of one run",
                                           "错误：--state-at：共 {0} 个月；一次运行最多保存 {1} 个状态"};
inline constexpr Message<1> kStateWritten{"state: {0}", "状态文件：{0}"};
inline constexpr Message<1> kStateStands{"; the saved state {0} stands", "；已保存的状态 {0} 有效"};
inline constexpr Message<3> kStateTooLarge{
    "error: {0}: holds {1}, and this process may use {2} of memory; go on with it on a larger machine",
    "错误：{0}：内容 {1}，而本进程可用内存为 {2}；请在更大的机器上继续"};
inline constexpr Message<1> kStateOfOther{
    "error: {0}: its people are not those of the scenario that is in it; it was changed after it was saved: use "
    "another "
    "copy, or run the scenario again with --state-at",
    "错误：{0}：其中的人群与其所载情景不符，保存后被改动；请换一份副本，或用 --state-at 重新运行该情景"};
/// {0}: scenario, {1}: path, {2}: its value, {3}: the state's, {4}: the state, {5}: month.
inline constexpr Message<6> kOtherPast{
    "error: {0}: {1} is {2}, in the run that {4} is of it is {3}, and that had a say by the end of {5}; a branch may "
    "differ "
    "in what begins later: state the same value here, or save a state of this scenario (run --state-at)",
    "错误：{0}：{1} 为 {2}，而 {4} 所属的运行中为 {3}，且在 {5} "
    "月末之前已起作用；分支只能在此后开始的内容上不同：请在此写同一数值，或对本情景"
    "另存状态（run --state-at）"};
inline constexpr Message<0> kOneOutput{
    "error: branch: -o names one result, and there are several scenarios; leave it out (each goes to results/NAME.h5), "
    "or "
    "give one scenario",
    "错误：branch：-o 只指一个结果，而情景有多个；请省略 -o（各写入 results/NAME.h5），或只给一个情景"};
inline constexpr Message<2> kSameResult{
    "error: branch: {0} and {1} would be written under one name; give them different names (name: in the scenario)",
    "错误：branch：{0} 与 {1} 会写到同一文件；请在情景中用 name: 起不同的名字"};
inline constexpr Message<1> kBranching{"branch: {0}", "分支：{0}"};
inline constexpr Message<2> kOtherFuture{
    "branch: another future, luck {0}: after {1} other things happen than in the trunk, the same in every branch of "
    "this luck; compare these with each other, never with results of other luck",
    "分支：另一个未来（随机序列 {0}）：{1} "
    "之后发生的事与主干不同，同一序列的各分支彼此相同；只能彼此比较，不能与其他序列的结果比较"};
inline constexpr Message<1> kNoRun{
    "error: {0}: is no result of a run (it holds no scenario); rerun takes a file that run or branch wrote",
    "错误：{0}：不是一次运行的结果（其中没有情景）；rerun 只接受 run 或 branch 写出的文件"};
inline constexpr Message<2> kRerunSame{"{0}: the same numbers again (data_sha256 {1})",
                                       "{0}：重新计算所得数值相同（data_sha256 {1}）"};
inline constexpr Message<2> kRerunOther{
    "{0}: the numbers are others than those in the file; the first is in the variable {1}",
    "{0}：重新计算所得数值与文件不同；首个不同在变量 {1}"};
inline constexpr Message<2> kOtherProgram{
    "note: the file is of talentflow {0}, this is {1}; another program may give other numbers",
    "注意：该文件由 talentflow {0} 写出，本程序为 {1}；不同版本的数值可能不同"};

// Calibration.
inline constexpr Message<1> kNoTargets{
    "error: calibrate: {0} has no target to fit: no region says net_migration_target_per_year; write one for each "
    "region "
    "whose net migration is known"};
inline constexpr Message<1> kNoChoice{
    "error: calibrate: in {0} nobody weighs places (the modules consideration and choice must be active, without "
    "overrides "
    "of either), so no constant changes who moves"};
inline constexpr Message<2> kNotConverged{
    "error: calibrate: after {0} rounds the targets are not met; nothing was written (--keep writes the constants all "
    "the "
    "same, and says so in them); more --rounds may help\n{1}"};
inline constexpr Message<3> kKeptUnconverged{
    "error: calibrate: after {0} rounds the targets are not met; {1} was written because of --keep, and says so\n{2}"};

// Designs and indices.
inline constexpr Message<2> kFactor{"error: design: --factor '{0}': {1}", "错误：design：--factor “{0}”：{1}"};
inline constexpr Message<1> kFactorForm{"a path and its values are wanted, as {0}", "应写路径及其取值，如 {0}"};
inline constexpr Message<2> kFactorNumber{"'{0}' {1}", "“{0}” {1}"};
inline constexpr Message<1> kFactorWord{"'{0}' is not known here; a range may end with :log or :whole",
                                        "此处不识别“{0}”；范围末尾可写 :log 或 :whole"};
inline constexpr Message<0> kRangeInGrid{"a grid takes levels, not a range; write PATH=1,2,3",
                                         "网格设计需要逐个取值而非范围；请写 PATH=1,2,3"};
inline constexpr Message<0> kLevelsInRange{
    "levels are for --kind grid; write a range, PATH=LOW:HIGH, with a point in decimals",
    "逐个取值仅用于 --kind grid；请写范围 PATH=LOW:HIGH，小数用点"};
inline constexpr Message<2> kDesignWritten{"{0}: {1} runs", "{0}：{1} 次运行"};
inline constexpr Message<0> kMarkdownAndJson{
    "error: sensitivity: --markdown and --json exclude each other; leave one out",
    "错误：sensitivity：--markdown 与 --json 只能选一个"};

inline constexpr Message<0> kSobolLegend{
    "First order: share of the variance that would go if the factor were known; total order: share that would "
    "stay if all others were known. Luck is a factor like the others. An index below 0 is 0 within its error. The "
    "last columns are of the first quarter and half of the base points. ",
    "一阶指数：若已知该因子，方差可消去的份额；总效应指数：若已知其余全部因子，仍剩下的份额。随机误差也作为一个因"
    "子。小于 0 的指数在误差范围内即为 0。末两列仅用前四分之一和前一半基点。"};
inline constexpr Message<0> kMorrisLegend{
    "Effects of a factor over its whole range, in units of the output, with the same luck at all points: mu* is "
    "the mean of their sizes, mu their mean, sigma their spread (where it is large, other factors matter for "
    "them, or the answer is curved). The last columns are of the first quarter and half of the trajectories. ",
    "因子在其整个范围内的效应，单位同输出，各点随机数相同：mu* 为效应绝对值的均值，mu 为均值，sigma 为离散程度（"
    "较大时表示与其他因子有交互，或响应为非线性）。末两列仅用前四分之一和前一半轨迹。"};
inline constexpr Message<0> kRankLegend{
    "Coefficients of a regression of ranks, with the same luck at all points: 1 or -1 if the factor alone decides "
    "the order of the outputs. ",
    "秩回归系数，各点随机数相同：若仅由该因子决定输出的次序，则为 1 或 -1。"};
inline constexpr Message<0> kIntervalLegend{
    "In brackets 95 % bootstrap intervals. Factors of one group are not told apart: a chain of overlapping "
    "intervals joins them. The ranges are assumptions, and so is what follows from them.",
    "方括号内为 95% 自助法区间。同组因子无法区分：其区间相互重叠，或由重叠的区间相连。范围本身是假设，由此得出的"
    "结论也是。"};
// Sweeps.
inline constexpr Message<1> kNoShard{
    "error: --shard: '{0}' is no part; write the number of the part and of all parts, from 1: --shard 2/3",
    "错误：--shard：“{0}”不是分片；请写作 第几片/总片数（从 1 起）：--shard 2/3"};
inline constexpr Message<1> kNoPercent{"error: --audit: '{0}' is no percentage above 0 and up to 100; write --audit 1%",
                                       "错误：--audit：“{0}”不是大于 0、不超过 100 的百分数；请写作 --audit 1%"};
inline constexpr Message<0> kKeepRefit{
    "error: --keep: with constants: refit a whole result could not say by itself how it was made; leave one of them "
    "out",
    "错误：--keep：在 constants: refit 下，完整结果无法自行说明其来历；请省去其一"};
inline constexpr Message<3> kSweepInterrupted{
    "interrupted; {0} of {1} runs are there and nothing is lost; go on with: {2}",
    "已中断；{1} 次运行中 {0} 次已完成，均已保存；继续：{2}"};
inline constexpr Message<3> kShardDone{"part {0}: {1} runs are there; when all parts are done: talentflow merge {2}",
                                       "分片 {0}：{1} 次运行已完成；全部分片完成后：talentflow merge {2}"};
inline constexpr Message<2> kShardEmpty{"part {0}: no run is in it: the sweep has {1}",
                                        "分片 {0}：其中没有运行，整个扫描只有 {1} 次"};
inline constexpr Message<3> kMissingRuns{
    "{0} of {1} runs are missing (run {2}): the tables hold the others; do them with talentflow sweep, then merge "
    "again",
    "{1} 次运行中缺 {0} 次（运行 {2}）：表中为其余各次；请用 talentflow sweep 补跑后再合并"};
inline constexpr Message<3> kFailedRuns{
    "{0} of {1} runs failed: {2} says why and how to repeat each (--retry-failed does them again)",
    "{1} 次运行中 {0} 次失败：原因和重现命令见 {2}（--retry-failed 可重跑）"};
inline constexpr Message<1> kAuditDiffers{
    "error: audit: run {0} gave other bytes the second time; its row, or this machine, cannot be trusted",
    "错误：核查：运行 {0} 第二次所得字节不同；该行结果或本机不可信"};
inline constexpr Message<2> kAuditing{"audit: {0} of {1} runs done again", "核查：已重跑 {0}/{1} 次"};
inline constexpr Message<2> kRunsOf{"{0} of {1} runs", "已完成 {0}/{1} 次运行"};
inline constexpr Message<1> kRunsFailed{", {0} failed", "，失败 {0} 次"};
inline constexpr Message<1> kRunsPerSecond{", {0} runs/s", "，{0} 次/秒"};
inline constexpr Message<1> kTimeLeft{", {0} left", "，剩余 {0}"};
inline constexpr Message<0> kConstantsKept{
    "Constants kept: a parameter here is one that the constants of the base world were found with, so that points away "
    "from the base miss the migration that those reproduce (constants: refit finds them anew for every point).",
    "常数保持不变：此处所变参数之一参与了基准世界常数的校准，偏离基准的设计点不再重现校准所依据的迁移（constants: "
    "refit "
    "可对每个设计点重新校准）。"};
inline constexpr Message<0> kConstantsRefitted{
    "Constants refitted: for every point they were found anew at small scale, so that it reproduces the targets of the "
    "base world without levers as far as its size allows; index.csv says where it does not.",
    "常数已重新校准：每个设计点均以小规模重新求解常数，使其在无政策时尽量重现基准世界的目标；未达到之处见 index.csv。"};

// Warnings.
inline constexpr Message<1> kOneWarning{"{0} warning", "{0} 条警告"};
inline constexpr Message<1> kWarnings{"{0} warnings", "{0} 条警告"};
inline constexpr Message<2> kOkWith{"{0}: ok ({1})", "{0}：通过（{1}）"};
inline constexpr Message<4> kFundUsedUp{
    "the fund is used up in the first month in which it pays, {0}: of {1} CNY {2} CNY are left, and {3} claims wait or "
    "have lapsed",
    ""};
inline constexpr Message<0> kFundMore{"appropriate more, pay less or let fewer people claim", ""};
inline constexpr Message<1> kNoStream{"error: {0}: '-' stands for a scenario on the standard input only; name a file",
                                      ""};

}  // namespace talentflow::app::messages
