# SPDX-License-Identifier: Apache-2.0
"""V14, V15, V23: funds that run out, awards that are paid back, waiting at a desk, and who was paid how much."""

import math

import numpy as np

from world import people, tier_labels, world

AT_ONCE = {"accreditation": 0, "claims": 0}


def award_world(n_regions, months, tiers, agents, amount_cny, fund_cny, rule="first_come", service_months=0, **parts):
    """The first place pays whoever of the listed tiers lives there and has not claimed before; all claim at once."""
    made = world(
        n_regions, months, tiers=tier_labels(3), modules={"claims": "active"},
        funds=[{"id": "fund", "name": {"en": "Fund", "zh": "资金"}, "payers": {"place_0": 1}, "once_cny": fund_cny,
                "per_year_cny": 0, "from": "2018-01", "to": "2030-12", "rule": rule}],
        levers=[{"id": "award", "kind": "settling_award", "for": ["place_0"], "paid_from": "fund",
                 "eligible": {"tiers": tiers, "newcomers": "all"}, "amount_cny": {t: amount_cny for t in tiers},
                 "instalments": 1, "service_months": service_months, "clawback": "linear"}], **parts)
    for region in made["regions"]:
        region["processing_days"] = AT_ONCE
    made["overrides"] = {"initial_agents": agents, "take_up_probability": 1, **made.get("overrides", {})}
    return made


def v14(program, table):
    """10 M CNY, awards of 300,000, 50 claims, 20 of them of one tier: hypergeometric(50, 20, 33)."""
    members = 400
    agents = [people(20, tier="tier_0", accredited=True), people(30, tier="tier_1", accredited=True)]
    for rule in ("first_come", "lottery"):
        result = program.run(award_world(1, 3, ["tier_0", "tier_1"], agents, 300_000, 10_000_000, rule,
                                         replicates=members))
        paid = result["claims_paid"][:, :, 0].sum(axis=1)
        table.exact("V14", f"{rule}: claims filed in each member", [50],
                    sorted(map(int, set(result["claims"][:, :, 0].sum(axis=1)))))
        table.exact("V14", f"{rule}: paid in each member", [33], sorted(map(int, set(paid))))
        table.exact("V14", f"{rule}: balance left, CNY", [100_000.0],
                    sorted(map(float, set(result["balance"][:, -1, 0]))))
        table.exact("V14", f"{rule}: payments, CNY", [9_900_000.0],
                    sorted(map(float, set(result["payments"][:, :, 0].sum(axis=1)))))
        top = result["recipients"][:, :, 0, 0].sum(axis=(1, 2)).astype(float)
        table.z("V14", f"{rule}: paid of the 20", 13.2, top.mean(), math.sqrt(2.747755 / members))
        table.dispersion("V14", f"{rule}: variance of it", top, 2.747755)


def poisson_below(k, mean):
    """P(Poisson(mean) < k)."""
    term = total = math.exp(-mean)
    for i in range(1, k):
        term *= mean / i
        total += term
    return total


def v14_stream(program, table):
    """Poisson(4) people enter the second place each month, move to the first in the next and claim 300,000 CNY of 10 M there
    at once: the fund fails the 34th.

    Months are counted from that of the first claims. The 34th arrival of a Poisson stream of 4 a month is at a Gamma(34)/4,
    mean 8.5, sd 1.4577. A member shows k, its rank among the n claims of its month: given them the time in the month is
    a Beta(k, n + 1 - k), whose mean and variance stand for it.
    """
    members, months, rate, last = 2000, 30, 4, 34
    made = award_world(2, months, ["tier_2"], [people(1, tier="tier_1")],  # somebody must be there, who may not claim
                       300_000, 10_000_000, replicates=members,
                       parameters={"graduates_upper_share": 0},  # everyone who enters is of the last tier
                       overrides={
                           "entries_per_month": {"place_1": {"poisson": rate}}, "transition": [[1, 0], [1, 0]]})
    result = program.run(made)
    table.exact("V14", "stream: claims before anybody came", 0, int(result["claims"][:, :2, 0].sum()))
    claims = result["claims"][:, 2:, 0].astype(np.int64)  # who entered in month 1 claims in month 2
    table.z("V14", "stream: claims a month", rate, claims.mean(), math.sqrt(rate / claims.size))
    table.dispersion("V14", "stream: claims a month, variance", claims[:, :5].ravel(), rate)

    total = claims.cumsum(axis=1)
    share = 0.652997  # P(Poisson(36) >= 34)
    table.z("V14", "stream: 34th claim by month 9, share of members", share, (total[:, 8] >= last).mean(),
            math.sqrt(share * (1 - share) / members))
    month = (total < last).sum(axis=1)  # whole months before the 34th claim
    n = claims[np.arange(members), month]
    k = last - (total[np.arange(members), month] - n)
    when = month + k / (n + 1)
    within = k * (n + 1 - k) / ((n + 1) ** 2 * (n + 2))
    mean, sd = last / rate, math.sqrt(last) / rate
    table.z("V14", "stream: months until the 34th claim", mean, when.mean(), sd / math.sqrt(members))
    # Kurtosis of a Gamma(34): 3 + 6/34.
    table.z("V14", "stream: standard deviation of these months", 1.4577, math.sqrt(when.var(ddof=1) + within.mean()),
            sd * math.sqrt((2 + 6 / last) / (4 * members)))
    paid = result["claims_paid"][:, 2:, 0].cumsum(axis=1)
    table.exact("V14", "stream: paid in all months: min(claims, 33)", 0, int(abs(paid - np.minimum(total, 33)).max()))


