"""A header or footer that no page shows.

What it looks for:
    Header and footer parts of the file that belong to a kind of page that the document does not have:
    even pages, a first page.

Why parsers lose it:
    docx2txt and Tika read every header part: an old address or another person's name goes out with the
    file.

Evidence:
    The text, and a path that returns it.

How to fix:
    Empty the header that is not shown.

Limits:
    Which pages there are is told by the file's settings, not by counting pages.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import unseen
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS617",
    name="unused-header",
    of="flow",
    depth=5,
    find=unseen(("header that no page shows", "headers that no page shows"), "unused_header"),
    advice={
        "": "Empty headers and footers that no page shows.",
        "word": "Switch on “Different first page” and “Different odd and even”, empty those headers, switch "
        "both off again.",
        "libreoffice": "Switch on other headers for first and left pages, empty them, switch them off again.",
    },
)
