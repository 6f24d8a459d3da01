"""What the store keeps of a document: figures for every path that was chosen, and no text."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest
from builders import extraction, recovery
from committed import pdf

from atsharness import registry
from atsharness.batch.reasons import normalised
from atsharness.batch.row import Keep, row
from atsharness.batch.rows import DocumentRow, ExtractionRow, encoded
from atsharness.extract.work import raised_in, read_path
from atsharness.in_process import inputs_of
from atsharness.model import Document, DocumentResult, FieldRecovery, Keyword, ParserPath, ReadOptions
from atsharness.model.facts import FileFacts
from atsharness.pipeline import Judging, check
from atsharness.rules.engine import all_rules
from atsharness.settings import Settings
from atsharness.verdict.limits import calibrated

PATHS = {"pdfium": "pdfium", "pymupdf-sorted": "mupdf", "pypdf-plain": "pypdf"}
COLUMNS = "reportlab-sidebar__dense"
FILE = FileFacts(creator="LaTeX with hyperref", producer="pdfTeX-1.40.25")


@cache
def checked(stem: str = COLUMNS) -> DocumentResult:
    """A committed file through three paths, as a run has it."""
    found = registry.discover("atsharness_parsers", "PARSER")
    inputs = inputs_of(pdf(stem).read_bytes(), [found[key].value for key in PATHS], name=f"cvs/{stem}.pdf")
    judging = Judging(limits=calibrated(), rules=all_rules(), settings=Settings())
    return check(inputs, judging)


def of(result: DocumentResult, **fields: object) -> DocumentRow:
    return row(result, number=3, paths=PATHS, **fields)  # type: ignore[arg-type]


def by_path(made: DocumentRow) -> dict[str, ExtractionRow]:
    return {item.path: item for item in made.extractions}


def test_numbers_are_those_of_the_result() -> None:
    result = checked()
    made = of(result, file=FILE, labels={"layout": "sidebar"})
    assert (made.number, made.name, made.layout, made.language) == (
        3,
        f"cvs/{COLUMNS}.pdf",
        "sidebar",
        "eng",
    )
    assert (made.program, made.producer, made.labels) == ("latex", FILE.producer, {"layout": "sidebar"})
    assert made.verdict is not None
    assert result.verdict is not None
    assert made.verdict.level == result.verdict.level
    assert [gate.value for gate in made.verdict.gates] == [gate.value for gate in result.verdict.gates]
    assert [item.path for item in made.extractions] == sorted(PATHS)
    for one in result.recoveries:
        measures = by_path(made)[one.path_id].measures
        assert measures is not None
        assert measures.char_recall == one.content.char_recall
        assert measures.equal_chars / measures.reference_chars == pytest.approx(one.content.char_recall)
        assert measures.moved_chars / measures.matched_chars == pytest.approx(one.order.moved)
    for path in PATHS:
        counted = sum(
            kind.exact + kind.altered + kind.scattered + kind.partial + kind.missing + kind.spurious
            for kind in by_path(made)[path].fields
        )
        assert counted == sum(item.path_id == path for item in result.fields) > 0


def test_what_rules_say_is_kept_as_counts() -> None:
    result = checked()
    made = of(result)
    outcomes = {item.rule_id: item.outcome for item in result.rule_results}
    named = {item.rule: item.outcome for item in made.findings}
    assert named == {key: one for key, one in outcomes.items() if one not in ("passed", "inapplicable")}
    assert made.rules_asked == len(outcomes)
    mixed = next(item for item in made.findings if item.rule == "ATS202")
    assert mixed.count == 1
    assert mixed.words_lost == sum(
        one.word_count for item in result.rule_results if item.rule_id == "ATS202" for one in item.findings
    )


def test_a_line_is_the_same_each_time_and_reads_back() -> None:
    made = of(checked(), labels={"b": 1, "a": ["x", "y"]})
    assert encoded(made) == encoded(of(checked(), labels={"a": ["x", "y"], "b": 1}))
    assert encoded(made).count(b"\n") == 1
    assert msgspec.json.decode(encoded(made), type=DocumentRow) == made


def test_no_word_of_the_file_is_in_a_row() -> None:
    result = checked()
    line = encoded(of(result, file=FileFacts(title="Jane", author="Jane"))).decode()
    words = {word for item in result.extractions for word in (item.text or "").split()}
    names = {word for word in words if len(word) > 3 and word[0].isupper()}  # ours are written small
    assert len(names) > 50
    assert [word for word in names if word in line] == []


def test_texts_are_kept_where_they_are_asked_for() -> None:
    result = checked()
    made = of(result, keep=Keep(text=True))
    texts = {item.path_id: item.text for item in result.extractions}
    assert {item.path: item.text for item in made.extractions} == texts
    assert any(item.words for item in made.findings)
    assert any(item.evidence for item in made.findings)


def test_anonymous_rows_hold_neither_names_nor_words() -> None:
    result = msgspec.structs.replace(
        checked(),
        document=Document(path="Jane Example.pdf", sha256="ab" * 32, status="ok"),
        extractions=(extraction("pdfium", "failed", detail="ValueError: Jane is no number"),),
    )
    labels = {"person": "Jane Example", "seed": 4, "faults": ["x"]}
    file = FileFacts(creator="Jane's Word", producer="Microsoft Word")
    made = of(result, keep=Keep(anonymous=True), labels=labels, file=file)
    assert "Jane" not in encoded(made).decode()
    assert made.name == "document-" + "ab" * 8
    assert (made.program, made.producer, made.creator) == ("word", None, None)
    assert by_path(made)["pdfium"].reason == "ValueError"
    assert made.labels["seed"] == 4
    with pytest.raises(ValueError, match="anonymous"):
        Keep(text=True, anonymous=True)


@pytest.mark.parametrize("status", ["unreadable", "unsupported"])
def test_every_chosen_path_has_a_row_whatever_became_of_the_document(status: str) -> None:
    document = Document(path="a.pdf", status=status, reason="damaged at 0x12ab of 4711")  # type: ignore[arg-type]
    made = of(DocumentResult(document=document))
    assert {item.path: (item.status, item.reason) for item in made.extractions} == dict.fromkeys(
        PATHS, ("not_read", "damaged at N of N")
    )
    assert made.rules_asked == 0


def test_a_quarantined_document_says_so_in_each_row() -> None:
    document = Document(path="a.pdf", status="unreadable", reason="it ended the run twice")
    made = of(DocumentResult(document=document), quarantined=True)
    assert made.status == "quarantined"
    assert [item.status for item in made.extractions] == ["killed"] * len(PATHS)


def test_a_path_that_was_not_needed_says_why() -> None:
    result = DocumentResult(
        document=Document(path="a.png", media_type="image/png"), extractions=(extraction("pdfium"),)
    )
    made = by_path(of(result, not_read={"pypdf-plain": "OCR is not needed"}))
    assert made["pypdf-plain"].reason == "OCR is not needed"
    assert made["pymupdf-sorted"].reason == "it does not read image/png"
    assert made["pdfium"].status == "ok"


def test_fields_are_counted_by_kind() -> None:
    fields = [
        FieldRecovery(path_id="pdfium", field=field, expected="x", observed="x", outcome=outcome)  # type: ignore[arg-type]
        for field, outcome in (
            ("work.0.startDate", "exact"),
            ("work.11.startDate", "missing"),
            ("work.0", "scattered"),
            ("section.education", "exact"),
            ("section.skills", "altered"),
            ("basics.email.1", "spurious"),
        )
    ]
    result = DocumentResult(
        document=Document(path="a.pdf"),
        extractions=(extraction("pdfium"),),
        recoveries=(recovery("pdfium"),),
        fields=tuple(fields),
        keywords=(
            Keyword(keyword="Go", in_reference=True, survives=("pdfium",)),
            Keyword(keyword="Java", in_reference=True, lost_in=("pdfium",)),
            Keyword(keyword="Ada", in_reference=False),
        ),
    )
    made = of(result)
    kinds = {
        item.kind: (item.exact, item.missing, item.scattered, item.altered, item.spurious)
        for item in by_path(made)["pdfium"].fields
    }
    assert kinds == {
        "basics.email": (0, 0, 0, 0, 1),
        "section": (1, 0, 0, 1, 0),
        "work": (0, 0, 1, 0, 0),
        "work.startDate": (1, 1, 0, 0, 0),
    }
    assert (made.keywords, by_path(made)["pdfium"].keywords_kept) == (2, 1)


def test_families_agree_by_the_words_that_they_have_in_common() -> None:
    """A family has what its best mode has; a path that failed is no witness."""
    result = DocumentResult(
        document=Document(path="a.pdf"),
        extractions=(
            extraction("mupdf-a", text="one two"),
            extraction("mupdf-b", text="two three"),
            extraction("pdfium", text="ONE two four"),
            extraction("pypdf", "failed"),
        ),
    )
    (only,) = of(result).agreements
    assert (only.families, only.common, only.total) == (("mupdf", "pdfium"), 2, 6)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("ValueError: no int() with base 10: 'Jane'", "ValueError: no int() with base N: …"),
        ("PdfReadError: object at byte 1,234: b'J\\'x'", "PdfReadError: object at byte N: …"),
        ("cannot open /home/jane/cv.pdf: no such file", "cannot open …: no such file"),
        ('KeyError: "jane@example.org"', "KeyError: …"),
        ("ended by signal 11 (SIGSEGV)", "ended by signal N (SIGSEGV)"),
        ("PSSyntaxError: bad construct: [/'Title', b'x', 7]", "PSSyntaxError: bad construct: …"),
    ],
)
def test_reasons_lose_what_is_of_one_file(reason: str, expected: str) -> None:
    assert normalised(reason) == expected


def _inner(depth: int) -> str:
    if depth:
        return _inner(depth - 1)
    raise ValueError(f"no text at {depth}")


def _endless(number: int) -> int:
    return _endless(number + 1) + 1


def test_errors_of_one_cause_have_one_stack() -> None:
    def path(depth: int) -> ParserPath:
        return ParserPath(
            id="deep",
            family="deep",
            title="Deep",
            accepts=(),
            install="",
            probe=lambda _: "1",
            read=lambda *_: _inner(depth),  # type: ignore[arg-type,return-value]
        )

    read = [read_path(path(depth), lambda: b"", ReadOptions()) for depth in (1, 40)]
    assert read[0].status == "failed"
    assert read[0].raised_in == read[1].raised_in
    assert str(read[0].raised_in).endswith(f"{__name__}._inner")
    assert ".py" not in str(read[0].raised_in)


def test_modes_of_one_engine_that_stumble_at_the_same_place_have_one_stack() -> None:
    found = registry.discover("atsharness_parsers", "PARSER")
    read = [
        read_path(found[key].value, lambda: b"%PDF-1.4 and nothing else", ReadOptions())
        for key in ("pypdf-plain", "pypdf-layout")
    ]
    assert [item.status for item in read] == ["failed", "failed"]
    assert read[0].raised_in == read[1].raised_in
    assert str(read[0].raised_in).startswith("pypdf.")


def test_endless_recursions_have_one_stack_wherever_they_end() -> None:
    def fall(depth: int) -> str:
        if depth:
            return fall(depth - 1)
        try:
            _endless(0)
        except RecursionError as error:
            return raised_in(error)
        raise AssertionError

    assert fall(0) == fall(7)
