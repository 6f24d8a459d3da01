import re
from pathlib import Path

import pytest

from atsharness.corpus.person import content_dir, load_people
from atsharness.harness.errors import UsageError

RESERVED_PHONES = re.compile(r"(\+1 \d{3}-555-01\d\d|\(\d{3}\) 555-01\d\d|\+49 30 23125 \d{3})")


def test_everybody_is_plainly_fictional() -> None:
    people = load_people(content_dir())
    assert len(people) >= 3
    for person in people:
        basics = person.basics
        assert basics.email.endswith("@example.com")
        assert RESERVED_PHONES.fullmatch(basics.phone), basics.phone
        urls = [basics.url, *(one.url for one in basics.profiles), *(one.url for one in person.projects)]
        assert all(re.match(r"https://[\w.-]*\.example\.com(/|$)", url) for url in urls), urls


def test_the_texts_hold_what_breaks_parsers() -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in content_dir().glob("*.json"))
    for word in ("Łukasz", "Öztürk", "O'Brien", "C++", "C#", ".NET", "Node.js", "CI/CD", "OAuth2", "10k+"):
        assert word in everything
    for ligature in ("efficient", "workflow", "office"):
        assert ligature in everything


def test_chosen_people_come_in_the_order_of_their_ids() -> None:
    assert [person.id for person in load_people(content_dir(), ["junior", "dense"])] == ["dense", "junior"]


def test_an_unknown_person_is_named() -> None:
    with pytest.raises(UsageError, match="nobody-here"):
        load_people(content_dir(), ["nobody-here"])


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no people"):
        load_people(tmp_path)


def test_a_misspelt_key_is_an_error(tmp_path: Path) -> None:
    text = (content_dir() / "junior.json").read_text(encoding="utf-8")
    (tmp_path / "junior.json").write_text(text.replace('"startDate"', '"startdate"', 1), encoding="utf-8")
    with pytest.raises(UsageError, match=r"junior\.json.*startdate"):
        load_people(tmp_path)
