"""Letters beyond ASCII, which OpenCATS misreads in every DOCX.

What it looks for:
    Accented letters, dashes, curly quotes and other characters beyond ASCII, and `&` and `<`.

Why parsers lose it:
    OpenCATS converts the text once too often and leaves entities as they are: Müller comes out as MÃ¼ller, an
    en dash as three signs, R&D as R&amp;D.

Evidence:
    The words, and what OpenCATS has in their place.

How to fix:
    Nothing needs to be done to the document: a PDF is read by another program there.

Limits:
    Since it happens to every document with such letters, a loss in OpenCATS alone is no risk in the verdict.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.rules.docx._constructs import docx_of
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import ALTERED, text_of
from atsharness.rules.kit.text_facts import counted
from atsharness.rules.model import Artifacts, Draft, Rule
from atsharness.verdict.families import LONE


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    docx_of(artifacts)
    measured = artifacts.measured
    words = [
        index for index, text in enumerate(measured.texts) if not text.isascii() or "&" in text or "<" in text
    ]
    cost = costing.content(artifacts, words, ALTERED)
    only = {path: some for path, some in cost.words.items() if measured.families[path] in LONE}
    lost = sorted({index for some in only.values() for index in some})
    if lost:
        yield Draft(
            message=f"{counted(len(lost), 'word')} misread by OpenCATS: {text_of(measured, lost, most=5)}",
            anchor="beyond ASCII",
            evidence=costing.lost_words(artifacts, costing.in_paths(artifacts, cost, only)),
            harmless=True,
            explains=frozenset(lost),
        )


RULE = Rule(
    id="ATS627",
    name="beyond-ascii",
    of="docx",
    depth=11,
    find=_find,
    advice={"": "Send a PDF where the portal takes one; the document itself is in order."},
)
