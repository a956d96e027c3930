// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace talentflow::sim {

/// One side's wish: a pool and how that pool ranks the applicant.
struct Application {
    std::uint32_t pool = 0;
    std::int64_t score = 0;  // higher is better for the pool; ties go to the smaller uid
};

/// A market: applicants with ranked lists of pools, pools with capacities.
struct Market {
    std::span<const std::uint64_t> uids;        // [n_applicants]
    std::span<const std::uint32_t> first;       // [n_applicants + 1] into `applications`
    std::span<const Application> applications;  // best first within an applicant
    std::span<const std::int64_t> capacity;     // [n_pools]
};

inline constexpr std::uint32_t kUnmatched = 0xFFFFFFFFU;

/// Applicant-proposing deferred acceptance: for each applicant the index of the application that won, counted
/// from the applicant's first, or kUnmatched.
///
/// With strict orders the result is the unique applicant-optimal stable matching, so the order in which proposals
/// are processed does not matter (Gale and Shapley's algorithm). Cost O(applications x log capacity).
/// Errors: BugError if an application names a pool outside `capacity`.
[[nodiscard]] std::vector<std::uint32_t> deferred_acceptance(const Market& market);

}  // namespace talentflow::sim
