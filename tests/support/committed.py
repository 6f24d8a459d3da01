"""The committed files of the corpus, each read once a session however many tests look at it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from atsharness.facts.gather import gather
from atsharness.model import Reading, ReadOptions
from atsharness.model.facts import LayoutFacts
from atsharness.registry import discover
from atsharness_corpus.person import content_dir

RENDERED = content_dir().parent / "rendered"


def pdf(stem: str) -> Path:
    """The file of that name, e.g. ``typst-two-column__dense``."""
    return RENDERED / "pdf" / f"{stem}.pdf"


def reference(stem: str) -> str:
    """What a person reads in it."""
    return (RENDERED / "ref" / f"{stem}.txt").read_text("utf-8")


@cache
def reading(path_id: str, stem: str) -> Reading:
    """What a parser path that needs no work folder reads in it."""
    parser = discover("atsharness_parsers", "PARSER")[path_id].value
    found: Reading = parser.read(pdf(stem).read_bytes(), ReadOptions())
    return found


@cache
def facts(stem: str) -> LayoutFacts:
    """Its layout facts; nobody is asked what its words are."""
    return gather(pdf(stem).read_bytes(), votes=False)
