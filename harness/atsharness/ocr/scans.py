"""Scanned pages: what OCR reads there."""

from __future__ import annotations

import math

import msgspec

from atsharness.clock import cpu_seconds
from atsharness.model import ReadOptions, Word
from atsharness.model.facts import InkText, LayoutFacts


def with_scans(
    facts: LayoutFacts, data: bytes, options: ReadOptions, seconds: float = math.inf
) -> LayoutFacts:
    """The facts with what OCR reads on scanned pages, as text in one image a page.

    Args:
        facts: of the document.
        data: the PDF.
        options: language, limits, work folder.
        seconds: CPU time, of Tesseract's processes too, after which no further page is read, and one under
            way is given up. What was read before that, or before a page that cannot be read, is kept.
    """
    read = {ink.page for ink in facts.ink if ink.text is not None}
    sizes = {
        page.number: (page.width, page.height)
        for page in facts.pages
        if page.scan and page.number not in read
    }
    if not sizes:
        return facts
    from atsharness_parsers._ocr_language import DocumentLanguage
    from atsharness_parsers.tesseract import read_scans

    end = cpu_seconds() + seconds
    found: dict[int, tuple[Word, ...]] = {}
    failed = facts.failed
    try:
        language = DocumentLanguage(options, " ".join(run.text for page in facts.pages for run in page.runs))
        for number, words in read_scans(data, sizes, language, end):
            found[number] = words
            if cpu_seconds() >= end:
                break
    except MemoryError:
        raise
    except Exception as error:
        failed = (*failed, f"OCR of scans: {type(error).__name__}: {' '.join(str(error).split())}")
        if not found:
            return msgspec.structs.replace(facts, failed=failed)
    scans = tuple(
        InkText(
            kind="image",
            page=number,
            box=(0.0, 0.0, *sizes[number]),
            text=" ".join(word.text for word in words),
            words=words,
        )
        for number, words in found.items()
    )
    return msgspec.structs.replace(
        facts, ink=(*facts.ink, *scans), ocr=True, ocr_lacks=language.lacks or facts.ocr_lacks, failed=failed
    )
