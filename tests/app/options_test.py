# SPDX-License-Identifier: Apache-2.0
"""Options of the built program: empty values, the order of changes, threads, size, fits that do not fit.

options_test.py PROGRAM [unittest options]
"""

import json
import os
import resource
import subprocess
import sys
import time
import unittest

from program import DEFAULT, LESSONS, SMALL, TWO_REGIONS, Program, ProgramCase


class EmptyValues(ProgramCase):
    """What an unset variable of a shell leaves is an error, never the default."""

    def refused(self, *words):
        out, err = self.run_program(*words, expect=2)
        self.assertEqual(out, "")
        self.assertEqual(sorted(os.listdir(self.folder)), ["small.yaml"])
        return err

    def test_every_option_that_takes_a_value(self):
        commands = {
            "run": (["small.yaml"], ["--set", "--seed", "--months", "--replicates", "-o", "--output"]),
            "compare": (["none", "small.yaml"], ["--set", "--seed", "--months", "--replicates", "--horizons", "--groups", "-o"]),
            "show": (["small.yaml"], ["--set", "--seed", "--months", "--replicates", "--diff"]),
            "calibrate": (["--invert", "small.yaml"], ["--set", "--seed", "--months", "-o"]),
            "export": (["small.h5"], ["--csv"]),
            "design": (["--kind", "lhs", "--n", "4", "--factor", "x=0:1"], ["--kind", "--n", "--factor", "--seed", "-o"]),
        }
        for command, (words, options) in commands.items():
            for option in options:
                self.assertIn("the value is empty", self.refused(command, *words, option, ""), (command, option))
        for option in ("--threads", "--progress", "--language"):
            self.assertIn(option + ": the value is empty", self.refused("run", "small.yaml", option, ""))

    def test_an_equals_sign_with_nothing_behind_it_does_not_take_the_next_word(self):
        self.assertIn("--output: the value is empty", self.refused("run", "small.yaml", "--output=", "--quiet"))
        self.assertIn("--seed: the value is empty", self.refused("run", "small.yaml", "--seed=", "-o", "a.h5"))
        self.assertIn("--csv: the value is empty", self.refused("export", "small.h5", "--csv=", "tables"))
        self.assertIn("write -o x.h5", self.refused("run", "small.yaml", "-o=x.h5"))
        self.assertIn("-o=: a short option", self.refused("run", "small.yaml", "-o=", "--quiet"))

    def test_an_option_is_no_value(self):
        for words in (["run", "small.yaml", "-o", "--quiet"], ["run", "small.yaml", "--output", "--force"],
                      ["compare", "none", "small.yaml", "-o", "--json"], ["show", "small.yaml", "--diff", "--quiet"],
                      ["export", "small.h5", "--csv", "--no-bom"], ["run", "small.yaml", "--seed", "--quiet"]):
            self.assertIn("looks like an option", self.refused(*words), words)

    def test_names(self):
        for words in (["run", ""], ["show", ""], ["check", ""], ["check", "small.yaml", ""], ["info", ""], ["levers", ""],
                      ["sensitivity", ""], ["compare", "", "small.yaml"], ["compare", "none", ""], ["export", "", "--csv", "tables"]):
            self.assertIn("the name is empty", self.refused(*words), words)

    def test_a_path_without_value(self):
        self.assertIn("random.seed: the value is empty", self.refused("run", "small.yaml", "--set", "random.seed="))


class Order(ProgramCase):
    """Of two changes of one value the later wins, whatever they are written as."""

    def seed(self, *words):
        out, _ = self.run_program("show", "small.yaml", *words)
        return next(line.split()[1] for line in out.splitlines() if line.strip().startswith("seed:"))

    def test_seed_and_set(self):
        self.assertEqual(self.seed("--seed", 5, "--set", "random.seed=9"), "9")
        self.assertEqual(self.seed("--set", "random.seed=9", "--seed", 5), "5")
        self.assertEqual(self.seed("--seed", 5, "--set=random.seed=9", "--seed=6"), "6")

    def test_the_stored_command_repeats_the_order(self):
        self.run_small("a.h5", "--seed", "5", "--set", "random.seed=9", "--months", "2")
        command = json.loads(self.run_program("info", "a.h5", "--json")[0])["attributes"]["command"]
        self.assertEqual(command, "talentflow run small.yaml --seed 5 --set random.seed=9 --months 2")

    def test_help_says_it(self):
        self.assertIn("the later of two changes wins", self.run_program("run", "--help")[0])


