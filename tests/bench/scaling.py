# SPDX-License-Identifier: Apache-2.0
"""Curves: how speed depends on agents, regions, months and threads. Writes docs/performance/scaling.json and figures."""

import json
import statistics
import sys
import tempfile
from pathlib import Path

import cases
import machine
import worlds
from machine import ROOT

FOLDER = ROOT / "docs" / "performance"
BYTES_AN_AGENT = 60  # of the full model, generously; sizes that do not fit are left out

FULL = {"agents": [10**5, 3 * 10**5, 10**6, 3 * 10**6, 10**7, 3 * 10**7, 10**8], "agent_months": 3 * 10**8,
        "regions": [2, 3, 4, 5, 6, 8, 12, 16, 24, 32], "region_agents": 3 * 10**6, "region_months": 60,
        "months": [12, 24, 48, 96, 192, 384], "month_agents": 10**6,
        "thread_agents": 10**7, "thread_full_agents": 5 * 10**6}
SHORT = {"agents": [10**4, 3 * 10**4, 10**5], "agent_months": 10**6, "regions": [2, 5, 9], "region_agents": 10**5,
         "region_months": 12, "months": [6, 12], "month_agents": 10**5, "thread_agents": 10**5,
         "thread_full_agents": 10**5}


class Curves:
    def __init__(self, session, options):
        self.session, self.programs, self.turns = session, session.programs, options.turns
        self.sizes, self.threads = SHORT if options.short else FULL, options.threads
        self.scenario = session.scratch / "scaled.yaml"

    def _measure(self, curve, x, series, work):
        """Repeats a run and keeps every rate and the largest memory."""
        runs = [work() for _ in range(self.turns)]
        rates = [run["agent_months_per_second"] for run in runs]
        print(f"{curve:8} {x:>11,}  {series:16} {cases.short(statistics.median(rates))} agent-months/s", file=sys.stderr, flush=True)
        return {"x": x, "series": series, "agent_months_per_second": rates, "agents": runs[0]["agents"],
                "agent_months": runs[0].get("agent_months", runs[0]["agents"] * runs[0]["months"]),
                "loop_seconds": [run["loop_seconds"] for run in runs],
                "command_seconds": [run["command_seconds"] for run in runs],
                "peak_rss_bytes": max(run["peak_rss_bytes"] for run in runs)}

    def _choice(self, scenario, agents, regions, months, threads):
        return self.programs.run(scenario, *worlds.choice_options(agents, regions), "--months", months, threads=threads)

    def _full(self, agents, months, threads):
        default = self.session.default
        default.scaled(agents / default.agents(), self.scenario)
        burn_in = max(1, months // 2)
        return self.programs.run(self.scenario, "--set", f"time.burn_in_months={burn_in}", "--months",
                                 max(1, months - burn_in), threads=threads)

    def agents(self):
        for n in self.sizes["agents"]:
            if n * BYTES_AN_AGENT > machine.memory_bytes("MemAvailable"):
                print(f"agents {n:,}: left out, too large for this memory", file=sys.stderr)
                continue
            months = max(12, min(120, self.sizes["agent_months"] // n))
            yield self._measure("agents", n, "choice only", lambda: self._choice(worlds.CHOICE, n, 5, months, self.threads))
            yield self._measure("agents", n, "default scenario", lambda: self._full(n, months, self.threads))
            yield self._measure("agents", n, "naive program", lambda: self.programs.naive(n, 5, months, self.threads))

    def regions(self):
        n, months = self.sizes["region_agents"], self.sizes["region_months"]
        for r in self.sizes["regions"]:
            ring = worlds.ring(r, self.session.scratch / "ring.yaml")
            yield self._measure("regions", r, "choice only", lambda: self._choice(ring, n, r, months, self.threads))
            yield self._measure("regions", r, "naive program", lambda: self.programs.naive(n, r, months, self.threads))

    def months(self):
        n = self.sizes["month_agents"]
        for months in self.sizes["months"]:
            yield self._measure("months", months, "choice only", lambda: self._choice(worlds.CHOICE, n, 5, months, self.threads))
            yield self._measure("months", months, "default scenario", lambda: self._full(n, months, self.threads))

    def thread_counts(self):
        n, full = self.sizes["thread_agents"], self.sizes["thread_full_agents"]
        for threads in range(1, machine.cores() + 1):
            yield self._measure("threads", threads, "choice only", lambda: self._choice(worlds.CHOICE, n, 5, 120, threads))
            yield self._measure("threads", threads, "default scenario", lambda: self._full(full, 24, threads))
            yield self._measure("threads", threads, "naive program", lambda: self.programs.naive(n, 5, 60, threads))


COLOURS = {"choice only": "C0", "default scenario": "C1", "naive program": "C7"}
FIGURES = {  # curve -> (label of x, logarithmic x)
    "agents": ("agents", True),
    "regions": ("regions", True),
    "months": ("months simulated", True),
    "threads": ("threads", False),
}


def draw(result, folder):
    """One figure a curve: median and range of the rate by the quantity that varies."""
    import matplotlib
    matplotlib.use("Agg")
    matplotlib.rcParams.update({"svg.hashsalt": "talentflow", "figure.figsize": (6, 4), "axes.grid": True,
                                "grid.alpha": 0.3, "axes.spines.top": False, "axes.spines.right": False})
    from matplotlib import pyplot, ticker
    for curve, (label, logarithmic) in FIGURES.items():
        figure, axes = pyplot.subplots()
        for series in dict.fromkeys(point["series"] for point in result["curves"][curve]):
            points = [point for point in result["curves"][curve] if point["series"] == series]
            x = [point["x"] for point in points]
            rates = [[rate / 1e6 for rate in point["agent_months_per_second"]] for point in points]
            middle = [statistics.median(r) for r in rates]
            axes.errorbar(x, middle, [[m - min(r) for m, r in zip(middle, rates)], [max(r) - m for m, r in zip(middle, rates)]],
                          marker="o", markersize=4, capsize=3, label=series, color=COLOURS[series])
        axes.set_yscale("log")
        if logarithmic:
            axes.set_xscale("log", base=10 if curve == "agents" else 2)
        ticks = sorted({point["x"] for point in result["curves"][curve]})
        if curve != "agents":
            axes.set_xticks(ticks, [str(tick) for tick in ticks], minor=False)
            axes.minorticks_off()
        low, high = axes.get_ylim()
        speeds = [n * 10**e for e in range(0, 5) for n in (1, 2, 5) if low <= n * 10**e <= high]
        axes.set_yticks(speeds, [f"{speed:,}" for speed in speeds], minor=False)
        axes.yaxis.set_minor_locator(ticker.NullLocator())
        axes.set_xlabel(label)
        axes.set_ylabel("million agent-months per second")
        threads = "" if curve == "threads" else f", {result['threads']} threads"
        axes.set_title(f"{result['machine']['cpu']}, {result['machine']['instruction_set']}{threads}", fontsize=9)
        axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.16), ncol=3)
        figure.tight_layout()
        figure.savefig(folder / f"scaling-{curve}.svg", metadata={"Date": None})
        pyplot.close(figure)


def run(options, session_type):
    """Measures every curve; writes nothing until all are there. A short run writes beside its --output."""
    folder = options.output.parent / "scaling" if options.short else FOLDER
    facts = machine.describe(options.build)
    with tempfile.TemporaryDirectory(prefix="talentflow-bench-") as scratch:
        curves = Curves(session_type(options, Path(scratch)), options)
        points = {"agents": list(curves.agents()), "regions": list(curves.regions()), "months": list(curves.months()),
                  "threads": list(curves.thread_counts())}
    result = {"format": 1, "short": options.short, "machine": facts, "threads": options.threads, "curves": points}
    machine.write_whole(folder / "scaling.json", json.dumps(result, indent=1) + "\n")
    draw(result, folder)
    print(f"wrote {folder / 'scaling.json'} and {len(FIGURES)} figures beside it")
