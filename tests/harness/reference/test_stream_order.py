"""Property: the order in which a file draws its text does not change what a person sees."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from committed import facts

from atsharness.facts.gather import gather
from atsharness.reference.visual import see

pikepdf = pytest.importorskip("pikepdf")

FILES = ("typst-single-column__*", "typst-two-column__*", "typst-interleaved__*", "typst-banner-sidebar__*")
Group = list[Any]


def redrawn(pdf: bytes, arrange: Callable[[list[Group]], list[Group]]) -> tuple[bytes, int]:
    """The file with its text drawn in another order, and how many pieces of text were moved.

    Typst draws each piece as a ``q … Q`` of its own with all its state in it, so they may change places. What
    is drawn besides stays where it is, before all text: text never lies under it.
    """
    moved = 0
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            steps = [
                step
                for step in pikepdf.parse_content_stream(page)
                if str(step.operator) not in ("BDC", "BMC", "EMC")  # tags nest around groups
            ]
            rest, texts = split(steps)
            arranged = arrange(texts)
            assert sorted(map(id, arranged)) == sorted(map(id, texts))
            moved += sum(one is not two for one, two in zip(texts, arranged, strict=True))
            changed = [*rest, *(step for group in arranged for step in group)]
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(changed))
        out = BytesIO()
        document.save(out)
        return out.getvalue(), moved


def split(steps: Group) -> tuple[Group, list[Group]]:
    """What is drawn besides text, and the outermost groups that hold text."""
    texts: list[Group] = []
    rest: Group = []
    group: Group = []
    depth = 0
    for step in steps:
        name = str(step.operator)
        depth += (name == "q") - (name == "Q")
        group.append(step)
        if depth == 0:
            if any(str(one.operator) == "BT" for one in group):
                texts.append(group)
            else:
                rest += group
            group = []
    assert not group
    return rest, texts


def position(group: Group) -> tuple[float, float]:
    """From the top, then from the left, of the first text matrix or translation."""
    x = y = 0.0
    for step in group:
        if str(step.operator) == "cm":
            x += float(step.operands[4])
            y += float(step.operands[5])
        elif str(step.operator) == "Tm":
            return round(y + float(step.operands[5])), x + float(step.operands[4])
    return round(y), x


def font(group: Group) -> str:
    return next((str(step.operands[0]) for step in group if str(step.operator) == "Tf"), "")


ORDERS: dict[str, Callable[[list[Group]], list[Group]]] = {
    "shuffled": lambda texts: random.Random(7).sample(texts, len(texts)),
    "row-wise": lambda texts: sorted(texts, key=position),
    "bold-first": lambda texts: sorted(texts, key=font),
    "reversed": lambda texts: texts[::-1],
}


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("pattern", FILES)
def test_the_visual_order_does_not_follow_the_stream(rendered: Path, pattern: str, name: str) -> None:
    paths = [path for path in sorted(rendered.glob(f"pdf/{pattern}.pdf")) if path.stem.count("__") == 1][:1]
    assert paths
    for path in paths:
        data = path.read_bytes()
        other, moved = redrawn(data, ORDERS[name])
        assert moved > 10
        expected = see(facts(path.stem)).text
        assert len(expected.split()) > 200
        assert see(gather(other, votes=False)).text == expected
