"""One pass over a page's glyphs: the runs that the content stream draws, in its order.

The source is MuPDF's text trace, which reports U+FFFD for a glyph without a letter. ``get_text()`` by
default puts the raw code there, which may be a plausible wrong letter. The trace leaves out text that only
clips (mode 7), which `clipping_runs` adds, and text on layers that are off, which `hidden_layers` adds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from atsharness.model import Box
from atsharness.model.facts import Run
from atsharness.page.engine import mupdf

MOST_GLYPHS = 60_000
"""A page of the smallest readable print holds some 20,000; more is no résumé's page."""

RUN_GAP = 1.0
"""A run ends at a gap of so many em: text that was set apart on purpose, as at a tab or a gutter."""

BACK = -0.6
"""A run ends where the pen goes back by more than so many em (kerning and accents stay within)."""

BASELINE = 0.02
"""Glyphs whose baselines differ by less than so many em stand in one run."""

SMALL = 3.0
"""Points from which a nominal size is believed."""
ENLARGED = 2.0
"""Ascender in em that no font has whose glyphs are of their nominal size."""

_CLIP = 7


class Fonts:
    """Gives each font name an index, in the order in which the names come up."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._index: dict[str, int] = {}

    def index(self, name: str) -> int:
        """The index of a font name."""
        found = self._index.get(name)
        if found is None:
            found = self._index[name] = len(self.names)
            self.names.append(name)
        return found


def page_runs(page: Any, fonts: Fonts, *, most: int = MOST_GLYPHS) -> tuple[list[Run], bool]:
    """The runs of a page, every one taken as visible until `visibility` has looked.

    Args:
        page: a PyMuPDF page without rotation (`document.upright`).
        fonts: takes the font names met.
        most: glyphs read at most.

    Returns:
        The runs in the order of the content stream, and whether there were more glyphs than `most`.
    """
    runs: list[Run] = []
    count = 0
    for span in page.get_texttrace():
        chars = span["chars"]
        count += len(chars)
        if count > most:
            return runs, True
        runs.extend(_split(span, chars, fonts))
    return runs, False


def _split(span: dict[str, Any], chars: Any, fonts: Fonts) -> Iterable[Run]:
    """One trace span as runs; it may hold several lines."""
    size = _seen_size(span)
    dx, dy = span["dir"]
    if not dx and not dy:  # text of no size
        dx = 1.0
    direction = (round(dx, 4) + 0.0, round(dy, 4) + 0.0)
    ascender, descender = _heights(span)
    look = _look(span, fonts)
    em, (along_x, along_y) = size or 1.0, direction
    horizontal = along_x > 0.9999
    text: list[str] = []
    glyphs: list[int] = []
    starts: list[float] = []
    ends: list[float] = []
    across0 = origin_x = origin_y = end = 0.0
    level, widest, farthest_back = BASELINE * em, RUN_GAP * em, BACK * em

    def made() -> Run:
        return Run(
            text="".join(text),
            glyphs=tuple(glyphs),
            x0=tuple(starts),
            x1=tuple(ends),
            baseline=round(origin_y, 2),
            box=_box(origin_x, origin_y, min(starts), max(ends), direction, ascender * em, -descender * em),
            size=round(size, 3),
            direction=direction,
            **look,
        )

    for code, glyph, (x, y), (bx0, by0, bx1, by1) in chars:
        if horizontal:
            start, across, width = x, y, bx1 - x
        else:
            start = (x - origin_x) * along_x + (y - origin_y) * along_y
            across = -(x - origin_x) * along_y + (y - origin_y) * along_x
            width = _extent(bx1 - bx0, by1 - by0, along_x, along_y, em)
        if glyph < 0 and text:  # a further letter of the ligature before
            text.append(_char(code))
            glyphs.append(-1)
            starts.append(end)
            ends.append(end)
            continue
        if text:
            gap = start - end
            if gap > widest or gap < farthest_back or abs(across - across0) > level:
                yield made()
                text, glyphs, starts, ends = [], [], [], []
        if not text:
            origin_x, origin_y = x, y
            across0 = across if horizontal else 0.0
            start = x if horizontal else 0.0
        text.append(_char(code))
        glyphs.append(glyph)
        starts.append(round(start, 2))
        end = round(start + width if width > 0 else start, 2)
        ends.append(end)
    if text:
        yield made()


def _seen_size(span: dict[str, Any]) -> float:
    """The size in which a person sees a span's letters, in points.

    A Type 3 font's matrix may enlarge its glyphs (ISO 32000-1, 9.6.5), so that text at 1 point is as large as
    other fonts' at 10: its box is then as many times higher than an em.
    """
    size, ascender = float(span["size"]) or 0.0, float(span["ascender"])
    return size * ascender if size < SMALL and ascender > ENLARGED else size


def _look(span: dict[str, Any], fonts: Fonts) -> dict[str, Any]:
    """What the runs of a span have in common, but for their size and direction."""
    return {
        "font": fonts.index(span["font"]),
        "colour": _colour(span["color"]),
        "opacity": round(float(span["opacity"]), 3),
        "mode": int(span["type"]),
        "seqno": int(span["seqno"]),
        "layer": span["layer"] or "",
    }


def _heights(span: dict[str, Any]) -> tuple[float, float]:
    """Ascender and descender in em; fonts that tell nothing plausible get usual ones."""
    ascender, descender = float(span["ascender"]), float(span["descender"])
    if not 0.3 <= ascender <= 2 or not -1 <= descender <= 0.1:
        return 0.8, -0.2
    return min(ascender, 1.1), max(descender, -0.4)


def _extent(width: float, height: float, along_x: float, along_y: float, em: float) -> float:
    """A glyph's advance along its direction, from its upright bounding box (the height is one em)."""
    if abs(along_x) < 0.1:
        return height
    if abs(along_y) < 0.1:
        return width
    return max(0.0, (width - em * abs(along_y)) / abs(along_x))


