"""Which program made a file, as far as its metadata tells: advice depends on it."""

from __future__ import annotations

import re

from atsharness.model.facts import FileFacts
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


def producer(file: FileFacts) -> str:
    """The id of the program that made the file, or ``""``."""
    stamp = f"{file.creator} {file.producer}"
    return next((name for name, sign in PRODUCERS if re.search(sign, stamp, re.IGNORECASE)), "")


def advice_for(advice: Advice, file: FileFacts | None) -> str:
    """What to do: in the program that made the file where it is known, else in general."""
    own = advice.get(producer(file)) if file is not None else None
    return own or advice.get("", "")
