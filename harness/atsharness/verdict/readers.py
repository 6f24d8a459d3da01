"""Which readers get everything: one yes or no for each parser path, that a person can check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from atsharness.model import Reader, Status
from atsharness.verdict.families import is_reader, is_unmeasured
from atsharness.verdict.losses import Observed, Thing, What

_SAYS: Mapping[What, str] = {
    "contact.name": "loses the name",
    "contact.email": "loses the e-mail address",
    "contact.phone": "loses the phone number",
    "links": "loses web addresses",
    "job": "loses or separates a job's title, company or dates",
    "education": "loses or separates a degree's school or dates",
    "heading": "loses section headings",
    "order": "mixes the lines of entries",
    "words": "loses words",
    "segmentation": "glues or splits words",
    "mapping": "reads letters as others",
    "skills": "loses skills",
    "keywords": "loses keywords",
}
"""What a reader does that does not deliver a thing, the gravest first."""
_COUNTED: Mapping[What, tuple[str, str]] = {
    "links": ("loses {} web address", "loses {} web addresses"),
    "heading": ("loses {} section heading", "loses {} section headings"),
    "order": ("mixes the lines of {} entry", "mixes the lines of {} entries"),
    "words": ("loses or misreads {} word", "loses or misreads {} words"),
    "segmentation": ("glues or splits {} word", "glues or splits {} words"),
    "skills": ("loses {} skill", "loses {} skills"),
    "keywords": ("loses {} keyword", "loses {} keywords"),
}
_READS_NOTHING: Mapping[Status, str] = {
    "failed": "cannot read the file",
    "empty": "finds no text",
    "timeout": "did not end in time",
    "killed": "was ended by a limit or a crash",
}


def readers(observed: Observed, found: Sequence[Thing]) -> tuple[Reader, ...]:
    """One reader a text path that was started, sorted by id.

    Args:
        observed: of one document.
        found: the things of it, with the paths that lose each (`atsharness.verdict.losses.things`).
    """
    made = []
    for item in sorted(observed.extractions, key=lambda one: one.path_id):
        if not is_reader(item) and not is_unmeasured(item):
            continue
        lacking = [thing for thing in found if item.path_id in thing.lost_in]
        lacks: tuple[What, ...] = tuple(
            what for what in _SAYS if any(thing.what == what for thing in lacking)
        )
        made.append(
            Reader(
                path_id=item.path_id,
                family=item.family,
                status=item.status,
                gets_everything=item.status == "ok" and not lacks,
                counted=item.path_id in observed.panel,
                lacks=lacks,
                note=_READS_NOTHING.get(item.status) or next(_said(item.path_id, lacks, lacking), ""),
            )
        )
    return tuple(made)


def _said(path_id: str, lacks: Sequence[What], lacking: Sequence[Thing]) -> Iterator[str]:
    for what in lacks:
        own = [thing for thing in lacking if thing.what == what]
        number = sum(thing.count.get(path_id, 1) for thing in own)
        if what in _COUNTED:
            yield _COUNTED[what][number != 1].format(number)
        else:
            yield _SAYS[what]
