"""What the posting asks for stands low in the résumé.

What it looks for:
    Terms that the posting names and the page has, but neither in the summary nor in the newest job; and a
    project with more of them below one with fewer.

What a reader loses:
    Readers begin at the top and often stop before the end. What makes you fit is then not read.

Example:
    A posting about Kafka and Go; both stand in a job that ended six years ago, the summary names neither.

How to mend it:
    Name in the summary what you have done with them. Put the project that fits best first.

Limits:
    Only with a posting (`--job`), and with four or more of its terms in the résumé. It speaks up where less
    than a third of them stand high (`relevant_share` in the settings).
"""

from __future__ import annotations

from atsharness.model import AskedTerm
from atsharness.model.content import Project
from atsharness.rules.kit.advice import Point, Remark, advice, quoted
from atsharness.rules.kit.asked import match_for
from atsharness.rules.kit.prose import listed
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import InapplicableError, Rule

_FEWEST = 4
"""Terms of the posting below which their share says nothing."""
_HIGH = frozenset(("summary", "newest_job"))
_TOLD = _HIGH.union(("other_jobs", "projects"))
_SHOWN = 6
_MORE = 2
"""By how many asked-for terms a project has to lead the first one."""


def _check(seen: Seen) -> Remark | None:
    held = [item for item in match_for(seen).terms if _TOLD.intersection(item.stands_in)]
    if len(held) < _FEWEST:
        raise InapplicableError(f"jobs and projects have fewer than {_FEWEST} terms of the posting")
    low = [item for item in held if not _HIGH.intersection(item.stands_in)]
    if len(held) - len(low) < seen.resume.settings.relevant_share * len(held):
        names = [item.written_as or item.asked_as for item in low]
        return Remark(
            message=f"{len(low)} of the {len(held)} terms of the posting that your jobs and projects have "
            f"stand neither in the summary nor in the newest job ({listed(names, _SHOWN)}): who stops early "
            "misses them",
            hint=f"Say in the summary what you did with {names[0]}.",
        )
    return _of_projects(seen, held)


def _of_projects(seen: Seen, held: list[AskedTerm]) -> Remark | None:
    asked = {item.term for item in held}
    projects = seen.content.projects
    counts = [len(asked.intersection(project.technologies)) for project in projects]
    if len(projects) < 2 or max(counts) < counts[0] + _MORE:
        return None
    best: Project = projects[counts.index(max(counts))]
    if best.name is None:
        return None
    return Remark(
        message=f"{quoted(best.name.text)} has more of what the posting asks for than the project above it",
        hint=f"Put {quoted(best.name.text)} first.",
        points=(Point(piece=best.name),),
    )


RULE = Rule(
    id="ATS443",
    name="relevance-order",
    of="any",
    needs="resume",
    find=advice(_check, page_only=True),
    advice={"": "Name in the summary what fits best; put the project that fits best first."},
)
