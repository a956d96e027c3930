# SPDX-License-Identifier: Apache-2.0
"""`talentflow sweep` and `merge` from outside: killed and gone on with, shards, failures, audits, what is refused.

sweep_test.py PROGRAM [--full] [unittest options]

--full kills a sweep a hundred times; without it, ten times.
"""

import csv
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import unittest

from program import LESSONS, Program, ProgramCase

SWEEPS = LESSONS.parent / "sweeps"
AWARD = LESSONS / "settling_award.yaml"
KILLS = 10

# Runs of some 20 ms.
WORLD = f"""\
format: 1
name: award
extends: {AWARD}
time: {{start: 2018-01, months: 24, burn_in_months: 0}}
"""
SWEEP = """\
format: 1
scenario: award.yaml
design: {kind: lhs, n: 60}
parameters:
  - {path: levers.award.dose, range: [0, 2]}
  - {path: parameters.income_elasticity, range: [0.7, 3]}
replicates: 2
outputs:
  - {id: there, variable: stock, select: {region: longquanyi, tier: D}}
  - {id: paid, variable: payments, from: 2018-01, to: 2019-12}
"""
# Fails for the shorter runs.
FAILING = SWEEP.replace("design: {kind: lhs, n: 60}", "design: {kind: list}").replace(
    "  - {path: levers.award.dose, range: [0, 2]}\n  - {path: parameters.income_elasticity, range: [0.7, 3]}",
    "  - {path: time.months, values: [12, 24, 23, 25]}").replace(
    "variable: stock, select", "variable: stock, at: 2019-12, select")


