"""The word diff of one path for a terminal: readable in black and white.

Marks are those of ``wdiff``: ``[-lost-]`` and ``{+recovered+}``; moved runs stand in ``<`` ``>``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby

from atsharness.model import DiffSpan
from atsharness_reports._terminal import columns, count, plain

LEGEND = "[-not recovered-]  {+recovered instead+}  <recovered elsewhere: moved>"
_TITLES = {"duplicate": "recovered more than once", "extra": "recovered, but not in the reference"}


def render(
    spans: Sequence[DiffSpan],
    *,
    heading: str,
    width: int,
    lines: Sequence[str] = (),
    mixed: Sequence[int] = (),
) -> str:
    """The reference with marks, then what was recovered beyond it and the lines that mix distant places.

    Args:
        spans: of the diff, in the order of the reference.
        heading: what is compared with what.
        width: columns of the screen.
        lines: of the recovered text.
        mixed: the numbers of those, from 1, that hold words of two distant places.
    """
    out = [*folded(plain(heading), width), LEGEND, ""]
    known = [span for span in spans if span.expected]
    for _, group in groupby(known, key=lambda span: span.line):
        out += folded(" ".join(map(_marked, group)), width)
    for kind, title in _TITLES.items():
        runs = [span.observed for span in spans if span.kind == kind]
        if runs:
            words = sum(any(map(str.isalnum, word)) for run in runs for word in run.split(" "))
            out += ["", f"{title} ({count(words, 'word')}):"]
            for run in runs:
                out += folded("{+" + plain(run) + "+}", width)
    if mixed:
        out += ["", f"{count(len(mixed), 'recovered line')} with words from distant places:"]
        for number in mixed:
            out += folded(f"{number:>4}: {plain(lines[number - 1])}", width, indent="      ")
    return "\n".join(out) + "\n"


def _marked(span: DiffSpan) -> str:
    expected = plain(span.expected)
    if span.kind == "lost":
        text = f"[-{expected}-]"
    elif span.kind == "same":
        text = expected
    else:
        text = f"[-{expected}-]{{+{plain(span.observed)}+}}"
    return f"<{text}>" if span.moved else text


def folded(text: str, width: int, *, indent: str = "") -> list[str]:
    """The text in lines of at most `width` terminal columns, cut at spaces, else between characters.

    East Asian characters count two columns, combining marks none; a mark stays with its letter.
    """
    if text.isascii():
        return textwrap.wrap(text, width, break_on_hyphens=False, subsequent_indent=indent)
    found: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if columns(joined) <= width:
            line = joined
            continue
        if line.strip():
            found.append(line)
        line = indent + word if found else word
        while columns(line) > width:
            cut = _cut(line, width)
            found.append(line[:cut])
            line = indent + line[cut:]
    if line.strip():
        found.append(line)
    return found


def _cut(text: str, width: int) -> int:
    """How many characters fit, at least one letter and its marks."""
    used = 0
    for at, char in enumerate(text):
        wide = columns(char)
        if at and wide and used + wide > width:
            return at
        used += wide
    return len(text)
