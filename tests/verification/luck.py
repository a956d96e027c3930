# SPDX-License-Identifier: Apache-2.0
"""V27: equal luck. A lever at dose 0 is no lever; whom it does not reach it does not change; pairing pays.

Out of reach are, for every kind but those that say why not (`.exempt(LeverLaw::far_places, "why")` in the source), the people
of places so far away that nobody there knows of the lever's; and, for kinds that can be kept to a tier or field, the neighbours
of another tier or field.
"""

import numpy as np
import yaml

from world import LESSONS

# Kind -> axis of the result, a label on it that the lever of the kind's lesson reaches, and one that it cannot reach.
REACH = {"settling_award": ("tier", "D", "E"), "green_card": ("tier", "D", "E"), "housing_support": ("tier", "D", "E"),
         "research_funding": ("tier", "D", "E"), "care_and_career": ("tier", "D", "E"),
         "mutual_recognition": ("field", "education", "trade"),
         "shared_instruments": ("field", "research", "services")}
# Wages and prices of the lesson that would carry the effect on to others.
FIXED = {"housing_support": ("--set", "modules.housing=fixed"), "shared_instruments": ("--set", "modules.wages=fixed")}
FAR = "_far"
F_BOUND = 3.0197  # F(63, 63) at upper 1e-5


def differing(a, b):
    """Variables of both results that are not equal bit for bit."""
    return [name for name in a.variables() if name in b and a[name].tobytes() != b[name].tobytes()]


def levers_of(lesson, kind):
    """Ids of a lesson's levers of one kind."""
    levers = yaml.safe_load(lesson.read_text(encoding="utf-8"))["levers"]
    return [lever["id"] for lever in levers if lever["kind"] == kind]


def levers_that_require(lesson, ids):
    levers = yaml.safe_load(lesson.read_text(encoding="utf-8"))["levers"]
    return [lever["id"] for lever in levers if set(lever.get("requires", [])) & set(ids)]


def with_all(ids, key, value):
    return [word for id in ids for word in ("--set", f"levers.{id}.{key}={value}")]


def zero_dose(program, table, kind):
    lesson = LESSONS / f"{kind}.yaml"
    ids = levers_of(lesson, kind)
    assert ids, f"{lesson.name} has no lever of kind {kind}"
    off = program.run(lesson, *with_all(ids, "dose", 0))
    # What requires it cannot act without it, at dose 0 or elsewhere.
    gone = [*ids, *levers_that_require(lesson, ids)]
    without = program.run({"format": 1, "extends": str(lesson), "levers": [{"id": id, "delete": True} for id in gone]})
    disabled = program.run(lesson, *with_all(ids, "enabled", "false"))
    table.exact("V27", f"{kind}: variables that dose 0 changes against no lever", [], differing(off, without))
    table.exact("V27", f"{kind}: variables that dose 0 changes against disabled", [], differing(off, disabled))


def report_reach(table, kind, on, off, axis_name, reached, unreached):
    """Equal variables on one label of an axis, changed ones on another: nothing else links people in the lessons."""
    changed = {}
    for label in (reached, unreached):
        place = on.at(axis_name, label)
        changed[label] = [
            name for name in ("stock", "workers", "od_flow", "moves", "promoted", "hires")
            if axis_name in on.axes[name] and not np.array_equal(
                on[name].take(place, axis=on.axes[name].index(axis_name)),
                off[name].take(place, axis=off.axes[name].index(axis_name)))]
    table.exact("V27", f"{kind}: variables of {axis_name} {unreached} that the lever changes", [], changed[unreached])
    table.above("V27", f"{kind}: variables of {axis_name} {reached} that it changes", 0, len(changed[reached]))


def with_a_field_without_licences():
    """The lesson of mutual recognition, and as many people in a field where credentials do not matter."""
    regions = ("tongnan", "suining")
    return {"format": 1, "extends": str(LESSONS / "mutual_recognition.yaml"),
            "fields": [{"id": "trade", "name": {"en": "Trade", "zh": "商贸"}, "regulated": False}],
            "overrides": {"initial_agents": [{"region": r, "tier": "E", "field": f, "count": 4000}
                                             for r in regions for f in ("education", "trade")]}}


