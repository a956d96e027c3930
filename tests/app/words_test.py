# SPDX-License-Identifier: Apache-2.0
"""What the built program says, from outside: warnings, the standard input, foreign names, other charsets.

words_test.py PROGRAM [unittest options]
"""

import json
import os
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

from program import DEFAULT, LESSONS, SMALL, TWO_REGIONS, Program, ProgramCase

AWARD = LESSONS / "settling_award.yaml"
PACKAGE = DEFAULT.parent / "policies" / "longquanyi.yaml"
STRANGE = Path(__file__).resolve().parent / "strange"


class Case(ProgramCase):
    def run_bytes(self, *words, feed=None, environment=None):
        """Exit code, standard output and error as bytes; `words` may be bytes."""
        words = [word if isinstance(word, bytes) else str(word).encode() for word in words]
        done = subprocess.run([self.program.path.encode(), *words], cwd=self.folder, input=feed, capture_output=True, timeout=60,
                              env=dict(self.program.environment, **(environment or {})))
        return done.returncode, done.stdout, done.stderr


class Warnings(Case):
    """A warning has the form of an error, is counted, and changes the exit code only with --strict."""

    MEANT = ("--set", "levers.award.amount_cny={D: 10}")

    def doubtful(self):
        text = AWARD.read_text(encoding="utf-8").replace("{D: 50000}", "{D: 10}").replace("instalments: 5", "instalments: 1.5")
        return self.write("doubtful.yaml", text)

    def test_check_tells_and_counts_them(self):
        self.doubtful()
        out, err = self.run_program("check", "doubtful.yaml")
        self.assertEqual(out, "doubtful.yaml: ok (2 warnings)\n")
        self.assertRegex(err, r"(?m)^doubtful\.yaml:34:21: warning: levers\.award\.amount_cny\.D: 10 CNY is far below")
        self.assertIn("did you mean 'amount_wan_cny'", err)
        self.assertEqual(self.run_program("check", "doubtful.yaml", "--quiet"), ("", ""))

    def test_strict_makes_them_errors(self):
        self.doubtful()
        out, err = self.run_program("check", "--strict", "doubtful.yaml", expect=2)
        self.assertEqual(out, "")
        self.assertEqual(err.count(": error: "), 2)
        self.run_program("check", "--strict", "small.yaml")

    def test_json_has_the_severity(self):
        self.doubtful()
        found = json.loads(self.run_program("check", "doubtful.yaml", "--json")[0])["problems"]
        self.assertEqual([one["severity"] for one in found], ["warning", "warning"])
        self.write("bad.yaml", SMALL.replace("seed: 1", "sed: 1"))
        found = json.loads(self.run_program("check", "bad.yaml", "--json", expect=2)[0])["problems"]
        self.assertEqual([one["severity"] for one in found], ["error"])

    def test_commands_tell_them_before_they_start(self):
        for words in (["run", AWARD, "--months", "2", "-o", "a.h5", "--progress", "none"], ["show", AWARD]):
            err = self.run_program(*words, *self.MEANT)[1]
            self.assertIn("warning: levers.award.amount_cny.D: 10 CNY is far below", err)
            self.assertRegex(err, r"(?m)^1 warning$")
            self.assertNotIn("warning", self.run_program(*words, *self.MEANT, "--quiet", *(["--force"] if words[0] == "run" else []))[1])

    def test_json_lists_them(self):
        out, err = self.run_program("run", AWARD, "--months", "2", "-o", "a.h5", "--json", "--progress", "none", *self.MEANT)
        self.assertEqual([one["path"] for one in json.loads(out)["warnings"]], ["levers.award.amount_cny.D"])
        self.assertNotIn("warning", err)
        out, _ = self.run_program("compare", "none", AWARD, "--months", "2", "--replicates", "1", "--json", "--progress", "none",
                                  "--set", "parameters.distance_elasticity=5")
        self.assertEqual([one["path"] for one in json.loads(out)["warnings"]], ["parameters.distance_elasticity"])

    def test_a_fund_that_is_used_up_at_once_is_told_after_the_run(self):
        words = ["run", AWARD, "--months", "6", "--progress", "none", "--set", "funds.award-fund.per_year_cny=100000"]
        out, _ = self.run_program(*words, "-o", "a.h5", "--json")
        told = json.loads(out)["warnings"]
        self.assertEqual([one["path"] for one in told], ["funds.award-fund"])
        self.assertRegex(told[0]["problem"], r"used up in the first month in which it pays, 2018-02: of 100,000 CNY 1,000 CNY are left, and \d+ claims")
        self.assertEqual(told[0]["line"], 18)
        self.assertIn("warning: funds.award-fund: the fund is used up", self.run_program(*words, "-o", "b.h5")[1])
        self.assertNotIn("used up", self.run_program("run", AWARD, "--months", "6", "-o", "c.h5", "--progress", "none")[1])


