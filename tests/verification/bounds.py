# SPDX-License-Identifier: Apache-2.0
"""Test statistics with odds of a false alarm of 1 in 100,000, and the table that the cases print."""

import math
from dataclasses import dataclass

Z_BOUND = 4.42  # two-sided 1e-5
ALPHA = 1e-5


def _gamma_upper(a, x):
    """Regularised upper incomplete gamma function Q(a, x): series below a + 1, continued fraction above."""
    if x <= 0:
        return 1.0
    scale = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1.0 / a
        k = a
        while abs(term) > 1e-17 * abs(total):
            k += 1
            term *= x / k
            total += term
        return 1.0 - total * scale
    b = x + 1.0 - a  # modified Lentz
    c = 1e300
    d = 1.0 / b
    h = d
    for i in range(1, 10000):
        an = -i * (i - a)
        b += 2.0
        d = 1.0 / (an * d + b)
        c = b + an / c
        h *= d * c
        if abs(d * c - 1.0) < 1e-15:
            break
    return scale * h


def chi2_quantile(df, upper):
    """x with P(chi2 > x) = upper."""
    low, high = 0.0, 10.0 * df + 200.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        if _gamma_upper(df / 2.0, middle / 2.0) > upper:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


@dataclass
class Row:
    """One figure of a case. `used` is the part of its bound that a z, a chi2 or the error of an estimate used up, None for
    other tests."""

    case: str
    figure: str
    expected: str
    value: str
    statistic: str
    bound: str
    ok: bool
    used: float | None = None

    def cells(self):
        return (self.case, self.figure, self.expected, self.value, self.statistic, self.bound,
                "PASS" if self.ok else "FAIL")


HEAD = ("case", "figure", "expected", "value", "statistic", "bound", "")


class Table:
    """Collects one line per figure; `failed` counts those out of bounds."""

    def __init__(self):
        self.rows = []
        self.failed = 0

    def _add(self, case, figure, expected, value, statistic, bound, ok, used=None):
        self.rows.append(Row(case, figure, expected, value, statistic, bound, bool(ok), used))
        self.failed += not ok

    def exact(self, case, figure, expected, value):
        self._add(case, figure, str(expected), str(value), "equal" if expected == value else "differs", "",
                  expected == value)

    def z(self, case, figure, expected, value, sd, bias=0.0):
        """`value` has mean `expected` and standard deviation `sd`; `bias` is a known bound of what theory leaves out."""
        z = max(0.0, abs(value - expected) - bias) / sd
        self._add(case, figure, f"{expected:.6g}", f"{value:.6g}", f"z {math.copysign(z, value - expected):+.2f}",
                  f"{Z_BOUND}", z <= Z_BOUND, z / Z_BOUND)

    def near(self, case, figure, expected, value, tolerance):
        """A figure without luck; the tolerance is half a unit of the last digit that the source prints."""
        error = abs(value - expected)
        self._add(case, figure, f"{expected:.10g}", f"{value:.10g}", f"off {error:.1e}", f"{tolerance:.1e}",
                  error <= tolerance)

    def estimate(self, case, figure, expected, value, tolerance):
        """A figure with an error of its own, for which the case states a tolerance."""
        error = abs(value - expected)
        self._add(case, figure, f"{expected:.6g}", f"{value:.6g}", f"off {error:.1e}", f"{tolerance:.1e}", error <= tolerance,
                  error / tolerance)

    def chi2(self, case, figure, observed, shares, df=None):
        """Counts against probabilities (or expected counts) that are scaled to the same total."""
        total, weight = float(sum(observed)), float(sum(shares))
        expected = [total * p / weight for p in shares]
        x = sum((o - e) ** 2 / e for o, e in zip(observed, expected))
        self.chi2_value(case, figure, " ".join(f"{e / total:.5f}" for e in expected[:4]),
                        " ".join(f"{o / total:.5f}" for o in observed[:4]), x,
                        len(expected) - 1 if df is None else df)

    def sign(self, case, figure, direction, change):
        """A change whose direction alone is known."""
        self._add(case, figure, "above 0" if direction > 0 else "below 0", f"{change:+.6g}", "", "", change * direction > 0)

    def chi2_value(self, case, figure, expected, value, x, df):
        bound = chi2_quantile(df, ALPHA)
        self._add(case, figure, expected, value, f"chi2 {x:.2f}", f"{bound:.2f} (df {df})", x <= bound, x / bound)

    def dispersion(self, case, figure, values, variance):
        """Sum of squares around the mean over a known variance: chi2 with n - 1, both sides."""
        n = len(values)
        mean = sum(values) / n
        x = sum((v - mean) ** 2 for v in values) / variance
        low, high = chi2_quantile(n - 1, 1 - ALPHA / 2), chi2_quantile(n - 1, ALPHA / 2)
        self._add(case, figure, f"{variance:.6g}", f"{x / (n - 1) * variance:.6g}", f"chi2 {x:.1f}",
                  f"{low:.1f}..{high:.1f} (df {n - 1})", low <= x <= high,
                  max((x - n + 1) / (high - n + 1), (n - 1 - x) / (n - 1 - low)))

    def above(self, case, figure, bound, value):
        self._add(case, figure, f"> {bound:.6g}", f"{value:.6g}", "", f"{bound:.6g}", value > bound)

    def below(self, case, figure, bound, value):
        """A statistic of a bound of its own, which the case states."""
        self._add(case, figure, f"< {bound:.6g}", f"{value:.6g}", "", f"{bound:.6g}", value < bound)

    def show(self):
        rows = [HEAD] + [row.cells() for row in self.rows]
        widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
        for row in rows:
            print("  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip())
