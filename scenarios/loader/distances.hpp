// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/world/world.hpp"
#include "scenarios/loader/bind.hpp"

namespace talentflow::scenarios {

/// Great circle between two seats on a sphere of 6371.0088 km (IUGG mean radius), in km.
///
///   d = 2 R asin sqrt(sin^2(dlat/2) + cos lat1 cos lat2 sin^2(dlon/2))
///
/// Rounded to metres, so that the last bit of a processor's sine never reaches a result.
[[nodiscard]] double great_circle_km(models::Seat a, models::Seat b);

/// Writes into the completed tree what `distances` leaves out: the km of a pair from the seats (100
/// km in a world that needs no census), the minutes from the km. Reports pairs that cannot be
/// known.
void fill_distances(Node& root, const SpecContext& context, Report& report);

/// The symmetric matrix from the filled list.
void bind_distances(Binding& binding);

}  // namespace talentflow::scenarios
