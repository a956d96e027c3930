# SPDX-License-Identifier: Apache-2.0
"""V10 and published table (f): flows between many places, estimated and drawn.

Plane's 1981 paper prints migration between the nine census divisions of the United States in two periods; the numbers
are those that the R package migest transcribed, with one cell of the first table put right (190 to 188,590 people from
SA to ESC: only then do rows, columns and the printed net column agree).
"""

import math

import numpy as np

from choice import independent
from world import people, regions, world

# V10 -------------------------------------------------------------------------------------------------------------

PLACES, MOVERS = 12, 100_000
SLOPES = (1.5, -1.0)  # of log wage and log distance


def ring():
    """Log wages and kilometres of twelve places around a centre, at 100, 200 and 300 km from it in turn."""
    angle = 2 * math.pi * np.arange(PLACES) / PLACES
    radius = 100.0 * (1 + np.arange(PLACES) % 3)
    at = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return 0.1 * np.sin(np.arange(PLACES)), np.linalg.norm(at[:, None] - at[None], axis=2)


def ring_world(log_wage, km):
    """Everybody moves in the one month; where to, only wage and distance say."""
    made = world(PLACES, 1, seed=10, modules={"choice": "active"})
    made["regions"] = regions(PLACES, province="one", stay_constant=-100)
    for region, w in zip(made["regions"], log_wage):
        region["wage_cny_per_month"] = 6000 * math.exp(w)
    made["distances"] = [{"between": [f"place_{a}", f"place_{b}"], "km": float(km[a, b])}
                         for a in range(PLACES) for b in range(a)]
    made["parameters"] = {"dissimilarity": 1, "moving_cost_years": 0, "job_led_share": 1, "housing_share": 0,
                          "size_elasticity": 0, "income_elasticity": SLOPES[0], "distance_elasticity": -SLOPES[1]}
    made["overrides"] = {"consider_probability": 1, "initial_agents": [people(MOVERS, r) for r in range(PLACES)]}
    return made


def poisson_with_origin_effects(flows, log_wage, km):
    """Slopes and their standard errors of flows = exp(origin + b1 log wage + b2 log km), by Poisson likelihood.

    Given the row totals this is the conditional logit of destinations (guimaraes2004), here by Newton's method.
    """
    off = ~np.eye(len(km), dtype=bool)
    x = np.stack([np.broadcast_to(log_wage, km.shape), np.log(np.where(off, km, 1.0))], axis=2)
    total = flows.sum(axis=1)
    slopes = np.zeros(2)
    for _ in range(50):
        weight = np.where(off, np.exp(x @ slopes), 0.0)
        share = weight / weight.sum(axis=1, keepdims=True)
        mean = np.einsum("od,odk->ok", share, x)
        score = np.einsum("od,odk->k", flows - total[:, None] * share, x)
        spread = x - mean[:, None]
        information = np.einsum("o,od,odj,odk->jk", total, share, spread, spread)
        step = np.linalg.solve(information, score)
        slopes = slopes + step
        if np.abs(step).max() < 1e-12:
            break
    return slopes, np.sqrt(np.diag(np.linalg.inv(information)))


def v10(program, table):
    log_wage, km = ring()
    flows = program.run(ring_world(log_wage, km))["od_flow"][0, 1].sum(axis=2).astype(float)
    table.exact("V10", "movers of each origin", [MOVERS], sorted(set(map(int, flows.sum(axis=1)))))
    slopes, errors = poisson_with_origin_effects(flows, log_wage, km)
    for name, slope, found, error, printed in zip(("log wage", "log distance"), SLOPES, slopes, errors,
                                                  (0.0140, 0.0023)):
        assert abs(error - printed) < 0.00006, error
        table.z("V10", f"slope of {name}, Poisson fit with origin effects (s.e. {printed})", slope, found, error)


# (f) -------------------------------------------------------------------------------------------------------------

