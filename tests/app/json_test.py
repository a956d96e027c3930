# SPDX-License-Identifier: Apache-2.0
"""`--json` of the built program: what every document begins with, a scenario as a structure, what SALib needs.

json_test.py PROGRAM [unittest options]
"""

import json
import re
import sys
import unittest
from contextlib import chdir
from pathlib import Path

from program import DEFAULT, LESSONS, Program, ProgramCase

PAGE = Path(__file__).resolve().parents[2] / "docs" / "json.md"
QUIET = ("--progress", "none")


def blocks(language):
    """Texts of that language on the page."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)


class Case(ProgramCase):
    def document(self, *words, expect=0):
        """What a command prints with --json; nothing but the document may be on standard output."""
        return json.loads(self.run_program(*words, "--json", expect=expect)[0])


class Heads(Case):
    """Every document says which program printed it, and of which scenario it is."""

    CHANGES = ("--seed", "7", "--set", "title.en=It's A", "--months", "3", "--set", "random.seed=8")
    SETTINGS = [{"option": "--seed", "path": "random.seed", "value": "7"},
                {"option": "--set", "path": "title.en", "value": "It's A"},
                {"option": "--months", "path": "time.months", "value": "3"},
                {"option": "--set", "path": "random.seed", "value": "8"}]

    def head(self, said):
        self.assertEqual(list(said)[:2], ["talentflow_version", "git_commit"])
        version, _ = self.run_program("--version")
        self.assertTrue(version.startswith(f"talentflow {said['talentflow_version']} (commit {said['git_commit']})\n"))

    def of_scenario(self, said, settings, sha256):
        self.head(said)
        self.assertEqual(said["settings"], settings)
        self.assertEqual(said["scenario_sha256"], sha256)

    def test_commands_without_a_scenario(self):
        for words in (["parameters"], ["levers"], ["levers", "--fields"], ["levers", "settling_award"]):
            said = self.document(*words)
            self.head(said)
            self.assertNotIn("settings", said)
            self.assertNotIn("scenario_sha256", said)

    def test_a_run_and_what_is_read_of_it(self):
        sha256 = self.document("show", "small.yaml", *self.CHANGES)["scenario_sha256"]
        self.assertRegex(sha256, "^[0-9a-f]{64}$")
        ran = self.document("run", "small.yaml", *self.CHANGES, "-o", "a.h5", "--state-at", "2018-02", *QUIET)
        self.of_scenario(ran, self.SETTINGS, sha256)
        read = self.document("info", "a.h5")
        self.of_scenario(read, self.SETTINGS, sha256)
        self.assertEqual(read["attributes"]["scenario_sha256"], sha256)
        self.of_scenario(self.document("export", "a.h5", "--csv", "tables"), self.SETTINGS, sha256)
        self.of_scenario(self.document("rerun", "a.h5"), self.SETTINGS, sha256)
        went_on = self.document("run", "--from", "a-2018-02.state", "-o", "b.h5", *QUIET)
        self.of_scenario(went_on, self.SETTINGS, sha256)
        branched = self.document("branch", "a-2018-02.state", "small.yaml", *self.CHANGES, "-o", "c.h5", *QUIET)
        self.of_scenario(branched, self.SETTINGS, sha256)

    def test_show_and_check(self):
        shown = self.document("show", "small.yaml")
        self.of_scenario(shown, [], shown["sha256"])
        self.write("other.yaml", self.scenario.read_text(encoding="utf-8").replace("seed: 1", "seed: 2"))
        differs = self.document("show", "small.yaml", "--diff", "other.yaml")
        self.of_scenario(differs, [], shown["sha256"])
        other = self.document("show", "other.yaml")["sha256"]
        self.assertEqual(differs["b_scenario_sha256"], other)
        self.write("bad.yaml", self.scenario.read_text(encoding="utf-8").replace("seed: 1", "sed: 1"))
        package = DEFAULT.parent / "policies" / "longquanyi.yaml"
        checked = self.document("check", "small.yaml", "bad.yaml", package, "other.yaml", "absent.yaml", expect=3)
        self.head(checked)
        self.assertEqual([file.get("scenario_sha256") for file in checked["files"]],
                         [shown["sha256"], None, None, other, None])
        self.assertEqual([(file["errors"], file["warnings"]) for file in checked["files"]],
                         [(0, 0), (1, 0), (0, 0), (0, 0), (1, 0)])
        self.assertEqual([Path(problem["file"]).name for problem in checked["problems"]], ["bad.yaml", "absent.yaml"])

    def test_a_comparison_has_a_hash_for_each_scenario(self):
        said = self.document("compare", "none", "small.yaml", "--seed", "7", *QUIET)
        self.head(said)
        self.assertEqual(said["settings"], self.SETTINGS[:1])
        self.assertNotIn("scenario_sha256", said)
        for one in (said["base"], *said["arms"]):
            self.assertRegex(one["scenario_sha256"], "^[0-9a-f]{64}$")

    def test_calibration(self):
        lesson = LESSONS / "community_integration.yaml"
        words = ["--set", "rest_of_world.leaving_per_year=0", "--set", "regions.suining.net_migration_target_per_year=0.044"]
        said = self.document("calibrate", "--invert", lesson, *words, *QUIET)
        sha256 = self.document("show", lesson, *words)["scenario_sha256"]
        self.of_scenario(said, [{"option": "--set", "path": path, "value": value}
                                for path, value in (word.split("=") for word in words[1::2])], sha256)

    def test_a_stranger_s_command_does_no_harm(self):
        self.run_small("a.h5")
        try:
            import h5py
        except ImportError:
            self.skipTest("no h5py")
        with h5py.File(self.folder / "a.h5", "r+") as file:
            file.attrs["command"] = "talentflow run 'x --set = --seed"
        self.assertEqual(self.document("info", "a.h5")["settings"], [])


class Structure(Case):
    def values(self):
        """The page's way to every value: path -> value."""
        found = {}
        exec(blocks("python")[0], found)  # noqa: S102 (it reads show.json of the working folder)
        return found

    def read(self, *words):
        out, _ = self.run_program("show", *words, "--json")
        self.write("show.json", out)
        return json.loads(out)

    def test_the_whole_default_world(self):
        said = self.read(DEFAULT, "--set", "regions.suining.amenity=0.3")
        tree = said["values"]
        amenity = tree["regions"]["suining"]["amenity"]
        self.assertEqual((amenity["value"], amenity["origin"]), (0.3, {"kind": "command line"}))
        with chdir(self.folder):
            by_path = self.values()["by_path"]
        self.assertIs(type(by_path), dict)
        kinds = {one["origin"]["kind"] for one in by_path.values()}
        self.assertEqual(kinds, {"file", "default", "command line"})
        for path, one in by_path.items():
            self.assertEqual(one["path"], path)
            if one["origin"]["kind"] != "file":
                continue
            # The place is that of the value: what stands there begins it.
            line = (DEFAULT.parent / one["origin"]["file"]).read_text(encoding="utf-8").splitlines()[one["origin"]["line"] - 1]
            if isinstance(one["value"], str) and one["value"].isascii() and "\n" not in one["value"]:
                self.assertIn(one["value"], line, path)
        dose = by_path["levers.lqy-top-award.dose"]
        self.assertEqual((dose["value"], dose["unit"]), (1, "1"))

    def test_a_path_goes_back_into_the_scenario(self):
        self.read("small.yaml")
        with chdir(self.folder):
            by_path = self.values()["by_path"]
        texts = {"random.seed", "time.months", "parameters.distance_elasticity", "title.en", "regions.east.name.zh"}
        self.assertLessEqual(texts, set(by_path))
        words = [word for path in sorted(texts) for word in ("--set", f"{path}={by_path[path]['value']}")]
        again = self.read("small.yaml", *words)
        self.assertEqual(again["scenario_sha256"], self.read("small.yaml")["scenario_sha256"])


