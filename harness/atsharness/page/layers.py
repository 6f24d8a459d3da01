"""Text on layers (optional content) that are switched off: every viewer hides it, some engines read it."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from atsharness.model.facts import Run
from atsharness.page.document import of_catalog
from atsharness.page.glyphs import Fonts, page_runs
from atsharness.page.visibility import LAYER_OFF


def layer_names(document: Any) -> tuple[list[str], list[str]]:
    """Names of all layers, and of those that are off when the file is opened: none where it does not say."""
    groups = document.get_ocgs() or {}
    if not groups:
        return [], []
    configured = of_catalog(document, "OCProperties/D")[0] != "null"
    off = set((document.get_layer() or {}).get("off") or ()) if configured else set()
    named = {xref: str(entry.get("name") or "") for xref, entry in sorted(groups.items())}
    return list(named.values()), [name for xref, name in named.items() if xref in off]


def with_all_on(copy: Any) -> bool:
    """Switches every layer of a document copy on; False where that is not possible."""
    catalog = copy.pdf_catalog()
    kind, value = copy.xref_get_key(catalog, "OCProperties")
    if kind == "xref":
        holder = int(value.split()[0])
        path = "D"
    elif kind == "dict":
        holder, path = catalog, "OCProperties/D"
    else:
        return False
    kind, value = copy.xref_get_key(holder, path)
    if kind == "xref":
        holder, path = int(value.split()[0]), ""
    prefix = f"{path}/" if path else ""
    for name, off in (("OFF", "[]"), ("BaseState", "/ON")):
        copy.xref_set_key(holder, prefix + name, off)
    for xref in copy.get_ocgs() or {}:
        if re.search(r"/Usage\b", copy.xref_object(xref)):
            copy.xref_set_key(xref, "Usage", "null")
    return True


def off_runs(all_on: Any, runs: list[Run], fonts: Fonts) -> list[Run]:
    """Runs that a page draws only when its layers are all on.

    Args:
        all_on: the page in a copy where `with_all_on` was called, reopened.
        runs: of the page as it is shown.
        fonts: takes the font names met.

    Returns:
        Runs whose `layer` says that they are off; the caller appends them.
    """
    shown = {_key(run) for run in runs}
    found, _ = page_runs(all_on, fonts)
    return [msgspec.structs.replace(run, layer=LAYER_OFF) for run in found if _key(run) not in shown]


def _key(run: Run) -> tuple[object, ...]:
    return run.text, round(run.box[0]), round(run.baseline), run.font
