"""Typst, by PyPI's ``typst``: always there, and reproducible to the byte.

Only the fonts that Typst embeds are used, the date is fixed and so are its ids; the same version
prints the same bytes everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from atsharness_corpus.model import BULLET, Block, Style, Typesetter
from atsharness_corpus.style import fitted
from atsharness_corpus.typesetters import trial

FONTS = ("Libertinus Serif", "New Computer Modern")
"""The proportional text fonts inside Typst."""

BLOCKS = """
#let name(t) = block(below: .6em, text(size: 2.1em, weight: "bold", fill: accent, tracking: track, t))
#let label(t) = block(below: .7em, text(size: 1.15em, t))
#let contact(t) = block(above: .45em, below: .45em, t)
#let section(t) = block(
  above: 1.15em, below: .6em, width: 100%, inset: (bottom: .3em), stroke: (bottom: .6pt + accent),
  sticky: true, text(size: 1.15em, weight: "bold", fill: accent, tracking: track, t),
)
#let row(t, right) = if right == "" { t } else {
  grid(columns: (1fr, auto), column-gutter: 1em, t, right)
}
#let title(t, right: "") = block(above: .85em, below: .45em, sticky: true, row(strong(t), right))
#let meta(t, right: "") = block(above: .45em, below: .45em, sticky: true, row(emph(t), right))
#let skill(t, lead: "") = block(above: .45em, below: .45em, [#strong(lead) #t])
#let text-block(t) = block(above: .5em, below: .5em, t)
#let bullets(..items) = block(above: .45em, below: .45em, list(..items.pos()))
"""
"""How each kind of block looks. Needs `preamble`; a layout may define any of them anew after it."""


def _probe() -> str:
    return trial.package("typst", "typst", "pip install typst")


TYPESETTER = Typesetter(id="typst", probe=_probe, reproducible=True)


def preamble(style: Style, title: str, author: str, language: str = "en") -> str:
    """The page, its text and `BLOCKS`, as Typst source. US Letter; no hyphenation, ragged right.

    `language` is the text's, ISO 639-1.
    """
    tongue = f"lang: {quoted(language)}" + (', region: "us"' if language == "en" else "")
    return f"""
#set document(title: {quoted(title)}, author: {quoted(author)}, date: datetime(year: 2026, month: 1, day: 15))
#set page(paper: "us-letter", margin: {style.margin}pt)
#set text(font: {quoted(style.font)}, size: {style.size}pt, {tongue}, hyphenate: false)
#set par(leading: .5em, spacing: .5em)
#set list(marker: [{BULLET}], indent: 0pt, body-indent: .5em, spacing: .45em)
#let accent = rgb("{style.accent}")
#let track = {style.tracking}em
#let gutter = {style.gutter}pt
#let sidebar = {style.sidebar * 100:.2f}%
{BLOCKS}"""


def markup(blocks: Iterable[Block]) -> str:
    """Calls of `BLOCKS`, one a line; bullets that follow each other are one list."""
    calls: list[str] = []
    bullets: list[str] = []

    def flush() -> None:
        if bullets:
            calls.append(f"#bullets({', '.join(bullets)},)")
            bullets.clear()

    for block in blocks:
        if block.kind == "bullet":
            bullets.append(quoted(block.text))
            continue
        flush()
        name = "text-block" if block.kind == "text" else block.kind
        named = {"lead": block.lead, "right": block.right}
        extra = "".join(f", {key}: {quoted(value)}" for key, value in named.items() if value)
        text = quoted(block.text)
        if block.kind == "contact":  # In Spanish a break at a hyphen would print it twice.
            text = f'text(lang: "en", {text})'
        calls.append(f"#{name}({text}{extra})")
    flush()
    return "\n".join(calls)


def grid(columns: Iterable[str], widths: str = "(sidebar, 1fr)") -> str:
    """Columns of markup as the cells of one grid row: they stay on one page whatever their length."""
    cells = ", ".join(f"[{column}]" for column in columns)
    return f"#grid(columns: {widths}, column-gutter: gutter, {cells})"


def fitted_page(
    style: Style, author: str, rules: str, body: str, pages: int = 1, language: str = "en"
) -> bytes:
    """Prints `body` on at most `pages` pages, its text as large as `style` says or as fits.

    Args:
        style: the look; its lengths are variables in Typst (`accent`, `gutter`, `page-margin`, `sidebar`).
        author: the person's name, for the file's metadata.
        rules: the layout's own definitions, after `BLOCKS`.
        body: markup.
        pages: how many pages the layout promises at most.
        language: of the text, ISO 639-1.

    Raises:
        DoesNotFitError: the text is too long for that many pages.
    """

    def print_page(style: Style) -> bytes:
        margin = f"#let page-margin = {style.margin}pt\n"
        return compile_pdf(preamble(style, f"{author} - Résumé", author, language) + margin + rules + body)

    return fitted(print_page, style, pages)


def quoted(text: str) -> str:
    """A Typst string; in a string no quote is made curly and no mark has a meaning."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def compile_pdf(source: str, *, tags: bool = True) -> bytes:
    """Prints Typst source with the embedded fonts alone."""
    import typst

    pdf: bytes = typst.compile(source.encode(), format="pdf", ignore_system_fonts=True, pdf_tags=tags)
    return pdf
