"""Characters that look right but are not the ones that a search looks for.

What it looks for:
    Words with accents stored separately from their letters (NFD), look-alike letters of another script,
    mathematical and full-width letters, signs in addresses that only look like ~ or /, underscores that are
    drawn as lines, zero-width characters, text direction marks, unusual hyphens, NUL characters between
    letters, no-break spaces, and tabs instead of spaces.

Why parsers lose it:
    Paths pass these characters on. A search for "Python" does not find a word with a Cyrillic о, and an
    e-mail address with a soft hyphen does not work.

Evidence:
    The word as a person reads it, the word as a path returns it, and which characters differ.

How to fix:
    Type the text again, or paste it as plain text.

Limits:
    Whole words in Greek or Cyrillic are not reported. No-break spaces separate words in every path, so they
    are information; so are tabs, unless a path has a field whole and no detector reads it for the tabs in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from atsharness.model import Evidence
from atsharness.model.facts import PageFacts
from atsharness.model.text_facts import (
    BidiControls,
    DecomposedCharacters,
    DrawnUnderscore,
    InkedSpace,
    LookAlikeSigns,
    MixedScripts,
    NoBreakSpaces,
    NulCharacters,
    SoftHyphen,
    StyledLetters,
    TextFact,
    ZeroWidthCharacters,
)
from atsharness.rules.kit.text_facts import fact_drafts, facts_of, some_texts
from atsharness.rules.kit.unread import unread
from atsharness.rules.model import Artifacts, Cost, Draft, Rule


class _UnusualHyphen(TextFact, frozen=True, kw_only=True):
    """A word with another hyphen than U+002D between letters or digits."""

    note: ClassVar[str] = "unusual hyphens"


_CALLED: dict[type[TextFact], str] = {
    DecomposedCharacters: "accents stored separately from their letters",
    MixedScripts: "letters of another script",
    _UnusualHyphen: _UnusualHyphen.note,
    ZeroWidthCharacters: "zero-width characters",
    SoftHyphen: "zero-width characters",
    StyledLetters: "mathematical or full-width letters instead of plain ones",
    LookAlikeSigns: "signs that only look like those of an address",
    DrawnUnderscore: "underscores that are only drawn",
    BidiControls: "text direction marks",
    NulCharacters: "NUL characters between letters",
    NoBreakSpaces: "no-break spaces",
}
TABBED = 0.3
"""Tabs for each word of a path's text from which they stand for spaces; columns of a table have fewer."""

_CODES = re.compile(r"[\x00-\x08\x0e-\x1f]")
_TAB = re.compile(r"\t")

_HYPHENS = re.compile("(?<=[^\\W_])[\u2010\u2011\u2212\ufe63\uff0d](?=[^\\W_])")
"""Hyphens and minus signs that are no U+002D, within a word."""


def _message(found: Sequence[TextFact]) -> str:
    kinds = ", ".join(dict.fromkeys(map(_called, found)))
    return f"{kinds}: {some_texts(found)}"


def _called(fact: TextFact) -> str:
    if isinstance(fact, SoftHyphen) and fact.drawn:
        return "soft hyphens instead of plain ones"
    return _CALLED[type(fact)]


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    def kept(found: Sequence[TextFact]) -> Iterator[Cost]:
        # The reference may hold the same characters, which then no alignment can find altered.
        texts = {fact.text for fact in found}
        paths = {
            path
            for path, item in artifacts.measured.extractions.items()
            if any(text in (item.text or "") for text in texts)
        }
        yield Cost(loss="content", hits=artifacts.measured.hits(paths))

    facts = facts_of(artifacts)
    odd = [
        *facts.of(
            *(DecomposedCharacters, MixedScripts, StyledLetters, LookAlikeSigns, DrawnUnderscore),
            *(ZeroWidthCharacters, SoftHyphen, BidiControls, NulCharacters),
        ),
        *_unusual_hyphens(facts.pages),
    ]
    yield from fact_drafts(artifacts, odd, _message, also=kept)
    if not facts.of(InkedSpace):
        yield from fact_drafts(artifacts, facts.of(NoBreakSpaces), _message, harmless=True)
        yield from _tabs(artifacts)


def _tabs(artifacts: Artifacts) -> Iterator[Draft]:
    """Spaces that the file maps to tabs: MuPDF, of which the facts are made, gives spaces for them."""
    measured = artifacts.measured
    texts = {path: item.text or "" for path, item in measured.extractions.items()}
    paths = [path for path, text in texts.items() if _is_tabbed(text)]
    if paths:
        most = min(paths, key=lambda path: (-texts[path].count("\t"), path))
        line = next(line for line in texts[most].splitlines() if "\t" in line)
        words = {path: found for path in paths if (found := unread(artifacts, path, _TAB))}
        yield Draft(
            message=f"tabs between words instead of spaces: “{line[:60].replace(chr(9), '→')}”",
            anchor="tabs",
            costs=(Cost(loss="content", hits=measured.hits(words or paths), words=words),),
            evidence=(Evidence(kind="changed", path_id=most, observed=line[:200]),),
            harmless=not words,
        )


def _is_tabbed(text: str) -> bool:
    """Whether tabs stand for spaces in a text, and are no codes among others whose letters are not told."""
    tabs = text.count("\t")
    return tabs > TABBED * len(text.split()) and tabs > len(_CODES.findall(text))


def _unusual_hyphens(pages: Iterable[PageFacts]) -> Iterator[_UnusualHyphen]:
    for page in pages:
        for line in page.lines:
            for word in line.words:
                if not word.text.isascii() and _HYPHENS.search(word.text):
                    seen = _HYPHENS.sub("-", word.text)
                    yield _UnusualHyphen(page=page.number, box=word.box, text=word.text, seen=seen)


RULE = Rule(
    id="ATS112",
    name="unusual-characters",
    depth=7,
    find=_find,
    advice={
        "": "Type these words again on the keyboard, or paste them as plain text; use bold type for bold.",
        "word": "Paste with “Keep text only”; replace ^~ (no-break hyphen) with -.",
        "latex": (
            "Load \\usepackage[T1]{fontenc} and write \\textasciitilde for ~; compile from NFC text; write -"
            " instead of \\- inside words of contact data."
        ),
        "chromium": "Remove &shy;, &zwnj; and &#8203; from the HTML; type plain letters, in <b> where bold.",
        "wkhtmltopdf": "Print the page with a browser: wkhtmltopdf's fonts map the space to a tab.",
    },
)
