"""What readers of a format without pages lose, and what that does to a résumé."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Literal

from atsharness_corpus.model import Value
from atsharness_corpus.person import Person

Build = Callable[[Person, random.Random], bytes]


class FlowFault(Value, frozen=True, kw_only=True):
    """One thing: a résumé that has it, and one that looks alike and must not be reported.

    `violation` says whether paths of the panel lose something by it; else the rule may only inform.
    """

    id: str
    rule_id: str
    suffix: Literal["odt", "rtf", "html", "txt"]
    inject: Build
    near_miss: Build
    violation: bool = True
