"""One page: its runs with their visibility, its gutters, its lines in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from typing import Any, NamedTuple

from atsharness.model import Box
from atsharness.model.facts import Block, Gutter, Line, Run
from atsharness.model.geometry import union
from atsharness.page import glyphs, layers, visibility
from atsharness.page.document import Opened, has_clip_text, streams
from atsharness.page.gutters import find_gutters
from atsharness.page.reading_order import reading_order, rotated_lines
from atsharness.page.section_bounds import Rule
from atsharness.page.stacks import with_stacks
from atsharness.page.words import Edge, placed_words, rows

MOST_PATHS = 20_000
"""A page's drawn paths looked at; the densest honest chart has some 5,000."""

LEAST_BOX, MOST_BOX = 6.0, 60.0
"""Heights of the boxes that lie behind a line of text, in points."""

Path = dict[str, Any]
"""A drawing as PyMuPDF's ``get_cdrawings`` gives it."""


class Shape(NamedTuple):
    """One closed or open subpath of a drawing."""

    box: Box
    segments: int
    curves: int
    fill: tuple[float, ...] | None
    stroke: tuple[float, ...] | None


class Page(NamedTuple):
    """All that later facts of a page are made of."""

    number: int
    page: Any
    """PyMuPDF's, upright and without annotations."""
    bare: Any
    """The same without text."""
    width: float
    height: float
    rotation: int
    runs: list[Run]
    lines: list[Line]
    blocks: list[Block]
    gutters: list[Gutter]
    paths: list[Path]
    shapes: list[Shape]
    images: list[dict[str, Any]]
    """As ``get_image_info`` gives them."""
    renderings: visibility.Renderings
    contents: list[bytes]
    truncated: list[str]


def read_page(opened: Opened, index: int, fonts: glyphs.Fonts, all_on: Any) -> Page:
    """Reads one page.

    Args:
        opened: the document.
        index: of the page, from 0.
        fonts: takes the font names met.
        all_on: a copy of the document with all layers on, or None where none is off.
    """
    rotation = opened.rotation(index)
    page = opened.plain_page(index)
    truncated: list[str] = []
    bare = _bare(opened, index, page, truncated)
    contents = streams(page)
    runs, cut = _drawn_runs(page, contents, fonts, None if all_on is None else all_on[index])
    if cut:
        truncated.append(f"more than {glyphs.MOST_GLYPHS:,} glyphs: the rest was left out")
    paths = page.get_cdrawings()
    if len(paths) > MOST_PATHS:
        truncated.append(f"more than {MOST_PATHS:,} drawn paths: the rest was left out")
        del paths[MOST_PATHS:]
    drawn = shapes(paths)
    images = page.get_image_info()
    width, height = float(page.rect.width), float(page.rect.height)
    renderings = visibility.render(page, bare)
    runs = visibility.seen_runs(
        runs,
        renderings,
        painted=cache(partial(_painted, page)),
        shapes=[shape.box for shape in drawn],
        images=[to_box(image["bbox"]) for image in images],
        page=(0.0, 0.0, width, height),
    )
    if any(run.hidden == "clipped" for run in runs):
        runs = visibility.in_faint_groups(runs, _faint_groups(page))
    seen = Page(
        number=index + 1,
        page=page,
        bare=bare,
        width=width,
        height=height,
        rotation=rotation,
        runs=runs,
        lines=[],
        blocks=[],
        gutters=[],
        paths=paths,
        shapes=drawn,
        images=images,
        renderings=renderings,
        contents=contents,
        truncated=truncated,
    )
    return arranged(seen, runs)


def arranged(page: Page, runs: list[Run]) -> Page:
    """A page with these runs, and with the gutters, lines and blocks that follow from them."""
    words = with_stacks(placed_words(runs, box_edges(page.shapes)))
    horizontal = rules(page.paths)
    gutters = find_gutters(rows(words), page.number, page.width, horizontal)
    lines, blocks = reading_order(words, gutters, horizontal)
    rotated, their_blocks = rotated_lines(runs, len(blocks), len(lines))
    return page._replace(
        runs=runs, lines=[*lines, *rotated], blocks=[*blocks, *their_blocks], gutters=gutters
    )


