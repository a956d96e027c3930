# SPDX-License-Identifier: Apache-2.0
"""V9: Harris and Todaro's town, which people enter until its wage times the chance of a job is the wage of the country.

10,000 people, 4,000 jobs in town at 1.5 times the country's wage, work for everybody in the country: with n people in
town the odds of town against country are (1.5 x 4000/n)^beta. As beta grows, n goes to 6,000 and a third of them idle.
"""

import math

import numpy as np

from world import people, tier_labels, world

PEOPLE, JOBS, WAGE = 10_000, 4_000, 1.5
# Means over months 500 to 1,500: before them runs the burn-in, in which people choose as they do later.
MEMBERS, BEFORE, MONTHS = 20, 500, 1000
CHAINS = 400  # of the same chain by numpy, the fresh Monte Carlo behind each figure's mean and spread
# beta_y, share who consider in a month (a larger one would make the town swing), and where the expected flows cancel
CASES = ((5, 0.05, 5680.27), (20, 0.05, 5892.69), (100, 0.01, 5976.31))

# Everything that could tell one place from another but the expected income.
BARE = {"dissimilarity": 1, "moving_cost_years": 0, "unemployment_benefit": 0, "job_led_share": 0, "housing_share": 0,
        "size_elasticity": 0, "origin_weight": 0, "residence_attachment": 0, "tie_weight": 0, "partner_cost": 0,
        "child_cost": 0}


def long_world(n_regions, **parts):
    made = world(n_regions, MONTHS, seed=9, replicates=MEMBERS, **parts)
    made["time"]["burn_in_months"] = BEFORE
    return made


def fixed_point(beta, insiders=0):
    """n = insiders + (PEOPLE - insiders) / (1 + (n / (WAGE JOBS))^beta); the right side falls with n."""
    low, high = 1.0, float(PEOPLE)
    for _ in range(200):
        n = 0.5 * (low + high)
        right = insiders + (PEOPLE - insiders) / (1 + (n / (WAGE * JOBS)) ** beta)
        low, high = (n, high) if right > n else (low, n)
    return 0.5 * (low + high)


def odds_of_town(beta, in_town, jobs):
    y = WAGE * np.minimum(1.0, jobs / in_town)
    return 1 / (1 + y ** -beta)


def twins(beta, consider):
    """Town and country twice, as staying is valued by one's own post and not by the chance of one.

    Nobody stays who considers, and each chooses between the other town and the other country: the choice is between
    two destinations. The two halves hold 5,000 people each on average.
    """
    made = long_world(4, modules={"choice": "active"})
    for r, region in enumerate(made["regions"]):
        region.update(wage_cny_per_month=6000 * (WAGE if r % 2 == 0 else 1), stay_constant=-100)
    made["distances"] = [{"between": [f"place_{a}", f"place_{b}"], "km": 20_000 if a // 2 == b // 2 else 50}
                         for a in range(4) for b in range(a)]
    made["parameters"] = {**BARE, "income_elasticity": beta, "distance_elasticity": 10}
    town = round(fixed_point(beta) / 2)
    made["overrides"] = {
        "consider_probability": consider,
        "initial_agents": [people(town if r % 2 == 0 else PEOPLE // 2 - town, r, employment="unemployed")
                           for r in range(4)],
        "posts": [{"region": f"place_{r}", "count": JOBS // 2 if r % 2 == 0 else 2 * PEOPLE} for r in range(4)]}
    return made


def twins_by_numpy(beta, consider, members, rng):
    """The same chain on counts alone: months' mean of people in the two towns, by member."""
    town = round(fixed_point(beta) / 2)
    n = np.tile([[town, PEOPLE // 2 - town]] * 2, (members, 1, 1))  # member, half, (town, country)
    total = np.zeros(members)
    for month in range(1, BEFORE + MONTHS + 1):
        gone = rng.binomial(n, consider)
        movers = gone.sum(axis=2)[:, ::-1]
        into_town = rng.binomial(movers, odds_of_town(beta, n[:, :, 0], JOBS // 2))
        n = n - gone + np.stack([into_town, movers - into_town], axis=2)
        if month >= BEFORE:
            total += n[:, :, 0].sum(axis=1)
    return total / (MONTHS + 1)


def insiders(beta, consider):
    """One town, whose jobs belong to people who never leave; the others go where they expect more, or stay."""
    made = long_world(2, tiers=tier_labels(2), modules={"choice": "active", "clearing": "active"})
    made["regions"][0].update(wage_cny_per_month=6000 * WAGE, stay_constant={"tier_0": 100, "tier_1": 0})
    made["distances"] = [{"between": ["place_0", "place_1"], "km": 50}]
    made["parameters"] = {**BARE, "income_elasticity": beta}
    idle = round(fixed_point(beta, JOBS)) - JOBS
    made["overrides"] = {
        "consider_probability": consider, "contact_probability": 1,
        "initial_agents": [people(JOBS, 0, tier="tier_0"), people(idle, 0, tier="tier_1", employment="unemployed"),
                           people(PEOPLE - JOBS - idle, 1, tier="tier_1")],
        "posts": [{"region": "place_1", "tier": "tier_1", "count": 2 * PEOPLE}]}
    return made


def insiders_by_numpy(beta, consider, members, rng):
    idle = np.full(members, round(fixed_point(beta, JOBS)) - JOBS)
    total = np.zeros(members)
    for month in range(1, BEFORE + MONTHS + 1):
        p = odds_of_town(beta, JOBS + idle, JOBS)
        idle = idle - rng.binomial(idle, consider * (1 - p)) + rng.binomial(PEOPLE - JOBS - idle, consider * p)
        if month >= BEFORE:
            total += JOBS + idle
    return total / (MONTHS + 1)


def compare(table, figure, target, town, chain):
    """The months' mean against that of the chain on counts, which the curvature of the odds holds a little below the
    fixed point; the chain also gives the spread over members."""
    assert abs(chain.mean() - target) < 1, (figure, chain.mean())
    sd = chain.std(ddof=1) * math.sqrt(1 / MEMBERS + 1 / len(chain))
    table.z("V9", f"{figure}: people in town (fixed point {target:.2f}, {1 - JOBS / target:.6f} idle)", chain.mean(),
            town.mean(), sd)


def run(program, table):
    rng = np.random.default_rng(9)
    for beta, consider, target in CASES:
        assert abs(fixed_point(beta) - target) < 0.005
        result = program.run(twins(beta, consider))
        stock = result["stock"].sum(axis=(3, 4)).astype(float)
        assert np.ptp(stock[:, 0, 0]) > 0  # members are apart by time 0: people moved in the burn-in
        compare(table, f"beta_y {beta}", target, (stock[:, :, 0] + stock[:, :, 2]).mean(axis=1),
                twins_by_numpy(beta, consider, CHAINS, rng))
    beta, consider = 20, 0.05
    result = program.run(insiders(beta, consider))
    stock = result["stock"].sum(axis=(3, 4))
    idle = result["unemployed"].sum(axis=(3, 4))
    compare(table, f"jobs held for life, beta_y {beta}", fixed_point(beta, JOBS),
            stock[:, :, 0].astype(float).mean(axis=1), insiders_by_numpy(beta, consider, CHAINS, rng))
    table.exact("V9", "jobs held for life: employed in town, all months", [JOBS],
                sorted(set(map(int, (stock - idle)[:, :, 0].ravel()))))
    table.exact("V9", "jobs held for life: idle in the country", 0, int(idle[:, :, 1].max()))
