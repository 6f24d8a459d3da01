"""The person that all templates are filled with, in the words that each of them needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

PERSON = Path(__file__).parent / "person.json"
"""JSON Resume 1.0.0, about 430 words; nobody real."""
PRESENT = "Present"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def load(person: Path = PERSON) -> dict[str, Any]:
    """A JSON Resume file as it is."""
    return msgspec.json.decode(person.read_bytes(), type=dict[str, Any])


def month(date: str | None) -> str:
    """``2021-04-01`` as ``Apr 2021``; no date as ``Present``."""
    if not date:
        return PRESENT
    return f"{_MONTHS[int(date[5:7]) - 1]} {date[:4]}"


def period(entry: dict[str, Any], dash: str = " – ") -> str:
    """From when to when an entry lasted."""
    return f"{month(entry['startDate'])}{dash}{month(entry.get('endDate'))}"


def degree(entry: dict[str, Any]) -> str:
    """``Master of Science in Computer Science``."""
    return f"{entry['studyType']} in {entry['area']}"


def place(basics: dict[str, Any]) -> str:
    """City and country, as one writes them."""
    return f"{basics['location']['city']}, Germany"


def account(basics: dict[str, Any], network: str) -> str:
    """The user name in a network."""
    return next(str(one["username"]) for one in basics["profiles"] if one["network"] == network)


def spoken(resume: dict[str, Any]) -> str:
    """All languages with their fluency in one line."""
    return ", ".join(f"{one['language']} ({one['fluency'].lower()})" for one in resume["languages"])
