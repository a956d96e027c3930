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


def v14_stream(program, table):
    """About 4 newcomers a month claim 300,000 each of 10 M: the fund fails the 34th (Poisson(36) >= 34 by month 9)."""
    donors, p, members, months = 10_000, 4e-4, 400, 16
    moves = {"transition": [[1, 0], [p, 1 - p]]}
    made = award_world(2, months, ["tier_2"], [people(donors, 1)], 300_000, 10_000_000, replicates=members,
                       overrides=moves)
    result = program.run(made)
    claims = result["claims"][:, :, 0].cumsum(axis=1)
    share = 1 - binomial_below(34, donors, 1 - (1 - p) ** 9)  # .652997 for the Poisson stream
    table.z("V14", "34th claim within 9 months, share of members", share, (claims[:, 9] >= 34).mean(),
            math.sqrt(share * (1 - share) / members))
    tail = [binomial_below(34, donors, 1 - (1 - p) ** t) for t in range(60)]  # P(T > t)
    mean = sum(tail)
    variance = sum((2 * t + 1) * q for t, q in enumerate(tail)) - mean ** 2
    # A month is counted whole and the runs end at month 16, so the mean is of min(T, 17).
    mean_cut = sum(tail[:months + 1])
    when = np.where(claims >= 34, 0, 1).sum(axis=1).astype(float)
    table.z("V14", "month of the 34th claim", mean_cut, when.mean(), math.sqrt(variance / members))
    paid = result["claims_paid"][:, :, 0].cumsum(axis=1)
    table.exact("V14", "payments before and after: min(claims, 33)", 0, int(abs(paid - np.minimum(claims, 33)).max()))


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


def binomial_below(k, n, p):
    """P(Binomial(n, p) < k)."""
    if p <= 0:
        return 1.0
    logs = [math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) + i * math.log(p)
            + (n - i) * math.log1p(-p) for i in range(k)]
    return sum(map(math.exp, logs))


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
