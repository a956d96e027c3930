// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

/// L06: mutual recognition of talent titles and credentials between two regions (分领域、分层级对等互认).
///
///   effective tier at r' = best of acc[r'] and the tier that the partner's level stands for, after tau_MR days;
///   c_cr and xi x (1 - m)
struct MutualRecognition final : Lever {
    std::vector<std::size_t> titles;
    std::string map = "same_level";
    TimePath credential_share{1.0};
    TimePath processing_days{5.0};
    TimePath desk_cost_per_case_cny{0.0};

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        const auto [a, b] = *instance.between;
        const double left = 1.0 - std::min(1.0, credential_share.at(now) * instance.dose);
        for (const FieldIndex f : every<FieldIndex>(world.n_fields())) {
            const auto& only = instance.eligible.fields;
            if (!only.empty() && std::find(only.begin(), only.end(), f) == only.end()) continue;
            policy.write(Entry::credential_gap, {.region = a, .other = b, .field = f}, left);
            policy.write(Entry::credential_gap, {.region = b, .other = a, .field = f}, left);
            recognise(world, instance, a, b, f, now, policy);
            recognise(world, instance, b, a, f, now, policy);
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        programmes.add(
            RecognitionCost{index_of(world, instance), desk_cost_per_case_cny.at(first_month(world, instance))});
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        if (!instance.between) return {"no regions: write between: [a, b]"};
        for (const FileRegion region : {instance.between->first, instance.between->second}) {
            if (!titles.empty() && !title_of(world, region)) {
                found.push_back(fmt::format("titles: none is issued by {}", world.regions[region].id));
            }
        }
        for (const std::size_t t : titles) {
            if (world.titles[t].issuer != instance.between->first &&
                world.titles[t].issuer != instance.between->second) {
                found.push_back(fmt::format("title {} is issued by {}, which is not a partner", world.titles[t].id,
                                            world.regions[world.titles[t].issuer].id));
            }
        }
        need_fund_for(world, instance, desk_cost_per_case_cny.at(first_month(world, instance)), "one case", found);
        return found;
    }

  private:
    [[nodiscard]] std::optional<std::size_t> title_of(const World& world, FileRegion region) const {
        for (const std::size_t t : titles) {
            if (world.titles[t].issuer == region) return t;
        }
        return std::nullopt;
    }

    /// Level of the issuer's title for each tier, to the tier of the same level there.
    void recognise(const World& world, const LeverInstance& instance, FileRegion from, FileRegion to, FieldIndex field,
                   sim::Month now, PolicyField& policy) const {
        const auto& only = instance.eligible.tiers;
        const std::size_t lever = index_of(world, instance);
        const auto title_from = title_of(world, from), title_to = title_of(world, to);
        if (!title_from || !title_to) return;
        for (const auto& [level, tier] : world.titles[*title_from].levels) {
            if (!only.empty() && std::find(only.begin(), only.end(), tier) == only.end()) continue;
            for (const auto& there : world.titles[*title_to].levels) {
                if (there.first != level) continue;
                policy.recognise(lever, from, to, tier, there.second, field, processing_days.at(now));
            }
        }
    }
};

}  // namespace

LeverSpec mutual_recognition_lever() {
    using S = MutualRecognition;
    return lever_spec<S>("mutual_recognition")
        .named("mutual recognition of titles and credentials", "人才互认")
        .help(
            "Two regions take over each other's talent titles level by level and, in the fields covered, each "
            "other's credentials.")
        .equation("tier at r' = best of acc[r'] and the recognised level, after tau_MR; c_cr, xi x (1 - m)")
        .direction(
            "+ or 0, the evidence conflicts. + in licensed fields: an examination that holds in one state only "
            "goes with 36 % fewer moves between states (johnson2020). 0: a compact that recognises nurses' "
            "licences changed neither supply nor mobility (depasquale2016).")
        .figure("two titles taken over by field and by level, Tongnan Elite and Suizhou Elite", "003",
                "st_mutual_recognition_titles", "分领域、分层级对等互认")
        .methods(
            "credential gap x (1 - min(1, dose x m)) both ways in the fields covered; titles taken over level by level "
            "after tau_MR days, whatever the dose above 0, and a cost for each case (3.10).")
        .target("od_flow", Effect::more, {{"origin", "between"}, {"destination", "between"}}, 0.1)
        .full_at(1)
        .in_base_world("{between: [chengdu_rest, chongqing_rest]}")
        .geography({Geography::between})
        .paid()
        .needs_one_of({"choice", "clearing", "capability"})
        .reads({Eligible::tiers, Eligible::fields})
        .titles("titles", &S::titles, {.help = "the titles taken over, one issued by each partner"})
        .field("map", &S::map,
               {.help = "how levels correspond", .choices = {"same_level"}, .default_text = "same_level"})
        .field("credential_share", &S::credential_share,
               {.help = "m: part of the credential barrier that falls",
                .high = 1,
                .default_number = 1,
                .range_low = 0,
                .range_high = 1,
                .evidence = Evidence::published,
                .source = "johnson2020 finds the whole barrier, depasquale2016 none",
                .scaled_by_dose = true})
        .field("processing_days", &S::processing_days,
               {.unit = "day",
                .help = "tau_MR: days until a partner's title stands",
                .high = 3650,
                .default_number = 5,
                .range_low = 1,
                .range_high = 30,
                .source = "assumption"})
        .field("desk_cost_per_case_cny", &S::desk_cost_per_case_cny,
               {.unit = "CNY",
                .help = "cost at the desks of one title that this lever takes over",
                .high = 1e6,
                .least_plausible = 1});
}

}  // namespace talentflow::models
