# SPDX-License-Identifier: Apache-2.0
"""V11, V16, V17: peers, awareness and ties."""

import math

import numpy as np

from choice import chooser
from world import people, world


def v16(program, table):
    """Awareness is estimated on 1/256 of the people, so its own figures are coarse; who moves shows it for everyone."""
    n, members, months = 256_000, 8, 120
    chain = {"awareness_on_probability": 0.05, "awareness_off_probability": 0.01}
    for start, figures in (("none", ((12, 0.436733), (months, 0.833333 * (1 - 0.94 ** months)))),
                           ("steady", ((0, 0.833333), (24, 0.833333)))):
        last = max(t for t, _ in figures)
        known = program.run(world(2, last, replicates=members, overrides={
            "initial_agents": [people(n, aware=start)], **chain}))["awareness"][:, :, 0, 1]
        for t, share in figures:
            table.z("V16", f"share who know, start {start}, month {t}", share, known[:, t].mean(),
                    math.sqrt(share * (1 - share) / (members * n / 256)))

    # Whoever knows the other place goes there at once.
    go = [[0, 100], [0, 1000]]
    n = 400_000
    steady = chooser(go, 1, [people(n, aware="steady")], overrides=chain)
    share = 0.05 / 0.06
    gone = program.run(steady)["od_flow"][0, 1, 0].sum()
    table.z("V16", "share of movers who must know, start steady", share, gone / n, math.sqrt(share * (1 - share) / n))
    none = chooser(go, 1, [people(n, aware="none")], overrides=chain)
    none["time"]["months"] = 25
    stock = program.run(none)["stock"][0, :, 0].sum(axis=(1, 2))
    table.exact("V16", "movers in the first month, start none", 0, int(n - stock[1]))
    for t in (2, 13, 25):
        share = 0.95 ** (t - 1)
        table.z("V16", f"not yet learnt and gone in month {t}", share, stock[t] / n,
                math.sqrt(share * (1 - share) / n))


def v17(program, table):
    """Binomial survival of the old ties plus Poisson growth: Poisson(25) in the end."""
    n, nu, delta = 40_000, 0.5, 0.02
    parameters = {"tie_rate_per_month": nu, "tie_decay_per_month": delta}
    for start in (0, 25):
        months = 400 if start == 0 else 24
        made = world(1, months, parameters=parameters, modules={"ties": "active"},
                     output={"variables": ["default", "ties_mean", "ties_variance"]},
                     overrides={"initial_agents": [people(n, ties=start)]})
        result = program.run(made)
        for t in ((12, 60, 400) if start == 0 else (1, 24)):
            s = (1 - delta) ** t
            born, old = nu / delta * (1 - s), start * s
            mean, variance = old + born, old * (1 - s) + born
            fourth = 3 * variance ** 2 + born + old * (1 - s) * (1 - 6 * s * (1 - s))  # cumulants add
            table.z("V17", f"mean of ties, start {start}, month {t}", mean, result["ties_mean"][0, t, 0],
                    math.sqrt(variance / n))
            table.z("V17", f"variance of ties, start {start}, month {t}", variance, result["ties_variance"][0, t, 0],
                    math.sqrt((fourth - variance ** 2) / n))


def v11(program, table):
    """Everybody chooses again each month, one of two equal places by its share: m' = tanh(b m), b = J/2."""
    n, members = 100_000, 40
    for b, months in ((0.5, 12), (0.9, 45), (1.2, 80), (1.5, 32), (2, 24)):
        made = chooser([[0, 0], [0, 0]], 1, [people(n // 2, 0), people(n // 2, 1)], replicates=members,
                       overrides={"peer_weight": 2 * b})
        made["time"]["months"] = months
        stock = program.run(made)["stock"][:, -1].sum(axis=(2, 3)).astype(float)
        m = (stock[:, 0] - stock[:, 1]) / n
        if b < 1:
            sd = 1 / math.sqrt(n * (1 - b * b))
            table.z("V11", f"peers, b {b}: mean of m", 0, m.mean(), sd / math.sqrt(members))
            # The cubic term of tanh holds m back: to first order the variance falls by 2 b^4 sd^2 / (1 - b^2).
            table.dispersion("V11", f"peers, b {b}: variance of m (sd {sd:.5f} to first order)", m,
                             sd ** 2 * (1 - 2 * b ** 4 * sd ** 2 / (1 - b * b)))
            continue
        fixed = {1.2: 0.658570, 1.5: 0.858560, 2: 0.957504}[b]
        slope = b * (1 - fixed ** 2)
        sd = math.sqrt((1 - fixed ** 2) / n) / math.sqrt(1 - slope ** 2)
        bias = b * b * fixed * (1 - fixed ** 2) * sd ** 2 / (1 - slope)  # of second order in the noise
        table.z("V11", f"peers, b {b}: mean of |m|", fixed, np.abs(m).mean(), sd / math.sqrt(members), 2 * bias)
        table.dispersion("V11", f"peers, b {b}: variance of |m| (sd {sd:.5f})", np.abs(m), sd ** 2)
        table.z("V11", f"peers, b {b}: members in which the first place wins", members / 2, int((m > 0).sum()),
                math.sqrt(members) / 2)


def run(program, table):
    for case in (v11, v16, v17):
        case(program, table)
