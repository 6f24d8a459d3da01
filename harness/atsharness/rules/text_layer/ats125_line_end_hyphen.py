"""Words hyphenated at the end of a line.

What it looks for:
    Lines that end with a hyphen and continue in lower case on the next line, where the reference has one
    word without the hyphen, so that the hyphen does not belong to a compound. Where neither the word nor the
    rest of the document settles this ("disponi-bilidad"), a file without space characters is taken for TeX
    output, and TeX hyphenates unless told not to.

Why parsers lose it:
    Most paths keep the hyphen and the line break: "develop-" and "ment" are two words, and no search finds
    "development".

Evidence:
    The word as a person reads it, and the pieces that a path returns.

How to fix:
    Switch hyphenation off.

Limits:
    Whether a hyphen belongs to a compound is decided by the document's other words and by a list of common
    first parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Box, Evidence
from atsharness.model.facts import PageFacts
from atsharness.model.text_facts import LineEndHyphen
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import counted, facts_of, pages_of
from atsharness.rules.model import Artifacts, Draft, Rule

_BROKEN = LOST | {"hyphenated"}
_SHORT = 3
"""Words of so few letters begin compounds (bit-identical) as often as they begin other words."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    pages = {page.number: page for page in facts.pages}
    hyphens = facts.of(LineEndHyphen)
    # Metadata may be another program's; that a file holds no spaces is TeX's own.
    of_tex = not any(len(run.text.split()) > 1 for page in facts.pages for run in page.runs)
    for page, some in pages_of(hyphens):
        words = artifacts.measured.words_touching(page, [word.box for word in some])
        whole = {_bare(artifacts.measured.texts[index]): index for index in words}
        broken = [
            (word, whole[key])
            for word in some
            for key in (_joined(word), *((_kept(word),) if of_tex and _may_divide(word) else ()))
            if key in whole
        ]
        if not broken:
            continue
        cost = costing.content(artifacts, sorted({index for _, index in broken}), _BROKEN)
        found = [word for word, _ in broken]
        own = tuple(
            Evidence(kind="layout", page=page, box=word.box, expected=_joined(word), observed=word.text)
            for word in found[: costing.SHOWN]
        )
        shown = ", ".join(f"“{_whole(word)}”" for word in found[:3])
        yield Draft(
            message=f"{counted(len(broken), 'word')} hyphenated at a line end: {shown}",
            anchor=" ".join(_joined(word) for word in found),
            page=page,
            boxes=tuple(_line(pages[page], word.box) for word in found),
            costs=(cost,),
            evidence=costing.lost_words(artifacts, cost) or own,
        )


def _joined(word: LineEndHyphen) -> str:
    """The word without the hyphen: what the reference has where the hyphen is only the line's."""
    return _bare(_whole(word))


def _whole(word: LineEndHyphen) -> str:
    first, _, rest = word.text.partition(" ")
    return first[:-1] + rest


def _kept(word: LineEndHyphen) -> str:
    """The word with the hyphen: what the reference has where nothing tells that it is the line's."""
    first, _, rest = word.text.partition(" ")
    return _bare(first + rest)


def _may_divide(word: LineEndHyphen) -> bool:
    """Whether a document that divides other words divides this one: it is no known kind of compound."""
    stem = _bare(word.text.partition(" ")[0])[:-1]
    return not word.compound and len(stem) > _SHORT


def _bare(word: str) -> str:
    """A word without punctuation around it; hyphens within it stay."""
    return word.strip(".,;:!?()[]{}\"'“”‘’„«»")


def _line(page: PageFacts, box: Box) -> Box:
    """The line that a broken word ends."""
    middle = (box[1] + box[3]) / 2
    return next(
        (
            line.box
            for line in page.lines
            if line.box[1] <= middle <= line.box[3] and line.box[0] <= box[0] and box[2] <= line.box[2] + 1
        ),
        box,
    )


RULE = Rule(
    id="ATS125",
    name="line-end-hyphen",
    depth=7,
    find=_find,
    advice={
        "": "Switch hyphenation off, and align the text to the left.",
        "typst": "#set text(hyphenate: false)",
        "latex": r"\usepackage[none]{hyphenat}\raggedright",
        "word": "Layout > Hyphenation > None.",
        "libreoffice": "Paragraph > Text Flow: switch Hyphenation off.",
        "chromium": "Set hyphens: none.",
        "rendercv": "design.typography.alignment: left",
    },
)
