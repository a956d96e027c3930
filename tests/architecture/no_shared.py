# SPDX-License-Identifier: Apache-2.0
"""The repository stands alone: no file names a machine's folders or reads above the repository's root."""

import re

from repository import ROOT, conclude, files

# Written in pieces so that this file does not report itself.
MACHINE = re.compile(r"(?<![\w.])/" + r"(?:work|home|root|Users)/[\w.]|\.\./" + "shared" + r"\b")
PARENTS = re.compile(r"(?<![\w.)}/])((?:\.\./)+)")
TEXT_LIMIT = 4 << 20


def problems_of(path):
    data = (ROOT / path).read_bytes()
    if b"\0" in data[:8192] or len(data) > TEXT_LIMIT:
        return []
    problems = []
    depth = len(path.parts) - 1
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        if MACHINE.search(line):
            problems.append(f"{path}:{number}: names a folder outside the repository: {line.strip()[:100]}")
        for up in PARENTS.finditer(line):
            if up.group(1).count("../") > max(depth, 1):
                problems.append(f"{path}:{number}: leads above the repository's root: {line.strip()[:100]}")
    return problems


if __name__ == "__main__":
    conclude("no_shared", [problem for path in files() for problem in problems_of(path)])
