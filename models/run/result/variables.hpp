// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "models/month/talent_model.hpp"
#include "sim/dataset.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// One row of a variable: its cells at one time of one member, in the order of its axes.
using Counts = std::span<std::int64_t>;
using Numbers = std::span<double>;

/// What is written down: a member at a time.
struct Moment {
    const TalentModel& model;
    std::size_t member;
    std::size_t time;  // 0: after burn-in
    std::size_t row;   // of (member, time), in variables over time

    [[nodiscard]] const CompiledWorld& world() const noexcept { return model.world(); }
    /// The month that begins at this time.
    [[nodiscard]] sim::Month month() const noexcept { return world().start + static_cast<int>(time); }
    /// How many persons so many agents stand for.
    [[nodiscard]] std::int64_t persons(std::int64_t agents) const noexcept {
        return agents * static_cast<std::int64_t>(world().persons_per_agent);
    }
};

/// Counts one row of a variable at a moment. It writes every cell: NaN where a number does not exist.
template <class T>
using Fill = std::function<void(const Moment& m, std::span<T> out)>;

/// What the result says of a variable (sim::Variable); axes are those behind member and time.
struct Description {
    std::string name;
    std::vector<std::string> axes;
    std::string long_name;
    std::string long_name_zh;
    std::string units;
    std::string definition;                 // one sentence that names the denominator
    std::optional<std::int64_t> missing{};  // stands where a count does not exist
};

/// All rows of a variable, for one that is made from it.
template <class T>
class Rows {
  public:
    Rows(T* first, std::size_t n_cells) : first_{first}, n_cells_{n_cells} {}

    [[nodiscard]] std::span<T> operator[](std::size_t row) const noexcept {
        return {first_ + row * n_cells_, n_cells_};
    }

  private:
    T* first_;
    std::size_t n_cells_;
};

/// The variables of a result: each is added with what the result says of it and with what fills it.
///
/// They stand in the result, and are filled, in the order in which they were added: one may be made from those before
/// it. `data` has the axes `member` and `time` and outlives this.
class Variables : private sim::NotCopyable {
  public:
    Variables(const World& world, sim::Dataset& data);

    /// A variable that tells the state at an instant.
    Rows<std::int64_t> at_instant(Description what, Fill<std::int64_t> fill);
    Rows<double> at_instant(Description what, Fill<double> fill);
    /// A variable that sums up the month that ended: 0 at time 0, filled at every later time.
    Rows<std::int64_t> in_month(Description what, Fill<std::int64_t> fill);
    Rows<double> in_month(Description what, Fill<double> fill);
    /// A variable without times, filled when the run ends.
    Rows<std::int64_t> at_end(Description what, Fill<std::int64_t> fill);

    /// Fills the rows of a member at time `t`.
    void fill(std::size_t member, std::size_t t, const TalentModel& model) const;

    [[nodiscard]] const World& world() const noexcept { return *world_; }
    [[nodiscard]] bool has_lever(const std::string& kind) const;
    /// For axes of one's own.
    [[nodiscard]] sim::Dataset& data() noexcept { return *data_; }

  private:
    template <class T>
    Rows<T> declare(Description what, std::vector<std::string> axes, const char* cell_methods);
    template <class T>
    Rows<T> add_state(Description what, Fill<T> fill);
    template <class T>
    Rows<T> add_flow(Description what, Fill<T> fill);

    const World* world_;
    sim::Dataset* data_;
    std::size_t n_times_;
    std::vector<std::function<void(const Moment&)>> at_every_time_, at_the_last_;
};

}  // namespace talentflow::models
