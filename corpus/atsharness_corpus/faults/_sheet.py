"""The page that most faults stand on: a single column, with runs marked for editing.

A run to be changed is printed in `MARK`, a colour nothing else has: so its place on the page and its
part of the content stream are known from the file that the typesetter wrote. `finished` gives the run
its real colour.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from io import BytesIO
from itertools import groupby
from typing import Any

from atsharness.model import Box
from atsharness_corpus.faults import Placed, _press
from atsharness_corpus.faults._press import FONTS, Setting, check_letters, press
from atsharness_corpus.faults._stream import TextObject, is_colour, replaced
from atsharness_corpus.labels import rounded
from atsharness_corpus.layouts import typst_single_column
from atsharness_corpus.model import BULLET, Arrangement, Block, Style, Value
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text
from atsharness_corpus.typesetters import typst

PRESSES = ("typst", "reportlab", "chromium", "weasyprint")
"""What a sheet can be printed in."""
MARK = _press.MARK
BLACK = "000000"
WHITE = "ffffff"
_ACCENTS = ("1f3a5f", "0b5d5e", "5a2a55", "7a2e1d", "2b2b2b")
_SIZES = (9.25, 9.5, 9.75, 10.0)
_SMALLER = {"reportlab": 1.0, "chromium": 0.5, "weasyprint": 0.5}
"""Points less where a press's fonts are wide."""
_PRODUCERS = (
    ("Microsoft® Word for Microsoft 365", "Microsoft® Word for Microsoft 365"),
    ("Skia/PDF m131", "Chromium"),
    ("LibreOffice 24.2", "Writer"),
    ("macOS Version 14.5 (Build 23F79) Quartz PDFContext", "Pages"),
    ("xdvipdfmx (20220710)", "XeTeX output 2025.01.15:0900"),
    ("Typst 0.15.1", "Typst 0.15.1"),
)
"""Producer and creator as such programs write them; drawn for positives and near-misses alike."""
_DATE = "D:20260115090000Z"


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
    """A person's single column in a look drawn from `rng`.

    Raises:
        DoesNotFitError: the typesetter's fonts lack a letter.
    """
    style = Style(
        font=rng.choice(FONTS.get(typesetter, typst.FONTS)),
        size=rng.choice(_SIZES) - _SMALLER.get(typesetter, 0.0),
        margin=round(rng.uniform(40, 52), 1),
        accent=rng.choice(_ACCENTS),
    )
    arranged = typst_single_column.arranged(person)
    check_letters(typesetter, style, arranged.blocks)
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
    return typst.preamble(sheet.style, f"{name} - Résumé", name, sheet.person.language)


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


def printed(
    sheet: Sheet, blocks: Sequence[Block], marked: Collection[int] = (), setting: Setting | None = None
) -> bytes:
    """Prints blocks below each other in the sheet's typesetter; those at the indices `marked` in `MARK`.

    `setting` is how the marked ones are set. Typst has no use for its band.
    """
    setting = setting or Setting()
    if sheet.typesetter != "typst":
        return press(sheet.typesetter)(sheet.style, sheet.person, blocks, marked, setting)
    rules = []
    if setting.size:
        rules.append(f"#set text(size: {setting.size}pt)")
    if setting.space:
        rules.append(f"#v({setting.space}pt)")
    if setting.word_spacing:
        rules.append(f"#set text(spacing: 100% + {setting.word_spacing}em)")
    return typeset(sheet, body(blocks, marked, "\n".join(rules)))


def typeset(sheet: Sheet, source: str) -> bytes:
    """Prints Typst source after the sheet's preamble."""
    return typst.compile_pdf(f"{preamble(sheet)}\n{source}", tags=False)


def finished(
    sheet: Sheet, pdf: bytes, edit: Callable[[Any], None] | None = None, colour: str = BLACK
) -> bytes:
    """Applies an edit of the open document, gives marked runs their colour and saves reproducibly."""

    def finish(document: Any) -> None:
        if edit:
            edit(document)
        signed(sheet, document)
        recoloured(document, colour)

    return edited(pdf, finish)


def signed(sheet: Sheet, document: Any) -> None:
    """Gives an open document its producer and a date; the metadata stream would contradict them and goes."""
    document.docinfo["/Producer"], document.docinfo["/Creator"] = sheet.producer
    for key in ("/CreationDate", "/ModDate"):
        document.docinfo[key] = _DATE
    if "/Metadata" in document.Root:
        del document.Root.Metadata


