"""Letters beyond ASCII, which OpenCATS misreads in every DOCX.

What it looks for:
    Accented letters, dashes, curly quotes and other characters beyond ASCII, `&` and `<`, where OpenCATS's
    reading was among the paths.

Why parsers lose it:
    OpenCATS converts the text once too often and leaves entities as they are: Müller comes out as MÃ¼ller, an
    en dash as three signs, R&D as R&amp;D.

Evidence:
    The words, and what OpenCATS has in their place.

How to fix:
    Nothing needs to be done to the document: a PDF is read by another program there.

Limits:
    Since it happens to every document with such letters, OpenCATS is no part of the panel for DOCX: its
    losses are shown and do not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.rules.docx._constructs import flow_of
from atsharness.rules.kit.costing import SHOWN
from atsharness.rules.kit.text_facts import counted
from atsharness.rules.model import Artifacts, Draft, Rule

_FAMILY = "opencats"


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    flow_of(artifacts)
    paths = [
        item.path_id for item in artifacts.extractions if item.family == _FAMILY and (item.text or "").strip()
    ]
    words = [text for text in artifacts.measured.texts if not text.isascii() or "&" in text or "<" in text]
    if paths and words:
        distinct = list(dict.fromkeys(words))
        yield Draft(
            message=f"{counted(len(words), 'word')} misread by OpenCATS: {' '.join(distinct[:5])}",
            anchor="beyond ASCII",
            evidence=tuple(
                Evidence(kind="changed", path_id=paths[0], expected=text, observed=misread(text))
                for text in distinct[:SHOWN]
            ),
            harmless=True,
        )


def misread(text: str) -> str:
    """What OpenCATS makes of a text, by its published rules."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return escaped.encode("utf-8", "replace").decode("latin-1")


RULE = Rule(
    id="ATS627",
    name="beyond-ascii",
    of="docx",
    depth=11,
    find=_find,
    advice={"": "Send a PDF where the portal takes one; the document itself is in order."},
)
