"""The order in which a page's content stream draws: cut into pieces, each drawable on its own.

Programs that export pages write text in the order of their own objects, which need not be the order on the
page. A piece is one line of a text object, one path or one picture, with the graphics state it had, so that
pieces in any order show the same page as long as none covers another's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from atsharness_corpus.faults._stream import IDENTITY, Matrix, product
from atsharness_corpus.model import Value

_PAINTS = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"))
_PATHS = frozenset(("m", "l", "c", "v", "y", "h", "re", "W", "W*"))
_SHOWS = frozenset(("Tj", "TJ"))
_PLACES = frozenset(("Tm", "T*", "Td", "TD"))


class Piece(Value, frozen=True, kw_only=True):
    """What is drawn from (x, y), in points with the origin bottom left; `steps` are its instructions."""

    x: float
    y: float
    is_text: bool
    font: str = ""
    """The resource name of a text's first font."""
    steps: tuple[Any, ...]


def reorder(document: Any, ordered: Callable[[list[Piece]], Sequence[Piece]], page: int = 0) -> None:
    """Writes a page's text in another order; paths and pictures come first, as they were.

    Args:
        document: an open pikepdf document. The page must not be tagged.
        ordered: from the text pieces in the order drawn to the order wanted.
        page: which page, from 0.
    """
    import pikepdf

    target = document.pages[page]
    drawn = pieces(pikepdf.parse_content_stream(target))
    shapes = [piece for piece in drawn if not piece.is_text]
    texts = [piece for piece in drawn if piece.is_text]
    wanted = ordered(texts)
    if sorted(map(id, wanted)) != sorted(map(id, texts)):
        raise ValueError("an order must have every piece once")
    steps = [step for piece in (*shapes, *wanted) for step in piece.steps]
    target.Contents = document.make_stream(pikepdf.unparse_content_stream(steps))


def pieces(steps: Sequence[Any]) -> list[Piece]:
    """Cuts a content stream without marked content into pieces, in the order drawn."""
    found: list[Piece] = []
    state: list[Any] = []
    saved: list[tuple[list[Any], Matrix]] = []
    matrix = IDENTITY
    path: list[Any] = []
    text: list[Any] | None = None
    for step in steps:
        operator = str(step.operator)
        if text is not None:
            if operator == "ET":
                found += _lines(text, state, matrix)
                text = None
            else:
                text.append(step)
        elif operator == "BT":
            text = []
        elif operator == "q":
            saved.append((list(state), matrix))
        elif operator == "Q":
            state, matrix = saved.pop()
        elif operator in _PATHS:
            path.append(step)
        elif operator in _PAINTS:
            path.append(step)
            if operator == "n":
                # A path that only clips holds for what follows.
                state += path if any(str(one.operator).startswith("W") for one in path) else []
            else:
                found.append(_piece(state, matrix, path, path[0].operands[:2], is_text=False))
            path = []
        elif operator == "Do":
            found.append(_piece(state, matrix, [step], (0, 0), is_text=False))
        else:
            if operator == "cm":
                matrix = product(_numbers(step.operands), matrix)
            state.append(step)
    return found


def _lines(text: Sequence[Any], state: Sequence[Any], matrix: Matrix) -> list[Piece]:
    """One piece for each line of a text object."""
    found: list[Piece] = []
    kept: dict[str, Any] = {}
    line: list[Any] = []
    before: list[Any] = []
    start = at = IDENTITY
    leading = 0.0

    def close() -> None:
        if any(str(step.operator) in _SHOWS for step in line):
            font = next((str(one.operands[0]) for one in (*before, *line) if str(one.operator) == "Tf"), "")
            whole = [_step("BT"), *before, _step("Tm", *start), *line, _step("ET")]
            found.append(_piece(state, product(start, matrix), whole, (0, 0), is_text=True, font=font))

    for step in text:
        operator = str(step.operator)
        if operator not in _PLACES:
            line.append(step)
            if operator not in _SHOWS:
                kept[operator] = step
            if operator == "TL":
                leading = float(step.operands[0])
            continue
        if operator == "Tm":
            moved = _numbers(step.operands)
        else:
            dx, dy = (0.0, -leading) if operator == "T*" else (float(value) for value in step.operands)
            moved = product((1.0, 0.0, 0.0, 1.0, dx, dy), at)
        if line and abs(moved[5] - at[5]) < 1e-6 and any(str(one.operator) in _SHOWS for one in line):
            line.append(_step("Tm", *moved))
            at = moved
            continue
        close()
        before, line, start, at = list(kept.values()), [], moved, moved
    close()
    return found


def _piece(
    state: Sequence[Any],
    matrix: Matrix,
    steps: Sequence[Any],
    origin: Sequence[Any],
    *,
    is_text: bool,
    font: str = "",
) -> Piece:
    place = product((1.0, 0.0, 0.0, 1.0, float(origin[0]), float(origin[1])), matrix)
    whole = (_step("q"), *state, *steps, _step("Q"))
    return Piece(x=place[4], y=place[5], is_text=is_text, font=font, steps=whole)


def _step(operator: str, *operands: float) -> Any:
    import pikepdf

    return [round(value, 5) for value in operands], pikepdf.Operator(operator)


def _numbers(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f
