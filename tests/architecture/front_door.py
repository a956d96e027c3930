# SPDX-License-Identifier: Apache-2.0
"""./dev: who asks for help gets it and nothing else, and a misspelt option does nothing."""

import subprocess
import sys
import tempfile
from pathlib import Path

from repository import ROOT

WORDS = ("build", "lever", "format", "deps", "clean", "docs")


def said(folder, *words):
    return subprocess.run(["sh", "dev", *words], cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def main():
    problems = []
    with tempfile.TemporaryDirectory() as name:
        # A copy, so that a front door that does more than it says has nothing to spoil.
        folder = Path(name)
        (folder / "dev").write_text((ROOT / "dev").read_text(encoding="utf-8"), encoding="utf-8")
        (folder / "build").mkdir()
        for word in WORDS:
            for option in ("-h", "--help"):
                answer = said(folder, word, option)
                if answer.returncode != 0 or f"./dev {word}" not in answer.stdout:
                    problems.append(f"./dev {word} {option} does not explain itself: {answer.stderr.strip()}")
        answer = said(folder, "format", "--chekc")
        if answer.returncode != 2 or "unknown option '--chekc'" not in answer.stderr:
            problems.append(f"./dev format --chekc is not refused: {answer.returncode} {answer.stderr.strip()}")
        left = sorted(path.name for path in folder.iterdir())
        if left != ["build", "dev"]:
            problems.append(f"asking for help changed the folder: {left}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
