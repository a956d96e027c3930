# SPDX-License-Identifier: Apache-2.0
"""The built program against closed forms (docs/methods.md): run.py PROGRAM [GROUP...]; exit 1 when a figure is out of bounds.

One line per figure: case, expected, value, statistic, bound. Seeds are fixed, so a run always ends the same; for a new
build the odds of a false alarm are 1 in 100,000 per figure.
"""

import importlib
import sys
import time

from bounds import Table
from world import Program

GROUPS = ["choice", "markov", "labour", "information", "symmetry", "money", "books", "luck"]


def main():
    program = Program(sys.argv[1])
    failed = 0
    for group in sys.argv[2:] or GROUPS:
        started = time.monotonic()
        table = Table()
        importlib.import_module(group).run(program, table)
        table.show()
        print(f"{group}: {len(table.rows)} figures, {table.failed} out of bounds, {time.monotonic() - started:.1f} s\n",
              flush=True)
        failed += table.failed
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
