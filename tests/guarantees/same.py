# SPDX-License-Identifier: Apache-2.0
"""Guarantees of the built program: what must not change a result does not. same.py PROGRAM GROUP...; exit 1 on a difference.

Groups: threads (G1), instructions (G2), members (G4), looks, order, dose. A difference is told with the variable that
differs first in time, its month and its member.
"""

import os
import platform
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "verification"))

import numpy as np  # noqa: E402

from world import DEFAULT, LESSONS, SCENARIOS, Program, Result  # noqa: E402

WORLDS = {
    "lesson": (LESSONS / "settling_award.yaml",),
    "flats and house prices": (LESSONS / "housing_support.yaml",),
    "default / 50": (DEFAULT, "--set", "population.persons_per_agent=50", "--set", "time.burn_in_months=6",
                     "--months", 12),
    "choice only": (SCENARIOS / "bench" / "choice_only.yaml", "--set", "population.agents=100000", "--months", 12),
}
# The default world with programmes that pick people by their own numbers.
PICKED = {"format": 1, "name": "picked", "extends": str(DEFAULT), "levers": [
    {"id": "p-fairs", "kind": "joint_job_fair", "for": ["suining", "tongnan"], "at": ["suining"], "events_per_year": 12},
    {"id": "p-online", "kind": "joint_job_fair", "for": ["longquanyi"], "at": "online", "events_per_year": 6},
    {"id": "p-exchange", "kind": "secondment", "between": ["suining", "tongnan"], "persons_per_year": 4000, "months": 6},
    {"id": "p-courses", "kind": "training", "for": ["longquanyi", "suining"], "seats_per_year": 40000},
    {"id": "p-experts", "kind": "dual_employment", "for": ["suining"], "places": 20000, "attractiveness": -1}]}
SMALL = (DEFAULT, "--set", "population.persons_per_agent=400", "--set", "time.burn_in_months=6", "--months", 18)

failed = 0


def tell(name, problem=None):
    global failed
    failed += problem is not None
    print(f"{'FAIL' if problem else 'PASS'}  {name}" + (f": {problem}" if problem else ""), flush=True)


def first_difference(a, b, pick=lambda result, name: result[name]):
    """Where two results part: the earliest month, and every variable that differs in it."""
    found = []
    for name in a.variables():
        if name not in b:
            continue
        x, y = pick(a, name), pick(b, name)
        if x.tobytes() == y.tobytes():
            continue
        if x.shape != y.shape:
            return f"{name}: shapes {x.shape} and {y.shape}"
        at = np.argwhere((x != y) & ~((x != x) & (y != y)))
        at = at[np.lexsort((at[:, 0], at[:, 1]))]
        found.append((int(at[0][1]), int(at[0][0]), name) if len(at) else (0, 0, f"{name} (signs of zero or NaN)"))
    if not found:
        return None
    found.sort()
    month, member, _ = found[0]
    names = ", ".join(name for m, _, name in found if m == month)
    return f"from month {month}, member {member}: {names} ({len(found)} variables in all)"


def compare_bytes(name, reference, other):
    if reference.read_bytes() == other.read_bytes():
        tell(name)
    else:
        tell(name, first_difference(Result(reference), Result(other)) or "the files differ, their variables do not")


def threads(program):
    for name, words in WORLDS.items():
        reference = program.run_file(*words, threads=1)
        for n in (2, 3, 8):
            compare_bytes(f"G1 {name}: {n} threads", reference, program.run_file(*words, threads=n))
        for schedule in ("static", "dynamic,1", "guided"):
            other = program.run_file(*words, threads=3, environment={"OMP_SCHEDULE": schedule})
            compare_bytes(f"G1 {name}: 3 threads, schedule {schedule}", reference, other)
    picked = (program.write(PICKED), *SMALL[1:])
    reference = program.run_file(*picked, threads=1)
    for n in (2, 8):
        compare_bytes(f"G1 people picked: {n} threads", reference, program.run_file(*picked, threads=n))


