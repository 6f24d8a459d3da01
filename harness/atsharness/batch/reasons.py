"""Why a document or a path failed, without what differs from file to file: so that equal causes are equal."""

from __future__ import annotations

import re

_MASKS = (
    (re.compile(r"""b?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|“[^”]*”"""), "…"),
    (re.compile(r"https?://\S+|\S+@\S+\.\w+"), "…"),
    (re.compile(r"(?<![\w/])(?:[A-Za-z]:)?[/\\][^\s:;,)]+"), "…"),
    (re.compile(r"\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>"), "…"),
    (re.compile(r"\b0x[0-9A-Fa-f]+…?|\d[\d,.]*(?<=\d)"), "N"),
)
"""Addresses, files, what is quoted, what stands in brackets, numbers: they are of the file, and may be of a
person."""
_REPEATED = re.compile(r"…(?:[\s,]*…)+")
_CLASS = re.compile(r"[A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning)?")


def normalised(reason: str) -> str:
    """A reason with a stand-in for all that is of one file."""
    for pattern, instead in _MASKS:
        reason = pattern.sub(instead, reason)
    return _REPEATED.sub("…", " ".join(reason.split()))


def error_class(reason: str) -> str:
    """The class of an exception's one line (``ValueError: …``); nothing else of it."""
    found = _CLASS.match(reason.partition(":")[0])
    return found[0] if found else "error"
