"""V09: profiles and e-mail are links behind a word ("LinkedIn"); the near-miss links the written address.

The reference has what a person sees, so no path loses words by it; what is lost is the address, a field
that no text path gives: `information` until fields are measured.
"""

from __future__ import annotations

import random
from functools import partial

from atsharness.model import Box
from atsharness.model.geometry import union
from atsharness_corpus import arrange
from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._graphic import contact_apart, marked_bands, put_links, words_at
from atsharness_corpus.faults._sheet import PRESSES, column, drawn_sheet, finished, indices, printed
from atsharness_corpus.person import Person
from atsharness_corpus.reference import plain_text

_MAIL = {"en": ("E-mail", "Email me"), "de": ("E-Mail",), "fr": ("Courriel",), "es": ("Correo",)}
_SITE = {
    "en": ("Portfolio", "Website", "My site"),
    "de": ("Webseite", "Portfolio"),
    "fr": ("Site web", "Portfolio"),
    "es": ("Sitio web", "Portafolio"),
}


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    basics = person.basics
    mail, site = rng.choice(_MAIL[person.language]), rng.choice(_SITE[person.language])
    separator = rng.choice((" | ", " · ", "   "))
    behind, shown = [], []
    if rng.random() < 0.5:
        behind.append((mail, basics.email, f"mailto:{basics.email}"))
    else:
        shown.append(basics.email)
    behind += [(one.network, arrange.bare_url(one.url), one.url) for one in basics.profiles]
    behind.append((site, arrange.bare_url(basics.url), basics.url))
    place = f"{basics.location.city}, {basics.location.region}"
    anchors = [word if faulty else address for word, address, _ in behind]
    # Addresses in full are too long for one line.
    rows = [anchors] if faulty else [anchors[:2], anchors[2:]]
    lines = [" | ".join((place, basics.phone, *shown)), *(separator.join(row) for row in rows if row)]
    blocks = contact_apart(sheet.blocks, lines)
    draft = printed(sheet, blocks, indices(blocks, "contact")[1:])
    words = [found for number, band in marked_bands(draft) for found in words_at(draft, number, band)]
    links = []
    for anchor, (*_, address) in zip(anchors, behind, strict=True):
        links.append((_taken(words, anchor), address))
    pdf = finished(sheet, draft, lambda document: put_links(document, 0, links))
    reference = plain_text(column(blocks))
    if not faulty:
        return Faulty(pdf=pdf, reference=reference)
    placed = Placed(page=1, boxes=tuple(box for box, _ in links), words=tuple(" ".join(anchors).split()))
    return Faulty(pdf=pdf, reference=reference, placed=(placed,))


def _taken(words: list[tuple[Box, str]], anchor: str) -> Box:
    """Takes an anchor's words off the front of the line; the box around them."""
    boxes = []
    for wanted in anchor.split():
        while words[0][1] != wanted:
            words.pop(0)
        boxes.append(words.pop(0)[0])
    return union(boxes)


FAULT = Fault(
    id="link-without-address",
    catalogue="V09",
    rule_ids=("ATS137",),
    expect="information",
    typesetters=PRESSES,
    needs=("pikepdf", "pymupdf"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
