# SPDX-License-Identifier: Apache-2.0
"""Who may include whom: reads every #include and OpenMP pragma and fails on an arrow not listed here.

`--self-test` plants one violation of each rule in a scratch folder and fails unless each is found.
"""

import re
import sys
import tempfile
from pathlib import Path

from repository import ROOT, conclude, files, read, without_comments

# Module -> modules it may include. Tests may include everything.
MODULES = {
    "sim": {"sim"},
    "models": {"models", "sim"},
    "scenarios": {"scenarios", "models", "sim"},
    "output": {"output", "sim"},
    "experiments": {"experiments", "models", "output", "scenarios", "sim"},
    "app": {"app", "experiments", "models", "output", "scenarios", "sim"},
    "tests": {"tests", "app", "experiments", "models", "output", "scenarios", "sim"},
}

def _floors(*rooms):
    """Room -> rooms it may include, where each of `rooms` may include itself and those named before it but for the rooms that stand beside it."""
    allowed, below = {}, set()
    for room, but in rooms:
        allowed[room] = below - set(but) | {room}
        below = below | {room}
    return allowed


# Rooms of a module, from the ground up, each with the rooms below that are none of its business. A folder belongs to the room
# with the longest name that it begins with.
ROOMS = _floors(
    ("models/world", ()),
    ("models/people/state", ()),
    ("models/policy", ()),
    ("models/levers", ("models/people/state",)),
    ("models/knowledge", ("models/levers",)),
    ("models/people", ("models/levers",)),
    ("models/economy", ("models/levers", "models/knowledge")),
    ("models/choice", ("models/levers",)),
    ("models/benefits", ("models/levers", "models/knowledge")),
    ("models/programmes", ("models/levers", "models/benefits")),
    ("models/month", ("models/levers",)),
    ("models/run", ("models/levers",)),
    ("experiments/compare", ()),
    ("experiments/fit", ("experiments/compare",)),
    ("experiments/design", ("experiments/compare", "experiments/fit")),
    ("experiments/sensitivity", ("experiments/compare", "experiments/fit")),
    ("experiments/sweep", ("experiments/compare", "experiments/sensitivity")),
)
GENERATED = {"build_info.hpp"}  # written into the build tree by CMake

# Programs that ours is measured against; nothing of ours includes or links them.
REFERENCE = r"tests/bench/(naive_choice|bandwidth)\.cpp$"
# A project of its own that knows ours as it is installed: its own headers stand beside it.
OUTSIDE = "tests/package/outside/"

# Library -> (its headers, the files that may include them). Tests are exempt from the second unless
# STRICT names the library: they may open a result with HDF5 or a scenario with yaml-cpp.
LIBRARIES = {
    "Eigen": (r"Eigen/", r"experiments/"),
    "Random123": (r"Random123/", r"sim/"),
    "SLEEF": (r"sleef\.h", r"sim/math\."),
    "OpenMP": (r"omp\.h", rf"sim/parallel\.(hpp|cpp)$|{REFERENCE}"),
    "yaml-cpp": (r"yaml-cpp/", r"scenarios/loader/.*\.cpp$"),
    "HDF5": (r"(hdf5|hdf5_hl|H5[A-Za-z]*)\.h|highfive/|netcdf", r"output/"),
    "OpenSSL": (r"openssl/", r"output/sha256\.cpp$"),
    "zstd": (r"(zstd|zdict)", r"output/state_chunk\.cpp$"),
    "fmt": (r"fmt/", r".*\.cpp$"),
    "nlohmann-json": (r"nlohmann/(?!json_fwd\.hpp)", r".*\.cpp$"),
    "CLI11": (r"CLI/", r"app/"),
    "MPI": (r"mpi\.h", r"experiments/"),
    "Boost": (r"boost/(random|math)", r"experiments/"),
    "NLopt": (r"nlopt", r"experiments/"),
    "Catch2": (r"catch2/", r"tests/"),
    "RapidCheck": (r"rapidcheck", r"tests/"),
    "Google Benchmark": (r"benchmark/", r"tests/bench/"),
}
STRICT = {"OpenMP", "CLI11", "OpenSSL", "zstd"}
# Files compiled for one instruction set. What an inline template leaves behind there, the linker could choose
# for the whole program, which would then need that instruction set.
KERNEL = re.compile(r"sim/kernels/")
KERNEL_INCLUDES = re.compile(r"sim/kernels/|sim/math\.hpp$|(stddef|stdint|math)\.h$|immintrin\.h$|c(stddef|stdint)$")
OTHER_LIBRARY = re.compile(r"(boost|absl|folly|tbb|range|spdlog|Kokkos|thrust|highfive|arrow)/")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
PRAGMA = re.compile(r"^[ \t]*#[ \t]*pragma[ \t]+omp[ \t]+(?!simd\b|declare[ \t]+simd\b)|\b_Pragma\s*\(\s*\"omp (?!simd)", re.M)
# Their algorithms differ between standard libraries, or they hold state: results would not be the same everywhere.
BANNED = re.compile(
    r"\bstd::(\w+_distribution|random_device|mt19937(_64)?|default_random_engine|shuffle|sample|generate_canonical)\b"
    r"|\bstd::(execution::par\w*|async|jthread|thread)\b|(?:\bstd::|(?<![\w:.>]))s?rand\s*\("
)
# What a run is made with is handed in: the program reads the environment, and nothing is kept for a thread or the process.
AMBIENT = re.compile(r"\b(?:secure_)?getenv\b|\benviron\b|\bthread_local\b")
AMBIENT_EXEMPT = re.compile(r"app/|tests/")
BANNED_EXEMPT = re.compile(r"tests/")  # a test may hold a reference generator; distributions stay banned