def _bare(opened: Opened, index: int, page: Any, truncated: list[str]) -> Any:
    """The page without text, or the page itself where that cannot be made, which `truncated` then tells."""
    try:
        return opened.bare_page(index)
    except MemoryError:
        raise
    except Exception as error:  # MuPDF's own errors share no other base
        truncated.append(f"its text cannot be removed, so covered text is not found: {type(error).__name__}")
        return page


def _drawn_runs(page: Any, contents: list[bytes], fonts: glyphs.Fonts, all_on: Any) -> tuple[list[Run], bool]:
    """All runs of a page: shown, only clipping, on layers that are off; and whether some were left out."""
    runs, cut = glyphs.page_runs(page, fonts)
    if not cut and has_clip_text(contents):
        runs += glyphs.clipping_runs(page, runs, fonts)
    if all_on is not None:
        runs += layers.off_runs(all_on, runs, fonts)
    return runs, cut


def _faint_groups(page: Any) -> list[Box]:
    """Boxes of transparency groups that are not seen; text within does not know its group's opacity."""
    return [
        to_box(drawing["rect"])
        for drawing in page.get_cdrawings(extended=True)
        if drawing["type"] == "group" and drawing["opacity"] < visibility.FAINT
    ]


def _painted(page: Any) -> list[tuple[str, Box]]:
    """What is painted in which order."""
    return [(kind, to_box(box)) for kind, box, *_ in page.get_bboxlog()]


def to_box(rect: Any) -> Box:
    """Four numbers as a box."""
    x0, y0, x1, y1 = (float(value) for value in rect)
    return x0, y0, x1, y1


def rules(paths: list[Path]) -> list[Rule]:
    """Horizontal lines among the drawings: thin rectangles, strokes, and the edges of boxes."""
    found = []
    for path in paths:
        x0, y0, x1, y1 = path["rect"]
        if x1 - x0 < 20:
            continue
        if y1 - y0 <= 2.5:
            found.append(((y0 + y1) / 2, x0, x1))
        elif path.get("color") is not None and all(item[0] in ("re", "qu") for item in path["items"]):
            found.extend(((y0, x0, x1), (y1, x0, x1)))
    return found


def box_edges(drawn: Iterable[Shape]) -> list[Edge]:
    """The vertical edges of filled boxes of the height of a line or two."""
    found = []
    for shape in drawn:
        x0, y0, x1, y1 = shape.box
        if shape.fill is not None and not shape.curves and LEAST_BOX < y1 - y0 < MOST_BOX:
            found += [(x0, y0, y1), (x1, y0, y1)]
    return found


def shapes(paths: list[Path]) -> list[Shape]:
    """The subpaths of drawings: one a letter, or a part of one, where text was turned into paths."""
    found: list[Shape] = []
    for path in paths:
        fill, stroke = path.get("fill"), path.get("color")
        points: list[tuple[float, float]] = []
        segments = curves = 0
        end: tuple[float, float] | None = None
        for item in path["items"]:
            kind = item[0]
            if kind == "re":
                found.append(Shape(to_box(item[1]), 4, 0, fill, stroke))
                continue
            if kind == "qu":
                found.append(Shape(_box(item[1]), 4, 0, fill, stroke))
                continue
            new = item[1:5] if kind == "c" else item[1:3]
            if end is None or abs(new[0][0] - end[0]) > 0.01 or abs(new[0][1] - end[1]) > 0.01:
                if points:
                    found.append(Shape(_box(points), segments, curves, fill, stroke))
                points = []
                segments = curves = 0
            points.extend(new)
            segments += 1
            curves += kind == "c"
            end = new[-1]
        if points:
            found.append(Shape(_box(points), segments, curves, fill, stroke))
    return found


def _box(points: Any) -> Box:
    return union((x, y, x, y) for x, y in ((float(point[0]), float(point[1])) for point in points))
