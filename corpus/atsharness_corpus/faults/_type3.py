"""Glyph procedures of Type 3 fonts (PDF 32000-1, 9.6.5), and maps of simple fonts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from atsharness_corpus.faults._simple import Glyph, SimpleFont


def procedure(simple: SimpleFont, glyph: Glyph) -> bytes:
    """The content stream that paints a glyph's outline in the current colour."""
    from fontTools.pens.basePen import BasePen
    from fontTools.pens.boundsPen import BoundsPen

    steps: list[str] = []

    class PathPen(BasePen):  # type: ignore[misc]
        def _moveTo(self, point: Any) -> None:  # noqa: N802
            steps.append(_operation("m", point))

        def _lineTo(self, point: Any) -> None:  # noqa: N802
            steps.append(_operation("l", point))

        def _curveToOne(self, first: Any, second: Any, end: Any) -> None:  # noqa: N802
            steps.append(_operation("c", first, second, end))

        def _closePath(self) -> None:  # noqa: N802
            steps.append("h")

    bounds = BoundsPen(None)
    simple.draw(glyph.old, bounds)
    simple.draw(glyph.old, PathPen(None))
    box = " ".join(f"{round(value)}" for value in bounds.bounds or (0, 0, 0, 0))
    paint = ["f"] if steps else []
    return "\n".join([f"{glyph.width:g} 0 {box} d1", *steps, *paint]).encode("ascii")


def _operation(operator: str, *points: tuple[float, float]) -> str:
    # Rounded, since content streams know no exponents.
    numbers = " ".join(f"{round(value, 4):g}" for point in points for value in point)
    return f"{numbers} {operator}"


def simple_map(simple: SimpleFont) -> bytes:
    """The ToUnicode map of a simple font."""
    return entries_map((glyph.code, glyph.text) for glyph in simple.glyphs)


def entries_map(codes: Iterable[tuple[int, str]]) -> bytes:
    """A ToUnicode map of one-byte codes and their texts."""
    entries = [f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in codes]
    sections = [entries[i : i + 100] for i in range(0, len(entries), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for section in sections:
        lines += [f"{len(section)} beginbfchar", *section, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
