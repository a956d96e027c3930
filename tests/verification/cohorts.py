# SPDX-License-Identifier: Apache-2.0
"""V3, V4, V15 seen as cohorts: who is still there, and who never left, after 12 to 60 months, against powers of the matrix."""

import math

import numpy as np

from markov import MOVES
from money import award_world
from world import people, world

KEPT = {"variables": ["default", "cohorts"]}


def share(table, figure, expected, count, n):
    table.z("cohorts", figure, expected, count / n, math.sqrt(expected * (1 - expected) / n))


def residents(program, table):
    """All of time 0 live in one place: stay^h never left, (P^h)_00 are there, come back or not."""
    n, p = 300_000, np.array(MOVES)
    result = program.run(world(3, 60, output=KEPT, overrides={"initial_agents": [people(n)], "transition": MOVES}))
    entry = result.at("entry", "resident_at_decision")
    table.exact("cohorts", "residents of time 0", n, int(result["cohort_size"][0, ..., entry].sum()))
    for h, months in enumerate(result["horizon"]):
        there = result["cohort_present"][0, 0, 0, 0, entry, h]
        stayed = result["cohort_never_left"][0, 0, 0, 0, entry, h]
        share(table, f"residents there after {months} months", np.linalg.matrix_power(p, months)[0, 0], there, n)
        share(table, f"residents who never left in {months} months", p[0, 0] ** months, stayed, n)

    # Who moved in stays stay^h. Spells are independent; being there is nearly so, as one person may come twice.
    entry = result.at("entry", "moved_in")
    size = result["cohort_size"][0, ..., 0, entry]  # year, region
    for h, months in enumerate(result["horizon"][:3]):
        reached = result["cohort_present"][0, :, 0, 0, entry, h] != -1
        table.exact("cohorts", f"years of entry seen after {months} months", 5 - months // 12, int(reached.sum()))
        for r in range(3):
            n = int(size[reached, r].sum())
            there = result["cohort_present"][0, reached, r, 0, entry, h].sum()
            stayed = result["cohort_never_left"][0, reached, r, 0, entry, h].sum()
            share(table, f"moved in, place {r}, there after {months} months", np.linalg.matrix_power(p, months)[r, r], there, n)
            share(table, f"moved in, place {r}, never left in {months} months", p[r, r] ** months, stayed, n)


def leavers(program, table):
    """Exits of 2 % a month, whose rows newcomers take: 0.98^h are left, and nobody else is taken for them."""
    n, q = 100_000, 0.02
    result = program.run(world(1, 60, output=KEPT, overrides={
        "initial_agents": [people(n)], "exit_probability": q, "entries_per_month": {"place_0": 2000}}))
    entry = result.at("entry", "resident_at_decision")
    there, stayed = (result[name][0, 0, 0, 0, entry] for name in ("cohort_present", "cohort_never_left"))
    for h, months in enumerate(result["horizon"]):
        share(table, f"left after {months} months of exits of 2 %", (1 - q) ** months, there[h], n)
    table.exact("cohorts", "one place: who is there never left", there.tolist(), stayed.tolist())
    table.exact("cohorts", "entries of a table are in no cohort", n, int(result["cohort_size"].sum()))


def paid(program, table):
    """Everybody is paid in the first month and leaves with 2 % a month, for good."""
    n, q = 100_000, 0.02
    made = award_world(2, 40, ["tier_2"], [people(n)], 90_000, 2 * n * 90_000, service_months=36, output=KEPT,
                       overrides={"transition": [[1 - q, q], [0, 1]]})
    result = program.run(made)
    entry, tier = result.at("entry", "award_paid"), result.at("tier", "tier_2")
    size = int(result["cohort_size"][0, 0, 0, tier, entry])
    table.exact("cohorts", "award paid: claims paid", int(result["claims_paid"].sum()), size)
    for h, months in enumerate(result["horizon"][:2]):
        stayed = result["cohort_never_left"][0, 0, 0, tier, entry, h]
        share(table, f"paid and there after {months} months", (1 - q) ** months, stayed, size)
    table.exact("cohorts", "after 36 months: beyond the end for those paid in December", -1,
                int(result["cohort_never_left"][0, 0, 0, tier, entry, 2]))


def run(program, table):
    for case in (residents, leavers, paid):
        case(program, table)
