"""A job whose title, company and dates are not kept together.

What it looks for:
    The head of each job of the source (title, company, dates) in every path, without other words between its
    parts.

Why parsers lose it:
    A parser assigns dates and companies to titles by what stands next to them; once separated they are
    assigned to another job.

Evidence:
    The value as the page shows it, and what the worst path returns instead.

How to fix:
    Write title, company and dates on one line or two.

Limits:
    Jobs are known only if a structured source is given.
"""

from __future__ import annotations

from atsharness.rules.fields._fields import lost_fields
from atsharness.rules.model import Rule

RULE = Rule(
    id="ATS305",
    name="job-entry",
    of="any",
    explained_by="any",
    find=lost_fields(lambda field: field.kind == "entry" and field.pointer.startswith("work."), "the job"),
    needs="fields",
    advice={
        "": "Write title, company and dates on one line, or on two lines that follow each other.",
        "europecv": "The class sets all labels in a column of their own; nothing but another template helps.",
        "moderncv": r"\moderncvstyle{banking} sets title, company and dates on two lines that follow each "
        r"other.",
    },
)
