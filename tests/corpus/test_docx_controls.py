"""Clean DOCX of three writers pass: the corpus's own, python-docx, LibreOffice (committed files)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from docx_files import judged, outcomes, people, person

from atsharness.alignment.align import align
from atsharness.docx.gather import gather
from atsharness.measure.rates import measure
from atsharness.text.tokens import tokens
from atsharness_corpus.docx.resume import clean, reference, with_python_docx
from atsharness_corpus.person import Person

LIBREOFFICE = Path(__file__).parent / "docx"
"""What LibreOffice 7.4 made of `with_python_docx`, saved as DOCX."""


OF_LIBREOFFICE = ("diacritics", "german", "junior")


def writers(someone: Person) -> tuple[str, ...]:
    own = ("corpus", "python-docx")
    return (*own, "libreoffice") if someone.id in OF_LIBREOFFICE else own


CASES = [
    pytest.param(writer, one, marks=[] if one.id in ("junior", "german") else pytest.mark.slow)
    for one in people()
    for writer in writers(one)
]


def written(writer: str, someone: Person) -> bytes:
    if writer == "corpus":
        return clean(someone).saved()
    if writer == "python-docx":
        return with_python_docx(someone)
    return (LIBREOFFICE / f"libreoffice__{someone.id}.docx").read_bytes()


@pytest.mark.parametrize(("writer", "someone"), CASES, ids=lambda one: getattr(one, "id", one))
def test_a_clean_document_passes_and_every_reader_gets_everything(writer: str, someone: Person) -> None:
    result = judged(written(writer, someone))
    assert result.verdict is not None
    assert result.verdict.level == "pass"
    assert [item.path_id for item in result.verdict.readers if not item.gets_everything] == []
    assert "violation" not in outcomes(result).values()


@pytest.mark.parametrize("someone", people(), ids=lambda one: one.id)
def test_the_reading_of_a_clean_document_is_its_text(someone: Person) -> None:
    for writer in writers(someone):
        _, seen = gather(written(writer, someone))
        wanted, read = tokens(reference(someone)), tokens(seen.text)
        assert Counter(one.key for one in read) == Counter(one.key for one in wanted), writer
        rates = measure(align(wanted, read, path_id="own"), read)
        assert rates.order.moved == 0.0
        assert rates.content.word_exact == 1.0


def test_the_files_of_libreoffice_are_those_that_are_asked_for() -> None:
    files = sorted(LIBREOFFICE.glob("*.docx"))
    assert [file.stem.partition("__")[2] for file in files] == list(OF_LIBREOFFICE)
    assert all(file.stat().st_size < 30_000 for file in files)


def test_the_same_call_gives_the_same_bytes() -> None:
    assert clean(person()).saved() == clean(person()).saved()
