// SPDX-License-Identifier: Apache-2.0
#include "models/run/result/variables.hpp"

#include <algorithm>
#include <type_traits>

namespace talentflow::models {

// Rows point into the values of a variable; they stay where they are when a data set of more variables moves it.
static_assert(std::is_nothrow_move_constructible_v<sim::Variable>);

Variables::Variables(const World& world, sim::Dataset& data)
    : world_{&world}, data_{&data}, n_times_{static_cast<std::size_t>(world.months) + 1} {}

template <class T>
Rows<T> Variables::declare(Description what, std::vector<std::string> axes, const char* cell_methods) {
    std::size_t n_rows = 1;
    for (const auto& axis : axes) n_rows *= data_->dimension(axis).size();
    sim::Variable v;
    v.name = std::move(what.name);
    v.dims = std::move(axes);
    v.dims.insert(v.dims.end(), what.axes.begin(), what.axes.end());
    v.long_name = std::move(what.long_name);
    v.long_name_zh = std::move(what.long_name_zh);
    v.units = std::move(what.units);
    v.definition = std::move(what.definition);
    v.cell_methods = cell_methods;
    v.missing = what.missing;
    auto& values = std::get<std::vector<T>>(data_->add_variable<T>(std::move(v)).data);
    return {values.data(), values.size() / n_rows};
}

template <class T>
Rows<T> Variables::add_state(Description what, Fill<T> fill) {
    const auto rows = declare<T>(std::move(what), {"member", "time"}, "time: point");
    at_every_time_.push_back([rows, fill = std::move(fill)](const Moment& m) { fill(m, rows[m.row]); });
    return rows;
}

template <class T>
Rows<T> Variables::add_flow(Description what, Fill<T> fill) {
    const auto rows = declare<T>(std::move(what), {"member", "time"}, "time: sum");
    at_every_time_.push_back([rows, fill = std::move(fill)](const Moment& m) {
        const auto out = rows[m.row];
        if (m.time == 0) {
            std::fill(out.begin(), out.end(), T{0});
        } else {
            fill(m, out);
        }
    });
    return rows;
}

Rows<std::int64_t> Variables::at_instant(Description what, Fill<std::int64_t> fill) {
    return add_state(std::move(what), std::move(fill));
}
Rows<double> Variables::at_instant(Description what, Fill<double> fill) {
    return add_state(std::move(what), std::move(fill));
}
Rows<std::int64_t> Variables::in_month(Description what, Fill<std::int64_t> fill) {
    return add_flow(std::move(what), std::move(fill));
}
Rows<double> Variables::in_month(Description what, Fill<double> fill) {
    return add_flow(std::move(what), std::move(fill));
}

Rows<std::int64_t> Variables::at_end(Description what, Fill<std::int64_t> fill) {
    const auto rows = declare<std::int64_t>(std::move(what), {"member"}, "");
    at_the_last_.push_back([rows, fill = std::move(fill)](const Moment& m) { fill(m, rows[m.member]); });
    return rows;
}

bool Variables::has_lever(const std::string& kind) const {
    const auto& levers = world_->levers;
    return std::any_of(levers.begin(), levers.end(), [&](const auto& lever) { return lever.kind == kind; });
}

void Variables::fill(std::size_t member, std::size_t t, const TalentModel& model) const {
    const Moment m{model, member, t, member * n_times_ + t};
    for (const auto& fill : at_every_time_) fill(m);
    if (t + 1 < n_times_) return;
    for (const auto& fill : at_the_last_) fill(m);
}

}  // namespace talentflow::models
