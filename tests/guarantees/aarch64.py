# SPDX-License-Identifier: Apache-2.0
"""G2 on another processor: lessons on 64-bit ARM give the hashes of x86-64. aarch64.py SCRATCH [cmake options]; exit 1 on a difference.

sim, models and the reader of scenarios are built with Debian's cross compiler, their only kernels those in plain C++, and
run under qemu-user. yaml-cpp for ARM is built from the distribution's source package; the list of packages that names it
stands in SCRATCH, and the system's own lists are only read. Exit code 77 where tools or the network are missing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

from dataset_hash import data_sha256  # noqa: E402
from outside import ALONE, AS_ONE, OUTSIDE, build, build_library, call, configure, golden, tell  # noqa: E402

# Awards, races that are screened and claims; races without a nest; posts and clearing.
LESSONS = ("settling_award", "symmetric_ring", "industry_project")
# Upstream sources as Debian 12 and Ubuntu 24.04 have them.
YAML_SOURCES = {
    "yaml-cpp_0.7.0+dfsg.orig.tar.xz": "dc63708605404e0b963e0ca3a9619d1c8270eda2839603e6fa0384e5e51e5312",
    "yaml-cpp_0.8.0+dfsg.orig.tar.xz": "32c85a5f36633a9005b20261b35fccb0d8ec69e9ef16c67de7d5d007944e3709",
}
TOOLS = ("aarch64-linux-gnu-g++", "qemu-aarch64", "apt-get", "cmake", "ninja")
CROSS = (f"-DCMAKE_TOOLCHAIN_FILE={HERE / 'aarch64.cmake'}", "-DCMAKE_CXX_FLAGS_DEBUG=-O1")
QEMU = ("qemu-aarch64", "-L", "/usr/aarch64-linux-gnu")


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def apt(folder, *words):
    """apt-get with lists and cache of our own; None if it fails."""
    own = {"Dir::Etc::SourceList": folder / "sources.list", "Dir::Etc::SourceParts": "/dev/null", "Dir::State::Lists": folder / "lists",
           "Dir::Cache": folder / "cache", "Acquire::Retries": 0, "Acquire::http::Timeout": 20, "Acquire::https::Timeout": 20}
    options = [word for name, value in own.items() for word in ("-o", f"{name}={value}")]
    try:
        done = subprocess.run(["apt-get", "-q", *options, *words], cwd=folder, env={**os.environ, "LC_ALL": "C"}, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        return None
    # An update that could not reach the archive warns and ends well.
    return done.stdout if done.returncode == 0 and "Failed to fetch" not in done.stdout else None


def source_lists():
    """deb-src lines of the distribution's own release, from the archives that this system uses."""
    release = dict(line.split("=", 1) for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines() if "=" in line)
    codename = release.get("VERSION_CODENAME", "").strip('"')
    known = call("apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages").decode()
    lines = sorted({tuple(line.split()) for line in known.splitlines()})
    return [f"deb-src {uri} {suite} {component}" for uri, suite, component in lines
            if suite == codename and component in ("main", "universe")]


def yaml_source(scratch):
    """The folder with yaml-cpp's source, fetched once."""
    folder = scratch / "yaml-cpp"
    (folder / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    (folder / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    if not any((folder / name).is_file() for name in YAML_SOURCES):
        lists = source_lists()
        if not lists:
            skip("apt knows no archive of this release, so there is no source of yaml-cpp for ARM")
        (folder / "sources.list").write_text("\n".join(lists) + "\n", encoding="utf-8")
        if apt(folder, "update") is None or apt(folder, "source", "--download-only", "yaml-cpp") is None:
            skip("the distribution's archive cannot be reached, so there is no source of yaml-cpp for ARM")
        shutil.rmtree(folder / "lists")
    name = next((name for name in YAML_SOURCES if (folder / name).is_file()), None)
    if name is None:
        skip(f"of this distribution's yaml-cpp no hash is known: {', '.join(p.name for p in folder.glob('*.orig.*'))}")
    if hashlib.sha256((folder / name).read_bytes()).hexdigest() != YAML_SOURCES[name]:
        sys.exit(f"FAIL  {name} is not the file whose hash is known")
    shutil.rmtree(folder / "source", ignore_errors=True)
    with tarfile.open(folder / name) as archive:
        archive.extractall(folder / "source")
    return next((folder / "source").iterdir())


def build_lesson(scratch, options):
    """tests/package/outside/lesson for ARM, with what it needs."""
    source, prefix = yaml_source(scratch), scratch / "prefix"
    shutil.rmtree(prefix, ignore_errors=True)
    configure(source, scratch / "yaml-cpp" / "build", *CROSS, *AS_ONE, "-DYAML_CPP_BUILD_TESTS=OFF", "-DYAML_CPP_BUILD_TOOLS=OFF",
              "-DYAML_CPP_BUILD_CONTRIB=OFF", f"-DCMAKE_INSTALL_PREFIX={prefix}")
    build(scratch / "yaml-cpp" / "build")
    call("cmake", "--install", scratch / "yaml-cpp" / "build")
    found = (f"-DCMAKE_PREFIX_PATH={prefix}", *options)
    build_library(scratch / "library", *CROSS, *ALONE, *found)
    call("cmake", "--install", scratch / "library", "--prefix", prefix)
    configure(OUTSIDE, scratch / "outside", *CROSS, *found)
    build(scratch / "outside", "--target", "lesson")
    return scratch / "outside" / "lesson"


def main(scratch, options):
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if lacking:
        skip(f"{', '.join(lacking)} is not installed (packages g++-aarch64-linux-gnu and qemu-user)")
    program, failed = build_lesson(scratch, options), 0
    for name in LESSONS:
        lesson = HERE.parents[1] / "scenarios" / "lessons" / f"{name}.yaml"
        written = subprocess.run([*QEMU, str(program), str(lesson)], stdout=subprocess.PIPE, check=True).stdout
        found = data_sha256(written)
        failed += tell(f"G2 {name}: on 64-bit ARM as on x86-64", None if found == golden(name) else f"{found}, not {golden(name)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))
