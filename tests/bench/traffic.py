# SPDX-License-Identifier: Apache-2.0
"""Bytes that an agent-month moves between memory and a small cache, counted by cachegrind, and the bandwidth they need.

Two runs that differ in months only: what start-up moves cancels. The simulated last cache is far smaller than the people,
as a real one is for millions; lines of 64 bytes, no prefetch. Real hardware also writes dirty lines back, which is not counted.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import machine
import worlds
from machine import ROOT

RESULT = ROOT / "results" / "traffic.json"
LINE_BYTES = 64
CACHES = ["--cache-sim=yes", "--D1=32768,8,64", "--I1=32768,8,64", "--LL=1048576,16,64"]

# Case of the speed table -> scenario, options, fewer and more months.
WORKLOADS = {
    "W1": (worlds.CHOICE, worlds.choice_options(1_000_000, 5), (2, 8)),
    "W1-12": (worlds.CHOICE_12, worlds.choice_options(1_000_000, 12), (2, 8)),
    "W2": (worlds.DEFAULT, ["--set", "population.persons_per_agent=10", "--set", "time.burn_in_months=2"], (2, 6)),
}
WORKLOADS_SHORT = {"W1": (worlds.CHOICE, worlds.choice_options(100_000, 5), (2, 4))}


def misses(program, scenario, options, months):
    """Reads and writes that miss the last cache, and the agent-months of the run."""
    with tempfile.TemporaryDirectory(prefix="talentflow-bench-") as scratch:
        environment = {"PATH": os.environ.get("PATH", "/usr/bin"), "LC_ALL": "C.UTF-8", "TALENTFLOW_ISA": "avx2",
                       "OMP_NUM_THREADS": "1"}
        words = ["valgrind", "--tool=cachegrind", *CACHES, f"--cachegrind-out-file={scratch}/counts", program, "run",
                 scenario, *options, "--months", months, "--threads", 1, "--json", "--quiet", "--progress", "none",
                 "-o", f"{scratch}/run.h5"]
        done = subprocess.run([str(w) for w in words], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"bench: exit code {done.returncode} from cachegrind\n{done.stderr[-2000:]}")
        text = (Path(scratch) / "counts").read_text(encoding="utf-8")
        names = re.search(r"^events: (.*)$", text, re.M).group(1).split()
        counts = dict(zip(names, map(int, re.search(r"^summary: (.*)$", text, re.M).group(1).split())))
        return counts["DLmr"] + counts["DLmw"], json.loads(done.stdout)["agent_months"]


def bandwidth_share(result_file, case, bytes_each):
    """Share of the measured reading bandwidth at the measured speed, when the last table has both."""
    try:
        result = json.loads(result_file.read_text(encoding="utf-8"))
        gives = max(result["bandwidth"], key=lambda one: one["threads"])["read"]["bytes_per_second"]
        speed = next(row["talentflow_speed"] for row in result["rows"] if row["case"] == case and "talentflow_speed" in row)
    except (OSError, ValueError, KeyError, StopIteration):
        return None
    return None if result["short"] else bytes_each * speed / gives


def run(options):
    if shutil.which("valgrind") is None:
        sys.exit("bench: valgrind is missing; install it with: apt-get install valgrind")
    program = options.build / "talentflow"
    found = {"format": 1, "machine": machine.describe(options.build), "bytes_per_agent_month": {}, "bandwidth_share": {}}
    for case, (scenario, words, (few, many)) in (WORKLOADS_SHORT if options.short else WORKLOADS).items():
        first, less = misses(program, scenario, words, few)
        last, more = misses(program, scenario, words, many)
        each = (last - first) * LINE_BYTES / (more - less)
        share = bandwidth_share(options.output, case, each)
        found["bytes_per_agent_month"][case], found["bandwidth_share"][case] = each, share
        print(f"{case:6} {each:6.1f} bytes per agent-month" + (f", {share:.0%} of the reading bandwidth at the measured speed" if share else ""), flush=True)
    path = options.output.with_name(RESULT.name)
    machine.write_whole(path, json.dumps(found, indent=1) + "\n")
    print(f"written to {path}")
