# SPDX-License-Identifier: Apache-2.0
"""Runs the built programs one at a time and returns what they say of themselves, with the seconds seen from outside."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from machine import ROOT

# What a user may have set and a measurement must not inherit; TALENTFLOW_ISA is asked for on purpose.
FOREIGN = ("OMP_", "GOMP_", "KMP_", "GLIBC_TUNABLES")


class Programs:
    """The programs of one build folder; results go to `scratch`, which the caller removes."""

    def __init__(self, build, scratch):
        self.build, self.scratch = Path(build), Path(scratch)
        self.talentflow = self._find("talentflow", "./dev build")

    def _find(self, name, hint="./dev bench"):
        path = self.build / name
        if not path.is_file():
            sys.exit(f"bench: {path} is not built; build it with: {hint}")
        return str(path.resolve())

    def _json(self, words, threads=None):
        environment = {k: v for k, v in os.environ.items() if not k.startswith(FOREIGN)}
        environment["LANG"] = "C.UTF-8"
        if threads:
            environment["OMP_NUM_THREADS"] = str(threads)
        words = [str(word) for word in words]
        started = time.perf_counter()
        done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - started
        if done.returncode != 0:
            sys.exit(f"bench: exit code {done.returncode} from: {' '.join(words)}\n{done.stderr.strip()}")
        return {**json.loads(done.stdout), "command_seconds": seconds}

    def run(self, scenario, *options, threads):
        """One run of a scenario, without what it says of regions, levers and funds."""
        output = self.scratch / "run.h5"
        said = self._json([self.talentflow, "run", scenario, *options, "--threads", threads, "--json", "--quiet",
                           "--progress", "none", "--force", "-o", output])
        kept = {k: v for k, v in said.items() if isinstance(v, (int, float)) or k == "scenario"}
        moves = sum(place["arrivals"]["total"] for place in said["regions"].values() if "arrivals" in place)
        return {**kept, "arrivals_per_agent_month": moves / said["persons_per_agent"] / said["agent_months"],
                "result_bytes": output.stat().st_size}

    def resolved(self, scenario, *options):
        """The whole scenario as YAML text."""
        done = subprocess.run([self.talentflow, "show", str(scenario), *map(str, options)], cwd=ROOT, capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"bench: talentflow show {scenario}: {done.stderr.strip()}")
        return done.stdout

    def naive(self, agents, regions, months, threads):
        return self._json([self._find("tests/bench/naive_choice"), agents, regions, months], threads)

    def bandwidth(self, mib, rounds, threads):
        return self._json([self._find("tests/bench/bandwidth"), mib, rounds], threads)

    def kernels(self, repetitions, seconds):
        """Median nanoseconds an item of every micro case."""
        said = self._json([self._find("tests/bench/talentflow_bench"), "--benchmark_format=json",
                           f"--benchmark_repetitions={repetitions}", f"--benchmark_min_time={seconds}"])
        rates = {}
        for case in said["benchmarks"]:
            if case["run_type"] == "iteration":
                rates.setdefault(case["run_name"], []).append(case["items_per_second"])
        return {"instruction_set": said["context"]["instruction_set"],
                "nanoseconds_per_item": {name: sorted(1e9 / r for r in values) for name, values in rates.items()}}
