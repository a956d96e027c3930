# SPDX-License-Identifier: Apache-2.0
"""V3, V4, V6, V20: chains with known distributions for places, spells, stocks and tiers."""

import math

import numpy as np

from world import people, tier_labels, world

MOVES = [[0.98, 0.015, 0.005], [0.01, 0.985, 0.005], [0.02, 0.01, 0.97]]


def v3(program, table):
    n = 300_000
    result = program.run(world(3, 60, overrides={"initial_agents": [people(n)], "transition": MOVES}))
    stock = result["stock"][0].sum(axis=(2, 3))
    for t, shares in ((12, [0.798553, 0.151750, 0.049697]), (60, [0.468250, 0.405741, 0.126009])):
        table.chi2("V3", f"monthly moves: shares after {t} months", stock[t], shares)
    # Eigenvalues 1, 0.97 and 0.965: the flows of all months against the matrix itself.
    flows = result["od_flow"][0].sum(axis=3)
    x = 0.0
    for a in range(3):
        exposure = stock[:-1, a].sum()
        seen = flows[1:, a].sum(axis=0).astype(float)
        seen[a] = exposure - seen.sum()
        x += sum((seen[b] - exposure * MOVES[a][b]) ** 2 / (exposure * MOVES[a][b]) for b in range(3))
    table.chi2_value("V3", "moves of 60 months against the matrix", "", "", x, 6)

    result = program.run(world(3, 400, overrides={"initial_agents": [people(21_000)], "transition": MOVES}))
    table.chi2("V3", "stationary shares (8, 10, 3)/21", result["stock"][0, -1].sum(axis=(1, 2)), [8, 10, 3])


def v4(program, table):
    """Whole months stayed. Survivors summed over months give the mean, weighted with 2t + 1 the mean square; a tail of 3e-4
    months beyond month 600 is left out, .3 of the variance."""
    n, q = 50_000, 0.02
    sd = math.sqrt(1 - q) / q
    leave = {"initial_agents": [people(n)], "transition": [[1 - q, q], [0, 1]]}
    stock = program.run(world(2, 600, overrides=leave))["stock"][0, :, 0].sum(axis=(1, 2))
    mean = stock[:-1].sum() / n
    table.z("V4", "mean months at a place, leaving 2 % a month", 50, mean, sd / math.sqrt(n))
    # The fourth central moment of a geometric spell is (9 + q^2/(1 - q)) sd^4.
    square = (stock[:-1] * (2.0 * np.arange(600) + 1)).sum() / n
    table.z("V4", "standard deviation of the months", 49.4975, math.sqrt(square - mean ** 2),
            sd * math.sqrt((8 + q * q / (1 - q)) / (4 * n)))
    for t, share in ((36, 0.483213), (60, 0.297553)):
        table.z("V4", f"still there after {t} months", share, stock[t] / n, math.sqrt(share * (1 - share) / n))

    # .5031 stay longer than 34 months, .4931 longer than 35: n is large enough to tell.
    n = 400_000
    for way, n_places, overrides in (("moves", 2, {"transition": [[1 - q, q], [0, 1]]}), ("exits", 1, {"exit_probability": q})):
        made = world(n_places, 60, seed=4, overrides={"initial_agents": [people(n)], **overrides})
        stock = program.run(made)["stock"][0, :, 0].sum(axis=(1, 2))
        table.exact("V4", f"median month of leaving, {way}", 35, int((stock > n / 2).sum()))
        for t, share in ((36, 0.483213), (60, 0.297553)):
            table.z("V4", f"still there after {t} months, {way}", share, stock[t] / n, math.sqrt(share * (1 - share) / n))


def v6(program, table):
    """Exits of 2 %, then Poisson(50) entries, from one person: after t months Poisson(2500 (1 - 0.98^t)), but for that person."""
    members, months, q = 400, 600, 0.02
    made = world(1, months, replicates=members, overrides={
        "initial_agents": [people(1)], "exit_probability": q,
        "entries_per_month": {"place_0": {"poisson": 50}}})
    result = program.run(made)
    stock = result["stock"].sum(axis=(2, 3, 4)).astype(float)
    for t in (12, 60, months):
        mean = 2500 * (1 - (1 - q) ** t) + (1 - q) ** t
        table.z("V6", f"immigration and death: mean of 400 members, month {t}", mean, stock[:, t].mean(),
                math.sqrt(mean / members))
        table.dispersion("V6", f"immigration and death: variance, month {t}", stock[:, t], mean)
    entries = result["entries"][:, 1:].sum(axis=(2, 3, 4)).astype(float)
    table.z("V6", "entries a month", 50, entries.mean(), math.sqrt(50 / entries.size))
    table.dispersion("V6", "entries a month: variance", entries[:, :25].ravel(), 50)


def v20(program, table):
    n, months = 400_000, 60
    up = {"tier_3": 0.004, "tier_2": 0.002, "tier_1": 0.0005}
    result = program.run(world(1, months, tiers=tier_labels(4), overrides={
        "initial_agents": [people(n, tier="tier_3")], "tier_upgrade_probability": up}))
    stock = result["stock"][0, :, 0].sum(axis=2)
    table.chi2("V20", "tiers D, C, B, A after 60 months", stock[-1][::-1], [0.786249, 0.201129, 0.012497, 0.000125])
    promoted = result["promoted"][0, 1:, 0].sum(axis=0)
    table.exact("V20", "rises of more than one tier", 0,
                int(promoted.sum() - sum(promoted[k, k - 1] for k in range(1, 4))))
    exposure = stock[:-1].sum(axis=0)
    for k, u in ((3, 0.004), (2, 0.002)):
        table.z("V20", f"monthly rate of rising, tier {k}", u, promoted[k, k - 1] / exposure[k],
                math.sqrt(u * (1 - u) / exposure[k]))


def run(program, table):
    for case in (v3, v4, v6, v20):
        case(program, table)
