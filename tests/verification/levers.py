# SPDX-License-Identifier: Apache-2.0
"""Every kind of lever alone over the base world: the run ends, and what the kind aims at moves the way that it says.

The base world at 50 persons an agent, 48 months, 2 members, with and without one lever under equal luck. A figure is a
difference of totals over members and months; with equal luck it is no estimate but what this lever does to these people.
What is measured, and its direction, is the first `.target` in the kind's source: of the further ones not all show in a world
where so much else happens. The lever is that of the kind's lesson or, where too few people of the base world meet that, what
`.in_base_world` says. A kind that cannot be asked says why there, `.exempt(LeverLaw::base_world, "why")`.
"""

import yaml

from world import LESSONS, SCENARIOS

BASE = SCENARIOS / "base" / "chengdu-chongqing.yaml"
WORDS = ("--set", "population.persons_per_agent=50", "--months", 48, "--replicates", 2)
FUND = [{"id": "fund", "name": {"en": "Fund", "zh": "资金"}, "payers": {"longquanyi": 1}, "per_year_cny": 1e9,
         "from": "2018-01", "to": "2027-12"}]
OF_THE_LESSON = {"id", "name", "kind", "paid_from", "requires", "from", "to"}  # that the base world has its own of


def keys_of(kind):
    """The keys of a lever of the kind, without those that say who it is and who pays."""
    if kind["base_world_keys"]:
        return yaml.safe_load(kind["base_world_keys"])
    lessons = yaml.safe_load((LESSONS / f"{kind['kind']}.yaml").read_text(encoding="utf-8"))["levers"]
    first = next(lever for lever in lessons if lever["kind"] == kind["kind"])
    keys = {key: value for key, value in first.items() if key not in OF_THE_LESSON}
    if "fields" in keys.get("eligible", {}):  # lessons have fields of their own
        del keys["eligible"]["fields"]
    return keys


def labels(result, axis, label, keys):
    """The labels that a target's label stands for, as test::labels in tests/support/lever_laws.hpp has them."""
    if label in ("for", "at", "between"):
        return keys.get(label, [])
    if label in ("from_region", "to_region"):
        return [keys[label]]
    if label == "eligible":
        return keys.get("eligible", {}).get(axis + "s") or result.labels(axis)
    return [label]


def figure(result, target, keys):
    values = result[target["variable"]]
    for axis, label in target["at"].items():
        wanted = [result.at(axis, one) for one in labels(result, axis, label, keys)]
        values = values.take(wanted, axis=result.axes[target["variable"]].index(axis))
    return float(values.sum())


def ask(program, table, kind):
    name, target, keys = kind["kind"], kind["targets"][0], keys_of(kind)
    lever = {"id": "alone", "kind": name, "from": "2018-01", "paid_from": "fund", **keys}
    scenario = {"format": 1, "name": f"alone-{name.replace('_', '-')}", "extends": str(BASE), "funds": FUND,
                "levers": [lever]}
    with_it = program.run(scenario, *WORDS, threads=2)
    # Variables of levers exist only with a lever, so the base is the same lever at dose 0.
    base = program.run(scenario, *WORDS, "--set", "levers.alone.dose=0", threads=2)
    before = figure(base, target, keys)
    table.sign("L", f"{name}: {'more' if target['sign'] > 0 else 'less'} {target['variable']} than {before:.6g}",
               target["sign"], figure(with_it, target, keys) - before)


def run(program, table):
    kinds = program.lever_facts()
    exempt = {kind["kind"]: kind["exempt"]["base_world"] for kind in kinds if "base_world" in kind["exempt"]}
    for name, reason in exempt.items():
        print(f"{name} is left out: {reason}")
    mute = [kind["kind"] for kind in kinds if not kind["targets"] and kind["kind"] not in exempt]
    table.exact("L", "kinds that neither say what they aim at (.target in models/levers/KIND.cpp) nor why they cannot", [], mute)
    for kind in kinds:
        if kind["kind"] not in exempt and kind["targets"]:
            ask(program, table, kind)
