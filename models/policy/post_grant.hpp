// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/id.hpp"

namespace talentflow::models {

/// A claim that was granted and brings posts with it: claims make them, ventures build the posts (methods 3.17).
struct PostGrant {
    std::size_t programme = 0;  // index in ProgrammeList::claims
    sim::PersonId holder;
    std::uint8_t region = 0, field = 0;  // of the holder; inner region

    template <class Archive>
    void visit(Archive& archive) {
        archive("programme", programme);
        archive("holder", holder);
        archive("region", region);
        archive("field", field);
    }
};

}  // namespace talentflow::models
