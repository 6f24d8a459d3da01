"""What a report with pictures shows of one document beyond its result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from atsharness.model.alignment import DiffSpan
from atsharness.model.geometry import Box
from atsharness.model.reference import Reference
from atsharness.model.value import Value

if TYPE_CHECKING:
    from atsharness.model.facts import LayoutFacts


class Cover(Value, frozen=True, kw_only=True):
    """A place of a page that a picture of it must not show, and the text to put there instead."""

    page: int
    box: Box
    text: str = ""


class View(Value, frozen=True, kw_only=True):
    """What of each document a report is to show.

    `first` and `last` are the pages, counted from 1, of which pictures are made. With `redact` names,
    contact data and digits are replaced in texts, file names and pictures.
    """

    first: int = 1
    last: int = 10
    redact: bool = False


class PagePicture(Value, frozen=True, kw_only=True):
    """One page as a person sees it, as WebP. `width` and `height` are in points."""

    page: int
    width: float
    height: float
    pixels: tuple[int, int]
    data: bytes


class Pictures(Value, frozen=True, kw_only=True):
    """The pictures of a document's pages, a small one of its first page, and why some are not there."""

    pages: tuple[PagePicture, ...] = ()
    thumbnail: PagePicture | None = None
    reason: str | None = None
    """In one line why there is none, or not all that were asked for."""


class Exhibit(Value, frozen=True, kw_only=True):
    """What a report with pictures shows of one document. Texts in it are personal data."""

    reference: Reference | None = None
    """What the paths were held against."""
    texts: Mapping[str, str] = {}
    """By path, the text as it was compared."""
    spans: Mapping[str, tuple[DiffSpan, ...]] = {}
    """By path, the stretches of its word diff: together they hold both texts to the last character."""
    facts: LayoutFacts | None = None
    """Without lines; of the runs only the hidden ones."""
    pictures: Pictures = Pictures()
    view: View = View()
    asked: bool = False
    """Whether keywords were asked for, by a posting or a list."""
