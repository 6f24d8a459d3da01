"""Pages of rows and cells: what the faults of order and layout are built from.

A page is a sequence of rows, each of one cell or several side by side. Cells are printed row by row and
from left to right, which is the order of the reference text as well. Typst sets several cells as one
grid row, ReportLab as frames at places measured beforehand. A page that does not fit is tried with
smaller text, then with fewer achievements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec.structs import replace

from atsharness.model import Box
from atsharness.model.geometry import union
from atsharness_corpus.faults import Placed
from atsharness_corpus.faults._sheet import Sheet, finished, typeset
from atsharness_corpus.labels import rounded
from atsharness_corpus.model import BULLET, Block, DoesNotFitError, Value
from atsharness_corpus.person import Person
from atsharness_corpus.style import page_count
from atsharness_corpus.typesetters import reportlab, typst

BOTH = ("typst", "reportlab")
"""The typesetters that can print rows."""
SMALLEST = 8.0
"""Body text is not made smaller than this to fit: small text is a fault of its own."""
_STEP = 0.25
_INSET = 8.0
"""Space between a cell's edge and its text where the cell has a colour or rules, in points."""


class Cell(Value, frozen=True, kw_only=True):
    """Blocks below each other. `share` is of the row's width, its gutters left out; `fill` a background."""

    blocks: tuple[Block, ...]
    share: float = 1.0
    fill: str = ""
    light: bool = False
    """White text, for a dark background."""


class Row(Value, frozen=True, kw_only=True):
    """Cells side by side. `gutter` is between them, in points; `gap` is the space around, in em."""

    cells: tuple[Cell, ...]
    gutter: float = 0.0
    gap: float = 0.8
    ruled: bool = False
    """Whether lines are drawn around the cells."""


Rows = Sequence[Row]
Boxes = tuple[tuple[Box, ...], ...]
"""Of every cell's text, row by row."""


def full(blocks: Iterable[Block]) -> Row:
    """One cell over the whole width."""
    return Row(cells=(Cell(blocks=tuple(blocks)),))


def pair(left: Iterable[Block], right: Iterable[Block], share: float, gutter: float, gap: float = 0.8) -> Row:
    """Two cells, the left one with this share of the width."""
    cells = (Cell(blocks=tuple(left), share=share), Cell(blocks=tuple(right), share=1 - share))
    return Row(cells=cells, gutter=gutter, gap=gap)


def blocks_of(rows: Rows) -> tuple[Block, ...]:
    """Every block in the order printed."""
    return tuple(block for row in rows for cell in row.cells for block in cell.blocks)


def text_of(rows: Rows) -> str:
    """The reference text: a block a line, cell after cell."""
    return "".join(f"{block.line}\n" for block in blocks_of(rows))


