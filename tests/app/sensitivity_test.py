# SPDX-License-Identifier: Apache-2.0
"""Designs and indices by the built program: files, tables, JSON, what is refused.

sensitivity_test.py PROGRAM [unittest options]
"""

import csv
import json
import os
import random
import sys
import unittest

from program import Program, ProgramCase

TWO = ["--factor", "parameters.income_elasticity=0.5:2.5", "--factor", "levers.a.dose=0.1:2:log"]
HEADER = ["run", "output", "as", "arm", "value", "luck_sd", "status", "message"]


class Case(ProgramCase):
    def sweep(self, *words, answer=lambda x, y, luck: 3 * x + y, failed=(), arms=("base",)):
        """The folder of a finished sweep over the design that `words` ask for."""
        os.makedirs(self.folder / "sweep", exist_ok=True)
        self.run_program("design", *words, "-o", "sweep/design.csv", "--force")
        with open(self.folder / "sweep" / "design.csv", encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        with open(self.folder / "sweep" / "index.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER + header[1:])
            for row in rows:
                for arm in arms:
                    value = answer(float(row[4]), float(row[5]), int(row[3]))
                    state = ["", "", "failed", "out of memory, twice"] if int(row[0]) in failed else [value, "", "ok", ""]
                    writer.writerow([row[0], "kept", "level" if arm == "base" else "difference", arm, *state, *row[1:]])
        return "sweep"


class Designs(Case):
    def rows(self, *words):
        self.run_program("design", *words, "-o", "d.csv", "--force", "--quiet")
        with open(self.folder / "d.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def test_every_kind(self):
        sobol = self.rows("--kind", "sobol", "--n", "4", *TWO)
        self.assertEqual([row["role"] for row in sobol[:5]],
                         ["A", "AB:parameters.income_elasticity", "AB:levers.a.dose", "AB:luck", "B"])
        self.assertEqual([row["luck"] for row in sobol[5:10]], ["2", "2", "2", "3", "3"])
        self.assertEqual(len(self.rows("--kind", "morris", "--n", "5", *TWO)), 15)
        self.assertEqual(len(self.rows("--kind", "lhs", "--n", "7", *TWO)), 7)
        grid = self.rows("--kind", "grid", "--factor", "x=0,0.5", "--factor", "y=1,2,3")
        self.assertEqual([(row["x"], row["y"]) for row in grid[:4]], [("0", "1"), ("0", "2"), ("0", "3"), ("0.5", "1")])
        whole = self.rows("--kind", "lhs", "--n", "8", "--factor", "x=1:4:whole")
        self.assertEqual(sorted(row["x"] for row in whole), sorted("11223344"))

    def test_the_seed_decides(self):
        words = ["--kind", "lhs", "--n", "9", *TWO]
        self.assertEqual(self.rows(*words), self.rows(*words, "--seed", "1"))
        self.assertNotEqual(self.rows(*words), self.rows(*words, "--seed", "2"))

    def test_what_it_says(self):
        self.assertEqual(self.run_program("design", "--kind", "lhs", "--n", "3", *TWO), ("design.csv: 3 runs\n", ""))
        out, _ = self.run_program("design", "--kind", "sobol", "--n", "2", *TWO, "-o", "e.csv", "--json")
        told = json.loads(out)
        self.assertEqual((told["kind"], told["n"], told["rows"], told["output"]), ("sobol", 2, 10, "e.csv"))
        self.assertEqual(told["factors"][1], {"path": "levers.a.dose", "low": 0.1, "high": 2, "scale": "log", "whole": False})

    def test_a_file_is_replaced_only_by_force_and_only_a_design(self):
        words = ["design", "--kind", "lhs", "--n", "3", *TWO, "-o", "d.csv"]
        self.run_program(*words)
        self.assertIn("--force", self.run_program(*words, expect=3)[1])
        self.run_program(*words, "--force")
        self.write("d.csv", "a,b\n1,2\n")
        self.run_program(*words, "--force", expect=3)
        self.assertEqual((self.folder / "d.csv").read_text(encoding="utf-8"), "a,b\n1,2\n")

    def test_what_is_refused(self):
        def refused(*words):
            out, err = self.run_program("design", *words, expect=2)
            self.assertEqual(out, "")
            return err
        self.assertIn("--kind", refused("--factor", "x=0:1"))
        self.assertIn("--factor", refused("--kind", "lhs", "--n", "3"))
        for factor, why in {
                "x": "a path and its values are wanted, as PATH=LOW:HIGH", "=1:2": "a path and its values are wanted",
                "x=1": "as PATH=LOW:HIGH", "x=1,2": "levels are for --kind grid", "x=a:2": "'a' is not a number",
                "x=1:2:lin": "'lin' is not known here", "x=2:1": "the range is reversed: [2, 1]; write [1, 2]",
                "x=2:2": "the range is empty", "x=-1:1:log": "scale log needs a range above 0"}.items():
            self.assertIn(why, refused("--kind", "lhs", "--n", "3", "--factor", factor), factor)
        self.assertIn("a grid takes levels", refused("--kind", "grid", "--factor", "x=0:1"))
        self.assertIn("write 512 or 1024", refused("--kind", "sobol", "--n", "1000", *TWO))
        self.assertIn("one may hold 2000000 rows", refused("--kind", "sobol", "--n", str(1 << 40), *TWO))
        self.assertIn("n is 0", refused("--kind", "morris", *TWO))
        err = refused("--kind", "sobol", "--n", "3", "--factor", "x=2:1", "--factor", "x=0:1")
        self.assertEqual(err.count("error: design: "), 3)  # all at once
        self.assertFalse((self.folder / "design.csv").exists())


class Sensitivity(Case):
    def analysed(self, *words, **options):
        out, err = self.run_program("sensitivity", self.sweep(*words, **options), "--json")
        self.assertEqual(err, "")
        return json.loads(out)["outputs"]

    def test_sobol(self):
        found, = self.analysed("--kind", "sobol", "--n", "256", *TWO, answer=lambda x, y, luck: x + random.Random(luck).random())
        self.assertEqual((found["method"], found["n"], found["left_out"]), ("sobol", 256, 0))
        by_path = {factor["path"]: factor for factor in found["factors"]}
        # Variances 1/3 and 1/12.
        self.assertAlmostEqual(by_path["parameters.income_elasticity"]["total"]["value"], 0.8, delta=0.05)
        self.assertAlmostEqual(by_path["luck"]["total"]["value"], 0.2, delta=0.05)
        self.assertEqual(by_path["levers.a.dose"]["total"]["value"], 0)
        self.assertEqual(found["not_told_apart"], [["parameters.income_elasticity"], ["luck"], ["levers.a.dose"]])
        self.assertEqual([earlier["n"] for earlier in found["earlier"]], [64, 128])
        for figure in (by_path["luck"]["first"], by_path["luck"]["total"]):
            self.assertLess(figure["low"], figure["high"])

    def test_morris_and_ranks(self):
        found, = self.analysed("--kind", "morris", "--n", "10", *TWO)
        self.assertAlmostEqual(found["factors"][0]["mu_star"]["value"], 6)
        found, = self.analysed("--kind", "lhs", "--n", "60", *TWO)
        self.assertEqual(found["method"], "rank_regression")
        self.assertGreater(found["r2"], 0.95)

    def test_failed_runs_are_left_out_and_told(self):
        found, = self.analysed("--kind", "sobol", "--n", "8", *TWO, failed=(0, 7, 8))
        self.assertEqual((found["n"], found["left_out"]), (6, 2))
        out, _ = self.run_program("sensitivity", "sweep")
        self.assertIn("2 base points left out because a run of theirs failed or gave no value, 6 used.", out.replace("\n", " "))

    def test_one_table_for_each_output_and_arm(self):
        folder = self.sweep("--kind", "sobol", "--n", "16", *TWO, arms=("base", "joint"))
        out, _ = self.run_program("sensitivity", folder)
        for words in ("16 base points of 2 factors and luck, 80 runs.", "kept, base", "kept, difference, joint", "total order at 4",
                      "95 % bootstrap intervals"):
            self.assertIn(words, out.replace("\n", " "))
        self.assertEqual(out.count("parameters.income_elasticity  "), 2)
        out, _ = self.run_program("sensitivity", folder, "--language", "zh")
        for words in ("敏感性分析", "16 个基点", "总效应指数", "随机误差", "差异"):
            self.assertIn(words, out)
        out, _ = self.run_program("sensitivity", folder, "--markdown")
        self.assertIn("\n| --:|", out.replace("|--:|", "| --:|"))
        self.assertIn("| parameters.income\\_elasticity |", out)
        self.assertIn("exclude each other", self.run_program("sensitivity", folder, "--markdown", "--json", expect=2)[1])

    def test_the_same_bytes_again(self):
        folder = self.sweep("--kind", "sobol", "--n", "32", *TWO)
        self.assertEqual(self.run_program("sensitivity", folder, "--json"), self.run_program("sensitivity", folder, "--json"))

    def test_an_output_that_does_not_vary(self):
        found, = self.analysed("--kind", "sobol", "--n", "8", *TWO, answer=lambda *_: 0.1)
        self.assertFalse(found["varies"])
        self.assertIn("does not vary", self.run_program("sensitivity", "sweep")[0])

    def test_what_is_refused(self):
        folder = self.sweep("--kind", "lhs", "--n", "6", *TWO)
        index = self.folder / folder / "index.csv"
        text = index.read_text(encoding="utf-8")

        def refused(changed):
            index.write_text(changed, encoding="utf-8")
            out, err = self.run_program("sensitivity", folder, expect=2)
            self.assertEqual(out, "")
            return err
        self.assertIn("of 6 runs 1 are missing for the output kept, the first is run 5", refused("\n".join(text.splitlines()[:-1])))
        self.assertRegex(refused(text.replace(",point,0,", ",point,1,", 1)), r"index\.csv:2:\d+: error: luck is 1 here and 0 in")
        self.assertIn("the column 'value' is missing", refused(text.replace("value", "number", 1)))
        index.unlink()
        self.assertIn("index.csv is not there", self.run_program("sensitivity", folder, expect=2)[1])
        self.assertIn("is no folder of a sweep", self.run_program("sensitivity", "small.yaml", expect=3)[1])


if __name__ == "__main__":
    ProgramCase.program = Program(sys.argv.pop(1))
    unittest.main()
