# SPDX-License-Identifier: Apache-2.0
"""Golden hashes: every number of these runs is what it was. golden.py PROGRAM [--update] [--full]; exit 1 on a difference.

The hash is `data_sha256` (output/data_hash.hpp) as `run --json` and `compare --json` print it. Known good hashes stand in
golden.txt. A commit that is meant to change results writes them anew (--update) and says so in the changelog under
*Results*. Each world runs under four settings that between them hold 1, 2 and 3 threads, each instruction set and looking
at everybody every month; --full runs all combinations.
"""

import argparse
import itertools
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "verification"))

from same import instruction_sets  # noqa: E402
from world import DEFAULT, LESSONS, SCENARIOS, Program  # noqa: E402

GOLDEN = Path(__file__).with_name("golden.txt")

COARSE = ("--set", "population.persons_per_agent=200")
RUNS = {
    "default / 200": (DEFAULT, *COARSE),
    "default / 500, 2 members, quick": (DEFAULT, "--quick", "--set", "time.burn_in_months=6", "--months", 12, "--replicates", 2,
                                        "--set", "time.start=2022-07"),
    "wide / 400": (SCENARIOS / "base" / "sichuan-and-beyond.yaml", "--set", "population.persons_per_agent=400"),
    "all documented policies / 400": (SCENARIOS / "all-documented-policies.yaml", "--set", "population.persons_per_agent=400"),
    "every policy / 400": (SCENARIOS / "every-policy.yaml", "--set", "population.persons_per_agent=400"),
    "bench/choice_only": (SCENARIOS / "bench" / "choice_only.yaml", "--set", "population.agents=100000", "--months", 12),
    "bench/choice_only_12": (SCENARIOS / "bench" / "choice_only_12.yaml", "--set", "population.agents=100000", "--months", 12),
    "bench/clearing": (SCENARIOS / "bench" / "clearing.yaml",),
    **{f"lessons/{path.stem}": (path,) for path in sorted(LESSONS.glob("*.yaml"))},
}
COMPARISONS = {
    "none, Longquanyi only, default / 400": (
        "none", SCENARIOS / "comparisons" / "longquanyi-only.yaml", DEFAULT,
        "--set", "population.persons_per_agent=400", "--replicates", 2),
}


def settings(full):
    """(threads, environment, further words) of each run of a world."""
    isa = dict(instruction_sets())
    scalar, *usable = [isa.get(name, {}) for name in ("scalar", "baseline", "avx2", "avx512")]
    looks = ((), ("--look-every-month",))
    if full:
        return list(itertools.product((1, 2, 3), (scalar, *usable), looks))
    return [(1, usable[0], ()), (2, usable[1], ()), (3, usable[2], ()), (2, scalar, looks[1])]


def hashes_of_run(program, words, full):
    for threads, environment, more in settings(full):
        output = program.root / "golden.h5"
        printed = json.loads(program.command("run", *words, *more, "--threads", threads, "--exact-threads", "--json", "--progress",
                                             "none", "--force", "-o", output, environment=environment))
        yield f"{threads} threads, {' '.join(environment.values()) or 'best'}{''.join(more)}", printed["data_sha256"]
    stored = json.loads(program.command("info", output, "--json"))
    yield "info of the file", stored["data_sha256"]


def hashes_of_comparison(program, words, full):
    for threads, environment, _ in settings(full)[:3]:
        printed = json.loads(program.command("compare", *words, "--threads", threads, "--exact-threads", "--json", "--progress",
                                             "none", environment=environment))
        yield f"{threads} threads", printed["data_sha256"]


def read_golden():
    if not GOLDEN.exists():
        return {}
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    return {name: value for value, name in (line.split("  ", 1) for line in lines if line and not line.startswith("#"))}


def write_golden(known):
    text = "# data_sha256 of runs, written by ./dev golden --update; tests/guarantees/golden.py says of which.\n"
    GOLDEN.write_text(text + "".join(f"{value}  {name}\n" for name, value in known.items()), encoding="utf-8")


def check(name, found, known):
    """Problems of one world, told as they come."""
    values = {value for _, value in found}
    if len(values) > 1:
        print(f"FAIL  {name}: the settings disagree\n" + "".join(f"        {value}  {how}\n" for how, value in found), end="")
        return 1
    if name not in known:
        print(f"FAIL  {name}: no known good hash; ./dev golden --update writes it")
        return 1
    if known[name] not in values:
        print(f"FAIL  {name}: {values.pop()}, known good is {known[name]}")
        return 1
    print(f"PASS  {name}", flush=True)
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("program")
    parser.add_argument("--update", action="store_true", help="write the hashes of this program as known good")
    parser.add_argument("--full", action="store_true", help="all combinations of threads, instruction sets and looks")
    arguments = parser.parse_args()
    program, known, started = Program(arguments.program), read_golden(), time.monotonic()
    found = {name: list(hashes_of_run(program, words, arguments.full)) for name, words in RUNS.items()}
    found |= {name: list(hashes_of_comparison(program, words, arguments.full)) for name, words in COMPARISONS.items()}
    fresh = {name: of[0][1] for name, of in found.items()}
    if arguments.update:
        changed = [name for name in fresh if known.get(name) not in (None, fresh[name])]
        write_golden(fresh)
        known = fresh
        if changed:
            print(f"changed: {', '.join(changed)}: say under Results in CHANGELOG.md which numbers moved and why")
    failed = sum(check(name, of, known) for name, of in found.items())
    for name in known.keys() - found.keys():
        print(f"FAIL  {name}: a known good hash of no run")
        failed += 1
    print(f"{len(found) - failed} worlds as known, {failed} not, {time.monotonic() - started:.0f} s")
    if failed:
        print("A difference that is meant: ./dev golden --update, and the changelog's Results say what moved and why.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
