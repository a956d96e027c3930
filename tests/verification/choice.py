# SPDX-License-Identifier: Apache-2.0
"""V1, V2, V2b, V2c, V13: who goes where, against logit and nested logit probabilities."""

import itertools
import math

import numpy as np

from world import labels, people, regions, tier_labels, world

MILLION = 1_000_000


def chooser(utility, rho, agents, **parts):
    """Everybody considers in the one month; utilities in units of the nest, staying on the diagonal."""
    n = len(utility)
    overrides = {"initial_agents": agents, "consider_probability": 1, "utility": utility}
    overrides.update(parts.pop("overrides", {}))
    return world(n, parameters={"dissimilarity": rho}, modules={"choice": "active"}, overrides=overrides, **parts)


def from_first(v_stay, v):
    """Utilities of which only the first row matters: everybody starts in the first place."""
    n = len(v) + 1
    return [[v_stay, *v]] + [[0] * n for _ in range(n - 1)]


def choices(result, member=0):
    """Counts [stay, place 1, ...] of the people of the first place in the first month."""
    gone = result["od_flow"][member, 1, 0].sum(axis=1)
    return [int(result["stock"][member, 0, 0].sum() - gone.sum()), *map(int, gone[1:])]


def nested_shares(v_stay, v, rho):
    """[stay, place 1, ...] of the two-level nested logit (methods 3.4)."""
    if not v:
        return [1.0]
    weights = [math.exp(x) for x in v]
    inclusive = rho * math.log(sum(weights))
    move = math.exp(inclusive) / (math.exp(v_stay) + math.exp(inclusive))
    return [1 - move, *(move * w / sum(weights) for w in weights)]


def aware_shares(v_stay, v, rho, known):
    """The same, averaged over the independent sets of known places."""
    total = [0.0] * (len(v) + 1)
    for bits in itertools.product((0, 1), repeat=len(v)):
        chance = math.prod(p if b else 1 - p for p, b in zip(known, bits))
        places = [i for i, b in enumerate(bits) if b]
        shares = nested_shares(v_stay, [v[i] for i in places], rho)
        total[0] += chance * shares[0]
        for share, i in zip(shares[1:], places):
            total[i + 1] += chance * share
    return total


def v1(program, table):
    shares = [0.167405, 0.276004, 0.455054, 0.101536]
    result = program.run(chooser(from_first(0, [0.5, 1, -0.5]), 1, [people(MILLION)]))
    table.chi2("V1", "multinomial logit: stay and 3 places", choices(result), shares)


V2_UTILITY = [0.2 / 0.6, 0.5 / 0.6, -0.3 / 0.6]


def v2(program, table):
    shares = [0.531059, 0.152090, 0.250753, 0.066098]
    result = program.run(chooser(from_first(1, V2_UTILITY), 0.6, [people(MILLION)]))
    table.chi2("V2", "nested logit, rho 0.6", choices(result), shares)


def v2_same_luck(program, table):
    """One person in each cell of tier and field, 400 members: each of 102,400 keyed draws can be seen."""
    tiers, fields = tier_labels(8), labels("field", 32, regulated=False)
    agents = [people(1, tier=t["id"], field=f["id"]) for t in tiers for f in fields]

    def destinations(raise_by):
        v = list(V2_UTILITY)
        v[1] += raise_by
        made = chooser(from_first(1, v), 0.6, agents, tiers=tiers, fields=fields, replicates=400)
        stock = program.run(made)["stock"][:, 1]  # member, region, tier, field: one-hot over regions
        assert (stock.sum(axis=1) == 1).all()
        return stock.argmax(axis=1).ravel()

    base, raised = destinations(0.0), destinations(0.4)
    changed = base != raised
    n = len(base)
    shares = nested_shares(1, V2_UTILITY, 0.6)
    table.chi2("V2", "the same with one person per cell and member", np.bincount(base, minlength=4), shares)
    more = nested_shares(1, [V2_UTILITY[0], V2_UTILITY[1] + 0.4, V2_UTILITY[2]], 0.6)[2] - shares[2]
    table.z("V2", "share of draws changed by v_2 += 0.4", more, changed.mean(), math.sqrt(more * (1 - more) / n))
    table.exact("V2", "changed draws that do not go to place 2", 0, int((raised[changed] != 2).sum()))


