"""Tags: the order of a page's lines by the structure tree, which screen readers and some engines follow.

The tree refers to marked content by number; which run is marked how is told by counting the codes shown in
the content stream against the glyphs of the trace. Where the counts differ nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from atsharness.model.facts import ReadingOrder
from atsharness.page.document import key, of_catalog
from atsharness.page.file_order import compare, is_columnar, stream_order
from atsharness.page.page import Page
from atsharness.page.visibility import LAYER_OFF

MOST_ELEMENTS = 20_000
MOST_DEPTH = 60

_OPERATIONS = re.compile(
    rb"(?P<inline>\bBI\b.*?\bEI\b)"
    rb"|<<(?P<marked>[^<>]*(?:<[^<>]*>[^<>]*)*)>>\s*BDC"
    rb"|(?P<begin>\bB[DM]C\b)|(?P<end>\bEMC\b)"
    rb"|/(?P<font>[^\s/<>\[\]()]+)\s+[-+.\d]+\s+Tf"
    rb"|\((?P<string>(?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*)\)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\(?:\r\n|[0-7]{1,3}|.)", re.DOTALL)


def tag_orders(document: Any) -> dict[int, list[int]]:
    """Marked-content ids of each page in the order of the structure tree, by the page object's number.

    Args:
        document: PyMuPDF's.

    Returns:
        Empty where there is no structure tree or it is beyond bounds.
    """
    kind, value = of_catalog(document, "StructTreeRoot")
    if kind != "xref":
        return {}
    found: dict[int, list[int]] = {}
    budget = [MOST_ELEMENTS]
    seen: set[int] = set()
    root = int(value.split()[0])
    _walk(document, _kids(document, root), 0, found, seen, budget, 0)
    return {} if budget[0] <= 0 else found


def _kids(document: Any, xref: int) -> str:
    kind, value = key(document, xref, "K")
    return "" if kind == "null" else value


_TOKEN = re.compile(r"(\d+)\s+0\s+R|<<(.*?)>>|(\d+)", re.DOTALL)


def _walk(
    document: Any,
    kids: str,
    page: int,
    found: dict[int, list[int]],
    seen: set[int],
    budget: list[int],
    depth: int,
) -> None:
    """Follows /K depth first: references to elements, marked-content ids, and their dictionaries."""
    if depth > MOST_DEPTH:
        return
    for match in _TOKEN.finditer(kids):
        budget[0] -= 1
        if budget[0] <= 0:
            return
        reference, inline, number = match.groups()
        if number is not None:
            found.setdefault(page, []).append(int(number))
        elif inline is not None:
            content = re.search(r"/MCID\s+(\d+)", inline)
            where = re.search(r"/Pg\s+(\d+)", inline)
            if content:
                found.setdefault(int(where[1]) if where else page, []).append(int(content[1]))
        else:
            xref = int(reference)
            if xref in seen:
                continue
            seen.add(xref)
            kind, value = key(document, xref, "Pg")
            own = int(value.split()[0]) if kind == "xref" else page
            inner = _kids(document, xref)
            if inner:
                _walk(document, inner, own, found, seen, budget, depth + 1)
                continue
            kind, value = key(document, xref, "MCID")
            if kind == "int":
                found.setdefault(own, []).append(int(value))


def tag_order(page: Page, ids: Sequence[int]) -> ReadingOrder | None:
    """How the tags order the lines of a page; None where that cannot be told.

    Args:
        page: it.
        ids: its marked-content ids in the order of the structure tree.
    """
    shown = _shown(page)
    in_stream = list(dict.fromkeys(content for content, _ in shown if content is not None))
    if [content for content in dict.fromkeys(ids) if content in set(in_stream)] == in_stream:
        found = stream_order(page)
        return None if found is None else _as_tags(found)
    marks = _marks(page, shown)
    if marks is None:
        return None
    indices = _tagged_lines(page, ids, marks)
    if len(indices) < 0.7 * len(page.lines):
        return None
    blocks = [page.blocks[page.lines[index].block] for index in indices]
    blocks = [block for block in blocks if is_columnar(page, block)]
    switches = sum(a.side != b.side and a.gutter == b.gutter for a, b in pairwise(blocks))
    return compare("tags", page, indices, switches)


def _tagged_lines(page: Page, ids: Sequence[int], marks: Mapping[int, int | None]) -> list[int]:
    """The lines that hold marked content of the tree, in its order; `marks` are the ids of the runs."""
    rank = {content: at for at, content in reversed(list(enumerate(ids)))}
    order: list[tuple[int, int, int]] = []
    for index, line in enumerate(page.lines):
        runs = [part.run for word in line.words for part in word.parts]
        ranks = sorted(rank[mark] for run in runs if (mark := marks.get(run)) is not None and mark in rank)
        if ranks:
            order.append((ranks[len(ranks) // 2], min(runs), index))
    return [index for *_, index in sorted(order)]


def _as_tags(found: ReadingOrder) -> ReadingOrder:
    return msgspec.structs.replace(found, source="tags")


def _shown(page: Page) -> list[tuple[int | None, int]]:
    """Marked-content id and number of codes of each string shown by the page's own content stream."""
    wide = {
        item[4].encode("latin-1", "replace"): item[2] == "Type0" for item in page.page.get_fonts(full=True)
    }
    stack: list[int | None] = []
    found: list[tuple[int | None, int]] = []
    width = 1
    for match in _OPERATIONS.finditer(b"\n".join(page.contents[: len(page.page.get_contents())])):
        kind = match.lastgroup
        if kind == "marked":
            content = re.search(rb"/MCID\s+(\d+)", match["marked"])
            stack.append(int(content[1]) if content else (stack[-1] if stack else None))
        elif kind == "begin":
            stack.append(stack[-1] if stack else None)
        elif kind == "end":
            if stack:
                stack.pop()
        elif kind == "font":
            width = 2 if wide.get(match["font"], False) else 1
        elif kind == "string":
            length = len(_ESCAPE.sub(b"x", match["string"]))
            found.append((stack[-1] if stack else None, length // width))
        elif kind == "hex":
            digits = len(b"".join(match["hex"].split()))
            found.append((stack[-1] if stack else None, (digits + 1) // 2 // width))
    return found


def _marks(page: Page, shown: Sequence[tuple[int | None, int]]) -> dict[int, int | None] | None:
    """The marked-content id of each run, or None where codes and glyphs do not match."""
    runs = [
        (index, sum(glyph >= 0 for glyph in run.glyphs))
        for index, run in enumerate(page.runs)
        if run.mode != 7 and run.layer != LAYER_OFF
    ]
    if sum(count for _, count in runs) != sum(count for _, count in shown):
        return None
    marks: dict[int, int | None] = {}
    at, left = -1, 0
    for index, count in runs:
        while left == 0 and at + 1 < len(shown):
            at += 1
            left = shown[at][1]
        marks[index] = shown[at][0]
        rest = count
        while rest > left and at + 1 < len(shown):
            rest -= left
            at += 1
            left = shown[at][1]
        left -= min(left, rest)
    return marks
