"""The page that most faults stand on: a single column, with runs marked for editing.

A run to be changed is printed in `MARK`, a colour nothing else has: so its place on the page and its
part of the content stream are known from the file that Typst wrote. `finished` gives the run its
real colour. Typst writes every run as one ``q … Q`` group; tags are off, so nothing else nests.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from atsharness.corpus.faults import Placed
from atsharness.corpus.layouts import typst_single_column
from atsharness.corpus.model import BULLET, Arrangement, Block, Style, Value
from atsharness.corpus.person import Person
from atsharness.corpus.reference import plain_text
from atsharness.corpus.typesetters import typst
from atsharness.harness.model import Box

MARK = "010203"
BLACK = "000000"
WHITE = "ffffff"
_ACCENTS = ("1f3a5f", "0b5d5e", "5a2a55", "7a2e1d", "2b2b2b")
_PRODUCERS = (
    ("Microsoft® Word for Microsoft 365", "Microsoft® Word for Microsoft 365"),
    ("Skia/PDF m131", "Chromium"),
    ("LibreOffice 24.2", "Writer"),
    ("macOS Version 14.5 (Build 23F79) Quartz PDFContext", "Pages"),
    ("xdvipdfmx (20220710)", "XeTeX output 2025.01.15:0900"),
    ("Typst 0.15.1", "Typst 0.15.1"),
)
"""Producer and creator as such programs write them; drawn for positives and near-misses alike."""


class Sheet(Value, frozen=True, kw_only=True):
    """What a file is printed from; `producer` is its /Producer and /Creator."""

    typesetter: str
    person: Person
    arrangement: Arrangement
    style: Style
    producer: tuple[str, str]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block, in page order."""
        return self.arrangement.blocks

    @property
    def reference(self) -> str:
        """What a person reads on it."""
        return plain_text(self.arrangement)


def drawn_sheet(person: Person, rng: random.Random, typesetter: str = "typst") -> Sheet:
    """A person's single column in a look drawn from `rng`."""
    style = Style(
        font=rng.choice(typst.FONTS),
        size=rng.choice((9.25, 9.5, 9.75, 10.0)),
        margin=round(rng.uniform(40, 52), 1),
        accent=rng.choice(_ACCENTS),
    )
    arranged = typst_single_column.arranged(person)
    return Sheet(
        typesetter=typesetter,
        person=person,
        arrangement=arranged,
        style=style,
        producer=rng.choice(_PRODUCERS),
    )


def column(blocks: Iterable[Block]) -> Arrangement:
    """Blocks below each other."""
    return Arrangement(header=(), columns=(tuple(blocks),))


def preamble(sheet: Sheet) -> str:
    """Page, fonts and the look of the blocks, as Typst source."""
    name = sheet.person.basics.name
    return typst.preamble(sheet.style, f"{name} - Résumé", name)


def body(blocks: Sequence[Block], marked: Collection[int] = (), setting: str = "") -> str:
    """Typst calls of blocks; those at the indices `marked` are printed in `MARK`, after `setting`."""
    parts: list[str] = []
    start = 0
    for index in (*sorted(marked), len(blocks)):
        parts.append(typst.markup(blocks[start:index]))
        if index < len(blocks):
            parts.append(in_mark(typst.markup([blocks[index]]), setting))
        start = index + 1
    return "\n".join(part for part in parts if part)


def in_mark(content: str, setting: str = "") -> str:
    """Typst content with its text in `MARK`."""
    return f'#[#set text(fill: rgb("{MARK}"))\n{setting}\n{content}]'


def indices(blocks: Sequence[Block], *kinds: str) -> list[int]:
    """Where the blocks of these kinds stand."""
    return [index for index, block in enumerate(blocks) if block.kind in kinds]


def printed(sheet: Sheet, blocks: Sequence[Block], marked: Collection[int] = ()) -> bytes:
    """Prints blocks below each other in the sheet's typesetter; those at the indices `marked` in `MARK`."""
    return typeset(sheet, body(blocks, marked))


def typeset(sheet: Sheet, source: str) -> bytes:
    """Prints Typst source after the sheet's preamble."""
    return typst.compile_pdf(f"{preamble(sheet)}\n{source}", tags=False)


