"""The text objects of a page's content stream, with the graphics state that they are shown in.

Works on any producer's stream: what is sought is the colour of the text, wherever it was set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f) as the operator ``cm`` takes it."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_FILLS = frozenset(("rg", "sc", "scn", "g", "k", "cs"))
_COLOURS = frozenset(("rg", "RG", "sc", "SC", "scn", "SCN"))


class TextObject(list[Any]):
    """The instructions from ``BT`` to ``ET``; `ctm` is the matrix in force at ``BT``."""

    ctm: Matrix = IDENTITY


def is_colour(step: Any, rgb: Sequence[int]) -> bool:
    """Whether an instruction sets the colour `rgb` (three bytes), for filling or for lines.

    Producers round to four decimals or more.
    """
    if str(step.operator) not in _COLOURS or len(step.operands) != 3:
        return False
    return all(abs(float(value) * 255 - byte) < 0.06 for value, byte in zip(step.operands, rgb, strict=True))


def product(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, x, y = second
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + x,
        e * q + f * s + y,
    )


def text_objects(
    steps: Sequence[Any], wanted: Callable[[Any], bool]
) -> Iterator[tuple[int, int, TextObject]]:
    """The text objects that show something while the fill colour is `wanted`.

    Args:
        steps: a content stream, from `pikepdf.parse_content_stream`.
        wanted: whether an instruction sets the colour looked for.

    Yields:
        Where the object starts and stops in `steps`, and the object.
    """
    ctm, fits = IDENTITY, False
    stack: list[tuple[Matrix, bool]] = []
    start, shown = 0, False
    for at, step in enumerate(steps):
        operator = str(step.operator)
        if operator == "q":
            stack.append((ctm, fits))
        elif operator == "Q" and stack:
            ctm, fits = stack.pop()
        elif operator == "cm":
            a, b, c, d, e, f = (float(value) for value in step.operands)
            ctm = product((a, b, c, d, e, f), ctm)
        elif operator in _FILLS:
            fits = wanted(step)
        elif operator == "BT":
            start, shown = at, False
        elif operator in SHOWS:
            shown = shown or fits
        elif operator == "ET" and shown:
            found = TextObject(steps[start : at + 1])
            found.ctm = ctm
            yield start, at + 1, found


def replaced(
    steps: Sequence[Any], wanted: Callable[[Any], bool], change: Callable[[TextObject], list[Any]]
) -> list[Any]:
    """The stream with ``change(text object)`` in the place of every one shown in the `wanted` colour."""
    made: list[Any] = []
    end = 0
    for start, stop, found in text_objects(steps, wanted):
        made += [*steps[end:start], *change(found)]
        end = stop
    return [*made, *steps[end:]]


def instruction(operator: str, *operands: Any) -> Any:
    """One instruction, as a content stream has it."""
    import pikepdf

    return pikepdf.ContentStreamInstruction(list(operands), pikepdf.Operator(operator))


def within(text: Sequence[Any], before: Sequence[Any]) -> list[Any]:
    """Instructions with others before them, whose effect ends with them."""
    return [instruction("q"), *before, *text, instruction("Q")]


def drawn_over(page: Any, content: bytes) -> None:
    """Appends to a page's content, in the page's own space: its own matrix may hold to its end."""
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + content)


def in_page_space(text: TextObject, box: tuple[float, float, float, float]) -> list[Any]:
    """The path of a box given in the page's own space (x0, y0, x1, y1), for use beside a text object."""
    a, b, c, d, e, f = text.ctm
    area = a * d - b * c
    x0, y0, x1, y1 = box
    corners = []
    for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)):
        across, up = x - e, y - f
        corners.append((round((across * d - up * c) / area, 3), round((up * a - across * b) / area, 3)))
    return [
        *(instruction("l" if number else "m", *corner) for number, corner in enumerate(corners)),
        instruction("h"),
    ]


def moved(text: TextObject, dx: float, dy: float) -> list[Any]:
    """A text object moved by points on the page, to the right and upwards, whatever its matrix is."""
    a, b, c, d, _, _ = text.ctm
    area = a * d - b * c
    x, y = (dx * d - dy * c) / area, (dy * a - dx * b) / area
    return within(text, [instruction("cm", 1, 0, 0, 1, round(x, 4), round(y, 4))])


def in_mode(text: Sequence[Any], mode: int, width: float) -> list[Any]:
    """A text object in another text render mode (PDF 32000-1, 9.3.6), with that line width."""
    rest = [step for step in text[1:] if str(step.operator) != "Tr"]
    return within([text[0], instruction("Tr", mode), *rest], [instruction("w", width)])
