// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/calendar.hpp"

namespace talentflow::models {

/// Somebody in a programme for some months.
struct Participant {
    std::uint64_t person;
    std::uint32_t row;
    std::uint32_t programme;
    sim::Month first, last;  // months, both included

    template <class Archive>
    void visit(Archive& archive) {
        archive("person", person);
        archive("row", row);
        archive("programme", programme);
        archive("first", first);
        archive("last", last);
    }
};

}  // namespace talentflow::models
