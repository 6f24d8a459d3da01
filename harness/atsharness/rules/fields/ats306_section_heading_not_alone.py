"""A section heading that shares its line with other text.

What it looks for:
    Headings with other words in the same row, on the same side of any column: years at the end of the line,
    or the section's first line where headings stand in the margin.

Why parsers lose it:
    Parsers recognise sections by lines that hold a heading and nothing else. EDUCATION 2015 – 2019 is not a
    heading to them.

Evidence:
    The heading, and the line of a path that contains it.

How to fix:
    Give each heading a line of its own.

Limits:
    Only headings of the usual sections in English, German, French, Spanish and Portuguese are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atsharness.language import headings, periods
from atsharness.model import Box, Evidence
from atsharness.model.facts import Line, LineWord, PageFacts
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Cost, Draft, Rule

_LONGEST = 4
"""Words of a heading."""

_APART = 1.2
"""A gap of so many em, or another font, sets a heading apart from what stands beside it."""

_ALIGNED = 3.0
"""Points within which the edges of labels of one column are the same."""

_FEW_HEADINGS = 0.5
"""Of labels that look the same: up to this share, one that reads like a heading is a label too."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    measured = artifacts.measured
    alone: dict[str, set[str]] = {}
    labels = {field.value for field in artifacts.expected if field.beside}
    for page, box, text, beside, company in _accompanied(artifacts):
        alone = alone or {path: _alone(item.text or "") for path, item in measured.extractions.items()}
        key = headings.section_of(text)
        lost = {path for path, values in alone.items() if key not in values}
        if not lost:  # every path has it alone: nothing is lost by its company
            continue
        words = tuple(measured.words_in(page, [box]))
        own = Evidence(
            kind="changed",
            path_id=min(lost),
            page=page,
            box=box,
            expected=text,
            observed=f"{text} {company[:60]}",
            note="not alone on its line",
        )
        # Of a column of labels a person reads it beside its section's first line: where it begins that line,
        # it costs no more than its place.
        torn = lost & _not_exact(artifacts, f"section.{key}") if key in labels else lost
        cost = Cost(loss="content", hits=measured.hits(lost), words=dict.fromkeys(sorted(torn), words))
        yield Draft(
            message=f"the heading “{text}” shares its line with “{company[:40]}”",
            anchor=text,
            page=page,
            boxes=(box, beside) if _is_date(company) else (box,),
            costs=(cost,),
            evidence=(own,),
        )


def _not_exact(artifacts: Artifacts, pointer: str) -> set[str]:
    own = (item for item in artifacts.fields or () if item.field == pointer)
    return {item.path_id for item in own if item.outcome != "exact"}


def _is_date(text: str) -> bool:
    """Whether what stands beside a heading is nothing but a period: no text of its section."""
    return any(one.text == text.strip() for one in periods.periods(text))


def _alone(text: str) -> set[str]:
    return {found.value for found in headings.alone(text)}


def _accompanied(artifacts: Artifacts) -> Iterator[tuple[int, Box, str, Box, str]]:
    """Headings beside which other words of their own block, or the first line of their section, stand.

    Each with its page, its box and its text, and the box and the text of what stands beside it.
    """
    for page in facts_of(artifacts).pages:
        for number, line in enumerate(page.lines):
            for count in range(1, min(_LONGEST, len(line.words)) + 1):
                if not _is_set_apart(page, line, count):
                    continue
                text = " ".join(word.text for word in line.words[:count])
                if headings.section_of(text) is None:
                    continue
                beside = line.words[count:] or _beside(page, number)
                if beside and _is_label(page, number, beside):
                    continue
                rest = " ".join(word.text for word in beside)
                if any(map(str.isalnum, rest)):
                    yield page.number, around(line.words[:count]), text, around(beside), rest
                break


def around(words: Sequence[LineWord]) -> Box:
    """The box of neighbouring words."""
    return words[0].box[0], words[0].box[1], words[-1].box[2], words[-1].box[3]


