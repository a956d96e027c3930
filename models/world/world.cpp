// SPDX-License-Identifier: Apache-2.0
#include "models/world/world.hpp"

namespace talentflow::models {

const std::vector<ModuleSpec>& module_specs() {
    using M = Modules;
    static const std::vector<ModuleSpec> specs{
        {"demography", &M::demography, false, "ageing, death, retirement, graduates, arrivals"},
        {"separation", &M::separation, false, "loss of posts"},
        {"posts", &M::posts, true, "positions; fixed: their number does not change"},
        {"awareness", &M::awareness, true, "which places a person knows; fixed: as at the start; none: all"},
        {"consideration", &M::consideration, false, "who thinks of moving"},
        {"choice", &M::choice, false, "stay or destination, nested logit"},
        {"clearing", &M::clearing, false, "posts limit moves and hires; none: moves need no post, nobody is hired"},
        {"claims", &M::claims, false, "take-up, desks, funds, payments, clawback"},
        {"capability", &M::capability, false, "rise of tier, accreditation, recognition"},
        {"wages", &M::wages, true, "wages follow the people of a place and of a kind; fixed, none: as at the start"},
        {"housing", &M::housing, true, "house prices follow people and incomes; fixed, none: as at the start"},
        {"ties", &M::ties, true, "acquaintances; fixed: as at the start; none: no one"},
        {"commuting", &M::commuting, false,
         "people without a post look for one within a day's journey too; none: only where they live"},
        {"firms", &M::firms, false, "posts that policy creates: deals, projects, parks and their failures"},
        {"secondment", &M::secondment, false, "people sent to another place for a time"},
    };
    return specs;
}

bool Overrides::any() const {
    return !initial_agents.empty() || !transition.empty() || consider_probability || !utility.empty() ||
           !known_probability.empty() || separation_probability || finding_probability || !entries_per_month.empty() ||
           exit_probability || !tier_upgrade_probability.empty() || !posts.empty() || contact_probability ||
           applications_max || awareness_on_probability || awareness_off_probability || take_up_probability ||
           accreditation_probability || peer_weight || !reference_scale.empty();
}

}  // namespace talentflow::models
