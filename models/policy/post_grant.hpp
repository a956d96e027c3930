// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "models/world/index.hpp"
#include "sim/id.hpp"

namespace talentflow::models {

/// A claim that was granted and brings posts with it: claims make them, ventures build the posts (methods 3.17).
struct PostGrant {
    std::size_t programme = 0;  // index in ProgrammeList::claims
    sim::PersonId holder;
    RegionIndex region;  // of the holder
    FieldIndex field;

    template <class Archive>
    void visit(Archive& archive) {
        archive("programme", programme);
        archive("holder", holder);
        archive("region", region);
        archive("field", field);
    }
};

}  // namespace talentflow::models
