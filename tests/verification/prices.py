# SPDX-License-Identifier: Apache-2.0
"""V18, V19, V26: house prices, wages and finite flats."""

import math

import numpy as np

from money import AT_ONCE
from world import people, world

TIGHT = 1e-12  # largest relative difference, rounding alone
GAMMAS = ((0.04, "1.028114"), (0.08, "1.057018"), (0.19, "1.140764"))
MONTHS = 420  # (11/12)^420 = 1e-16: the gap is closed to the last bit


def priced(months, wages="none", housing="none", **parts):
    """Two places of 1,000 people; the reference of the first is half of what it has, so everything there counts double."""
    overrides = {"initial_agents": [people(1000, 0), people(1000, 1)], "reference_scale": {"place_0": 0.5}}
    overrides.update(parts.pop("overrides", {}))
    made = world(2, months, modules={"wages": wages, "housing": housing}, overrides=overrides, **parts)
    for region in made["regions"]:
        region.update(wage_cny_per_month=6000, house_price_index=0.9)
    return made


def ratio(result, name):
    """Of the first place, over the start, by month."""
    path = result[name][0].reshape(result[name].shape[1], 2, -1)[:, 0, 0]
    return path / path[0]


def within(table, case, figure, expected, value):
    worst = float(np.max(np.abs(np.asarray(value) / np.asarray(expected) - 1)))
    table.exact(case, f"{figure}: off by less than {TIGHT:g}", True, worst < TIGHT)


def v18(program, table):
    """Demand x 2, eps_s + eps_d = 1.6: P x 2^(1/1.6) in the end, and the gap shrinks by kP a month."""
    steps = np.arange(MONTHS + 1)
    for k in (1 / 12, 1 / 36, 1 / 3):
        price = ratio(program.run(priced(MONTHS, housing="active", parameters={"price_adjustment_per_month": k})),
                      "house_price_index")
        within(table, "V18", f"kP {k:.4g}: path of the house price", 2 ** ((1 - (1 - k) ** steps) / 1.6), price)
        if k == 1 / 12:
            table.exact("V18", "house price in the end", "1.542211", f"{price[-1]:.6f}")
            within(table, "V18", "house price in the end against 2^(1/1.6)", 2 ** (1 / 1.6), price[-1])
    # The same by people who come: everyone moves to the first place in the first month.
    made = priced(MONTHS, housing="active", overrides={"transition": [[1, 0], [1, 0]], "reference_scale": {"place_0": 1}})
    price = ratio(program.run(made), "house_price_index")
    within(table, "V18", "doubled by arrivals", 2 ** ((1 - (11 / 12) ** steps) / 1.6), price)


def v19(program, table):
    """Residents x 2 with the own tier and field unchanged: w x 2^gamma."""
    steps = np.arange(MONTHS + 1)
    for gamma, expected in GAMMAS:
        wage = ratio(program.run(priced(MONTHS, wages="active", parameters={"agglomeration_elasticity": gamma})), "wage")
        table.exact("V19", f"gamma {gamma}: wage in the end", expected, f"{wage[-1]:.6f}")
        within(table, "V19", f"gamma {gamma}: wage in the end against 2^gamma", 2 ** gamma, wage[-1])
        within(table, "V19", f"gamma {gamma}: path", 2 ** (gamma * (1 - (11 / 12) ** steps)), wage)
    # By arrivals the own cell doubles as well: 2^(gamma - sigma).
    made = priced(MONTHS, wages="active", overrides={"transition": [[1, 0], [1, 0]], "reference_scale": {"place_0": 1}})
    wage = ratio(program.run(made), "wage")
    within(table, "V19", "doubled by arrivals, sigma 0.1", 2 ** (0.04 - 0.1), wage[-1])


def v26(program, table):
    """100 flats, Poisson(1.8) claims a month, 2 % of the holders leave, exits first. The exact chain gives .024563 of
    claims turned away and 87.789 flats held; its autocorrelation gives standard deviations of the means of n months of
    .4086/sqrt(n) and 65.45/sqrt(n): .00046 and .073 here. A run has at most 1,200 months, so 400 chains of 2,000 months are
    800 of 1,000, after 200 months in which the start is forgotten (.98^200 = .018 of a small difference)."""
    members, months, settling = 800, 1200, 200
    stays = 0.98
    made = world(2, months, replicates=members, modules={"claims": "active"},
                 levers=[{"id": "flats", "kind": "housing_support", "for": ["place_0"], "paid_from": "fund",
                          "instrument": "flats", "units": 100, "cost_relief": 0.5, "term_months": 1200}],
                 funds=[{"id": "fund", "name": {"en": "Fund", "zh": "资金"}, "payers": {"place_0": 1},
                         "once_cny": 1e12, "per_year_cny": 0, "from": "2018-01", "to": "2118-12"}],
                 overrides={"initial_agents": [people(88)], "transition": [[1, 0], [1, 0]], "take_up_probability": 1,
                            "exit_probability": 1 - stays,
                            # Of those who enter the second place 2 % are gone before they reach the first.
                            "entries_per_month": {"place_1": {"poisson": 1.8 / stays}}})
    for region in made["regions"]:
        region.update(wage_cny_per_month=5000, processing_days=AT_ONCE)
    result = program.run(made)
    n = members * (months - settling)
    month_cny = 0.5 * 0.2 * 5000  # of a flat: relief x housing share x wage
    held = np.rint(result["payments"][:, :, 0] / month_cny)
    filed, lapsed, granted = (result[name][:, :, 0] for name in ("claims", "claims_lapsed", "claims_paid"))
    table.exact("V26", "a month costs so much a flat", True, bool(np.allclose(held * month_cny, result["payments"][:, :, 0])))
    table.exact("V26", "claims are granted or lapse", 0, int(np.abs(filed - lapsed - granted).max()))
    table.exact("V26", "most flats held", 100, int(held.max()))
    table.exact("V26", "turned away while a flat was free", 0, int(((lapsed > 0) & (held < 100)).sum()))
    table.z("V26", "claims a month", 1.8, filed[:, settling + 1:].mean(), math.sqrt(1.8 / n))
    table.z("V26", "claims turned away, of 1.8", 0.0245634, lapsed[:, settling + 1:].mean() / 1.8, 0.408621 / math.sqrt(n))
    table.z("V26", "flats held", 87.78929, held[:, settling + 1:].mean(), 65.4500 / math.sqrt(n))


def run(program, table):
    for case in (v18, v19, v26):
        case(program, table)
