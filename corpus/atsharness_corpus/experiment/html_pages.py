"""Pages of Chromium and WeasyPrint with one thing and without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import escape

from atsharness_corpus.experiment import people
from atsharness_corpus.experiment.model import Made
from atsharness_corpus.experiment.things import PLAIN
from atsharness_corpus.model import Arrangement, Block, Style, Value
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import chromium, html, weasyprint

STYLE = Style(font="", size=9.5, margin=46.0)
_MOST_PAGES = 9
_OFFICE_FONT = "Carlito"
"""Calibri's twin on Linux: it has ligatures for ``ti`` and ``tt`` beside ``fi``."""
_UNUSUAL = ("Lato", "DejaVu Serif", "Bitstream Charter")
_GRID = """
main { display: grid; grid-template-columns: var(--sidebar) 1fr; column-gap: var(--gutter); }
main h2:first-child { margin-top: 0; }
"""
_TABLE = (
    "td { vertical-align: top; } td:first-child { width: 20%; padding-right: 10pt; } td h3 { margin-top: 0; }"
)
_NARROW = "main { margin: 0 85pt; text-align: justify; }"
_COLOURED = """
h1 { color: #b03a2e; } .label { color: #7d3c98; } h2 { color: #1f618d; } h3 { color: #117864; }
header { background: #dce9f5; padding: 6pt; -webkit-print-color-adjust: exact; }
"""

Markup = Callable[[tuple[Block, ...]], str]


class Edit(Value, frozen=True, kw_only=True):
    """How a page differs from the plain one."""

    rules: str | Callable[[Person, int], str] = ""
    arranged: Callable[[Person], Arrangement] = people.plain
    read: Callable[[Person], Arrangement] | None = None
    """What a person reads, where that is not what is arranged."""
    body: Callable[[Arrangement, Markup], str] | None = None
    pages: int = _MOST_PAGES
    size: float = 0.0
    margin: float = 0.0


def _body(arrangement: Arrangement, markup: Markup) -> str:
    (column,) = arrangement.columns
    return f"<header>{markup(arrangement.header)}</header><main>{markup(column)}</main>"


def _grid(arrangement: Arrangement, markup: Markup) -> str:
    columns = "".join(f"<section>{markup(column)}</section>" for column in arrangement.columns)
    return f"<header>{markup(arrangement.header)}</header><main>{columns}</main>"


def _tables(arrangement: Arrangement, markup: Markup) -> str:
    return people.with_tables(
        arrangement,
        markup,
        lambda dates, entry: f"<table><tr><td>{escape(dates)}</td><td>{entry}</td></tr></table>",
    )


def _linked(arrangement: Arrangement, markup: Markup) -> str:
    return people.linked(
        _body(arrangement, markup),
        arrangement,
        lambda item, address: (escape(item), f'<a href="{escape(address)}">{escape(item)}</a>'),
    )


def _in_page_header(person: Person, _: int) -> str:
    lines = [block.text for block in people.contact_of(people.plain(person))]
    text = r"\a ".join(re.sub(r'(["\\])', r"\\\1", line) for line in lines)
    return (
        f'@page :first {{ @top-center {{ content: "{text}"; white-space: pre; font: 8.5pt sans-serif; }} }}'
    )


def _unusual(_: Person, seed: int) -> str:
    return f'body {{ font-family: "{_UNUSUAL[seed % len(_UNUSUAL)]}"; }}'


_PLAIN = Edit()
EDITS: Mapping[str, tuple[Edit, Edit]] = {
    PLAIN: (_PLAIN, _PLAIN),
    "accents": (_PLAIN, Edit(arranged=people.without_marks)),
    "bullets": (Edit(rules='ul { list-style-type: "→"; }'), _PLAIN),
    "colours": (Edit(rules=_COLOURED), Edit(rules=":root { --accent: #000 } header { padding: 6pt; }")),
    "columns": (Edit(rules="main { column-count: 2; column-gap: 20pt; }"), _PLAIN),
    "contact-in-header": (
        Edit(rules=_in_page_header, arranged=people.without_contact, read=people.contact_first),
        _PLAIN,
    ),
    "drop-cap": (
        Edit(
            rules="main h2:first-of-type + p::first-letter"
            " { float: left; font-size: 2.6em; line-height: .85; padding-right: .06em; }"
        ),
        _PLAIN,
    ),
    "justified": (Edit(rules="body { text-align: justify; }"), _PLAIN),
    "layout-table": (
        Edit(rules=_TABLE, arranged=people.dates_first, body=_tables),
        Edit(rules="h3 { display: block; }", arranged=people.dates_first),
    ),
    "ligatures": (_PLAIN, Edit(rules="body { font-variant-ligatures: none; }")),
    "line-end-hyphen": (Edit(rules=f"{_NARROW} main {{ hyphens: auto; }}"), Edit(rules=_NARROW)),
    "links": (Edit(body=_linked), _PLAIN),
    "right-dates": (_PLAIN, Edit(arranged=people.dates_below)),
    "sidebar": (
        Edit(rules=_GRID, arranged=people.two_columns, body=_grid, size=8.0, pages=1),
        Edit(arranged=people.stacked, size=8.0),
    ),
    "small-caps": (Edit(rules="h1, h2 { font-variant: small-caps; }"), _PLAIN),
    "two-pages": (Edit(size=12.0, margin=80.0), Edit(size=8.0, margin=36.0, pages=1)),
}
"""By thing: the page with it and without it, in both typesetters."""
CHROMIUM_EDITS: Mapping[str, tuple[Edit, Edit]] = {
    # Chromium fetches its patterns of hyphenation over the network: there are none.
    **{thing: edits for thing, edits in EDITS.items() if thing != "line-end-hyphen"},
    "ligatures": (
        Edit(rules=f"body {{ font-family: {_OFFICE_FONT}; }}"),
        Edit(rules=f"body {{ font-family: {_OFFICE_FONT}; font-variant-ligatures: none; }}"),
    ),
    "unusual-font": (Edit(rules=_unusual), _PLAIN),
}
PLAIN_EDIT = _PLAIN


def printed(typesetter: str, edit: Edit, person: Person, seed: int) -> Made:
    """Prints a page.

    Raises:
        DoesNotFitError: the font lacks a letter, or the text needs more pages.
    """
    fonts = weasyprint.FONTS if typesetter == "weasyprint" else chromium.FONTS
    style = drawn(Style(font=fonts[0], size=STYLE.size, margin=STYLE.margin), seed, fonts)
    style = Style(
        font=style.font,
        size=edit.size or style.size,
        margin=edit.margin or style.margin,
        gutter=style.gutter,
        sidebar=style.sidebar,
        accent=style.accent,
    )
    markup: Markup = html.markup
    if typesetter == "weasyprint":
        markup = partial(weasyprint.markup, font=style.font)
    arrangement = edit.arranged(person)
    rules = edit.rules if isinstance(edit.rules, str) else edit.rules(person, seed)
    body = (edit.body or _body)(arrangement, markup)
    printer = weasyprint.fitted_page if typesetter == "weasyprint" else chromium.fitted_page
    pdf = printer(style, person.basics.name, rules, body, language=person.language, pages=edit.pages)
    return Made(data=pdf, text=plain_text((edit.read or edit.arranged)(person)))
