"""L09: a tagged file whose structure tree has the sections in another order than the page.

A person and every path that reads the page notice nothing; screen readers and exports that use tags do.
The near-miss is tagged as Typst does it.
"""

from __future__ import annotations

import random
from functools import partial
from itertools import pairwise
from typing import Any

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import body, drawn_sheet, finished, preamble
from atsharness_corpus.person import Person
from atsharness_corpus.typesetters import typst


def _reordered(document: Any, seed: int) -> None:
    """Cuts the structure tree's longest list of children in parts and shuffles these."""
    import pikepdf

    tree = document.Root.StructTreeRoot.K
    root = tree[0] if isinstance(tree, pikepdf.Array) else tree
    children = list(root.K)
    rng = random.Random(seed)
    count = min(rng.randint(4, 7), len(children))
    cuts = [0, *sorted(rng.sample(range(1, len(children)), count - 1)), len(children)]
    parts = [children[start:stop] for start, stop in pairwise(cuts)]
    order = list(range(count))
    while sum(at == part for at, part in enumerate(order)) > count // 2:
        rng.shuffle(order)
    root.K = pikepdf.Array([child for part in order for child in parts[part]])


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    sheet = drawn_sheet(person, rng, typesetter)
    seed = rng.getrandbits(32)
    printed = typst.compile_pdf(f"{preamble(sheet)}\n{body(sheet.blocks)}", tags=True)
    pdf = finished(sheet, printed, (lambda document: _reordered(document, seed)) if faulty else None)
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(),) if faulty else ())


FAULT = Fault(
    id="tagged-order",
    catalogue="L09",
    rule_ids=("ATS207",),
    expect="information",
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
"""Measured: none of the parser paths reads the tags."""
