// SPDX-License-Identifier: Apache-2.0
#include "models/month/end_of_month.hpp"

namespace talentflow::models {

namespace {

constexpr int kRecountMonths = 60;  // a full count of millions costs as much as a month

}  // namespace

void end_of_month(Processes& p, MonthState& s, sim::Month now) {
    p.programmes.finish(now, p.people.books, s.people, p.funds);  // fairs, courses, secondments, second posts
    p.benefits.claims.resolve(p.team, s.people, now);             // accreditation, take-up, desks, payments, contracts
    p.benefits.referrals.settle(s.people, now);
    p.economy.prices.close_month(now, p.people.books);
    for (PoolIndex pool = 0; pool < p.world.n_cells; ++pool) {
        s.open_months[pool] = p.economy.posts.present() && p.vacancies(pool) > 0 ? s.open_months[pool] + 1 : 0;
    }
    if (p.people.cohorts.wants(now)) {
        for (const auto row : p.benefits.claims.first_paid()) {
            const auto who = s.people.status[row];
            p.people.cohorts.add({row, who.region(), who.tier(), CohortEntry::award_paid});
        }
        p.people.cohorts.close_month(s.people, now);
    }
    p.people.books.close_month(now);
    p.funds.close_month(now);
    const bool last = now + 1 == p.world.end;
    if (last || (now - p.world.first) % kRecountMonths == 0) p.people.books.recount(s.people, now);
}

}  // namespace talentflow::models
