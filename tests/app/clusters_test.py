# SPDX-License-Identifier: Apache-2.0
"""The script for clusters with Slurm (docs/clusters/sweep-array.sh), with sbatch, scontrol and the program played by others.

clusters_test.py [unittest options]
"""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "clusters" / "sweep-array.sh"

# Runs the tasks at once; what was asked for is told in a file. Only a script file is known, and --wrap.
SBATCH = """\
#!/bin/sh
echo "$@" >>"$LOG"
array=
while [ $# -gt 0 ]; do
    case $1 in
        --array=*) array=${1#--array=} ;;
        --wrap) sh -c "$2" >&2; echo 8; exit 0 ;;
        --*) ;;
        *) break ;;
    esac
    shift
done
list=$(echo "${array%\\%*}" | tr , '\\n' | while IFS=- read -r first last; do seq "$first" "${last:-$first}"; done)
for task in $list; do SLURM_ARRAY_TASK_ID=$task sh "$@" >/dev/null 2>&1 || true; done
echo '7;cluster'
"""
SCONTROL = '#!/bin/sh\necho "MaxArraySize            = ${MOST:-1001}"\n'
# Ends with the code that stands in a file named after the shard, else well.
PROGRAM = """\
#!/bin/sh
echo "$@" >>"$LOG"
while [ $# -gt 0 ]; do
    [ "$1" != --shard ] || shard=${2%/*}
    shift
done
[ ! -f "code-${shard-}" ] || exit "$(cat "code-$shard")"
"""


class SweepArray(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name, text in (("sbatch", SBATCH), ("scontrol", SCONTROL), ("talentflow", PROGRAM)):
            path = self.folder / "bin" / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            path.chmod(0o755)
        self.write("my sweep.yaml", "format: 1\n")

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def submit(self, *words, expect=0, **environment):
        """Lines that sbatch and the program were given, and what the script said."""
        self.write("log", "")
        done = subprocess.run([str(SCRIPT), *map(str, words)], cwd=self.folder, capture_output=True, text=True, timeout=60,
                              env={"PATH": f"{self.folder}/bin:{os.environ['PATH']}", "LOG": f"{self.folder}/log", **environment},
                              check=False)
        self.assertEqual(done.returncode, expect, done.stderr)
        return (self.folder / "log").read_text(encoding="utf-8").splitlines(), done.stdout + done.stderr

    def shards(self, lines):
        return [int(re.search(r"--shard (\d+)/", line).group(1)) for line in lines if " --shard " in line]

    def test_every_shard_is_one_task_and_then_they_are_merged(self):
        lines, said = self.submit("my sweep.yaml", "out dir/", 5, "--time=01:00:00", AT_ONCE="2")
        self.assertIn("--array=1-5%2", lines[0])
        self.assertIn("--time=01:00:00", lines[0])
        self.assertEqual(self.shards(lines), [1, 2, 3, 4, 5])
        self.assertEqual(lines[1], "sweep my sweep.yaml -o out dir --shard 1/5 --progress plain")
        self.assertIn("--dependency=afterany:7", lines[-2])
        self.assertIn("--time=01:00:00", lines[-2])
        self.assertEqual(lines[-1], "merge out dir")
        self.assertIn("shards to run: 1-5 of 5", said)

    def test_the_same_line_again_runs_what_is_missing(self):
        for shard, code in ((2, 137), (3, 3), (5, 1), (7, 130)):
            self.write(f"code-{shard}", str(code))
        self.submit("my sweep.yaml", "out", 8)
        for name in ("code-2", "code-3", "code-7"):
            (self.folder / name).unlink()
        lines, said = self.submit("my sweep.yaml", "out", 8)
        self.assertIn("--array=2-3,7", lines[0])  # 5 is finished: its failed runs are rows
        self.assertEqual(self.shards(lines), [2, 3, 7])
        self.assertIn("shards to run: 2-3,7 of 8", said)
        lines, said = self.submit("my sweep.yaml", "out", 8)
        self.assertEqual(len(lines), 2, lines)  # merged all the same
        self.assertNotIn("--dependency", lines[0])
        self.assertIn("shards to run: none of 8", said)

    def test_another_sweep_file_or_number_of_shards_begins_anew(self):
        self.submit("my sweep.yaml", "out", 3)
        self.assertEqual(self.shards(self.submit("my sweep.yaml", "out", 4)[0]), [1, 2, 3, 4])
        os.utime(self.folder / "my sweep.yaml")
        self.assertEqual(self.shards(self.submit("my sweep.yaml", "out", 4)[0]), [1, 2, 3, 4])

    def test_what_cannot_be_is_refused(self):
        for words, message in ((["my sweep.yaml", "out"], "write: "), (["absent.yaml", "out", 3], "there is no file absent.yaml"),
                               (["my sweep.yaml", "out", "0"], "a whole number"), (["my sweep.yaml", "out", "-2"], "a whole number"),
                               (["my sweep.yaml", "out", "many"], "a whole number")):
            lines, said = self.submit(*words, expect=2)
            self.assertEqual(lines, [])
            self.assertIn(message, said)

    def test_no_more_tasks_than_the_cluster_takes(self):
        self.assertIn("at most 9 tasks", self.submit("my sweep.yaml", "out", 10, expect=2, MOST="10")[1])
        self.assertEqual(len(self.shards(self.submit("my sweep.yaml", "out", 9, MOST="10")[0])), 9)


if __name__ == "__main__":
    unittest.main(verbosity=2)
