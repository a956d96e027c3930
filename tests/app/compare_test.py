# SPDX-License-Identifier: Apache-2.0
"""`talentflow compare` from outside: the table, the JSON object and the file say the same; what is refused; signals.

compare_test.py PROGRAM [unittest options]
"""

import csv
import json
import math
import re
import shutil
import signal
import sys
import time
import unittest

from program import DEFAULT, LESSONS, LONG, Program, ProgramCase

AWARD = LESSONS / "settling_award.yaml"
# Two years of restless people: the award's effect is large against luck.
RESTLESS = """\
format: 1
name: {name}
title: {{en: Award of {amount} CNY, zh: 安家补贴 {amount} 元}}
extends: {award}
time: {{start: 2018-01, months: 24, burn_in_months: 0}}
groups: [{{id: everywhere, name: {{en: Everywhere, zh: 各地}}, members: [longquanyi, suining]}}]
overrides:
  consider_probability: 0.2
  initial_agents:
    - {{region: longquanyi, tier: D, count: 800, accredited: true}}
    - {{region: suining, tier: D, count: 800, accredited: true}}
    - {{region: longquanyi, tier: E, count: 200}}
    - {{region: suining, tier: E, count: 200}}
levers: [{{id: award, amount_cny: {{D: {amount}}}}}]
"""
QUICK = "quick look, not for quotation"
QUICK_ZH = "快速预览，不可引用"


class Case(ProgramCase):
    def setUp(self):
        super().setUp()
        self.small = self.write("small.yaml", RESTLESS.format(name="small-award", award=AWARD, amount=20000))
        self.large = self.write("large.yaml", RESTLESS.format(name="large-award", award=AWARD, amount=150000))

    def compare(self, *words, **options):
        # One thread: these worlds are small, and other tests run at the same time.
        threads = () if "--threads" in words else ("--threads", "1")
        return self.run_program("compare", *words, *threads, "--progress", "none", **options)[0]

    def compare_json(self, *words):
        return json.loads(self.compare(*words, "--json"))

    def refused(self, *words, code=2):
        out, err = self.run_program("compare", *words, expect=code)
        self.assertEqual(out, "")
        self.assertTrue(err.startswith("error: "), err)
        return err

    def table(self, result, name):
        self.run_program("export", result, "--csv", result + ".tables", "--force", "--no-bom")
        with open(self.folder / (result + ".tables") / (name + ".csv"), encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def number(cell):
    return math.nan if cell == "" else float(cell)


def rows_of(text, heading):
    """Cells of the table under a heading, by its first column; cells are two blanks apart."""
    lines = text[text.index(heading):].splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("  ---"))
    rows = {}
    for line in lines[start + 1:]:
        if line and not line.startswith("  "):
            break
        if line.strip():
            cells = re.split(r"  +", line.strip())
            rows.setdefault(cells[0], cells[1:])
    return rows