def words_of(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Their words, without bullets."""
    return tuple(word for block in blocks for word in block.line.split() if word != BULLET)


def print_fitted(sheet: Sheet, arranged: Callable[[Person], Rows]) -> tuple[bytes, Rows]:
    """Prints the rows that `arranged` gives for the sheet's person, or for a shorter résumé of theirs.

    Returns:
        A file of one page, as the typesetter wrote it, and the rows on it.

    Raises:
        DoesNotFitError: too long even so, or the font lacks a letter.
    """
    style = sheet.style
    steps = max(0, round((style.size - SMALLEST) / _STEP))
    sizes = [SMALLEST + _STEP * step for step in range(steps, -1, -1)]
    for person in _shorter(sheet.person):
        rows = arranged(person)
        # What does not fit when small need not be tried in every size.
        if _one_page(sheet, rows, sizes[-1]) is None:
            continue
        return next((pdf, rows) for size in sizes if (pdf := _one_page(sheet, rows, size)) is not None)
    raise DoesNotFitError(f"{sheet.person.id} does not fit on one page at {SMALLEST:g} pt")


def _one_page(sheet: Sheet, rows: Rows, size: float) -> bytes | None:
    pdf = print_rows(replace(sheet, style=replace(sheet.style, size=size)), rows)
    return pdf if pdf is not None and page_count(pdf) == 1 else None


def rows_file(
    sheet: Sheet, arranged: Callable[[Person], Rows], edit: Callable[[Any, Boxes], None] | None = None
) -> tuple[bytes, Rows, Boxes]:
    """Prints, applies an edit of the open document (and of the cells' boxes) and gives it its producer.

    Returns:
        The file, its rows, and the box of every cell's text, row by row.
    """
    printed, rows = print_fitted(sheet, arranged)
    boxes = cell_boxes(printed, rows)
    pdf = finished(sheet, printed, (lambda document: edit(document, boxes)) if edit else None)
    return pdf, rows, boxes


def placed_cells(rows: Rows, boxes: Boxes, cells: Iterable[tuple[int, int]], fault: str = "") -> Placed:
    """Names cells, each by its row and its place in it, and their words."""
    cells = tuple(cells)
    words = words_of(block for row, cell in cells for block in rows[row].cells[cell].blocks)
    return Placed(page=1, boxes=tuple(boxes[row][cell] for row, cell in cells), words=words, fault=fault)


def print_rows(sheet: Sheet, rows: Rows) -> bytes | None:
    """Prints rows as they are; None where ReportLab's page is too short for them."""
    if sheet.typesetter == "reportlab":
        return _print_frames(sheet, rows)
    joined = (list(group) for _, group in groupby(rows, key=_look))
    return typeset(sheet, "\n".join(_typst_rows(group) for group in joined))


def _shorter(person: Person) -> Iterator[Person]:
    """The person, then the same with fewer achievements and fewer jobs."""
    yield person
    for most in (4, 3, 2):
        yield replace(
            person, work=tuple(replace(job, highlights=job.highlights[:most]) for job in person.work)
        )
    for jobs, projects in ((4, 1), (3, 1), (3, 0), (2, 0)):
        yield replace(
            person,
            work=tuple(replace(job, highlights=job.highlights[:2]) for job in person.work[:jobs]),
            projects=person.projects[:projects],
            education=tuple(replace(degree, courses=()) for degree in person.education),
        )


def _look(row: Row) -> object:
    """Equal for the rows of one ruled table, different for any two others."""
    return tuple(cell.share for cell in row.cells) if row.ruled else id(row)


def _typst_rows(rows: Rows) -> str:
    """One row without rules, or all rows of a table."""
    row = rows[0]
    if len(row.cells) == 1 and not row.ruled:
        return typst.markup(row.cells[0].blocks)
    widths = ", ".join(f"{cell.share:.4f}fr" for cell in row.cells)
    cells = ", ".join(_typst_cell(cell) for row in rows for cell in row.cells)
    around = f"above: {row.gap}em, below: {row.gap}em"
    if row.ruled:
        look = f"stroke: .5pt + luma(110), inset: {_INSET}pt"
        return f"#block({around}, table(columns: ({widths},), {look}, {cells}))"
    return f"#block({around}, grid(columns: ({widths},), column-gutter: {row.gutter}pt, {cells}))"


def _typst_cell(cell: Cell) -> str:
    content = typst.markup(cell.blocks)
    if cell.light:
        # The blocks' functions hold the accent of their definition.
        content = f"#let accent = white\n#set text(fill: white)\n{typst.BLOCKS}\n{content}"
    if not cell.fill:
        return f"[{content}]"
    return f'block(fill: rgb("{cell.fill}"), inset: {_INSET}pt, width: 100%)[{content}]'


def _print_frames(sheet: Sheet, rows: Rows) -> bytes | None:
    style, author = sheet.style, sheet.person.basics.name
    bottom, top = style.margin, reportlab.PAGE[1] - style.margin
    frames = [[_frame(style.margin, row, index) for index in range(len(row.cells))] for row in rows]
    flat = [replace(frame, y=bottom, height=top - bottom) for line in frames for frame in line]
    # Every cell alone at the top of the page shows how high it is.
    probe = reportlab.print_boxes(
        [replace(frame, fill="", text="000000", accent="000000") for frame in flat], style, author
    )
    if page_count(probe) > 1:
        return None
    ends = iter(cell_boxes(probe, rows))
    edge = top
    boxes: list[reportlab.Box] = []
    for row, line, after in zip(rows, frames, (*rows[1:], None), strict=True):
        padding = _INSET if row.ruled or any(cell.fill for cell in row.cells) else 0.0
        height = max(box[3] for box in next(ends)) - style.margin + 0.35 * style.size
        edge -= padding
        if edge - height < bottom:
            return None
        boxes += _backgrounds(style.margin, row, edge - height - padding, height + 2 * padding)
        # Space below the last line keeps ReportLab from moving it to another page.
        slack = 3 * style.size
        boxes += [replace(frame, y=edge - height - slack, height=height + slack) for frame in line]
        inside = after is not None and row.ruled and _look(row) == _look(after)
        edge -= height + padding + (0 if inside else row.gap * style.size)
    return reportlab.print_boxes(boxes, style, author)


def _edges(margin: float, row: Row) -> list[tuple[float, float]]:
    """Left edge and width of every cell."""
    width = reportlab.PAGE[0] - 2 * margin - row.gutter * (len(row.cells) - 1)
    whole = sum(cell.share for cell in row.cells)
    edges, x = [], margin
    for cell in row.cells:
        edges.append((x, width * cell.share / whole))
        x += width * cell.share / whole + row.gutter
    return edges


def _frame(margin: float, row: Row, index: int) -> reportlab.Box:
    cell, (x, width) = row.cells[index], _edges(margin, row)[index]
    inset = _INSET if cell.fill or row.ruled else 0.0
    light = {"text": "ffffff", "accent": "ffffff"} if cell.light else {}
    return reportlab.Box(x=x + inset, y=0, width=width - 2 * inset, height=0, blocks=cell.blocks, **light)


def _backgrounds(margin: float, row: Row, y: float, height: float) -> list[reportlab.Box]:
    """Coloured cells, and rules as thin filled boxes, as word processors draw them."""
    edges = _edges(margin, row)
    found = [
        reportlab.Box(x=x, y=y, width=width, height=height, fill=cell.fill)
        for cell, (x, width) in zip(row.cells, edges, strict=True)
        if cell.fill
    ]
    if row.ruled:
        right = edges[-1][0] + edges[-1][1]
        thick, whole = 0.5, right - margin
        found += [
            reportlab.Box(x=margin, y=at, width=whole, height=thick, fill="6e6e6e") for at in (y, y + height)
        ]
        found += [
            reportlab.Box(x=at, y=y, width=thick, height=height, fill="6e6e6e")
            for at in (*(x for x, _ in edges), right)
        ]
    return found


def cell_boxes(pdf: bytes, rows: Rows) -> Boxes:
    """The box of every cell's text, row by row; of files whose text is drawn in the order of the rows."""
    of_blocks = iter(block_boxes(pdf, blocks_of(rows)))
    return tuple(
        tuple(rounded(_around(next(of_blocks) for _ in cell.blocks)) for cell in row.cells) for row in rows
    )


def block_boxes(pdf: bytes, blocks: Iterable[Block]) -> tuple[Box, ...]:
    """Where the first page shows each block: letters are counted off in the order in which they are drawn.

    Raises:
        ValueError: the page draws other letters than the blocks have.
    """
    import pymupdf

    opened: Any = pymupdf.open
    letters: list[tuple[str, Box]] = []
    with opened(stream=pdf, filetype="pdf") as document:
        for span in document[0].get_texttrace():
            letters += [
                (chr(char[0]), tuple(char[3])) for char in span["chars"] if not chr(char[0]).isspace()
            ]
    found = []
    start = 0
    for block in blocks:
        wanted = "".join(block.line.split())
        part = letters[start : start + len(wanted)]
        if "".join(letter for letter, _ in part) != wanted:
            raise ValueError(f"{block.line!r} is not what is drawn next")
        found.append(_around(box for _, box in part if box[0] < box[2]))
        start += len(wanted)
    return tuple(found)


def _around(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes; the empty one at the origin around none."""
    return union(tuple(boxes) or ((0.0, 0.0, 0.0, 0.0),))
