# SPDX-License-Identifier: Apache-2.0
"""Building talentflow as a library, installing it, and building the project in tests/package/outside against what was
installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE = ROOT / "tests" / "package" / "outside"
GOLDEN = ROOT / "tests" / "guarantees" / "golden.txt"
# One compiler call for many files: ten times faster. These archives are thrown away.
AS_ONE = ("-DCMAKE_UNITY_BUILD=ON", "-DCMAKE_UNITY_BUILD_BATCH_SIZE=48")
FILE_BY_FILE = ("-DCMAKE_UNITY_BUILD=OFF",)
# sim and models, with headers of Random123 and fmt and nothing else.
ALONE = ("-DTALENTFLOW_BUILD_PROGRAM=OFF", "-DTALENTFLOW_OPENMP=OFF", "-DTALENTFLOW_FMT_HEADER_ONLY=ON")


def call(*words, **options):
    """The standard output of a command; what went wrong, and exit 1, if it fails."""
    done = subprocess.run([str(w) for w in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **options)
    if done.returncode != 0:
        sys.stdout.buffer.write(done.stdout[-6000:])
        sys.exit(f"FAIL  {' '.join(str(w) for w in words)}: exit code {done.returncode}")
    return done.stdout


def configure(source, folder, *options):
    call("cmake", "-G", "Ninja", "-S", source, "-B", folder, "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS_DEBUG=-O0", *options)


def build(folder, *options):
    call("cmake", "--build", folder, "--parallel", len(os.sched_getaffinity(0)), *options)


def install(folder, prefix):
    shutil.rmtree(prefix, ignore_errors=True)
    call("cmake", "--install", folder, "--prefix", prefix)


def build_library(folder, *options):
    """Configures and builds talentflow itself. As one compiler call if the names of its files allow it."""
    configure(ROOT, folder, "-DTALENTFLOW_BUILD_TESTS=OFF", *AS_ONE, *options)
    done = subprocess.run(["cmake", "--build", str(folder), "--parallel", str(len(os.sched_getaffinity(0)))],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode == 0:
        return
    print("Compiled together, the files disagree (two of a module have the same name for something?); now one by one:")
    print("\n".join(line for line in done.stdout.splitlines() if "error:" in line)[:2000], flush=True)
    configure(ROOT, folder, *FILE_BY_FILE, *options)
    build(folder)


def golden(lesson):
    """The known good hash of a lesson."""
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        value, _, name = line.partition("  ")
        if name == f"lessons/{lesson}":
            return value
    sys.exit(f"FAIL  {GOLDEN.name} knows no lesson {lesson}")


def tell(name, problem=None):
    """One line of the report; true if there is a problem."""
    print(f"{'FAIL' if problem else 'PASS'}  {name}" + (f": {problem}" if problem else ""), flush=True)
    return problem is not None
