"""Technologies that have been ended: one dated data file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from atsharness.keywords.phrases import Phrases


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """A technology that its makers or its community have ended: in which month, and who did what."""

    names: tuple[str, ...]
    ended: str
    """``2021-12``."""
    by: str


def outdated_in(text: str) -> Iterator[tuple[str, Ended]]:
    """The ended technologies that a text names, each with the name that it uses."""
    said = Phrases(text)
    for one in ended_technologies():
        name = next((name for name in one.names if said.has(name)), None)
        if name is not None:
            yield name, one


@lru_cache(maxsize=1)
def ended_technologies() -> tuple[Ended, ...]:
    """All that ``outdated.toml`` lists."""
    raw = tomllib.loads(Path(__file__).with_name("outdated.toml").read_text("utf-8"))
    return msgspec.convert(raw["technology"], tuple[Ended, ...])
