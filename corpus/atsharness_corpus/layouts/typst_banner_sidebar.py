"""A dark banner with a letter-spaced name over a tinted sidebar: what template shops sell.

It joins two common troubles, columns and letter-spacing, on a page that looks well; the demo
résumé is printed with it.
"""

from __future__ import annotations

from atsharness_corpus.layouts import typst_two_column
from atsharness_corpus.layouts.typst_spaced_headings import capitals
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn, fitted
from atsharness_corpus.typesetters import typst

STYLE = Style(
    font="Libertinus Serif",
    size=10.25,
    margin=36.0,
    gutter=34.0,
    sidebar=0.315,
    tracking=0.2,
    accent="24405c",
)

BLOCKS = """
#set page(margin: (x: page-margin, top: 0pt, bottom: 24pt), background: place(top + left, rect(
  width: page-margin + sidebar * (100% - 2 * page-margin) + gutter / 2, height: 100%, fill: rgb("edf1f5"),
)))
#set par(leading: .62em)
#set list(spacing: .68em)
#let name(t) = text(size: 2.3em, weight: "bold", fill: white, tracking: track, t)
#let label(t) = block(above: .8em, below: 0pt, text(size: 1.2em, fill: rgb("d5dfe9"), t))
#let section(t) = block(
  above: 1.5em, below: .85em, width: 100%, inset: (bottom: .35em), stroke: (bottom: .5pt + accent),
  sticky: true, text(size: 1em, weight: "bold", fill: accent, tracking: track, t),
)
#let contact(t) = block(above: .62em, below: .62em, t)
#let title(t, right: "") = block(above: 1em, below: .6em, sticky: true, row(strong(t), right))
#let meta(t, right: "") = block(above: .6em, below: .62em, sticky: true, row(emph(t), right))
#let text-block(t) = block(above: .62em, below: .62em, t)
#let bullets(..items) = block(above: .68em, below: .62em, list(..items.pos()))
#let banner(body) = pad(x: -page-margin, block(
  width: 100%, fill: accent, inset: (x: page-margin, top: 26pt, bottom: 22pt), body,
))
"""


def print_page(arrangement: Arrangement, style: Style, author: str, language: str) -> bytes:
    """The banner, then both columns as cells of one grid row."""
    left, right = (typst.markup(column) for column in arrangement.columns)
    source = f"""{typst.preamble(style, f"{author} - Résumé", author, language)}
#let page-margin = {style.margin}pt
{BLOCKS}
#banner[{typst.markup(arrangement.header)}]
#v(9pt)
#grid(columns: (sidebar, 1fr), column-gutter: gutter, [{left}], [{right}])
"""
    return typst.compile_pdf(source)


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = typst_two_column.arranged(person).mapped(capitals)
    style = drawn(STYLE, seed, typst.FONTS)
    pdf = fitted(lambda style: print_page(arrangement, style, person.basics.name, person.language), style)
    return Built(pdf=pdf, arrangement=arrangement)


LAYOUT = Layout(
    id="typst/banner-sidebar",
    title="Banner, tinted sidebar, letter-spaced headings",
    typesetter=typst.TYPESETTER,
    build=build,
    faults=("sidebar", "letter-spaced-headings"),
)
