# SPDX-License-Identifier: Apache-2.0
"""Runs the built program on worlds written as Python values; its result comes back as arrays."""

import itertools
import json
import os
import subprocess
import tempfile
from pathlib import Path

import h5py

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"
LESSONS = SCENARIOS / "lessons"
DEFAULT = SCENARIOS / "suining-tongnan-longquanyi.yaml"

# What the machine or a user may have set and a test must not inherit.
FOREIGN = ("TALENTFLOW_", "OMP_", "GOMP_", "KMP_", "GLIBC_TUNABLES")


class Result:
    """Variables of a result file by name, labels of its axes through `at`."""

    def __init__(self, path):
        self.path = Path(path)
        with h5py.File(path, "r") as file:
            self.values = {name: item[()] for name, item in file.items() if isinstance(item, h5py.Dataset)}

    def __getitem__(self, name):
        return self.values[name]

    def __contains__(self, name):
        return name in self.values

    def at(self, axis, label):
        """Place of a label on an axis."""
        return [text.decode() for text in self[axis]].index(label)


class Program:
    """The built talentflow in a folder of its own."""

    def __init__(self, path):
        self.path = str(Path(path).resolve())
        self.folder = tempfile.TemporaryDirectory(prefix="talentflow-")
        self.root = Path(self.folder.name)
        self.count = itertools.count()

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
        self.command("run", scenario, *words, "--threads", threads, "--quiet", "--progress", "none",
                     "-o", output, environment=environment)
        return output

    def run(self, world, *words, **options):
        """Result of a world given as a dict or of a scenario file."""
        scenario = self.write(world) if isinstance(world, dict) else world
        output = self.run_file(scenario, *words, **options)
        result = Result(output)
        output.unlink()
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
