# SPDX-License-Identifier: Apache-2.0
"""The hash of a result's numbers, made here from what tests/package/outside/numbers.cpp writes: what output/data_hash.hpp
says of it, without its code."""

import hashlib


def data_sha256(written):
    """`written`: a line `<name> <kind> <shape> <bytes>` and so many bytes, again and again."""
    lines, at = [], 0
    while at < len(written):
        end = written.index(b"\n", at)
        name, kind, shape, size = written[at:end].split(b" ")
        values = written[end + 1:end + 1 + int(size)]
        lines.append(b" ".join((name, kind, shape, hashlib.sha256(values).hexdigest().encode())) + b"\n")
        at = end + 1 + int(size)
    return hashlib.sha256(b"".join(sorted(lines))).hexdigest()
