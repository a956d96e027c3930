# SPDX-License-Identifier: Apache-2.0
"""The built program from outside: commands, exit codes, files, signals.

cli_test.py PROGRAM [unittest options]
"""

import csv
import json
import os
import signal
import sys
import time
import unittest

from program import DEFAULT, LONG, SMALL, TWO_REGIONS, Program, ProgramCase

COMMANDS = ["run", "check", "show", "levers", "parameters", "schema", "info", "export", "calibrate", "compare",
            "design", "sensitivity"]


class Case(ProgramCase):
    def table(self, result, name):
        """Rows of one table of a result, as dicts."""
        self.run_program("export", result, "--csv", result + ".tables", "--force", "--no-bom")
        with open(self.folder / (result + ".tables") / (name + ".csv"), encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


class Help(Case):
    def test_every_command_explains_itself_with_an_example(self):
        out, _ = self.run_program("--help")
        for command in COMMANDS:
            self.assertIn(f"\n  {command} ", out)
            text, _ = self.run_program(command, "--help")
            self.assertIn("Example:\n  talentflow " + command, text)
            self.assertIn("--language", text)

    def test_version(self):
        out, _ = self.run_program("--version")
        self.assertRegex(out, r"^talentflow \d+\.\d+\.\d+")
        self.assertRegex(out, r"\nkernels: (scalar|baseline|avx2|avx512)\n$")

    def test_the_instruction_set_is_the_environments(self):
        out, _ = self.run_program("--version", environment={"TALENTFLOW_ISA": "scalar"})
        self.assertTrue(out.endswith("\nkernels: scalar\n"), out)
        for words in (("--version",), ("run", DEFAULT), ("compare", "none", DEFAULT)):
            _, err = self.run_program(*words, expect=2, environment={"TALENTFLOW_ISA": "mmx"})
            self.assertRegex(err, r"TALENTFLOW_ISA: 'mmx' is unknown or this processor lacks it; it has .*scalar\n$")

    def test_test_switches_are_hidden(self):
        out, _ = self.run_program("run", "--help")
        self.assertNotIn("look-every-month", out)


class ExitCodes(Case):
    def refused(self, code, *words):
        out, err = self.run_program(*words, expect=code)
        self.assertEqual(out, "")
        self.assertIn("error", err)
        return err

    def test_command_line_mistakes_are_2_with_a_suggestion(self):
        self.assertIn("did you mean 'run'?", self.refused(2, "rnu", "x.yaml"))
        self.assertIn("did you mean 'check'?", self.refused(2, "--quiet", "chek"))
        self.assertIn("did you mean '--threads'?", self.refused(2, "run", "small.yaml", "--thread", "2"))
        self.assertIn("did you mean '--output'?", self.refused(2, "run", "small.yaml", "--ouput=a.h5"))
        self.refused(2)
        self.refused(2, "run")
        self.refused(2, "run", "small.yaml", "unexpected.yaml")
        self.refused(2, "run", "small.yaml", "--threads", "0")
        self.refused(2, "run", "small.yaml", "--threads", "many")
        self.refused(2, "run", "small.yaml", "--progress", "loud")
        self.refused(2, "run", "small.yaml", "-o")
        self.refused(2, "export", "a.h5")
        self.assertIn("settling", self.refused(2, "levers", "setling_award"))

    def test_what_is_not_built_says_so(self):
        self.assertIn("not built yet", self.refused(2, "calibrate", "small.yaml"))

    def test_missing_files_are_3(self):
        for words in (["run", "absent.yaml"], ["show", "absent.yaml"], ["info", "absent.h5"],
                      ["export", "absent.h5", "--csv", "tables"], ["sensitivity", "absent"]):
            self.assertIn("absent", self.refused(3, *words))
        err = self.run_program("check", "absent.yaml", expect=3)[1]
        self.assertIn("absent.yaml", err)

    def test_what_is_no_result_is_3(self):
        self.refused(3, "info", "small.yaml")
        self.refused(3, "info", ".")

    def test_scenario_mistakes_are_2_with_their_place(self):
        self.write("bad.yaml", SMALL.replace("seed: 1", "sed: 1").replace("count: 900", "count: -900"))
        for command in ("run", "show", "check"):
            err = self.run_program(command, "bad.yaml", expect=2)[1]
            self.assertRegex(err, r"bad\.yaml:5:\d+: error: .*sed")
            self.assertRegex(err, r"bad\.yaml:12:\d+: error: .*-900")
        self.assertFalse((self.folder / "results").exists())

    def test_bad_settings_are_2(self):
        for words in (["--set", "seed"], ["--set", "=1"], ["--set", "random.sed=1"], ["--seed", "-1"],
                      ["--months", "0"], ["--replicates", "none"], ["--set", "regions.nowhere.residents=1"]):
            self.refused(2, "run", "small.yaml", *words)

    def test_a_full_disk_behind_standard_output_is_3(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "w", encoding="utf-8") as full:
            self.run_program("show", "small.yaml", expect=3, stdout=full)


class Output(Case):
    def test_results_go_to_a_folder_of_their_own(self):
        out, err = self.run_program("run", self.scenario)
        self.assertTrue((self.folder / "results" / "small.h5").is_file())
        self.assertIn("result: results/small.h5", out)
        self.assertNotIn("\r", err)  # no bar, no colour in a pipe
        self.assertNotIn("\033", out + err)

    def test_an_existing_result_stays_without_force(self):
        first = self.run_small()
        err = self.run_program("run", self.scenario, "-o", "a.h5", "--seed", "2", expect=3)[1]
        self.assertIn("--force", err)
        self.assertEqual((self.folder / "a.h5").read_bytes(), first)
        self.assertNotEqual(self.run_small("a.h5", "--seed", "2", "--force"), first)

    def test_outputs_that_cannot_be_are_refused_before_the_run(self):
        self.write("a-file", "")
        for output in (".", "a-file/result.h5", "results/"):
            started = time.monotonic()
            self.run_program("run", self.write("long.yaml", LONG), "-o", output, expect=3)
            self.assertLess(time.monotonic() - started, 10)
        self.assertEqual((self.folder / "a-file").read_text(encoding="utf-8"), "")

    def test_quiet_says_nothing(self):
        self.assertEqual(self.run_program("run", self.scenario, "--quiet"), ("", ""))

    def test_the_table_is_for_planners(self):
        out, _ = self.run_program("run", self.scenario)
        for words in ("A small world", "2018-01 to 2018-06", "East", "Both", "not a forecast"):
            self.assertIn(words, out)
        out, _ = self.run_program("run", self.scenario, "--force", "--language", "zh")
        for words in ("小世界", "地区", "不是预测", "两地"):
            self.assertIn(words, out)
        out, _ = self.run_program("run", self.scenario, "--force", environment={"LANG": "zh_CN.UTF-8"})
        self.assertIn("小世界", out)

    def test_json_has_the_promised_keys(self):
        out, _ = self.run_program("run", self.scenario, "--json", "--replicates", "2", "--progress", "none")
        said = json.loads(out)
        self.assertLessEqual({"scenario", "output", "members", "months", "agents", "agent_months", "loop_seconds",
                              "agent_months_per_second", "wall_seconds", "peak_rss_bytes", "threads", "regions",
                              "groups", "levers", "funds", "shortages"}, set(said))
        self.assertEqual((said["scenario"], said["members"], said["months"], said["agents"]), ("small", 2, 6, 1000))
        self.assertEqual(said["agent_months"], 2 * 6 * 1000)
        east, west = said["regions"]["east"], said["regions"]["west"]
        self.assertEqual(east["stock_start"]["total"], 900)
        self.assertEqual(set(east["stock_end"]["tiers"]), {"E"})
        self.assertEqual(east["stock_end"]["total"] + west["stock_end"]["total"], 1000)
        self.assertEqual(east["stock_start"]["total"] + east["arrivals"]["total"] - east["departures"]["total"],
                         east["stock_end"]["total"])
        self.assertEqual(said["groups"]["both"]["arrivals"]["total"], 0)

    def test_progress_lines_are_json_on_standard_error(self):
        _, err = self.run_program("run", self.scenario, "--progress", "json", "--replicates", "2")
        last = json.loads(err.splitlines()[-1])
        self.assertEqual((last["event"], last["share"], last["members"]), ("progress", 1.0, 2))


class Results(Case):
    def test_equal_runs_give_equal_bytes(self):
        first = self.run_small("a.h5")
        self.assertEqual(self.run_small("other/b.h5", "--threads", "3"), first)
        self.assertEqual(self.run_small("c.h5", "--look-every-month"), first)
        self.run_program("run", "small.yaml", "--json", "-o", "d.h5", "--progress", "none")
        self.assertEqual((self.folder / "d.h5").read_bytes(), first)

    def test_what_show_prints_is_a_scenario_with_the_same_result(self):
        for number, scenario in enumerate((self.scenario, TWO_REGIONS)):
            resolved, _ = self.run_program("show", scenario)
            again = self.write("resolved.yaml", resolved)
            self.run_program("check", again)
            results = []
            for name, file in (("x", scenario), ("y", again)):
                output = f"{name}{number}.h5"
                self.run_program("run", file, "-o", output, "--quiet")
                out, _ = self.run_program("info", output, "--json")
                results.append(json.loads(out))
                results[-1]["stock"] = self.table(output, "stock")
                results[-1]["flow"] = self.table(output, "od_flow")
            for key in ("variables", "dimensions", "stock", "flow"):
                self.assertEqual(results[0][key], results[1][key])
            self.assertEqual(results[0]["attributes"]["scenario_sha256"],
                             results[1]["attributes"]["scenario_sha256"])

    def test_settings_reach_the_run_and_the_record(self):
        self.run_small("a.h5", "--set", "random.seed=7", "--months", "3")
        out, _ = self.run_program("info", "a.h5", "--json")
        said = json.loads(out)
        self.assertEqual(said["attributes"]["seed"], 7)
        self.assertEqual(said["dimensions"]["time"]["size"], 4)
        self.assertEqual(said["attributes"]["command"],
                         "talentflow run small.yaml --set random.seed=7 --months 3")
        shown, _ = self.run_program("show", self.scenario, "--seed", "7")
        self.assertRegex(shown, r"seed: 7\b.*command line")

    def test_members_are_in_one_file_and_do_not_change_each_other(self):
        self.run_small("one.h5")
        self.run_small("three.h5", "--replicates", "3")
        one, three = self.table("one.h5", "stock"), self.table("three.h5", "stock")
        self.assertEqual({row["member"] for row in three}, {"0", "1", "2"})
        self.assertEqual([row for row in three if row["member"] == "0"], one)
        self.assertNotEqual([row["stock"] for row in three if row["member"] == "1"],
                            [row["stock"] for row in one])

    def test_export_writes_tables_once(self):
        self.run_small()
        out, _ = self.run_program("export", "a.h5", "--csv", "tables")
        files = [self.folder / line for line in out.splitlines()]
        self.assertIn(self.folder / "tables" / "stock.csv", files)
        self.assertTrue(files[0].read_bytes().startswith(b"\xef\xbb\xbf"))
        self.run_program("export", "a.h5", "--csv", "tables", expect=3)
        self.run_program("export", "a.h5", "--csv", "tables", "--force", "--no-bom")
        self.assertFalse(files[0].read_bytes().startswith(b"\xef\xbb\xbf"))

    def test_info_tells_what_is_inside(self):
        self.run_small()
        out, _ = self.run_program("info", "a.h5")
        for words in ("scenario_sha256", "stock", "time (7)", "east west"):
            self.assertIn(words, out)


class QuickLook(Case):
    """Two months of the base world: the smallest run with persons to group and tiers A and B to hide."""

    WORDS = "quick look, not for quotation"
    WORDS_ZH = "快速预览，不可引用"
    SHORT = ("--quick", "--months", "2", "--set", "time.burn_in_months=0")

    def quick(self, *words, **options):
        return self.run_program("run", DEFAULT, *self.SHORT, *words, **options)

    def test_help_says_what_it_is_worth(self):
        out, _ = self.run_program("run", "--help")
        self.assertIn("A " + self.WORDS, " ".join(out.split()))

    def test_the_table_says_so_under_a_name_of_its_own(self):
        out, _ = self.quick()
        self.assertGreaterEqual(out.count(self.WORDS), 5)
        self.assertIn("result: results/suining-tongnan-longquanyi-quick.h5", out)
        self.assertNotRegex(out, r"(?m)^ +[AB] ")
        self.assertIn("(A, B) are within the totals, not shown", out)
        self.assertRegex(out, r"Not shown, .*: Award for world-class talent")
        out, _ = self.quick("--language", "zh", "--force")
        self.assertIn(self.WORDS_ZH, out)
        self.assertIn(self.WORDS, out)

    def test_counts_are_those_of_the_population(self):
        said = json.loads(self.quick("--json", "--progress", "none")[0])
        self.assertEqual((said["quick_look"], said["persons_per_agent"]), (True, 10))
        self.assertEqual(said["notice"], {"en": self.WORDS, "zh": self.WORDS_ZH})
        self.assertEqual(said["tiers_not_shown"], ["A", "B"])
        self.assertIn("lqy-top-award", said["levers_not_shown"])
        total = sum(region["stock_start"]["total"] for region in said["regions"].values())
        self.assertAlmostEqual(total, 9182396, delta=100)  # eight regions, each rounded to an agent
        self.assertEqual(total, 10 * said["agents"])
        for place in [*said["regions"].values(), *said["groups"].values()]:
            for heads in (place[key] for key in place if key != "name"):
                self.assertEqual(list(heads["tiers"]), ["C", "D", "E"])
        chengdu = said["regions"]["chengdu_rest"]["stock_start"]
        self.assertGreater(chengdu["total"], sum(chengdu["tiers"].values()))

    def test_the_file_and_everything_made_of_it_say_so(self):
        self.quick("--quiet", "-o", "q.h5")
        said = json.loads(self.run_program("info", "q.h5", "--json")[0])
        self.assertTrue(said["quick_look"])
        attributes = said["attributes"]
        self.assertEqual((attributes["quick_look"], attributes["quick_look_zh"]), (self.WORDS, self.WORDS_ZH))
        self.assertIn(self.WORDS, attributes["title"])
        self.assertIn(self.WORDS_ZH, attributes["title_zh"])
        self.assertTrue(attributes["command"].endswith("--quick"), attributes["command"])
        for variable in said["variables"].values():
            self.assertIn(self.WORDS, variable["long_name"])
        self.assertEqual(said["dimensions"]["tier"]["ids"], ["_not_shown", "C", "D", "E"])
        self.assertIn(self.WORDS, self.run_program("info", "q.h5")[0].splitlines()[1])
        self.assertIn(self.WORDS_ZH, self.run_program("info", "q.h5", "--language", "zh")[0].splitlines()[1])
        self.assertIn(self.WORDS, self.run_program("export", "q.h5", "--csv", "tables")[1])
        for row in self.table("q.h5", "stock"):
            self.assertEqual((row["quick_look"], row["quick_look_zh"]), (self.WORDS, self.WORDS_ZH))

    def test_the_books_balance_with_what_is_not_shown(self):
        self.quick("--quiet", "-o", "q.h5")
        balance = {}  # (region, tier) -> stock at the end - at the start - all flows
        times = ["2018-01-01", "2018-02-01", "2018-03-01"]

        def add(row, sign, name, tier="tier"):
            key = (row["region"], row[tier])
            balance[key] = balance.get(key, 0) + sign * int(row[name])

        for row in self.table("q.h5", "stock"):
            if row["time"] != times[1]:
                add(row, 1 if row["time"] == times[2] else -1, "stock")
        for row in self.table("q.h5", "moves"):
            add(row, -1 if row["direction"] == "in" else 1, "moves")
        for row in self.table("q.h5", "entries"):
            add(row, -1, "entries")
        for row in self.table("q.h5", "exits"):
            add(row, 1, "exits")
        for row in self.table("q.h5", "promoted"):
            add(row, 1, "promoted")
            add(row, -1, "promoted", "tier_to")
        self.assertEqual(len(balance), 8 * 4)
        self.assertEqual(set(balance.values()), {0})

    def test_equal_quick_looks_give_equal_bytes(self):
        self.quick("--quiet", "-o", "a.h5", "--threads", "1")
        self.quick("--quiet", "-o", "b.h5", "--threads", "2")
        self.assertEqual((self.folder / "a.h5").read_bytes(), (self.folder / "b.h5").read_bytes())

    def test_a_coarser_scenario_stays_as_it_is(self):
        coarse = self.write("coarse.yaml", f"format: 1\nname: coarse\nextends: {DEFAULT}\n"
                                           "population: {persons_per_agent: 400}\n")
        out, _ = self.run_program("run", coarse, *self.SHORT, "--json", "--progress", "none")
        self.assertEqual(json.loads(out)["persons_per_agent"], 400)
        self.assertTrue(json.loads(out)["quick_look"])

    def test_what_does_not_go_together_is_refused(self):
        err = self.quick("--set", "population.persons_per_agent=20", expect=2)[1]
        self.assertIn("does not go together with --quick", err)
        self.assertIn("leave out one of the two", err)
        err = self.run_program("run", "small.yaml", "--quick", expect=2)[1]
        self.assertRegex(err, r"small\.yaml:\d+:\d+: error: overrides\.initial_agents: counts agents.*without --quick")
        self.assertIn("--quick", self.run_program("run", "small.yaml", "--quik", expect=2)[1])
        self.run_program("run", "small.yaml", "--quick=maybe", expect=2)
        self.assertFalse((self.folder / "results").exists())

    def test_ordinary_results_carry_no_mark(self):
        self.run_small()
        said = json.loads(self.run_program("info", "a.h5", "--json")[0])
        self.assertFalse(said["quick_look"])
        self.assertNotIn("quick_look", said["attributes"])
        out, _ = self.run_program("run", self.scenario)
        self.assertNotIn("quick", out)


class Catalogues(Case):
    def test_parameters_as_a_table_for_other_programs(self):
        out, _ = self.run_program("parameters", "--csv")
        rows = list(csv.DictReader(out.splitlines()))
        self.assertGreater(len(rows), 40)
        self.assertIn("parameters.distance_elasticity", {row["path"] for row in rows})
        for row in rows:  # what a SALib problem needs: names and bounds
            if row["low"]:
                self.assertLess(float(row["low"]), float(row["high"]), row)
            self.assertTrue(row["source"], row)
        said, _ = self.run_program("parameters", "--json")
        self.assertEqual(len(json.loads(said)["parameters"]), len(rows))

    def test_levers_and_fields(self):
        out, _ = self.run_program("levers")
        self.assertIn("settling_award", out)
        out, _ = self.run_program("levers", "--fields")
        self.assertIn("processing_days", out)
        kinds = json.loads(self.run_program("levers", "--json")[0])["levers"]
        for kind in kinds:
            out, _ = self.run_program("levers", kind["kind"])
            self.assertIn("kind: " + kind["kind"], out)
            self.assertTrue(kind["equation"] and kind["direction"], kind["kind"])
            for figure in kind["figures"]:
                self.assertRegex(figure["document"], "^00[0-4]$")
                self.assertIn(f"(document {figure['document']}", " ".join(out.split()))
        out, _ = self.run_program("levers", "settling_award")
        self.assertIn("up to 2,000,000 CNY for world-class talent (document 000, lqy_top_talent_award)", out)
        self.assertIn("(bartik2025)", out)
        self.assertIn("eligible:  tiers, fields, titles, age_max_years, education_min, newcomers, first_time\nexclusive: set, rule\n"
                      "modules:   claims\n", out)
        out, _ = self.run_program("levers", "transport_link")
        self.assertIn("eligible:  everyone\nexclusive: no\nmodules:   one of choice, awareness, commuting\n", out)

    def test_examples_of_levers_can_be_pasted(self):
        world = SMALL.replace("id: east", "id: suining").replace("id: west", "id: tongnan").replace(
            "[east, west]", "[suining, tongnan]").replace("region: east", "region: suining").replace(
            "region: west", "region: tongnan")
        world += ("tiers: [{id: D, name: {en: D, zh: D}}, {id: E, name: {en: E, zh: E}, accredited: false}]\n"
                  "titles:\n  - {id: tongnan-elite, name: {en: Elite, zh: 英才}, issuer: tongnan, levels: {1: D}}\n"
                  "  - {id: suizhou-elite, name: {en: Elite, zh: 英才}, issuer: suining, levels: {1: D}}\n"
                  "funds: [{id: my-fund, name: {en: Fund, zh: 资金}, payers: {tongnan: 1}, per_year_cny: 1000000}]\n"
                  "modules: {demography: active, separation: active, posts: active, awareness: active, clearing: active,\n"
                  "          consideration: active, choice: active, claims: active, capability: active, wages: active,\n"
                  "          housing: active, ties: active, commuting: active, firms: active, secondment: active}\n")
        for kind in json.loads(self.run_program("levers", "--json")[0])["levers"]:
            self.write("example.yaml", world + kind["example"])
            self.run_program("check", "example.yaml")

    def test_schema_is_json(self):
        out, _ = self.run_program("schema")
        self.assertIn("$schema", json.loads(out))

    def test_check_says_ok_and_speaks_json(self):
        out, err = self.run_program("check", self.scenario, TWO_REGIONS)
        self.assertEqual(out.count(": ok\n"), 2)
        self.assertEqual(err, "")
        self.write("bad.yaml", SMALL.replace("months: 6", "months: six"))
        out, _ = self.run_program("check", "bad.yaml", self.scenario, "--json", expect=2)
        problem, = json.loads(out)["problems"]
        self.assertEqual((problem["file"], problem["line"]), ("bad.yaml", 4))

    def test_diff_names_what_differs(self):
        self.write("other.yaml", SMALL.replace("seed: 1", "seed: 2"))
        out, _ = self.run_program("show", "small.yaml", "--diff", "other.yaml")
        self.assertRegex(out, r"random\.seed: .*1 -> 2")


class Interruption(Case):
    def interrupted(self, *signals):
        process = self.program.start("run", self.write("long.yaml", LONG), "--progress", "json", folder=self.folder)
        self.addCleanup(process.kill)
        self.assertIn('"progress"', process.stderr.readline())
        for number in signals:
            process.send_signal(number)
            time.sleep(0.02)
        started = time.monotonic()
        out, err = process.communicate(timeout=30)
        self.assertLess(time.monotonic() - started, 10)
        self.assertEqual(out, "")
        self.assertEqual(list(self.folder.rglob("*.h5*")), [])
        return process.returncode, err

    def test_ctrl_c_finishes_the_month_and_writes_nothing(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            code, err = self.interrupted(number)
            self.assertEqual(code, 130)
            self.assertRegex(err, r"interrupted after month \d+ of 1200 \(\d{4}-\d\d\), member \d+ of 30; nothing was written\n$")

    def test_a_second_ctrl_c_ends_it_at_once(self):
        code, _ = self.interrupted(signal.SIGINT, signal.SIGINT)
        self.assertIn(code, (130, -signal.SIGINT))


if __name__ == "__main__":
    Case.program = Program(sys.argv.pop(1))
    unittest.main(verbosity=2)
