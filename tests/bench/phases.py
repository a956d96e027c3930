# SPDX-License-Identifier: Apache-2.0
"""Where the time goes, by sampling: shares of the processor time by class and by function. Needs perf (linux-perf)."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import machine
import table
import worlds
from machine import ROOT

RESULT = ROOT / "results" / "profile.txt"
LEAST_PERCENT = 0.3
# A line of `perf report`: share, program part (a file), user or kernel, function.
LINE = re.compile(r"^\s*(\d+\.\d+)%\s+(\S+)\s+\[(.)\]\s+(.*?)(?:\s+-\s+-)?\s*$", re.M)
NOT_A_NAME = re.compile(r"<.*?>|\(anonymous namespace\)::|talentflow::|\(.*|\[.*")

WORKLOADS = {"W2 default scenario": (worlds.DEFAULT, []),
             "W1 choice only, R = 5": (worlds.CHOICE, worlds.choice_options(10_000_000, 5))}
WORKLOADS_SHORT = {"W2 default scenario / 50": (worlds.DEFAULT, ["--set", "population.persons_per_agent=50"]),
                   "W1 choice only, R = 5": (worlds.CHOICE, worlds.choice_options(200_000, 5))}


def group_of(part, side, function):
    """The class or free function of ours, the library, or the kernel."""
    if side == "k":
        return "operating system"
    if part != "talentflow":
        return part
    words = NOT_A_NAME.sub("", function).split("::")
    until = next((i for i, word in enumerate(words) if word[:1].isupper()), len(words) - 1)
    return "::".join(words[:until + 1])


def sample(program, scenario, options, threads):
    """Lines (percent, part, side, function) of one run."""
    with tempfile.TemporaryDirectory(prefix="talentflow-bench-") as scratch:
        data, output = Path(scratch) / "perf.data", Path(scratch) / "run.h5"
        run = [program, "run", scenario, *options, "--threads", threads, "--quiet", "--progress", "none", "-o", output]
        record = ["perf", "record", "-q", "-F", "999", "-e", "cpu-clock", "-o", data, "--", *run]
        done = subprocess.run([str(w) for w in record], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"bench: perf record: {done.stderr.strip()[-500:]}; allow it with: sysctl kernel.perf_event_paranoid=1")
        report = subprocess.run(["perf", "report", "-i", str(data), "--stdio", "--no-children", "--sort", "dso,symbol"],
                                capture_output=True, text=True, check=True).stdout
        return [(float(share), *rest) for share, *rest in LINE.findall(report)]


def tell(title, lines):
    groups = {}
    for share, part, side, function in lines:
        name = group_of(part, side, function)
        groups[name] = groups.get(name, 0.0) + share
    text = [title, "", "  by class, library or system, % of the processor time"]
    text += [f"  {share:6.2f}  {name}" for name, share in sorted(groups.items(), key=lambda item: -item[1])
             if share >= LEAST_PERCENT]
    text += ["", "  by function"]
    text += [f"  {share:6.2f}  {function if part == 'talentflow' else f'{part}: {function}'}"
             for share, part, side, function in lines if share >= LEAST_PERCENT]
    return "\n".join(text)


def run(options):
    if shutil.which("perf") is None:
        sys.exit("bench: perf is missing; install it with: apt-get install linux-perf (Debian) or linux-tools-generic (Ubuntu)")
    program = options.build / "talentflow"
    if not program.is_file():
        sys.exit(f"bench: {program} is not built; build it with: ./dev build")
    parts = [table.about(machine.describe(options.build))]
    for title, (scenario, words) in (WORKLOADS_SHORT if options.short else WORKLOADS).items():
        parts.append(tell(f"{title}, {options.threads} thread{'s' if options.threads > 1 else ''}", sample(program, scenario, words, options.threads)))
    path = options.output.with_name(RESULT.name)
    machine.write_whole(path, "\n\n".join(parts) + "\n")
    print("\n\n".join(parts) + f"\n\nwritten to {path}")
