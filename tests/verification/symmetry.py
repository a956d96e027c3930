# SPDX-License-Identifier: Apache-2.0
"""V12: five identical places with every module and levers for all of them; none of them can be told from another."""

import itertools
import json

import numpy as np

from world import labels, regions, tier_labels, world

N_PLACES = 5
MODULES = ("demography", "separation", "posts", "awareness", "consideration", "choice", "clearing", "claims",
           "capability", "wages", "housing", "ties", "commuting", "firms", "secondment")
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
    """An invented world with every module on; `order` is how the file lists its places.

    All pairs of places are 60 km and 45 minutes apart, near enough to work next door. Levers act in all places alike:
    secondment between each two of them, an equity fund in each.
    """
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
            *({"id": f"fund-{p}", "kind": "talent_fund", "for": [p], "pool_cny": 4e7, "deals_per_year": 4, "deal_cny": 2e6}
              for p in places),
            *({"id": f"exchange-{a}-{b}", "kind": "secondment", "between": [places[a], places[b]], "persons_per_year": 10,
               "months": 6} for a, b in itertools.combinations(range(N_PLACES), 2)),
        ])
    made["time"]["burn_in_months"] = 12
    listed = regions(N_PLACES, **PLACE)
    made["regions"] = [listed[i] for i in order]
    made["distances"] = [{"between": [places[a], places[b]], "km": 60, "minutes": 45}
                         for a in range(N_PLACES) for b in range(a)]
    return made


def exchangeable_chi2(values):
    """[member, place]: equal means of exchangeable columns; the one variance is estimated from within members."""
    members, places = values.shape
    centred = values - values.mean(axis=1, keepdims=True)
    means = centred.mean(axis=0)
    variance = ((centred - means) ** 2).sum() / ((members - 1) * (places - 1))
    return float(members * (means ** 2).sum() / variance)


def by_place(result, name, axis="region", **where):
    """Sums over everything but member, time and place, at labels of other axes."""
    values = result[name]
    for other, label in where.items():
        values = values.take([result.at(other, label)], axis=result.axes[name].index(other))
    kept = (0, 1, result.axes[name].index(axis))
    return values.sum(axis=tuple(a for a in range(values.ndim) if a not in kept)).astype(float)


def v12(program, table):
    members = 40
    modules = json.loads(program.command("schema"))["properties"]["modules"]["properties"]
    table.exact("V12", "modules that are not on", [], sorted(set(modules) - set(MODULES)))
    result = program.run(alike(36, members))
    stock = by_place(result, "stock")
    moved = by_place(result, "moves", direction="in")[:, 1:].sum(axis=1)
    assert moved.sum() > 40 * members
    for figure, values in (
            (f"stock after 36 months, a fifth of {stock[:, -1].sum(axis=1).mean():.6g}", stock[:, -1]),
            ("stock after 36 months, tier 1", by_place(result, "stock", tier="tier_1")[:, -1]),
            ("moved in", moved),
            ("unemployed", by_place(result, "unemployed")[:, -1]),
            ("hires", by_place(result, "hires")[:, 1:].sum(axis=1)),
            ("awareness of the four others", by_place(result, "awareness", "destination")[:, -1] - 1),
            ("wages of all tiers and fields", by_place(result, "wage")[:, -1]),
            ("house price", by_place(result, "house_price_index")[:, -1]),
            ("who live here and work elsewhere", by_place(result, "commuters", "origin")[:, -1]),
            ("who work here and live elsewhere", by_place(result, "commuters", "destination")[:, -1]),
            ("posts made by firms", by_place(result, "created_posts")[:, -1]),
            ("months of people on secondment here", by_place(result, "seconded", "destination")[:, 1:].sum(axis=1))):
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
