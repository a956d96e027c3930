# SPDX-License-Identifier: Apache-2.0
"""V25: indices of functions that are known, by the way a sweep goes: `design`, a value for every run, `sensitivity`."""

import csv
import json
import math

import numpy as np

NEAR = 0.003  # Ishigami's at 2^14 base points: twice what the worst of 200 seeds was off
BY_LUCK = 0.026  # five standard deviations of the first order of luck at 2^14: luck is not stratified


class Designed:
    """A design of the program, and what the program makes of outputs at its points."""

    def __init__(self, program, kind, n, factors, seed=1):
        self.program, self.folder = program, program.root / f"sweep{next(program.count)}"
        self.folder.mkdir()
        words = [word for path, low, high in factors for word in ("--factor", f"{path}={low!r}:{high!r}")]
        program.command("design", "--kind", kind, "--n", n, "--seed", seed, *words, "-o", self.folder / "design.csv", "--quiet")
        with open(self.folder / "design.csv", encoding="utf-8", newline="") as file:
            self.header, *self.rows = csv.reader(file)
        self.luck = np.array([int(row[3]) for row in self.rows])
        self.points = np.array([[float(cell) for cell in row[4:]] for row in self.rows])

    def analysed(self, values):
        """Indices of an output by factor, and the mean and variance of it."""
        with open(self.folder / "index.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["run", "output", "as", "arm", "value", "luck_sd", "status", "message", *self.header[1:]])
            for row, value in zip(self.rows, values):
                writer.writerow([row[0], "y", "level", "base", repr(float(value)), "", "ok", "", *row[1:]])
        found = json.loads(self.program.command("sensitivity", self.folder, "--json"))["outputs"][0]
        return {factor["path"]: factor for factor in found["factors"]}, found["mean"], found["sd"] ** 2


def ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def g(x, a):
    return np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=1)


def borehole(x):
    rw, r, tu, hu, tl, hl, length, kw = x.T
    ratio = np.log(r / rw)
    return 2 * math.pi * tu * (hu - hl) / (ratio * (1 + 2 * length * tu / (ratio * rw ** 2 * kw) + tu / tl))


def indices(table, what, found, first, total, tolerance):
    for path, s, st in zip(found, first, total):
        table.estimate("V25", f"{what}: first order of {path}", s, found[path]["first"]["value"], tolerance)
        table.estimate("V25", f"{what}: total order of {path}", st, found[path]["total"]["value"], tolerance)


def run(program, table):
    pi = math.pi
    cube = [(f"x{i}", -pi, pi) for i in (1, 2, 3)]
    first, total, variance = (0.313905, 0.442411, 0, 0), (0.557589, 0.442411, 0.243684, 0), 13.844588
    designed = Designed(program, "sobol", 1 << 14, cube)
    found, mean, spread = designed.analysed(ishigami(designed.points))
    indices(table, "Ishigami", found, first, total, NEAR)
    table.estimate("V25", "Ishigami: mean", 3.5, mean, 0.001)
    table.estimate("V25", "Ishigami: variance", variance, spread, 0.01)

    # Noise of standard deviation 2 + sin x1: its share is 4, and 1/2 together with x1.
    noise = np.random.RandomState(2026).standard_normal(2 << 14)[designed.luck]
    found, _, _ = designed.analysed(ishigami(designed.points) + (2 + np.sin(designed.points[:, 0])) * noise)
    whole = variance + 4.5
    indices(table, "Ishigami with noise", found, [s * variance / whole for s in first[:3]] + [4 / whole],
            [(first_total * variance + extra) / whole for first_total, extra in zip(total, (0.5, 0, 0, 4.5))], BY_LUCK)

    a = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])
    designed = Designed(program, "sobol", 1 << 13, [(f"x{i}", 0, 1) for i in range(1, 9)])
    found, _, spread = designed.analysed(g(designed.points, a))
    indices(table, "g of eight factors", found, (0.716192, 0.179048, 0.023676, 0.007162) + (0.000072,) * 4,
            (0.787144, 0.242198, 0.034317, 0.010460) + (0.000105,) * 4, NEAR)
    table.estimate("V25", "g of eight factors: variance", 0.465424, spread, 0.002)

    designed = Designed(program, "sobol", 1 << 13, [
        ("rw", 0.05, 0.15), ("r", 100, 50000), ("Tu", 63070, 115600), ("Hu", 990, 1110), ("Tl", 63.1, 116), ("Hl", 700, 820),
        ("L", 1120, 1680), ("Kw", 9855, 12045)])
    found, mean, _ = designed.analysed(borehole(designed.points))
    indices(table, "borehole", found, (0.82892, 0, 0, 0.04139, 0.00001, 0.04139, 0.03934, 0.00952),
            (0.86684, 0, 0, 0.05411, 0.00001, 0.05412, 0.05208, 0.01273), NEAR)
    table.estimate("V25", "borehole: mean", 77.6513, mean, 0.02)

    designed = Designed(program, "morris", 10, [("up", 0, 2), ("down", 10, 20), ("idle", 0, 1)])
    found, _, _ = designed.analysed(designed.points @ np.array([3, -0.5, 0]))
    for path, slope in (("up", 6), ("down", -5), ("idle", 0)):
        table.near("V25", f"plane by trajectories: mu of {path}", slope, found[path]["mu"]["value"], 1e-12)
        table.near("V25", f"plane by trajectories: sigma of {path}", 0, found[path]["sigma"]["value"], 1e-12)