def module_of(path):
    return path.parts[0] if len(path.parts) > 1 else ""


def room_of(name):
    """The room that a file or header is in, or None where its module has none."""
    return max((r for r in ROOMS if name.startswith(r + "/")), key=len, default=None)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def check_file(path, text):
    """Problems of one file; `path` is relative to the repository."""
    problems = []
    name, module = path.as_posix(), module_of(path)
    bare = without_comments(text)

    def problem(position, what):
        problems.append(f"{name}:{line_of(bare, position)}: {what}")

    for include in INCLUDE.finditer(bare):
        mark, header = include.groups()
        if ".." in Path(header).parts:
            problem(include.start(), f"'{header}': includes start at the repository root, never '../'")
            continue
        if KERNEL.match(name) and not KERNEL_INCLUDES.match(header):
            problem(include.start(), f"'{header}': not in a file compiled for one instruction set")
            continue
        library = next((l for l, (headers, _) in LIBRARIES.items() if re.match(headers, header)), None)
        if library:
            allowed = re.match(LIBRARIES[library][1], name)
            if not allowed and (module != "tests" or library in STRICT):
                problem(include.start(), f"'{header}': {library} is not allowed here (only in {LIBRARIES[library][1]})")
        elif OTHER_LIBRARY.match(header):
            problem(include.start(), f"'{header}': a library that no module lists")
        elif mark == '"' or header.split("/")[0] in MODULES:
            target = header.split("/")[0]
            if header in GENERATED or (name.startswith(OUTSIDE) and "/" not in header):
                continue
            if target not in MODULES or "/" not in header:
                problem(include.start(), f"'{header}': write the path from the repository root")
            elif target not in MODULES[module]:
                problem(include.start(), f"'{header}': {module} may not include {target}")
            elif room_of(name) and room_of(header) and room_of(header) not in ROOMS[room_of(name)]:
                problem(include.start(), f"'{header}': {room_of(name)} may not include {room_of(header)}")

    if not re.match(rf"sim/parallel\.(hpp|cpp)$|{REFERENCE}", name):
        for pragma in PRAGMA.finditer(bare):
            problem(pragma.start(), "OpenMP outside sim/parallel.* (only 'omp simd' is free)")
    code = without_comments(text, keep_strings=False)
    for banned in BANNED.finditer(code):
        word = banned.group(0)
        if BANNED_EXEMPT.match(name) and ("_distribution" not in word or re.match(REFERENCE, name)):
            continue
        if "thread" in word and name.startswith("app/"):
            continue  # the progress display
        if "thread" in word and name.startswith("experiments/sweep/workers."):
            continue  # which thread does a run, and when it ends, has no influence on it
        problem(banned.start(), f"{word.strip()} is banned: its result depends on the library or on time")
    for ambient in AMBIENT.finditer("" if AMBIENT_EXEMPT.match(name) else code):
        problem(ambient.start(), f"{ambient.group(0)}: only app/ reads the environment and keeps what is no value of a run; hand it in")
    return problems


def check(root):
    problems = []
    for path in files(root, {".cpp", ".hpp", ".h", ".inc"}):
        if module_of(path) in MODULES:
            problems += check_file(path, read(root, path))
            if room_of(path.as_posix()) is None and any(r.startswith(module_of(path) + "/") for r in ROOMS):
                problems.append(f"{path}: belongs in a room of {module_of(path)}: one of {', '.join(ROOMS)}")
        else:
            problems.append(f"{path}: C++ belongs in one of {', '.join(MODULES)}")
    return problems


