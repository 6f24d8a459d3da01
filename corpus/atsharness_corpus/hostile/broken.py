"""Files that cannot be read: without pages, encrypted, cut off, empty inside."""

from __future__ import annotations

import hashlib

from atsharness_corpus.hostile.model import OK, READ, Hostile, panel
from atsharness_corpus.hostile.pdfbytes import SENTENCE, page_objects, pdf, stream

PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
"""ISO 32000-1, 7.6.3.3, algorithm 2, step a."""


def zero_pages() -> bytes:
    """A page tree without pages."""
    return pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"})


def truncated() -> bytes:
    """The first half of a file."""
    whole = pdf(page_objects(stream(SENTENCE * 40)))
    return whole[: len(whole) // 2]


def header_only() -> bytes:
    """A header, and noise after it."""
    noise = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(64))
    return b"%PDF-1.7\n" + noise + b"\n%%EOF\n"


def rc4(key: bytes, data: bytes) -> bytes:
    """The RC4 cipher, which PDF's first encryption uses."""
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted() -> bytes:
    """RC4 with 40 bits and a password (ISO 32000-1, 7.6.3, algorithms 1-4, revision 2)."""
    password = (b"nobody knows" + PADDING)[:32]
    identity = bytes(range(16))
    owner = rc4(hashlib.md5(password, usedforsecurity=False).digest()[:5], password)
    permissions = (-44).to_bytes(4, "little", signed=True)
    key = hashlib.md5(password + owner + permissions + identity, usedforsecurity=False).digest()[:5]
    user = rc4(key, PADDING)
    number, generation = (4).to_bytes(3, "little"), (0).to_bytes(2, "little")
    content = rc4(hashlib.md5(key + number + generation, usedforsecurity=False).digest()[:10], SENTENCE)
    entries = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <%s> /U <%s> >>"
    objects = page_objects(stream(content), more={6: entries % (owner.hex().encode(), user.hex().encode())})
    name = identity.hex().encode()
    return pdf(objects, trailer=b"/Encrypt 6 0 R /ID [<%s> <%s>]" % (name, name))


def wrong_offsets() -> bytes:
    """Every offset of the cross-reference table points to the middle of something else."""
    whole = pdf(page_objects(SENTENCE))
    head, table = whole[: whole.index(b"xref\n0 ")], whole[whole.index(b"xref\n0 ") :]
    return head + table.replace(b"00000 n", b"00007 n").replace(b"0000000", b"0000003")


HOSTILE = (
    Hostile(
        id="zero-pages",
        title="A file without pages",
        mechanism="division by the number of pages, and an ok without text",
        build=zero_pages,
        document=("unreadable",),
    ),
    Hostile(
        id="encrypted",
        title="A file that needs a password",
        mechanism="text that only a password opens",
        build=encrypted,
        document=("unreadable",),
    ),
    Hostile(
        id="truncated",
        title="The first half of a file",
        mechanism="no cross-reference table, no trailer, no end",
        build=truncated,
        document=("unreadable",),
    ),
    Hostile(
        id="header-only",
        title="A header and noise",
        mechanism="repair of a file in which there is nothing to find",
        build=header_only,
        document=("unreadable",),
    ),
    Hostile(
        id="xref-wrong-offsets",
        title="A cross-reference table that is wrong throughout",
        mechanism="repair by searching the whole file",
        build=wrong_offsets,
        document=("ok", "unreadable"),
        statuses=panel(OK, {"pdfminer": READ}),
    ),
)
