# SPDX-License-Identifier: Apache-2.0
"""G6: a killed run leaves no file that looks complete; an existing result is replaced only with --force.

killed.py PROGRAM [unittest options]
"""

import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "verification"))

from world import LESSONS, Program  # noqa: E402

WORLD = (LESSONS / "settling_award.yaml", "--replicates", 4)
LONG = (LESSONS / "settling_award.yaml", "--months", 600, "--replicates", 1000)
CLAIM = 100  # a partial file holds no more until the result is written
program = None


class Killed(unittest.TestCase):
    def setUp(self):
        self.target = program.root / f"{self._testMethodName}.h5"
        self.partial = Path(str(self.target) + ".partial")

    def start(self, *words, world=WORLD):
        return subprocess.Popen(
            [program.path, "run", *map(str, world), "--quiet", "--progress", "none", "--threads", "1", "-o",
             str(self.target), *words],
            env=program.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def end(self, process):
        """Exit code of a process that was killed or not; negative is a signal."""
        process.communicate(timeout=60)
        return process.returncode

    def whole_result(self):
        """Bytes of the finished result and the seconds it took."""
        started = time.monotonic()
        self.assertEqual(self.end(self.start()), 0)
        whole = self.target.read_bytes()
        self.target.unlink()
        return whole, time.monotonic() - started

    def kill_while_writing(self, process, pause):
        """Kills `pause` seconds after the writing begins; False if the run was faster."""
        while process.poll() is None:
            if self.partial.exists() and self.partial.stat().st_size > CLAIM:
                time.sleep(pause)
                process.send_signal(signal.SIGKILL)
                return self.end(process) == -signal.SIGKILL
            time.sleep(0.0002)
        process.communicate()
        return False

    def test_a_run_killed_at_any_time_leaves_nothing_or_all(self):
        whole, seconds = self.whole_result()
        killed = 0
        for part in (0.05, 0.2, 0.4, 0.6, 0.75, 0.85, 0.95):
            process = self.start("--force")
            time.sleep(part * seconds)
            process.send_signal(signal.SIGKILL)
            killed += self.end(process) == -signal.SIGKILL
            if self.target.exists():
                self.assertEqual(self.target.read_bytes(), whole, f"killed after {part:.0%}: a broken file")
                self.target.unlink()
        self.assertGreaterEqual(killed, 1)

    def test_a_run_killed_while_writing_leaves_nothing_or_all(self):
        whole, _ = self.whole_result()
        killed = 0
        for pause in (0.0, 0.0, 0.001, 0.002, 0.004, 0.008, 0.016, 0.03):
            killed += self.kill_while_writing(self.start(), pause)
            if self.target.exists():
                self.assertEqual(self.target.read_bytes(), whole, f"killed {pause} s into writing: a broken file")
                self.target.unlink()
        self.assertGreaterEqual(killed, 1)
        # What a killed writer left does not hinder the next run, nor does it become part of it.
        self.assertEqual(self.whole_result()[0], whole)
        self.assertFalse(self.partial.exists())

    def test_a_kill_leaves_the_older_result_as_it_was_or_the_new_one(self):
        whole, _ = self.whole_result()
        older = program.run_file(LESSONS / "two_regions.yaml").read_bytes()
        for pause in (0.0, 0.001, 0.004, 0.016):
            self.target.write_bytes(older)
            self.kill_while_writing(self.start("--force"), pause)
            self.assertIn(self.target.read_bytes(), (older, whole), f"killed {pause} s into writing")

    def test_an_existing_result_is_replaced_only_with_force(self):
        words = ["run", LESSONS / "two_regions.yaml", "--quiet", "-o", self.target]
        program.command(*words)
        first = self.target.read_bytes()
        program.command(*words, "--seed", 2, expect=3)
        self.assertEqual(self.target.read_bytes(), first)
        program.command(*words, "--seed", 2, "--force")
        self.assertNotEqual(self.target.read_bytes(), first)
        program.command(*words, "--force")
        self.assertEqual(self.target.read_bytes(), first)

    def test_an_interrupted_run_writes_nothing_and_says_so(self):
        process = self.start(world=LONG)
        time.sleep(0.4)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertIn(b"nothing was written", err)
        self.assertFalse(self.target.exists() or self.partial.exists())


if __name__ == "__main__":
    program = Program(sys.argv.pop(1))
    unittest.main(verbosity=2)
