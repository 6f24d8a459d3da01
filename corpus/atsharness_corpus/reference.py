"""The reference of a built file: its text in page order, from content and layout alone.

One line for each heading, paragraph, bullet or row, however the page breaks it. Letter-spaced
headings stand as ordinary words: that is what a person reads.
"""

from __future__ import annotations

from atsharness_corpus.model import Arrangement, Block, Kind


def plain_text(arrangement: Arrangement) -> str:
    """The reference as plain text, one block a line, with a final newline."""
    return "".join(f"{block.line}\n" for block in arrangement.blocks)


def markdown(arrangement: Arrangement) -> str:
    """The same text as Markdown: headings, list items, bold leads."""
    pieces: list[str] = []
    before: Kind | None = None
    for block in arrangement.blocks:
        together = block.kind == before == "bullet"
        pieces.append(("" if together or before is None else "\n") + _markdown_line(block) + "\n")
        before = block.kind
    return "".join(pieces)


def _markdown_line(block: Block) -> str:
    words = " ".join(_escaped(part) for part in (block.text, block.right) if part)
    lead = f"**{_escaped(block.lead)}** " if block.lead else ""
    marks = {"name": "# ", "section": "## ", "title": "### ", "bullet": "- "}
    return marks.get(block.kind, "") + lead + words


def _escaped(text: str) -> str:
    """CommonMark escapes for what our texts hold; a leading ``+`` or ``#`` would start a block."""
    for mark in "\\`*_[]<>":
        text = text.replace(mark, "\\" + mark)
    return "\\" + text if text[:1] in "+-#" else text
