"""Projects without an address to look at.

What it looks for:
    An address in each project, written or behind a link. It speaks up only where no project has one.

What a reader loses:
    Who wants to see code has to search for it by the project's name.

Example:
    Weak: "Ferry, a message queue". Better: "Ferry, a message queue – github.com/janeexample/ferry".

How to mend it:
    Write the address of the repository or of a running demo at each project that may be seen.

Limits:
    Work for an employer often may not be shown.
"""

from __future__ import annotations

from atsharness.model.content import Project
from atsharness.rules.guide._entries import pieces_of
from atsharness.rules.guide._header import addresses, is_code_host
from atsharness.rules.kit.advice import Point, Remark, advice, quoted
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule


def _check(seen: Seen) -> Remark | None:
    projects = [one for one in seen.content.projects if one.name is not None]
    if not projects:
        raise InapplicableError("there are no projects whose names are known")
    if any(one.links or _is_linked(one, seen) for one in seen.content.projects):
        return None
    named = [one.name for one in projects if one.name is not None]
    host = next((address for address, _ in addresses(seen) if is_code_host(address)), None)
    example = f", such as {host.rstrip('/')}/…" if host is not None and host.count("/") == 1 else ""
    return Remark(
        message="no project has an address: who wants to see the code has to search for it",
        hint=f"Write the repository or a demo at {quoted(named[0].text)}{example}.",
        points=tuple(Point(piece=name) for name in named),
    )


def _is_linked(project: Project, seen: Seen) -> bool:
    """Whether a link lies on a project's lines."""
    facts = seen.resume.facts
    if facts is None or not seen.is_page:
        return False
    boxes = [(piece.page, piece.box) for piece in pieces_of(project) if piece.box is not None]
    return any(
        link.page == page and link.box[1] < box[3] and link.box[3] > box[1]
        for link in facts.links
        if link.uri.lower().startswith("http")
        for page, box in boxes
    )


RULE = Rule(
    id="ATS425",
    name="project-links",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Write the repository or a demo at each project that may be seen."},
)