def _is_set_apart(page: PageFacts, line: Line, count: int) -> bool:
    """Whether the first words are a heading by their looks, not the beginning of a sentence or a label."""
    if line.words[count - 1].text.endswith((":", ",", ".")):
        return False
    if count == len(line.words):
        return True
    last, following = line.words[count - 1], line.words[count]
    one, two = page.runs[last.parts[-1].run], page.runs[following.parts[0].run]
    gap = (following.box[0] - last.box[2]) / max(line.size, 0.1)
    return gap > _APART and (one.font != two.font or abs(one.size - two.size) > 0.5 or gap > 2 * _APART)


def _is_label(page: PageFacts, number: int, beside: Sequence[LineWord]) -> bool:
    """Whether a line begins with one of several labels that look the same, not all of which are headings.

    "Languages  Python, Go" is a row of skills between "Data" and "Tools": most of these are no headings, and
    look like what stands beside them; or the page's headings look otherwise and stand alone.
    """
    own = page.lines[number]
    looks = _looks(page, own.words)
    labels = [
        headings.section_of(text) is not None
        for at, line in enumerate(page.lines)
        if (abs(line.box[0] - own.box[0]) < _ALIGNED or abs(_end(page, at) - _end(page, number)) < _ALIGNED)
        and _looks(page, line.words) == looks
        and (text := " ".join(word.text for word in _cell(page, at)))
    ]
    if sum(labels) <= _FEW_HEADINGS * len(labels) and _looks(page, beside) == looks:
        return True
    return not all(labels) and any(
        headings.section_of(line.text) is not None and _looks(page, line.words) != looks
        for at, line in enumerate(page.lines)
        if not _beside(page, at)
    )


def _end(page: PageFacts, number: int) -> float:
    """Where the first cell of a line ends; labels may be set flush right."""
    cell = _cell(page, number)
    return cell[-1].box[2] if cell else page.lines[number].box[2]


def _cell(page: PageFacts, number: int) -> Sequence[LineWord]:
    """The first words of a line that others stand apart from, beside them."""
    line = page.lines[number]
    count = next((at for at in range(1, len(line.words)) if _is_set_apart(page, line, at)), 0)
    if count:
        return line.words[:count]
    return line.words if _beside(page, number) else ()


def _looks(page: PageFacts, words: Sequence[LineWord]) -> tuple[int, float]:
    run = page.runs[words[0].parts[0].run]
    return run.font, round(run.size, 1)


def _beside(page: PageFacts, number: int) -> Sequence[LineWord]:
    """The words that stand on a heading's baseline to its right, unless the heading is a column's own."""
    line = page.lines[number]
    block = page.blocks[line.block]
    columnar = block.gutter is not None and page.gutters[block.gutter].kind in ("columns", "sidebar")
    if columnar and (block.side == "right" or not _only_headings(page, number)):
        return ()
    return next(
        (
            other.words
            for other in page.lines
            if other is not line
            and abs(other.baseline - line.baseline) < 0.25 * line.size
            and other.box[0] > line.box[2]
        ),
        (),
    )


def _only_headings(page: PageFacts, number: int) -> bool:
    """Whether the block of a line holds headings alone: they stand in the margin of their sections."""
    block = page.blocks[page.lines[number].block]
    texts = [line.text for line in page.lines[block.start : block.stop]]
    return sum(headings.section_of(text) is not None for text in texts) > 0.5 * len(texts)


RULE = Rule(
    id="ATS306",
    name="section-heading-not-alone",
    explained_by="any",
    find=_find,
    needs="losses",
    advice={
        "": "Give each section heading a line of its own; put years below it.",
        "latex": r"Put \section*{…} on its own line.",
        "moderncv": r"\moderncvstyle{banking} sets headings above the entries.",
        "europecv": "The class sets headings beside the entries; nothing but another template helps.",
    },
)
