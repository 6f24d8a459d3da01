"""Words parted by a line break or page break within a paragraph.

What it looks for:
    Breaks (`w:br`, `w:cr`; in an ODT `text:line-break`) with words of the same paragraph on both sides:
    Shift+Enter in a contact block, a page or column break in the middle of a paragraph.

Why parsers lose it:
    mammoth's raw text and Odoo glue the words around a line break; python-docx those around a page or
    column break.

Evidence:
    The glued words, and the path that glues them.

How to fix:
    End the paragraph instead: press Enter without Shift, and reduce the space between paragraphs.

Limits:
    A break at the end of a paragraph parts nothing.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import GLUED, losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS613",
    name="line-break",
    of="flow",
    depth=10,
    find=losing(
        ("break within a paragraph", "breaks within paragraphs"),
        "line_break",
        "page_break",
        forms=GLUED,
        common=True,
    ),
    advice={
        "": "Replace breaks within a paragraph by ends of paragraphs.",
        "word": "Find ^l and replace it by ^p; for page breaks use Paragraph > Page break before.",
        "libreoffice": "Press Enter instead of Shift+Enter; for pages use Paragraph > Text Flow > Breaks.",
        "google-docs": "Press Enter instead of Shift+Enter.",
    },
)