class Sensitivity(Case):
    """The lines of the page give problems as SALib takes them."""

    def problems(self):
        for name, words in (("show", ["show", DEFAULT]), ("parameters", ["parameters"]), ("lever", ["levers", "settling_award"])):
            self.write(name + ".json", self.run_program(*words, "--json")[0])
        known, found = {}, []
        with chdir(self.folder):
            for block in blocks("python"):
                exec(block, known)  # noqa: S102
                if "problem = " in block:
                    found.append(known["problem"])
        self.assertEqual(len(found), 3)
        return found

    def test_names_and_bounds(self):
        for problem in self.problems():
            self.assertEqual(set(problem), {"num_vars", "names", "bounds"})
            self.assertGreater(problem["num_vars"], 0)
            self.assertEqual(problem["num_vars"], len(set(problem["names"])))
            self.assertEqual(problem["num_vars"], len(problem["bounds"]))
            for low, high in problem["bounds"]:
                self.assertLess(low, high)

    def test_every_path_can_be_set_to_either_end(self):
        of_parameters, _, of_scenario = self.problems()
        for problem in (of_parameters, of_scenario):
            for end in (0, 1):
                ends = zip(problem["names"], problem["bounds"], strict=True)
                words = [word for name, bounds in ends for word in ("--set", f"{name}={bounds[end]}")]
                code, _, err = self.program.run("show", DEFAULT, *words, "--quiet", folder=self.folder)
                # Rules across values may be broken at such a corner (a lever that changes nothing); no value by itself is.
                self.assertIn(code, (0, 2))
                self.assertNotIn("--set ", err)

    def test_ranges_lie_within_bounds(self):
        rows = self.document("parameters")["parameters"]
        kinds = self.document("levers")["levers"]
        self.assertIn("log", {row["scale"] for row in rows})
        fields = [field for kind in kinds for field in kind["fields"] if "bounds" in field]
        for row in rows + fields:
            self.assertIn(row["scale"], ("linear", "log"))
            if row.get("range"):
                self.assertLessEqual(row["bounds"][0], row["range"][0], row)
                self.assertLessEqual(row["range"][1], row["bounds"][1], row)
        for field in fields:
            self.assertEqual(field["bounds"], [field["low"], field["high"]])

    def test_a_log_range_is_above_0(self):
        for row in self.document("parameters")["parameters"]:
            if row["scale"] == "log" and row["range"]:
                self.assertGreater(row["range"][0], 0, row)


if __name__ == "__main__":
    Case.program = Program(sys.argv.pop(1))
    unittest.main(verbosity=2)
