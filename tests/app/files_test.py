# SPDX-License-Identifier: Apache-2.0
"""The built program writes only its own files: nothing read is lost, no name is taken twice, no call that fails leaves
half a file.

files_test.py PROGRAM [unittest options]
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from program import LESSONS, LONG, SMALL, TWO_REGIONS, Program, ProgramCase

PACKAGE = "format: 1\nname: p\ngroups: [{id: left, name: {en: Left, zh: 左}, members: [east]}]\n"
UNFINISHED = b"talentflow is writing this file"


class Case(ProgramCase):
    def files(self):
        """Every file below the folder with its bytes; None for what is no plain file."""
        return {str(path.relative_to(self.folder)): path.read_bytes() if path.is_file() else None
                for path in self.folder.rglob("*") if path.is_symlink() or not path.is_dir()}

    def stays(self, code, what, *words, **options):
        """Refused with `code` and a message that holds `what`; no byte in the folder changes."""
        before = self.files()
        _, err = self.run_program(*words, expect=code, **options)
        self.assertIn(what, err)
        self.assertEqual(self.files(), before, words)
        return err


class WhatIsRead(Case):
    """F3: nothing that was read is ever written over, whatever it is called and whatever it is."""

    def test_a_scenario_and_all_it_builds_on(self):
        self.write("base.yaml", SMALL)
        self.write("package.yaml", PACKAGE)
        self.write("top.yaml", "format: 1\nname: top\nextends: base.yaml\npackages: [package.yaml]\n")
        (self.folder / "link.yaml").symlink_to("base.yaml")
        os.link(self.folder / "package.yaml", self.folder / "hard.yaml")
        for target in ("top.yaml", "base.yaml", "package.yaml", "link.yaml", "hard.yaml", "./base.yaml"):
            for words in (["run", "top.yaml"], ["compare", "none", "top.yaml"], ["calibrate", "--invert", "top.yaml"]):
                for force in ([], ["--force"]):
                    err = self.stays(2, "this command reads that file", *words, "-o", target, *force)
                    self.assertIn("choose another name", err)

    def test_constants_are_not_calibrated_onto_themselves(self):
        self.write("constants.yaml", "# Constants that reproduce the targets of scenario small without levers\n"
                                     "format: 1\nname: c\n")
        self.write("top.yaml", "format: 1\nname: top\nextends: [small.yaml, constants.yaml]\n")
        self.stays(2, "this command reads that file", "calibrate", "--invert", "top.yaml", "-o", "constants.yaml",
                   "--force")

    def test_results_that_are_compared_or_exported(self):
        self.run_small("a.h5")
        shutil.copy(self.folder / "a.h5", self.folder / "b.h5")
        for target in ("a.h5", "b.h5"):
            self.stays(2, "this command reads that file", "compare", "a.h5", "b.h5", "-o", target, "--force")
        for odd in ("a\x01.h5", "b\udcbb\udcf9.h5"):  # a control character, and bytes that are not UTF-8
            shutil.copy(self.folder / "a.h5", self.folder / odd)
            self.stays(2, "this command reads that file", "compare", odd, "b.h5", "-o", odd, "--force")
            (self.folder / odd).unlink()
        (self.folder / "tables").mkdir()
        shutil.copy(self.folder / "a.h5", self.folder / "tables" / "stock.csv")
        self.stays(2, "this command reads that file", "export", "tables/stock.csv", "--csv", "tables", "--force")

    def test_an_input_called_partial(self):
        shutil.copy(self.scenario, self.folder / "r.h5.partial")
        self.run_program("run", "r.h5.partial", "-o", "r.h5", "--quiet")
        self.assertEqual((self.folder / "r.h5.partial").read_text(encoding="utf-8"), SMALL)


class WhatIsOurs(Case):
    """F3: --force replaces only what this program wrote."""

    def test_other_files_stay(self):
        self.write("notes.txt", "a thesis")
        (self.folder / "other.h5").write_bytes(b"\211HDF\r\n\032\n" + bytes(1000))
        for target in ("notes.txt", "other.h5"):
            for words in (["run", "small.yaml"], ["compare", "none", "small.yaml"]):
                err = self.stays(3, "is not a result that talentflow wrote", *words, "-o", target, "--force")
                self.assertIn(target, err)
        self.run_small("a.h5")
        for target in ("notes.txt", "a.h5"):
            self.stays(3, "is not a file of constants that talentflow wrote", "calibrate", "--invert", TWO_REGIONS,
                       "-o", target, "--force")

    def test_results_and_comparisons_are_replaced(self):
        first = self.run_small("a.h5")
        self.assertNotEqual(self.run_small("a.h5", "--seed", 2, "--force"), first)
        self.run_program("compare", "none", "small.yaml", "-o", "a.h5", "--force", "--quiet", "--replicates", 2)
        self.assertEqual(self.run_small("a.h5", "--force"), first)

    def test_a_replaced_file_keeps_its_mode(self):
        self.run_small("a.h5")
        os.chmod(self.folder / "a.h5", 0o600)
        self.run_small("a.h5", "--force")
        self.assertEqual((self.folder / "a.h5").stat().st_mode & 0o7777, 0o600)


class Tables(Case):
    """F9: a folder of tables holds exactly one result."""

    def export(self, result, *words):
        self.run_program("export", result, "--csv", "d", "--quiet", *words)
        return {path.name for path in (self.folder / "d").iterdir()}

    def test_the_tables_of_another_result_go(self):
        self.run_small("a.h5")
        self.run_program("compare", "none", "small.yaml", "-o", "c.h5", "--quiet", "--replicates", 2)
        of_run = self.export("a.h5")
        self.stays(3, "exists already", "export", "c.h5", "--csv", "d")
        self.write("d/notes.csv", "mine")
        of_comparison = self.export("c.h5", "--force") - {"notes.csv"}
        self.assertNotEqual(of_comparison, of_run)
        self.assertEqual(self.export("a.h5", "--force") - {"notes.csv"}, of_run)
        self.assertEqual((self.folder / "d" / "notes.csv").read_text(encoding="utf-8"), "mine")

    def test_tables_that_are_not_ours_stay(self):
        self.run_small("a.h5")
        (self.folder / "d").mkdir()
        self.write("d/stock.csv", "my figures")
        self.stays(3, "stock.csv exists and is not of an earlier export", "export", "a.h5", "--csv", "d", "--force")


class Claims(Case):
    """F10: the name of a result is claimed at the start."""

    def start(self, *words):
        process = self.program.start(*words, "--quiet", "--progress", "none", "--threads", 1, folder=self.folder)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def wait_for_claim(self, process, target):
        partial = self.folder / (target + ".partial")
        deadline = time.monotonic() + 20
        while not (partial.exists() and partial.stat().st_size):
            self.assertIsNone(process.poll())
            self.assertLess(time.monotonic(), deadline, "the name is not claimed")
            time.sleep(0.005)
        self.assertTrue(partial.read_bytes().startswith(UNFINISHED))

    def test_a_second_writer_is_refused_at_once_and_a_kill_frees_the_name(self):
        self.write("long.yaml", LONG)
        long = {"run": ["run", "long.yaml"], "compare": ["compare", "none", "long.yaml"]}
        for name, words in long.items():
            process = self.start(*words, "-o", name + ".h5")
            self.wait_for_claim(process, name + ".h5")
            for other in long.values():
                started = time.monotonic()
                _, err = self.run_program(*other, "-o", name + ".h5", "--force", expect=3)
                self.assertIn("another process is writing it", err)
                self.assertLess(time.monotonic() - started, 10)
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.assertFalse((self.folder / (name + ".h5")).exists())
            self.run_small(name + ".h5")
            self.assertFalse((self.folder / (name + ".h5.partial")).exists())

    def test_calibrate_claims_too(self):
        words = ["calibrate", "--invert", LESSONS / "community_integration.yaml", "-o", "c.yaml", "--set",
                 "regions.suining.net_migration_target_per_year=0"]
        process = self.start(*words, "--rounds", 10000)
        self.wait_for_claim(process, "c.yaml")
        self.run_program(*words, expect=3)
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.assertFalse((self.folder / "c.yaml").exists())

    def test_a_partial_of_somebody_else_is_left_alone(self):
        partial = self.folder / "a.h5.partial"
        self.write("thesis.txt", "a thesis")
        for make in (lambda: os.link(self.folder / "thesis.txt", partial), lambda: os.mkfifo(partial),
                     lambda: partial.symlink_to("thesis.txt"), lambda: partial.write_bytes(b"mine")):
            make()
            self.run_small("a.h5")
            self.assertEqual((self.folder / "thesis.txt").read_text(encoding="utf-8"), "a thesis")
            self.assertTrue(partial.is_symlink() or partial.exists())
            partial.unlink()
            (self.folder / "a.h5").unlink()
        self.assertEqual(set(self.files()), {"small.yaml", "thesis.txt"})


class Limits(Case):
    """F21: what the system refuses gives a message and an exit code, and leaves nothing."""

    def test_a_limit_on_the_size_of_files(self):
        self.run_program("run", "small.yaml", "-o", "whole.h5", "--quiet")
        size = (self.folder / "whole.h5").stat().st_size
        for limit in (0, 10, 4096, size - 1):
            def set_limit(limit=limit):
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            err = self.stays(3, "File too large", "run", "small.yaml", "-o", "a.h5", preexec_fn=set_limit)
            self.assertIn("a.h5: cannot write", err)
            if limit < 4096:  # no table is larger
                self.stays(3, "File too large", "export", "whole.h5", "--csv", ".", preexec_fn=set_limit)

    def test_nobody_reads_the_output(self):
        for words in (["run", "small.yaml", "-o", "a.h5"], ["levers"], ["show", "small.yaml"]):
            read, write = os.pipe()
            os.close(read)
            process = self.program.start(*words, "--progress", "none", folder=self.folder, stdout=write)
            os.close(write)
            _, err = process.communicate(timeout=60)
            self.assertEqual((process.returncode, err), (3, ""), words)
        self.assertEqual((self.folder / "a.h5").read_bytes(), self.run_small("b.h5"))
        self.assertEqual(set(self.files()), {"small.yaml", "a.h5", "b.h5"})

    def test_closed_streams_do_not_run_into_the_result(self):
        whole = self.run_small("whole.h5")
        for closed in ("1>&-", "2>&-", "<&- 1>&- 2>&-"):
            code = subprocess.run(["sh", "-c", f'"$0" run small.yaml -o a.h5 --force --progress plain {closed}',
                                   self.program.path], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  check=False, timeout=60).returncode
            self.assertEqual(code, 0 if closed == "2>&-" else 3)
            self.assertEqual((self.folder / "a.h5").read_bytes(), whole, closed)


class Reasons(Case):
    """R9: a file that cannot be looked at is not called missing."""

    def test_the_true_reason(self):
        (self.folder / "loop.yaml").symlink_to("loop.yaml")
        long = "n" * 300 + ".yaml"
        for name, reason in (("loop.yaml", "Too many levels of symbolic links"), (long, "File name too long")):
            self.write("top.yaml", f"format: 1\nname: top\nextends: {name}\n")
            for words, code in ((["run", name], 3), (["check", name], 3), (["info", name], 3), (["run", "top.yaml"], 2),
                                (["run", "small.yaml", "-o", name], 3), (["compare", "none", name], 3)):
                _, err = self.run_program(*words, expect=code)
                self.assertIn(reason, err, words)
                self.assertNotIn("no such file", err)

    def test_a_folder_that_may_not_be_entered(self):
        def become_nobody():
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
        try:
            subprocess.run([self.program.path, "--version"], check=True, preexec_fn=become_nobody,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except (OSError, subprocess.SubprocessError):
            self.skipTest("nobody else may run the program")
        self.write("top.yaml", "format: 1\nname: top\nextends: locked/x.yaml\n")
        (self.folder / "locked").mkdir()
        self.write("locked/x.yaml", SMALL)
        os.chmod(self.folder, 0o755)
        os.chmod(self.folder / "locked", 0)
        for words, code in ((["run", "locked/x.yaml"], 3), (["info", "locked/x.h5"], 3), (["run", "top.yaml"], 2)):
            _, err = self.run_program(*words, expect=code, preexec_fn=become_nobody)
            self.assertIn("Permission denied", err, words)


class Memory(Case):
    """R8: an allocation that fails costs a message, never a signal or half a file."""

    def test_every_large_allocation_may_fail(self):
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        library = self.folder / "failing_malloc.so"
        source = Path(__file__).with_name("failing_malloc.c")
        if compiler is None or subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source],
                                              check=False).returncode:
            self.skipTest("no C compiler, or no glibc")
        if self.program.run("--version", environment={"LD_PRELOAD": str(library)})[0]:
            self.skipTest("the program cannot be preloaded, as one built with a sanitizer")
        whole = self.run_small("whole.h5")
        kept = {"small.yaml", "failing_malloc.so", "whole.h5"}
        failed = 0
        for count in range(1, 400):
            code, _, err = self.program.run("run", "small.yaml", "-o", "a.h5", "--quiet", "--threads", 1, folder=self.folder,
                                       environment={"LD_PRELOAD": str(library), "FAIL_AT": str(count)})
            self.assertIn(code, (0, 3), f"allocation {count}: {err}")
            if code == 0:
                self.assertEqual((self.folder / "a.h5").read_bytes(), whole)
                (self.folder / "a.h5").unlink()
            else:
                self.assertIn("memory", err)
                failed += 1
            self.assertEqual(set(self.files()), kept)
            if code == 0 and count > failed + 30:  # none is left that could fail
                break
        self.assertGreater(failed, 3)


if __name__ == "__main__":
    Case.program = Program(sys.argv.pop(1))
    unittest.main(verbosity=2)
