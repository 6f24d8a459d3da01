"""Clean ODT, RTF, HTML and plain text pass, and their reading is their text: own writers and LibreOffice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_files import outcomes, people, person
from flow_files import judged

from atsharness.alignment.align import align
from atsharness.flow.gather import gather
from atsharness.intake import sniff
from atsharness.measure.rates import measure
from atsharness.text.tokens import tokens
from atsharness_corpus.docx.resume import reference
from atsharness_corpus.flow import html, odt, rtf
from atsharness_corpus.flow.faults import mail
from atsharness_corpus.person import Person

LIBREOFFICE = Path(__file__).parent / "formats"
"""What LibreOffice 7.4 made of python-docx's DOCX of three people: RTF, ODT, HTML."""
OF_LIBREOFFICE = ("diacritics", "german", "junior")
WRITERS: dict[str, Callable[[Person], bytes]] = {
    "odt": odt.clean,
    "rtf": rtf.clean,
    "rtf-unicode": lambda one: rtf.clean(one, unicode_only=True),
    "html": html.clean,
    "text": lambda one: reference(one).encode(),
    "mail": mail,
}
FILES = sorted(LIBREOFFICE.iterdir())
LEAST_F1 = 0.995


def word_f1(wanted: str, read: str) -> float:
    one, two = (Counter(word.key for word in tokens(text) if not word.decoration) for text in (wanted, read))
    return 2 * (one & two).total() / (one.total() + two.total())


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize(
    "someone",
    [pytest.param(one, marks=[] if one.id in ("junior", "german") else pytest.mark.slow) for one in people()],
    ids=lambda one: one.id,
)
def test_a_clean_document_passes_and_every_reader_gets_everything(kind: str, someone: Person) -> None:
    result = judged(WRITERS[kind](someone))
    assert result.verdict is not None
    assert result.verdict.level == "pass"
    assert len({item.family for item in result.extractions if item.status == "ok"}) >= 2
    assert [item.path_id for item in result.verdict.readers if not item.gets_everything] == []
    assert "violation" not in outcomes(result).values()
    assert "error" not in outcomes(result).values()


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("someone", people(), ids=lambda one: one.id)
def test_the_reading_of_a_clean_document_is_its_text(kind: str, someone: Person) -> None:
    data = WRITERS[kind](someone)
    _, seen = gather(sniff(data) or "", data)
    wanted, read = tokens(reference(someone)), tokens(seen.text)
    assert Counter(one.key for one in read) == Counter(one.key for one in wanted)
    rates = measure(align(wanted, read, path_id="own"), read)
    assert rates.order.moved == 0.0
    assert rates.content.word_exact == 1.0


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_reading_of_libreoffice_s_files_is_their_text(file: Path) -> None:
    data = file.read_bytes()
    _, seen = gather(sniff(data) or "", data)
    someone = person(file.stem.partition("__")[2])
    assert word_f1(reference(someone), seen.text) >= LEAST_F1


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.suffix != ".html"], ids=lambda file: file.name
)
def test_libreoffice_s_odt_and_rtf_pass(file: Path) -> None:
    result = judged(file.read_bytes())
    assert result.verdict is not None
    assert result.verdict.level == "pass"
    assert "violation" not in outcomes(result).values()


def test_lines_that_libreoffice_breaks_in_html_part_dates() -> None:
    result = judged((LIBREOFFICE / "libreoffice__junior.html").read_bytes())
    assert result.verdict is not None
    assert result.verdict.level == "at_risk"
    assert [rule for rule, outcome in outcomes(result).items() if outcome == "violation"] == ["ATS304"]


def test_the_files_of_libreoffice_are_those_that_are_asked_for() -> None:
    names = [f"libreoffice__{one}.{kind}" for one in OF_LIBREOFFICE for kind in ("html", "odt", "rtf")]
    assert [file.name for file in FILES] == names
    assert all(file.stat().st_size < 50_000 for file in FILES)


def test_the_same_call_gives_the_same_bytes() -> None:
    assert all(write(person()) == write(person()) for write in WRITERS.values())
