# SPDX-License-Identifier: Apache-2.0
"""No file grows past its ceiling unless listed here with the reason, and no room of the model past its own."""

from repository import ROOT, conclude, files, read

CEILINGS = {".hpp": 250, ".cpp": 400}
ROOT_CMAKE_CEILING = 120
ROOM_CEILING = 2700  # lines of C++ in one folder of models/; subfolders count apart
# Room -> (its own ceiling, why it is better whole).
ROOM_EXCEPTIONS = {
    "models/levers": (4000, "27 kinds that know nothing of one another, one file each, found by name"),
}

# Path -> (its own ceiling, why it is better whole).
EXCEPTIONS = {
    "models/world/world.hpp": (320, "one scenario as plain values; most lines are fields with their units"),
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
    rooms = {}
    for path in files(suffixes={".cpp", ".hpp"}):
        if path.parts[0] == "models":
            rooms[path.parent] = rooms.get(path.parent, 0) + len(read(ROOT, path).splitlines())
    for room, lines in rooms.items():
        limit, _ = ROOM_EXCEPTIONS.get(room.as_posix(), (ROOM_CEILING, ""))
        if lines > limit:
            problems.append(f"{room}: {lines} lines, at most {limit}; give it rooms")
    problems += [f"{name}: listed as an exception but does not exist"
                 for name in EXCEPTIONS if not (ROOT / name).is_file()]
    conclude("file_ceilings", problems)


if __name__ == "__main__":
    main()
