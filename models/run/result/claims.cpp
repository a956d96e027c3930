// SPDX-License-Identifier: Apache-2.0
// What people claim, how long it takes, who gets it.
#include "models/run/result/families.hpp"
#include "models/run/result/places.hpp"

namespace talentflow::models {

namespace {

/// Axis lever: one of the month's figures.
Fill<std::int64_t> claim_figure(std::int64_t ClaimFigures::*figure) {
    return [figure](const Moment& m, Counts out) {
        one_by_one(out, [&](std::size_t lever) { return m.persons(m.model.claims().figures()[lever].*figure); });
    };
}

}  // namespace

void add_processing_days(Variables& result) {
    if (result.world().modules.claims == ModuleState::none) return;
    result.at_instant(
        {.name = "processing_days",
         .axes = {"region"},
         .long_name = "days that a claim takes",
         .long_name_zh = "办理时限",
         .units = "day",
         .definition = "Days from filing to decision of a claim without a card: the region's days as the policies of "
                       "the month that ended change them + 30 x cases waiting at the instant / cases its desk decides "
                       "a month."},
        [](const Moment& m, Numbers out) {
            by_region(m, out, [&](RegionIndex r) { return m.model.claims().processing_days(r); });
        });
}

void add_claims(Variables& result) {
    if (result.world().levers.empty()) return;
    result.in_month({.name = "claims",
                     .axes = {"lever"},
                     .long_name = "claims filed",
                     .long_name_zh = "申领数",
                     .units = "1",
                     .definition = "Claims of the lever filed in the month that ended."},
                    claim_figure(&ClaimFigures::filed));
    result.in_month({.name = "claims_approved",
                     .axes = {"lever"},
                     .long_name = "claims approved",
                     .long_name_zh = "核准数",
                     .units = "1",
                     .definition = "Claims approved in the month that ended."},
                    claim_figure(&ClaimFigures::approved));
    result.in_month({.name = "claims_paid",
                     .axes = {"lever"},
                     .long_name = "claims first paid",
                     .long_name_zh = "兑付数",
                     .units = "1",
                     .definition = "Claims whose first payment (or card) was made in the month that ended."},
                    claim_figure(&ClaimFigures::paid));
    result.at_instant({.name = "claims_queue",
                       .axes = {"lever"},
                       .long_name = "claims waiting",
                       .long_name_zh = "排队数",
                       .units = "1",
                       .definition = "Claims filed and neither paid nor lapsed at the instant."},
                      [](const Moment& m, Counts out) {
                          one_by_one(out, [&](std::size_t lever) { return m.persons(m.model.claims().queue(lever)); });
                      });
    result.in_month({.name = "claims_lapsed",
                     .axes = {"lever"},
                     .long_name = "claims lapsed",
                     .long_name_zh = "失效数",
                     .units = "1",
                     .definition = "Claims that lapsed in the month that ended, by departure or for want of money or "
                                   "of a free flat."},
                    claim_figure(&ClaimFigures::lapsed));
}

void add_recipients(Variables& result) {
    if (result.world().levers.empty()) return;
    result.in_month(
        {.name = "recipients",
         .axes = {"lever", "tier", "newcomer"},
         .long_name = "recipients",
         .long_name_zh = "受益人数",
         .units = "1",
         .definition = "Persons whose first payment (or card) was made in the month that ended, by tier and newcomer."},
        [](const Moment& m, Counts out) {
            const std::size_t width = m.world().n_tiers * 2;
            one_by_one(out, [&](std::size_t i) {
                return m.persons(m.model.claims().figures()[i / width].recipients[i % width]);
            });
        });
    if (result.has_lever("referral_bonus")) {
        result.in_month(
            {.name = "referrals",
             .axes = {"lever"},
             .long_name = "hires of referred people",
             .long_name_zh = "引荐录用人数",
             .units = "1",
             .definition = "Talents hired in the lever's regions in the month that ended whom an acquaintance there "
                           "had referred."},
            [](const Moment& m, Counts out) {
                one_by_one(out, [&](std::size_t lever) { return m.persons(m.model.referrals().hires()[lever]); });
            });
    }
}

}  // namespace talentflow::models
