"""A narrow column beside the body text.

What it looks for:
    A gutter with text on both sides, one of which is much narrower or shorter than the other.

Why parsers lose it:
    Modes that read the page from top to bottom mix the sidebar's lines into the body: a job's title is
    followed by a phone number.

Evidence:
    Words that follow each other on the page but not in a path's text, and what the path puts between them.

How to fix:
    Put the sidebar's sections before or after the body.

Limits:
    A column of dates beside the entries is reported by ATS208.
"""

from __future__ import annotations

from atsharness.rules.layout._columns import gutters
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS202",
    name="sidebar",
    depth=11,
    find=gutters("sidebar"),
    advice={
        "": "Put contact data at the top and skills after the body, in one column.",
        "typst": "Put the sidebar's content before or after the main flow instead of a #grid beside it.",
        "latex": "Do not use paracol or minipages side by side; put one section after the other.",
        "word": "Replace the sidebar's table or text box with paragraphs above or below the body.",
        "libreoffice": "Replace the sidebar's frame or table with paragraphs above or below the body.",
        "chromium": "In @media print set the sidebar to display: block, before or after the main part.",
        "canva": "Choose a one-column template.",
        "google-docs": "Replace the two-column table with headings and paragraphs.",
        "altacv": r"Remove \begin{paracol}, \switchcolumn and \end{paracol}: the sections then follow each "
        r"other.",
        "europecv": "The class sets all labels in a column of their own; nothing but another template helps.",
    },
)
