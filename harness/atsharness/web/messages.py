"""What the server and the checker tell each other: a line of JSON each."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from atsharness.settings import Settings


class _Message(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    key: str
    """Of the document: also the name of its folder."""


class Check(_Message, frozen=True, kw_only=True):
    """To the checker: check what lies in the document's folder."""

    name: str
    """As the person's own file is called; nothing but text."""
    before: str | None = None
    """Key of the same file as it was before."""


class Forget(_Message, frozen=True, kw_only=True):
    """To the checker: nobody needs this document any more."""


class Begun(_Message, frozen=True, kw_only=True):
    """From the checker: it is at work on a document."""

    readers: tuple[str, ...]
    """The parser paths that are asked."""


class Heard(_Message, frozen=True, kw_only=True):
    """From the checker: one parser path has ended."""

    reader: str
    status: str


class Done(_Message, frozen=True, kw_only=True):
    """From the checker: the report lies in the document's folder."""

    level: str
    """Of the verdict; ``unread`` for a file that could not be read. A class of the style sheet."""
    sign: str
    word: str
    """The verdict in a sign and in a word."""
    said: str
    """How many readers get everything, and what is wrong."""
    since: str | None = None
    """What has changed since it was checked before."""


class Broken(_Message, frozen=True, kw_only=True):
    """From the checker: it failed, which is a bug."""

    reason: str


Order: TypeAlias = Check | Forget
News: TypeAlias = Begun | Heard | Done | Broken


class Setup(msgspec.Struct, frozen=True, kw_only=True):
    """The first line to the checker."""

    settings: Settings


DOCUMENT, REPORT = "document", "report.html"
"""Names in a document's folder."""


def line(message: msgspec.Struct) -> bytes:
    """A message with its line end."""
    return msgspec.json.encode(message) + b"\n"