class SameNumbers(Case):
    """One comparison, run once as a table and once as JSON and file."""

    words = ("none", "small.yaml", "large.yaml", "--replicates", "4", "--horizons", "2018-12,2019-12")
    made = None

    def setUp(self):
        super().setUp()
        self.tables = {}
        if SameNumbers.made is None:
            said = self.compare_json(*self.words, "-o", "c.h5")
            SameNumbers.made = said, self.compare(*self.words), (self.folder / "c.h5").read_bytes()
        self.said, self.text, file = SameNumbers.made
        (self.folder / "c.h5").write_bytes(file)

    def cells(self, variable, **at):
        if variable not in self.tables:
            self.tables[variable] = self.table("c.h5", variable)
        return [row for row in self.tables[variable]
                if all(row[axis] == value for axis, value in at.items())]

    def test_the_file_holds_what_the_json_says(self):
        places = {}
        for arm in self.said["arms"]:
            for month, horizon in arm["horizons"].items():
                for kind in ("regions", "groups"):
                    for place, of in horizon[kind].items():
                        for quantity in ("living", "working", "arrivals", "departures", "entries", "exits"):
                            places[arm["id"], month, place, "_total", quantity] = of[quantity]["total"]
                            for tier, reading in of[quantity]["tiers"].items():
                                places[arm["id"], month, place, tier, quantity] = reading
        self.assertEqual(len(places), 2 * 2 * 3 * 3 * 6)
        keys = ("arm", "horizon", "place", "tier", "quantity")
        for end, pick in (("mean", lambda r: r["difference"]), ("low", lambda r: r["luck"][0]),
                          ("high", lambda r: r["luck"][1])):
            # Full-time equivalents have no tiers: beside the others they are checked by the total alone.
            rows = [row for row in self.table("c.h5", "difference_" + end) if row["quantity"] != "flexible_fte"]
            self.assertEqual(len(rows), len(places))
            for row in rows:
                self.assertEqual(number(row["difference_" + end]), pick(places[tuple(row[k] for k in keys)]), row)
        members = {}
        for row in self.table("c.h5", "difference"):
            members.setdefault(tuple(row[k] for k in keys), []).append(number(row["difference"]))
        for key, reading in places.items():
            self.assertEqual(len(members[key]), 4)
            self.assertAlmostEqual(sum(members[key]) / 4, reading["difference"], places=9)
            self.assertAlmostEqual(reading["arm"] - reading["base"], reading["difference"], places=9)
            mean = sum(members[key]) / 4
            sd = math.sqrt(sum((x - mean) ** 2 for x in members[key]) / 3)
            self.assertAlmostEqual(reading["luck"][1] - mean, 3.182446305 * sd / 2, places=6)  # t, 3 degrees
            self.assertIsNone(reading["assumptions"])

    def test_money_in_file_and_json(self):
        for arm in self.said["arms"]:
            for month, horizon in arm["horizons"].items():
                for payer, reading in (("_all", horizon["spending_cny"]["total"]),
                                       ("longquanyi", horizon["spending_cny"]["payers"]["longquanyi"])):
                    row, = self.cells("spending_difference_mean", arm=arm["id"], horizon=month, payer=payer)
                    self.assertEqual(number(row["spending_difference_mean"]), reading["difference"])
                    self.assertGreater(reading["difference"], 0)
                    self.assertEqual(reading["base"], 0)
                for kind in ("regions", "groups"):
                    for place, of in horizon[kind].items():
                        cost = of["cost_per_additional_person_cny"]
                        row, = self.cells("cost_per_additional_person", arm=arm["id"], horizon=month, place=place)
                        value = number(row["cost_per_additional_person"])
                        if cost["value"] is None:
                            self.assertTrue(math.isnan(value))
                            self.assertTrue(cost["not_identified"])
                        else:
                            self.assertEqual(value, cost["value"])
                            heads = of["living"]["total"]["difference"]
                            self.assertAlmostEqual(value, horizon["spending_cny"]["total"]["difference"] / heads, places=6)
            years = arm["spending_by_year_cny"]
            self.assertEqual(list(years), ["2018", "2019"])
            self.assertAlmostEqual(sum(year["total"]["difference"] for year in years.values()),
                                   arm["horizons"]["2019-12"]["spending_cny"]["total"]["difference"], places=2)
        costs = [of["cost_per_additional_person_cny"]["value"] for of in
                 self.said["arms"][1]["horizons"]["2019-12"]["regions"].values()]
        self.assertIsNotNone(costs[0])  # Longquanyi gains
        self.assertIsNone(costs[1])     # Suining loses

    def test_who_differs_adds_up_in_all_three(self):
        for arm in self.said["arms"]:
            place = arm["horizons"]["2019-12"]["regions"]["longquanyi"]
            who = place["who_differs"]
            change = who["stayed"]["persons"] + who["came"]["persons"] - who["left"]["persons"]
            self.assertAlmostEqual(change, place["living"]["total"]["difference"], places=9)
            self.assertGreater(who["came"]["persons"], 0)
            for key, where in (("stayed", "in_base"), ("came", "in_base"), ("left", "in_arm")):
                found = who[key].get(where, {})
                self.assertAlmostEqual(sum(n["persons"] for n in found.values()), who[key]["persons"], places=9)
                rows = self.cells("who_differs", arm=arm["id"], horizon="2019-12", place="longquanyi", change=key,
                                  tier="_total")
                self.assertAlmostEqual(sum(int(row["who_differs"]) for row in rows) / 4, who[key]["persons"], places=9)
        # Nobody enters or leaves this world: both homes of 2,000 people are known in every member.
        rows = self.cells("counterfactual", arm="large-award", horizon="2019-12")
        self.assertEqual(sum(int(row["counterfactual"]) for row in rows), 4 * 2000)
        self.assertEqual(sum(int(row["counterfactual"]) for row in rows if "_outside" in
                             (row["region_base"], row["region_arm"])), 0)

    def test_the_table_shows_the_same_rounded(self):
        arm = self.said["arms"][1]
        of = arm["horizons"]["2019-12"]["regions"]["longquanyi"]["living"]["total"]
        rows = rows_of(self.text, "large-award, end of December 2019: living there and working there")
        base, with_arm, difference, luck = rows["Longquanyi"][:4]
        low, high = luck.split(" to ")

        def near(cell, value, step):
            self.assertLessEqual(abs(float(cell.replace(",", "").replace("+", "")) - value), step, (cell, value))

        half = (of["luck"][1] - of["luck"][0]) / 2
        step = max(1, half / 3)
        near(base, of["base"], step)
        near(with_arm, of["arm"], step)
        near(difference, of["difference"], step)
        near(low, of["luck"][0], step)
        near(high, of["luck"][1], step)
        self.assertLessEqual(float(low.replace(",", "")), of["luck"][0])  # outwards
        self.assertGreaterEqual(float(high.replace(",", "")), of["luck"][1])
        overview = rows_of(self.text, "All arms, end of December 2019")
        self.assertEqual(overview["Longquanyi"][2], difference)
        self.assertEqual(overview["Longquanyi"][3], luck)

    def test_it_says_what_it_is(self):
        for words in ("base: the same world without any lever", "arm small-award", "with 1 lever", "not a forecast",
                      "2018-01 to 2019-12", "4 members", "Everywhere", "cost per additional person",
                      "stayed", "came", "left", "end of December 2018", "end of December 2019"):
            self.assertIn(words, self.text)
        headings = re.findall(r"(?m)^  luck: .*$", self.text)
        self.assertGreater(len(headings), 10)
        for line in headings:
            self.assertIn("assumptions not explored", line)
        self.assertNotIn("month 24", self.text)
        self.assertEqual(self.said["assumptions"]["explored"], False)
        self.assertIn("not a forecast", self.said["notice"]["en"])
        self.assertIn("不是预测", self.said["notice"]["zh"])

    def test_chinese(self):
        text = self.compare(*self.words, "--language", "zh")
        for words in ("政策比较", "基准：同一世界，不含任何政策措施", "不是预测", "未探查假设区间", "随机误差", "常住", "在岗",
                      "迁入", "每净增一人", "留下", "前来", "离开", "2019年12月末", "各地", "万元"):
            self.assertIn(words, text)

    def test_the_file_is_netcdf_and_equal_comparisons_give_equal_bytes(self):
        first = (self.folder / "c.h5").read_bytes()
        self.compare(*self.words, "-o", "d.h5", "--threads", "2", "--quiet")
        self.assertEqual((self.folder / "d.h5").read_bytes(), first)
        said = json.loads(self.run_program("info", "c.h5", "--json")[0])
        attributes = said["attributes"]
        self.assertEqual(attributes["content"], "comparison")
        self.assertEqual(attributes["notice"], "differences under stated assumptions, not a forecast")
        self.assertEqual(attributes["assumptions"], "assumptions not explored")
        self.assertEqual(attributes["groups"], "everywhere: longquanyi suining")
        self.assertEqual(attributes["command"], "talentflow compare none small.yaml large.yaml --replicates 4 "
                                                "--horizons 2018-12,2019-12")
        self.assertEqual(said["dimensions"]["horizon"]["ids"], ["2018-12", "2019-12"])
        self.assertEqual(said["variables"]["difference"]["dims"],
                         ["arm", "member", "horizon", "place", "tier", "quantity"])
        for text in ("base_scenario_yaml", "arm_1_scenario_yaml", "arm_2_scenario_yaml"):
            self.assertIn(text, said["texts"])
        try:
            import netCDF4
        except ImportError:
            return
        with netCDF4.Dataset(self.folder / "c.h5") as file:
            self.assertEqual(file.data_model, "NETCDF4")
            mean = file["difference_mean"][:]
            self.assertEqual(mean.shape, (2, 2, 3, 3, 7))