DIVISIONS = ("NE", "MA", "ENC", "WNC", "SA", "ESC", "WSC", "MT", "PAC")
PLANE = {
    "table 1": ((0, 145427, 54808, 17279, 161994, 12543, 25316, 21087, 103119),
                (199863, 0, 237291, 44490, 569104, 46250, 67658, 65571, 256831),
                (61206, 187602, 0, 231960, 465811, 191921, 141654, 158664, 441809),
                (21458, 43814, 245838, 0, 102962, 36722, 149497, 195778, 345633),
                (95866, 335295, 285023, 62794, 0, 188590, 130284, 62797, 225611),
                (15882, 47772, 308046, 41992, 290165, 0, 128317, 27729, 90938),
                (23372, 50564, 130445, 138450, 140701, 106365, 0, 166598, 325570),
                (14086, 26131, 58334, 81148, 47585, 16832, 107660, 0, 339713),
                (41772, 79106, 127095, 115000, 148283, 40851, 157625, 251281, 0)),
    "table 2": ((0, 170114, 74674, 25323, 187335, 17075, 33619, 28575, 104674),
                (270352, 0, 286094, 63742, 685312, 51581, 88877, 83920, 256926),
                (83458, 228315, 0, 271849, 530907, 219465, 171351, 166234, 379982),
                (27591, 57223, 274161, 0, 135856, 46875, 177637, 173964, 261654),
                (120995, 348828, 322139, 85058, 0, 236861, 181067, 83734, 262310),
                (19461, 48512, 266731, 46107, 300992, 0, 134746, 25625, 81791),
                (28324, 59893, 149599, 137424, 188181, 114795, 0, 127539, 271580),
                (20160, 40884, 91693, 108093, 83636, 23645, 150525, 0, 416789),
                (66969, 122086, 212253, 154824, 243283, 59975, 235391, 326260, 0)),
}
TOTALS = {"table 1": 10_122_628, "table 2": 11_633_473}
EFFECTIVENESS = {"table 1": 19.4, "table 2": 12.94}  # per cent, as many digits as were computed
DISSIMILARITY = {"table 1": 0.222, "table 2": 0.201}  # to independent origins and destinations, as many digits as computed


def effectiveness(flows):
    """Per cent of all moves that change the places' stocks: 100 sum |in - out| / sum (in + out)."""
    return 100 * np.abs(flows.sum(axis=0) - flows.sum(axis=1)).sum() / (2 * flows.sum())


def unexplained(flows):
    """Share of the flows that would have to change to be origin effect x destination effect."""
    return 0.5 * np.abs(flows - independent(flows)).sum() / flows.sum()


def plane(program, table, name, seed):
    """Each division's printed leavers, one agent for each, choose by the printed shares; all of them leave."""
    printed = np.array(PLANE[name], dtype=float)
    share = printed / printed.sum(axis=1, keepdims=True)
    agents = printed.sum(axis=1).astype(int)
    n = len(printed)
    utility = [[-100.0 if a == b else math.log(share[a, b]) for b in range(n)] for a in range(n)]
    made = world(n, 1, seed=seed, modules={"choice": "active"}, parameters={"dissimilarity": 1}, overrides={
        "consider_probability": 1, "utility": utility,
        "initial_agents": [people(int(agents[r]), r) for r in range(n)]})
    result = program.run(made)
    flows = result["od_flow"][0, 1].sum(axis=2).astype(float)
    for a in range(n):
        others = [b for b in range(n) if b != a]
        table.chi2("(f)", f"{name}, from {DIVISIONS[a]}: shares of the 8 destinations", flows[a, others],
                   share[a, others])
    stock = result["stock"][0].sum(axis=(2, 3))
    net = stock[1] - stock[0]
    table.exact("(f)", f"{name}: moves out of each division", list(map(int, agents)), list(map(int, flows.sum(axis=1))))
    table.exact("(f)", f"{name}: net gain of each division = column - row of the flows",
                list(map(int, flows.sum(axis=0) - flows.sum(axis=1))), list(map(int, net)))
    # How far flows are from what rows and columns alone say of them; the spread by drawing the rows again.
    rng = np.random.default_rng(seed)
    again = [unexplained(np.array([rng.multinomial(m, p) for m, p in zip(agents, share)], dtype=float)) for _ in range(100)]
    table.z("(f)", f"{name}: dissimilarity to origin effect x destination effect (printed flows: {DISSIMILARITY[name]})",
            np.mean(again), unexplained(flows), np.std(again, ddof=1) * math.sqrt(1.01))
    # Linear in the flows as long as no net gain changes sign, and none is near 0.
    expected = agents[:, None] * share
    sign = np.sign(expected.sum(axis=0) - expected.sum(axis=1))
    assert (np.sign(net) == sign).all()
    mean = share @ sign
    variance = (agents * (share @ sign ** 2 - mean ** 2)).sum()
    total = agents.sum()
    table.z("(f)", f"{name}: effectiveness of migration, % (printed flows: {EFFECTIVENESS[name]})",
            effectiveness(expected), effectiveness(flows), 100 * math.sqrt(variance) / (2 * total))


def run(program, table):
    v10(program, table)
    for seed, (name, rows) in enumerate(PLANE.items(), 11):
        flows = np.array(rows, dtype=float)
        assert abs(flows.sum() - TOTALS[name]) <= 1  # the printed margins of table 2 agree within 1
        assert abs(effectiveness(flows) - EFFECTIVENESS[name]) < 0.05
        assert abs(unexplained(flows) - DISSIMILARITY[name]) < 0.0005
        plane(program, table, name, seed)
