#SPDX - License - Identifier : Apache - 2.0
"""A reader of saved states written after docs/output-format.md and nothing else: state_reader.py SAMPLE.state

Exit code 77: there is no libzstd to load.
"""

import ctypes
import ctypes.util
import hashlib
import struct
import sys
from pathlib import Path

PIECE = 1 << 20


class Bytes:
    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def take(self, n):
        assert self.at + n <= len(self.data)
        self.at += n
        return self.data[self.at - n:self.at]

    def number(self, form):
        return struct.unpack("<" + form, self.take(struct.calcsize(form)))[0]

    def text(self):
        return self.take(self.number("I")).decode()

    def check_hash(self, begin, end):
        assert self.take(32) == hashlib.sha256(self.data[begin:end]).digest()


def unpacked(zstd, stored, length, width):
    if len(stored) < length:
        into = ctypes.create_string_buffer(length)
        assert zstd.ZSTD_decompress(into, length, stored, len(stored)) == length
        stored = into.raw
    rows = length // width
    together = bytearray(length)
    for byte in range(width):
        together[byte:rows * width:width] = stored[byte * rows:(byte + 1) * rows]
    together[rows * width:] = stored[rows * width:]
    return bytes(together)


def read_state(data, zstd):
    """Header as a dictionary, columns as {name: (width, bytes)}."""
    file = Bytes(data)
    assert file.take(8) == bytes.fromhex("89544653 0D0A1A0A") and file.number("I") == 1
    header = {"program": file.text()}
    file.check_hash(0, file.at)
    end = file.number("I") + file.at
    header.update((key, file.text()) for key in ("month", "past_hash", "command", "scenario"))
    header["members"] = file.number("I")
    assert file.at == end
    file.check_hash(0, file.at)
    pieces = file.at

    trailer = Bytes(data, len(data) - 48)
    begin = len(data) - 48 - trailer.number("Q")
    trailer.check_hash(begin, trailer.at)
    assert trailer.take(8) == b"\nTFSend\n"

    index = Bytes(data, begin)
    assert index.take(32) == data[pieces - 32:pieces]
    columns = {}
    for _ in range(index.number("I")):
        name, width, column = index.text(), index.number("B"), b""
        for _ in range(index.number("I")):
            length, n = index.number("I"), index.number("I")
            stored, pieces = data[pieces:pieces + n], pieces + n
            assert index.take(32) == hashlib.sha256(stored).digest()
            assert len(column) % PIECE == 0
            column += unpacked(zstd, stored, length, width)
        columns[name] = width, column
    assert index.at == len(data) - 48 and pieces == begin
    return header, columns


def main():
    library = ctypes.util.find_library("zstd")
    if not library:
        sys.exit(77)
    zstd = ctypes.CDLL(library)
    zstd.ZSTD_decompress.restype = ctypes.c_size_t
    zstd.ZSTD_decompress.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t]
    header, columns = read_state(Path(sys.argv[1]).read_bytes(), zstd)
    assert header["program"].startswith("talentflow ")
    assert (header["month"], header["members"]) == ("2025-06", 2)
    assert header["scenario"] == "format: 1\ntitle: {en: Small, zh: 小}\n"
    birth = b"".join(struct.pack("<H", 3 * i + i % 7) for i in range(501))
    person = b"".join(struct.pack("<Q", 70001 * i + i % 7) for i in range(300))
    assert list(columns) == ["member 0/people/birth", "member 0/people/id", "member 0/queues",
                             "member 1/people/birth", "member 1/long"]
    assert columns["member 0/people/birth"] == (2, birth)
    assert columns["member 0/people/id"] == (8, person)
    assert columns["member 0/queues"] == (4, b"")
    assert len(columns["member 1/people/birth"][1]) == 700
    rising = b"".join(struct.pack("<I", i)[:3] for i in range(400_000)) + b"\x01"
    assert columns["member 1/long"] == (3, rising)
    print("state_reader: ok")


if __name__ == "__main__":
    main()
