// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace talentflow::experiments {

enum class Scale : std::uint8_t { linear, log };

/// One input that a design varies.
struct Factor {
    std::string path;  // of the scenario's value, as for --set
    double low = 0, high = 1;
    Scale scale = Scale::linear;
    bool whole = false;          // whole numbers only, each of low..high as often as another
    std::vector<double> levels;  // of a grid, in their order; empty in other designs

    friend bool operator==(const Factor&, const Factor&) = default;
};

enum class DesignKind : std::uint8_t { grid, list, latin_hypercube, sobol, morris };

/// The points at which a sweep runs a scenario, one a row, and what each is for.
///
/// Rows of a base point of `sobol`, D + 3 of them (Saltelli et al. 2010, with luck as one more factor): "A",
/// "AB:<path>" for each factor, "AB:luck", "B". AB:<path> is A with that factor of B, AB:luck is A with the luck of B;
/// A and AB:<path> have luck 2 j, B and AB:luck have 2 j + 1 (j: the base point). Rows of a trajectory k of `morris`, D
/// + 1 of them: "trajectory:<k>:start", then "trajectory:<k>:<path>", the row before it with that factor changed. All
/// others: "point".
struct Design {
    DesignKind kind = DesignKind::grid;
    std::uint64_t seed = 1;
    std::size_t n = 0;  // sobol: base points; morris: trajectories; else points
    std::vector<Factor> factors;
    std::vector<double> values;       // [row * n_factors + factor], in the unit of the scenario's value
    std::vector<std::uint32_t> luck;  // [row]: L with R replicates: members L R to L R + R - 1 of the scenario's seed
    std::vector<std::string> role;    // [row]
    std::vector<std::uint32_t> base;  // [row]: base point or trajectory; of other designs the row

    [[nodiscard]] std::size_t n_rows() const noexcept { return luck.size(); }

    friend bool operator==(const Design&, const Design&) = default;
};

/// Most rows and numbers (rows x factors) that a design may hold: with their texts under a gigabyte.
inline constexpr std::size_t kMostDesignRows = 2'000'000, kMostDesignValues = 10'000'000;

/// What is wrong with a design that is asked for; `factor` tells where, none: with the design as a whole.
struct DesignProblem {
    std::optional<std::size_t> factor;
    std::string message;  // without the factor's path: "the range is reversed (2 to 1); write [1, 2]"
};

/// Everything for which make_design would refuse; empty: nothing.
[[nodiscard]] std::vector<DesignProblem> design_problems(DesignKind kind, const std::vector<Factor>& factors,
                                                         std::size_t n);

/// The design of a kind over the ranges of its factors, a pure function of the arguments.
///
/// `n`: latin_hypercube: points; sobol: base points, a power of two; morris: trajectories; grid: not used (all
/// combinations of the levels, the last factor fastest). More base points or trajectories keep the first ones.
/// Errors: ScenarioError with every one of design_problems. BugError for `list`: see list_design.
/// Draws: Purpose::design of (seed, 0), person = factor or dimension.
/// Source: docs/methods.md, section on designs.
[[nodiscard]] Design make_design(DesignKind kind, std::vector<Factor> factors, std::size_t n, std::uint64_t seed);

/// The given points, [row * n_factors + factor].
/// Errors: ScenarioError for no points, a value that is not finite, or too many; BugError for a row that is not full.
[[nodiscard]] Design list_design(std::vector<Factor> factors, std::vector<double> values);

/// "grid", "list", "lhs", "sobol", "morris": as in a sweep file.
[[nodiscard]] std::string_view word(DesignKind kind);
/// None for another word.
[[nodiscard]] std::optional<DesignKind> design_kind(std::string_view word);

/// Header `run,base,role,luck,<paths>`, one line a row; numbers in the fewest digits that read back the same.
[[nodiscard]] std::string design_csv(const Design& design);

/// A design from its CSV, or from a foreign one that has columns named by paths and nothing else: then a list with luck
/// 0.
///
/// Kind, factors and base points are read from the roles; ranges are those of the values, the seed is not in it.
/// Errors: ScenarioError with `name`, line and column: another header, an empty or double name, a row too long or too
/// short, what is no finite number, roles in another order than make_design's.
[[nodiscard]] Design read_design_csv(std::string_view text, const std::string& name);

}  // namespace talentflow::experiments
