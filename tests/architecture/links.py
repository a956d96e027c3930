# SPDX-License-Identifier: Apache-2.0
"""Relative links in Markdown files lead to a file of the repository, and their #anchors to a heading.

Paths of tests that docs/reproducibility.md and the README name as proofs must exist too.
"""

import re
from urllib.parse import unquote

from repository import ROOT, conclude, files, read

LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
CODE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.S | re.M)
INLINE_CODE = re.compile(r"`[^`\n]*`")
NAMED_TEST = re.compile(r"`(tests/[\w./-]+\.(?:cpp|py|sh))`")
NAMES_ITS_PROOFS = {"README.md", "docs/reproducibility.md"}


def anchors(text):
    """The anchors that GitHub makes of the headings of a Markdown text."""
    found = set()
    for heading in re.findall(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", CODE.sub("", text), re.M):
        anchor = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        n = 0
        while f"{anchor}-{n}" in found or (n == 0 and anchor in found):
            n += 1
        found.add(anchor if n == 0 else f"{anchor}-{n}")
    return found


def problems_of(path):
    problems = []
    whole = read(ROOT, path)
    text = INLINE_CODE.sub("", CODE.sub(lambda m: "\n" * m.group(0).count("\n"), whole))
    for link in LINK.finditer(text):
        target = unquote(link.group(1))
        where = f"{path}:{text.count(chr(10), 0, link.start()) + 1}"
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        file, _, anchor = target.partition("#")
        destination = (ROOT / path.parent / file).resolve() if file else ROOT / path
        if ROOT not in destination.parents and destination != ROOT:
            problems.append(f"{where}: {target} leads out of the repository")
        elif not destination.exists():
            problems.append(f"{where}: {target} does not exist")
        elif anchor and destination.suffix == ".md" and anchor not in anchors(
                destination.read_text(encoding="utf-8")):
            problems.append(f"{where}: {target}: no such heading")
    if path.as_posix() in NAMES_ITS_PROOFS:
        problems += [f"{path}: {name} is named as a proof but does not exist"
                     for name in sorted(set(NAMED_TEST.findall(whole))) if not (ROOT / name).is_file()]
    return problems


if __name__ == "__main__":
    conclude("links", [problem for path in files(suffixes={".md"}) for problem in problems_of(path)])
