"""A construct of a DOCX and what it does to a résumé."""

from __future__ import annotations

import random
from collections.abc import Callable

from atsharness_corpus.docx.writer import Docx
from atsharness_corpus.model import Value
from atsharness_corpus.person import Person

Build = Callable[[Person, random.Random], Docx]


class DocxFault(Value, frozen=True, kw_only=True):
    """One construct: a résumé that has it, and one that looks alike and must not be reported.

    `violation` says whether paths of the panel lose something by it; else the rule may only inform.
    """

    id: str
    rule_id: str
    inject: Build
    near_miss: Build
    violation: bool = True
