"""The report of one document: values of a `RunResult` and an `Exhibit` as the template shows them."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from markupsafe import Markup

from atsharness.model import DocumentResult, Exhibit, PostingMatch, RenderOptions, RunResult
from atsharness_reports import json as json_format
from atsharness_reports._advice import advice_of
from atsharness_reports._filling import filling_of
from atsharness_reports._posting import PLACES, headline, match_in, remarks, stacks
from atsharness_reports._terminal import absence, count, remedy
from atsharness_reports._verdict import calibration_note, gate_rows
from atsharness_reports.html import facts, findings, matrix, verdict
from atsharness_reports.html.line import lines
from atsharness_reports.html.page import page, picture_link
from atsharness_reports.html.panes import Segment, markup, segments
from atsharness_reports.html.readers import Reader, readers

MOST_JSON = 3_000_000
"""Characters of JSON that a report holds; ten dense pages through 16 readers have 1.2 million."""
T = TypeVar("T")
"""What is shown for a reader."""


def document_page(run: RunResult, options: RenderOptions, number: int, *, home: str | None = None) -> str:
    """The HTML page of one document.

    Args:
        run: all of it: versions and settings are shown too.
        options: with the exhibit of the document, where its text and pages are to be shown.
        number: of the document, from 0.
        home: address of the index page, where there is one.
    """
    result = run.documents[number]
    exhibit = options.exhibits.get(number, Exhibit())
    listed = readers(result, exhibit)
    found = findings.listed(result)
    return page(
        "document.html.j2",
        style=choosing(listed),
        home=home,
        name=result.document.path,
        result=result,
        headline=verdict.headline(result),
        subtitle=_subtitle(result, exhibit),
        readers=listed,
        findings=found,
        advice=advice_of(result),
        posting=_posting(match_in(result)),
        first=[item for item in found if item.root][: findings.MOST_FIRST],
        sheets=_sheets(result, exhibit, found, listed),
        picture_note=_picture_note(result, exhibit),
        has_pages=exhibit.facts is None or exhibit.facts.flow is None,
        panes=_panes(exhibit, listed),
        fields=matrix.fields(result, listed),
        filling=filling_of(result),
        keywords=matrix.keywords(result, listed, asked=exhibit.asked),
        facts=facts.groups(exhibit.facts),
        gates=gate_rows(result.verdict) if result.verdict is not None else [],
        calibration=calibration_note(result.verdict.calibration) if result.verdict is not None else "",
        absent=[
            (item.path_id, absence(item.detail or ""), remedy(item.detail or ""))
            for item in result.extractions
            if item.status == "unavailable"
        ],
        run=run,
        settings=sorted(run.settings.items()),
        data=_data(run, result),
        redacted=exhibit.view.redact,
        refresh_s=options.refresh_s,
    )


def _posting(match: PostingMatch | None) -> dict[str, Any] | None:
    """A posting's terms: by kind and by where the résumé has them."""
    if match is None:
        return None
    return {
        "headline": headline(match),
        "places": PLACES,
        "stacks": stacks(match),
        "remarks": list(remarks(match)),
    }


def choosing(listed: Sequence[Reader]) -> str:
    """Style rules by which the chosen reader's text and line are shown and the others' are not."""
    return "".join(
        f"body:has(#{reader.key}:checked) .by:not(.{reader.key}){{display:none}}" for reader in listed
    )


def _subtitle(result: DocumentResult, exhibit: Exhibit) -> list[str]:
    document = result.document
    parts = [] if document.page_count is None else [count(document.page_count, "page")]
    if exhibit.facts is not None:
        parts += filter(None, dict.fromkeys((exhibit.facts.file.creator, exhibit.facts.file.producer)))
    reference = result.reference
    if reference is not None and reference.reason is None:
        words = count(reference.word_count, "word")
        if reference.origin == "source":
            parts.append(f"compared with {reference.source_path or 'the source'} ({words})")
        elif reference.read_by == "ocr":
            parts.append(f"compared with the page as a person sees it, read by OCR ({words})")
        elif reference.read_by in ("xml", "markup", "characters"):
            parts.append(f"compared with the document as a person reads it ({words})")
        else:
            parts.append(f"compared with the page as a person sees it ({words})")
    return parts


