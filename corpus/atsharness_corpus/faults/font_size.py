"""W07: body text smaller than 8 points or larger than 12. The near-miss is 10 to 12 with a small footer.

No path that reads the text layer loses anything by it. Tesseract at its usual resolution read one to four
words in a hundred less exactly at 6.5 to 7.25 points, and none at 13.5.
"""

from __future__ import annotations

import random
from functools import partial

from msgspec.structs import replace

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import body, column, drawn_sheet, finished, typeset
from atsharness_corpus.model import Block, DoesNotFitError
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text
from atsharness_corpus.style import page_count
from atsharness_corpus.typesetters import typst

_SMALL = (6.25, 6.5, 6.75, 7.0, 7.25, 7.5)
_LARGE = (12.75, 13.0, 13.5, 14.0)
_USUAL = (10.0, 10.5, 11.0, 11.5, 12.0)
_MOST_PAGES = 3


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    sizes = rng.choice((_SMALL, _LARGE))
    odd, usual, footer = rng.choice(sizes), rng.choice(_USUAL), rng.choice((6.0, 6.5, 7.0))
    blocks = list(sheet.blocks)
    source = ""
    if not faulty:
        blocks.append(Block(kind="contact", text=f"{person.basics.name} · {person.basics.label}"))
        small = f"#set text(size: {footer}pt)\n#set align(center)\n{typst.markup(blocks[-1:])}"
        source = f"#set page(footer: context if counter(page).get() == counter(page).final() [{small}])\n"
    wanted = odd if faulty else usual
    # A text that needs more pages than that has a fault of another kind too.
    for size in sorted((size for size in (*sizes, *_USUAL) if size <= wanted), reverse=True):
        if (size in sizes) != faulty:
            continue
        sized = replace(sheet, style=replace(sheet.style, size=size))
        pdf = finished(sheet, typeset(sized, source + body(sheet.blocks)))
        if page_count(pdf) <= _MOST_PAGES:
            placed = (Placed(),) if faulty else ()
            return Faulty(pdf=pdf, reference=plain_text(column(blocks)), placed=placed)
    raise DoesNotFitError(f"{person.id} needs more than {_MOST_PAGES} pages in this size")


FAULT = Fault(
    id="font-size",
    catalogue="W07",
    rule_ids=("ATS210",),
    expect="information",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
