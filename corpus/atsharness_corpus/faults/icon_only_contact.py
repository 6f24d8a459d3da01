"""V09: e-mail and profiles are only icons with links; in the near-miss the address is beside its icon.

The icons are vector shapes, as programs put an SVG into a PDF. A person sees an icon and no words, so the
reference has none there and no path loses words of it: `information` until fields are measured.
"""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness.model import Box
from atsharness_corpus import arrange
from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._graphic import (
    contact_apart,
    draw,
    marked_bands,
    put_links,
    room,
    rounded,
    without_marked_text,
)
from atsharness_corpus.faults._marks import badge, colour, envelope, fork, globe
from atsharness_corpus.faults._sheet import (
    PRESSES,
    column,
    drawn_sheet,
    finished,
    indices,
    marked_lines,
    printed,
)
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_HEIGHT = 792.0


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    basics = person.basics
    items = [
        (badge if "linkedin" in one.url else fork, arrange.bare_url(one.url), one.url)
        for one in basics.profiles
    ]
    items.append((globe, arrange.bare_url(basics.url), basics.url))
    shown = [f"{basics.location.city}, {basics.location.region}", basics.phone]
    if rng.random() < 0.5:
        items.insert(0, (envelope, basics.email, f"mailto:{basics.email}"))
    else:
        shown.append(basics.email)
    gap, larger = rng.uniform(0.7, 1.8), rng.uniform(1.0, 1.4)
    lines = [" | ".join(shown)]
    if faulty:
        blocks = contact_apart(sheet.blocks, lines)
        after = indices(blocks, "contact")[-1] + 1
        reference = plain_text(column(blocks))
        draft = printed(sheet, [*blocks[:after], *room(1), *blocks[after:]], [after])
        (_, (left, top, _, bottom)), *_ = marked_bands(draft)
        size = larger * sheet.style.size
        middle = (top + bottom) / 2
        boxes = []
        for number in range(len(items)):
            x = left + number * size * (1 + gap)
            boxes.append(rounded((x, middle - size / 2, x + size, middle + size / 2)))
    else:
        blocks = contact_apart(sheet.blocks, [*lines, *(address for _, address, _ in items)])
        reference = plain_text(column(blocks))
        draft = printed(sheet, blocks, indices(blocks, "contact")[1:])
        size = sheet.style.size
        # The icons hang in the margin, so that the addresses line up with the rest.
        boxes = [
            rounded((box[0] - 1.4 * size, box[3] - 1.15 * size, box[0] - 0.4 * size, box[3] - 0.15 * size))
            for _, box, _ in marked_lines(draft)
        ]
    places = list(zip(boxes, items, strict=True))

    def edit(document: Any) -> None:
        if faulty:
            without_marked_text(document)
        for box, (icon, _, _) in places:
            path = icon(box[0], _HEIGHT - box[3], box[2] - box[0])
            draw(document, 0, f"{colour(sheet.style.accent)}\n{path}")
        links: list[tuple[Box, str]] = [(box, url) for box, (_, _, url) in places]
        put_links(document, 0, links)

    placed = (Placed(page=1, boxes=tuple(boxes)),) if faulty else ()
    return Faulty(pdf=finished(sheet, draft, edit), reference=reference, placed=placed)


FAULT = Fault(
    id="icon-only-contact",
    catalogue="V09",
    rule_ids=("ATS137", "ATS308"),
    expect="information",
    typesetters=PRESSES,
    needs=("pikepdf", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
