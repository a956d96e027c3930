// SPDX-License-Identifier: Apache-2.0
#include "models/month/renumber.hpp"

#include <limits>
#include <string>
#include <utility>

#include "models/month/processes.hpp"
#include "sim/error.hpp"

namespace talentflow::models {

namespace {

constexpr std::size_t kNew = std::numeric_limits<std::size_t>::max();

/// Which of the things of one world is which of another's.
struct Match {
    std::vector<std::size_t> old_of;  // [thing of `to`], kNew: `from` has none
    std::vector<std::size_t> new_of;  // [thing of `from`], kNew: `to` has none
};

/// Matches things by key, the first of a key with the first, the second with the second.
template <class Key>
Match match(const std::vector<Key>& from, const std::vector<Key>& to) {
    Match m{std::vector<std::size_t>(to.size(), kNew), std::vector<std::size_t>(from.size(), kNew)};
    for (std::size_t i = 0; i < to.size(); ++i) {
        for (std::size_t j = 0; j < from.size(); ++j) {
            if (m.new_of[j] != kNew || !(from[j] == to[i])) continue;
            m.old_of[i] = j;
            m.new_of[j] = i;
            break;
        }
    }
    return m;
}

std::vector<std::string> ids(const std::vector<LeverInstance>& levers) {
    std::vector<std::string> list;
    for (const auto& lever : levers) list.push_back(lever.id);
    return list;
}

std::vector<std::string> ids(const std::vector<Fund>& funds) {
    std::vector<std::string> list;
    for (const auto& fund : funds) list.push_back(fund.id);
    return list;
}

/// The lever of each programme.
template <class Programme>
std::vector<std::string> levers_of(const World& world, const std::vector<Programme>& programmes) {
    std::vector<std::string> list;
    for (const auto& programme : programmes) list.push_back(world.levers[programme.lever].id);
    return list;
}

/// The lever of each source of posts, in the order of Ventures: of ventures, then of claims that bring posts.
std::vector<std::string> sources_of(const World& world, const ProgrammeList& enrolled) {
    auto list = levers_of(world, enrolled.ventures);
    for (const auto& claim : enrolled.claims) {
        if (claim.posts) list.push_back(world.levers[claim.lever].id);
    }
    return list;
}

/// `values` of the past in the order of the new world; new things have what stands in `fresh`.
template <class T>
void reorder(std::vector<T>& values, const Match& match, std::vector<T> fresh) {
    for (std::size_t i = 0; i < fresh.size() && i < match.old_of.size(); ++i) {
        if (match.old_of[i] != kNew) fresh[i] = std::move(values[match.old_of[i]]);
    }
    values = std::move(fresh);
}

/// The number of a programme in what people hold or wait for.
template <class Items, class Index>
void renumber(Items& items, Index programme, const Match& match) {
    for (auto& item : items) {
        const std::size_t now = match.new_of.at(static_cast<std::size_t>(programme(item)));
        if (now == kNew) {
            throw StateError{
                "somebody still holds or waits for something of a lever that this scenario does not have; keep the "
                "lever "
                "and say when it ends (to: YYYY-MM)"};
        }
        programme(item) = static_cast<std::decay_t<decltype(programme(item))>>(now);
    }
}

const auto programme_of = [](auto& item) -> auto& {
    return item.programme;
};

void renumber_claims(ClaimsState& past, ClaimsState&& fresh, const Match& levers, const Match& claims) {
    reorder(past.history, levers, std::move(fresh.history));
    reorder(past.acting, claims, std::move(fresh.acting));
    reorder(past.housing, claims, std::move(fresh.housing));
    reorder(past.has_claimed, claims, std::move(fresh.has_claimed));
    reorder(past.card_holders, claims, std::move(fresh.card_holders));
    reorder(past.granted, claims, std::move(fresh.granted));
    renumber(past.candidates, programme_of, claims);
    for (auto& desk : past.desks) renumber(desk, programme_of, claims);
    renumber(past.pending, programme_of, claims);
    renumber(past.unpaid, programme_of, claims);
    renumber(past.contracts, programme_of, claims);
    renumber(past.grants, programme_of, claims);
}

/// Months without services for newcomers, where the past has not written them down.
void fill_community(CommunityState& past, int months) {
    for (auto* by_region : {&past.hazard, &past.growth}) {
        for (auto& of_months : *by_region) {
            of_months.resize(static_cast<std::size_t>(months) + 1, of_months.back());
        }
    }
}

}  // namespace

MonthState renumbered(MonthState past, const World& from, const World& to) {
    MonthState old_fresh, fresh;
    sim::Team alone;
    const Processes before{alone, from, {}, old_fresh}, after{alone, to, {}, fresh};
    if (after.asks.residence && !before.asks.residence) {
        throw StateError{
            "this scenario asks how long people have lived where they do, which nobody has written down in the run "
            "that "
            "the state is of; run that again with cohorts among its output variables"};
    }
    const Match levers = match(ids(from.levers), ids(to.levers));
    const Match claims = match(levers_of(from, before.enrolled.claims), levers_of(to, after.enrolled.claims));
    renumber_claims(past.claims, std::move(fresh.claims), levers, claims);

    const Match referrals = match(levers_of(from, before.enrolled.referrals), levers_of(to, after.enrolled.referrals));
    renumber(past.referrals.pending, programme_of, referrals);
    const Match places =
        match(levers_of(from, before.enrolled.family_places), levers_of(to, after.enrolled.family_places));
    reorder(past.family_places.most, places, std::move(fresh.family_places.most));
    reorder(past.family_places.given, places, std::move(fresh.family_places.given));
    reorder(past.family_places.owed, places, std::move(fresh.family_places.owed));
    const Match outlays = match(levers_of(from, before.enrolled.outlays), levers_of(to, after.enrolled.outlays));
    reorder(past.outlays.paid_once, outlays, std::move(fresh.outlays.paid_once));
    reorder(past.funds.balance, match(ids(from.funds), ids(to.funds)), std::move(fresh.funds.balance));

    const Match sources = match(sources_of(from, before.enrolled), sources_of(to, after.enrolled));
    reorder(past.ventures.sources, sources, std::move(fresh.ventures.sources));
    renumber(
        past.ventures.deals, [](auto& deal) -> auto& { return deal.source; }, sources);

    const Match fairs = match(levers_of(from, before.enrolled.fairs), levers_of(to, after.enrolled.fairs));
    for (auto* months : {&past.programmes.fairs.attending, &past.programmes.fairs.last_month}) {
        for (auto& block : *months) renumber(block, programme_of, fairs);
    }
    renumber(past.programmes.secondments.away, programme_of,
             match(levers_of(from, before.enrolled.secondments), levers_of(to, after.enrolled.secondments)));
    renumber(past.programmes.dual_posts.holders, programme_of,
             match(levers_of(from, before.enrolled.dual_posts), levers_of(to, after.enrolled.dual_posts)));

    if (after.knowledge.community.present()) fill_community(past.community, past.month + 1 - after.world.first);
    past.people.carry(fresh.people.columns());
    return past;
}

}  // namespace talentflow::models
