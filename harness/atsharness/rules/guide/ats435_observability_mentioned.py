"""Nothing about watching systems in production, after years of experience.

What it looks for:
    Words of monitoring, logging, tracing, alerts and being on call, or the name of a tool for them,
    anywhere in the résumé; from three years of experience on.

What a reader loses:
    From mid-level on, back-end engineers are asked to run what they build. A reader finds no sign that you
    have.

Example:
    Six years of services "deployed to production", and nothing about how anybody saw them fail.

How to mend it:
    Say what you measured, how you were told of failures, and what you did about one.

Limits:
    English only, and only for résumés of software work. Years are computed from the jobs' dates; where a
    job's cannot be read it is incomplete (`mid_years` in the settings).
"""

from __future__ import annotations

from atsharness.rules.kit.advice import Remark, advice, quoted
from atsharness.rules.kit.needs import needs_software, needs_years, words_for
from atsharness.rules.kit.prose import built_something, group
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import Rule


def _check(seen: Seen) -> Remark | None:
    words = words_for(seen)
    prose = seen.prose
    needs_software(prose)
    years = needs_years(seen.resume, seen.resume.settings.mid_years)
    if prose.everything.first((*words.observability, *group("Observability"))):
        return None
    built = built_something(prose, words)
    return Remark(
        message=f"{years} years of experience, and nothing about monitoring, logs or alerts: a reader cannot "
        "tell whether you have run what you built",
        hint=f"How did you see that it works in production: {quoted(built.text)}? Say so there, if you did."
        if built is not None
        else "Say how you watched what you built, if you did.",
        concern="missing",
    )


RULE = Rule(
    id="ATS435",
    name="observability-mentioned",
    of="any",
    needs="resume",
    find=advice(_check, languages=("en",)),
    advice={"": "Say what you measured in production, and what you did when it failed."},
)