class StandardInput(Case):
    def test_a_scenario_may_come_from_it(self):
        code, out, _ = self.run_bytes("run", "-", "-o", "a.h5", "--json", "--progress", "none", feed=SMALL.encode())
        self.assertEqual(code, 0)
        self.assertEqual(json.loads(out)["scenario"], "small")
        self.run_program("run", "small.yaml", "-o", "b.h5", "--quiet")
        values = [self.run_program("info", name, "--json")[0] for name in ("a.h5", "b.h5")]
        hashes = [json.loads(text)["attributes"]["scenario_sha256"] for text in values]
        self.assertEqual(hashes[0], hashes[1])
        self.assertFalse((self.folder / "-").exists())

    def test_every_command_reads_it(self):
        self.assertEqual(self.run_bytes("check", "-", feed=SMALL.encode())[:2], (0, b"-: ok\n"))
        self.assertIn(b"name: small", self.run_bytes("show", "-", feed=SMALL.encode())[1])
        code, out, err = self.run_bytes("compare", "none", "-", "--replicates", "1", "--json", "--progress", "none", feed=SMALL.encode())
        self.assertEqual(code, 0, err)
        code, _, err = self.run_bytes("check", "-", feed=SMALL.replace("seed", "sed").encode())
        self.assertEqual(code, 2)
        self.assertIn(b"standard input:5:10: error: random: unknown key 'sed'", err)
        code, _, err = self.run_bytes("run", "-", feed=b"#" * (1 << 21))
        self.assertEqual(code, 2)
        self.assertEqual(self.run_bytes("run", "-", feed=b"")[0], 2)

    def test_results_neither_come_from_it_nor_go_there(self):
        for words in (["run", "small.yaml", "-o", "-"], ["info", "-"], ["export", "-", "--csv", "x"],
                      ["compare", "none", "small.yaml", "-o", "-"], ["calibrate", "--invert", "small.yaml", "-o", "-"],
                      ["sensitivity", "-"], ["design", "--kind", "lhs", "--n", "4", "--factor", "x=0:1", "-o", "-"]):
            err = self.run_program(*words, expect=2)[1]
            self.assertIn("'-' stands for a scenario on the standard input only", err)
        self.assertEqual(sorted(os.listdir(self.folder)), ["small.yaml"])


class OtherFiles(Case):
    def test_a_package_given_as_a_scenario_says_so(self):
        for words in (["run", PACKAGE], ["show", PACKAGE], ["compare", "none", PACKAGE]):
            err = self.run_program(*words, expect=2)[1]
            self.assertIn("this is a package", err)
            self.assertIn("list it under packages:", err)
            self.assertEqual(err.count("\n"), 1)
        self.run_program("check", PACKAGE)

    def test_a_setting_with_a_map_is_laid_on_what_is_there(self):
        out, _ = self.run_program("show", "small.yaml", "--set", "random={seed: 9}", "--set", "random.replicates=4",
                                  "--set", "random={seed: 10}")
        self.assertRegex(out, r"seed: 10 .*\n  replicates: 4 ")

    def test_what_is_elsewhere_is_not_quoted(self):
        self.write("u.yaml", "format: 1\nname: u\nextends: /etc/passwd\n")
        err = self.run_program("run", "u.yaml", expect=2)[1]
        self.assertNotIn("root", err)
        self.assertIn("/etc/passwd:", err)


