// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/message.hpp"

/// What is wrong with a design or its file (sim/message.hpp).
namespace talentflow::experiments::messages {

using sim::Message;

// Designs.
inline constexpr Message<0> kNoFactors{
    "there is nothing to vary; name at least one value of the scenario and its range",
    "没有可变动的参数；请至少给出情景中的一个数值及其范围"};
inline constexpr Message<1> kTooManyFactors{
    "{0} factors, and a Sobol design can vary 1833; fix some of them, or screen them first (morris)",
    "共 {0} 个因子，而 Sobol 设计至多 1833 个；请固定其中一些，或先用 morris 筛选"};
inline constexpr Message<0> kNoPath{"the path is empty; write that of a value, as for --set",
                                    "路径为空；请写出数值的路径，同 --set"};
inline constexpr Message<0> kReservedPath{
    "is a word of the design itself (run, base, role, luck, start); write the path of a value of the scenario",
    "是设计自身所用的词（run、base、role、luck、start）；请写情景中数值的路径"};
inline constexpr Message<0> kTwice{"is varied twice; name it once", "重复出现；请只写一次"};
inline constexpr Message<2> kNotFiniteRange{"the range [{0}, {1}] is not of finite numbers",
                                            "范围 [{0}, {1}] 含非有限数"};
inline constexpr Message<1> kEmptyRange{
    "the range is empty: [{0}, {0}]; widen it, or set the one value of the scenario (--set)",
    "范围为空：[{0}, {0}]；请放宽，或直接设定该值（--set）"};
inline constexpr Message<2> kReversedRange{"the range is reversed: [{0}, {1}]; write [{1}, {0}]",
                                           "范围颠倒：[{0}, {1}]；应写 [{1}, {0}]"};
inline constexpr Message<1> kLogRange{
    "scale log needs a range above 0, and this one begins at {0}; raise its low end, or write scale linear",
    "对数刻度要求范围大于 0，而下限为 {0}；请提高下限，或改用 linear"};
inline constexpr Message<1> kNotWhole{"takes whole numbers only, and {0} is none", "只取整数，而 {0} 不是整数"};
inline constexpr Message<0> kNoLevels{"a grid needs the levels of each factor: list them",
                                      "网格设计需列出每个因子的取值"};
inline constexpr Message<1> kLevelTwice{"the level {0} stands there twice; list it once", "取值 {0} 重复；请只写一次"};
inline constexpr Message<1> kNotFiniteLevel{"the level {0} is no finite number", "取值 {0} 不是有限数"};
inline constexpr Message<0> kLevelsOfGrid{"levels are for a grid; write a range, or ask for a grid",
                                          "取值列表仅用于网格设计；请写范围，或改用 grid"};
inline constexpr Message<2> kTooFew{"n is {0}, and this design needs at least {1}", "n 为 {0}，该设计至少需要 {1}"};
inline constexpr Message<3> kNoPowerOfTwo{
    "n is {0}; a Sobol design is balanced only if its base points are a power of two: write {1} or {2}",
    "n 为 {0}；Sobol 设计的基点数须为 2 的幂才均衡：请写 {1} 或 {2}"};
inline constexpr Message<4> kTooLarge{
    "the design would have {0} rows of {1} factors, and one may hold {2} rows and {3} numbers; write a smaller n, "
    "fewer "
    "levels or fewer factors",
    "设计将有 {0} 行、{1} 个因子，而上限为 {2} 行、{3} 个数；请减小 n、取值数或因子数"};
inline constexpr Message<0> kNoPoints{"the list has no points", "列表中没有任何点"};
inline constexpr Message<2> kNotFiniteValue{"point {0}: {1} is no finite number", "第 {0} 点：{1} 不是有限数"};
inline constexpr Message<1> kOfDesign{"error: design: {0}", "错误：设计：{0}"};
inline constexpr Message<2> kOfFactor{"error: design: {0}: {1}", "错误：设计：{0}：{1}"};

// Its file. {0}: file, line and column.
inline constexpr Message<1> kOpenQuote{"{0}: error: the quote that begins here is not closed; put \" at its end",
                                       "{0}：错误：此处的引号没有闭合；请在末尾补 \""};
inline constexpr Message<1> kAfterQuote{
    "{0}: error: text follows the closing quote; put the whole cell in quotes, and double those within it",
    "{0}：错误：闭合引号之后还有文字；请把整个单元格放入引号，内部引号写两个"};
inline constexpr Message<1> kNoRows{
    "{0}: error: there is no row; the first line names the paths, the others are points",
    "{0}：错误：没有数据行；首行写路径，其余各行为点"};
inline constexpr Message<1> kNumbersForNames{
    "{0}: error: a number where a path should stand; the first line names the values that vary, as for --set",
    "{0}：错误：应为路径处是数字；首行写出变动数值的路径，同 --set"};
inline constexpr Message<2> kHeader{
    "{0}: error: '{1}' is a column of designs of this program, which begin with run,base,role,luck; keep those four, "
    "or "
    "leave only the columns of paths",
    "{0}：错误：“{1}”是本程序设计文件的列，其开头为 run,base,role,luck；请保留这四列，或只留路径各列"};
inline constexpr Message<3> kPathTwice{"{0}: error: the path '{1}' is named twice (column {2} too); leave one",
                                       "{0}：错误：路径“{1}”重复（另见第 {2} 列）；请只留一个"};
inline constexpr Message<1> kEmptyName{"{0}: error: a column has no name; write the path of its value",
                                       "{0}：错误：有一列没有名称；请写出数值的路径"};
inline constexpr Message<3> kCells{"{0}: error: {1} cells, and the first line has {2}",
                                   "{0}：错误：有 {1} 个单元格，而首行有 {2} 个"};
inline constexpr Message<2> kNoNumber{"{0}: error: '{1}' is no finite number", "{0}：错误：“{1}”不是有限数"};
inline constexpr Message<2> kNoCount{"{0}: error: '{1}' is no whole number from 0 up", "{0}：错误：“{1}”不是非负整数"};
inline constexpr Message<3> kOrder{
    "{0}: error: '{1}' stands where {2} belongs; rows keep the order in which the design wrote them: write it again "
    "(talentflow design)",
    "{0}：错误：此处应为 {2}，而不是“{1}”；各行须保持设计写出时的次序：请重新生成（talentflow design）"};
inline constexpr Message<1> kCutShort{
    "{0}: error: the design ends within a base point or trajectory; write it again (talentflow design)",
    "{0}：错误：设计在一个基点或轨迹中间结束；请重新生成（talentflow design）"};

}  // namespace talentflow::experiments::messages