def desk(program, table):
    """100 claims on the first day, 20 decided a month, 15 days each: the queue falls by 20 a month, and so do the claims."""
    tiers, waiting = ["tier_0", "tier_1"], np.maximum(0, 100 - 20 * np.arange(9))
    agents = [people(60, tier="tier_0", accredited=True), people(40, tier="tier_1", accredited=True)]
    made = award_world(1, 8, tiers, agents, 100_000, 1e9)
    made["regions"][0].update(desk_cases_per_month=20, processing_days={"accreditation": 0, "claims": 15})
    result = program.run(made)
    expected = 15 + 30 * waiting / 20
    expected[0] = 15  # nobody has filed before the first month
    table.exact("desk", "days that a claim takes, by month", expected.tolist(), result["processing_days"][0, :, 0].tolist())


def indices(program, table):
    """Four who hold 1 and one who holds 6: as awards of people, and as talent of places with equally many residents."""
    one, four = people(1, tier="tier_0", accredited=True), people(4, tier="tier_1", accredited=True)
    made = award_world(1, 2, ["tier_0", "tier_1"], [one, four], 10_000, 1e6)
    made["levers"][0]["amount_cny"]["tier_0"] = 60_000
    table.near("V23", "Gini of awards of 1, 1, 1, 1 and 6", 0.4, program.run(made)["gini_awards"][0, 1], 1e-12)
    made = world(5, 1, overrides={"initial_agents": [people(n, r) for r, n in enumerate((1, 1, 1, 1, 6))]})
    for region in made["regions"]:
        region["residents"] = 1000
    table.near("V23", "Theil of places with 1, 1, 1, 1 and 6 talents", 0.381909,
               program.run(made)["theil_between_regions"][0, 0], 5e-7)

    # Awards of 100,000 to 60 people, and of 100,000 in four parts to 40: a share .6 holds 1, the others a growing x, and
    # G = .6 .4 (1 - x) / (.6 + .4 x).
    agents = [people(60, tier="tier_0", accredited=True), people(40, tier="tier_1", accredited=True)]
    made = award_world(1, 40, ["tier_0"], agents, 100_000, 1e9)
    made["levers"].append({**made["levers"][0], "id": "parts", "eligible": {"tiers": ["tier_1"], "newcomers": "all"},
                           "amount_cny": {"tier_1": 100_000}, "instalments": 4, "service_months": 48})
    gini = program.run(made)["gini_awards"][0]
    parts = np.array([0.25, 0.5, 0.75, 1.0])[np.arange(40) // 12]
    expected = 0.24 * (1 - parts) / (0.6 + 0.4 * parts)
    table.exact("V23", "Gini of awards before the first payment: no value", True, bool(np.isnan(gini[0])))
    table.near("V23", "Gini of 60 whole and 40 growing awards, 40 months", 0, float(abs(gini[1:] - expected).max()), 1e-12)


def v15(program, table):
    """Leaving 2 % a month under 36 months of service: refund 90,000 (1 - K/36) for a geometric K."""
    n, q, award, service = 50_000, 0.02, 90_000, 36
    made = award_world(2, 40, ["tier_2"], [people(n)], award, 2 * n * award, service_months=service,
                       parameters={"clawback_share": 1}, overrides={"transition": [[1 - q, q], [0, 1]]})
    result = program.run(made)
    paid = int(result["claims_paid"][0].sum())
    table.z("V15", "claims paid: those who did not leave at once", n * (1 - q), paid, math.sqrt(n * q * (1 - q)))
    refund = result["clawback"][0].sum() / paid
    table.z("V15", "mean refund, CNY", 25_401.64, refund, 30_713 / math.sqrt(paid))
    table.exact("V15", "refunds after the service, CNY", 0.0, float(result["clawback"][0, service + 1:].sum()))
    stayed = result["stock"][0, service + 1, 0].sum() / paid
    share = 0.483213
    table.z("V15", "who complete the service", share, stayed, math.sqrt(share * (1 - share) / paid))
    gone = paid - result["stock"][0, 2:service + 1, 0].sum(axis=(1, 2))
    leavers = np.diff(np.concatenate([[0], gone]))
    # Refunds are rounded down to whole fen, each by itself.
    due = sum(int(m) * award * 100 * (service - t) / service for t, m in enumerate(leavers, 1))
    short = due - round(float(result["clawback"][0].sum()) * 100)
    table.exact("V15", "refunds within a fen of 90,000 (1 - t/36) each", True, 0 <= short <= int(leavers.sum()))


def run(program, table):
    for case in (v14, v14_stream, v15, desk, indices):
        case(program, table)
