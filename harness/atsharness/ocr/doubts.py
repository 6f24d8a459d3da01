"""Lines whose letters the text layer does not tell for sure, and what OCR says of them."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from atsharness.model import Box
from atsharness.model.facts import FontFacts, InkText, Line, OcrLine
from atsharness.model.text_facts import InkedSpace, PrivateLetters, TextFact, WrongLetters
from atsharness.ocr.reading import Region, read_regions
from atsharness.page.page import Page
from atsharness.page.visibility import FAINT

if TYPE_CHECKING:
    from atsharness_parsers._ocr_language import DocumentLanguage

LYING = 0.45
MAY_LIE = 0.85
MANY_SUSPECTS = 3
"""A font whose glyphs agree less with their letters than the first is in doubt, and one below the second with
so many suspects among plain letters. Measured: maps that lie of all letters .23-.39, of a few .60-.75 with
three suspects and more; honest fonts .57 and more (italics, small capitals, light ones) with one at most."""

POOR = 0.6
MANY_UNLIKE = 6
"""So is one that agrees less than the first with so many plain letters unlike their own. Measured: a map that
lies of half of the letters .51-.56 with 4-10, honest fonts .6 with 5 at most (small capitals)."""

FAIR = 0.8
"""Agreement of honest fonts, but for those of odd design."""

OCCURRENCES = 9
"""Places of a glyph looked at for whether it draws nothing."""

LEAST_VOTED = 12
DIFFERENT = 0.3
"""Character error rate of the layer against OCR from which a line is proven to lie; honest lines have 0."""

Reason = Literal["unmapped", "private", "shape", "controls"]


def doubtful_lines(
    pages: Sequence[Page], fonts: Sequence[FontFacts], facts: Sequence[TextFact]
) -> list[OcrLine]:
    """The visible lines with a letter that has no map, a private or control code, or a wrong shape."""
    private = {
        (fact.page, fact.box, fact.text) for fact in facts if isinstance(fact, PrivateLetters | InkedSpace)
    }
    on_pages = {page for page, *_ in private}
    shady = {index for index, font in enumerate(fonts) if is_lying(font)}
    if shady:
        # Where one font lies, those that are no more than fair, or of too few letters, may as well.
        shady |= {
            index
            for index, font in enumerate(fonts)
            if not font.symbolic and (font.agree is None or font.agree < FAIR)
        }
    found: list[OcrLine] = []
    for page in pages:
        for index, line in enumerate(page.lines):
            reason = _reason(page, line, fonts, shady)
            if reason is None and page.number in on_pages and _holds(page, line, private):
                reason = "private"
            if reason is not None:
                found.append(
                    OcrLine(
                        page=page.number,
                        line=index,
                        box=_padded(page, line),
                        layer_text=line.text,
                        reason=reason,
                    )
                )
    return found


def with_blanks(pages: Sequence[Page], fonts: Sequence[FontFacts]) -> list[FontFacts]:
    """The fonts with the glyphs that draw nothing, of those whose letters are unknown or doubted."""
    doubted = {
        index
        for index, font in enumerate(fonts)
        if font.unmapped or font.controls or font.private or (font.agree is not None and font.agree < FAIR)
    }
    if not doubted:
        return list(fonts)
    blank = _blank_glyphs(pages, doubted)
    return [
        msgspec.structs.replace(font, blank=tuple(sorted(glyph for of, glyph in blank if of == index)))
        if index in doubted
        else font
        for index, font in enumerate(fonts)
    ]


def _blank_glyphs(pages: Sequence[Page], doubted: Collection[int]) -> set[tuple[int, int]]:
    """Font and number of the glyphs of these fonts that draw nothing in most places looked at."""
    import numpy as np

    seen: dict[tuple[int, int], int] = {}
    empty: dict[tuple[int, int], int] = {}
    for page in pages:
        for run in page.runs:
            if run.font not in doubted or not run.horizontal or not run.visible or run.hidden:
                continue
            if run.opacity < FAINT:
                continue  # over its own outlines: that it draws nothing says nothing
            places = [
                at
                for at, glyph in enumerate(run.glyphs)
                if glyph >= 0 and seen.get((run.font, glyph), 0) < OCCURRENCES
            ]
            if not places:
                continue
            x0, x1 = np.array([run.x0[at] for at in places]), np.array([run.x1[at] for at in places])
            # The edges are left out: a neighbour's ink may reach into them.
            edge = 0.35 * (x1 - x0)
            top, bottom = np.full(len(places), run.box[1]), np.full(len(places), run.box[3])
            ink = page.renderings.ink_in(x0 + edge, top, x1 - edge, bottom)
            for at, pixels in zip(places, ink, strict=True):
                key = run.font, run.glyphs[at]
                seen[key] = seen.get(key, 0) + 1
                empty[key] = empty.get(key, 0) + (pixels == 0)
    return {key for key, count in seen.items() if 2 * empty[key] > count}


def is_lying(font: FontFacts) -> bool:
    """Whether a font's glyphs do not look like the letters that the text layer gives them."""
    if font.agree is None or font.voted < LEAST_VOTED:
        return False
    # An accent tells little: an honest bold e looks like a ç.
    plain = sum(one.text.isascii() and one.looks_like.isascii() for one in font.suspects)
    return (
        font.agree < LYING
        or (font.agree < POOR and font.unlike >= MANY_UNLIKE)
        or (font.agree < MAY_LIE and plain >= MANY_SUSPECTS)
    )