class Case(ProgramCase):
    def setUp(self):
        super().setUp()
        self.write("award.yaml", WORLD)
        self.sweep_file = self.write("sweep.yaml", SWEEP)

    def sweep(self, *words, file="sweep.yaml", expect=0, **options):
        return self.run_program("sweep", file, *words, "--progress", "none", expect=expect, timeout=120, **options)

    def refused(self, text, *words, code=2, folder="refused"):
        self.write("wrong.yaml", text)
        out, err = self.sweep("-o", folder, *words, file="wrong.yaml", expect=code)
        self.assertEqual(out, "")
        self.assertFalse((self.folder / folder / "index.csv").exists())
        return err

    def rows(self, folder):
        with open(self.folder / folder / "index.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def index(self, folder):
        return (self.folder / folder / "index.csv").read_bytes()

    def expected(self):
        """The index of the sweep that nothing disturbed."""
        self.sweep("-o", "whole", "--quiet")
        return self.index("whole")


class Tables(Case):
    def test_shipped_small_one(self):
        started = time.monotonic()
        out, err = self.run_program("sweep", SWEEPS / "small.yaml", "-o", "small", "--progress", "none", "--json")
        self.assertLess(time.monotonic() - started, 30)
        self.assertEqual(err, "")
        told = json.loads(out)
        self.assertEqual((told["runs"], told["ok"], told["failed"], told["missing"]), (15, 15, 0, 0))
        rows = self.rows("small")
        self.assertEqual(list(rows[0])[:12], ["run", "output", "as", "arm", "value", "luck_sd", "status", "message",
                                              "constants", "base", "role", "luck"])
        self.assertEqual(len(rows), 45)
        paid = {float(r["levers.award.dose"]): float(r["value"]) for r in rows if r["output"] == "paid_cny"}
        self.assertEqual(paid[0], 0)
        self.assertGreater(paid[2], paid[1])

    def test_default_folder_and_table(self):
        out, _ = self.sweep()
        self.assertIn("table: results/sweep-sweep/index.csv", out)
        self.assertRegex(out, r"(?m)^  there +level +base +1 +60 ")
        self.assertEqual(self.sweep("--quiet")[0], "")

    def test_xarray_opens_the_file(self):
        try:
            import xarray
        except ImportError:
            self.skipTest("no xarray")
        self.expected()
        data = xarray.open_dataset(self.folder / "whole" / "sweep.h5")
        self.addCleanup(data.close)
        self.assertEqual(dict(data.sizes), {"run": 60, "arm": 1})
        by_run = {int(r["run"]): float(r["value"]) for r in self.rows("whole") if r["output"] == "there"}
        self.assertEqual([float(x) for x in data["there"].sel(arm="base")], [by_run[r] for r in range(60)])
        self.assertEqual(int(data["status"].sum()), 0)
        self.assertEqual(data["levers_award_dose"].attrs["long_name"], "levers.award.dose")

    def test_keep_writes_whole_results(self):
        self.write("few.yaml", SWEEP.replace("n: 60", "n: 2"))
        self.sweep("-o", "few", "--keep", file="few.yaml")
        files = sorted(p.name for p in (self.folder / "few" / "runs").iterdir())
        self.assertEqual(files, ["run-000000-base.h5", "run-000001-base.h5"])
        out, _ = self.run_program("info", self.folder / "few" / "runs" / files[1], "--json")
        self.assertIn("talentflow run award.yaml --set levers.award.dose=", json.loads(out)["attributes"]["command"])

    def test_check_knows_sweeps(self):
        self.assertEqual(self.run_program("check", "sweep.yaml")[0], "sweep.yaml: ok\n")
        self.write("wrong.yaml", SWEEP.replace("range: [0, 2]", "range: [2, 0]"))
        _, err = self.run_program("check", "wrong.yaml", expect=2)
        self.assertIn("wrong.yaml:5:38: error: parameters[1].range: the range is reversed: 2 is above 0; write [0, 2]", err)
        self.assertIn("this is a sweep, not a scenario; give it to 'talentflow sweep'",
                      self.run_program("run", "sweep.yaml", expect=2)[1])


class GoingOn(Case):
    def test_killed_at_random_moments(self):
        expected = self.expected()
        seed = random.SystemRandom().randrange(1 << 30)
        moments = random.Random(seed)
        killed = 0
        for attempt in range(20 * KILLS):
            threads = moments.choice(["1", "2", "3"])
            process = self.program.start("sweep", "sweep.yaml", "-o", "killed", "--threads", threads, "--quiet", folder=self.folder,
                                         stdout=subprocess.DEVNULL)
            time.sleep(moments.uniform(0, 0.4))
            process.kill()
            _, err = process.communicate()
            killed += process.returncode == -signal.SIGKILL
            self.assertIn(process.returncode, (0, -signal.SIGKILL), f"seed {seed}: {err}")
            if process.returncode == 0:  # it was done before: begin again, so that there is something to kill
                self.assertEqual(self.index("killed"), expected, f"seed {seed}")
                shutil.rmtree(self.folder / "killed")
            if killed >= KILLS:
                break
        self.assertGreaterEqual(killed, KILLS)
        self.sweep("-o", "killed")
        self.assertEqual(self.index("killed"), expected, f"seed {seed}")
        self.assertEqual((self.folder / "killed" / "sweep.h5").read_bytes(), (self.folder / "whole" / "sweep.h5").read_bytes())

    def test_shards_and_threads(self):
        expected = self.expected()
        self.sweep("-o", "threads", "--threads", "2", "--exact-threads")
        self.assertEqual(self.index("threads"), expected)
        for shard in ("3/3", "1/3"):
            _, err = self.sweep("-o", "parts", "--shard", shard)
            self.assertIn(f"part {shard}: 20 runs are there; when all parts are done: talentflow merge parts", err)
        _, err = self.run_program("merge", "parts", expect=1)
        self.assertIn("20 of 60 runs are missing (run 1, 4, 7, ", err)
        self.assertEqual(len(self.rows("parts")), 80)
        self.sweep("-o", "parts", "--shard", "2/3")
        self.run_program("merge", "parts")
        self.assertEqual(self.index("parts"), expected)

    def test_interrupt_ends_after_the_runs_under_way(self):
        expected = self.expected()
        process = self.program.start("sweep", "sweep.yaml", "-o", "stopped", "--threads", "1", "--progress", "none",
                                     folder=self.folder)
        deadline = time.monotonic() + 60
        records = self.folder / "stopped" / "records" / "shard-1-of-1.records"
        while time.monotonic() < deadline and (not records.exists() or records.read_bytes().count(b"\n") < 3):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, err)
        self.assertRegex(err, r"interrupted; \d+ of 60 runs are there and nothing is lost; go on with: "
                              r"talentflow sweep sweep\.yaml -o stopped")
        self.assertFalse((self.folder / "stopped" / "index.csv").exists())
        self.sweep("-o", "stopped")
        self.assertEqual(self.index("stopped"), expected)

    def test_one_process_a_shard(self):
        process = self.program.start("sweep", "sweep.yaml", "-o", "busy", "--threads", "1", "--quiet", folder=self.folder)
        records = self.folder / "busy" / "records" / "shard-1-of-1.records"
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not records.exists():
            time.sleep(0.01)
        _, err = self.sweep("-o", "busy", expect=3)
        self.assertIn("another process is at work on this shard", err)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)

    def test_full_disk(self):
        def small_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

        expected = self.expected()
        self.sweep("-o", "full", "--shard", "60/60")  # the folder is there
        process = self.program.start("sweep", "sweep.yaml", "-o", "full", "--progress", "none", folder=self.folder,
                                     preexec_fn=small_files)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 3, err)
        self.assertIn("what was written before is whole: make room and give the same command again", err)
        self.assertFalse((self.folder / "full" / "index.csv").exists())
        _, err = self.sweep("-o", "full")
        self.assertNotIn("note: ", err)
        self.assertEqual(self.index("full"), expected)

    def test_damaged_records(self):
        expected = self.expected()
        records = self.folder / "whole" / "records" / "shard-1-of-1.records"
        lines = records.read_bytes().splitlines(keepends=True)
        lines[7] = lines[7].replace(b"values", b"valuez")
        records.write_bytes(b"".join(lines)[:-20])
        out, err = self.run_program("merge", "whole", expect=1)
        self.assertIn("line 8 is damaged", err)
        self.assertIn("ends in half a row", err)
        self.assertIn("2 of 60 runs are missing", err)
        _, err = self.sweep("-o", "whole")
        self.assertIn("they are cut off", err)
        self.assertEqual(self.index("whole"), expected)

    def test_audit(self):
        self.expected()
        out, err = self.sweep("-o", "whole", "--audit", "10%")
        self.assertNotIn("audit", err)
        records = self.folder / "whole" / "records" / "shard-1-of-1.records"
        lines = records.read_text(encoding="utf-8").splitlines()
        for i, line in enumerate(lines):
            record = json.loads(line.split(" ", 1)[1])
            if record.get("run") == 11:
                record["values"][0] += 1
                text = json.dumps(record, separators=(",", ":"))
                lines[i] = hashlib.sha256(text.encode()).hexdigest()[:16] + " " + text
        records.write_text("\n".join(lines) + "\n", encoding="utf-8")
        _, err = self.sweep("-o", "whole", "--audit", "100", expect=1)
        self.assertIn("error: audit: run 11 gave other bytes the second time", err)


