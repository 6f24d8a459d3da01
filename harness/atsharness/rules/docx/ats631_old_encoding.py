"""Letters in another encoding than UTF-8.

What it looks for:
    Words with letters beyond ASCII in a plain text or HTML page that is in another encoding than UTF-8: that
    of old Windows (Windows-1252), or UTF-8 behind a byte order mark; all words of UTF-16, which Notepad's
    "Unicode" is.

Why parsers lose it:
    Most open every file as UTF-8. Of Windows-1252 each such letter is then lost or a question mark; others
    guess the encoding, and guess wrong where a text is short.

Evidence:
    The words lost or changed, and the encoding.

How to fix:
    Save the file as UTF-8.

Limits:
    A file that is no UTF-8 and names no encoding is taken for Windows-1252, as browsers do.
"""

from __future__ import annotations

from atsharness.rules.docx._constructs import losing
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS631",
    name="old-encoding",
    of="flow",
    depth=2,
    find=losing(
        (
            "word in another encoding than UTF-8",
            "words in another encoding than UTF-8",
        ),
        "old_encoding",
    ),
    advice={
        "": "Save the file as UTF-8: in Windows' Notepad File > Save As > Encoding: UTF-8.",
    },
)