def v2b(program, table):
    known = [0.9, 0.5, 0.2]
    shares = [0.631925, 0.208426, 0.140936, 0.018712]
    assert np.allclose(aware_shares(1, V2_UTILITY, 0.6, known), shares, atol=1e-6)
    result = program.run(chooser(from_first(1, V2_UTILITY), 0.6, [people(MILLION)],
                                 overrides={"known_probability": known}))
    table.chi2("V2b", "nested logit, places known by chance", choices(result), shares)


def v2c(program, table):
    for rho, stay in ((1, 0.333333), (0.5, 0.414214), (0.1, 0.482678)):
        result = program.run(chooser(from_first(0, [0, 0]), rho, [people(MILLION)]))
        got = choices(result)
        table.z("V2c", f"two equal places, rho {rho}: stay", stay, got[0] / MILLION,
                math.sqrt(stay * (1 - stay) / MILLION))
        moved = got[1] + got[2]
        table.z("V2c", f"two equal places, rho {rho}: first of movers", 0.5, got[1] / moved, 0.5 / math.sqrt(moved))


def v13_world(places, agents, km, **parameters):
    """The model's own utilities (methods 3.4), no table: wages, amenities and kilometres; one month of consideration for all."""
    made = world(len(places), modules={"choice": "active"})
    made["regions"] = [{**region, "province": "one", **place} for region, place in zip(regions(len(places)), places)]
    made["distances"] = [{"between": [f"place_{a}", f"place_{b}"], "km": km(a, b)}
                         for a in range(len(places)) for b in range(a)]
    made["parameters"] = {"dissimilarity": 1, "moving_cost_years": 0, **parameters}
    made["overrides"] = {"initial_agents": [people(agents, r) for r in range(len(places))],
                         "consider_probability": 1}
    return made


def independent(od):
    """Off-diagonal flows of row effect x column effect with the sums of these, by proportional fitting."""
    fitted = (~np.eye(len(od), dtype=bool)).astype(float)
    for _ in range(200):
        fitted *= (od.sum(axis=1) / fitted.sum(axis=1))[:, None]
        fitted *= od.sum(axis=0) / fitted.sum(axis=0)
    return fitted


def quasi_independence(od):
    """Chi2 of off-diagonal counts against row effect x column effect."""
    off, fitted = ~np.eye(len(od), dtype=bool), independent(od)
    return float(((od - fitted)[off] ** 2 / fitted[off]).sum()), (len(od) - 1) ** 2 - len(od)


def v13(program, table):
    n, agents = 5, 100_000
    alike = [{"wage_cny_per_month": 6000}] * n
    ring = lambda a, b: 60.0 * min((a - b) % n, (b - a) % n)
    result = program.run(v13_world(alike, agents, ring, moving_cost_spread=100))
    table.exact("V13", "moving cost of 50 utils and more: moves", 0, int(result["od_flow"].sum()))

    result = program.run(v13_world(alike, agents, ring, distance_elasticity=0))
    od = result["od_flow"][0, 1].sum(axis=2)
    off = ~np.eye(n, dtype=bool)
    x = sum(((row[o] - row[o].mean()) ** 2 / row[o].mean()).sum() for row, o in zip(od, off))
    table.chi2_value("V13", "no cost, equal places: uniform from each origin", "0.25 each",
                     f"{od[off].min() / od.sum() * n:.4f}..{od[off].max() / od.sum() * n:.4f}", float(x), n * (n - 2))

    unlike = [{"wage_cny_per_month": 5000 + 700 * r, "amenity": 0.15 * (r * r % n)} for r in range(n)]
    for beta, figure in ((0, "distance elasticity 0: destination free of origin"),
                         (0.83, "distance elasticity 0.83: it is not (power)")):
        od = program.run(v13_world(unlike, agents, ring, distance_elasticity=beta))["od_flow"][0, 1].sum(axis=2)
        x, df = quasi_independence(od.astype(float))
        if beta == 0:
            table.chi2_value("V13", figure, "row x column", "", x, df)
        else:
            table.above("V13", figure, 1000.0, x)


def run(program, table):
    for case in (v1, v2, v2_same_luck, v2b, v2c, v13):
        case(program, table)
