// SPDX-License-Identifier: Apache-2.0
// Who pays, and what funds hold.
#include "models/run/result/families.hpp"
#include "models/run/result/places.hpp"

namespace talentflow::models {

namespace {

double in_cny(Fen fen) {
    return static_cast<double>(fen) / 100.0;
}

/// Axis fund: one of the month's figures.
Fill<double> fund_figure(Fen Funds::Month::*figure) {
    return [figure](const Moment& m, Numbers out) {
        one_by_one(out, [&](std::size_t fund) { return in_cny(m.model.funds().month()[fund].*figure); });
    };
}

}  // namespace

void add_spending(Variables& result) {
    if (result.world().levers.empty()) return;
    result.in_month(
        {.name = "payments_by_payer",
         .axes = {"lever", "payer"},
         .long_name = "spending by payer",
         .long_name_zh = "分担支出",
         .units = "CNY",
         .definition = "Payments and administration of the lever in the month that ended, by the region that pays."},
        [](const Moment& m, Numbers out) {
            one_by_one(out, [&](std::size_t i) { return in_cny(m.model.funds().by_payer()[i]); });
        });
}

void add_funds(Variables& result) {
    if (result.world().funds.empty()) return;
    result.in_month({.name = "appropriation",
                     .axes = {"fund"},
                     .long_name = "appropriation",
                     .long_name_zh = "拨款",
                     .units = "CNY",
                     .definition = "Money given to the fund in the month that ended, less what lapsed."},
                    fund_figure(&Funds::Month::appropriation));
    result.in_month({.name = "payments",
                     .axes = {"fund"},
                     .long_name = "payments",
                     .long_name_zh = "支付",
                     .units = "CNY",
                     .definition = "Money that the fund paid out in the month that ended, administration aside: "
                                   "awards, grants, deals, events, services."},
                    fund_figure(&Funds::Month::payments));
    result.in_month({.name = "administration",
                     .axes = {"fund"},
                     .long_name = "administration",
                     .long_name_zh = "管理费用",
                     .units = "CNY",
                     .definition = "Cost of administration paid from the fund in the month that ended."},
                    fund_figure(&Funds::Month::administration));
    result.in_month({.name = "clawback",
                     .axes = {"fund"},
                     .long_name = "clawback",
                     .long_name_zh = "违约退回",
                     .units = "CNY",
                     .definition = "Money collected from leavers and credited to the fund in the month that ended."},
                    fund_figure(&Funds::Month::clawback));
    result.at_instant({.name = "balance",
                       .axes = {"fund"},
                       .long_name = "balance",
                       .long_name_zh = "余额",
                       .units = "CNY",
                       .definition = "Balance at the instant: the one before + appropriation + clawback - payments - "
                                     "administration."},
                      [](const Moment& m, Numbers out) {
                          one_by_one(out, [&](std::size_t fund) { return in_cny(m.model.funds().balance(fund)); });
                      });
}

}  // namespace talentflow::models