class Controls(Case):
    def assert_plain(self, *texts):
        for text in texts:
            for bad in ("\x1b", "\x07", "\x9b", "\u202e", "\u2028", "\r"):
                self.assertNotIn(bad, text)

    def test_names_in_scenarios_are_refused(self):
        for name in ("m1.yaml", "t1.yaml"):
            out, err = self.run_program("run", STRANGE / name, expect=2)
            self.assert_plain(out, err)
            self.assertIn("U+001B", err)
            self.assertEqual({line.split(":")[0] for line in err.splitlines()}, {str(STRANGE / name)})

    def test_a_strangers_result_cannot_speak_to_the_terminal(self):
        shutil.copy(STRANGE / "controls.h5", self.folder / "c.h5")
        for words in (["info", "c.h5"], ["info", "c.h5", "--json"], ["compare", "c.h5", "c.h5"], ["export", "c.h5", "--csv", "t"]):
            _, out, err = self.run_bytes(*words)
            self.assert_plain(out.decode("utf-8"), err.decode("utf-8"))

    def test_a_path_cannot_forge_a_message(self):
        forged = "no\nfake.yaml:1:1: error: spoof\x1b[31m"
        for words in (["run", forged], ["check", forged], ["info", forged], ["show", "small.yaml", "--diff", forged],
                      ["compare", "small.yaml", forged]):
            code, out, err = self.program.run(*words, folder=self.folder)
            self.assertEqual(code, 3, words)
            self.assert_plain(out, err)
            self.assertEqual(len(err.splitlines()), 1, err)
        for words in (["run", "small.yaml", "--set", "a\nb"], ["run", "small.yaml", "--set", "a\nb=1"], ["run", "small.yaml", "x\ny"],
                      ["levers", "a\nb"], ["run", "small.yaml", "--progress", "a\nb"]):
            code, out, err = self.program.run(*words, folder=self.folder)
            self.assertEqual(code, 2, words)
            self.assertEqual(len(err.splitlines()), 1, err)

    def test_a_path_that_is_not_utf8_stays_out_of_files(self):
        path = os.fsencode(self.folder) + b"/bad\xff.yaml"
        with open(path, "wb") as file:
            file.write(SMALL.encode())
        code, out, err = self.run_bytes("run", b"bad\xff.yaml", "-o", b"b\xfe.h5", "--json")
        self.assertEqual(code, 0, err)
        json.loads(out.decode("utf-8"))
        err.decode("utf-8")
        self.assertIn("\ufffd", json.loads(self.run_bytes("info", b"b\xfe.h5", "--json")[1])["attributes"]["command"])
        with open(os.fsencode(self.folder) + b"/b\xfe.h5", "rb") as file:
            self.assertNotIn(b"bad\xff", file.read())
        code, out, _ = self.run_bytes("export", b"b\xfe.h5", "--csv", b"t\xfd", "--json")
        self.assertEqual(code, 0)
        json.loads(out.decode("utf-8"))
        with open(os.fsencode(self.folder) + b"/main.yaml", "wb") as file:
            file.write(b"format: 1\nname: m\nextends: b.yaml\n")
        self.run_bytes("show", b"bad\xff.yaml")[1].decode("utf-8")


class Charsets(Case):
    CHINESE = {"LC_ALL": "zh_CN.GB18030"}

    def test_people_read_their_own_charset(self):
        code, out, _ = self.run_bytes("run", "small.yaml", "-o", "a.h5", environment=self.CHINESE)
        self.assertEqual(code, 0)
        self.assertIn("小世界", out.decode("gb18030"))
        self.assertNotIn("小世界".encode(), out)
        self.write("bad.yaml", SMALL.replace("name: small", "name: 遂宁"))
        err = self.run_bytes("check", "bad.yaml", environment=self.CHINESE)[2]
        self.assertIn("遂宁", err.decode("gb18030"))

    def test_files_and_what_programs_read_stay_utf8(self):
        for words in (["run", "small.yaml", "-o", "a.h5", "--json"], ["show", "small.yaml"], ["schema"], ["parameters", "--csv"],
                      ["levers", "--json"], ["info", "a.h5", "--json"]):
            self.run_bytes(*words, environment=self.CHINESE)[1].decode("utf-8")
        with open(self.folder / "a.h5", "rb") as file:
            self.assertNotIn("小世界".encode("gb18030"), file.read())

    def test_plain_locales_and_pipes_get_utf8_and_the_same_numbers(self):
        texts = set()
        for name in ("C", "POSIX", "C.UTF-8"):
            texts.add(self.run_bytes("show", "small.yaml", environment={"LC_ALL": name})[1].decode("utf-8"))
        self.assertEqual(len(texts), 1)
        out = self.run_bytes("parameters", environment={"LC_ALL": "de_DE.ISO-8859-1"})[1]
        self.assertIn(b"0.83", out)


if __name__ == "__main__":
    Case.program = Program(sys.argv.pop(1))
    unittest.main()