def pairing(program, table):
    """Variance of the policy's effect over 64 members, with equal and with independent luck."""
    lesson, members = LESSONS / "settling_award.yaml", 64

    def stocks(seed, dose):
        result = program.run(lesson, "--seed", seed, "--replicates", members, "--months", 36,
                             "--set", f"levers.award.dose={dose}")
        place, tier = result.at("region", "longquanyi"), result.at("tier", "D")
        return result["stock"][:, -1, place, tier].sum(axis=1).astype(float)

    paired = stocks(1, 1) - stocks(1, 0)
    independent = stocks(2, 1) - stocks(3, 0)
    table.above("V27", "settling_award: variance of the effect, independent / equal luck", F_BOUND,
                independent.var(ddof=1) / paired.var(ddof=1))
    sd = np.sqrt(paired.var(ddof=1) / members + independent.var(ddof=1) / members)
    table.z("V27", "settling_award: mean effect, independent against equal luck", paired.mean(), independent.mean(), sd)


def reach(program, table, kind):
    axis, reached, unreached = REACH[kind]
    lesson = LESSONS / f"{kind}.yaml"
    ids = levers_of(lesson, kind)
    if kind == "mutual_recognition":
        lesson = program.write(with_a_field_without_licences())
    on, off = (program.run(lesson, *FIXED.get(kind, ()), *with_all(ids, "dose", dose)) for dose in (1, 0))
    report_reach(table, kind, on, off, axis, reached, unreached)


def with_places_far_away(kind):
    """The lesson, and all its places with their people and posts a second time, 20,000 km away.

    People hear of a place at a rate of exp(-km/150) a month: on either side nearly everybody knows the other places of that
    side, and nobody in 1e50 knows the other side. All else of the lesson is as it was: wages, prices, posts, desks.
    """
    made = yaml.safe_load((LESSONS / f"{kind}.yaml").read_text(encoding="utf-8"))
    near = [region["id"] for region in made["regions"]]
    made["regions"] += [{**region, "id": region["id"] + FAR} for region in made["regions"]]
    made["distances"] += [{**way, "between": [place + FAR for place in way["between"]]} for way in made["distances"]]
    made["distances"] += [{"between": [a, b + FAR], "km": 20_000} for a in near for b in near]
    made["modules"]["awareness"] = "active"
    made.setdefault("parameters", {})["awareness_rate_per_month"] = 1
    if "agents" in made.get("population", {}):
        made["population"]["agents"] *= 2
    overrides = {name: part for name, part in made["overrides"].items() if not name.startswith("awareness_")}
    for name in {"initial_agents", "posts"} & overrides.keys():
        overrides[name] = overrides[name] + [{**group, "region": group["region"] + FAR} for group in overrides[name]]
    for group in overrides.get("initial_agents", []):
        group["aware"] = "steady"
    made["overrides"] = overrides
    return made


def of_places(result, name, places):
    """A variable at some places: wherever it has an axis of places, one part for each of these axes."""
    for axis, label in enumerate(result.axes[name]):
        if label in ("region", "origin", "destination"):
            yield result[name].take([result.at(label, place) for place in places], axis=axis)


def far_away(program, table, kind):
    world = program.write(with_places_far_away(kind))
    ids = levers_of(world, kind)
    on, off = (program.run(world, *with_all(ids, "dose", dose)) for dose in (1, 0))
    far = [place for place in on.labels("region") if place.endswith(FAR)]
    near = [place for place in on.labels("region") if place not in far]
    changed = {side: [name for name in on.variables()
                      if any(a.tobytes() != b.tobytes() for a, b in zip(of_places(on, name, places), of_places(off, name, places)))]
               for side, places in (("far", far), ("near", near))}
    table.exact("V27", f"{kind}: variables of places far away that the lever changes", [], changed["far"])
    table.above("V27", f"{kind}: variables of its own places that it changes", 0, len(changed["near"]))
    return sum(int(part.sum()) for part in of_places(off, "moves", far))


def run(program, table):
    kinds = program.lever_facts()  # each has a lesson of its name
    for kind in kinds:
        if "zero_dose" not in kind["exempt"]:
            zero_dose(program, table, kind["kind"])
    for kind in REACH:
        reach(program, table, kind)
    moves = [far_away(program, table, kind["kind"]) for kind in kinds if "far_places" not in kind["exempt"]]
    table.above("V27", "moves among places far away, all kinds (something happens there)", 10_000, sum(moves))
    pairing(program, table)
