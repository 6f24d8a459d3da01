"""H09: keywords on a layer (optional content) that is switched off. In the near-miss it is on."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness_corpus.faults._hidden import Look, hidden_fault
from atsharness_corpus.faults._sheet import Sheet, edit_marked
from atsharness_corpus.faults._stream import TextObject, instruction


def _on_layer(document: Any, name: str, on: bool) -> None:
    import pikepdf

    layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name))
    document.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[layer],
        D=pikepdf.Dictionary(Order=[layer], ON=[layer] if on else [], OFF=[] if on else [layer]),
    )
    for number, page in enumerate(document.pages):
        key = page.add_resource(layer, pikepdf.Name.Properties, pikepdf.Name("/oc1"))
        edit_marked(document, partial(_between, key=key), number)


def _between(text: TextObject, key: Any) -> list[Any]:
    import pikepdf

    return [instruction("BDC", pikepdf.Name.OC, key), *text, instruction("EMC")]


def _look(_: Sheet, rng: random.Random, hidden: bool) -> Look:
    name = rng.choice(("Layer 1", "Layer 2", "Ebene 1", "Text", "Guides", "Notes"))
    return Look(edit=partial(_on_layer, name=name, on=not hidden))


FAULT = hidden_fault("hidden-layer", "H09", "ATS149", _look)
