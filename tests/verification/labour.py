# SPDX-License-Identifier: Apache-2.0
"""V5, V7, V8, V21: the employment lake, and posts that seekers compete for."""

import math
import random

import numpy as np

from world import labels, people, tier_labels, world


def lake(alpha, find, b, d):
    """Next unemployment rate. Order of the month: exits; then losses and finds of those who stay; entrants, unemployed."""
    def step(u):
        return ((1 - d) * ((1 - find) * u + alpha * (1 - u)) + b) / (1 - d + b)
    return step


PATH_BOUND = 5.2331  # |z| that one of 60 months exceeds in at most 1 of 100,000 cases: each in 1.67e-7, two-sided


def luck_of_a_month(u, alpha, find, b, d):
    """Variance of the next rate times the next number of people, given the rate u of one place with N people.

    With v the expected next rate, each of the N adds (1 - v) if present and unemployed next month, -v if present and
    employed, 0 if gone; over the next number of people, N (1 - d + b), that is the deviation of the rate.
    """
    v = lake(alpha, find, b, d)(u)
    total = 0.0
    for share, idle in ((u, 1 - find), (1 - u, alpha)):
        mean = (1 - d) * (idle * (1 - v) - (1 - idle) * v)
        total += share * ((1 - d) * (idle * (1 - v) ** 2 + (1 - idle) * v ** 2) - mean ** 2)
    return total / (1 - d + b)


def gap_and_path(table, name, rate, stock, rates, steady, root, path):
    """The second root of the chain, which closes the gap to the steady state; and the whole path.

    root: sum of gap x next gap over the sum of squared gaps, all members and months. What a month adds is luck with mean 0
    given the months before, so its variance follows from theirs.
    """
    gap = rate - steady
    weight = np.square(gap[:, :-1]).sum()
    found = (gap[:, :-1] * gap[:, 1:]).sum() / weight
    luck = np.vectorize(lambda u: luck_of_a_month(u, *rates))(rate[:, :-1]) / stock[:, 1:]
    table.z("V5", f"second root: part of the gap that is left after a month, {name}", root, found,
            math.sqrt((np.square(gap[:, :-1]) * luck).sum()) / weight)
    apart = np.array([rate[:, t].mean() - path[t] for t in range(1, len(path))])
    sd = np.array([math.sqrt(path[t] * (1 - path[t]) / stock[:, t].sum()) for t in range(1, len(path))])
    worst = float(abs(apart / sd).max())
    table.below("V5", f"path of 60 months, {name}: largest distance in standard deviations", PATH_BOUND, worst)


def v5(program, table):
    """Given the numbers of people, unemployment is a sum of independent events: its variance is at most u(1-u)/N."""
    alpha, find = 0.013, 0.283
    for b, d, steady, root in ((0.0124, 0.00822, 0.0826663, 0.695307), (0, 0, 0.0439189, 0.704)):
        n, members, months = 20_000, 20, 60
        overrides = {"initial_agents": [people(n)], "separation_probability": alpha, "finding_probability": find}
        if b:
            overrides.update(exit_probability=d, entries_per_month={"place_0": {"per_resident": b}})
        result = program.run(world(1, months, replicates=members, overrides=overrides))
        stock = result["stock"].sum(axis=(2, 3, 4)).astype(float)
        rate = result["unemployed"].sum(axis=(2, 3, 4)) / stock
        step, u, path = lake(alpha, find, b, d), 0.0, [0.0]
        for _ in range(months):
            path.append(u := step(u))
        assert abs(path[-1] - steady) < 1e-6
        assert abs((path[2] - steady) / (path[1] - steady) - root) < 1e-5
        name = "with entry and exit" if b else "without"
        for t in (1, 3, 6, 12, months):
            sd = math.sqrt(path[t] * (1 - path[t]) / stock[:, t].sum())
            table.z("V5", f"unemployment after {t} months, {name}", path[t], rate[:, t].mean(), sd)
        gap_and_path(table, name, rate, stock, (alpha, find, b, d), steady, root, path)
        if b:
            growth = 1 - d + b
            sd = math.sqrt(sum(d * (1 - d) * n * growth ** (t - 1) * growth ** (2 * (months - t))
                               for t in range(1, months + 1)) / members)
            table.z("V5", "people after 60 months", n * growth ** months, stock[:, months].mean(), sd)


