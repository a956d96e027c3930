# SPDX-License-Identifier: Apache-2.0
"""Every header compiles on its own, with the flags of its own module.

headers_alone.py BUILD_FOLDER: flags come from BUILD_FOLDER/compile_commands.json.
"""

import json
import os
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from repository import ROOT, conclude, files

TAKES_A_WORD = {"-isystem", "-I", "-include", "-D"}


def flags_by_module(build):
    """Module -> compiler and the flags that say where headers are and which language this is."""
    modules = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        source = Path(entry["file"])
        if ROOT not in source.parents or build in source.parents or source.suffix != ".cpp":
            continue
        words = shlex.split(entry["command"])
        compiler, flags = modules.setdefault(source.relative_to(ROOT).parts[0], (words[0], []))
        for i, word in enumerate(words):
            if word in TAKES_A_WORD:
                flag = [word, words[i + 1]]
            elif word.startswith(("-I", "-isystem", "-D", "-std=", "-fopenmp")):
                flag = [word]
            else:
                continue
            if flag not in flags:
                flags.append(flag)
    return modules


def main(build):
    modules = flags_by_module(build)

    def compile_alone(header):
        compiler, flags = modules.get(header.parts[0], (None, None))
        if compiler is None:
            return f"{header}: no source file of its module is compiled, so its flags are unknown"
        command = [compiler, f"-I{ROOT}", *(word for flag in flags for word in flag), "-fsyntax-only", "-x", "c++", "-"]
        result = subprocess.run(command, input=f'#include "{header.as_posix()}"\n', cwd=build,
                                capture_output=True, text=True, check=False)
        if result.returncode == 0:
            return None
        return f"{header} does not compile on its own:\n{result.stderr[:2000]}"

    headers = files(suffixes={".hpp"})
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        problems = [problem for problem in pool.map(compile_alone, headers) if problem]
    if not headers:
        problems.append("no header was found")
    print(f"{len(headers)} headers")
    conclude("headers_alone", problems)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
