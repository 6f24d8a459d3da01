"""Letters of an HTML page that are written as character references.

What it looks for:
    Words with letters beyond ASCII of which the page's source has a reference instead: ``K&ouml;ln``,
    ``K&#246;ln``.

Why parsers lose it:
    html2text, unless it is told otherwise, writes the nearest letters of ASCII for such references
    (``Koln``), and leaves alone the same letters written as themselves.

Evidence:
    The words changed.

How to fix:
    Save the page in UTF-8 with the letters themselves.

Limits:
    References of ASCII's own characters (``&amp;``) cost nothing.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS633",
    name="character-reference",
    of="flow",
    depth=2,
    find=losing(
        (
            "word with letters written as character references",
            "words with letters written as character references",
        ),
        "character_reference",
    ),
    advice={
        "": "Write the letters themselves (ö, not &ouml;) and save the page as UTF-8; of pandoc, without "
        "--ascii.",
    },
)
