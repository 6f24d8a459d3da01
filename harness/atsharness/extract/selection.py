"""Which parser paths the settings ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from atsharness.errors import UsageError
from atsharness.model import Extraction, ParserPath
from atsharness.registry import Found
from atsharness.settings import Settings

OCR_FAMILY = "tesseract"


def select(found: Mapping[str, Found], settings: Settings) -> dict[str, Found]:
    """The parser paths that the settings ask for, by id.

    Raises:
        UsageError: a name that is neither a path, a family nor ``panel``, or one that is required while OCR,
            which it needs, is left out.
    """
    parsers = {key: item.value for key, item in found.items()}
    for name in (*settings.paths, *settings.require):
        if not any(is_named(parser, [name]) for parser in parsers.values()):
            raise UsageError(f"unknown parser path {name!r}; known: {', '.join(parsers)} (see ats paths)")
    chosen = {}
    for key, parser in parsers.items():
        required = is_named(parser, settings.require)
        if parser.family == OCR_FAMILY and not settings.ocr:
            if required:
                raise UsageError(f"{key} is required, but OCR is switched off")
        elif required or not settings.paths or is_named(parser, settings.paths):
            chosen[key] = found[key]
    if not chosen:
        raise UsageError("no parser path is left to run; see ats paths")
    return chosen


def is_named(parser: ParserPath, names: Iterable[str]) -> bool:
    """Whether one of the names stands for this path: its id, its family, or ``panel``."""
    return any(name in (parser.id, parser.family) or (name == "panel" and parser.panel) for name in names)


def missing_requirements(
    extractions: Iterable[Extraction], found: Mapping[str, Found], settings: Settings
) -> list[Extraction]:
    """Extractions of required paths whose engine is not available."""
    return [
        item
        for item in extractions
        if item.status == "unavailable" and is_named(found[item.path_id].value, settings.require)
    ]
