"""Facts that need the words: keyword stuffing, contact data in page bands, ActualText, bad letters by OCR."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from atsharness.model.facts import Line, Run
from atsharness.model.geometry import union
from atsharness.model.text_facts import (
    ActualText,
    Band,
    ContactInBand,
    Hidden,
    HiddenKeywords,
    KeywordList,
    RepeatedKeyword,
)
from atsharness.page.engine import mupdf
from atsharness.page.page import Page, to_box

STUFFED_HIDDEN = 5
"""Words of hidden text that are more than a stray label."""

STUFFED_LIST = 30
STUFFED_SAME = 8
STUFFED_LINES = 4
"""The same word so often within so many lines."""

FULL_LINE = 0.85
BAND = 0.05
"""Share of the page's height at its top and bottom where headers and footers stand."""

MOST_ACTUAL = 200

_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|(?:\+?\d[\d\s().\-/]{7,}\d)")
_COMMON = frozenset(("and", "the", "for", "with", "from", "und", "der", "die", "das", "les", "des", "los"))


def hidden_keywords(pages: Sequence[Page]) -> Iterator[HiddenKeywords]:
    """Hidden text of a page, by why it is hidden, where it is more than a stray label."""
    for page in pages:
        hidden: dict[Hidden, list[Run]] = {}
        for run in page.runs:
            if run.hidden and not run.visible and run.text.strip():
                hidden.setdefault(run.hidden, []).append(run)
        for kind, runs in hidden.items():
            text = " ".join(run.text.strip() for run in runs)
            words = re.findall(r"[^\W\d_]{2,}", text)
            if len(words) >= STUFFED_HIDDEN:
                yield HiddenKeywords(
                    page=page.number,
                    box=union(run.box for run in runs),
                    text=text[:300],
                    words=len(words),
                    hidden=kind,
                )


def keyword_lists(pages: Sequence[Page]) -> Iterator[KeywordList]:
    """Lists of more keywords than a person reads."""
    for page in pages:
        for lines in _lists(page):
            text = " ".join(line.text for line in lines)
            items = [item for item in text.partition(": ")[2].split(",") if _is_item(item)]
            items = items or [item for item in text.split(",") if _is_item(item)]
            if len(items) > STUFFED_LIST:
                yield KeywordList(
                    page=page.number,
                    box=union(line.box for line in lines),
                    text=text[:300],
                    words=len(items),
                )


def _is_item(text: str) -> bool:
    """Whether a part of a list is a keyword: a few words, of letters and not of codes that stand for some."""
    return 0 < len(text.split()) <= 4 and 2 * sum(map(str.isalpha, text)) > len(text.strip())


def _lists(page: Page) -> Iterator[list[Line]]:
    """Lines that belong to one list: each but the last ends with a comma or fills its block's width."""
    for block in page.blocks:
        lines: list[Line] = []
        for line in page.lines[block.start : block.stop]:
            if lines:
                before = lines[-1]
                full = before.box[2] - block.box[0] > FULL_LINE * (block.box[2] - block.box[0])
                if ":" in line.text or not (before.text.endswith(",") or full):
                    yield lines
                    lines = []
            lines.append(line)
        if lines:
            yield lines


def _bare(text: str) -> str:
    """A word without the signs around it, and without the NUL bytes that some files have between letters."""
    return text.replace("\0", "").strip(",;.|").lower()


def _dense(lines: list[int], counts: Sequence[int]) -> list[int]:
    """Of lines with a word, those in a row that hold it too often by themselves; all where none do."""
    rows: list[tuple[int, list[int]]] = []
    for line, count in zip(lines, counts, strict=True):
        if rows and rows[-1][1][-1] == line - 1:
            rows[-1] = rows[-1][0] + count, [*rows[-1][1], line]
        else:
            rows.append((count, [line]))
    most, row = max(rows)
    return row if most >= STUFFED_SAME else lines


