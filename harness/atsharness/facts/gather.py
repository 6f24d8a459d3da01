"""Bytes to layout facts: the one entry of this package. Runs inside a worker process."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

import msgspec

from atsharness.clock import cpu_seconds
from atsharness.facts import content, tags
from atsharness.facts.characters import character_facts, with_plain_hyphens
from atsharness.facts.file import file_facts
from atsharness.facts.fonts import font_facts, glyph_facts
from atsharness.facts.forms import form_text
from atsharness.facts.graphics import graphic_facts
from atsharness.facts.guard import MOST_DETAIL, Guard
from atsharness.facts.hyphens import line_end_hyphens
from atsharness.facts.images import SCAN_COVER, SCAN_GLYPHS, cover, image_facts
from atsharness.facts.notes import RawLink, link_facts, page_notes, raw_links
from atsharness.facts.outlines import outlined_text
from atsharness.facts.own_text import without_own_text
from atsharness.facts.spacing import spacing_facts
from atsharness.facts.wrong_glyphs import with_wrong_glyphs, wrong_words
from atsharness.model import ReadOptions
from atsharness.model.facts import (
    FileFacts,
    FontFacts,
    ImageFacts,
    InkText,
    LayoutFacts,
    LinkFacts,
    Note,
    PageFacts,
    ReadingOrder,
    Run,
)
from atsharness.model.text_facts import AnyTextFact
from atsharness.ocr.doubts import doubtful_lines, read_all, with_blanks, wrong_letters
from atsharness.page import glyph_shapes, glyphs, layers
from atsharness.page.cut_lines import with_whole_lines
from atsharness.page.document import Opened, PasswordError
from atsharness.page.engine import mupdf
from atsharness.page.file_order import stream_order
from atsharness.page.page import Page, read_page
from atsharness.page.visibility import LAYER_OFF

_T = TypeVar("_T")
_P = TypeVar("_P")

MOST_TEXT_FACTS = 20_000
OCR_LAYER_SHARE = 0.7


def gather(
    data: bytes,
    *,
    password: str | None = None,
    max_pages: int = 100,
    ocr: ReadOptions | None = None,
    votes: bool = True,
    seconds: float = math.inf,
    ocr_seconds: float = math.inf,
) -> LayoutFacts:
    """All layout facts of a PDF.

    Args:
        data: the file.
        password: opens encrypted files.
        max_pages: pages looked at.
        ocr: how Tesseract is to read regions that the text layer does not tell for sure; None leaves them
            unread.
        votes: whether the shapes of each font's glyphs are compared with the letters claimed.
        seconds: CPU time after which no further fact is gathered.
        ocr_seconds: CPU time after which OCR that is under way is ended.

    Returns:
        The facts. A file that does not open (encrypted, broken beyond repair) has only those of the file;
        what else could not be gathered is named in `failed`.
    """
    opened: Opened | None = None
    ocr_end = cpu_seconds() + ocr_seconds
    try:
        opened = Opened(data, password)
        gathering = _Gathering(opened, len(data), max_pages, Guard(seconds))
    except PasswordError as error:
        about = FileFacts(size_bytes=len(data), encrypted=True, needs_password=True)
        return LayoutFacts(file=about, unseen=True, failed=(str(error),))
    except MemoryError:
        raise
    except Exception as error:  # MuPDF's own errors share no other base
        if opened is not None:
            opened.close()
        about = FileFacts(size_bytes=len(data), repaired=True, opens=False)
        reason = f"the file cannot be opened: {' '.join(str(error).split())[:MOST_DETAIL]}"
        return LayoutFacts(file=about, unseen=True, failed=(reason,))
    try:
        return gathering.facts(ocr, votes, ocr_end)
    finally:
        opened.close()


class _Gathering:
    """One document on its way to its facts."""

    def __init__(self, opened: Opened, size: int, max_pages: int, guard: Guard) -> None:
        self._opened = opened
        self._size = size
        self._count = min(opened.document.page_count, max_pages)
        self._guard = guard
        self._try = guard.get

    def facts(self, ocr: ReadOptions | None, votes: bool, ocr_end: float) -> LayoutFacts:
        document = self._opened.document
        about = file_facts(self._opened, self._size, self._guard)
        links, notes = self._laid_over()
        ids = self._try("tags", partial(tags.tag_orders, document)) or {}
        fonts = glyphs.Fonts()
        pages, images = self._pages(fonts)
        described = self._try("fonts", partial(font_facts, document, fonts.names, pages, self._guard))
        if described is None:
            described = [FontFacts(name=name) for name in fonts.names]
        described = self._looked_at(pages, described, votes=votes)
        found = self._text_facts(pages, described)
        pages = self._try("plain hyphens", partial(with_plain_hyphens, pages, found)) or pages
        for page in pages:
            found += self._of_page("line-end hyphens", line_end_hyphens, page)
        ink = self._ink(pages, images)
        lines = self._try("lines in doubt", partial(doubtful_lines, pages, described, found)) or []
        read = False
        lacks = None
        if ocr is not None:
            from atsharness_parsers._ocr_language import DocumentLanguage

            language = DocumentLanguage(ocr, " ".join(run.text for page in pages for run in page.runs))
            result = self._try("OCR", partial(read_all, pages, ink, lines, language, ocr_end))
            if result is not None:
                ink, lines = result
                read = True
                lacks = language.lacks
        own = self._try("text over its own outlines", partial(without_own_text, ink, pages))
        ink = ink if own is None else own
        found += self._try("wrong letters", partial(wrong_letters, pages, described, lines)) or []
        found += self._try("wrong glyphs", lambda: list(wrong_words(pages, described))) or []
        orders = tuple(self._orders(pages, ids))
        return LayoutFacts(
            file=about,
            pages=tuple(page_facts(page, images) for page in pages),
            fonts=tuple(described),
            text_facts=tuple(sorted(found, key=lambda fact: fact.page)[:MOST_TEXT_FACTS]),
            images=tuple(images),
            ink=tuple(ink),
            ocr_lines=tuple(lines),
            links=tuple(self._links(pages, links)),
            notes=tuple(notes),
            orders=orders,
            ocr=read,
            ocr_lacks=lacks,
            body_size=body_size(pages),
            unseen=self._guard.unseen,
            failed=self._guard.failed,
        )

    def _of_page(
        self, what: str, gathered: Callable[[Page], Iterable[_T]], page: Page, *, holds_text: bool = False
    ) -> list[_T]:
        """What is found on one page."""
        found = self._try(what, lambda: list(gathered(page)), page=page.number, holds_text=holds_text)
        return found or []

    def _laid_over(self) -> tuple[list[list[RawLink]], list[Note]]:
        """The links of each page, and all annotations and fields; `read_page` takes them off."""
        links: list[list[RawLink]] = []
        notes: list[Note] = []
        for index in range(self._count):
            number = index + 1
            page = self._try("links and annotations", partial(self._opened.page, index), page=number)
            if page is None:
                links.append([])
                continue
            links.append(self._try("links", partial(raw_links, page), page=number) or [])
            what = "annotations and fields"
            notes += self._try(what, partial(page_notes, page), page=number, holds_text=True) or []
        return links, notes

    def _pages(self, fonts: glyphs.Fonts) -> tuple[list[Page], list[ImageFacts]]:
        """All pages, and the images on them; of the pages' pictures what outlasts them is small."""
        all_on = self._try("layers", self._all_on)
        pages: list[Page] = []
        images: list[ImageFacts] = []
        for index in range(self._count):
            reads = partial(read_page, self._opened, index, fonts, all_on)
            page = self._try("text", reads, page=index + 1, holds_text=True)
            if page is not None:
                images += self._of_page("images", image_facts, page, holds_text=True)
                page.renderings.drop_pictures()
                pages.append(page)
        return self._try("lines cut by a page's end", partial(with_whole_lines, pages)) or pages, images

    def _all_on(self) -> Any:
        """A copy with every layer on, or None where none is off."""
        if not layers.layer_names(self._opened.document)[1]:
            return None
        copy = self._opened.copy()
        if not layers.with_all_on(copy):
            return None
        return mupdf().open(stream=copy.tobytes(), filetype="pdf")

    def _looked_at(
        self, pages: Sequence[Page], described: list[FontFacts], *, votes: bool
    ) -> list[FontFacts]:
        """The fonts with what their glyphs on the pages tell of their letters."""
        if votes:
            described = self._voted(pages, described)
        described = self._try("wrong glyphs", partial(with_wrong_glyphs, pages, described)) or described
        return self._try("blank glyphs", partial(with_blanks, pages, described)) or described

    def _voted(self, pages: Sequence[Page], described: list[FontFacts]) -> list[FontFacts]:
        votes = self._try("shape vote", partial(glyph_shapes.vote, pages, len(described)))
        if votes is None:
            return described
        return [
            facts if vote is None or facts.symbolic else msgspec.structs.replace(facts, **vote._asdict())
            for facts, vote in zip(described, votes, strict=True)
        ]

    def _text_facts(self, pages: Sequence[Page], described: Sequence[FontFacts]) -> list[AnyTextFact]:
        themes: tuple[tuple[str, Callable[[Page], Iterable[AnyTextFact]]], ...] = (
            ("glyphs", lambda page: glyph_facts(page, described)),
            ("characters", character_facts),
            ("spacing", spacing_facts),
            ("graphics", graphic_facts),
            ("ActualText", content.actual_text),
            ("Form XObjects", form_text),
        )
        found: list[AnyTextFact] = []
        for page in pages:
            for what, of_page in themes:
                found += self._of_page(what, of_page, page)
        over_all: tuple[tuple[str, Callable[[Sequence[Page]], Iterable[AnyTextFact]]], ...] = (
            ("keywords", content.hidden_keywords),
            ("keywords", content.keyword_lists),
            ("keywords", content.repeated_keywords),
            ("page bands", content.contact_in_band),
        )
        for what, of_all in over_all:
            found += self._try(what, partial(_listed, of_all, pages)) or []
        return found

    def _ink(self, pages: Sequence[Page], images: Sequence[ImageFacts]) -> list[InkText]:
        found: list[InkText] = []
        for page in pages:
            found += self._of_page("outlines", outlined_text, page, holds_text=True)
        found += [
            InkText(kind="image", page=image.page, box=image.box)
            for image in images
            if image.text_like and image.kind not in ("scan", "icon")
        ]
        return found

    def _links(self, pages: Sequence[Page], links: Sequence[list[RawLink]]) -> list[LinkFacts]:
        if not any(links):
            return []
        text = "\n".join(line.text for page in pages for line in page.lines)
        found: list[LinkFacts] = []
        for page in pages:
            found += self._of_page(
                "links", lambda one: link_facts(one.number, links[one.number - 1], one.lines, text), page
            )
        return found

    def _orders(self, pages: Sequence[Page], ids: dict[int, list[int]]) -> list[ReadingOrder]:
        found: list[ReadingOrder | None] = []
        for page in pages:
            found.append(self._try("stream order", partial(stream_order, page), page=page.number))
            own = ids.get(page.page.xref)
            if own is not None:
                found.append(self._try("tag order", partial(tags.tag_order, page, own), page=page.number))
        return [order for order in found if order is not None]


