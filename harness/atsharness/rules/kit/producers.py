"""Which program and which template made a file, as far as the file tells: advice depends on both."""

from __future__ import annotations

import re

from atsharness.model.facts import FileFacts, LayoutFacts
from atsharness.rules.model import Advice

PRODUCERS: tuple[tuple[str, str], ...] = (
    ("google-docs", r"google docs"),
    ("canva", r"canva"),
    ("typst", r"typst"),
    ("latex", r"pdftex|xdvipdfmx|xetex|luatex|latex|dvips|\btex\b"),
    ("libreoffice", r"libreoffice|openoffice"),
    ("word", r"microsoft.{0,3} (office )?word|acrobat pdfmaker.*word|\bword\b"),
    ("wkhtmltopdf", r"wkhtmltopdf|\bqt \d"),
    ("chromium", r"skia/pdf|chromium|headlesschrome|\bchrome\b|puppeteer"),
)
"""Ids and patterns of ``/Creator`` and ``/Producer``, the first that fits: Google Docs prints by Skia."""

CLASS_FONTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("awesome-cv", ("Roboto", "SourceSans", "FontAwesome")),
    ("altacv", ("Lato", "RobotoSlab", "FontAwesome")),
)
"""Ids of LaTeX classes and beginnings of the names of fonts that only they bring together."""

_EUROPASS = re.compile(r"curriculum vit(?:ae|æ) (?:of|de|di|von)\b", re.IGNORECASE)
"""What europecv and europasscv print at the foot of each page."""


def producer(file: FileFacts) -> str:
    """The id of the program that made the file, or ``""``."""
    stamp = f"{file.creator} {file.producer}"
    return next((name for name, sign in PRODUCERS if re.search(sign, stamp, re.IGNORECASE)), "")


def template(facts: LayoutFacts) -> str:
    """The id of the template family that a file was made with, or ``""``.

    moderncv names itself; RenderCV gives its files the author's name and " - CV" as the title; LaTeX classes
    are told by the fonts that they bring together, europecv by its footer.
    """
    file = facts.file
    program = producer(file)
    if program == "typst":
        return "rendercv" if file.author and file.title == f"{file.author} - CV" else ""
    if program != "latex":
        return ""
    if "moderncv" in file.creator.lower():
        return "moderncv"
    names = [font.name for font in facts.fonts]
    for family, fonts in CLASS_FONTS:
        if all(any(name.startswith(font) for name in names) for font in fonts):
            return family
    lines = (line.text for page in facts.pages for line in page.lines)
    return "europecv" if any(map(_EUROPASS.search, lines)) else ""


def advice_for(advice: Advice, facts: LayoutFacts | None) -> str:
    """What to do: with the template or the program that made the file where it is known, else in general."""
    known = () if facts is None else (template(facts), producer(facts.file))
    return next((advice[key] for key in known if key and key in advice), advice.get("", ""))