def repeated_keywords(pages: Sequence[Page]) -> Iterator[RepeatedKeyword]:
    """The same word many times within a few lines: no sentence does that."""
    for page in pages:
        for block in page.blocks:
            lines = page.lines[block.start : block.stop]
            counts = [
                Counter(bare for word in line.words if len(bare := _bare(word.text)) > 2) for line in lines
            ]
            last = -1
            for at in range(len(lines)):
                window = sum(counts[at : at + STUFFED_LINES], Counter())
                found = [
                    (count, text)
                    for text, count in window.items()
                    if count >= STUFFED_SAME and text not in _COMMON and any(map(str.isalpha, text))
                ]
                if not found or at <= last:
                    continue
                _, text = max(found)
                own = [one for one in range(at, min(at + STUFFED_LINES, len(lines))) if counts[one][text]]
                own = _dense(own, [counts[one][text] for one in own])
                while own[-1] + 1 < len(lines) and counts[own[-1] + 1][text] > 1:
                    own.append(own[-1] + 1)
                last = own[-1]
                yield RepeatedKeyword(
                    page=page.number,
                    box=union(lines[one].box for one in own),
                    text=text,
                    words=sum(counts[one][text] for one in own),
                )


def contact_in_band(pages: Sequence[Page]) -> Iterator[ContactInBand]:
    """E-mail and phone in a header or footer: at a page's edge, apart from the rest or on every page."""
    for page in pages:
        body = [line.box for line in page.lines]
        for line in page.lines:
            found = _CONTACT.search(line.text)
            if not found:
                continue
            band = _band(page, line.box, body)
            repeats = any(
                other.number != page.number
                and any(
                    abs(one.baseline - line.baseline) < 2 and one.text == line.text for one in other.lines
                )
                for other in pages
            )
            if band or repeats:
                yield ContactInBand(
                    page=page.number,
                    box=line.box,
                    text=found[0].strip(),
                    band=band,
                    repeated=repeats,
                )


def _band(page: Page, box: Any, body: Sequence[Any]) -> Band | None:
    """``header`` or ``footer`` where the line stands in that band and apart from what follows."""
    if box[3] > page.height * (1 - BAND) - 8:
        above = max((other[3] for other in body if other[3] <= box[1] + 1), default=0.0)
        return "footer" if box[1] - above > 0.8 * (box[3] - box[1]) or box[1] > page.height * 0.95 else None
    if box[1] < page.height * BAND and box[3] < page.height * BAND + 14:
        below = min((other[1] for other in body if other[1] >= box[3] - 1), default=page.height)
        return "header" if below - box[3] > 0.8 * (box[3] - box[1]) else None
    return None


# --- ActualText ----------------------------------------------------------------------------------------


def actual_text(page: Page) -> list[ActualText]:
    """Words that /ActualText gives other than the glyphs do, hyphens and ligatures apart."""
    pymupdf = mupdf()

    if not any(b"ActualText" in stream for stream in page.contents):
        return []
    with_it = page.page.get_text("words", flags=0)
    without = page.page.get_text("words", flags=pymupdf.TEXT_IGNORE_ACTUALTEXT)
    plain = Counter(_normal(word[4]) for word in without)
    found: list[ActualText] = []
    for word in with_it:
        key = _normal(word[4])
        if plain[key] > 0:
            plain[key] -= 1
            continue
        box = to_box(word[:4])
        seen = " ".join(other[4] for other in without if _overlaps(box, other))
        if not key or not _differs(key, _normal(seen)) or len(found) >= MOST_ACTUAL:
            continue
        found.append(ActualText(page=page.number, box=box, text=word[4], seen=seen))
    return found


_UNMAPPED = re.compile("[\ufffd\x00-\x1f\ue000-\uf8ff]")
"""What engines give for a glyph without a letter."""


def _normal(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\u2010", "-")
    return "".join(text.split()).rstrip("-").lower()


def _overlaps(box: Any, other: Any) -> bool:
    x0, y0, x1, y1 = other[:4]
    return bool(x0 < box[2] - 0.5 and x1 > box[0] + 0.5 and y0 < box[3] - 1 and y1 > box[1] + 1)


def _differs(actual: str, seen: str) -> bool:
    """Whether the two are different words: line-end hyphens, joined halves, unmapped glyphs are not."""
    if _UNMAPPED.search(seen):
        return re.fullmatch(_UNMAPPED.sub(".{1,4}", re.escape(seen)), actual) is None
    bare, other = actual.replace("-", ""), seen.replace("-", "")
    return bool(bare) and bare not in other and other not in bare if other else True