class Counts(Case):
    def test_an_arm_equal_to_its_base_differs_by_nothing(self):
        shutil.copy(self.small, self.folder / "copy.yaml")
        said = self.compare_json(self.small, "copy.yaml", "--replicates", "2", "-o", "c.h5")
        for row in self.table("c.h5", "difference"):
            without_tiers = row["quantity"] == "flexible_fte" and row["tier"] != "_total"
            self.assertIn(row["difference"], ("",) if without_tiers else ("0", "0.0"))
        for row in self.table("c.h5", "who_differs"):
            self.assertEqual(row["who_differs"], "0")
        horizon = said["arms"][0]["horizons"]["2019-12"]
        self.assertEqual(horizon["spending_cny"]["total"]["difference"], 0)
        self.assertGreater(horizon["spending_cny"]["total"]["base"], 0)
        self.assertIsNone(horizon["regions"]["suining"]["cost_per_additional_person_cny"]["value"])

    def test_without_other_wishes_five_members_and_two_horizons(self):
        said = self.compare_json("none", self.small)
        self.assertEqual((said["members"], said["horizons"]), (5, ["2018-12", "2019-12"]))
        self.assertEqual(said["base"]["levers"], [])
        self.assertEqual(said["arms"][0]["levers"], ["award"])
        said = self.compare_json("none", self.small, "--set", "random.replicates=2", "--months", "6")
        self.assertEqual((said["members"], said["horizons"]), (2, ["2018-06"]))

    def test_one_member_has_no_interval(self):
        said = self.compare_json("none", self.large, "--replicates", "1")
        reading = said["arms"][0]["horizons"]["2019-12"]["regions"]["longquanyi"]
        self.assertIsNone(reading["living"]["total"]["luck"])
        self.assertGreater(reading["living"]["total"]["difference"], 0)
        self.assertEqual(reading["cost_per_additional_person_cny"]["not_identified"], "not identified with one member")
        text = self.compare("none", self.large, "--replicates", "1")
        self.assertIn("not identified with one member; assumptions not explored", text)
        self.assertIn("仅一次重复，无法识别", self.compare("none", self.large, "--replicates", "1", "--language", "zh"))

    def test_no_rate_on_fewer_than_thirty_people(self):
        tiny = self.write("tiny.yaml", RESTLESS.format(name="tiny", award=AWARD, amount=150000) +
                          "funds: [{id: award-fund, per_year_cny: 300000}]\n")
        for months in ("4", "24"):
            words = ("none", tiny, "--months", months)
            place = list(self.compare_json(*words)["arms"][0]["horizons"].values())[-1]["regions"]["longquanyi"]
            cost = place["cost_per_additional_person_cny"]
            shown = rows_of(self.compare(*words), "cost per additional person")["Longquanyi"][2]
            if cost["value"] is None:
                self.assertEqual(shown, "not identified")
            elif place["living"]["total"]["difference"] < 30:
                self.assertEqual(shown, "-")
            else:
                self.assertRegex(shown, r"^[\d,]+$")

    def test_groups_are_picked(self):
        said = self.compare_json("none", self.small, "--replicates", "2", "--groups", "everywhere")
        groups = said["arms"][0]["horizons"]["2019-12"]["groups"]
        self.assertEqual(list(groups), ["everywhere"])
        # Nobody leaves this world, and moves inside the group are no moves of the group.
        self.assertEqual(groups["everywhere"]["living"]["total"]["difference"], 0)
        self.assertEqual(groups["everywhere"]["arrivals"]["total"]["arm"], 0)


