"""H09: keywords on a layer (optional content) that is switched off. In the near-miss it is on."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

from atsharness.corpus.faults._hidden import Look, hidden_fault
from atsharness.corpus.faults._sheet import Sheet, edit_marked


def _on_layer(document: Any, name: str, on: bool) -> None:
    import pikepdf

    layer = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name))
    document.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[layer],
        D=pikepdf.Dictionary(Order=[layer], ON=[layer] if on else [], OFF=[] if on else [layer]),
    )
    for number, page in enumerate(document.pages):
        key = page.add_resource(layer, pikepdf.Name.Properties, pikepdf.Name("/oc1"))
        begin: Any = ([pikepdf.Name.OC, key], pikepdf.Operator("BDC"))
        end: Any = ([], pikepdf.Operator("EMC"))
        edit_marked(document, partial(_between, begin=begin, end=end), number)


def _between(group: list[Any], begin: Any, end: Any) -> list[Any]:
    return [begin, *group, end]


def _look(_: Sheet, rng: random.Random, hidden: bool) -> Look:
    name = rng.choice(("Layer 1", "Layer 2", "Ebene 1", "Text", "Guides", "Notes"))
    return Look(edit=lambda document: _on_layer(document, name, on=not hidden))


FAULT = hidden_fault("hidden-layer", "H09", "ATS149", _look)
