"""DOCX files for tests: what paths read in them, and what is judged of them."""

from __future__ import annotations

from functools import cache

from atsharness.in_process import inputs_of, text_panel
from atsharness.model import DocumentResult, ParserPath, media_types
from atsharness.pipeline import Judging, check
from atsharness.registry import discover
from atsharness.rules.engine import all_rules
from atsharness.settings import Settings
from atsharness.verdict.limits import calibrated
from atsharness_corpus.person import Person, content_dir, load_people

CHEAP = (
    "python-docx-paragraphs",
    "python-docx-tables",
    "docx2txt",
    "mammoth",
    "opencats-docx",
    "odoo-docx",
)
"""The paths that the extra `docx` installs, in the order of the matrix."""


def paths(*ids: str) -> list[ParserPath]:
    """Parser paths by id; all the cheap ones unless named."""
    found = discover("atsharness_parsers", "PARSER")
    return [found[name].value for name in ids or CHEAP]


@cache
def judging() -> Judging:
    return Judging(limits=calibrated(), rules=all_rules(), settings=Settings())


def judged(data: bytes, name: str = "resume.docx") -> DocumentResult:
    """What `ats check` finds in a DOCX, read in this process by the panel."""
    return check(inputs_of(data, text_panel(media_types.DOCX), name=name), judging())


def outcomes(result: DocumentResult) -> dict[str, str]:
    """By rule; an error says why."""
    return {item.rule_id: item.outcome for item in result.rule_results}


@cache
def people() -> tuple[Person, ...]:
    return load_people(content_dir())


def person(name: str = "junior") -> Person:
    return next(one for one in people() if one.id == name)