class Files(Case):
    def results(self):
        for name in ("small", "large"):
            self.run_program("run", name + ".yaml", "-o", name + ".h5", "--replicates", "3", "--threads", "1", "--quiet")

    def test_results_say_what_scenarios_say(self):
        self.results()
        of_files = self.compare_json("small.h5", "large.h5")
        of_scenarios = self.compare_json("small.yaml", "large.yaml", "--replicates", "3")
        self.assertFalse(of_files["who_differs_known"])
        for mine, other in zip(of_files["arms"], of_scenarios["arms"]):
            self.assertEqual(mine["spending_by_year_cny"], other["spending_by_year_cny"])
            for month, horizon in mine["horizons"].items():
                self.assertEqual(horizon["spending_cny"], other["horizons"][month]["spending_cny"])
                for place, reading in horizon["regions"].items():
                    there = other["horizons"][month]["regions"][place]
                    there.pop("who_differs")
                    self.assertEqual(reading, there)
        text = self.compare("small.h5", "large.h5")
        self.assertIn("Result files do not say who is where: give the scenarios instead",
                      " ".join(text.split()))
        self.assertNotIn("who differs, person by person", text)
        self.assertIn("base: Award of 20000 CNY (small.h5, with 1 lever)", text)

    def test_results_of_other_runs_are_refused(self):
        self.results()
        for words, name in ((("--seed", "9"), "seeds differ (random.seed): 1 in small.h5, 9 in other.h5"),
                            (("--replicates", "2"), "members differ (random.replicates): 3 in small.h5, 2 in other.h5"),
                            (("--months", "12"), "months differ (time.months): 24 in small.h5, 12 in other.h5"),
                            (("--set", "regions.suining.stay_constant=1"), "first in regions.suining.stay_constant")):
            self.run_program("run", "large.yaml", "-o", "other.h5", "--quiet", "--force", "--threads", "1", "--set", "random.replicates=3", *words)
            self.assertIn(name, self.refused("small.h5", "other.h5"))

    def test_results_of_another_program_are_refused(self):
        try:
            import h5py
        except ImportError:
            self.skipTest("no h5py")
        self.results()
        with h5py.File(self.folder / "large.h5", "r+") as file:
            file.attrs["git_commit"] = "elsewhere"
        self.assertRegex(self.refused("small.h5", "large.h5"),
                         r"program versions differ \(git_commit\): .* in small.h5, elsewhere in large.h5; run both")

    def test_options_of_scenarios_are_refused(self):
        self.results()
        for words in (("--seed", "1"), ("--set", "random.seed=1"), ("--replicates", "2"), ("--months", "3"), ("--quick",)):
            self.assertIn(words[0] + " is for scenarios", self.refused("small.h5", "large.h5", *words))

    def test_a_comparison_is_no_result(self):
        self.results()
        self.compare("small.h5", "large.h5", "-o", "c.h5", "--quiet")
        self.assertIn("c.h5 is itself a comparison", self.refused("small.h5", "c.h5"))
        self.assertIn("this command reads that file", self.refused("small.h5", "large.h5", "-o", "large.h5", "--force"))


