"""Contact lines with an icon before every contact, as most template galleries have them."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from atsharness_corpus.faults import Fault, Faulty
from atsharness_corpus.faults._icons import FAMILIES, compile_with, icon_of, svg
from atsharness_corpus.faults._press import MARK
from atsharness_corpus.faults._sheet import (
    Sheet,
    body,
    column,
    drawn_sheet,
    finished,
    marked_places,
    preamble,
)
from atsharness_corpus.labels import Expect
from atsharness_corpus.model import Block, Value
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text
from atsharness_corpus.typesetters import typst

SEPARATOR = " | "
"""What stands between contacts on the sheet."""


class Icons(Value, frozen=True, kw_only=True):
    """How icons are printed: the text of each in a font of that family, or as shapes where it has none."""

    text: dict[str, str]
    family: str = ""
    fonts: tuple[bytes, ...] = ()
    read: bool = False
    """Whether a person reads them as the characters that they are."""


def icon_fault(
    fault_id: str,
    catalogue: str,
    rule_id: str,
    positive: Callable[[random.Random, str], Icons],
    near_miss: Callable[[random.Random, str], Icons] = lambda _rng, _family: Icons(text={}),
    expect: Expect = "violation",
) -> Fault:
    """A fault in the icons before contacts.

    Args:
        fault_id: its id.
        catalogue: its id in the catalogue.
        rule_id: the rule that must find it.
        positive: draws the icons, from chance and a family's name.
        near_miss: the same for the near-miss: shapes unless given.
        expect: ``information`` where no path loses anything by it.
    """

    def make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
        sheet = drawn_sheet(person, rng, typesetter)
        family = rng.choice(FAMILIES)
        gap, scale = round(rng.uniform(0.12, 0.4), 2), rng.choice((0.9, 1.0, 1.1))
        spread = rng.choice((0.8, 1.2, 1.8))
        drawn = positive(rng, family), near_miss(rng, family)
        icons = drawn[0] if faulty else drawn[1]
        # Whoever types a character types a space after it; icons are set apart.
        between = '#" "' if icons.read else f"#h({gap}em)"
        place = rng.choice(("place", "house"))
        blocks: list[Block] = []
        lines: list[str] = []
        for block in sheet.blocks:
            if block.kind != "contact":
                blocks.append(block)
                lines.append(body([block]))
                continue
            named = _named(block.text, place)
            blocks.append(Block(kind="contact", text=_as_seen(named, icons)))
            content = f"#h({spread}em)".join(
                f"#box[{_icon(icons, icon, scale, sheet)}{between}#{typst.quoted(piece)}]"
                for piece, icon in named
            )
            lines.append(f"#contact[{content}]")
        source = f"{preamble(sheet)}\n{_joined(lines)}"
        printed = compile_with(source, icons.fonts)
        return Faulty(
            pdf=finished(sheet, printed, colour=sheet.style.accent),
            reference=plain_text(column(blocks)),
            placed=marked_places(printed) if faulty else (),
        )

    return Fault(
        id=fault_id,
        catalogue=catalogue,
        rule_ids=(rule_id,),
        expect=expect,
        needs=("pikepdf", "fonttools"),
        inject=partial(make, faulty=True),
        near_miss=partial(make, faulty=False),
    )


def _named(text: str, place: str) -> list[tuple[str, str]]:
    """The contacts of a line, each with its icon; a place has the one given."""
    pieces = [(piece, icon_of(piece)) for piece in text.split(SEPARATOR)]
    return [(piece, place if icon == "place" else icon) for piece, icon in pieces]


def _as_seen(named: list[tuple[str, str]], icons: Icons) -> str:
    """A line of contacts as a person reads it."""
    seen = [f"{icons.text.get(icon, '')} {piece}" if icons.read else piece for piece, icon in named]
    return " ".join(part.strip() for part in seen)


def _icon(icons: Icons, icon: str, scale: float, sheet: Sheet) -> str:
    """Typst markup of one icon."""
    if icon not in icons.text:
        picture = typst.quoted(svg(icon, sheet.style.accent))
        return f'#box(baseline: 16%, image(bytes({picture}), format: "svg", height: {scale}em))'
    font = f"font: {typst.quoted(icons.family)}, " if icons.family else ""
    return f'#text({font}size: {scale}em, fill: rgb("{MARK}"), {typst.quoted(icons.text[icon])})'


def _joined(lines: list[str]) -> str:
    """Bullets that follow each other become one list again."""
    return "\n".join(lines).replace(",)\n#bullets(", ", ")
