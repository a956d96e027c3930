# SPDX-License-Identifier: Apache-2.0
"""No file grows past its ceiling unless listed here with the reason."""

from repository import ROOT, conclude, files, read

CEILINGS = {".hpp": 250, ".cpp": 400}
ROOT_CMAKE_CEILING = 120

# Path -> (its own ceiling, why it is better whole).
EXCEPTIONS = {
    "models/world.hpp": (320, "one scenario as plain values; most lines are fields with their units"),
    "models/lever.hpp": (270, "the spec of a lever kind and its builder: one row and one word per fact of a kind"),
}


def ceiling(path):
    name = path.as_posix()
    if name in EXCEPTIONS:
        return EXCEPTIONS[name][0]
    if name == "CMakeLists.txt":
        return ROOT_CMAKE_CEILING
    return CEILINGS.get(path.suffix)


def main():
    problems = []
    for path in files():
        limit = ceiling(path)
        if limit is None:
            continue
        lines = len(read(ROOT, path).splitlines())
        if lines > limit:
            problems.append(f"{path}: {lines} lines, at most {limit}; split it, or list it with a reason")
    problems += [f"{name}: listed as an exception but does not exist"
                 for name in EXCEPTIONS if not (ROOT / name).is_file()]
    conclude("file_ceilings", problems)


if __name__ == "__main__":
    main()
