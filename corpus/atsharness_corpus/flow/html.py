"""A résumé as an HTML page: headings, paragraphs, lists and a link, an element a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from atsharness_corpus.docx.resume import blocks
from atsharness_corpus.model import Block
from atsharness_corpus.person import Person

_EMAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
_TAGS = {"name": "h1", "section": "h2", "title": "h3"}
STYLE = "body { font-family: Arial, sans-serif; font-size: 11pt } h1 { font-size: 20pt }"


def element(tag: str, content: str, attributes: str = "") -> str:
    """An element with markup in it."""
    return f"<{tag}{' ' * bool(attributes)}{attributes}>{content}</{tag}>"


def printed(block: Block) -> str:
    """A block as a heading, a paragraph or a list of one item."""
    lead = f"<strong>{escape(block.lead, quote=False)}</strong> " if block.lead else ""
    content = lead + escape(block.text + (f" | {block.right}" if block.right else ""), quote=False)
    if block.kind == "contact":
        content = _EMAIL.sub(r'<a href="mailto:\g<0>">\g<0></a>', content)
    if block.kind == "bullet":
        return f"<ul>\n<li>{content}</li>\n</ul>"
    return element(_TAGS.get(block.kind, "p"), content)


def page(
    content: Iterable[str], *, title: str, style: str = STYLE, between: str = "\n", head: str = ""
) -> str:
    """A whole page.

    Args:
        content: elements of the body.
        title: of the page.
        style: its style sheet.
        between: what the file has between elements.
        head: further elements of the head.
    """
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        element("title", escape(title, quote=False)),
        f"<style>{style}</style>",
        *filter(None, (head,)),
        "</head>",
        "<body>",
        *content,
        "</body>",
        "</html>",
    ]
    return between.join(parts) + "\n"


def elements(person: Person) -> list[str]:
    """The blocks of a person's résumé."""
    return [printed(block) for block in blocks(person)]


def clean(person: Person) -> bytes:
    """A résumé of headings, paragraphs and lists alone."""
    return page(elements(person), title=person.basics.name).encode()
