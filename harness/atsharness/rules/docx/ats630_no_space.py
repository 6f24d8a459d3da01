"""Elements of a page without white space between.

What it looks for:
    Two paragraphs, list items, cells or headings of an HTML page that the file writes without a space or line
    end between (`</p><p>`), as programs do that make pages small.

Why parsers lose it:
    A browser begins a new line there. Readers that take the text of the elements and nothing else glue the
    last word of the one to the first word of the next: BeautifulSoup's `get_text()` and lxml's
    `text_content()`.

Evidence:
    Two words that a path has glued.

How to fix:
    Write each element on a line of its own, or export without making the page smaller ("minify").

Limits:
    Who calls `get_text(" ")` gets the words apart; it is not measured.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import GLUED, losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS630",
    name="html-no-space",
    of="flow",
    depth=5,
    find=losing(
        ("place without a space between elements", "places without a space between elements"),
        "no_space",
        forms=GLUED,
        common=True,
    ),
    advice={"": "Write each element of the page on a line of its own."},
)
