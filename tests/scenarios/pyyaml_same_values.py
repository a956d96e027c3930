#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every shipped YAML file means the same to PyYAML (YAML 1.1) as to YAML 1.2's core schema.

Usage: pyyaml_same_values.py FOLDER

The loader reads plain text and its own strict numbers; users read the same files with PyYAML, which
follows YAML 1.1: `no` is false, 1:30 is 90, 010 is 8, 1e3 is a text, 2018-01-01 is a date. No shipped
file may hold such a scalar.
"""
import pathlib
import re
import sys

import yaml

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
CORE_NULL = {"", "~", "null", "Null", "NULL"}


def core_value(text: str):
    """A plain scalar as YAML 1.2's core schema and our strict numbers have it."""
    if text in CORE_NULL:
        return None
    if text in ("true", "false"):
        return text == "true"
    if WHOLE.fullmatch(text):
        return int(text)
    if NUMBER.fullmatch(text):
        return float(text)
    return text


def problems(file: pathlib.Path):
    loader = yaml.SafeLoader(file.read_text(encoding="utf-8"))
    root = loader.get_single_node()
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, yaml.MappingNode):
            stack.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)
        else:
            seen = loader.construct_object(node)
            meant = node.value if node.style else core_value(node.value)
            if type(seen) is not type(meant) or seen != meant:
                mark = node.start_mark
                yield (f"{file}:{mark.line + 1}:{mark.column + 1}: {node.value!r} is {seen!r} "
                       f"to PyYAML and {meant!r} to YAML 1.2")


def main() -> int:
    files = sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml"))
    if not files:
        print("no YAML file found")
        return 1
    found = [line for file in files for line in problems(file)]
    print("\n".join(found) or f"{len(files)} files mean the same")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
