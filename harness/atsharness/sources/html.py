"""HTML: the text that a browser shows."""

from __future__ import annotations

from atsharness.sources.shown import shown_text


def read(text: str) -> str:
    """The visible words of a page, one block a line.

    Scripts, styles, comments and what an attribute or inline style hides (``hidden``, ``display: none``)
    are no words. Rules in style sheets are not applied.

    Args:
        text: the file's text.
    """
    return shown_text(text)
