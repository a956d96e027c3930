# SPDX-License-Identifier: Apache-2.0
"""The figure of the README: residents gained and lost by policy, region by region, from `talentflow compare --json`.

talentflow compare none scenarios/suining-tongnan-longquanyi.yaml --json | policies.py FIGURE.svg; ./dev regenerate does it
"""

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt  # noqa: E402

# Equal numbers give an equal file: ids from a fixed salt, no date. Letters as shapes: not every reader has Chinese ones.
matplotlib.rcParams.update({"svg.hashsalt": "talentflow", "svg.fonttype": "path", "font.size": 11,
                            "font.family": ["DejaVu Sans", "Noto Sans CJK JP"]})
GAINED, LOST, LUCK = "#1b7f79", "#b5523b", "#2f2f2f"


def gains(comparison):
    """Horizon, and of each region its name, the difference and its luck interval; first the largest gain."""
    horizon = comparison["horizons"][-1]
    regions = comparison["arms"][0]["horizons"][horizon]["regions"].values()
    rows = [(f"{r['name']['en']} {r['name']['zh']}", r["living"]["total"]) for r in regions]
    return horizon, sorted(rows, key=lambda row: row[1]["difference"])


def draw(comparison, file):
    horizon, rows = gains(comparison)
    figure, axes = plt.subplots(figsize=(8.4, 3.4), layout="constrained")
    for y, (name, people) in enumerate(rows):
        difference, (low, high) = people["difference"], people["luck"]
        axes.barh(y, difference, color=GAINED if difference > 0 else LOST, height=0.62)
        axes.plot([low, high], [y, y], color=LUCK, linewidth=2.2, solid_capstyle="butt")
    axes.axvline(0, color=LUCK, linewidth=0.8)
    axes.set_yticks(range(len(rows)), [name for name, _ in rows])
    axes.xaxis.set_major_formatter(lambda x, _: f"{x:+,.0f}" if x else "0")
    axes.set_xlabel(f"talents living there at the end of {horizon}, documented policies less none")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)
    figure.savefig(file, metadata={"Date": None, "Creator": "talentflow"})


def main():
    comparison = json.load(sys.stdin)
    if comparison["quick_look"] or comparison["members"] < 2:
        sys.exit("policies.py: wants a full comparison with two members at least (no --quick, --replicates 2 or more)")
    draw(comparison, Path(sys.argv[1]))


if __name__ == "__main__":
    main()
