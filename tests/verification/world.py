# SPDX-License-Identifier: Apache-2.0
"""Runs the built program on worlds written as Python values; its result comes back as arrays."""

import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import h5py
    import yaml
except ImportError as error:
    print(f"{error}: install python3-h5py and python3-yaml", file=sys.stderr)
    sys.exit(77)

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
LESSONS = SCENARIOS / "lessons"
DEFAULT = SCENARIOS / "suining-tongnan-longquanyi.yaml"

# What the machine or a user may have set and a test must not inherit.
FOREIGN = ("TALENTFLOW_", "OMP_", "GOMP_", "KMP_", "GLIBC_TUNABLES")


def plain(item):
    """A scenario without evidence, ranges and sources."""
    if isinstance(item, list):
        return [plain(one) for one in item]
    if isinstance(item, dict):
        return plain(item["value"]) if "value" in item else {key: plain(one) for key, one in item.items()}
    return item


class Result:
    """Variables of a result file by name; `axes` names the dimensions of each, `at` finds a label on one."""

    def __init__(self, path):
        self.values, self.axes, self.none = {}, {}, {}
        with h5py.File(path, "r") as file:
            for name, item in file.items():
                self.values[name] = item[()]
                self.axes[name] = [dim[0].name.lstrip("/") if len(dim) else None for dim in item.dims]
                self.none[name] = item.attrs.get("_FillValue")  # stands for no value

    def __getitem__(self, name):
        return self.values[name]

    def __contains__(self, name):
        return name in self.values

    def labels(self, axis):
        return [text.decode() for text in self[axis]]

    def at(self, axis, label):
        return self.labels(axis).index(label)

    def scenario(self):
        """The scenario that the file says it is of; a number with its evidence stands as the number alone."""
        return plain(yaml.safe_load(self["scenario_yaml"].decode()))

    def years(self):
        """Place on the axis `cohort_year` of each time's month but the first's, which has none."""
        start = self.scenario()["time"]["start"]
        first = int(start[5:7]) - 1
        return [(first + t) // 12 for t in range(len(self["time"]) - 1)]

    def variables(self):
        """Names of what was measured: neither axes nor their labels nor texts."""
        return [name for name, axes in self.axes.items() if "member" in axes]

    def in_order_of(self, other, name):
        """A variable with regions and levers in the order of another result."""
        values = self[name]
        for place, axis in enumerate(self.axes[name]):
            if axis in ("region", "origin", "destination", "payer", "lever", "fund"):
                mine = self.labels(axis)
                values = values.take([mine.index(label) for label in other.labels(axis)], axis=place)
        return values


class Program:
    """The built talentflow in a folder of its own."""

    def __init__(self, path):
        self.path = str(Path(path).resolve())
        self.folder = tempfile.TemporaryDirectory(prefix="talentflow-")
        self.root = Path(self.folder.name)
        self.count = itertools.count()
        self.runs = self.members = 0  # so far

    def environment(self, extra=None):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(FOREIGN)}
        return {**kept, "LANG": "C.UTF-8", **(extra or {})}

    def write(self, world, name=None):
        """A scenario file; every JSON text is YAML."""
        path = self.root / (name or f"world{next(self.count)}.yaml")
        path.write_text(json.dumps(world, ensure_ascii=False), encoding="utf-8")
        return path

    def command(self, *words, environment=None, expect=0):
        done = subprocess.run([self.path, *map(str, words)], env=self.environment(environment), text=True,
                              cwd=self.root, stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
        if done.returncode != expect:
            raise RuntimeError(f"{' '.join(map(str, words))}: exit {done.returncode}, not {expect}\n"
                               f"{done.stdout}{done.stderr}")
        return done.stdout

    def run_file(self, scenario, *words, threads=1, environment=None):
        """Path of the result of a scenario file."""
        output = self.root / f"result{next(self.count)}.h5"
        self.command("run", scenario, *words, "--threads", threads, "--exact-threads", "--quiet",
                     "--progress", "none", "-o", output, environment=environment)
        return output

    def lever_facts(self):
        """What each kind says of itself (lever_facts.cpp), in the order of the register."""
        facts = Path(self.path).parent / "tests" / "verification" / "talentflow_lever_facts"
        if not facts.is_file():
            raise SystemExit(f"{facts} is not built: cmake --build --preset release --target verification_programs")
        return json.loads(subprocess.run([str(facts)], text=True, capture_output=True, check=True, timeout=60).stdout)

    def run(self, world, *words, **options):
        """Result of a world given as a dict or of a scenario file."""
        scenario = self.write(world) if isinstance(world, dict) else world
        output = self.run_file(scenario, *words, **options)
        result = Result(output)
        output.unlink()
        self.runs += 1
        self.members += len(result["member"])
        return result


def regions(n, **common):
    return [{"id": f"place_{i}", "name": {"en": f"Place {i}", "zh": f"地{i}"}, **common} for i in range(n)]


def labels(prefix, n, **common):
    return [{"id": f"{prefix}_{i}", "name": {"en": f"{prefix} {i}", "zh": f"{prefix} {i}"}, **common}
            for i in range(n)]


def tier_labels(n):
    """Highest first; only the last is not accredited."""
    return [{**tier, "accredited": i + 1 < n} for i, tier in enumerate(labels("tier", n))]


def world(n_regions=1, months=1, seed=1, replicates=1, **parts):
    """A world of bare places in which nothing happens but what `parts` switches on."""
    made = {
        "format": 1,
        "name": "verification",
        "title": {"en": "Verification", "zh": "验证"},
        "time": {"start": "2018-01", "months": months, "burn_in_months": 0},
        "random": {"seed": seed, "replicates": replicates},
        "regions": regions(n_regions),
    }
    made.update(parts)
    return made


def people(count, region=0, **more):
    return {"region": f"place_{region}", "count": count, **more}
