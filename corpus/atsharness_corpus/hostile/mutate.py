"""Seeded damage to clean PDFs: what a broken disk, a bad editor or an attacker's fuzzer makes of them."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable

Change = Callable[[bytearray, random.Random], bytearray]

MOST_CHANGES = 4

NUMBERS = (b"-1", b"0", b"1", b"65536", b"2147483647", b"4294967296", b"-2147483648", b"1e400", b"0.0000001")
"""Values at which integers overflow, sizes vanish and floats end."""

NAMES = (b"/Type", b"/Kids", b"/Parent", b"/Contents", b"/Length", b"/Filter", b"/Font", b"/Resources", b"/W")

_OBJECT = re.compile(rb"\d+ 0 obj\b.*?\bendobj", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.#])-?\d+(?:\.\d+)?(?![\w.])")
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_NAME = re.compile(rb"/[A-Za-z]\w*")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def flip_bits(data: bytearray, source: random.Random) -> bytearray:
    """Flips 1-64 single bits anywhere."""
    for _ in range(source.randint(1, 64)):
        data[source.randrange(len(data))] ^= 1 << source.randrange(8)
    return data


def truncate(data: bytearray, source: random.Random) -> bytearray:
    """Cuts the end off; at least a tenth is left."""
    return data[: source.randrange(len(data) // 10, len(data)) + 1]


def drop_span(data: bytearray, source: random.Random) -> bytearray:
    """Leaves out up to 4 kB."""
    start = source.randrange(len(data))
    del data[start : start + source.randint(1, 4096)]
    return data


def repeat_span(data: bytearray, source: random.Random) -> bytearray:
    """Says up to 4 kB twice."""
    start = source.randrange(len(data))
    span = data[start : start + source.randint(1, 4096)]
    return data[:start] + span + data[start:]


def swap_objects(data: bytearray, source: random.Random) -> bytearray:
    """Swaps the bodies of two objects; each keeps its number."""
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return data
    first, second = sorted(source.sample(found, 2), key=re.Match.start)
    bodies = [match.group().split(b" obj", 1) for match in (first, second)]
    mixed = (bodies[0][0] + b" obj" + bodies[1][1], bodies[1][0] + b" obj" + bodies[0][1])
    between = data[first.end() : second.start()]
    return data[: first.start()] + mixed[0] + between + mixed[1] + data[second.end() :]


def edit_number(data: bytearray, source: random.Random) -> bytearray:
    """Replaces a number by an extreme one."""
    return _replace(data, source, _NUMBER, lambda: source.choice(NUMBERS))


def edit_reference(data: bytearray, source: random.Random) -> bytearray:
    """Makes a reference lead to another object."""
    return _replace(data, source, _REFERENCE, lambda: b"%d 0 R" % source.randrange(60))


def edit_name(data: bytearray, source: random.Random) -> bytearray:
    """Replaces a name by one that means something."""
    return _replace(data, source, _NAME, lambda: source.choice(NAMES))


def edit_stream(data: bytearray, source: random.Random) -> bytearray:
    """Changes 1-16 bytes inside a compressed stream; its declared length stays."""
    found = list(_STREAM.finditer(data))
    source.shuffle(found)
    for match in found:
        try:
            inner = bytearray(zlib.decompress(match.group(1)))
        except zlib.error:
            continue
        for _ in range(source.randint(1, 16) if inner else 0):
            inner[source.randrange(len(inner))] = source.choice(b"0123456789[]<>()/ TjQqBE\x00\xff")
        return data[: match.start(1)] + zlib.compress(bytes(inner)) + data[match.end(1) :]
    return data


def _replace(
    data: bytearray, source: random.Random, pattern: re.Pattern[bytes], value: Callable[[], bytes]
) -> bytearray:
    found = list(pattern.finditer(data))
    if not found:
        return data
    match = source.choice(found)
    return data[: match.start()] + value() + data[match.end() :]


CHANGES: tuple[Change, ...] = (
    flip_bits,
    truncate,
    drop_span,
    repeat_span,
    swap_objects,
    edit_number,
    edit_reference,
    edit_name,
    edit_stream,
)


def mutate(data: bytes, seed: int) -> bytes:
    """Damages a file.

    Args:
        data: a clean file, at least 100 bytes long.
        seed: decides everything; the same data and seed give the same bytes.

    Returns:
        The file after one to four changes of random kinds. Its header stays, so that it counts as a PDF.

    Raises:
        ValueError: the file is too short to be damaged.
    """
    if len(data) < 100:
        raise ValueError("less than 100 bytes are no file to mutate")
    source = random.Random(seed)
    body = bytearray(data[8:])
    for _ in range(source.randint(1, MOST_CHANGES)):
        body = source.choice(CHANGES)(body, source)
    return data[:8] + bytes(body)
