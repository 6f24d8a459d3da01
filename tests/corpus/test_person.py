import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from atsharness.errors import UsageError
from atsharness_corpus.person import Person, content_dir, load_people

PEOPLE = load_people(content_dir())
IDS = [person.id for person in PEOPLE]

RESERVED_PHONES = {
    "US": r"\+1 \d{3}-555-01\d\d|\(\d{3}\) 555-01\d\d",  # NANPA: line numbers 555-0100 to 555-0199
    "DO": r"\+1 809-555-01\d\d",  # the same plan
    "DE": r"\+49 (30 23125|221 4710) \d{3}",  # Bundesnetzagentur, Mitteilung 148/2021
    "GB": r"\+44 161 496 0\d{3}",  # Ofcom, numbers for drama use
    "AU": r"\+61 491 570 (156|157|158|159)",  # ACMA, numbers for fictitious use
    "FR": r"\+33 4 65 71( \d\d){2}",  # ARCEP, plan de numérotation: œuvres audiovisuelles
}
"""By country: numbers that no regulator gives to anybody."""
FICTIONAL_URL = re.compile(r"https://[\w.-]*\.example\.(com|org)(/|$)")
HARD_WORDS = (
    *("Łukasz", "Öztürk", "O'Brien", "José", "Nguyễn Thị", "王", "Weißenböck-Großmann", "N’Diaye", "Ñandú"),
    *("C++", "C#", ".NET", "Node.js", "CI/CD", "OAuth2", "10k+", "C++17", "TLA+", "PL/SQL"),
    *("efficient", "workflow", "office", "Œuvre", "(ISC)²", "back-office", "Auvergne-Rhône-Alpes"),
    *("Kraftfahrzeughaftpflichtversicherung", "Rechtsschutzversicherungsgesellschaften"),
)
COMMON_WORDS = {
    "de": ("und", "der", "mit", "auf"),
    "en": ("the", "and", "with", "of"),
    "es": ("de", "los", "con", "el"),
    "fr": ("les", "des", "et", "la"),
}


def bullets(person: Person) -> list[str]:
    return [text for entry in (*person.work, *person.projects) for text in entry.highlights]


def test_there_are_people_of_every_kind() -> None:
    assert len(PEOPLE) >= 8
    assert {person.language for person in PEOPLE} == {"de", "en", "es", "fr"}
    assert {person.pages for person in PEOPLE} == {1, 2}
    assert len({person.basics.location.country_code for person in PEOPLE}) >= 5


@pytest.mark.parametrize("person", PEOPLE, ids=IDS)
def test_everybody_is_plainly_fictional(person: Person) -> None:
    basics = person.basics
    assert re.search(r"@example\.(com|org)$", basics.email)
    assert re.fullmatch(RESERVED_PHONES[basics.location.country_code], basics.phone), basics.phone
    urls = [basics.url, *(one.url for one in basics.profiles), *(one.url for one in person.projects)]
    assert all(FICTIONAL_URL.match(url) for url in urls), urls


def test_nobody_shares_contact_data() -> None:
    for field in ("name", "email", "phone", "url"):
        values = Counter(getattr(person.basics, field) for person in PEOPLE)
        assert values.most_common(1)[0][1] == 1, values


def test_no_bullet_occurs_twice() -> None:
    counts = Counter(text.casefold() for person in PEOPLE for text in bullets(person))
    assert counts.total() >= 80
    assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("person", PEOPLE, ids=IDS)
def test_most_bullets_have_figures(person: Person) -> None:
    figures = [text for text in bullets(person) if re.search(r"\d", text)]
    assert len(figures) >= 0.7 * len(bullets(person))


@pytest.mark.parametrize("person", PEOPLE, ids=IDS)
def test_a_resume_is_written_in_its_language(person: Person) -> None:
    words = Counter(re.findall(r"\w+", " ".join((person.basics.summary, *bullets(person))).casefold()))
    share = {tongue: sum(words[word] for word in known) for tongue, known in COMMON_WORDS.items()}
    assert max(share, key=lambda tongue: share[tongue]) == person.language, share


@pytest.mark.parametrize("person", PEOPLE, ids=IDS)
def test_jobs_stand_newest_first_without_overlap(person: Person) -> None:
    jobs = person.work
    for newer, older in pairwise(jobs):
        assert older.end_date is not None
        assert older.start_date < older.end_date <= newer.start_date


@pytest.mark.parametrize("word", HARD_WORDS)
def test_the_texts_hold_what_breaks_parsers(word: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in content_dir().glob("*.json")]
    assert any(word in text for text in texts)


def test_texts_are_composed_and_free_of_odd_spaces() -> None:
    # Decomposed letters and no-break spaces are faults that are put in on purpose elsewhere.
    for path in content_dir().glob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"[\u0300-\u036f\u00a0\u00ad\u200b-\u200f\u202f\ufeff]", text), path.name
        assert "  " not in re.sub(r"^ +", "", text, flags=re.MULTILINE), path.name


def test_chosen_people_come_in_the_order_of_their_ids() -> None:
    assert [person.id for person in load_people(content_dir(), ["junior", "dense"])] == ["dense", "junior"]


def test_an_unknown_person_is_named() -> None:
    with pytest.raises(UsageError, match="nobody-here"):
        load_people(content_dir(), ["nobody-here"])


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no people"):
        load_people(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('"startDate"', '"startdate"', "startdate"),
        ('"language": "de"', '"language": "tlh"', "tlh"),
        ('"language": "de"', '"pages": 3', "3"),
    ],
)
def test_a_key_or_value_outside_the_schema_is_an_error(
    tmp_path: Path, old: str, new: str, named: str
) -> None:
    text = (content_dir() / "german.json").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "german.json").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UsageError, match=rf"german\.json.*{named}"):
        load_people(tmp_path)
