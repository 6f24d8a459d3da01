"""Golden tables of (field, path) outcomes on committed files, each looked at by eye against the path's text.

Every outcome but `exact` is listed; the first line says how many of how many fields are exact.
"""

from __future__ import annotations

import json
from functools import lru_cache

import committed
import pytest

from atsharness import registry
from atsharness.alignment.align import align
from atsharness.fields.expected import expected_fields
from atsharness.fields.recover import Detected, recover
from atsharness.model import FieldRecovery, Reference
from atsharness.sources import jsonresume
from atsharness.text.tokens import tokens
from atsharness_corpus.person import content_dir

PATHS = [
    key
    for key, found in registry.discover("atsharness_parsers", "PARSER").items()
    if found.value.panel and "application/pdf" in found.value.accepts and found.value.family != "tesseract"
]


@lru_cache(maxsize=4)
def recovered(stem: str) -> dict[str, tuple[FieldRecovery, ...]]:
    """What each text path of the panel makes of a committed file's fields."""
    person = content_dir() / f"{stem.partition('__')[2]}.json"
    text = committed.reference(stem)
    words = tokens(text)
    reference = Reference(text=text, leaves=jsonresume.from_mapping(json.loads(person.read_text("utf-8"))))
    fields = expected_fields(reference, words)
    found = {}
    for key in PATHS:
        read = committed.reading(key, stem).text
        own = tokens(read)
        found[key] = recover(fields, align(words, own, path_id=key), own, Detected(read))
    return found


def shown(stem: str) -> str:
    lines = []
    for path, items in recovered(stem).items():
        exact = sum(item.outcome == "exact" for item in items)
        lines.append(f"{path}: {exact} of {len(items)} exact")
        for item in items:
            if item.outcome != "exact":
                state = f"{item.outcome}, {item.detail}" if item.detail else item.outcome
                observed = (item.observed or "-").replace("\n", " ")
                lines.append(f"  {item.field}: {state}: {item.expected[:60]!r} -> {observed[:70]!r}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    "stem", ["typst-two-column__dense", "typst-date-column__dense", "xelatex-single-column__diacritics"]
)
def test_outcomes(stem: str, golden: object) -> None:
    golden(f"{stem}.txt", shown(stem))  # type: ignore[operator]


def test_a_single_column_arrives_whole_but_for_what_pdfminer_parts() -> None:
    for path, items in recovered("typst-single-column__dense").items():
        lost = {item.field for item in items if item.outcome != "exact"}
        if not path.startswith("pdfminer-"):
            assert not lost, path
        assert not {field for field in lost if field.startswith(("basics.", "skills.", "section."))}, path
