"""JSON Resume (https://jsonresume.org/schema): every value that a template may print, as a leaf."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from atsharness.model import Leaf, LeafKind
from atsharness.sources.leaves import leaf, plain

SECTIONS = (
    *("basics", "work", "volunteer", "education", "awards", "certificates", "publications", "skills"),
    *("languages", "interests", "references", "projects"),
)
_UNPRINTED = {"$schema", "meta", "image", "picture"}
_KINDS: dict[str, LeafKind] = {
    **dict.fromkeys(("startDate", "endDate", "date", "releaseDate"), "date"),
    **dict.fromkeys(("url", "website"), "url"),
    "email": "email",
    "phone": "phone",
}
_LASTING = {"work", "volunteer", "projects", "education"}
_DEEPEST = 12


def recognises(value: object) -> bool:
    """Whether parsed JSON or YAML looks like a JSON Resume: a mapping with one of its sections."""
    return isinstance(value, dict) and any(
        isinstance(value.get(section), dict | list) for section in SECTIONS
    )


def read(text: str) -> tuple[Leaf, ...]:
    """Reads a JSON Resume file.

    Raises:
        ValueError: it is not JSON, or no JSON Resume; one line.
    """
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"not valid JSON ({error})") from error
    if not recognises(value):
        raise ValueError("not a JSON Resume: it has none of the sections (basics, work, …)")
    return from_mapping(value)


def from_mapping(resume: dict[str, Any]) -> tuple[Leaf, ...]:
    """The leaves of a parsed JSON Resume, in its own order.

    A job, project or degree with a start but no end lasts: it gets an end of ``Present``. Keys that are never
    printed (`meta`, images) and top-level scalars, which the schema does not know, are left out.
    """
    found: list[Leaf] = []
    for section, value in resume.items():
        if section in _UNPRINTED or not isinstance(value, dict | list):
            continue
        found += _leaves(section, section, value, section, 0)
    return tuple(found)


def _leaves(pointer: str, key: str, value: object, section: str, depth: int) -> Iterator[Leaf]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in _UNPRINTED:
                yield from _leaves(f"{pointer}.{name}", str(name), part, section, depth + 1)
            if name == "startDate" and part and section in _LASTING and not value.get("endDate"):
                yield leaf(f"{pointer}.endDate", "Present", "date")
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _leaves(f"{pointer}.{number}", key, part, section, depth + 1)
    elif value is not None and not isinstance(value, bool):
        shown = plain(str(value)).strip()
        if shown:
            yield leaf(pointer, shown, _KINDS.get(key, "text"))
