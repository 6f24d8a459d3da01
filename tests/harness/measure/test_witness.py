"""LibreOffice's page as a second witness: words that only one of the two readings has are told."""

from __future__ import annotations

from atsharness.measure.scorer import Scorer
from atsharness.measure.witness import contradictions
from atsharness.model import Extraction, Reference
from atsharness.model.reference import ReadBy
from atsharness.text.tokens import tokens

READ = "Jane Example\njane@example.org\nSenior Engineer\n"


def page(text: str, path_id: str = "libreoffice-pdf") -> Extraction:
    return Extraction(path_id=path_id, family="libreoffice", version="7.4", status="ok", text=text)


def told(text: str) -> list[str]:
    return list(contradictions(tokens(READ), [page("nothing", "mammoth"), page(text)]))


def test_the_same_words_in_another_order_say_nothing() -> None:
    assert told("Senior Engineer Jane Example jane@example.org") == []


def test_words_that_are_divided_or_stand_on_each_page_say_nothing() -> None:
    assert told("Jane Example jane@ex\ufffe\nample.org Senior Engi-\nneer\n• Jane Example") == []


def test_what_only_one_of_them_has_is_named() -> None:
    assert told("Jane Example Senior deleted Engineer") == [
        "LibreOffice's page lacks “jane@example.org”",
        "LibreOffice's page has “deleted” besides",
    ]


def test_without_libreoffice_nothing_is_said() -> None:
    assert list(contradictions(tokens(READ), [page("Jane", "mammoth")])) == []


def test_the_summary_of_a_document_without_pages_says_it_and_that_of_a_pdf_does_not() -> None:
    def warnings(read_by: ReadBy) -> tuple[str, ...]:
        reference = Reference(text=READ, origin="visual", read_by=read_by)
        return Scorer(reference).summary([page("Jane Example Senior Engineer")]).warnings

    assert warnings("xml") == warnings("markup") == ("LibreOffice's page lacks “jane@example.org”",)
    assert warnings("glyphs") == ()
