# SPDX-License-Identifier: Apache-2.0
"""Medians with their extremes, as aligned text and as a Markdown table."""

import statistics

from cases import short


def digest(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def figure(value):
    return "-" if value is None else f"{value:.3g}"


def verdict(row):
    if row["reach"] is None or row.get("short"):
        return "-"
    better = (lambda a, b: a <= b) if row["less_is_better"] else (lambda a, b: a >= b)
    if row["aim"] is not None and better(row["median"], row["aim"]):
        return "aim"
    return "reached" if better(row["median"], row["reach"]) else "missed"


def speeds(row):
    """Median agent-months per second of both programs, where the row has them."""
    return [short(row[key]) if row.get(key) else "-" for key in ("talentflow_speed", "other_speed")]


HEADINGS = ["workload", "unit", "median", "min", "max", "reach", "aim", "verdict", "ours /s", "other /s"]


def cells(rows):
    return [[row["title"], row["unit"], figure(row["median"]), figure(row["min"]), figure(row["max"]),
             figure(row["reach"]), figure(row["aim"]), verdict(row), *speeds(row)] for row in rows]


def as_text(rows):
    lines = [HEADINGS, *cells(rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADINGS))]
    return "\n".join("  ".join(text.ljust(w) if i < 2 else text.rjust(w) for i, (text, w) in enumerate(zip(line, widths)))
                     .rstrip() for line in lines)


def as_markdown(rows):
    lines = [HEADINGS, ["---", "---", *["---:"] * (len(HEADINGS) - 2)], *cells(rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def about(machine):
    return (f"{machine['cpu']}, {machine['instruction_set']}, {machine['cores']} cores; {machine['compiler']}, "
            f"{machine['flags']}; {machine['system']}; commit {machine['commit'][:12]}"
            f"{'-dirty' if machine['commit'].endswith('-dirty') else ''}; {machine['date']}")


def kernels_text(kernels):
    lines = [f"{'ns per item, ' + kernels['instruction_set']:56}  median      min      max"]
    for name, values in kernels["nanoseconds_per_item"].items():
        found = digest(values)
        lines.append(f"{name:56}" + "".join(f"{found[key]:9.3g}" for key in ("median", "min", "max")))
    return "\n".join(lines)


def bandwidth_text(bandwidth):
    return "\n".join(f"memory, {one['threads']} thread{'s' if one['threads'] > 1 else ''}: " + ", ".join(
        f"{name} {one[name]['bytes_per_second'] / 1e9:.1f} GB/s" for name in ("read", "copy", "in_place", "triad"))
        for one in bandwidth)
