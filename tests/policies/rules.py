# SPDX-License-Identifier: Apache-2.0
"""Rules of the policy library, as functions that give one text per breach.

The documents' mechanisms and figures are compared with copies beside this file (mechanisms.csv, facts.csv), so that a change
of the shipped table cannot hide a change of the library.
"""
import collections
import csv
import functools
import pathlib
import re

import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
POLICIES = ROOT / "scenarios" / "policies"
GEOGRAPHY = ("for", "at", "between", "from_region", "to_region", "portable_to")


# libyaml reads the worlds twenty times as fast; where Debian's package lacks it, the plain loader does.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    """A figure of facts.csv as a number; None for codes, dates and words."""
    try:
        return float(text)
    except ValueError:
        return None


def facts_by_mechanism():
    found = collections.defaultdict(list)
    for row in rows(HERE / "facts.csv"):
        found[row["mechanism"]].append(row)
    return found


def packages():
    """Package name -> content, of every YAML file of the library."""
    return {path.stem: read(path) for path in sorted(POLICIES.glob("*.yaml"))}


@functools.lru_cache(maxsize=None)
def regions_of(world_file):
    """Region ids of a world with everything it extends."""
    content = read(world_file)
    extends = content.get("extends", [])
    found = {region["id"] for region in content.get("regions", [])}
    for parent in [extends] if isinstance(extends, str) else extends:
        found |= regions_of((world_file.parent / parent).resolve())
    return found


def statements(node, path=()):
    """(path, statement) of every value, and (path, number) of every number that is no statement."""
    if isinstance(node, dict):
        if "value" in node and "evidence" in node:
            yield path, node
            return
        for key, value in node.items():
            yield from statements(value, path + (str(key),))
    elif isinstance(node, list):
        for at, value in enumerate(node):
            name = value.get("id", at) if isinstance(value, dict) else at
            yield from statements(value, path + (str(name),))
    elif isinstance(node, (int, float)) and not isinstance(node, bool):
        yield path, node


def numbers_of(statement):
    """The numbers of a statement: one, or those of its path over time."""
    value = statement["value"]
    if not isinstance(value, dict):
        return [float(value)]
    points = value.get("ramp", value)
    return [float(x) for x in points.values()]


def breaches(path, statement, facts, known):
    """What is wrong with one statement (or plain number) of a package."""
    where = ".".join(path)
    if not isinstance(statement, dict):
        return [f"{where}: {statement} is a number without evidence"]
    found = []
    evidence, mechanism = statement["evidence"], statement.get("mechanism")
    qualifier = statement.get("qualifier")
    if mechanism is not None and mechanism not in known:
        found.append(f"{where}: mechanism {mechanism} is in no document")
    shares_of_several = "payers" in path
    if evidence == "assumed" and "range" not in statement and not shares_of_several:
        found.append(f"{where}: assumed without a range")
    own = facts.get(mechanism, [])
    for x in numbers_of(statement):
        same = [fact for fact in own if number(fact["value"]) == x]
        if evidence == "printed" and not any(fact["qualifier"] == qualifier for fact in same):
            found.append(f"{where}: {x:g} ({qualifier}) is no printed figure of {mechanism}")
        if any(fact["use"] == "calibration_target" for fact in same):
            found.append(f"{where}: {x:g} is an outcome in the document, a target and no input")
        if any(fact["qualifier"] == "up_to" for fact in same) and qualifier != "up_to":
            found.append(f"{where}: {x:g} is a printed ceiling (up_to) but enters as {qualifier}")
    if qualifier == "up_to" and not any("_cap_" in part for part in path):
        found.append(f"{where}: a ceiling (up_to) belongs under a key with _cap_")
    return found


def all_breaches(contents, facts, known):
    return [f"{name}: {text}"
            for name, content in contents.items()
            for path, statement in statements({k: v for k, v in content.items() if k != "format"})
            for text in breaches(path, statement, facts, known)]


def levers_by_mechanism(contents):
    """Mechanism -> ids of the levers whose own values name it (funds do not count)."""
    found = collections.defaultdict(set)
    for content in contents.values():
        for lever in content["levers"]:
            for _, statement in statements(lever):
                if isinstance(statement, dict) and "mechanism" in statement:
                    found[statement["mechanism"]].add(lever["id"])
    return found


def regions_named(content):
    found = set()
    for fund in content.get("funds", []):
        found |= set(fund["payers"])
    for title in content.get("titles", []):
        found.add(title["issuer"])
    for lever in content["levers"]:
        for key in GEOGRAPHY:
            given = lever.get(key, [])
            found |= {given} if isinstance(given, str) else set(given)
    return found - {"online"}


def table_rows(markdown):
    """Cells of every table row of a Markdown text, head and rule left out."""
    for line in markdown.splitlines():
        if line.startswith("|") and not re.fullmatch(r"[|\s:-]+", line):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]
