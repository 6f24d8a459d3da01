"""Markdown: the text that a rendering shows, not the marks, addresses and comments behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\r?\n(?:[\w-]+[ \t]*:.*\n(?:-?[ \t].*\n)*)+(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(text: str) -> str:
    """The words that a Markdown file shows, one block a line.

    CommonMark with tables and strikethrough (markdown-it-py), typographer off, so that quotes and
    dashes stay as typed. The address of a link is no word unless it is the text shown, as in
    ``<https://example.org>``; alt texts, comments, scripts and YAML front matter are not shown. Hard
    breaks end a line; each table cell is a line; items of numbered lists begin with their number.

    Args:
        text: the file's text.

    Returns:
        Plain text in the order of the file.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"typographer": False}).enable(["table", "strikethrough"])
    lines: list[str] = []
    numbers: list[int | None] = []
    marker = ""
    for token in parser.parse(_FRONT_MATTER.sub("", text, count=1)):
        if token.type == "ordered_list_open":
            numbers.append(int(token.attrs.get("start", 1)))
        elif token.type == "bullet_list_open":
            numbers.append(None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            numbers.pop()
        elif token.type == "list_item_open" and numbers and numbers[-1] is not None:
            marker = f"{numbers[-1]}. "
            numbers[-1] += 1
        elif token.type == "inline":
            lines.append(marker + _inline(token.children or []))
            marker = ""
        elif token.type in {"fence", "code_block"}:
            lines.append(token.content.rstrip("\n"))
        elif token.type == "html_block":
            lines.append(_html(token.content))
    return "\n".join(line for line in lines if line.strip())


def inline(text: str) -> str:
    """The words that one value of inline Markdown shows: emphasis, code and links without their marks."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"typographer": False}).enable("strikethrough")
    return "\n".join(_inline(token.children or []) for token in parser.parseInline(text))


def _inline(tokens: list[Token]) -> str:
    parts = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and _BREAK.fullmatch(token.content)):
            parts.append("\n")
    return "".join(parts)


def _html(source: str) -> str:
    """The text that a block of HTML shows."""
    source = _COMMENT.sub("", source)
    if "<" not in source:
        return source.strip()
    from atsharness.sources.shown import shown_text

    return shown_text(source)
