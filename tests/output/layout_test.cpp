// SPDX-License-Identifier: Apache-2.0
#include "output/layout.hpp"

#include <functional>
#include <numeric>

#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using talentflow::output::chunk_shape;
using Extent = std::vector<std::size_t>;

namespace {

const std::vector<std::string> kStock{"member", "time", "region", "tier", "field"};

std::size_t bytes(const Extent& chunk) {
    return std::accumulate(chunk.begin(), chunk.end(), std::size_t{4}, std::multiplies<>{});
}

}  // namespace

TEST_CASE("layout: small variables are stored whole", "[output][layout]") {
    CHECK(chunk_shape({}, {}, 8).empty());
    CHECK(chunk_shape({"member", "time"}, {20, 61}, 8).empty());
    CHECK(chunk_shape({"region"}, {16384}, 4) == Extent{16384});
}

TEST_CASE("layout: one member and many months a chunk, all categories", "[output][layout]") {
    CHECK(chunk_shape(kStock, {10, 121, 41, 3, 6}, 4) == Extent{1, 61, 41, 3, 6});
    CHECK(chunk_shape({"member", "time", "origin", "destination", "tier"}, {10, 121, 41, 41, 3}, 4) ==
          Extent{1, 41, 41, 41, 3});
}

TEST_CASE("layout: more members where a member is small, fewer regions where a month is large", "[output][layout]") {
    CHECK(chunk_shape(kStock, {100, 61, 5, 4, 2}, 4) == Extent{7, 61, 5, 4, 2});
    CHECK(chunk_shape({"member", "time", "origin", "destination", "tier"}, {2, 61, 300, 300, 4}, 4) ==
          Extent{1, 11, 75, 75, 4});
}

TEST_CASE("layout: chunks keep within 1 MiB and, where there is enough, above 32 KiB", "[output][layout]") {
    for (std::size_t members : {1U, 2U, 20U, 1000U}) {
        for (std::size_t times : {1U, 13U, 61U, 121U, 1201U}) {
            for (std::size_t regions : {1U, 5U, 41U, 300U, 3000U}) {
                const Extent extent{members, times, regions, 4, 6};
                const auto chunk = chunk_shape(kStock, extent, 4);
                if (chunk.empty()) {
                    CHECK(bytes(extent) < 65536);
                    continue;
                }
                CAPTURE(members, times, regions, chunk);
                CHECK(bytes(chunk) <= 1048576);
                CHECK(bytes(chunk) >= 32768);
                for (std::size_t d = 0; d < chunk.size(); ++d) CHECK((chunk[d] >= 1 && chunk[d] <= extent[d]));
            }
        }
    }
}

TEST_CASE("layout: the bounds of a time are the month that ended then", "[output][layout]") {
    CHECK(talentflow::output::time_bounds(talentflow::tests::sample({1, 3})) ==
          std::vector<double>{-31, 0, 0, 31, 31, 59, 59, 90});
}