def edited(pdf: bytes, edit: Callable[[Any], None]) -> bytes:
    """A file after an edit of the open document."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        edit(document)
        out = BytesIO()
        document.save(out, deterministic_id=True)
        return out.getvalue()


def edit_marked(document: Any, change: Callable[[TextObject], list[Any]], page: int | None = None) -> None:
    """Puts ``change(text object)`` in the place of every text object in `MARK` (on one page, from 0)."""
    import pikepdf

    for number, target in enumerate(document.pages):
        if page is None or number == page:
            steps = replaced(pikepdf.parse_content_stream(target), is_mark, change)
            target.Contents = document.make_stream(pikepdf.unparse_content_stream(steps))


def editing(change: Callable[[TextObject], list[Any]]) -> Callable[[Any], None]:
    """`edit_marked` with that change, as an edit of a document."""
    return partial(edit_marked, change=change)


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
    return is_colour(step, bytes.fromhex(MARK))


def marked_lines(pdf: bytes) -> tuple[tuple[int, Box, str], ...]:
    """The lines of marked text: page from 1, box and text, in the order printed."""
    found: list[tuple[int, Box, str]] = []
    for number, group in groupby(_marked_spans(pdf), key=lambda item: item[0]):
        lines: list[tuple[Box, str]] = []
        for _, span in group:
            upright = abs(span["dir"][0]) > abs(span["dir"][1])
            for box, text in _runs(span):
                if text.strip():
                    _add(lines, box, text, upright)
        found += [(number, rounded(box), text) for box, text in lines]
    return tuple(found)


def marked_chars(pdf: bytes) -> tuple[tuple[int, float, tuple[tuple[Box, str], ...]], ...]:
    """The lines of marked text character by character: page from 1, font size, boxes and letters."""
    lines: dict[tuple[int, int], list[tuple[Box, str]]] = {}
    sizes: dict[tuple[int, int], float] = {}
    for number, span in _marked_spans(pdf):
        for code, _, origin, box in span["chars"]:
            line = number, round(origin[1])
            lines.setdefault(line, []).append((rounded(box), chr(code)))
            sizes[line] = span["size"]
    return tuple((line[0], sizes[line], tuple(sorted(lines[line]))) for line in sorted(lines))


def _marked_spans(pdf: bytes) -> Iterable[tuple[int, Any]]:
    """The spans of MuPDF's trace in the colour `MARK`, with their pages."""
    import pymupdf

    opened: Any = pymupdf.open
    mark = bytes.fromhex(MARK)
    with opened(stream=pdf, filetype="pdf") as document:
        for number, page in enumerate(document, start=1):
            for span in page.get_texttrace():
                colour = span["color"]
                if len(colour) == 3 and all(
                    abs(value * 255 - byte) <= 0.06 for value, byte in zip(colour, mark, strict=True)
                ):
                    yield number, span


def _runs(span: Any) -> Iterable[tuple[Box, str]]:
    """The span cut where its baseline changes: a text object of several lines is one span."""
    across = (-span["dir"][1], span["dir"][0])

    def height(char: Any) -> float:
        x, y = char[2]
        return float(x * across[0] + y * across[1])

    chars = list(span["chars"])
    start = 0
    for stop in range(1, len(chars) + 1):
        if stop < len(chars) and abs(height(chars[stop]) - height(chars[start])) < 0.2 * span["size"]:
            continue
        run = chars[start:stop]
        boxes = [char[3] for char in run]
        box = (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )
        yield box, "".join(chr(char[0]) for char in run)
        start = stop


def marked_places(pdf: bytes) -> tuple[Placed, ...]:
    """Where marked text stands: one `Placed` a page, one box a line, with its words."""
    placed = []
    for number, lines in groupby(marked_lines(pdf), key=lambda line: line[0]):
        kept = tuple(lines)
        words = tuple(word for _, _, text in kept for word in text.split() if word != BULLET)
        placed.append(Placed(page=number, boxes=tuple(box for _, box, _ in kept), words=words))
    return tuple(placed)


def _add(lines: list[tuple[Box, str]], box: Box, text: str, upright: bool) -> None:
    """Joins a run to the line before it where both stand on one baseline side by side, left to right."""
    if lines and upright:
        last, before = lines[-1]
        height = box[3] - box[1]
        if abs(last[3] - box[3]) < 0.2 * height and -height < box[0] - last[2] < 2 * height:
            union = (last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
            lines[-1] = (union, before + (" " if box[0] - last[2] > 0.15 * height else "") + text)
            return
    lines.append((box, text))
