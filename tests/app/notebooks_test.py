# SPDX-License-Identifier: Apache-2.0
"""The notebooks run on fresh results, draw their figures, and can write Chinese.

notebooks_test.py PROGRAM. Exit code 77: a package is missing.
"""

import contextlib
import importlib.util
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from program import DEFAULT, LESSONS, TWO_REGIONS, Program

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
NEEDED = ["xarray", "netCDF4", "pandas", "matplotlib", "nbconvert", "nbformat", "ipykernel"]
N_FIGURES = 4
program = None


def outputs(notebook):
    return [output for cell in notebook["cells"] for output in cell.get("outputs", [])]


class Notebooks(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def result_of(self, scenario):
        result = self.folder / "result.h5"
        code, _, err = program.run("run", scenario, "-o", result, "--quiet")
        self.assertEqual(code, 0, err)
        return result

    def executed(self, notebook, result):
        environment = dict(os.environ, TALENTFLOW_RESULT=str(result), PYTHONDONTWRITEBYTECODE="1",
                           IPYTHONDIR=str(self.folder / "ipython"), JUPYTER_RUNTIME_DIR=str(self.folder / "runtime"))
        environment.pop("MPLBACKEND", None)
        done = subprocess.run([sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute",
                               "--ExecutePreprocessor.timeout=120", "--output-dir", str(self.folder), str(notebook)],
                              env=environment, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr[-4000:])
        return json.loads((self.folder / notebook.name).read_text(encoding="utf-8"))

    def check_first_run(self, scenario):
        notebook = self.executed(NOTEBOOKS / "01_first_run.ipynb", self.result_of(scenario))
        said = outputs(notebook)
        self.assertEqual([o for o in said if o["output_type"] == "error"], [])
        figures = [o for o in said if "image/png" in o.get("data", {})]
        self.assertEqual(len(figures), N_FIGURES)
        warnings = "".join("".join(o["text"]) for o in said if o.get("name") == "stderr")
        self.assertNotIn("Glyph", warnings)
        self.assertNotIn("Font", warnings)

    def test_first_run_on_two_regions(self):
        self.check_first_run(TWO_REGIONS)

    def test_first_run_on_a_world_with_tiers(self):
        self.check_first_run(LESSONS / "tier_ladder.yaml")

    def test_notebooks_are_kept_without_outputs(self):
        for path in NOTEBOOKS.glob("*.ipynb"):
            notebook = json.loads(path.read_text(encoding="utf-8"))
            self.assertEqual(outputs(notebook), [], path)
            for cell in notebook["cells"]:
                self.assertIsNone(cell.get("execution_count"), path)


class ReadRun(unittest.TestCase):
    def test_what_is_no_result_is_refused(self):
        sys.path.insert(0, str(NOTEBOOKS))
        import read_run  # its packages are known to be there by now

        with tempfile.TemporaryDirectory() as folder:
            text = Path(folder) / "text.h5"
            text.write_text("no result", encoding="utf-8")
            with self.assertRaisesRegex(ValueError, "not a result"):
                read_run.open_run(text)
            with self.assertRaises(FileNotFoundError):
                read_run.open_run(Path(folder) / "absent.h5")


    def test_a_quick_look_says_so(self):
        sys.path.insert(0, str(NOTEBOOKS))
        import read_run

        with tempfile.TemporaryDirectory() as folder:
            result = Path(folder) / "quick.h5"
            code, _, err = program.run("run", DEFAULT, "--quick", "--months", "2", "--set", "time.burn_in_months=0",
                                       "-o", result, "--quiet")
            self.assertEqual(code, 0, err)
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                run = read_run.open_run(result)
            self.assertIn("quick look, not for quotation", said.getvalue())
            self.assertIn("快速预览，不可引用", said.getvalue())
            # Sums over tiers are those of everybody, by readers who know nothing of quick looks.
            self.assertAlmostEqual(int(run["stock"].isel(time=0).sum()), 9182396, delta=100)
            self.assertNotIn("A", run["tier"].values)
            self.assertIn("quick look", run["stock"].attrs["long_name"])
            self.assertTrue(bool(run["wage"].sel(tier="_not_shown").isnull().all()))


if __name__ == "__main__":
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        print("skipped, not installed:", ", ".join(missing))
        sys.exit(77)
    program = Program(sys.argv.pop(1))
    unittest.main(verbosity=2)