class Failures(Case):
    def test_a_failed_run_is_a_row(self):
        self.write("failing.yaml", FAILING)
        _, err = self.sweep("-o", "f", file="failing.yaml", expect=1)
        self.assertIn("2 of 4 runs failed: f/index.csv says why and how to repeat each", err)
        rows = [r for r in self.rows("f") if r["output"] == "there"]
        self.assertEqual([r["status"] for r in rows], ["failed", "ok", "failed", "ok"])
        self.assertEqual([r["value"] == "" for r in rows], [True, False, True, False])
        self.assertIn("the result does not reach 2019-12; repeat it with: talentflow run award.yaml --set time.months=12 ",
                      rows[0]["message"])
        command = rows[0]["message"].split("repeat it with: ")[1].split()[1:]
        self.run_program(*command, "-o", "one.h5", "--quiet")
        before = self.index("f")
        self.sweep("-o", "f", "--retry-failed", file="failing.yaml", expect=1)
        self.assertEqual(self.index("f"), before)

    def test_max_fails(self):
        self.write("failing.yaml", FAILING.replace("[12, 24, 23, 25]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 24]"))
        _, err = self.sweep("-o", "f", "--max-fails", "2", "--threads", "1", file="failing.yaml", expect=1)
        self.assertRegex(err, r"[789] of 11 runs are missing")

    def test_the_message_does_not_depend_on_where_it_is_run(self):
        self.write("failing.yaml", FAILING)
        (self.folder / "below").mkdir()
        self.sweep("-o", "f", file="failing.yaml", expect=1)
        self.run_program("sweep", self.folder / "below" / ".." / "failing.yaml", "-o", "g", "--quiet", expect=1)
        self.assertEqual(self.index("f"), self.index("g"))