def finished(
    sheet: Sheet, pdf: bytes, edit: Callable[[Any], None] | None = None, colour: str = BLACK
) -> bytes:
    """Applies an edit of the open document, gives marked runs their colour and saves reproducibly."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        if edit:
            edit(document)
        signed(sheet, document)
        recoloured(document, colour)
        out = BytesIO()
        document.save(out, deterministic_id=True)
        return out.getvalue()


def signed(sheet: Sheet, document: Any) -> None:
    """Gives an open document its producer; the metadata stream would contradict it and goes."""
    document.docinfo["/Producer"], document.docinfo["/Creator"] = sheet.producer
    if "/Metadata" in document.Root:
        del document.Root.Metadata


def edit_marked(document: Any, change: Callable[[list[Any]], list[Any]], page: int | None = None) -> None:
    """Puts ``change(group)`` in the place of every marked ``q … Q`` group (on one page, from 0)."""
    import pikepdf

    for number, target in enumerate(document.pages):
        if page is not None and number != page:
            continue
        steps: list[Any] = []
        for group in _groups(pikepdf.parse_content_stream(target)):
            steps += change(group) if any(map(is_mark, group)) else group
        target.Contents = document.make_stream(pikepdf.unparse_content_stream(steps))


def recoloured(document: Any, colour: str) -> None:
    """Gives everything printed in `MARK` another colour."""
    import pikepdf

    rgb = [round(int(colour[i : i + 2], 16) / 255, 5) for i in (0, 2, 4)]
    for page in document.pages:
        steps: list[Any] = [
            (rgb, step.operator) if is_mark(step) else step for step in pikepdf.parse_content_stream(page)
        ]
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(steps))


def is_mark(step: Any) -> bool:
    """Whether an instruction sets the colour `MARK`."""
    if str(step.operator) not in ("scn", "SCN") or len(step.operands) != 3:
        return False
    return [round(float(value) * 255, 2) for value in step.operands] == [1.0, 2.0, 3.0]


def _groups(steps: Iterable[Any]) -> list[list[Any]]:
    groups: list[list[Any]] = []
    group: list[Any] = []
    depth = 0
    for step in steps:
        depth += (str(step.operator) == "q") - (str(step.operator) == "Q")
        group.append(step)
        if depth == 0:
            groups.append(group)
            group = []
    return [*groups, group] if group else groups


def marked_lines(pdf: bytes) -> tuple[tuple[int, Box, str], ...]:
    """The lines of marked text: page from 1, box and text, in the order printed."""
    import pymupdf

    opened: Any = pymupdf.open
    found: list[tuple[int, Box, str]] = []
    with opened(stream=pdf, filetype="pdf") as document:
        for number, page in enumerate(document, start=1):
            lines: list[tuple[Box, str]] = []
            for span in page.get_texttrace():
                text = "".join(chr(char[0]) for char in span["chars"])
                if [round(value * 255, 2) for value in span["color"]] == [1.0, 2.0, 3.0] and text.strip():
                    _add(lines, tuple(span["bbox"]), text)
            found += [(number, _rounded(box), text) for box, text in lines]
    return tuple(found)


def marked_places(pdf: bytes) -> tuple[Placed, ...]:
    """Where marked text stands: one `Placed` a page, one box a line, with its words."""
    placed = []
    for number, lines in groupby(marked_lines(pdf), key=lambda line: line[0]):
        kept = tuple(lines)
        words = tuple(word for _, _, text in kept for word in text.split() if word != BULLET)
        placed.append(Placed(page=number, boxes=tuple(box for _, box, _ in kept), words=words))
    return tuple(placed)


def _add(lines: list[tuple[Box, str]], box: Box, text: str) -> None:
    """Joins a run to the line before it where both stand on one baseline side by side."""
    if lines:
        last, before = lines[-1]
        height = box[3] - box[1]
        if abs(last[3] - box[3]) < 0.2 * height and -height < box[0] - last[2] < 2 * height:
            union = (last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
            lines[-1] = (union, before + (" " if box[0] - last[2] > 0.15 * height else "") + text)
            return
    lines.append((box, text))


def _rounded(box: Box) -> Box:
    x0, y0, x1, y1 = (round(value, 2) for value in box)
    return x0, y0, x1, y1
