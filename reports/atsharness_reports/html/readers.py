"""The readers of a document as a person chooses among them."""

from __future__ import annotations

from typing import NamedTuple

from atsharness.model import DocumentResult, Exhibit, Extraction
from atsharness_reports._terminal import percent


class Reader(NamedTuple):
    """One parser path that ran. `key` is its id and class in the page."""

    key: str
    path_id: str
    family: str
    version: str
    complete: bool | None
    """Whether it gets everything; None where that is not asked of it (OCR, failed, no reference)."""
    counted: bool
    note: str
    """What it gets wrong, in a few words, or why it read nothing."""
    text: str
    order: str
    """Characters recovered, and how many of them in order, as percentages."""
    chosen: bool


def readers(result: DocumentResult, exhibit: Exhibit) -> list[Reader]:
    """Every path that ran: those that count first, then by family; the worst of these is chosen."""
    verdict = result.verdict
    judged = {item.path_id: item for item in verdict.readers} if verdict is not None else {}
    recoveries = {item.path_id: item for item in result.recoveries}
    ran = [item for item in result.extractions if item.status != "unavailable"]

    def counted(item: Extraction) -> bool:
        return item.path_id in judged and judged[item.path_id].counted

    ran.sort(key=lambda item: (not counted(item), item.family, item.path_id))
    chosen = _worst(result, exhibit, [item.path_id for item in ran])
    found = []
    for number, item in enumerate(ran):
        reader = judged.get(item.path_id)
        recovery = recoveries.get(item.path_id)
        moved = recovery.order.moved if recovery is not None else None
        found.append(
            Reader(
                key=f"r{number}",
                path_id=item.path_id,
                family=item.family,
                version=item.version or "",
                complete=reader.gets_everything if reader is not None else None,
                counted=counted(item),
                note=_note(item, reader.note if reader is not None else ""),
                text=percent(recovery.content.char_recall) if recovery is not None else "–",
                order=percent(None if moved is None else 1 - moved),
                chosen=item.path_id == chosen,
            )
        )
    return found


def _note(item: Extraction, said: str) -> str:
    if item.status == "ok":
        return said
    return f"{item.status}: {item.detail}" if item.detail else item.status


def _worst(result: DocumentResult, exhibit: Exhibit, ids: list[str]) -> str | None:
    """The reader to begin with: of those that count, and have a text, the one that loses most."""
    with_text = [one for one in ids if exhibit.texts.get(one)] or ids
    if result.verdict is None:
        return with_text[0] if with_text else None
    judged = {item.path_id: item for item in result.verdict.readers if item.counted}
    order = {item.path_id: item.order.moved or 0.0 for item in result.recoveries}
    return max(
        with_text,
        key=lambda one: (one in judged, len(judged[one].lacks) if one in judged else 0, order.get(one, 0.0)),
        default=None,
    )
