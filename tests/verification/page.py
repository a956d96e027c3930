# SPDX-License-Identifier: Apache-2.0
"""The page of results, docs/verification.md: written from a whole run, never by hand.

`page.py` alone checks that the page in docs/ lists exactly the cases of the catalogue.
"""

import re
import sys
from pathlib import Path

from cases import BY_ID, CASES

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "verification.md"

INTRODUCTION = """\
# Verification

The program against results that are known exactly. This page is written by `./dev verify --write-docs`; do not edit it.
How the cases are run: [methods, section 6](methods.md#6-exact-results); how to write worlds like theirs:
[overrides](../scenarios/README.md#overrides).

- **What runs.** {version}.
  It is the binary that runs scenarios; only the textbook market of V21, (c) and parts of (b) and (f) call one of its
  functions, from the program `talentflow_tests_published`. Further tests of functions: [below](#unit-tests-of-the-cases).
- **What is listed.** V1 to V27, exact results, and (a) to (f), published tables, were set down before the program was
  written; the other cases came later.
- **Processor.** Vector instructions in use when this page was written: {kernels}.
  No figure depends on them ([reproducibility](reproducibility.md), G2).
- **Luck.** {runs} runs with {members} members in all, each member with luck of its own.
  Seeds are fixed in the worlds of `tests/verification`, so the same build gives the same page.
- **Bounds.** For each figure by itself |z| at most 4.42 (two-sided odds of 1 in 100,000), chi-square at its upper
  1 in 100,000; a variance is tested on both sides. "equal" means every digit. A published number must come out as printed,
  so the tolerance is half a unit of its last digit; an index of sensitivity is an estimate, with a tolerance of its case.
- {count}
{open}
"""

UNIT_TESTS = """\
## Unit tests of the cases

Tests of single functions whose title or figures name a case; `./dev test -L unit` runs them, those of `tests/verification`
belong to this page's run.

| case | file | test |
|---|---|---|"""


def clean(text):
    return str(text).replace("|", "\\|")


def shorter(text, limit=44):
    return text if len(text) <= limit else text[:limit - 4].rstrip(" ,") + " ..."


def status(case, rows):
    if not rows:
        return f"no figures: waits for {case.waits}" if case.waits else "**did not run**"
    if case.see:
        return f"see {case.see}"
    return "passed" if all(row.ok for row in rows) else "**failed**"


def nearest(rows):
    """The figure that came closest to its bound."""
    used = [row for row in rows if row.used is not None]
    if not used:
        return "exact" if rows else ""
    row = max(used, key=lambda r: r.used)
    return f"{row.statistic} of {row.bound}"


def summary(rows_by_case):
    lines = ["| case | what is compared | exact result | figures | nearest to its bound | result |",
             "|---|---|---|---|---|---|"]
    for case in CASES:
        rows = rows_by_case.get(case.see or case.id, [])
        lines.append("| " + " | ".join(clean(x) for x in (
            case.id, case.what, case.exact, "" if case.see else len(rows) or "", "" if case.see else nearest(rows),
            status(case, rows))) + " |")
    return lines


def unit_tests():
    """(case, file, title) of every C++ test that names a case at the end of its title or prints figures of one."""
    found = []
    for path in sorted((ROOT / "tests").rglob("*_test.cpp")):
        for test in re.split(r"\nTEST_CASE\(\s*\"", path.read_text(encoding="utf-8"))[1:]:
            title = test.split('"', 1)[0]
            named = re.findall(r"\((V\d+[a-z]?)\)$", title) + re.findall(r'published\("([^"]+)"', test)
            found += [(case, path.relative_to(ROOT).as_posix(), title) for case in dict.fromkeys(named)]
    place = {case.id: i for i, case in enumerate(CASES)}
    unknown = sorted({case for case, _, _ in found} - place.keys())
    if unknown:
        raise SystemExit(f"verification: unit tests name {', '.join(unknown)}, not in cases.py")
    return sorted(found, key=lambda one: place[one[0]])


def without_figures(rows_by_case):
    """What the catalogue lists and no run can show, by reason."""
    reasons = {}
    for case in CASES:
        if case.waits and not rows_by_case.get(case.id):
            reasons.setdefault(case.waits, []).append(case.id)
    parts = [f"{' and '.join(ids)} {'wait' if len(ids) > 1 else 'waits'} for {why}" for why, ids in reasons.items()]
    return ["- **Without figures.** " + ";\n  ".join(parts) + "."] if parts else []


def details(rows_by_case):
    lines = []
    for case in CASES:
        rows = rows_by_case.get(case.id)
        if not rows:
            continue
        lines += ["", f"### {case.id}", "", "| figure | expected | found | statistic | bound | |", "|---|---|---|---|---|---|"]
        for row in rows:
            lines.append("| " + " | ".join(clean(x) for x in (
                row.figure, shorter(row.expected), shorter(row.value), row.statistic, row.bound,
                "pass" if row.ok else "**fail**")) + " |")
    return lines


def text(rows, facts):
    """The whole page. `facts`: version, kernels, runs, members."""
    rows_by_case = {}
    for row in rows:
        rows_by_case.setdefault(row.case, []).append(row)
    failed = sum(not row.ok for row in rows)
    built = sum(bool(rows_by_case.get(case.see or case.id)) for case in CASES)
    count = f"**Result.** {built} of {len(CASES)} cases, {len(rows)} figures, {failed} out of bounds."
    introduction = INTRODUCTION.format(count=count, open="\n".join(without_figures(rows_by_case)), **facts)
    lines = [introduction.rstrip("\n") + "\n", "## Cases", "", *summary(rows_by_case), "", *UNIT_TESTS.splitlines(),
             *(f"| {case} | `{file}` | {clean(title)} |" for case, file, title in unit_tests()), "", "## Figures",
             *details(rows_by_case)]
    return "\n".join(lines) + "\n"


def listed_cases(page):
    """Ids in the first column of the table of cases."""
    table = page.split("\n## Cases\n")[1].split("\n## ")[0]
    return re.findall(r"^\| ([^ |]+) \| ", table, re.MULTILINE)[1:]


def listed_figures(page):
    """(case, figure) pairs of the tables of figures."""
    pairs = set()
    for part in page.split("\n### ")[1:]:
        case, body = part.split("\n", 1)
        pairs.update((case, line.split(" | ")[0][2:]) for line in body.splitlines() if line.startswith("| "))
    return pairs


def missing_figures(rows):
    """Figures of a run that the page in docs/ does not list."""
    listed = listed_figures(PAGE.read_text(encoding="utf-8"))
    return [f"{row.case}: {row.figure}" for row in rows if (row.case, clean(row.figure)) not in listed]


def main():
    page = PAGE.read_text(encoding="utf-8")
    listed, wanted = listed_cases(page), [case.id for case in CASES]
    problems = [f"docs/verification.md does not list case {id}" for id in wanted if id not in listed]
    problems += [f"docs/verification.md lists {id}, which the catalogue does not know" for id in listed if id not in BY_ID]
    problems += [f"docs/verification.md has figures of {case}, which says it is not built"
                 for case in {case for case, _ in listed_figures(page)}
                 if re.search(rf"^\| {re.escape(case)} \|.*no figures: waits for", page, re.MULTILINE)]
    if "**fail" in page or "did not run" in page:
        problems.append("docs/verification.md was written from a run that failed")
    for problem in problems:
        print(f"{problem}; run ./dev verify --write-docs", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
