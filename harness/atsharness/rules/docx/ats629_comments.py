"""Comments left in the file.

What it looks for:
    Comments (`w:commentReference`).

Why parsers lose it:
    Tika prints the comment amid the text; a person may read what was not meant for her.

Evidence:
    The part that refers to a comment.

How to fix:
    Delete all comments.

Limits:
    No path of the panel prints comments: information only.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import told
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS629",
    name="comments",
    of="flow",
    depth=14,
    find=told(("comment", "comments"), "comment", what=" left in the file"),
    advice={
        "": "Delete all comments.",
        "word": "Review > Delete > Delete All Comments in Document.",
        "libreoffice": "Edit > Comment > Delete All Comments.",
        "google-docs": "Resolve all comments before the download.",
    },
)
