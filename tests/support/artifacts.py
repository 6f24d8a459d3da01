"""Hand-made artifacts for tests of rules: a page of words, and what each path made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from atsharness.alignment.align import align
from atsharness.model import Box, Document, Extraction, Reference, Word
from atsharness.model.facts import FileFacts, LayoutFacts, PageFacts, Run
from atsharness.rules.model import Artifacts
from atsharness.text.tokens import LINE_END, tokens

WIDTH, HEIGHT = 612.0, 792.0
LINE, LETTER = 14.0, 6.0
"""Distance of lines and width of a letter on the hand-made page."""


def place(line: int, start: int, length: int) -> Box:
    """The box of `length` letters from letter `start` of a line, both from 0."""
    top = 50.0 + line * LINE
    left = 50.0 + start * LETTER
    return left, top, left + length * LETTER, top + 10.0


def reference(text: str) -> Reference:
    """The page of a text: each word stands where its letters do."""
    words = []
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    for word in tokens(text):
        box = place(word.line - 1, word.start - starts[word.line - 1], len(word.raw))
        words.append(Word(text=word.raw, page=1, box=box, line=word.line, font="Test"))
    return Reference(text=text, origin="visual", words=tuple(words), read_by="glyphs")


def run(text: str, box: Box, **fields: Any) -> Run:
    """Glyphs in a box, evenly spread."""
    step = (box[2] - box[0]) / max(1, len(text))
    values: dict[str, Any] = {
        "glyphs": tuple(range(1, len(text) + 1)),
        "x0": tuple(box[0] + step * at for at in range(len(text))),
        "x1": tuple(box[0] + step * (at + 1) for at in range(len(text))),
        "baseline": box[3],
        "font": 0,
        "size": 10.0,
        "colour": 0,
        **fields,
    }
    return Run(text=text, box=box, **values)


def page(**fields: Any) -> PageFacts:
    return PageFacts(**{"number": 1, "width": WIDTH, "height": HEIGHT, **fields})


def layout(*, page_facts: PageFacts | None = None, **fields: Any) -> LayoutFacts:
    values: dict[str, Any] = {
        "file": FileFacts(page_count=1, title="Résumé", language="en", creator="Typst 0.14"),
        "pages": (page_facts or page(),),
        **fields,
    }
    return LayoutFacts(**values)


def artifacts(
    text: str,
    read: Mapping[str, str | None],
    facts: LayoutFacts | None = None,
    *,
    expected: Sequence[Any] = (),
    **fields: Any,
) -> Artifacts:
    """A document of which each path read what is given; None stands for a path that failed.

    The family is the path's name up to the first dash.
    """
    shown = reference(text)
    return artifacts_of_words(shown.words or (), text, read, facts, expected=expected, **fields)


def artifacts_of_words(
    words: Sequence[Word | None],
    text: str,
    read: Mapping[str, str | None],
    facts: LayoutFacts | None = None,
    *,
    expected: Sequence[Any] = (),
    **fields: Any,
) -> Artifacts:
    """The same where the words of `text` stand elsewhere than in its lines."""
    shown = Reference(text=text, origin="visual", words=tuple(words), read_by="glyphs")
    extractions, alignments = [], []
    for path, got in read.items():
        status = "failed" if got is None else "ok" if got.split() else "empty"
        family = path.split("-")[0]
        extractions.append(
            Extraction(path_id=path, family=family, version="1", status=status, text=got)  # type: ignore[arg-type]
        )
        if got is not None:
            alignments.append(align(tokens(text), got, path_id=path))
    return Artifacts(
        document=Document(path="resume.pdf", media_type="application/pdf", page_count=1),
        facts=facts or layout(),
        reference=shown,
        extractions=tuple(extractions),
        alignments=tuple(alignments),
        expected=tuple(expected),
        **fields,
    )
