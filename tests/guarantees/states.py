# SPDX-License-Identifier: Apache-2.0
"""G3 on the built program: stopping and going on at any month changes no byte; branches share the trunk's luck.

states.py PROGRAM [--full] [unittest options]; --full: every month of three lessons, every twelfth of the default world, 200 kills.
"""

import json
import os
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

import h5py

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "app"))

from program import DEFAULT, LESSONS, SMALL, Program, ProgramCase  # noqa: E402

FULL = False
BASE = DEFAULT.parent / "base" / "chengdu-chongqing.yaml"
SMALLER = ("--set", "population.persons_per_agent=400")


def months(first, last):
    """Months from `first` to `last`, YYYY-MM, both included."""
    (a, b), (c, d) = (map(int, m.split("-")) for m in (first, last))
    return [f"{i // 12}-{i % 12 + 1:02d}" for i in range(12 * a + b - 1, 12 * c + d)]


class States(ProgramCase):
    def run_quiet(self, *words, environment=None, expect=0):
        return self.run_program(*words, "--quiet", expect=expect, environment=environment or {}, timeout=300)

    def same(self, a, b):
        self.assertEqual((self.folder / a).read_bytes(), (self.folder / b).read_bytes(), f"{a} and {b} differ")

    def stop_and_go_on(self, scenario, words, stops):
        """Stops at every month of `stops`, goes on with other threads and another instruction set, compares the file."""
        self.run_quiet("run", scenario, *words, "-o", "whole.h5")
        self.run_quiet("run", scenario, *words, "-o", "kept.h5", "--state-at", ",".join(stops))
        self.same("whole.h5", "kept.h5")
        for i, month in enumerate(stops):
            with self.subTest(month=month):
                isa = ("baseline", "avx2", "")[i % 3]
                extra = {"TALENTFLOW_ISA": isa} if isa else {}
                self.run_quiet("run", "--from", f"kept-{month}.state", "-o", "again.h5", "--force", "--threads", 1 + i % 3,
                               "--exact-threads", environment=extra)
                self.same("whole.h5", "again.h5")

    def test_a_lesson_stopped_after_every_month_goes_on_to_the_same_file(self):
        lessons = ("settling_award", "joint_job_fair", "two_regions") if FULL else ("settling_award",)
        for lesson in lessons:
            file = LESSONS / f"{lesson}.yaml"
            shown, _ = self.run_program("show", file)
            value = {line.split(":")[0].strip(): line.split(":", 1)[1].split("#")[0].strip()
                     for line in shown.splitlines() if line.startswith("  ") and ":" in line}
            first = months(value["start"], value["start"])[0]
            year, month = map(int, first.split("-"))
            begin = 12 * year + month - 1 - int(value["burn_in_months"])
            n = int(value["burn_in_months"]) + int(value["months"])
            stops = [f"{i // 12}-{i % 12 + 1:02d}" for i in range(begin, begin + n)]
            for part in range(0, len(stops), 90):  # a run keeps at most a hundred
                self.stop_and_go_on(file, ("--replicates", 2) if lesson != "two_regions" else (), stops[part:part + 90])
                for file_left in self.folder.glob("*.h5"):
                    file_left.unlink()
                for file_left in self.folder.glob("*.state"):
                    file_left.unlink()

    def test_the_default_world_stopped_goes_on_to_the_same_file(self):
        stops = months("2016-01", "2027-12")[5::12]
        size = ("--set", f"population.persons_per_agent={100 if FULL else 400}")
        self.stop_and_go_on(DEFAULT, size, stops)

    def test_the_state_of_a_resumed_run_is_that_of_the_undisturbed_run(self):
        self.run_quiet("run", DEFAULT, *SMALLER, "-o", "a.h5", "--state-at", "2017-03,2018-01,2023-09")
        self.run_quiet("run", "--from", "a-2017-03.state", "-o", "b.h5", "--state-at", "2018-01,2023-09", "--threads", 2,
                       "--exact-threads")
        for month in ("2018-01", "2023-09"):
            self.same(f"a-{month}.state", f"b-{month}.state")

    def data_hash(self, file):
        out, _ = self.run_program("info", file, "--json")
        return [line for line in out.splitlines() if "data_sha256" in line][0]

    def attributes(self, file):
        with h5py.File(self.folder / file) as result:
            return {name: value.item() if hasattr(value, "item") else value for name, value in result.attrs.items()}

    def stock(self, file):
        with h5py.File(self.folder / file) as result:
            return result["stock"][:]

    def test_a_branch_without_change_is_the_trunk(self):
        self.run_quiet("run", DEFAULT, *SMALLER, "-o", "a.h5", "--state-at", "2019-12")
        self.run_quiet("branch", "a-2019-12.state", DEFAULT, *SMALLER, "-o", "b.h5")
        self.assertEqual(self.data_hash("a.h5"), self.data_hash("b.h5"))

    def test_another_future_is_one_of_its_own_and_the_same_for_every_policy(self):
        self.run_quiet("run", DEFAULT, *SMALLER, "-o", "a.h5", "--state-at", "2019-12")
        for name, luck in (("own", 0), ("k7", 7), ("again", 7), ("k8", 8)):
            self.run_quiet("branch", "a-2019-12.state", DEFAULT, *SMALLER, "--luck", luck, "-o", f"{name}.h5")
        hashes = {name: self.data_hash(f"{name}.h5") for name in ("a", "own", "k7", "again", "k8")}
        self.assertEqual(hashes["own"], hashes["a"])
        self.assertEqual(hashes["again"], hashes["k7"])
        self.assertEqual(len({hashes["a"], hashes["k7"], hashes["k8"]}), 3)
        self.assertNotIn("luck", self.attributes("own.h5"))
        self.assertEqual(self.attributes("k7.h5")["luck"], 7)
        past, future = self.stock("a.h5"), self.stock("k7.h5")
        self.assertTrue((past[:, :25] == future[:, :25]).all(), "the past is not the trunk's")
        self.assertFalse((past[:, 26] == future[:, 26]).all(), "the future is the trunk's")
        out, _ = self.run_program("rerun", "k7.h5")
        self.assertIn("the same numbers again", out)
        self.refused("compare", "own.h5", "k7.h5", says="different luck")
        self.refused("branch", "a-2019-12.state", DEFAULT, *SMALLER, "--luck", 4096, "-o", "b.h5", says="--luck")

    def test_policies_branched_off_the_burn_in_are_those_run_from_the_beginning(self):
        self.run_quiet("run", BASE, *SMALLER, "-o", "none.h5", "--state-at", "2017-12")
        self.run_quiet("branch", "none-2017-12.state", DEFAULT, *SMALLER, "-o", "b.h5")
        self.run_quiet("run", DEFAULT, *SMALLER, "-o", "a.h5")
        self.assertEqual(self.data_hash("a.h5"), self.data_hash("b.h5"))

    def test_levers_that_begin_later_are_those_run_from_the_beginning(self):
        """Other levers before and behind those of the trunk, of every kind that keeps something from month to month."""
        package = (DEFAULT.parent / "policies" / "suining-tongnan.yaml").read_text(encoding="utf-8")
        late = []
        for line in package.splitlines():
            key, mark, value = line.partition(": ")
            if mark and key.strip() in ("from", "to") and value[:4].isdigit():
                year = int(value[:4])
                line = f"{key}: {max(year, 2021) if key.strip() == 'from' else year + 4}{value[4:]}"
            late.append(line)
        self.write("late.yaml", "\n".join(late) + "\n")
        head = f"format: 1\nname: NAME\nextends: {BASE}\npackages: [PACKAGES]\n"
        own = DEFAULT.parent / "policies" / "longquanyi.yaml"
        self.write("trunk.yaml", head.replace("NAME", "trunk").replace("PACKAGES", str(own)))
        self.write("branch.yaml", head.replace("NAME", "branch").replace("PACKAGES", f"late.yaml, {own}"))
        self.run_quiet("run", "trunk.yaml", *SMALLER, "-o", "trunk.h5", "--state-at", "2020-12")
        self.run_quiet("branch", "trunk-2020-12.state", "branch.yaml", *SMALLER, "-o", "branched.h5")
        self.run_quiet("run", "branch.yaml", *SMALLER, "-o", "whole.h5")
        self.assertEqual(self.data_hash("whole.h5"), self.data_hash("branched.h5"))
        self.assertNotEqual(self.data_hash("trunk.h5"), self.data_hash("whole.h5"))

    def test_a_result_is_reproduced_from_its_file_alone(self):
        self.run_quiet("run", LESSONS / "settling_award.yaml", "--seed", 7, "-o", "a.h5")
        out, _ = self.run_program("rerun", "a.h5", "-o", "b.h5")
        self.assertIn("the same numbers again", out)
        self.same("a.h5", "b.h5")

    def test_states_are_named_for_scripts(self):
        out, _ = self.run_program("run", self.scenario, "-o", "a.h5", "--state-at", "2018-03,2018-02", "--json")
        self.assertEqual(json.loads(out)["states"], ["a-2018-02.state", "a-2018-03.state"])
        out, _ = self.run_program("run", self.scenario, "-o", "b.h5", "--json")
        self.assertEqual(json.loads(out)["states"], [])

    # --- what is refused

    def saved(self):
        self.run_quiet("run", self.scenario, "-o", "a.h5", "--state-at", "2018-03")
        return self.folder / "a-2018-03.state"

    def refused(self, *words, says, code=2):
        before = sorted(p.name for p in self.folder.iterdir())
        _, err = self.run_program(*words, expect=code)
        self.assertIn(says, err)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), before, "something was left behind")

    def test_a_month_outside_the_run_is_refused(self):
        for month in ("2017-12", "2018-07", "2018-13", "soon", "2018-03,"):
            self.refused("run", self.scenario, "-o", "a.h5", "--state-at", month, says="--state-at")

    def test_a_scenario_or_a_change_beside_a_state_is_refused(self):
        state = self.saved()
        self.refused("run", self.scenario, "--from", state, "-o", "b.h5", says="talentflow branch")
        self.refused("run", "--from", state, "--seed", "3", "-o", "b.h5", says="goes on as it began")
        self.refused("run", "-o", "b.h5", says="a scenario is missing")

    def test_a_branch_that_changes_the_past_is_refused_with_the_value(self):
        state = self.saved()
        self.write("other.yaml", SMALL.replace("[0.9, 0.1]", "[0.8, 0.2]"))
        self.refused("branch", state, "other.yaml", "-o", "b.h5", says="overrides.transition")
        self.refused("branch", state, self.scenario, "--seed", 2, "-o", "b.h5", says="random.seed is 2")

    def test_what_is_no_state_is_refused(self):
        state = self.saved()
        whole = state.read_bytes()
        self.refused("run", "--from", "a.h5", "-o", "b.h5", says="a.h5")
        self.refused("run", "--from", "gone.state", "-o", "b.h5", says="gone.state")
        for name, content in (("cut.state", whole[:-7]), ("longer.state", whole + b"x"), ("empty.state", b""),
                              ("turned.state", whole[:3000] + bytes([whole[3000] ^ 1]) + whole[3001:])):
            (self.folder / name).write_bytes(content)
            self.refused("run", "--from", name, "-o", "b.h5", says=name)

    def test_a_folder_that_cannot_be_written_and_a_full_disk_leave_nothing(self):
        self.refused("run", self.scenario, "-o", "/proc/a.h5", "--state-at", "2018-03", says="/proc", code=3)
        _, err = self.run_program("run", self.scenario, "-o", "a.h5", "--state-at", "2018-03", expect=3,
                                  preexec_fn=limit_files)
        self.assertIn("state", err)
        self.assertEqual(list(self.folder.glob("a*")), [])

    def test_an_existing_state_is_replaced_only_with_force(self):
        state = self.saved()
        (self.folder / "a.h5").unlink()
        self.refused("run", self.scenario, "-o", "a.h5", "--state-at", "2018-03", says=state.name, code=3)
        self.run_quiet("run", self.scenario, "-o", "a.h5", "--state-at", "2018-03", "--force")

    def test_killed_while_it_writes_a_state_a_run_leaves_a_whole_one_or_none(self):
        words = ("run", DEFAULT, "--set", "population.persons_per_agent=40", "--set", "time.burn_in_months=1", "--months", "2",
                 "-o", "k.h5", "--state-at", "2017-12", "--quiet", "--progress", "none")
        state = self.folder / "k-2017-12.state"
        self.run_program(*words)
        whole = state.read_bytes()
        killed = 0
        for i in range(200 if FULL else 10):
            for file in self.folder.glob("k*"):
                file.unlink()
            process = self.program.start(*words, folder=self.folder)
            partial = Path(str(state) + ".partial")
            deadline = time.monotonic() + 60
            while process.poll() is None and time.monotonic() < deadline:
                if partial.exists() and partial.stat().st_size > 10_000:
                    time.sleep(0.001 * (i % 10))
                    process.send_signal(signal.SIGKILL)
                    break
                time.sleep(0.0005)
            process.communicate(timeout=60)
            killed += process.returncode == -signal.SIGKILL
            if state.exists():
                self.assertEqual(state.read_bytes(), whole)
        self.assertGreaterEqual(killed, 1)


def limit_files():
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


if __name__ == "__main__":
    FULL = "--full" in sys.argv
    words = [w for w in sys.argv[2:] if w != "--full"]
    ProgramCase.program = Program(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *words], verbosity=1)
