# SPDX-License-Identifier: Apache-2.0
"""The list of kinds of levers in docs/methods.md is what each says in its source: methods_list.py LEVER_FACTS [--write].

LEVER_FACTS is the program of that name. Without --write a list that is out of date is an error; `./dev docs` writes it.
"""

import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods.md"
BEGIN = "<!-- Written by ./dev docs: the line of each kind is `.methods` in its source, models/levers/KIND.cpp. -->\n"
END = "<!-- End of what ./dev docs writes. -->\n"


def bullet(kind):
    # A line that began with one of these would be a list of its own.
    held = re.sub(r" ([-+*]) ", "\u00a0\\1 ", kind["methods"])
    return textwrap.fill(f"- `{kind['kind']}`: {held}", 130, subsequent_indent="  ", break_long_words=False,
                         break_on_hyphens=False).replace("\u00a0", " ") + "\n"


def main():
    facts = json.loads(subprocess.run([sys.argv[1]], capture_output=True, text=True, check=True).stdout)
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    fresh = before + BEGIN + "".join(map(bullet, facts)) + END + after
    if fresh == page:
        return 0
    if "--write" not in sys.argv[2:]:
        print("docs/methods.md, section 3.11, is not what the sources of the kinds say; run ./dev docs", file=sys.stderr)
        return 1
    PAGE.write_text(fresh, encoding="utf-8")
    print("wrote the list of kinds in docs/methods.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
