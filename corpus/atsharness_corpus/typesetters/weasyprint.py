"""WeasyPrint (PyPI ``weasyprint``): HTML to PDF without a browser, set by Pango.

The fonts are Source Sans Pro and Source Serif Pro out of two packages of PyPI, so that a page does not
depend on the fonts of the machine. Identifier and dates are fixed: the same versions of WeasyPrint,
Pango and HarfBuzz print the same bytes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from atsharness_corpus.model import Block, DoesNotFitError, Kind, Style, Typesetter, TypesetterMissing
from atsharness_corpus.typesetters import html, programs, trial

INSTALL = "pip install 'weasyprint>=70' font-source-sans-pro font-source-serif-pro"
INSTALL_LIBRARIES = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

LEAST = 70
"""As the corpus's ``pyproject.toml`` has it."""

FONTS = ("Source Sans Pro", "Source Serif Pro")
"""Both have the Vietnamese letters, except in the serif's italic."""

_PACKAGES = {"Source Sans Pro": "font_source_sans_pro", "Source Serif Pro": "font_source_serif_pro"}
_FACES = {"Regular": "normal 400", "Bold": "normal 700", "It": "italic 400"}
_FACE_OF: dict[Kind, str] = {"name": "Bold", "section": "Bold", "title": "Bold", "meta": "It"}
"""The face that `html.BLOCKS` sets a kind in; all others are regular, with a bold lead."""


def _probe() -> str:
    from importlib.util import find_spec

    try:
        version = trial.package("weasyprint", "weasyprint", INSTALL)
    except OSError as error:
        library = re.search(r"library '([^']+)'", str(error))
        lacking = library[1] if library else trial.said(str(error))
        raise TypesetterMissing(f"weasyprint finds no {lacking}: {INSTALL_LIBRARIES}") from error
    if int(version.split(".")[0]) < LEAST:
        raise TypesetterMissing(f"weasyprint {version} is too old, {LEAST} is needed: {INSTALL}")
    if absent := [font for font, package in _PACKAGES.items() if find_spec(package) is None]:
        raise TypesetterMissing(f"{' and '.join(absent)} not installed: {INSTALL}")
    trial.prints("weasyprint", _trial_page, INSTALL_LIBRARIES)
    return version


def _trial_page() -> bytes:
    style = Style(font=FONTS[0], size=10)
    return print_html(html.page(style, trial.WORD, _faces(style.font), f"<p>{trial.WORD}</p>"))


TYPESETTER = Typesetter(id="weasyprint", probe=_probe, reproducible=True)


def fitted_page(
    style: Style, author: str, rules: str, body: str, *, language: str = "en", pages: int = 1
) -> bytes:
    """Prints `body` on at most `pages` pages; see `html.fitted_page`.

    Raises:
        DoesNotFitError: the text is too long for that many pages.
    """
    return html.fitted_page(
        print_html, style, author, _faces(style.font) + rules, body, language, _head(author), pages
    )


def markup(blocks: Iterable[Block], font: str) -> str:
    """HTML of blocks that `font` has every letter of; Pango would take others from any font it finds.

    Raises:
        DoesNotFitError: it lacks one.
    """
    blocks = tuple(blocks)
    texts: dict[str, str] = dict.fromkeys(_FACES, "")
    for block in blocks:
        face = _FACE_OF.get(block.kind, "Regular")
        texts[face] += block.text
        texts["It" if face == "It" else "Regular"] += block.right
        texts["Bold"] += block.lead
    for face, text in texts.items():
        if lacking := sorted(set(text) - _letters(_file(font, face))):
            raise DoesNotFitError(f"{font} {face} has no letter for {' '.join(lacking)}")
    return html.markup(blocks)


def print_html(source: str) -> bytes:
    """Prints an HTML page. Only files of this machine are read; nothing else is asked for.

    Raises:
        RuntimeError: WeasyPrint warns, e.g. of a font that cannot be read and another one in its place.
    """
    import weasyprint
    from weasyprint.urls import URLFetcher

    noted = _Notes()
    weasyprint.LOGGER.addHandler(noted)
    try:
        document = weasyprint.HTML(string=source, url_fetcher=URLFetcher(allowed_protocols=("file",)))
        pdf = cast(bytes, document.write_pdf(pdf_identifier=programs.EPOCH.encode(), pdf_tags=True))
    finally:
        weasyprint.LOGGER.removeHandler(noted)
    if noted.texts:
        raise RuntimeError(f"WeasyPrint says: {'; '.join(sorted(noted.texts))}")
    return pdf


class _Notes(logging.Handler):
    """Keeps the warnings that WeasyPrint writes to its log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.add(record.getMessage())


def _head(author: str) -> str:
    from html import escape

    return (
        f'<meta name="author" content="{escape(author)}"><meta name="dcterms.created" content="2026-01-15">'
    )


def _faces(font: str) -> str:
    rules = []
    for face, look in _FACES.items():
        slant, weight = look.split()
        rules.append(
            f'@font-face {{ font-family: "{font}"; font-style: {slant}; font-weight: {weight};'
            f" src: url({_file(font, face).as_uri()}); }}\n"
        )
    return "".join(rules)


def _file(font: str, face: str) -> Path:
    from importlib.util import find_spec

    spec = find_spec(_PACKAGES[font])
    if spec is None or spec.origin is None:
        raise TypesetterMissing(f"{font} is not installed: {INSTALL}")
    return Path(spec.origin).parent / "files" / f"{font.replace(' ', '')}-{face}.ttf"


def _letters(file: Path) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    font: Any
    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
