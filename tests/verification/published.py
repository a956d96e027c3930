# SPDX-License-Identifier: Apache-2.0
"""Published worked examples: (b), (c), (f), V21 from the C++ program talentflow_tests_published, and (b) as moves."""

import math
import subprocess
from pathlib import Path

from world import people, world

# Ages and rates that Rogers and Castro's fundamental schedule gives.
SCHEDULE = {20: 0.02778, 23: 0.03789, 25: 0.03643, 30: 0.02567, 40: 0.01148, 60: 0.00415}
MEAN = 0.0153053  # of the schedule over ages 22 to 60: with this as the rate h_0, the hazard is the schedule


def program_of_tests(program):
    """The Catch2 program beside the built one, None where it was not built."""
    path = Path(program.path).parent / "tests" / "verification" / "talentflow_tests_published"
    return path if path.is_file() else None


def examples(program, table):
    path = program_of_tests(program)
    if path is None:
        print("published: talentflow_tests_published is not built, so (c), V21 and parts of (b), (f) are left out")
        return
    done = subprocess.run([str(path), "[published]"], text=True, capture_output=True, env=program.environment(),
                          timeout=60)
    lines = [line.split("\t")[1:] for line in done.stdout.splitlines() if line.startswith("published\t")]
    for case, figure, expected, value, tolerance in lines:
        if tolerance:
            table.near(case, figure, float(expected), float(value), float(tolerance))
        else:
            table.exact(case, figure, expected, value)
    table.exact("V21", "talentflow_tests_published ends with", 0, done.returncode)


def schedule(program, table):
    """People of six ages who may consider once; whoever considers goes. No family: it would lower the hazard."""
    n = 300_000
    ages = list(SCHEDULE)
    places = len(ages) + 1
    go = [[-100.0 if a == b else (0.0 if b == places - 1 else -100.0) for b in range(places)] for a in range(places)]
    made = world(places, 1, seed=12, modules={"consideration": "active", "choice": "active"},
                 parameters={"dissimilarity": 1, "consideration_rate_per_month": MEAN, "consideration_partner": 0,
                             "consideration_child": 0},
                 overrides={"utility": go,
                            "initial_agents": [people(n, r, age_years=age) for r, age in enumerate(ages)]})
    flows = program.run(made)["od_flow"][0, 1].sum(axis=2)
    for r, age in enumerate(ages):
        share = 1 - math.exp(-SCHEDULE[age])
        table.z("(b)", f"consider and go at age {age}: 1 - exp(-{SCHEDULE[age]:.5f})", share, flows[r].sum() / n,
                math.sqrt(share * (1 - share) / n))


def run(program, table):
    examples(program, table)
    schedule(program, table)
