# SPDX-License-Identifier: Apache-2.0
"""What the architecture checks share: the repository's files, C++ without comments, the verdict."""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Not ours to check: what builds, runs and tools leave behind (see .gitignore).
SKIPPED_FOLDERS = {".git", "build", "results", "__pycache__", ".cache", ".ipynb_checkpoints"}

_TOKENS = re.compile(
    r'R"(?P<delimiter>[^()\s\\]{0,16})\(.*?\)(?P=delimiter)"'  # raw string
    r'|"(?:\\.|[^"\\\n])*"'  # string
    r"|'(?:\\.|[^'\\\n])+'"  # character; digit separators are caught by the look-behind below
    r"|//[^\n]*|/\*.*?\*/",
    re.S,
)


def files(root=ROOT, suffixes=None):
    """Every file below root, as paths relative to it, in a fixed order."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS)
        for name in sorted(names):
            path = (Path(folder) / name).relative_to(root)
            if suffixes is None or path.suffix in suffixes:
                found.append(path)
    return found


def read(root, path):
    return (root / path).read_text(encoding="utf-8")


def without_comments(text, keep_strings=True):
    """C++ text with comments blanked and line numbers kept; strings emptied unless kept."""

    def blank(match):
        token = match.group(0)
        if token.startswith(("//", "/*")) or (not keep_strings and token.endswith('"')):
            return "\n" * token.count("\n")
        return token

    return _TOKENS.sub(blank, re.sub(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])", "", text))


def conclude(check, problems):
    """Prints every problem and ends the process: 0 if there is none, else 1."""
    for problem in problems:
        print(problem)
    print(f"{check}: {'ok' if not problems else f'{len(problems)} problem(s)'}")
    sys.exit(1 if problems else 0)
