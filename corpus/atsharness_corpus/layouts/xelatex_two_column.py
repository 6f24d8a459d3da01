"""The sidebar page in LaTeX: two minipages side by side under the header."""

from __future__ import annotations

from atsharness_corpus.layouts import typst_two_column
from atsharness_corpus.model import Arrangement, Built, Layout, Style
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn, fitted
from atsharness_corpus.typesetters import latex, xelatex

STYLE = Style(font=xelatex.FONTS[0], size=10.0, margin=40.0, gutter=20.0, sidebar=0.32)

BLOCKS = r"""
\raggedright\hyphenpenalty=10000\exhyphenpenalty=10000
\titleformat{\section}{\normalsize\bfseries}{}{0pt}{}[\titlerule]
\titlespacing*{\section}{0pt}{0pt}{3pt}
\setlist[itemize]{nosep, leftmargin=1.1em}
"""


def document(arrangement: Arrangement, style: Style) -> str:
    """Header, then a minipage for each column; `style.size` is the body's real size."""
    # A minipage swallows the space that a section leaves before itself.
    left, right = (
        latex.markup(column).replace(r"\section*", r"\vspace{8pt}\section*") for column in arrangement.columns
    )
    body = rf"""\fontsize{{{style.size}}}{{{style.size * 1.2:.2f}}}\selectfont
{latex.markup(arrangement.header)}\vspace{{6pt}}
\noindent\begin{{minipage}}[t]{{{style.sidebar:.3f}\linewidth}}{BLOCKS}{left}
\end{{minipage}}\hspace{{{style.gutter}pt}}%
\begin{{minipage}}[t]{{\dimexpr {1 - style.sidebar:.3f}\linewidth-{style.gutter}pt\relax}}{BLOCKS}{right}
\end{{minipage}}
"""
    return xelatex.document(style, body)


def build(person: Person, seed: int) -> Built:
    """Prints one page."""
    arrangement = typst_two_column.arranged(person).mapped(latex.printed)

    def print_page(style: Style) -> bytes:
        return xelatex.print_latex(document(arrangement, style))

    return Built(pdf=fitted(print_page, drawn(STYLE, seed, xelatex.FONTS)), arrangement=arrangement)


LAYOUT = Layout(
    id="xelatex/two-column",
    title="Sidebar and experience in minipages",
    typesetter=xelatex.TYPESETTER,
    build=build,
    faults=("sidebar",),
)