def _sheets(
    result: DocumentResult, exhibit: Exhibit, found: Sequence[findings.Shown], listed: Sequence[Reader]
) -> list[dict[str, Any]]:
    """The page pictures, each with the boxes of findings and every reader's line."""
    words = exhibit.reference.words if exhibit.reference is not None else None
    ways = {
        item.path_id: lines(item.words, words or ())
        for item in result.alignments
        if item.path_id in exhibit.spans
    }
    return [
        {
            "number": picture.page,
            "link": Markup(picture_link(picture)),
            "pixels": picture.pixels,
            "width": round(picture.width, 1),
            "height": round(picture.height, 1),
            "marks": findings.marks(found, picture.page, (picture.width, picture.height)),
            "lines": _same(
                (ways[reader.path_id][picture.page], reader.key)
                for reader in listed
                if picture.page in ways.get(reader.path_id, {})
            ),
        }
        for picture in exhibit.pictures.pages
    ]


def _picture_note(result: DocumentResult, exhibit: Exhibit) -> str:
    """What a person should know of pages that are not shown."""
    flows = exhibit.facts is not None and exhibit.facts.flow is not None
    if flows and exhibit.pictures.pages:
        return "its pages as LibreOffice lays them out; findings are named under “Text”, by their words"
    if flows:
        return "it has no pages of its own: what a person reads stands under “Text”, what is lost marked"
    shown, pages = exhibit.pictures, result.document.page_count or 0
    notes = [shown.reason] if shown.reason else []
    if not shown.pages and not shown.reason:
        notes.append("no page is shown")
    elif 0 < len(shown.pages) < pages:
        first, last = shown.pages[0].page, shown.pages[-1].page
        span = f"page {first}" if first == last else f"pages {first} to {last}"
        notes.append(f"only {span} of {pages:,} shown; choose others with --pages A-B")
    return "; ".join(notes)


def _panes(exhibit: Exhibit, listed: Sequence[Reader]) -> dict[str, Any]:
    """Both texts by reader; what is the same for several readers is there once."""
    left: list[tuple[Markup, str]] = []
    right: list[tuple[Markup, str]] = []
    reference = exhibit.reference
    for reader in listed:
        text = exhibit.texts.get(reader.path_id, "")
        spans = exhibit.spans.get(reader.path_id)
        if spans is None or reference is None:
            seen = [Segment(reference.text)] if reference is not None else []
            read = [Segment(text)]
        else:
            seen = segments(spans, reference.text, "reference")
            read = segments(spans, text, "hypothesis")
        left.append((markup(seen), reader.key))
        right.append((markup(read), reader.key))
    return {"left": _same(left), "right": _same(right), "known": reference is not None}


def _same(shown: Iterable[tuple[T, str]]) -> list[tuple[str, T]]:
    """What is shown for readers: the same thing once, with the keys of all its readers."""
    found: dict[T, list[str]] = {}
    for thing, key in shown:
        found.setdefault(thing, []).append(key)
    return [(" ".join(keys), thing) for thing, keys in found.items()]


def _data(run: RunResult, result: DocumentResult) -> Markup | None:
    """The document's result as JSON, compressed, as a ``data:`` address; None where it is too long."""
    own = msgspec.structs.replace(run, documents=(result,))
    text = json_format.render(own, RenderOptions(), indent=-1)
    if len(text) > MOST_JSON:
        return None
    packed = gzip.compress(text.encode(), 9, mtime=0)
    return Markup("data:application/gzip;base64," + base64.b64encode(packed).decode())
