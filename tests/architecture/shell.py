# SPDX-License-Identifier: Apache-2.0
"""Every shell script of the repository passes shellcheck.

shell.py SHELLCHECK
"""

import re
import subprocess
import sys

from repository import ROOT, conclude, files


def is_script(path):
    with open(ROOT / path, "rb") as file:
        return re.match(rb"#!.*\b(sh|bash)\n", file.read(100)) is not None


def main():
    scripts = [str(path) for path in files() if path.suffix in ("", ".sh") and is_script(path)]
    done = subprocess.run([sys.argv[1], *scripts], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False)
    conclude("shell", [done.stdout] if done.returncode != 0 else [])


if __name__ == "__main__":
    main()
