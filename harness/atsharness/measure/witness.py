"""A second witness of a document without pages: the page that LibreOffice makes of it. Pure.

What a person reads is read from the file itself; where LibreOffice is installed, its page is there too. A
word that only one of them has is told: one of the two is wrong, and a person can look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from atsharness.model import Extraction
from atsharness.text.tokens import Token, tokens

WITNESS = "libreoffice-pdf"
"""The path that reads LibreOffice's page."""
MOST_SHOWN = 30
"""Words named of each kind; a page with more is another document."""


def contradictions(words: Sequence[Token], extractions: Iterable[Extraction]) -> Iterator[str]:
    """One sentence for the words that the page lacks, one for those that it has besides.

    Words that are divided at a line's end, or glued by a reader, count as there; so do headers that stand
    on each page.

    Args:
        words: of the document as it was read.
        extractions: of the same document.
    """
    page = next((one.text for one in extractions if one.path_id == WITNESS and one.status == "ok"), None)
    if not page:
        return
    seen = tokens(page)
    lacking = _only_in(words, seen)
    if lacking:
        yield f"LibreOffice's page lacks {_listed(lacking)}"
    further = _only_in(seen, words)
    if further:
        yield f"LibreOffice's page has {_listed(further)} besides"


def _only_in(words: Sequence[Token], others: Sequence[Token]) -> list[str]:
    """The words, each once, whose letters and figures stand nowhere among the others'."""
    letters = "".join(map(_letters, others))
    return list(
        dict.fromkeys(word.raw for word in words if not word.decoration and _letters(word) not in letters)
    )


def _letters(word: Token) -> str:
    """A word without hyphens: PDFium has U+FFFE for one at a line's end."""
    return "".join(char for char in word.key if char.isalnum())


def _listed(words: Sequence[str]) -> str:
    shown = ", ".join(f"“{word}”" for word in words[:MOST_SHOWN])
    more = f" and {len(words) - MOST_SHOWN:,} more" if len(words) > MOST_SHOWN else ""
    return f"{shown}{more}"
