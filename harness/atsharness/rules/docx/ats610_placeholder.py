"""A placeholder that is still shown.

What it looks for:
    Content controls that show their own prompt (“Click or tap here to enter text.”) because nobody filled
    them in.

Why parsers lose it:
    They read the prompt as content: a job's title or a company may be “[Company Name]”.

Evidence:
    The prompt, and the paths that return it.

How to fix:
    Fill the control in, or delete it.

Limits:
    Prompts that a template has as plain text (“Your Name”) are not known as such.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.rules.docx._constructs import flow_of, named, places, words_of
from atsharness.rules.kit.losses import text_of
from atsharness.rules.model import Artifacts, Cost, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    found = [item for item in flow_of(artifacts).of("placeholder") if item.boxes]
    if not found:
        return
    measured = artifacts.measured
    words = words_of(artifacts, found)
    lost = measured.spoilt(words, ("missing",))
    readers = [path for path in measured.families if len(lost.get(path, ())) < len(words)]
    text = text_of(measured, words)
    path = readers[0] if readers else None
    yield Draft(
        message=f"{named(found, ('placeholder', 'placeholders'))} still shown: “{text[:60]}”",
        anchor=text,
        costs=(Cost(loss="sign", hits=measured.hits(readers)),),
        evidence=(Evidence(kind="extra", path_id=path, observed=text[:200]), *places(found)),
    )


RULE = Rule(
    id="ATS610",
    name="placeholder",
    of="docx",
    depth=7,
    find=_find,
    advice={
        "": "Fill the placeholder in, or delete it.",
        "word": "Click into the prompt and type, or right-click > Remove Content Control and delete it.",
        "libreoffice": "Click into the prompt and type, or delete it.",
    },
)
