# SPDX-License-Identifier: Apache-2.0
"""talentflow as a library: what is installed is enough for a project outside the tree. Exit 1 if it is not.

package.py alone SCRATCH [cmake options]   builds sim and models where no other package is to be had, installs them, and
                                           builds and runs tests/package/outside with them: no HDF5, YAML, OpenMP or fmt
                                           in the program, the numbers of the lesson to the bit
package.py whole SCRATCH BUILD [options]   installs BUILD, and does the same with scenarios and output
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "guarantees")]

from dataset_hash import data_sha256  # noqa: E402
from outside import ALONE, OUTSIDE, build, build_library, call, configure, golden, install, tell  # noqa: E402

# What a program in C++ needs on any Linux, and no more.
SYSTEM = re.compile(r"(libstdc\+\+|libm|libgcc_s|libc|ld-linux[\w-]*)\.so\.\d+$")
OTHERS = ("HDF5", "yaml-cpp", "OpenMP", "OpenSSL", "CLI11", "Boost", "Eigen3", "MPI", "nlohmann_json")
NOBODY_ELSE = tuple(f"-DCMAKE_DISABLE_FIND_PACKAGE_{name}=ON" for name in OTHERS)


def missing_headers(prefix):
    """Includes of installed headers that were not installed."""
    include = prefix / "include" / "talentflow"
    found = sorted(include.rglob("*.hpp"))
    lost = [f"{path.relative_to(include)} includes {name}" for path in found
            for name in re.findall(r'^#include "([^"]+)"', path.read_text(encoding="utf-8"), re.M)
            if not (include / name).is_file()]
    return "; ".join(lost) if lost else None if found else "no header was installed"


def leaking_flags(prefix):
    """Warnings are ours; whoever links the archives must not inherit them."""
    files = list(prefix.rglob("cmake/talentflow/*.cmake"))
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    flags = sorted(set(re.findall(r"-W[a-z][\w=-]*", text)))
    return f"the package asks for {', '.join(flags)}" if flags else None if files else "no package was installed"


def needed(program):
    """Shared libraries that a program loads."""
    return re.findall(r"\(NEEDED\).*\[(.*)\]", call("readelf", "-d", program).decode())


def hash_of(*words):
    return data_sha256(subprocess.run([str(w) for w in words], stdout=subprocess.PIPE, check=True).stdout)


def unequal(found, lesson):
    return None if found == golden(lesson) else f"{found}, the program's is {golden(lesson)}"


def alone(scratch, options):
    prefix = scratch / "prefix"
    build_library(scratch / "library", "-DTALENTFLOW_BUILD_SCENARIOS=OFF", *ALONE, *NOBODY_ELSE, *options)
    install(scratch / "library", prefix)
    configure(OUTSIDE, scratch / "outside", f"-DCMAKE_PREFIX_PATH={prefix}", *NOBODY_ELSE, *options)
    build(scratch / "outside")
    program = scratch / "outside" / "two_places"
    print(call(program).decode().splitlines()[-1])  # exits with 1 when its figures are wrong
    foreign = [name for name in needed(program) if not SYSTEM.match(name)]
    return sum((tell("sim and models alone: nothing but the system's libraries", ", ".join(foreign) or None),
                tell("sim and models alone: installed headers are complete", missing_headers(prefix)),
                tell("sim and models alone: no warnings for others", leaking_flags(prefix)),
                tell("sim and models alone: the lesson built in C++ is the lesson read from its file",
                     unequal(hash_of(program, "--numbers"), "two_regions"))))


def whole(scratch, installed, options):
    prefix = scratch / "prefix"
    install(installed, prefix)
    configure(OUTSIDE, scratch / "outside", f"-DCMAKE_PREFIX_PATH={prefix}", *options)
    build(scratch / "outside")
    lesson = ROOT / "scenarios" / "lessons" / "settling_award.yaml"
    printed = call(scratch / "outside" / "result_hash", lesson).decode().strip()
    version = call(prefix / "bin" / "talentflow", "--version").decode().split("\n", maxsplit=1)[0]
    return sum((tell(f"everything: {version} is installed"),
                tell("everything: installed headers are complete", missing_headers(prefix)),
                tell("everything: no warnings for others", leaking_flags(prefix)),
                tell("everything: a lesson from its file", unequal(hash_of(scratch / "outside" / "lesson", lesson), lesson.stem)),
                tell("everything: its hash by output/data_hash.hpp", unequal(printed, lesson.stem))))


if __name__ == "__main__":
    what, folder, *rest = sys.argv[1:]
    scratch = Path(folder).resolve()
    failed = alone(scratch, rest) if what == "alone" else whole(scratch, Path(rest[0]).resolve(), rest[1:])
    sys.exit(1 if failed else 0)
