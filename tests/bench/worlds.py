# SPDX-License-Identifier: Apache-2.0
"""Scenario files made for measuring: larger or smaller worlds, and choice-only worlds with any number of places."""

import json
import math
import sys

try:
    import yaml
except ImportError:
    sys.exit("bench: python3-yaml is missing; install it (./dev bench does) or run: apt-get install python3-yaml")

from machine import ROOT

SCENARIOS = ROOT / "scenarios"
DEFAULT = SCENARIOS / "suining-tongnan-longquanyi.yaml"
ALL_POLICIES = SCENARIOS / "all-documented-policies.yaml"
CHOICE = SCENARIOS / "bench" / "choice_only.yaml"
CHOICE_12 = SCENARIOS / "bench" / "choice_only_12.yaml"

# What grows with the number of people; everything else in a scenario is a share, a rate, a price or a distance.
REGION_COUNTS = ("residents", "men", "women", "graduates_per_year", "desk_cases_per_month")
FUND_COUNTS = ("per_year_cny", "once_cny")


def number(value):
    return value["value"] if isinstance(value, dict) else value


def times(value, factor):
    """A number, a statement or a list of them, multiplied; persons stay whole."""
    if isinstance(value, list):
        return [times(one, factor) for one in value]
    return float(round(number(value) * factor))


def raised(value, by):
    """Utils of one for all tiers or by tier, all raised by as much."""
    if isinstance(value, dict) and "value" not in value:
        return {tier: raised(one, by) for tier, one in value.items()}
    return number(value) + by


class Resolved:
    """A scenario with every value in place."""

    def __init__(self, programs, scenario=DEFAULT, options=()):
        self.path = scenario
        self.world = yaml.safe_load(programs.resolved(scenario, *options))

    def agents(self):
        persons = sum(number(region["talent"]["total"]) for region in self.world["regions"])
        return round(persons / number(self.world["population"]["persons_per_agent"]))

    def months(self):
        """Burn-in and all months after it."""
        return self.world["time"]["burn_in_months"] + self.world["time"]["months"]

    def scaled(self, factor, path):
        """Writes a scenario that is this one with `factor` times the people, posts and money.

        Posts follow from people. More posts make every place more attractive, by size_elasticity x ln(factor); what holds
        people where they are is raised by as much, so that as many of a hundred move as before. A smaller world keeps its
        funds, which must hold at least one payment.
        """
        parameters, rest = self.world["parameters"], self.world["rest_of_world"]
        pull = number(parameters["size_elasticity"]) * math.log(factor)
        hold = number(parameters["dissimilarity"]) * pull  # of the upper nest, where staying is compared
        regions = []
        for region in self.world["regions"]:
            talent = {"total": times(region["talent"]["total"], factor)}
            if region["talent"].get("tiers"):
                talent["tiers"] = {k: times(v, factor) for k, v in region["talent"]["tiers"].items()}
            counts = {key: times(region[key], factor) for key in REGION_COUNTS if key in region}
            regions.append({"id": region["id"], "talent": talent, **counts,
                            "stay_constant": raised(region["stay_constant"], hold)})
        funds = [{"id": fund["id"], **{key: times(fund[key], max(1, factor)) for key in FUND_COUNTS if key in fund}}
                 for fund in self.world.get("funds", [])]
        rest_of_world = {"utility": raised(rest["utility"], pull), "stay_constant": raised(rest["stay_constant"], hold)}
        return write({"format": 1, "name": "scaled", "extends": str(self.path), "regions": regions,
                      "rest_of_world": rest_of_world, "funds": funds}, path)


def write(world, path):
    """A scenario file; every JSON text is YAML."""
    path.write_text(json.dumps(world, ensure_ascii=False), encoding="utf-8")
    return path


def choice_options(agents, regions):
    """W1 with so many agents: as crowded as the reference program's places."""
    return ["--set", f"population.agents={agents}", "--set", f"parameters.congestion.capacity={agents / regions:.12g}"]


def ring(n_regions, path):
    """Choice only among `n_regions` equal places on a ring, 50 km to the next and 200 km to the opposite one."""
    world = yaml.safe_load(CHOICE.read_text(encoding="utf-8"))
    world["name"] = f"ring-{n_regions}"
    world["regions"] = [{"id": f"place_{k + 1}", "name": {"en": f"Place {k + 1}", "zh": f"第{k + 1}地"},
                         "wage_cny_per_month": 10000, "amenity": 0, "stay_constant": 0, "unemployment": 0}
                        for k in range(n_regions)]
    farthest = max(1, n_regions // 2)
    world["distances"] = []
    for i in range(n_regions):
        for j in range(i + 1, n_regions):
            steps = min(j - i, n_regions - (j - i))
            km = 50 + (150 * (steps - 1) / (farthest - 1) if farthest > 1 else 0)
            world["distances"].append({"between": [f"place_{i + 1}", f"place_{j + 1}"], "km": round(km, 1)})
    return write(world, path)
