// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/dataset.hpp"

namespace talentflow::models {

/// What a result holds of one member up to a time: of every variable over time, the rows of the member so far.
struct Recorded {
    struct Axis {
        std::string name;
        std::size_t size = 0;
        std::vector<std::string> ids;  // of its places, or empty: then places are told apart by their number

        template <class Archive>
        void visit(Archive& archive) {
            archive("name", name);
            archive("size", size);
            archive("ids", ids);
        }
    };
    struct Part {
        std::string variable;
        std::vector<std::size_t> axes;     // of a row, slowest first
        std::vector<std::int64_t> counts;  // [time][row], or
        std::vector<double> numbers;       // the same

        template <class Archive>
        void visit(Archive& archive) {
            archive("variable", variable);
            archive("axes", axes);
            archive("counts", counts);
            archive("numbers", numbers);
        }
    };

    std::size_t n_times = 0;
    std::vector<Axis> axes;
    std::vector<Part> parts;
    std::int64_t agents_at_start = 0;  // at time 0, once that is over
    std::int64_t agent_months = 0;     // living agents at the start of each month so far, burn-in included

    template <class Archive>
    void visit(Archive& archive) {
        archive("n_times", n_times);
        archive("axes", axes);
        archive("parts", parts);
        archive("agents_at_start", agents_at_start);
        archive("agent_months", agent_months);
    }
};

/// The first `n_times` times of a member. Variables that are not over (member, time, ...) are written at the end of a
/// run and are not in it.
[[nodiscard]] Recorded recorded(const sim::Dataset& data, std::size_t member, std::size_t n_times);

/// Puts them into the rows of `member`, place by place as ids say: of axes that have grown since (levers, funds),
/// places that were not there keep what stands in `data`. Errors: StateError where a variable or place of `past` is not
/// in `data`.
void restore(sim::Dataset& data, std::size_t member, const Recorded& past);

}  // namespace talentflow::models