class Threads(ProgramCase):
    def facts(self, *words, **options):
        out, _ = self.run_program("run", *words, "--json", "--progress", "none", "--force", "-o", "a.h5", **options)
        return json.loads(out)

    def test_a_small_world_takes_one_thread(self):
        self.assertEqual(self.facts(TWO_REGIONS, "--threads", 64)["threads"], 1)

    def test_more_threads_than_processors_or_work_are_harmless(self):
        one = self.facts(TWO_REGIONS, "--threads", 1)
        many = self.facts(TWO_REGIONS, "--threads", 64, "--exact-threads")
        self.assertEqual(many["threads"], 64)
        self.assertEqual(many["data_sha256"], one["data_sha256"])
        # 64 threads made and woken 15 times a month for 100 months; spinning they would take minutes.
        self.assertLess(many["wall_seconds"], 20 * one["wall_seconds"] + 2)

    def test_affinity_and_omp_num_threads_decide_when_nobody_asks(self):
        words = ["--set", "population.agents=400000", "--months", 1, DEFAULT.parent / "bench" / "choice_only.yaml"]
        processors = sorted(os.sched_getaffinity(0))
        with_one = ["taskset", "-c", str(processors[0]), self.program.path, "run", *map(str, words), "--json", "--progress",
                    "none", "-o", "b.h5"]
        if os.access("/usr/bin/taskset", os.X_OK):
            done = subprocess.run(with_one, cwd=self.folder, capture_output=True, check=True)
            self.assertEqual(json.loads(done.stdout)["threads"], 1)
        self.assertEqual(self.facts(*words, environment={"OMP_NUM_THREADS": "3"})["threads"], 3)

    def test_a_busy_neighbour_does_not_stop_a_run(self):
        """Waiting threads sleep: beside busy processes two threads take about as long as one. They took 100 times as long."""
        scenario = LESSONS / "settling_award.yaml"
        busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in os.sched_getaffinity(0)]
        try:
            used = {1: [], 2: []}
            for _ in range(5):
                for threads, seconds in used.items():
                    start = time.monotonic()
                    self.facts(scenario, "--threads", threads, "--exact-threads")
                    seconds.append(time.monotonic() - start)
        finally:
            for process in busy:
                process.kill()
                process.wait()
        # The figure is 1.1; the test allows for the noise of a loaded machine.
        self.assertLess(min(used[2]), 2 * min(used[1]) + 0.05)


class Size(ProgramCase):
    def test_a_world_that_cannot_fit_is_refused_at_once_with_its_size(self):
        huge = self.write("huge.yaml", SMALL.replace("count: 900", "count: 2000000000"))
        for words in (["run", huge], ["compare", huge, "small.yaml"]):
            start = time.monotonic()
            _, err = self.run_program(*words, expect=2, environment={"OMP_NUM_THREADS": "1"},
                                      preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**32, 2**32)))
            self.assertLess(time.monotonic() - start, 5)
            self.assertIn("2,000,000,100 agents", err)
            self.assertRegex(err, r"needs about \d+\.\d GB of memory .* may use 4\.3 GB")
        small_machine = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_AS, (2**32, 2**32))}
        out, err = self.run_program("check", huge, **small_machine)
        self.assertIn("warning: needs about", err)
        self.run_program("check", "--strict", huge, **small_machine)  # another machine may run it

    def test_more_agents_than_can_be_numbered(self):
        more = self.write("more.yaml", SMALL.replace("count: 900", "count: 5000000000"))
        for command in ("run", "check", "show"):
            err = self.run_program(command, more, expect=2)[1]
            self.assertIn("5000000100 agents, and at most 4000000000", err)


class Calibration(ProgramCase):
    WORDS = ("calibrate", "--invert", DEFAULT.parent / "base" / "chengdu-chongqing.yaml", "--rounds", 2, "--months", 12,
             "--set", "population.persons_per_agent=4000", "--set", "time.burn_in_months=0")

    def test_without_a_target_it_is_refused(self):
        lesson = LESSONS / "community_integration.yaml"
        _, err = self.run_program("calibrate", "--invert", lesson, expect=2)
        self.assertIn("has no target to fit", err)
        self.assertFalse((self.folder / "constants.yaml").exists())

    def test_a_place_without_a_target_is_not_missed(self):
        _, err = self.run_program("calibrate", "--invert", LESSONS / "community_integration.yaml", "--rounds", 1, "--set",
                                  "regions.suining.net_migration_target_per_year=0.9", expect=4)
        self.assertRegex(err, r"net migration of suining is .* the target 90\.000")
        self.assertEqual(err.count("net migration of"), 1, err)

    def test_where_nobody_weighs_places_it_is_refused(self):
        self.assertIn("nobody weighs places", self.run_program("calibrate", "--invert", "small.yaml", expect=2)[1])

    def test_without_convergence_it_writes_nothing_and_says_what_is_missed(self):
        _, err = self.run_program(*self.WORDS, expect=4)
        self.assertIn("after 2 rounds the targets are not met; nothing was written", err)
        self.assertRegex(err, r"\n  net migration of suining is [-+]?\d+\.\d+ % a year, the target 0\.000 \+- 0\.100\n")
        self.assertEqual(sorted(os.listdir(self.folder)), ["small.yaml"])

    def test_keep_writes_constants_that_say_so_and_a_scenario_can_extend_them(self):
        _, err = self.run_program(*self.WORDS, "--keep", "--quiet", expect=4)
        self.assertIn("constants.yaml was written because of --keep", err)
        text = (self.folder / "constants.yaml").read_text(encoding="utf-8")
        self.assertIn("# NOT CONVERGED: what the last round missed follows.\n#   ", text)
        self.assertIn("# Made by: talentflow calibrate --invert chengdu-chongqing.yaml --months 12", text)
        self.write("both.yaml", f"format: 1\nname: both\nextends: [{self.WORDS[2]}, constants.yaml]\n")
        self.run_program("check", "both.yaml")
        shown, _ = self.run_program("show", "both.yaml")
        self.assertRegex(shown, r"amenity: \{value: .*evidence: computed")
        self.run_program(*self.WORDS, "--keep", expect=3)


if __name__ == "__main__":
    ProgramCase.program = Program(sys.argv.pop(1))
    unittest.main()
