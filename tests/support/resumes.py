"""Résumés of a few lines for tests of advice on content."""

from __future__ import annotations

from typing import Any

import artifacts as make
import msgspec

from atsharness.measure.scorer import Scorer
from atsharness.model import Reference, RuleResult
from atsharness.rules.engine import all_rules, judge
from atsharness.rules.kit.resume import Asked, Resume
from atsharness.rules.model import Artifacts
from atsharness.settings import GuideSettings

TODAY = (2026, 6)
RESUME = """\
Jane Example
Back-End Developer
Portland, OR | +1 503 555 0100 | jane.example@example.com | github.com/janeexample

SUMMARY
Back-end developer with four years of experience in Go and PostgreSQL.

EXPERIENCE
Software Engineer, Acme Inc., Portland, OR                     Jan 2022 - Present
• Designed an order service in Go that handles 50k orders a day.
• Reduced the response time of the search API from 500 ms to 150 ms.
• Introduced integration tests with pytest for twelve services.
Junior Developer, Lumen Freight LLC, Seattle, WA               Feb 2020 - Dec 2021
• Built a REST API in Python for 3 front-end teams.
• Moved nightly jobs to Kafka, which cut their time by 60%.
• Reviewed the code of two colleagues each week.

EDUCATION
B.Sc. in Computer Science, Portland State University           2016 - 2020

SKILLS
Languages: Go, Python, SQL
Data: PostgreSQL, Kafka
"""
"""A résumé that most rules have nothing to say about."""


def resume(
    text: str = RESUME, read: str | None = None, *, settings: GuideSettings | None = None, **fields: Any
) -> Resume:
    """A résumé that a person reads as `text`, and one parser path as `read`.

    Args:
        text: of the page.
        read: what the path returns; the same unless given.
        settings: numbers to go by.
        fields: of `Resume`.
    """
    found = make.artifacts(text, {"a-1": text if read is None else read})
    assert found.reference is not None
    shown = _with_large_name(found.reference)
    scorer = Scorer(shown)
    measured = [one for item in found.extractions if (one := scorer.measure(item)) is not None]
    values: dict[str, Any] = {
        "document": found.document,
        "facts": found.facts,
        "asked": Asked(today=TODAY, settings=settings or GuideSettings()),
        "shown": shown,
        "extractions": found.extractions,
        "recoveries": tuple(recovery for _, recovery in measured),
        **fields,
    }
    return Resume(**values)


def _with_large_name(reference: Reference) -> Reference:
    """The page with its first line in larger letters."""
    words = [
        word
        if word is None or word.line != 1
        else msgspec.structs.replace(word, box=(word.box[0], word.box[1] - 9, word.box[2], word.box[3]))
        for word in reference.words or ()
    ]
    return msgspec.structs.replace(reference, words=tuple(words))


def advised(rule: str, text: str = RESUME, read: str | None = None, **fields: Any) -> RuleResult:
    """What one rule of advice, by its name, says of a résumé; arguments as of `resume`."""
    own = resume(text, read, **fields)
    found = Artifacts(document=own.document, facts=own.facts, reference=own.shown, resume=own)
    chosen = next(item for item in all_rules().values() if item.name == rule)
    return judge(found, [chosen]).results[0]


def said(result: RuleResult) -> str:
    """The message of its only finding."""
    (finding,) = result.findings
    return finding.message


def asked(**fields: Any) -> Asked:
    """What is asked of the content; arguments as of `Asked`."""
    return Asked(**{"today": TODAY, **fields})
