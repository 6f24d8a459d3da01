"""Data that a path has letter by letter, and that no detector reads there for the white space in it."""

from __future__ import annotations

import re

from atsharness.rules.model import Artifacts
from atsharness.text.tokens import tokens


def unread(artifacts: Artifacts, path: str, between: re.Pattern[str]) -> tuple[int, ...]:
    """The words of such fields.

    Args:
        artifacts: of the document.
        path: whose text it is.
        between: what stands between a field's words in that text.
    """
    measured = artifacts.measured
    altered = {
        item.field for item in artifacts.fields or () if item.path_id == path and item.outcome == "altered"
    }
    text = measured.extractions[path].text or ""
    read = tokens(text) if altered else ()
    found: set[int] = set()
    for field in artifacts.expected:
        labels = [measured.label(path, index) for index in field.words]
        if field.pointer in altered and all(label.form.startswith("ok") for label in labels):
            images = [image for label in labels for image in label.hypothesis]
            if between.search(text[read[min(images)].start : read[max(images)].stop]):
                found.update(field.words)
    return tuple(sorted(found))
