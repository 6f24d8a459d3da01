"""The fields of a document as parsers fill them: from the page, and from each path's own text."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from atsharness.content.compare import differences
from atsharness.content.jsonresume import as_json_resume
from atsharness.content.kind import why_no_resume
from atsharness.content.read import content_of, content_of_reference
from atsharness.model import Extraction, Reference
from atsharness.model.content import Content, Filled

PAGE = "reference"
"""In the place of a path's id."""


def filled_fields(reference: Reference | None, extractions: Iterable[Extraction]) -> tuple[Filled, ...]:
    """The page's fields, then those of each path that read some text, with what differs.

    Args:
        reference: what the page says; without it nothing is known to differ.
        extractions: of the paths, with their texts.
    """
    page = content_of_reference(reference) if reference is not None else None
    found = [] if page is None else [_filled(PAGE, page)]
    same: dict[str, Filled] = {}  # several paths often return one text
    for item in extractions:
        if item.status != "ok" or item.text is None:
            continue
        if item.text not in same:
            same[item.text] = _filled(item.path_id, content_of(item.text), page)
        found.append(msgspec.structs.replace(same[item.text], path_id=item.path_id))
    return tuple(found)


def _filled(path_id: str, own: Content, page: Content | None = None) -> Filled:
    return Filled(
        path_id=path_id,
        resume=as_json_resume(own),
        differences=differences(page, own) if page is not None else (),
        note=why_no_resume(own),
    )
