// SPDX-License-Identifier: Apache-2.0
#include "models/lever.hpp"

namespace talentflow::models {

const std::vector<std::string>& registered_lever_kinds() {
    // In the order of the register, L01 to L27.
    static const std::vector<std::string> kinds{
        "settling_award",     "team_grant",         "housing_support",    "research_funding",
        "green_card",         "mutual_recognition", "joint_job_fair",     "secondment",
        "training",           "referral_bonus",     "innovation_voucher", "hiring_voucher",
        "talent_fund",        "workstation",        "one_stop_service",   "shared_instruments",
        "enclave_park",       "dual_employment",    "talent_information", "family_services",
        "publicity",          "community_integration", "public_amenity",  "transport_link",
        "industry_project",   "care_and_career",    "joint_governance"};
    return kinds;
}

}  // namespace talentflow::models
