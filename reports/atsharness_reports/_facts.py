"""What ``ats facts`` prints: one table of the facts, one of the fonts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from atsharness.model import Box, RenderOptions
from atsharness.model.facts import LayoutFacts
from atsharness.model.flow_facts import Construct, FlowFacts
from atsharness_reports._terminal import count, listing, percent, plain
from atsharness_reports.table import table

_ASCII = str.maketrans({"–": "-", "·": "-", "…": "~", "→": ">"})

Row = list[str]


def render(facts: LayoutFacts, name: str, options: RenderOptions) -> str:
    """The screen of ``ats facts``: never a control character, never wider than `options.width`."""
    file = facts.file
    parts = [plain(name)]
    if facts.flow is None:
        parts += [count(file.page_count, "page"), f"PDF {plain(file.version)}"]
    else:
        parts += [count(facts.flow.words, "word"), count(facts.flow.parts, "part")]
    if file.producer or file.creator:
        parts.append(plain(" / ".join(filter(None, (file.creator, file.producer)))))
    rows = _rows(facts) if facts.flow is None else _constructs(facts.flow)
    shown = [" · ".join(parts)]
    head = ["fact", "pages" if facts.flow is None else "part", "n", "place and example"]
    shown.append(table(head, rows, options) if rows else "no facts")
    if facts.fonts:
        shown.append(table(["font", "kind", "letters", "glyphs", "note"], _fonts(facts), options))
    shown += [f"could not be determined: {plain(reason)}" for reason in facts.failed]
    if not facts.ocr and (facts.ink or facts.ocr_lines):
        shown.append("OCR did not run: regions without reliable letters were not read")
    text = "\n".join(shown) + "\n"
    return text if options.unicode else text.translate(_ASCII)


def _constructs(docx: FlowFacts) -> list[Row]:
    """The constructs of a DOCX by kind and part."""
    found: dict[tuple[str, str], list[Construct]] = {}
    for item in docx.constructs:
        found.setdefault((item.kind, item.part), []).append(item)
    rows = [["kind of file", "", "", docx.file_kind]] if docx.file_kind else []
    for (kind, part), some in found.items():
        first = some[0]
        words = count(first.stop - first.start, "word") if first.stop > first.start else ""
        text = " ".join(first.text.split())
        shown = " · ".join(filter(None, (first.note, words, text[:60])))
        rows.append([kind.replace("_", " "), plain(part), f"{len(some):,}", plain(shown)])
    return rows


def _rows(facts: LayoutFacts) -> list[Row]:
    rows = [*_of_file(facts), *_of_pages(facts), *_hidden(facts)]
    kinds: dict[str, list[tuple[int, Box, str, str | None]]] = {}
    for fact in facts.text_facts:
        kinds.setdefault(fact.kind, []).append((fact.page, fact.box, fact.text or fact.note, fact.seen))
    for kind, found in kinds.items():
        rows.append(_row(kind.replace("_", " "), found))
    for image in facts.images:
        rows.append(
            _row(
                f"image: {image.kind}", [(image.page, image.box, f"{percent(image.cover)} of the page", None)]
            )
        )
    for ink in ("image", "outlines"):
        found = [(one.page, one.box, one.text or "not read", None) for one in facts.ink if one.kind == ink]
        if found:
            rows.append(_row(f"text in {ink}" if ink == "image" else "text as outlines", found))
    if facts.ocr_lines:
        rows.append(
            _row("lines in doubt", [(one.page, one.box, one.layer_text, one.text) for one in facts.ocr_lines])
        )
    bare = [(link.page, link.box, link.uri, link.anchor or None) for link in facts.links if not link.written]
    if bare:
        rows.append(_row("links without their address", bare))
    for note in facts.notes:
        rows.append(_row(f"{note.kind} ({note.subtype})", [(note.page, note.box, note.text, None)]))
    return rows


def _of_file(facts: LayoutFacts) -> list[Row]:
    file = facts.file
    said = [
        ("damaged", file.repaired, "the cross-reference table had to be rebuilt"),
        ("encrypted", file.encrypted, "copying allowed" if file.copy_allowed else "copying not allowed"),
        ("not tagged", not file.tagged, ""),
        ("no language", not file.language, ""),
        ("no title", not file.title, ""),
        ("form", file.form, "XFA" if file.xfa else ""),
        ("scripts", file.javascript, ""),
        ("layers off", bool(file.layers_off), listing(file.layers_off)),
        ("attached files", bool(file.embedded_files), listing(file.embedded_files)),
        ("portfolio", file.collection, ""),
    ]
    return [[what, "", "", detail] for what, holds, detail in said if holds]


def _of_pages(facts: LayoutFacts) -> list[Row]:
    rows = []
    for page in facts.pages:
        number = str(page.number)
        for gutter in page.gutters:
            detail = f"{gutter.left_lines} lines left, {gutter.right_lines} right · {_place(gutter.box)}"
            rows.append([f"gutter: {gutter.kind.replace('_', ' ')}", number, "", detail])
        if page.scan:
            rows.append(["scan" + (" with OCR text" if page.ocr_layer else ""), number, "", ""])
        rows += [["limit exceeded", number, "", plain(one)] for one in page.truncated]
    for order in facts.orders:
        if order.interleaved or order.moved:
            what = "interleaved" if order.interleaved else "other order"
            detail = f"{len(order.moved)} of {count(order.lines, 'line')} out of place"
            rows.append([f"{order.source}: {what}", str(order.page), str(order.switches), detail])
    return rows


def _hidden(facts: LayoutFacts) -> list[Row]:
    kinds: dict[str, list[tuple[int, Box, str, str | None]]] = {}
    for page in facts.pages:
        for run in page.runs:
            if run.hidden is not None and run.text.strip():
                seen = "" if run.seen_as is None else f", seen as {run.seen_as}"
                key = f"hidden: {run.hidden.replace('_', ' ')}{seen}"
                kinds.setdefault(key, []).append((page.number, run.box, run.text, None))
    return [_row(kind, found) for kind, found in kinds.items()]


def _row(what: str, found: Sequence[tuple[int, Box, str, str | None]]) -> Row:
    """A kind of fact with its pages, its count and its first place and text."""
    _, box, text, seen = found[0]
    shown = plain(" ".join(text.split()))
    if len(shown) > 60:
        shown = shown[:59] + "…"
    if seen and seen != text:
        other = plain(" ".join(seen.split()))
        shown += f" → {other if len(other) <= 60 else other[:59] + '…'}"
    return [what, _pages(page for page, *_ in found), f"{len(found):,}", f"{_place(box)} {shown}".strip()]


def _pages(numbers: Iterable[int]) -> str:
    distinct = sorted(set(numbers))
    return ", ".join(map(str, distinct[:4])) + (" …" if len(distinct) > 4 else "")


def _place(box: Box) -> str:
    return f"({box[0]:.0f}, {box[1]:.0f})"


def _fonts(facts: LayoutFacts) -> list[Row]:
    rows = []
    for font in facts.fonts:
        notes = []
        if not font.embedded:
            notes.append("not embedded")
        if font.symbolic:
            notes.append("symbols")
        doubts = {
            "without a character": font.unmapped,
            "private use": font.private,
            "control characters": font.controls,
        }
        for what, number in doubts.items():
            if number:
                notes.append(f"{number:,} {what}")
        if font.agree is not None:
            notes.append(f"shapes agree {percent(font.agree)}")
        letters = {"full": "map", "partial": "partial map", "none": "no map", "not_needed": "by name"}
        rows.append(
            [plain(font.name), font.kind, letters[font.tounicode], f"{font.glyphs:,}", ", ".join(notes)]
        )
    return rows
