# SPDX-License-Identifier: Apache-2.0
"""What a measurement was made on: processor, memory, compiler, commit; and how its file is written."""

import os
import platform
import re
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Instruction sets as the program knows them (TALENTFLOW_ISA), fastest first, and what a processor must have for each.
ISA_FLAGS = {
    "avx512": {"avx2", "fma", "avx512f", "avx512dq", "avx512vl", "avx512bw"},
    "avx2": {"avx2", "fma"},
    "baseline": {"sse2"},
    "scalar": set(),
}


def _field(path, name):
    for line in Path(path).read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith(name):
            return line.split(":", 1)[1].strip()
    return ""


def cores():
    return len(os.sched_getaffinity(0))


def instruction_sets():
    """Those this processor has, fastest first."""
    flags = set(_field("/proc/cpuinfo", "flags").split())
    return [name for name, needed in ISA_FLAGS.items() if needed <= flags]


def instruction_set():
    """The one that TALENTFLOW_ISA names, else the fastest."""
    return os.environ.get("TALENTFLOW_ISA") or instruction_sets()[0]


def memory_bytes(name="MemTotal"):
    return int(_field("/proc/meminfo", name).split()[0]) * 1024


def _output(*words):
    try:
        return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def commit():
    """The commit, with -dirty when tracked files differ from it."""
    changed = _output("git", "--no-optional-locks", "status", "--porcelain", "--untracked-files=no")
    return (_output("git", "rev-parse", "HEAD") or "unknown") + ("-dirty" if changed else "")


def build_facts(build):
    """Compiler and flags of a build folder."""
    if not (build / "CMakeCache.txt").is_file():
        sys.exit(f"bench: {build} holds no build; build it with: ./dev build")
    cache = dict(re.findall(r"^(\w+):\w+=(.*)$", (build / "CMakeCache.txt").read_text(encoding="utf-8"), re.M))
    kind = cache.get("CMAKE_BUILD_TYPE", "")
    version = _output(cache.get("CMAKE_CXX_COMPILER", "c++"), "--version").splitlines() or ["unknown"]
    flags = f"{cache.get('CMAKE_CXX_FLAGS', '')} {cache.get('CMAKE_CXX_FLAGS_' + kind.upper(), '')}".strip()
    return {"compiler": re.sub(r"^[cg]\+\+\S*", "g++", version[0]), "build_type": kind, "flags": flags}


def describe(build):
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return {
        "cpu": _field("/proc/cpuinfo", "model name") or platform.machine(),
        "instruction_set": instruction_set(),
        "cores": cores(),
        "memory_bytes": memory_bytes(),
        "system": f"{system}, Linux {platform.release()}",
        **build_facts(build),
        "commit": commit(),
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "load_at_start": os.getloadavg()[0],
    }


def write_whole(path, text):
    """The file is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_text(text, encoding="utf-8")
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
