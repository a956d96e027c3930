// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever.hpp"

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

const std::vector<Eligible>& asked_of_a_person() {
    static const std::vector<Eligible> keys{Eligible::tiers,         Eligible::fields,        Eligible::titles,
                                            Eligible::age_max_years, Eligible::education_min, Eligible::newcomers};
    return keys;
}

}  // namespace talentflow::models
