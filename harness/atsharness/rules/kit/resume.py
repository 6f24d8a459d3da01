"""What rules on content see: a résumé as the page says it, and as the family reads it that reads it worst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from atsharness.content.read import content_of_reference
from atsharness.content.years import Experience, experience_of
from atsharness.keywords.vocabulary import Term
from atsharness.language.language_id import iso_language_of
from atsharness.model import (
    Document,
    Extraction,
    FieldRecovery,
    Keyword,
    PostingMatch,
    Recovery,
    Reference,
    Value,
)
from atsharness.model.content import Content, Piece
from atsharness.model.facts import LayoutFacts
from atsharness.posting.compare import match_of
from atsharness.posting.read import Posting
from atsharness.rules.kit.prose import Prose
from atsharness.settings import GuideSettings
from atsharness.text.tokens import LINE_END, tokens
from atsharness.verdict.families import OCR_FAMILY


class Asked(Value, frozen=True, kw_only=True):
    """What the content is looked at for: `advice`, a `posting`, or both; and what that goes by.

    `today` is the year and month at which a job that lasts ends.
    """

    today: tuple[int, int]
    settings: GuideSettings = GuideSettings()
    advice: bool = True
    posting: Posting | None = None
    terms: tuple[Term, ...] = ()
    """Keywords that the posting names."""


class Seen(Value, frozen=True, kw_only=True, dict=True):
    """One text of a résumé: the page's, or what one parser path returned."""

    reference: Reference
    resume: Resume
    path_id: str | None = None
    family: str | None = None
    """None of the page."""

    @cached_property
    def content(self) -> Content:
        """What it says."""
        return content_of_reference(self.reference)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text's lines; `Piece.lines` counts these from 1."""
        return tuple(LINE_END.split(self.reference.text))

    @cached_property
    def low(self) -> str:
        """All of it in small letters."""
        return self.reference.text.casefold()

    @cached_property
    def prose(self) -> Prose:
        """Its sentences, and the terms in them."""
        return Prose(self.content, self.resume.asked.terms)

    @cached_property
    def left_edges(self) -> Mapping[int, float]:
        """Where the first word of each line begins, in points; empty where no place is known."""
        found: dict[int, float] = {}
        for word, place in zip(tokens(self.text), self.reference.words or (), strict=False):
            if place is not None:
                found.setdefault(word.line, place.box[0])
        return found

    @property
    def text(self) -> str:
        """All of it."""
        return self.reference.text

    @property
    def is_page(self) -> bool:
        """Whether it is what a person sees."""
        return self.family is None

    def line_of(self, piece: Piece) -> str:
        """The first line that a piece stands in, its bullet included."""
        at = piece.lines[0] - 1 if piece.lines else len(self.lines)
        return self.lines[at].strip() if at < len(self.lines) else piece.text


class Resume(Value, frozen=True, kw_only=True, dict=True):
    """A résumé as rules on content see it. What is not asked for is not read."""

    document: Document
    facts: LayoutFacts | None
    asked: Asked
    shown: Reference | None
    """What a person sees; None where that is not known."""
    extractions: tuple[Extraction, ...] = ()
    recoveries: tuple[Recovery, ...] = ()
    fields: tuple[FieldRecovery, ...] = ()
    keywords: tuple[Keyword, ...] = ()
    panel: Mapping[str, str] = {}

    @cached_property
    def page(self) -> Seen | None:
        """The page."""
        return None if self.shown is None else Seen(reference=self.shown, resume=self)

    @cached_property
    def worst(self) -> Seen | None:
        """The text of the family of the panel that gets fewest fields, by its best mode; None without any."""
        path = worst_path(self.extractions, self.recoveries, self.fields, self.panel)
        if path is None:
            return None
        reference = Reference(text=path.text or "")
        return Seen(reference=reference, resume=self, path_id=path.path_id, family=path.family)

    @cached_property
    def letters(self) -> Mapping[tuple[int, float], int]:
        """How many letters and figures are seen in each font (`LayoutFacts.fonts`) and size, in points."""
        found: Counter[tuple[int, float]] = Counter()
        for page in self.facts.pages if self.facts is not None else ():
            for run in page.runs:
                if run.visible and run.seen_as != "image":
                    found[run.font, round(run.size, 1)] += sum(map(str.isalnum, run.text))
        return found

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1 of the page's language; None where it cannot be told."""
        return None if self.shown is None else iso_language_of(self.shown.text)

    @cached_property
    def experience(self) -> Experience | None:
        """Years in jobs by the page; None where the page is not known."""
        return None if self.page is None else experience_of(self.page.content, today=self.asked.today)

    @cached_property
    def match(self) -> PostingMatch | None:
        """Where the page has what the posting asks for; None without a posting or a page."""
        if self.asked.posting is None or self.page is None:
            return None
        page = self.page
        return match_of(self.asked.posting, page.content, page.text, self.keywords, self.experience)

    @property
    def settings(self) -> GuideSettings:
        """The numbers to go by."""
        return self.asked.settings


def worst_path(
    extractions: Iterable[Extraction],
    recoveries: Sequence[Recovery],
    fields: Sequence[FieldRecovery],
    panel: Mapping[str, str],
) -> Extraction | None:
    """The best mode of the family whose best mode gets fewest fields; of equals, fewest characters."""
    lost = Counter(item.path_id for item in fields if item.outcome != "exact")
    recalls = {item.path_id: item.content.char_recall or 0.0 for item in recoveries}
    best: dict[str, tuple[int, float, str]] = {}
    read = {
        item.path_id: item
        for item in extractions
        if item.status == "ok" and item.text and item.family != OCR_FAMILY and item.path_id in recalls
    }
    for path_id, item in read.items():
        if panel and path_id not in panel:
            continue
        rank = (lost[path_id], -recalls[path_id], path_id)
        best[item.family] = min(best.get(item.family, rank), rank)
    return read[max(best.values())[2]] if best else None
