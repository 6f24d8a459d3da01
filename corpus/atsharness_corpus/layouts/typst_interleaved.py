"""The page of typst/two-column, its content stream written row by row across both columns.

Nothing on the page moves: exporters that draw text from top to bottom write such streams. Even
stream-order paths mix the columns then.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from atsharness_corpus.layouts.typst_two_column import STYLE, arranged, print_columns
from atsharness_corpus.model import Built, Layout
from atsharness_corpus.person import Person
from atsharness_corpus.style import drawn
from atsharness_corpus.typesetters import typst


def written_by_rows(pdf: bytes) -> bytes:
    """Orders the page's top-level ``q … Q`` groups by baseline, then from left to right.

    Typst writes every run of text and every rule as one such group with its own matrix and colour
    and no other state, so their order does not show on the page. The file must not be tagged.
    """
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            groups = _groups(pikepdf.parse_content_stream(page))
            ordered = [step for _, group in sorted(groups, key=lambda group: group[0]) for step in group]
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(ordered))
        out = BytesIO()
        document.save(out, deterministic_id=True)
        return out.getvalue()


def _groups(steps: Iterable[Any]) -> list[tuple[tuple[float, float], list[Any]]]:
    """Cuts a stream at its outermost ``q … Q`` pairs; each with (-y, x) of its first matrix."""
    groups: list[tuple[tuple[float, float], list[Any]]] = []
    group: list[Any] = []
    place: tuple[float, float] | None = None
    depth = 0
    for step in steps:
        operator = str(step.operator)
        depth += (operator == "q") - (operator == "Q")
        if operator == "cm" and place is None:
            place = (-float(step.operands[5]), float(step.operands[4]))
        group.append(step)
        if depth == 0:
            groups.append((place or (0.0, 0.0), group))
            group, place = [], None
    return groups


def build(person: Person, seed: int) -> Built:
    """Prints the two columns, then reorders what was written."""
    arrangement = arranged(person)
    style = drawn(STYLE, seed, typst.FONTS)
    untagged = print_columns(arrangement, style, person.basics.name, person.language, tags=False)
    pdf = written_by_rows(untagged)
    return Built(pdf=pdf, arrangement=arrangement, in_order=untagged)


LAYOUT = Layout(
    id="typst/interleaved",
    title="Sidebar and experience, stream row by row",
    typesetter=typst.TYPESETTER,
    build=build,
    faults=("interleaved-columns", "sidebar"),
)