def _box(
    x: float,
    y: float,
    start: float,
    end: float,
    direction: tuple[float, float],
    up: float,
    down: float,
) -> Box:
    along_x, along_y = direction
    if along_x > 0.9999:
        return round(start, 2), round(y - up, 2), round(end, 2), round(y + down, 2)
    corners = [
        (x + along_x * s - along_y * a, y + along_y * s + along_x * a)
        for s in (start, end)
        for a in (-up, down)
    ]
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2)


def _char(code: int) -> str:
    """One character a glyph; lone surrogates and impossible codes count as no letter."""
    if code < 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code)


def _colour(parts: Any) -> int:
    """0xRRGGBB of the trace's colour: gray, RGB or CMYK components, 0-1."""
    values = [min(1.0, max(0.0, float(value))) for value in parts or ()]
    if len(values) == 1:
        values *= 3
    elif len(values) == 4:
        cyan, magenta, yellow, black = values
        values = [(1 - one) * (1 - black) for one in (cyan, magenta, yellow)]
    elif len(values) != 3:
        values = [0.0, 0.0, 0.0]
    red, green, blue = (round(255 * value) for value in values)
    return red << 16 | green << 8 | blue


# --- text that only clips -------------------------------------------------------------------------


def clipping_runs(page: Any, runs: list[Run], fonts: Fonts) -> list[Run]:
    """Runs of text drawn in mode 7, which the trace leaves out: characters where no run stands.

    Args:
        page: a PyMuPDF page without rotation.
        runs: from `page_runs`.
        fonts: takes the font names met.

    Returns:
        Runs with ``mode=7``; the caller appends them.
    """
    pymupdf = mupdf()

    known: dict[int, list[Run]] = {}
    for run in runs:
        known.setdefault(round(run.baseline), []).append(run)
    found: list[Run] = []
    flags = pymupdf.TEXT_IGNORE_ACTUALTEXT
    raw = page.get_text("rawdict", flags=flags, clip=pymupdf.INFINITE_RECT())
    for block in raw["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                new = [char for char in span["chars"] if not _is_known(char, known)]
                if any(char["c"].strip() for char in new):
                    found.append(_clip_run(span, new, fonts))
    return found


def _is_known(char: dict[str, Any], known: dict[int, list[Run]]) -> bool:
    """Whether a run of the trace covers the character's middle on its baseline."""
    x0, y0, x1, y1 = char["bbox"]
    middle_x, middle_y, baseline = (x0 + x1) / 2, (y0 + y1) / 2, char["origin"][1]
    return any(
        (run.box[0] <= middle_x <= run.box[2] and run.box[1] <= middle_y <= run.box[3])
        for near in (-1, 0, 1)
        for run in known.get(round(baseline) + near, ())
    ) or any(
        run.box[0] <= middle_x <= run.box[2] and run.box[1] <= middle_y <= run.box[3]
        for group in known.values()
        for run in group
        if not run.horizontal
    )


def _clip_run(span: dict[str, Any], chars: list[dict[str, Any]], fonts: Fonts) -> Run:
    boxes = [char["bbox"] for char in chars]
    return Run(
        text="".join(char["c"][:1] for char in chars),
        glyphs=(0,) * len(chars),
        x0=tuple(round(box[0], 2) for box in boxes),
        x1=tuple(round(box[2], 2) for box in boxes),
        baseline=round(chars[0]["origin"][1], 2),
        box=(
            round(min(box[0] for box in boxes), 2),
            round(min(box[1] for box in boxes), 2),
            round(max(box[2] for box in boxes), 2),
            round(max(box[3] for box in boxes), 2),
        ),
        font=fonts.index(span["font"]),
        size=round(float(span["size"]), 3),
        colour=int(span["color"]) & 0xFFFFFF,
        mode=_CLIP,
    )