def posts_world(n_fields, seekers, posts, replicates=1, parameters=None, contact=None, employed=0):
    """Unemployed people of one place who all apply in the first month, each once, in a random field."""
    overrides = {
        "initial_agents": [people(seekers, employment="unemployed")],
        "posts": [{"region": "place_0", "field": f"field_{f}", "count": posts} for f in range(n_fields)],
        "applications_max": 1,
    }
    if contact is not None:
        overrides["contact_probability"] = contact
    return world(1, 1, replicates=replicates, fields=labels("field", n_fields, regulated=False),
                 relatedness={"other": 1}, modules={"clearing": "active"}, overrides=overrides,
                 parameters={"search_rate_per_month": 1000, **(parameters or {})})


def v7(program, table):
    """7,000 seekers, each at one of 7 pools at random; a pool takes the first 1,000: hires = sum of min(N_f, 1000)."""
    members = 400
    result = program.run(posts_world(7, 7000, 1000, replicates=members, contact=1))
    hires = result["hires"][:, 1].sum(axis=(1, 2, 3)).astype(float)
    table.z("V7", "hires of 7,000 seekers for 7 x 1,000 posts", 6918.248, hires.mean(), 24.999 / math.sqrt(members))
    table.dispersion("V7", "their variance over members", hires, 24.999 ** 2)
    open_posts = result["vacancies"][:, 1].sum(axis=(1, 2, 3))
    table.exact("V7", "posts - hires - open posts", 0, int(abs(7000 - hires - open_posts).max()))
    idle = result["unemployed"][:, 1].sum(axis=(1, 2, 3))
    table.exact("V7", "seekers - hires - unemployed", 0, int(abs(7000 - hires - idle).max()))


def v8(program, table):
    seekers, posts = 50_000, 20_000

    def hires(efficiency, posts=posts, members=1):
        parameters = {"contact_efficiency": efficiency, "matching_elasticity": 0.5}
        result = program.run(posts_world(1, seekers, posts, replicates=members, parameters=parameters))
        return result["hires"][:, 1].sum(axis=(1, 2, 3)).astype(float)

    members = 100
    got = hires(0.25, members=members)
    table.z("V8", "hires at A 0.25, eta 0.5", 7905.69, got.mean(), 81.58 / math.sqrt(members))
    table.dispersion("V8", "their variance over members", got, 81.58 ** 2)
    table.exact("V8", "hires at A 0", 0, int(hires(0)[0]))
    table.exact("V8", "hires at A 1e9, 20,000 posts: min(U, V)", posts, int(hires(1e9)[0]))
    table.exact("V8", "hires at A 1e9, 60,000 posts: min(U, V)", seekers, int(hires(1e9, 60_000)[0]))
    table.exact("V8", "hires without posts", 0, int(hires(1e9, 0)[0]))


def market(seed):
    """100,000 seekers in four places and 1,024 pools of 0 to 149 posts each; everybody applies to five of them.

    People of each tier may apply for posts of their own tier and below in any field; who comes first is said by tier fit
    and luck. Hired people lose their posts again, so that the market is cleared four times, each time another one.
    """
    places, tiers, fields = 4, tier_labels(8), labels("field", 32, regulated=False)
    rng = random.Random(seed)
    cells = [(r, tier["id"], field["id"]) for r in range(places) for tier in tiers for field in fields]
    agents = [people(98 if i % 32 else 88, r, tier=tier, field=field, employment="unemployed", accredited=True)
              for i, (r, tier, field) in enumerate(cells)]
    return world(places, 4, seed=seed, tiers=tiers, fields=fields, relatedness={"other": 1}, modules={"clearing": "active"},
                 parameters={"search_rate_per_month": 1000, "applications_max": 5}, overrides={
                     "initial_agents": agents, "contact_probability": 1, "separation_probability": 0.5,
                     "posts": [{"region": f"place_{r}", "tier": tier, "field": field, "count": rng.randrange(150)}
                               for r, tier, field in cells]})


def v21(program, table):
    """The production program's clearing on one thread and on several: every variable, every bit."""
    made = market(21)
    one = program.run(made)
    stock = int(one["stock"][0, 0].sum())
    hires = one["hires"][0, 1:].sum(axis=(1, 2, 3))
    table.exact("V21", "random market: seekers", sum(a["count"] for a in made["overrides"]["initial_agents"]), stock)
    table.above("V21", "random market: hires of the first month", 50_000, int(hires[0]))
    posts = sum(p["count"] for p in made["overrides"]["posts"])
    for threads in (2, 3, 8):
        many = program.run(made, threads=threads)
        table.exact("V21", f"random market of {stock:,} seekers, {len(made['overrides']['posts']):,} pools and {posts:,} posts: "
                    f"variables that {threads} threads change", [],
                    [name for name in one.variables() if one[name].tobytes() != many[name].tobytes()])


def run(program, table):
    for case in (v5, v7, v8, v21):
        case(program, table)