class Refused(Case):
    def test_the_file(self):
        err = self.refused(SWEEP.replace("income_elasticity", "income_elasticit"))
        self.assertIn("wrong.yaml:6:5: error: parameters: unknown key 'income_elasticit'; did you mean 'income_elasticity'?", err)
        err = self.refused(SWEEP.replace("levers.award", "levers.awards"))
        self.assertIn("wrong.yaml:5:5: error: levers.awards.dose: there is no 'awards' in levers; did you mean 'award'?", err)
        self.assertIn("the range is empty: both ends are 2", self.refused(SWEEP.replace("[0, 2]", "[2, 2]")))
        self.assertIn("3 is outside [0, 2]", self.refused(SWEEP.replace("[0, 2]", "[0, 3]")))
        self.assertIn("no result of these scenarios has a variable 'stok'; did you mean 'stock'?",
                      self.refused(SWEEP.replace("variable: stock", "variable: stok")))
        self.assertIn("there is no 'longquan' on the axis region", self.refused(SWEEP.replace("region: longquanyi", "region: longquan")))
        self.assertIn("2030-12 is outside the run, which goes from 2018-01 to 2019-12",
                      self.refused(SWEEP.replace("to: 2019-12", "to: 2030-12")))
        self.assertIn("a difference needs an arm", self.refused(SWEEP.replace("2019-12}", "2019-12, as: difference}")))
        self.assertIn("nowhere.yaml: no such file", self.refused(SWEEP.replace("award.yaml", "nowhere.yaml")))
        self.assertIn("is luck, not a parameter", self.refused(SWEEP.replace("levers.award.dose", "random.seed")))
        self.assertIn("note is no number of the scenario", self.refused(SWEEP.replace("levers.award.dose", "note")))
        both = self.refused(SWEEP.replace("[0, 2]", "[2, 0]").replace("variable: stock", "variable: stok").replace("lhs", "lsh"))
        self.assertEqual(both.count("error: "), 2, both)  # all of the file at once; scenarios when it is sound

    def test_the_design(self):
        self.assertIn("design", self.refused(SWEEP.replace("n: 60", "n: 900000000")))
        self.assertIn("design", self.refused(SWEEP.replace("lhs, n: 60", "sobol, n: 60")))
        self.write("points.csv", "levers.award.dose,typo\n1,1\n")
        text = SWEEP.replace("{kind: lhs, n: 60}", "{kind: list, file: points.csv}")
        head, tail = text.split("parameters:")
        text = head + "replicates:" + tail.split("replicates:")[1]
        self.assertIn("unknown key 'typo'", self.refused(text))
        self.write("points.csv", "levers.award.dose\n0.5\n1\n")
        self.write("right.yaml", text)
        self.sweep("-o", "points", file="right.yaml")
        self.assertEqual(len(self.rows("points")), 4)

    def test_the_folder(self):
        self.expected()
        self.write("wrong.yaml", SWEEP.replace("replicates: 2", "replicates: 1"))
        _, err = self.sweep("-o", "whole", file="wrong.yaml", expect=2)
        self.assertRegex(err, r"whole: the folder is of another sweep: (name|replicates) is ")
        self.write("award.yaml", WORLD.replace("months: 24", "months: 30"))
        _, err = self.sweep("-o", "whole", expect=2)
        self.assertRegex(err, r"the folder is of another sweep: outputs.* is 2019-12 there and 2020-06 here")
        _, err = self.sweep("-o", ".", expect=2)  # where the sweep file itself lies
        self.assertIn("is no folder of a sweep", err)
        (self.folder / "full").mkdir()
        self.write("full/notes.txt", "mine")
        _, err = self.sweep("-o", "full", expect=2)
        self.assertIn("holds files and no sweep", err)
        _, err = self.run_program("merge", "award.yaml", expect=2)
        self.assertIn("is no folder of a sweep", err)

    def test_options(self):
        for words, part in ((["--shard", "0/3"], "'0/3' is no part"), (["--shard", "4/3"], "'4/3' is no part"),
                            (["--audit", "0%"], "'0%' is no percentage"), (["--audit", "many"], "'many' is no percentage")):
            self.assertIn(part, self.sweep("-o", "x", *words, expect=2)[1])

    def test_more_shards_than_runs(self):
        self.write("few.yaml", SWEEP.replace("n: 60", "n: 2"))
        _, err = self.sweep("-o", "few", "--shard", "5/9", file="few.yaml")
        self.assertIn("part 5/9: no run is in it: the sweep has 2", err)


if __name__ == "__main__":
    ProgramCase.program = Program(sys.argv.pop(1))
    if "--full" in sys.argv:
        sys.argv.remove("--full")
        KILLS = 100
    os.environ.setdefault("LANG", "C.UTF-8")
    unittest.main()
