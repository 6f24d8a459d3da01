"""Pages of pdfLaTeX, XeLaTeX and LuaLaTeX with one thing and without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import ModuleType

from msgspec.structs import replace

from atsharness_corpus.experiment import people
from atsharness_corpus.experiment.model import Made
from atsharness_corpus.experiment.things import PLAIN
from atsharness_corpus.layouts.xelatex_two_column import BLOCKS as NARROW_BLOCKS
from atsharness_corpus.model import Arrangement, DoesNotFitError, Style, Value
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text
from atsharness_corpus.style import drawn, fitted
from atsharness_corpus.typesetters import latex, lualatex, pdflatex, xelatex

ENGINES: Mapping[str, ModuleType] = {"pdflatex": pdflatex, "xelatex": xelatex, "lualatex": lualatex}
STYLE = Style(font="", size=10.0, margin=48.0, gutter=20.0)


class Edit(Value, frozen=True, kw_only=True):
    """How a page differs from the plain one."""

    head: str = ""
    """At the end of the preamble."""
    arranged: Callable[[Person], Arrangement] = people.plain
    read: Callable[[Person], Arrangement] | None = None
    """What a person reads, where that is not what is arranged."""
    body: Callable[[Arrangement, Style], str] | None = None
    pages: int = 0
    """At most so many, its text as small as that takes; 0 for any number in its own size."""
    size: float = 0.0
    margin: float = 0.0
    font: str = ""
    fonts: str = ""
    """In the place of all that the preamble says of fonts."""


def _body(arrangement: Arrangement, _: Style) -> str:
    return latex.markup(arrangement.blocks)


def _columns(arrangement: Arrangement, _: Style) -> str:
    (column,) = arrangement.columns
    body = latex.markup(column)
    return f"{latex.markup(arrangement.header)}\n\\begin{{multicols}}{{2}}\n{body}\n\\end{{multicols}}"


def _beside(arrangement: Arrangement, style: Style) -> str:
    left, right = (
        latex.markup(column).replace(r"\section*", r"\vspace{8pt}\section*") for column in arrangement.columns
    )
    return rf"""\fontsize{{{style.size}}}{{{style.size * 1.2:.2f}}}\selectfont
{latex.markup(arrangement.header)}\vspace{{6pt}}
\noindent\begin{{minipage}}[t]{{{style.sidebar:.3f}\linewidth}}{NARROW_BLOCKS}{left}
\end{{minipage}}\hspace{{{style.gutter}pt}}%
\begin{{minipage}}[t]{{\dimexpr {1 - style.sidebar:.3f}\linewidth-{style.gutter}pt\relax}}{NARROW_BLOCKS}
{right}
\end{{minipage}}
"""


def _without_ligatures(arrangement: Arrangement, style: Style) -> str:
    # In the preamble it would be undone: the class chooses the font anew as the document begins.
    return r"\addfontfeatures{Ligatures=NoCommon}" + "\n" + _body(arrangement, style)


def _small(arrangement: Arrangement, style: Style) -> str:
    chosen = rf"\fontsize{{{style.size}}}{{{style.size * 1.2:.2f}}}\selectfont"
    return f"{chosen}\n{latex.markup(arrangement.blocks)}"


def _tables(arrangement: Arrangement, _: Style) -> str:
    columns = r"@{}p{.21\linewidth}p{.76\linewidth}@{}"

    def row(dates: str, entry: str) -> str:
        return rf"\noindent\begin{{tabular}}{{{columns}}}{latex.escaped(dates)} & {entry}\end{{tabular}}\par"

    return people.with_tables(arrangement, latex.markup, row)


def _linked(arrangement: Arrangement, style: Style) -> str:
    def link(item: str, address: str) -> tuple[str, str]:
        return latex.escaped(item), rf"\href{{{address}}}{{{latex.escaped(item)}}}"

    return people.linked(_body(arrangement, style), arrangement, link)


_ICONS = (r"\faMapMarker*", r"\faPhone*", r"\faEnvelope", r"\faGithub", r"\faLinkedin", r"\faGlobe")


def _with_icons(arrangement: Arrangement, style: Style) -> str:
    made = _body(arrangement, style)
    found = [item for block in people.contact_of(arrangement) for item in people.items(block)]
    for icon, item in zip(_ICONS, found, strict=False):
        text = latex.escaped(item)
        made = made.replace(text, rf"{icon}{{}}\ {text}", 1)
    return made


def _in_page_header(arrangement: Arrangement, style: Style) -> str:
    lines = r"\\".join(latex.escaped(block.text) for block in people.contact_of(arrangement))
    rest = people.beside_contact(arrangement)
    return rf"\fancyhead[C]{{{lines}}}\thispagestyle{{fancy}}" + "\n" + _body(rest, style)


def _drop_cap(arrangement: Arrangement, style: Style) -> str:
    made = _body(arrangement, style)
    first = next(block for block in arrangement.blocks if block.kind == "text").text
    word, _, rest = first.partition(" ")
    old = rf"\restext{{{latex.escaped(first)}}}"
    new = rf"\lettrine{{{word[:1]}}}{{{latex.escaped(word[1:])}}} {latex.escaped(rest)}\par"
    return made.replace(old, new, 1)


_WHOLE_WORDS = r"\hyphenpenalty=10000\exhyphenpenalty=10000"
_COLOURED = r"""\usepackage{xcolor}
\titleformat{\section}{\large\bfseries\color[HTML]{1F618D}}{}{0pt}{}[\titlerule]
\renewcommand{\resname}[1]{{\LARGE\bfseries\color[HTML]{B03A2E} #1\par}\vspace{2pt}}
\renewcommand{\restitle}[2]{\vspace{3pt}\textbf{\textcolor[HTML]{117864}{#1}}\hfill #2\par\nopagebreak}
"""
_PAGE_HEADER = r"""\usepackage{fancyhdr}\setlength{\headheight}{30pt}\setlength{\headsep}{8pt}
\renewcommand{\headrulewidth}{0pt}\fancyhf{}
"""
_NARROW = 130.0
"""Margins between which words are hyphenated now and then, in points."""
_PLAIN = Edit()
_WHOLE = Edit(head=rf"{_WHOLE_WORDS}\sloppy")
"""No word is hyphenated: what is narrow would else differ in that, too."""
EDITS: Mapping[str, tuple[Edit, Edit]] = {
    PLAIN: (_PLAIN, _PLAIN),
    "accents": (_PLAIN, Edit(arranged=people.without_marks)),
    "bullets": (Edit(head=r"\setlist[itemize]{label=$\rightarrow$}"), _PLAIN),
    "colours": (Edit(head=_COLOURED), _PLAIN),
    "columns": (Edit(head=rf"\usepackage{{multicol}}{_WHOLE.head}", body=_columns), _WHOLE),
    "contact-in-header": (
        Edit(head=_PAGE_HEADER, body=_in_page_header, read=people.contact_first),
        _PLAIN,
    ),
    "drop-cap": (Edit(head=r"\usepackage{lettrine}", body=_drop_cap), _PLAIN),
    "icons": (Edit(head=r"\usepackage{fontawesome5}", body=_with_icons), _PLAIN),
    "justified": (_WHOLE, Edit(head=rf"{_WHOLE_WORDS}\raggedright")),
    "layout-table": (
        Edit(head=_WHOLE.head, arranged=people.dates_first, body=_tables),
        Edit(
            head=_WHOLE.head,
            arranged=people.dates_first,
            body=lambda arrangement, style: _leads(_body(arrangement, style), arrangement),
        ),
    ),
    "line-end-hyphen": (Edit(margin=_NARROW), Edit(head=_WHOLE.head, margin=_NARROW)),
    "links": (Edit(head=r"\usepackage[hidelinks]{hyperref}", body=_linked), _PLAIN),
    "right-dates": (_PLAIN, Edit(arranged=people.dates_below)),
    "sidebar": (
        Edit(arranged=people.two_columns, body=_beside, size=8.5, pages=1),
        Edit(head=rf"{_WHOLE_WORDS}\raggedright", arranged=people.stacked),
    ),
    "small-caps": (Edit(head=r"\titleformat{\section}{\large\scshape}{}{0pt}{}[\titlerule]"), _PLAIN),
    "two-pages": (
        Edit(head=_WHOLE.head, size=12.0, margin=90.0),
        Edit(head=_WHOLE.head, body=_small, size=8.5, margin=36.0, pages=1),
    ),
}
"""By thing: the page with it and without it, in all three engines."""
_OTHERS = r"\usepackage{microtype}\DisableLigatures{encoding=*,family=*}"
_SPACED = r"\titleformat{\section}{\large\bfseries%s}{}{0pt}{}[\titlerule]"
_T1 = rf"{pdflatex.STAMPS}\usepackage[T1]{{fontenc}}"
OF_PDFLATEX: Mapping[str, tuple[Edit, Edit]] = {
    **EDITS,
    "ligatures": (_PLAIN, Edit(head=_OTHERS)),
    "letter-spaced-headings": (
        Edit(head=r"\usepackage[letterspace=250]{microtype}" + _SPACED % r"\lsstyle"),
        _PLAIN,
    ),
    "old-encoding": (
        Edit(
            fonts=rf"{pdflatex.STAMPS}\usepackage[OT1]{{fontenc}}\usepackage{{lmodern}}",
            arranged=people.accented,
        ),
        Edit(font="lmodern", arranged=people.accented),
    ),
    "type3-fonts": (Edit(fonts=rf"{_T1}\pdfmapfile{{}}"), Edit(fonts=_T1)),
    "unusual-font": (Edit(font="tgchorus"), Edit(font="tgtermes")),
}
OF_OPENTYPE: Mapping[str, tuple[Edit, Edit]] = {
    **EDITS,
    "ligatures": (_PLAIN, Edit(body=_without_ligatures)),
    "letter-spaced-headings": (Edit(head=_SPACED % r"\addfontfeatures{LetterSpace=25.0}"), _PLAIN),
    "unusual-font": (Edit(font="TeX Gyre Chorus"), Edit(font="TeX Gyre Termes")),
}
"""XeLaTeX's and LuaLaTeX's."""
PLAIN_EDIT = _PLAIN


def _leads(made: str, arrangement: Arrangement) -> str:
    """Titles with their dates before them, in one line."""
    for block in arrangement.blocks:
        if block.kind == "title" and block.lead:
            text, lead = latex.escaped(block.text), latex.escaped(block.lead)
            made = made.replace(rf"\restitle{{{text}}}{{}}", rf"\restitle{{{lead} {text}}}{{}}", 1)
    return made


def printed(typesetter: str, edit: Edit, person: Person, seed: int) -> Made:
    """Prints a page.

    Raises:
        DoesNotFitError: the font lacks a letter, or the text needs more pages.
    """
    engine = ENGINES[typesetter]
    base = drawn(Style(font=engine.FONTS[0], size=STYLE.size, margin=STYLE.margin), seed, engine.FONTS)
    base = replace(
        base,
        font=edit.font or base.font,
        size=edit.size or base.size,
        margin=edit.margin or base.margin,
        gutter=STYLE.gutter,
    )
    arrangement = edit.arranged(person).mapped(latex.printed)
    fonts = edit.fonts or (lualatex.STAMPS if typesetter == "lualatex" else "") + (
        pdflatex.fonts(base) if typesetter == "pdflatex" else xelatex.fonts(base)
    )

    def print_page(style: Style) -> bytes:
        body = (edit.body or _body)(arrangement, style)
        try:
            pdf: bytes = engine.print_latex(latex.article(base, fonts, body, latex.BLOCKS + edit.head))
        except RuntimeError as error:
            if lacking := re.search(r"Command (\S+) unavailable in encoding (\w+)", str(error)):
                raise DoesNotFitError(f"the encoding {lacking[2]} has no {lacking[1]}") from error
            raise
        return pdf

    pdf = fitted(print_page, base, edit.pages) if edit.pages else print_page(base)
    read = (edit.read or edit.arranged)(person).mapped(latex.printed)
    return Made(data=pdf, text=plain_text(read))
