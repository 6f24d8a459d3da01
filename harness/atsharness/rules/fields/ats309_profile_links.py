"""The address of a profile or web page that is not recovered exactly.

What it looks for:
    Each web address written on the page in every path, compared by host and path.

Why parsers lose it:
    An address that is broken over two lines, or has the letters of an icon in it, leads nowhere.

Evidence:
    The value as the page shows it, and what the worst path returns instead.

How to fix:
    Write a short address, on one line.

Limits:
    Addresses that exist only as link targets are reported by ATS137.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS309",
    name="profile-links",
    of="any",
    explained_by="any",
    find=lost_fields(lambda field: field.kind == "url", "the address"),
    needs="fields",
    advice={
        "": "Write a short address, on one line that is wide enough for it.",
        "rendercv": "design.header.connections.display_urls_instead_of_usernames: true, and no icons "
        "(show_icons: false).",
    },
)
