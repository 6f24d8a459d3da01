"""The page of a run: its table to sort, with a picture of each document's first page."""

from __future__ import annotations

import base64
import hashlib
from io import BytesIO
from pathlib import Path

from atsharness_corpus.templates import page
from atsharness_corpus.templates.rows import Evidence, Row

WIDTH = 120
"""Of a picture on the page, in CSS pixels; it has twice as many of its own."""
_HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; img-src data:; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'"
)
_NUMBERED = ("pages", "readers right", "worst content", "worst order (moved)")


def html(evidence: Evidence, documents: Path, style: str) -> str:
    """The page; it needs nothing beside it and asks nothing of any network.

    Args:
        evidence: of the run.
        documents: the folder of the documents, a picture of whose first pages it has.
        style: the style sheet of all pages of the harness.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    script = (_HERE / "sheet.js").read_text("utf-8")
    style += (_HERE / "sheet.css").read_text("utf-8")
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("sheet.html.j2").render(
        policy=_POLICY.format(_digest(style), _digest(script)),
        style=style,
        script=script,
        words=evidence.head.person_words,
        printed=sum(row.status == "printed" for row in evidence.rows),
        columns=page.COLUMNS,
        width=WIDTH,
        rows=[_row(row, documents) for row in page.ordered(evidence.rows)],
    )


def _row(row: Row, documents: Path) -> dict[str, object]:
    shown = page.shown(row)
    keys = [_key(name, text, row) for name, text in zip(page.COLUMNS, shown, strict=True)]
    file = documents / f"{row.id}.pdf"
    there = row.status == "printed" and file.is_file()
    return {
        "cells": list(zip(shown, keys, strict=True)),
        "verdict": row.verdict,
        "picture": picture(file) if there else "",
        "link": f"{documents.name}/{file.name}",
    }


def _key(column: str, text: str, row: Row) -> str:
    """What a cell is sorted by: its number where it has one, ten digits wide."""
    if row.status != "printed" or column not in _NUMBERED:
        return text
    number = row.right / len(row.readers) if column == "readers right" and row.readers else text.split()[0]
    try:
        return f"{float(number):014.6f}"
    except ValueError:
        return ""


def picture(file: Path) -> str:
    """The first page of a PDF as a ``data:`` address."""
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        first = document[0]
        image = first.render(scale=2 * WIDTH / first.get_width()).to_pil()
    out = BytesIO()
    image.save(out, "WEBP", quality=60)
    return f"data:image/webp;base64,{base64.b64encode(out.getvalue()).decode()}"


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