class Refusals(Case):
    def test_what_cannot_be_compared_says_what_to_do(self):
        self.assertIn("name at least one arm", self.refused(self.small))
        self.assertIn("is given twice", self.refused(self.small, "small.yaml"))
        self.assertIn("is given twice", self.refused("none", "small.yaml", "./small.yaml"))
        self.assertIn("can only be the base", self.refused(self.small, "none"))
        self.assertIn("name at least one arm", self.refused("none"))
        self.assertIn("2018-13' is not a month", self.refused("none", self.small, "--horizons", "2018-13"))
        self.assertIn("2030-12 is outside the run, which goes from 2018-01 to 2019-12",
                      self.refused("none", self.small, "--horizons", "2018-12,2030-12"))
        self.assertIn("no group 'suitong'; known: everywhere", self.refused("none", self.small, "--groups", "suitong"))
        self.run_program("run", self.small, "-o", "a.h5", "--quiet")
        self.assertIn("run the scenarios first", self.refused(self.small, "a.h5"))
        self.assertIn("run the scenarios first", self.refused("none", "a.h5"))
        self.assertIn("absent.yaml", self.refused(self.small, "absent.yaml", code=3))
        self.assertIn("absent.h5", self.refused("a.h5", "absent.h5", code=3))
        self.refused()

    def test_a_comparison_file_waits_for_a_later_version(self):
        file = self.write("comparison.yaml", "format: 1\nbase: small.yaml\nhorizons: [2019-12]\narms: [{id: a}]\n")
        for words in ((file,), (file, self.small), (self.small, file)):
            self.assertIn("is a comparison file, which a later version reads", self.refused(*words))

    def test_other_worlds_are_refused_with_the_first_difference(self):
        other = self.write("other.yaml", "format: 1\nname: other\nextends: small.yaml\n"
                                         "regions: [{id: suining, stay_constant: 1.5}]\nparameters: {distance_elasticity: 1}\n")
        err = self.refused(self.small, other)
        self.assertRegex(err, r"the worlds differ, first in regions\.suining\.stay_constant.*: 2 in .*small\.yaml, 1\.5 in .*other\.yaml")
        self.assertIn("seeds differ", self.refused(self.small, self.write(
            "seed.yaml", "format: 1\nname: s\nextends: small.yaml\nrandom: {seed: 5}\n")))
        self.assertEqual(self.compare(self.small, "seed.yaml", "--seed", "1", "--replicates", "2", "--quiet"), "")

    def test_scenario_mistakes_have_their_place(self):
        bad = self.write("bad.yaml", "format: 1\nname: bad\nextends: small.yaml\nrandom: {sed: 5}\n")
        self.assertRegex(self.run_program("compare", "none", bad, expect=2)[1], r"bad\.yaml:4:\d+: error: .*sed")
        err = self.run_program("compare", "none", self.small, "--set", "levers.nothing.dose=1", expect=2)[1]
        self.assertIn("levers.nothing", err)
        self.assertIn("a setting holds for the base and every arm", err)

    def test_an_existing_file_stays_without_force(self):
        long = self.write("long.yaml", LONG)
        (self.folder / "c.h5").write_bytes(b"mine")
        started = time.monotonic()
        err = self.refused("none", long, "-o", "c.h5", code=3)
        self.assertLess(time.monotonic() - started, 10)  # before anything was run
        self.assertIn("--force", err)
        self.assertEqual((self.folder / "c.h5").read_bytes(), b"mine")
        self.assertIn("is not a result that talentflow wrote",
                      self.refused("none", long, "-o", "c.h5", "--force", code=3))
        self.assertEqual((self.folder / "c.h5").read_bytes(), b"mine")


