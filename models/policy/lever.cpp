// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever.hpp"

#include <fmt/format.h>

namespace talentflow::models {

std::string word(Eligible key) {
    switch (key) {
        case Eligible::tiers:
            return "tiers";
        case Eligible::fields:
            return "fields";
        case Eligible::titles:
            return "titles";
        case Eligible::age_max_years:
            return "age_max_years";
        case Eligible::education_min:
            return "education_min";
        case Eligible::newcomers:
            return "newcomers";
        case Eligible::first_time:
            return "first_time";
    }
    return {};
}

std::string word(LeverLaw law) {
    switch (law) {
        case LeverLaw::zero_dose:
            return "zero_dose";
        case LeverLaw::order:
            return "order";
        case LeverLaw::geography:
            return "geography";
        case LeverLaw::target:
            return "target";
        case LeverLaw::cost:
            return "cost";
        case LeverLaw::least_payment:
            return "least_payment";
        case LeverLaw::far_places:
            return "far_places";
        case LeverLaw::base_world:
            return "base_world";
    }
    return {};
}

std::vector<LeverSpec> registered(std::vector<LeverSpec> kinds) {
    for (std::size_t i = 0; i < kinds.size(); ++i) kinds[i].register_id = fmt::format("L{:02}", i + 1);
    return kinds;
}

const std::vector<Eligible>& asked_of_a_person() {
    static const std::vector<Eligible> keys{Eligible::tiers,         Eligible::fields,        Eligible::titles,
                                            Eligible::age_max_years, Eligible::education_min, Eligible::newcomers};
    return keys;
}

}  // namespace talentflow::models
