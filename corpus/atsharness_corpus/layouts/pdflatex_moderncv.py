"""LaTeX's résumé class moderncv in its classic style: dates at the left, name large and light.

The class's icon fonts are left out: its own option ``nosymbols`` prints letters before the contact
items instead, and those letters are part of the reference. Bullets are text bullets, not the class's
symbol font.
"""

from __future__ import annotations

from itertools import zip_longest

from atsharness_corpus import arrange
from atsharness_corpus.layouts import typst_date_column
from atsharness_corpus.model import Arrangement, Block, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn, fitted
from atsharness_corpus.typesetters import latex, pdflatex

STYLE = Style(font="lmodern", size=10.0, margin=48.0)

PREAMBLE = r"""
\moderncvstyle[nosymbols]{classic}
\moderncvcolor{blue}
\nopagenumbers{}
\renewcommand*{\labelitemi}{\textbullet}
\setlength{\hintscolumnwidth}{3.4cm}
"""


def arranged(person: Person) -> Arrangement:
    """Name left, contact at the right end of the head, then dates beside titles."""
    labelled = zip_longest(arrange.contact_items(person), ("", "M", "E", "W"), fillvalue="")
    contact = (Block(kind="contact", text=item, lead=label) for item, label in labelled)
    body = typst_date_column.arranged(person).columns
    page = Arrangement(header=(*arrange.heading_lines(person), *contact), columns=body)
    return page.mapped(latex.printed)


def command(block: Block) -> str:
    """The class's own command for a block of the body."""
    text, lead = latex.escaped(block.text), latex.escaped(block.lead)
    match block.kind:
        case "section":
            return rf"\section{{{text}}}"
        case "title":
            return rf"\cvitem{{{lead}}}{{\textbf{{{text}}}}}"
        case "skill":
            return rf"\cvitem{{{lead}}}{{{text}}}"
        case "meta":
            return rf"\cvitem{{}}{{\textit{{{text}}}}}"
        case "bullet":
            return rf"\cvlistitem{{{text}}}"
        case _:
            return rf"\cvitem{{}}{{{text}}}"


def document(arrangement: Arrangement, style: Style, name: str) -> str:
    """The class's own head from its own commands, then the body."""
    label = next(block.text for block in arrangement.header if block.kind == "label")
    place, phone, mail, first, *more = (
        latex.escaped(block.text) for block in arrangement.header if block.kind == "contact"
    )
    given, _, family = name.partition(" ")
    body = "\n".join(command(block) for column in arrangement.columns for block in column)
    others = r"\makenewline ".join(more)
    extra = rf"\extrainfo{{{others}}}" if more else ""
    return rf"""\documentclass[10pt,letterpaper]{{moderncv}}
{PREAMBLE}{pdflatex.fonts(style)}
\usepackage[margin={style.margin}pt]{{geometry}}
\name{{{latex.escaped(given)}}}{{{latex.escaped(family)}}}
\title{{{latex.escaped(label)}}}
\address{{{place}}}{{}}{{}}
\phone[mobile]{{{phone}}}
\email{{{mail}}}
\homepage{{{first}}}
{extra}
\begin{{document}}
\makecvtitle
\fontsize{{{style.size}}}{{{style.size * 1.2:.2f}}}\selectfont
{body}
\end{{document}}
"""


def build(person: Person, seed: int) -> Built:
    """Prints one page or two."""
    arrangement = arranged(person)
    name = arrangement.header[0].text

    def print_page(style: Style) -> bytes:
        return pdflatex.print_latex(document(arrangement, style, name))

    return Built(pdf=fitted(print_page, drawn(STYLE, seed), pages=2), arrangement=arrangement)


LAYOUT = Layout(
    id="pdflatex/moderncv",
    title="moderncv classic, dates at the left",
    typesetter=pdflatex.TYPESETTER,
    build=build,
    faults=("date-column",),
    template="moderncv",
)