def self_test():
    planted = {  # file -> text that breaks one rule
        "sim/up.cpp": '#include "models/world/world.hpp"\n',
        "models/world/file.cpp": '#include "scenarios/loader/scenario.hpp"\n',
        "scenarios/loader/out.cpp": '#include "output/run_file.hpp"\n',
        "output/model.cpp": '#include "models/world/world.hpp"\n',
        "models/month/parent.cpp": '#include "../sim/error.hpp"\n',
        "models/month/short.cpp": '#include "world.hpp"\n',
        "sim/angle.cpp": "#include <models/world/world.hpp>\n",
        "models/month/pragma.cpp": "void f() {\n#pragma omp parallel for\n}\n",
        "tests/pragma_test.cpp": "  #  pragma  omp  critical\n",
        "models/month/omp.cpp": "#include <omp.h>\n",
        "app/h5.cpp": "#include <hdf5.h>\n",
        "models/month/h5.cpp": "#include <H5Dpublic.h>\n",
        "scenarios/loader/yaml.hpp": "#include <yaml-cpp/yaml.h>\n",
        "app/yaml.cpp": "#include <yaml-cpp/yaml.h>\n",
        "experiments/fit/cli.cpp": "#include <CLI/CLI.hpp>\n",
        "app/hash.cpp": "#include <openssl/evp.h>\n",
        "output/packed.cpp": "#include <zstd.h>\n",
        "output/eigen.cpp": "#include <Eigen/Dense>\n",
        "sim/text.hpp": "#include <fmt/core.h>\n",
        "models/month/normal.cpp": "std::normal_distribution<double> d;\n",
        "tests/bench/other.cpp": "#include <omp.h>\n",
        "tests/poisson_test.cpp": "std::poisson_distribution<int> d;\n",
        "models/month/engine.cpp": "std::mt19937 engine;\n",
        "models/month/c_rand.cpp": "int f() { return rand(); }\n",
        "sim/kernels/avx2.cpp": "#include <vector>\n",
        "models/month/std_rand.cpp": "int f() { return std::rand(); }\n",
        "sim/environment.cpp": 'const char* f() { return std::getenv("HOME"); }\n',
        "experiments/fit/environment.cpp": "#include <stdlib.h>\nchar* f() { return secure_getenv(\"HOME\"); }\n",
        "models/month/of_thread.cpp": "thread_local int n = 0;\n",
        "models/month/boost.cpp": "#include <boost/math/special_functions.hpp>\n",
        "tools/x.cpp": "int x;\n",
    }
    innocent = {
        "sim/parallel.cpp": '#include <omp.h>\n#include "sim/parallel.hpp"\n#pragma omp parallel for\n',
        "sim/kernels/avx512.cpp": '#include <stdint.h>\n#include "sim/math.hpp"\n#include "sim/kernels/body.inc"\n',
        "models/run/simd.cpp": "#pragma omp simd\n// std::normal_distribution is banned\n/* #include <hdf5.h>\n*/\n",
        "models/run/text.cpp": 'const char* a = "std::mt19937"; const int n = 1\'000; // "\nint operand(int);\n',
        "output/sha256.cpp": "#include <openssl/evp.h>\n#include <hdf5.h>\n#include <fmt/core.h>\n",
        "output/state_chunk.cpp": "#include <zstd.h>\n",
        "tests/package/outside/main.cpp": '#include "own.hpp"\n#include "models/world/world.hpp"\n',
        "tests/output/reader_test.cpp": '#include <hdf5.h>\n#include "output/run_file.hpp"\n',
        "tests/bench/naive_choice.cpp": "#include <omp.h>\n#pragma omp parallel\nstd::normal_distribution<double> d;\n",
        "app/environment.cpp": 'const char* f() { return getenv("HOME"); }\n',
        "output/words.cpp": "// getenv and thread_local are for the program\nconst char* a = \"getenv\"; int environment = 0;\n",
        "app/main.cpp": '#include <CLI/CLI.hpp>\n#include "output/run_file.hpp"\n#include "scenarios/loader/scenario.hpp"\n',
    }
    problems = []
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for name, text in {**planted, **innocent}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        found = [message.split(":")[0] for message in check(root)]
    problems += [f"the planted violation in {name} was not found" for name in planted if found.count(name) != 1]
    problems += [f"{name} is innocent but was reported" for name in innocent if name in found]
    return problems


if __name__ == "__main__":
    if "--self-test" in sys.argv[1:]:
        conclude("layers self-test", self_test())
    conclude("layers", check(ROOT))
