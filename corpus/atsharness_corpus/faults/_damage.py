"""Damage that a file takes on its way, and changes that look like it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import partial
from io import BytesIO

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._build import page_sizes
from atsharness_corpus.faults._sheet import PRESSES, drawn_sheet, finished, printed
from atsharness_corpus.labels import Expect
from atsharness_corpus.person import Person

Damage = Callable[[bytes, random.Random], bytes]


def damage_fault(
    fault_id: str, expect: Expect, damages: tuple[Damage, ...], *, object_streams: bool
) -> Fault:
    """A fault of the whole file. The near-miss is linearised, or has an update appended.

    Args:
        fault_id: its id.
        expect: as in `Fault`.
        damages: of which one is drawn.
        object_streams: whether the file keeps its objects in streams, with a compressed table of where
            they are, as most new programs write.
    """

    def make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
        sheet = drawn_sheet(person, rng, typesetter)
        damage, seed = rng.choice(damages), rng.getrandbits(32)
        whole, linear = finished(sheet, printed(sheet, sheet.blocks)), rng.random() < 0.5
        sizes = page_sizes(whole)
        if not faulty:
            pdf = (
                _saved(whole, object_streams, linear=True)
                if linear
                else updated(_saved(whole, object_streams))
            )
            return Faulty(pdf=pdf, reference=sheet.reference)
        pdf = damage(_saved(whole, object_streams), random.Random(seed))
        return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(),), page_sizes=sizes)

    return Fault(
        id=fault_id,
        catalogue="A03",
        rule_ids=("ATS503",),
        expect=expect,
        typesetters=PRESSES,
        inject=partial(make, faulty=True),
        near_miss=partial(make, faulty=False),
    )


def _saved(pdf: bytes, streams: bool, *, linear: bool = False) -> bytes:
    import pikepdf

    mode = pikepdf.ObjectStreamMode.generate if streams else pikepdf.ObjectStreamMode.disable
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(out, deterministic_id=True, object_stream_mode=mode, linearize=linear)
    return out.getvalue()


def updated(pdf: bytes) -> bytes:
    """The file with its document information appended anew, as signing and form programs save."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        size = int(document.trailer.Size)
        root, info = document.Root.objgen[0], document.docinfo.objgen[0]
        author = str(document.docinfo.get("/Author", "")).encode("utf-16-be").hex()
    start = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    offset = len(pdf) + 1
    revised = b"\n%d 0 obj\n<</Author<feff%s>/Title(CV)>>\nendobj\n" % (info, author.encode())
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d>>\n" % (
        info,
        offset,
        size,
        root,
        info,
        start,
    )
    return pdf + revised + table + b"startxref\n%d\n%%%%EOF\n" % (len(pdf) + len(revised))


def shifted(pdf: bytes, rng: random.Random) -> bytes:
    """A line put in after the header, so that nothing is where the table says."""
    at = pdf.index(b"\n") + 1
    note = b"%% scanned by mail gateway %d" % rng.getrandbits(32) + b" " * rng.randint(0, 60)
    return pdf[:at] + note + b"\n" + pdf[at:]


def prefixed(pdf: bytes, rng: random.Random) -> bytes:
    """Left-over lines of a mail before the file."""
    boundary = b"%08x" % rng.getrandbits(32)
    return b"--%s\r\nContent-Type: application/pdf\r\n\r\n" % boundary + pdf


def misdirected(pdf: bytes, rng: random.Random) -> bytes:
    """The pointer to the table is off."""
    at = pdf.rindex(b"startxref")
    return pdf[:at] + b"startxref\n%d\n%%%%EOF\n" % rng.randint(1, 40)


def truncated(pdf: bytes, rng: random.Random) -> bytes:
    """A download that ended early: the end of the table is missing."""
    at = pdf.rindex(b"startxref")
    return pdf[: at - rng.randint(0, 150)]
