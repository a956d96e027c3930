# SPDX-License-Identifier: Apache-2.0
"""The built program against closed forms: run.py PROGRAM [--write-docs | --in-docs] [GROUP...]; exit 1 when a figure is
out of bounds.

One line per figure: case, expected, value, statistic, bound. Seeds are fixed, so a run always ends the same; for a new
build the odds of a false alarm are 1 in 100,000 per figure. A run of all groups writes results/verification.md, with
--write-docs docs/verification.md too; --in-docs asks that page to list every figure of the groups run.
"""

import argparse
import importlib
import sys
import time
from pathlib import Path

import page
from bounds import Table
from cases import BY_ID, CASES
from world import Program

GROUPS = ["choice", "markov", "labour", "information", "speculation", "gravity", "published", "symmetry", "money",
          "prices", "books", "cohorts", "luck", "levers", "sensitivity"]


def arguments():
    parser = argparse.ArgumentParser(prog="./dev verify")
    parser.add_argument("program")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help="of " + ", ".join(GROUPS))
    parser.add_argument("--write-docs", action="store_true", help="write docs/verification.md")
    parser.add_argument("--in-docs", action="store_true", help="fail if docs/verification.md lacks a figure")
    said = parser.parse_intermixed_args()
    unknown = [group for group in said.groups if group not in GROUPS]
    if unknown:
        parser.error(f"unknown group {unknown[0]}; known: {', '.join(GROUPS)}")
    if said.write_docs and said.groups:
        parser.error("--write-docs needs all groups: leave their names out")
    return said


def run_group(program, group):
    started = time.monotonic()
    table = Table()
    importlib.import_module(group).run(program, table)
    unknown = sorted({row.case for row in table.rows} - BY_ID.keys())
    if unknown:
        raise SystemExit(f"verification: {group}.py has figures of {', '.join(unknown)}, not in cases.py")
    table.show()
    print(f"{group}: {len(table.rows)} figures, {table.failed} out of bounds, {time.monotonic() - started:.1f} s\n",
          flush=True)
    return table.rows


def write_pages(program, rows, write_docs):
    """The page of a whole run; the case that should have run and did not is a failure."""
    absent = [case.id for case in CASES if not (case.waits or case.see) and case.id not in {row.case for row in rows}]
    for case in absent:
        print(f"{case}: did not run")
    paths = [page.PAGE.parents[1] / "results" / "verification.md"] + ([page.PAGE] if write_docs else [])
    version = program.command("--version").splitlines()
    facts = {"version": f"{version[0].split(' (')[0]}, {version[1].split(' -')[0]}",
             "kernels": version[2].removeprefix("kernels: "), "runs": program.runs, "members": f"{program.members:,}"}
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_text(page.text(rows, facts), encoding="utf-8")
        print(f"wrote {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")
    return len(absent)


def main():
    said = arguments()
    program = Program(said.program)
    rows = [row for group in said.groups or GROUPS for row in run_group(program, group)]
    failed = sum(not row.ok for row in rows)
    if not said.groups:
        failed += write_pages(program, rows, said.write_docs)
    if said.in_docs:
        for figure in (missing := page.missing_figures(rows)):
            print(f"not in docs/verification.md: {figure}; run ./dev verify --write-docs")
        failed += len(missing)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