def _listed(facts: Callable[[_P], Iterable[AnyTextFact]], of: _P) -> list[AnyTextFact]:
    return list(facts(of))


def body_size(pages: Sequence[Page]) -> float | None:
    """The size, to half a point, in which most visible characters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for run in page.runs:
            if run.visible:
                sizes[round(run.size * 2) / 2] += sum(char.isalnum() for char in run.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes.total() else None


def page_facts(page: Page, images: Sequence[ImageFacts]) -> PageFacts:
    """What is kept of a page."""
    inked = [sum(not char.isspace() for char in run.text) for run in page.runs]
    mine = [image for image in images if image.page == page.number]
    covered = cover(mine, page) if mine else 0.0
    plain = sum(count for run, count in zip(page.runs, inked, strict=True) if run.hidden is None)
    invisible = sum(count for run, count in zip(page.runs, inked, strict=True) if run.mode == 3)
    return PageFacts(
        number=page.number,
        width=round(page.width, 2),
        height=round(page.height, 2),
        rotation=page.rotation,
        runs=tuple(_public(run) for run in page.runs),
        lines=tuple(page.lines),
        blocks=tuple(page.blocks),
        gutters=tuple(page.gutters),
        glyphs=sum(inked),
        visible_glyphs=sum(count for run, count in zip(page.runs, inked, strict=True) if run.visible),
        image_cover=round(covered, 3),
        scan=covered >= SCAN_COVER and plain < SCAN_GLYPHS,
        ocr_layer=covered >= SCAN_COVER
        and invisible >= SCAN_GLYPHS
        and invisible >= OCR_LAYER_SHARE * sum(inked),
        truncated=tuple(page.truncated),
    )


def _public(run: Run) -> Run:
    return msgspec.structs.replace(run, layer="") if run.layer == LAYER_OFF else run