def _reason(page: Page, line: Line, fonts: Sequence[FontFacts], shady: set[int]) -> Reason | None:
    reason: Reason | None = None
    for word in line.words:
        for part in word.parts:
            run = page.runs[part.run]
            if fonts[run.font].symbolic:
                continue
            text = run.text[part.start : part.stop]
            if "\ufffd" in text or _holds_unknown(run.glyphs[part.start : part.stop], fonts[run.font]):
                return "unmapped"
            if any(char < " " for char in text):
                reason = "controls"
            elif run.font in shady and text.strip():
                reason = reason or "shape"
    return reason


def _holds_unknown(glyphs: Sequence[int], font: FontFacts) -> bool:
    """Whether one of the glyphs has letters that cannot be its own, and no known ones."""
    return any(one.letters is None and one.glyph in glyphs for one in font.wrong)


def _holds(page: Page, line: Line, places: set[tuple[int, Box, str]]) -> bool:
    x0, y0, x1, y1 = line.box
    return any(
        number == page.number
        and box[0] < x1 + 1
        and box[2] > x0 - 1
        and y0 - 1 < (box[1] + box[3]) / 2 < y1 + 1
        for number, box, _ in places
    )


def _padded(page: Page, line: Line) -> Box:
    """Where a line stands, with the letters at its ends that the text layer calls spaces."""
    pad = 0.1 * line.size
    x0, y0, x1, y1 = line.box
    runs = [page.runs[part.run] for word in line.words for part in word.parts]
    if all(run.horizontal for run in runs):
        x0, x1 = min(x0, *(run.box[0] for run in runs)), max(x1, *(run.box[2] for run in runs))
    return round(x0 - pad, 2), round(y0 - pad, 2), round(x1 + pad, 2), round(y1 + pad, 2)


def read_all(
    pages: Sequence[Page],
    ink: Sequence[InkText],
    lines: Sequence[OcrLine],
    language: DocumentLanguage,
    end: float = math.inf,
) -> tuple[list[InkText], list[OcrLine]]:
    """Has OCR read all regions, those of one document in one go.

    Args:
        pages: of the document.
        ink: that looks like letters.
        lines: that are doubted.
        language: of the document, with the program and the work folder.
        end: as `read_strips`.

    Raises:
        PathUnavailable: there is no Tesseract, or it did not end in time.
    """
    at = {page.number: index for index, page in enumerate(pages)}
    regions = [
        *(Region(at[one.page], _grown(one.box), bare=True) for one in ink),
        *(Region(at[one.page], one.box, bare=False) for one in lines),
    ]
    read = read_regions(pages, regions, language, end)
    new_ink = [
        one
        if got is None
        else msgspec.structs.replace(one, text=got.text, words=got.words, confidence=got.confidence)
        for one, got in zip(ink, read[: len(ink)], strict=True)
    ]
    new_lines = [
        one
        if got is None
        else msgspec.structs.replace(
            one, text=" ".join(got.text.split()), words=got.words, confidence=got.confidence
        )
        for one, got in zip(lines, read[len(ink) :], strict=True)
    ]
    return new_ink, new_lines


def _grown(box: Box) -> Box:
    pad = 0.15 * min(box[3] - box[1], 20.0)
    return box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad


def wrong_letters(
    pages: Sequence[Page], fonts: Sequence[FontFacts], lines: Sequence[OcrLine]
) -> list[WrongLetters]:
    """Lines in fonts of doubtful shapes, unless OCR reads what the text layer says."""
    at = {page.number: page for page in pages}
    found = []
    for one in lines:
        if one.reason != "shape":
            continue
        if one.text:
            from rapidfuzz.distance import Levenshtein

            layer, seen = "".join(one.layer_text.split()), "".join(one.text.split())
            if Levenshtein.normalized_distance(layer, seen) < DIFFERENT:
                continue
        line = at[one.page].lines[one.line]
        shady = [at[one.page].runs[part.run].font for word in line.words for part in word.parts]
        font = next((index for index in shady if is_lying(fonts[index])), None)
        found.append(
            WrongLetters(
                page=one.page,
                box=line.box,
                text=one.layer_text,
                seen=one.text,
                font=font,
                agree=None if font is None else fonts[font].agree,
                read_by_ocr=bool(one.text),
            )
        )
    return found