def instruction_sets():
    """Settings that this processor can follow."""
    flags = set()
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("flags"):
            flags = set(line.split(":", 1)[1].split())
            break
    yield "scalar", {"TALENTFLOW_ISA": "scalar"}
    if platform.machine() != "x86_64":
        return
    yield "baseline", {"TALENTFLOW_ISA": "baseline"}
    if {"avx2", "fma"} <= flags:
        yield "avx2", {"TALENTFLOW_ISA": "avx2"}
    if {"avx512f", "avx512dq", "avx512bw", "avx512vl"} <= flags:
        yield "avx512", {"TALENTFLOW_ISA": "avx512"}
    yield "C library without FMA and AVX2", {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2,-AVX512F"}
    yield "both", {"TALENTFLOW_ISA": "baseline", "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2,-AVX512F"}


def instructions(program):
    for name, words in WORLDS.items():
        reference = program.run_file(*words, threads=2)
        for isa, environment in instruction_sets():
            compare_bytes(f"G2 {name}: {isa}", reference, program.run_file(*words, threads=2, environment=environment))


def members(program):
    def first(n):
        return lambda result, name: result[name][:n]

    for name, words in {**WORLDS, "default / 50": SMALL, "turnover": (LESSONS / "turnover.yaml",)}.items():
        four = program.run(*words, "--replicates", 4, threads=2)
        for n in (1, 2):
            fewer = program.run(*words, "--replicates", n, threads=2)
            tell(f"G4 {name}: members of {n} and of 4", first_difference(four, fewer, first(n)))
        alike = [k for k in range(1, 4) if np.array_equal(four["od_flow"][0], four["od_flow"][k])
                 and np.array_equal(four["stock"][0], four["stock"][k])]
        tell(f"G4 {name}: members differ from each other", f"members {alike} equal member 0" if alike else None)


def looks(program):
    """Looking at everybody every month changes no byte (laziness is pathwise)."""
    lessons = [(path,) for path in sorted(LESSONS.glob("*.yaml"))]
    for words in [*lessons, SMALL, WORLDS["choice only"], (program.write(PICKED), *SMALL[1:])]:
        short = (*words, "--replicates", 1) if "--months" in words else (*words, "--replicates", 1, "--months", 36)
        compare_bytes(f"looks: {words[0].stem}", program.run_file(*short, threads=2),
                      program.run_file(*short, "--look-every-month", threads=2))


def listed_in_order(program, key, ids):
    """The default scenario with the things of one list in another order: the first file sets the order."""
    order = program.write({"format": 1, key: [{"id": name} for name in ids]})
    return program.write({"format": 1, "name": "suining-tongnan-longquanyi", "extends": [order.name, str(DEFAULT)]})


def order(program):
    words = SMALL[1:]
    # From 2022-07, so that every documented lever is in force.
    late = ("--set", "time.start=2022-07")
    base = program.run(DEFAULT, *words, *late, threads=2)
    for key, axis in (("regions", "region"), ("levers", "lever"), ("funds", "fund")):
        ids = base.labels(axis)
        for kind, ids in (("reversed", ids[::-1]), ("rotated", ids[1:] + ids[:1])):
            other = program.run(listed_in_order(program, key, ids), *words, *late, threads=2)
            problem = None if other.labels(axis) == ids else f"the file's order is {other.labels(axis)}"
            tell(f"{key} {kind}: results permuted exactly", problem or first_difference(
                base, other, lambda result, name: result.in_order_of(base, name)))


def dose(program):
    """All documented levers at dose 0 are the base world; one lever more changes nobody's luck."""
    words = (*SMALL[1:], "--set", "time.start=2022-07")
    base = program.run(SCENARIOS / "base" / "chengdu-chongqing.yaml", *words, threads=2)
    with_levers = program.run(DEFAULT, *words, threads=2)
    zeros = [word for lever in with_levers.labels("lever") for word in ("--set", f"levers.{lever}.dose=0")]
    tell("all levers at dose 0: the base world", first_difference(base, program.run(DEFAULT, *words, *zeros, threads=2)))
    tell("levers at dose 1: not the base world",
         None if first_difference(base, with_levers) else "no variable differs")
    # A lever without effect, listed before all others.
    extra = program.write({"format": 1, "levers": [
        {"id": "a-first", "kind": "settling_award", "for": ["tongliang"], "dose": 0, "amount_cny": {"A": 1}}]})
    joined = program.write({"format": 1, "name": "joined", "extends": [extra.name, str(DEFAULT)]})
    other = program.run(joined, *words, threads=2)
    tell("a lever at dose 0 listed first", first_difference(
        with_levers, other, lambda result, name: result.in_order_of(with_levers, name)))


GROUPS = {f.__name__: f for f in (threads, instructions, members, looks, order, dose)}


def main():
    program = Program(sys.argv[1])
    for group in sys.argv[2:] or GROUPS:
        GROUPS[group](program)
        for path in program.root.glob("*.h5"):
            os.unlink(path)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
