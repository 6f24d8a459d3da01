"""What the corpus is made of: blocks of text, arrangements of them, layouts and typesetters.

A `Block` is one visual line of thought (a heading, a bullet, a title with its date). An
`Arrangement` says where the blocks stand on the page. A layout turns a person into an arrangement
and has *one* typesetter print it, so that the reference text is known before any PDF exists.
Lengths are in PDF points.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal

import msgspec

from atsharness.errors import ExitCode, HarnessError
from atsharness_corpus.person import Person

Kind = Literal["name", "label", "contact", "section", "title", "meta", "skill", "bullet", "text"]
BULLET = "•"


class TypesetterMissing(HarnessError):  # noqa: N818 (a state of the machine, not a mistake)
    """A typesetter cannot be used here; the message says why, and what installs it, in one line."""

    exit_code = ExitCode.UNAVAILABLE


class DoesNotFitError(HarnessError):
    """A person's text does not fit on the pages that a layout has for it."""


class Value(msgspec.Struct, frozen=True):
    """Base of all types here: immutable."""


class Block(Value, frozen=True, kw_only=True):
    """One heading, paragraph, bullet or row, as it is printed.

    `lead` stands before the text on the same line (a skill group's name), `right` at the line's
    other end (a job's dates). A bullet's mark is not part of `text`; every typesetter prints `BULLET`.
    """

    kind: Kind
    text: str
    lead: str = ""
    right: str = ""

    @property
    def line(self) -> str:
        """What a person reads here, in reading order."""
        parts = (BULLET if self.kind == "bullet" else "", self.lead, self.text, self.right)
        return " ".join(part for part in parts if part)


class Arrangement(Value, frozen=True, kw_only=True):
    """Where blocks stand: a header over the full width, then columns from left to right."""

    header: tuple[Block, ...]
    columns: tuple[tuple[Block, ...], ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block in page order: the header, then column by column."""
        return self.header + tuple(block for column in self.columns for block in column)

    def mapped(self, change: Callable[[Block], Block]) -> Arrangement:
        """The same places with every block changed."""
        return Arrangement(
            header=tuple(change(block) for block in self.header),
            columns=tuple(tuple(change(block) for block in column) for column in self.columns),
        )


class Style(Value, frozen=True, kw_only=True):
    """How an arrangement looks. Lengths are in points; `sidebar` is a share of the body's width."""

    font: str
    size: float
    margin: float = 45.0
    gutter: float = 18.0
    sidebar: float = 0.32
    tracking: float = 0.0
    """Space between the letters of headings, in em."""
    accent: str = "1f3a5f"
    """Colour of headings: six hexadecimal digits."""


class Built(Value, frozen=True, kw_only=True):
    """One built file and what it says: `arrangement` gives the reference text.

    `in_order` is the same page with its text drawn in the order of the arrangement, where `pdf` is not.
    """

    pdf: bytes
    arrangement: Arrangement
    in_order: bytes = b""


class Typesetter(Value, frozen=True, kw_only=True):
    """A program that sets pages.

    `probe` returns its version or raises `TypesetterMissing`, also where the program is there and prints no
    page. `reproducible` says that the same source gives the same bytes with the same version.
    """

    id: str
    probe: Callable[[], str]
    reproducible: bool = False

    def missing(self) -> str:
        """Why it cannot be used here, in one line; empty where it can. Each process finds out once."""
        return _missing(self.probe)


@cache
def _missing(probe: Callable[[], str]) -> str:
    try:
        probe()
    except TypesetterMissing as error:
        return str(error)
    return ""


class Layout(Value, frozen=True, kw_only=True):
    """One arrangement in exactly one typesetter. A module's constant ``LAYOUT``.

    `build` takes a person and a seed: seed 0 is the layout's own look, which the committed files
    have; any other seed varies fonts, sizes and lengths, never the arrangement.
    """

    id: str
    """``<typesetter>/<arrangement>``, e.g. ``typst/two-column``."""
    title: str
    typesetter: Typesetter
    build: Callable[[Person, int], Built]
    template: str | None = None
    """The third-party template that it is set with, e.g. ``moderncv``."""
    faults: tuple[str, ...] = ()
    """Ids of the faults that the arrangement has by nature, e.g. ``sidebar``."""
