// SPDX-License-Identifier: Apache-2.0
#include "models/world.hpp"

namespace talentflow::models {

const std::vector<ModuleSpec>& module_specs() {
    using M = Modules;
    static const std::vector<ModuleSpec> specs{
        {"demography", &M::demography, true, false, "ageing, death, retirement, graduates, arrivals"},
        {"separation", &M::separation, true, false, "loss of posts"},
        {"posts", &M::posts, true, true, "positions; fixed: their number does not change"},
        {"awareness", &M::awareness, true, true,
         "which places a person knows; fixed: as at the start; none: all"},
        {"consideration", &M::consideration, true, false, "who thinks of moving"},
        {"choice", &M::choice, true, false, "stay or destination, nested logit"},
        {"clearing", &M::clearing, true, false,
         "posts limit moves and hires; none: moves need no post, nobody is hired"},
        {"claims", &M::claims, true, false, "take-up, desks, funds, payments, clawback"},
        {"capability", &M::capability, true, false, "rise of tier, accreditation, recognition"},
        {"wages", &M::wages, true, true, "wages follow the people of a place and of a kind; fixed, none: as at the start"},
        {"housing", &M::housing, true, true, "house prices follow people and incomes; fixed, none: as at the start"},
        {"ties", &M::ties, true, true, "acquaintances; fixed: as at the start; none: no one"},
        {"commuting", &M::commuting, true, false,
         "people without a post look for one within a day's journey too; none: only where they live"},
        {"firms", &M::firms, true, false, "posts that policy creates: deals, projects, parks and their failures"},
        {"secondment", &M::secondment, true, false, "people sent to another place for a time"},
    };
    return specs;
}

bool Overrides::any() const {
    return !initial_agents.empty() || !transition.empty() || consider_probability ||
           !utility.empty() || !known_probability.empty() || separation_probability ||
           finding_probability || !entries_per_month.empty() || exit_probability ||
           !tier_upgrade_probability.empty() || !posts.empty() || contact_probability ||
           applications_max || awareness_on_probability || awareness_off_probability ||
           take_up_probability || accreditation_probability || peer_weight ||
           !reference_scale.empty();
}

}  // namespace talentflow::models
