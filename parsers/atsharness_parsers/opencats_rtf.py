r"""OpenCATS's reading of RTF, by its published rules (``lib/DocumentToText.php``, seen at 1f882b7).

Who runs it: OpenCATS, an open-source applicant-tracking system in PHP.

The rules: line ends and double spaces are made one space, and what stands before the end of the first inner
group is left out. Then each backslash begins a tag of letters, digits, ``'``, ``-`` and ``*``, which is left
out; ``\par`` is a line end, behind ``\*``, ``\info`` and ``\stylesheet`` the rest of the group is left out.
Braces are taken out, and what is left is converted from Latin-1 to UTF-8.

What it breaks on: a letter that is written as ``\'e4`` is lost with the letters behind it ("Müller" is "M"),
of one that is written as ``\u8211`` a question mark or nothing is left, so that it misreads something of
every document with a dash. It is no part of the panel. Hidden and deleted text, headers and fields' codes are
read.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import RTF

_TAG = frozenset(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'-*")
_ENDS_WITH_IT = frozenset(b" ;}{")
_PARAMETERS = frozenset(
    {
        *(b"spriority1", b"fprq2", b"author", b"operator", b"sqformat", b"company", b"xmlns1"),
        *(b"wgrffmtfilter", b"pnhang", b"themedata", b"colorschememapping"),
    }
)
"""Tags whose next tag is left out with them."""
_GROUPS = frozenset({b"*", b"info", b"stylesheet"})
_OPEN, _CLOSE, _BACKSLASH = b"{}\\"


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """The commit of the published code whose rules these are."""
    return "1f882b7 (emulated)"


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads the file by the rules above."""
    return Reading(text=text_of(data))


def text_of(data: bytes) -> str:
    """The text of an RTF.

    Args:
        data: the file.
    """
    text = data.replace(b"\r", b" ").replace(b"\n", b" ")
    for _ in range(4):
        text = text.replace(b"  ", b" ")
    text = text.replace(b"} {", b"}{")
    at = _group_end(text, max(text.find(b"{", 1), 0))
    out = bytearray()
    while at < len(text):
        if text[at] != _BACKSLASH:
            out.append(text[at])
            at += 1
            continue
        tag, at = _tag(text, at)
        if tag == b"par":
            out += b"\r\n"
        elif tag in _PARAMETERS:
            _, at = _tag(text, at)
        elif tag in _GROUPS:
            at = _group_end(text, at - 1)
        at += 1
    return out.translate(None, b"{}").decode("latin-1")


def _group_end(text: bytes, at: int) -> int:
    """The brace that closes the group which is open after a place."""
    nest = 0
    at += 1
    while at < len(text):
        if text[at] == _CLOSE:
            if nest == 0:
                return at
            nest -= 1
        elif text[at] == _OPEN:
            nest += 1
        at += 1
    return at


def _tag(text: bytes, at: int) -> tuple[bytes, int]:
    """The tag that begins after a place, and where it ends."""
    start = at = at + 1
    while at < len(text) and text[at] in _TAG:
        at += 1
    tag = text[start:at]
    return tag, at if at >= len(text) or text[at] in _ENDS_WITH_IT else at - 1


PARSER = ParserPath(
    id="opencats-rtf",
    family="opencats",
    title="OpenCATS DocumentToText of RTF (emulated)",
    accepts=(RTF,),
    install="nothing: it is part of ats",
    probe=probe,
    read=read,
    cost=8.0,
)
