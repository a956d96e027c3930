// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/dataset.hpp"

namespace talentflow::experiments {

/// Which instants of the `time` axis a sum takes. Flows are 0 at the first instant, so `all` is
/// "over the whole run".
enum class Times { first, last, all };

/// Instants [from, to) of the `time` axis, cut to its length. {1, t + 1} is "the first t months" of
/// a flow, {t, t + 1} a state.
struct TimeSpan {
    std::size_t from = 0;
    std::size_t to = 0;
};

/// Sums of one variable over every axis that is not kept.
///
/// Shapes: `values` is row-major over the kept axes, in the order asked for; `sizes` are their
///         lengths. An axis the variable lacks has length 1.
struct Reduced {
    std::vector<std::size_t> sizes;
    std::vector<double> values;

    [[nodiscard]] double at(const std::vector<std::size_t>& index) const;
};

/// Errors: BugError if the dataset has no variable `name`.
[[nodiscard]] Reduced sum_over_others(const sim::Dataset& data, const std::string& name,
                                      const std::vector<std::string>& kept, TimeSpan span);
[[nodiscard]] Reduced sum_over_others(const sim::Dataset& data, const std::string& name,
                                      const std::vector<std::string>& kept, Times times);

/// Position of a label on an axis; npos if the axis or the label is missing.
[[nodiscard]] std::size_t label_index(const sim::Dataset& data, const std::string& dimension, const std::string& id);

/// Labels of an axis; none if the axis is missing.
[[nodiscard]] std::vector<sim::Label> labels_of(const sim::Dataset& data, const std::string& dimension);

/// Length of an axis; `otherwise` if it is missing.
[[nodiscard]] std::size_t size_of(const sim::Dataset& data, const std::string& dimension, std::size_t otherwise);

}  // namespace talentflow::experiments
