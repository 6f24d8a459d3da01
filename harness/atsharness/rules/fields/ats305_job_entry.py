"""A job whose title, company and dates do not stand together.

What it looks for:
    The head of each job of the source in every path: title, company, dates, without foreign words
    between them.

Why parsers lose it:
    A parser assigns dates and companies to titles by what stands beside them; torn apart they are
    assigned to another job.

Evidence:
    The value as the page shows it, and what the worst path has in its place.

How to fix:
    Write title, company and dates on one line or two.

Limits:
    Jobs are only known from a source.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS305",
    name="job-entry",
    find=lost_fields(lambda field: field.kind == "entry" and field.pointer.startswith("work."), "the job"),
    needs="fields",
    advice={
        "": "Write title, company and dates on one line or on two that follow each other.",
    },
)
