# SPDX-License-Identifier: Apache-2.0
"""What the tests of the built program share: running it, small scenarios."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

LESSONS = Path(__file__).resolve().parents[2] / "scenarios" / "lessons"
TWO_REGIONS = LESSONS / "two_regions.yaml"
DEFAULT = LESSONS.parent / "suining-tongnan-longquanyi.yaml"

SMALL = """\
format: 1
name: small
title: {en: A small world, zh: 小世界}
time: {start: 2018-01, months: 6, burn_in_months: 0}
random: {seed: 1, replicates: 1}
regions:
  - {id: east, name: {en: East, zh: 东}}
  - {id: west, name: {en: West, zh: 西}}
groups: [{id: both, name: {en: Both, zh: 两地}, members: [east, west]}]
overrides:
  initial_agents:
    - {region: east, count: 900}
    - {region: west, count: 100}
  transition: [[0.9, 0.1], [0.2, 0.8]]
"""

# Minutes of work: 30 members of 100 years for a million people.
LONG = (SMALL.replace("name: small", "name: long").replace("months: 6", "months: 1200")
        .replace("replicates: 1", "replicates: 30").replace("count: 900", "count: 1000000"))


class Program:
    """The built talentflow with an environment that does not depend on the machine."""

    def __init__(self, path):
        self.path = str(Path(path).resolve())
        self.environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}

    def start(self, *words, folder=None, **options):
        environment = dict(self.environment, **options.pop("environment", {}))
        return subprocess.Popen([self.path, *map(str, words)], cwd=folder, env=environment, text=True,
                                stdin=subprocess.DEVNULL, stdout=options.pop("stdout", subprocess.PIPE),
                                stderr=subprocess.PIPE, encoding="utf-8", **options)

    def run(self, *words, folder=None, timeout=60, **options):
        """Exit code, standard output, standard error."""
        process = self.start(*words, folder=folder, **options)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
        return process.returncode, out, err


class ProgramCase(unittest.TestCase):
    """Each case works in a folder of its own with a small scenario in it."""

    program = None  # set before the tests run

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.scenario = self.write("small.yaml", SMALL)

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def run_program(self, *words, expect=0, **options):
        """Standard output and error of a run that ends with `expect`."""
        code, out, err = self.program.run(*words, folder=self.folder, **options)
        self.assertEqual(code, expect, f"{words}\nstdout: {out}\nstderr: {err}")
        return out, err

    def run_small(self, output="a.h5", *words):
        """Bytes of the small scenario's result."""
        self.run_program("run", self.scenario, "-o", output, "--quiet", *words)
        return (self.folder / output).read_bytes()