class QuickLook(Case):
    SHORT = ("--quick", "--months", "2", "--set", "time.burn_in_months=0", "--replicates", "2")

    def test_everything_says_so_and_hides_what_it_cannot_tell(self):
        only = LESSONS.parent / "comparisons" / "longquanyi-only.yaml"
        text = self.compare("none", only, DEFAULT, *self.SHORT, "-o", "q.h5")
        self.assertGreater(text.count(QUICK), 10)
        self.assertNotRegex(text, r"(?m)^ +[AB] ")
        self.assertIn("Suining-Tongnan", text)
        said = json.loads(self.run_program("info", "q.h5", "--json")[0])
        self.assertEqual(said["attributes"]["quick_look"], QUICK)
        self.assertEqual(said["dimensions"]["tier"]["ids"], ["_not_shown", "C", "D", "E", "_total"])
        for variable in said["variables"].values():
            self.assertIn(QUICK, variable["long_name"])
        said = self.compare_json("none", only, *self.SHORT)
        self.assertTrue(said["quick_look"])
        self.assertEqual(said["quick_look_notice"], {"en": QUICK, "zh": QUICK_ZH})
        tiers = said["arms"][0]["horizons"]["2018-02"]["regions"]["suining"]["living"]["tiers"]
        self.assertEqual(list(tiers), ["C", "D", "E"])
        self.assertIn(QUICK_ZH, self.compare("none", only, *self.SHORT, "--language", "zh"))

    def test_quick_looks_are_compared_among_themselves(self):
        for name, words in (("a", self.SHORT), ("b", self.SHORT), ("c", self.SHORT[1:])):
            coarse = () if "--quick" in words else ("--set", "population.persons_per_agent=10")
            self.run_program("run", DEFAULT, *words, *coarse, "-o", name + ".h5", "--threads", "1", "--quiet")
        err = self.refused("a.h5", "c.h5")
        self.assertIn("a.h5 is a " + QUICK, err)
        self.assertTrue(self.compare_json("a.h5", "b.h5")["quick_look"])


class Interruption(Case):
    def test_ctrl_c_finishes_the_month_and_writes_nothing(self):
        long = self.write("long.yaml", LONG)
        for number in (signal.SIGINT, signal.SIGTERM):
            process = self.program.start("compare", "none", long, "-o", "c.h5", "--progress", "json", folder=self.folder)
            self.addCleanup(process.kill)
            line = json.loads(process.stderr.readline())
            self.assertEqual((line["event"], line["run"], line["runs"]), ("progress", 0, 10))
            process.send_signal(number)
            started = time.monotonic()
            out, err = process.communicate(timeout=30)
            self.assertLess(time.monotonic() - started, 10)
            self.assertEqual((process.returncode, out), (130, ""))
            self.assertRegex(err, r"interrupted after month \d+ of 1200 \(\d{4}-\d\d\), run 1 of 10 \(none\); nothing was written\n$")
            self.assertEqual(list(self.folder.rglob("*.h5*")), [])

    def test_progress_counts_runs(self):
        _, err = self.run_program("compare", "none", self.small, "--replicates", "2", "--threads", "1", "--progress", "plain", "--quiet")
        self.assertEqual(err, "")
        _, err = self.run_program("compare", "none", self.small, "--replicates", "2", "--threads", "1", "--progress", "plain")
        self.assertIn("run 4 of 4", err.splitlines()[-1])


if __name__ == "__main__":
    Case.program = Program(sys.argv.pop(1))
    unittest.main(verbosity=2)
