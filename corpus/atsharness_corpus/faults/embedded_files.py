"""V10: documents attached to the file, or a portfolio whose page only says that they are there.

The near-miss embeds the résumé's data as XML or JSON, as Europass and hybrid invoices do: the same content
for machines. The reference is the page, so no path loses words of it: `information`.
"""

from __future__ import annotations

import json
import random
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import PRESSES, Sheet, column, drawn_sheet, finished, indices, printed
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_COVER = {
    "en": "My résumé and certificates are in the attachments of this file.",
    "de": "Lebenslauf und Zeugnisse finden Sie in den Anlagen dieser Datei.",
    "fr": "Mon CV et mes certificats sont joints à ce fichier.",
    "es": "Mi currículum y mis certificados están adjuntos a este archivo.",
}
_ATTACHED = ("certificates.pdf", "cover_letter.pdf", "references.pdf", "transcript.pdf", "work_samples.pdf")


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    portfolio, names = rng.random() < 0.4, rng.sample(_ATTACHED, rng.randint(1, 3))
    schema, described = rng.choice(("xml", "json")), rng.random() < 0.5
    if not faulty:
        pdf = finished(
            sheet,
            printed(sheet, sheet.blocks),
            lambda document: _attach(document, *_data(person, schema), described),
        )
        return Faulty(pdf=pdf, reference=sheet.reference)
    blocks = sheet.blocks
    if portfolio:
        head = [blocks[at] for at in indices(blocks, "name", "label", "contact")]
        blocks = (*head, Block(kind="text", text=_COVER[person.language]))
        names = ["resume.pdf", *names]
    files = {name: _attached(sheet, name) for name in names}

    def edit(document: Any) -> None:
        import pikepdf

        for name, data in files.items():
            _attach(document, name, "application/pdf", data, described)
        if portfolio:
            document.Root.Collection = pikepdf.Dictionary(
                Type=pikepdf.Name.Collection, View=pikepdf.Name.D, D=pikepdf.String(names[0])
            )

    pdf = finished(sheet, printed(sheet, blocks), edit)
    return Faulty(pdf=pdf, reference=plain_text(column(blocks)), placed=(Placed(),))


def _attached(sheet: Sheet, name: str) -> bytes:
    """A document of its own: the résumé, or one page of another kind."""
    if name == "resume.pdf":
        return finished(sheet, printed(sheet, sheet.blocks))
    title = name.removesuffix(".pdf").replace("_", " ").capitalize()
    page = [
        Block(kind="name", text=title),
        *(Block(kind="text", text=block.text) for block in sheet.blocks if block.kind == "bullet"),
    ]
    return finished(sheet, printed(sheet, page[:8]))


def _data(person: Person, schema: str) -> tuple[str, str, bytes]:
    basics = person.basics
    if schema == "json":
        record = {"basics": {"name": basics.name, "email": basics.email, "phone": basics.phone}}
        return "resume.json", "application/json", json.dumps(record, ensure_ascii=False).encode()
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<Candidate>",
        f"<PersonName><FormattedName>{escape(basics.name)}</FormattedName></PersonName>",
        f"<Communication><URI>{escape(basics.email)}</URI></Communication>",
        "</Candidate>",
    )
    return "attachment.xml", "text/xml", "\n".join(lines).encode()


def _attach(document: Any, name: str, kind: str, data: bytes, described: bool) -> None:
    import pikepdf

    file = pikepdf.AttachedFileSpec(
        document,
        data,
        filename=name,
        mime_type=kind,
        description=name.partition(".")[0] if described else "",
        creation_date="D:20260115000000Z",
        mod_date="D:20260115000000Z",
    )
    document.attachments[name] = file
    if kind != "application/pdf":
        file.obj.AFRelationship = pikepdf.Name.Data
        document.Root.AF = pikepdf.Array([file.obj])


FAULT = Fault(
    id="embedded-files",
    catalogue="V10",
    rule_ids=("ATS138",),
    expect="information",
    typesetters=PRESSES,
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
