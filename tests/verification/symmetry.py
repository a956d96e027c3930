# SPDX-License-Identifier: Apache-2.0
"""V12: five identical places with every built module and two levers; none of them can be told from another."""

import numpy as np

from world import labels, regions, tier_labels, world

N_PLACES = 5
MODULES = ("demography", "separation", "posts", "awareness", "consideration", "choice", "clearing", "claims",
           "capability", "ties")
AGES = ((22, 24), (25, 29), (30, 34), (35, 39), (40, 44), (45, 49), (50, 54), (55, 59))

PLACE = {
    "province": "one",
    "residents": 60_000,
    "talent": {"total": 3000},
    "men": [200, 400, 500, 450, 400, 350, 300, 250],
    "women": [200, 400, 500, 450, 400, 350, 300, 250],
    "bachelor_share": 0.4,
    "industry_shares": {"industry_0": 0.5, "industry_1": 0.3, "industry_2": 0.2},
    "unemployment": 0.05,
    "wage_cny_per_month": 8000,
    "graduates_per_year": 200,
    "stay_constant": 5,
    "processing_days": {"accreditation": 30, "claims": 30},
    "desk_cases_per_month": 20,
}


def alike(months, members, order=range(N_PLACES)):
    """An invented world with every built module on; `order` is how the file lists its places."""
    places = [f"place_{i}" for i in range(N_PLACES)]
    fields = labels("field", 3)
    made = world(
        N_PLACES, months, replicates=members, tiers=tier_labels(3),
        fields=[{**field, "regulated": i == 1} for i, field in enumerate(fields)],
        relatedness={"other": 0.4},
        industries=[{**item, "college_intensity": 1, "fields": {f"field_{i}": 0.8, f"field_{(i + 1) % 3}": 0.2}}
                    for i, item in enumerate(labels("industry", 3))],
        population={"tier_shares": {"tier_0": 0.02, "tier_1": 0.2},
                    "age_bands": [{"from_years": a, "to_years": b} for a, b in AGES]},
        parameters={"tier_upgrade_per_month": 0.002, "contact_efficiency": 0.5},
        modules={module: "active" for module in MODULES},
        rest_of_world={"leaving_per_year": 0.007, "potential_immigrants_per_year": 0.03, "utility": 0,
                       "stay_constant": 8},
        funds=[{"id": "award-fund", "name": {"en": "Awards", "zh": "奖补"}, "payers": {p: 1 / N_PLACES for p in places},
                "per_year_cny": 2e6, "from": "2018-01", "to": "2030-12"}],
        levers=[
            {"id": "award", "kind": "settling_award", "for": places, "paid_from": "award-fund", "admin_share": 0.1,
             "eligible": {"tiers": ["tier_0", "tier_1"], "newcomers": "only"},
             "amount_cny": {"tier_0": 100000, "tier_1": 50000}, "instalments": 3, "service_months": 24,
             "clawback": "linear"},
            {"id": "card", "kind": "green_card", "for": places, "paid_from": "award-fund",
             "eligible": {"tiers": ["tier_0", "tier_1"]}, "module_weight": 0.25, "cost_per_holder_year_cny": 100,
             "modules": ["government_affairs", "innovation_business", "daily_life", "travel"]},
        ])
    made["time"]["burn_in_months"] = 12
    listed = regions(N_PLACES, **PLACE)
    made["regions"] = [listed[i] for i in order]
    made["distances"] = [{"between": [places[a], places[b]], "km": 60, "minutes": 60}
                         for a in range(N_PLACES) for b in range(a)]
    return made


def exchangeable_chi2(values):
    """[member, place]: equal means of exchangeable columns; the one variance is estimated from within members."""
    members, places = values.shape
    centred = values - values.mean(axis=1, keepdims=True)
    means = centred.mean(axis=0)
    variance = ((centred - means) ** 2).sum() / ((members - 1) * (places - 1))
    return float(members * (means ** 2).sum() / variance)


def v12(program, table):
    members = 40
    made = alike(36, members)
    result = program.run(made)
    stock = result["stock"].sum(axis=(3, 4)).astype(float)
    moved = result["moves"][:, 1:].sum(axis=(1, 4, 5)).astype(float)
    assert moved.sum() > 40 * members
    for figure, values in (
            ("stock after 36 months", stock[:, -1]),
            ("stock after 36 months, tier 1", result["stock"][:, -1, :, 1].sum(axis=2).astype(float)),
            ("moved in", moved[:, :, 0]),
            ("unemployed", result["unemployed"][:, -1].sum(axis=(2, 3)).astype(float)),
            ("hires", result["hires"][:, 1:].sum(axis=(1, 3, 4)).astype(float)),
            ("awareness of the four others", result["awareness"][:, -1].sum(axis=1) - 1)):
        table.chi2_value("V12", f"five like places: {figure}", f"{values.mean():.6g} each",
                         f"{values.mean(axis=0).min():.6g}..{values.mean(axis=0).max():.6g}",
                         exchangeable_chi2(values), N_PLACES - 1)
    table.above("V12", "claims paid (the levers act)", 0, int(result["claims_paid"].sum()))

    base = program.run(alike(24, 2))
    permuted = alike(24, 2, order=[3, 0, 4, 2, 1])
    permuted["distances"].reverse()
    permuted["levers"].reverse()
    other = program.run(permuted)
    differing = [name for name in base.variables()
                 if not np.array_equal(base[name], other.in_order_of(base, name), equal_nan=base[name].dtype.kind == "f")]
    table.exact("V12", "variables that change when places are listed in another order", [], differing)


def run(program, table):
    v12(program, table)
