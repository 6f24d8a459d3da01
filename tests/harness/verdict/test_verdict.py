"""Gates, levels and limits, on made-up recoveries."""

from __future__ import annotations

import builders
import msgspec
import pytest

from atsharness.model import (
    Confusion,
    Extraction,
    FieldRecovery,
    Gate,
    Keyword,
    Recovery,
    ReferenceSummary,
    Verdict,
)
from atsharness.settings import LimitSettings
from atsharness.verdict.decide import verdict
from atsharness.verdict.families import hits
from atsharness.verdict.gates import Observed
from atsharness.verdict.limits import Limits, calibrated, with_settings

PANEL = {
    "pymupdf-sorted": "pymupdf",
    "pymupdf-stream": "pymupdf",
    "pdfium": "pdfium",
    "pdfminer-layout": "pdfminer",
    "pdfplumber": "pdfminer",
    "pypdf-plain": "pypdf",
    "tesseract": "tesseract",
}
TEXT = [path for path in PANEL if path != "tesseract"]
WORDS = 200
SEEN = ReferenceSummary(origin="visual", source_path=None, word_count=WORDS)
LIMITS = Limits(any_moved=0.05, any_adjacency=0.9)


def fields(**lost: dict[str, str]) -> list[FieldRecovery]:
    """Every path's fields, all exact but for those given: ``basics.email`` as ``basics_email``."""
    pointers = ["basics.name", "basics.email", "basics.phone", "work.0.position", "work.0", "section.work"]
    pointers += ["work.0.startDate", "skills.0.keywords.0", "work.0.highlights.0"]
    return [
        FieldRecovery(
            path_id=path,
            field=pointer,
            expected="x",
            observed="x",
            outcome=lost.get(pointer.replace(".", "_"), {}).get(path, "exact"),  # type: ignore[arg-type]
        )
        for path in PANEL
        for pointer in pointers
    ]


def judged(
    found: list[FieldRecovery] | None = None,
    recoveries: dict[str, Recovery] | None = None,
    *,
    paths: list[str] | None = None,
    keywords: tuple[Keyword, ...] = (),
    reference: ReferenceSummary | None = SEEN,
    limits: Limits = LIMITS,
) -> Verdict:
    given = recoveries or {}
    ran = paths if paths is not None else list(PANEL)
    return verdict(
        Observed(
            panel=PANEL,
            reference=reference,
            extractions=[
                Extraction(path_id=path, family=PANEL.get(path, "other"), version="1", status="ok")
                for path in ran
            ],
            recoveries=[given.get(path, builders.recovery(path)) for path in ran],
            fields=fields() if found is None else found,
            keywords=keywords,
        ),
        limits,
    )


def gate(result: Verdict, name: str) -> Gate:
    (found,) = [gate for gate in result.gates if gate.name == name]
    return found


def test_nothing_lost_passes_with_every_gate_listed() -> None:
    result = judged(keywords=(Keyword(keyword="Go", in_reference=True, survives=tuple(PANEL)),))
    assert result.level == "pass"
    assert [gate.name for gate in result.gates] == [
        *("contact.name", "contact.email", "contact.phone", "job", "content", "mapping", "hidden"),
        *("order.moved", "order.adjacency", "segmentation", "heading", "skills", "keywords"),
    ]


def test_a_family_is_hit_when_all_its_modes_are() -> None:
    found = hits(
        {path: PANEL[path] for path in TEXT}, {"pymupdf-sorted", "pdfium", "pypdf-plain"}.__contains__
    )
    assert (found.hit, found.partly, found.run) == (
        ("pdfium", "pypdf"),
        ("pymupdf",),
        ("pdfium", "pdfminer", "pymupdf", "pypdf"),
    )
    assert not found.majority, "two of four are no majority"


@pytest.mark.parametrize("name", ["name", "email", "phone"])
@pytest.mark.parametrize(
    ("lost", "level"),
    [
        (["pymupdf-sorted"], "at_risk"),
        (["pdfium", "pypdf-plain"], "at_risk"),
        (["pdfium", "pypdf-plain", "pymupdf-sorted", "pdfplumber"], "at_risk"),
        (["pdfium", "pypdf-plain", "pymupdf-sorted", "pymupdf-stream"], "fail"),
        (["tesseract"], "pass"),
    ],
)
def test_contact_data(name: str, lost: list[str], level: str) -> None:
    found = fields(**{f"basics_{name}": dict.fromkeys(lost, "altered")})  # type: ignore[arg-type]
    result = judged(found)
    assert (gate(result, f"contact.{name}").level, result.level) == (level, level)


@pytest.mark.parametrize(
    ("outcome", "level"),
    [("missing", "fail"), ("scattered", "fail"), ("altered", "pass"), ("partial", "pass")],
)
def test_a_job_s_parts_fail_where_they_are_lost_or_torn(outcome: str, level: str) -> None:
    hit = dict.fromkeys(["pdfium", "pypdf-plain", "pymupdf-sorted", "pymupdf-stream"], outcome)
    result = judged(fields(work_0_startDate=hit))
    assert (gate(result, "job").level, gate(result, "job").value) == (level, 3.0 if level == "fail" else 0.0)
    assert judged(fields(work_0_highlights_0=hit)).level == "pass"


def test_a_head_torn_in_one_mode_of_a_family_is_no_loss() -> None:
    torn = {"pdfminer-layout": "scattered"}
    assert judged(fields(work_0=torn)).level == "pass"
    assert judged(fields(work_0_startDate=torn)).level == "at_risk"
    assert judged(fields(work_0={**torn, "pdfplumber": "scattered"})).level == "at_risk"


def test_spurious_finds_gate_nothing() -> None:
    extra = [
        FieldRecovery(path_id=path, field="basics.email", expected="", observed="a@b.org", outcome="spurious")
        for path in PANEL
    ]
    assert judged([*fields(), *extra]).level == "pass"


@pytest.mark.parametrize(
    ("low", "level"),
    [
        (["pdfium"], "at_risk"),
        (["pymupdf-sorted"], "at_risk"),
        (["pdfium", "pymupdf-sorted", "pdfplumber"], "at_risk"),
        (["pdfium", "pypdf-plain"], "fail"),
        (["tesseract"], "pass"),
    ],
)
def test_content_by_the_median_family(low: list[str], level: str) -> None:
    result = judged(recoveries={path: builders.recovery(path, recall=0.8) for path in low})
    assert (gate(result, "content").level, result.level) == (level, level)


@pytest.mark.parametrize(
    ("change", "name", "value"),
    [
        ({"moved": 0.06}, "order.moved", 0.06),
        ({"adjacency": 0.8}, "order.adjacency", 0.8),
        ({"glued": 2, "split": 1}, "segmentation", 0.015),
    ],
)
def test_rates_beyond_their_limit_put_at_risk(change: dict[str, float], name: str, value: float) -> None:
    result = judged(recoveries={"pdfium": builders.recovery("pdfium", **change)})  # type: ignore[arg-type]
    assert (gate(result, name).level, gate(result, name).value, result.level) == ("at_risk", value, "at_risk")
    assert "pdfium" in gate(result, name).note


def test_letters_mapped_wrong_fail_in_a_majority() -> None:
    wrong = [Confusion(expected="e", observed="c", count=9, systematic=True)]
    recoveries = {
        path: builders.recovery(path, mapping=wrong)
        for path in ("pdfium", "pypdf-plain", "pymupdf-sorted", "pymupdf-stream")
    }
    assert gate(judged(recoveries=recoveries), "mapping").level == "fail"
    odd = [Confusion(expected="–", observed="-", count=9, systematic=True)]
    assert judged(recoveries={path: builders.recovery(path, mapping=odd) for path in TEXT}).level == "pass"


def with_hidden(counts: dict[str, int | None]) -> dict[str, Recovery]:
    """Every path's recovery, with so many hidden words of 200."""
    recoveries = {path: builders.recovery(path) for path in TEXT}
    return {
        path: msgspec.structs.replace(
            base, extra=msgspec.structs.replace(base.extra, hidden=counts.get(path, 0))
        )
        for path, base in recoveries.items()
    }


def test_hidden_words_fail_where_most_families_return_them() -> None:
    result = judged(recoveries=with_hidden(dict.fromkeys(TEXT, 5)))
    assert (gate(result, "hidden").value, result.level) == (0.025, "fail")
    # Off the page: two of four families read it.
    some = judged(recoveries=with_hidden({"pdfminer-layout": 5, "pdfplumber": 5, "pypdf-plain": 5}))
    assert (gate(some, "hidden").value, some.level) == (0.0, "at_risk")
    assert gate(some, "hidden").note == "hits pdfminer, pypdf"
    three = judged(recoveries=with_hidden({"pdfium": 4, **dict.fromkeys(TEXT[3:], 5)}))
    assert (gate(three, "hidden").value, three.level) == (0.02, "fail")
    assert judged(recoveries=with_hidden({"pdfplumber": 5})).level == "at_risk"
    assert judged(recoveries=with_hidden(dict.fromkeys(TEXT, 2))).level == "pass"


def test_hidden_words_that_nobody_looked_for_are_not_measured() -> None:
    found = gate(judged(), "hidden")
    assert (found.value, found.level, found.note) == (None, "pass", "not measured")


@pytest.mark.parametrize("pointer", ["section_work", "skills_0_keywords_0"])
def test_one_heading_or_skill_lost_in_one_path_is_a_risk(pointer: str) -> None:
    assert judged(fields(**{pointer: {"pypdf-plain": "altered"}})).level == "at_risk"  # type: ignore[arg-type]
    assert judged(fields(**{pointer: {"tesseract": "altered"}})).level == "pass"  # type: ignore[arg-type]


def test_keywords() -> None:
    lost = Keyword(keyword="C++", in_reference=True, survives=("pdfium",), lost_in=("pypdf-plain",))
    assert gate(judged(keywords=(lost,)), "keywords").level == "at_risk"
    by_ocr = Keyword(keyword="C++", in_reference=True, lost_in=("tesseract", "poppler-raw"))
    lacking = Keyword(keyword="Erlang", in_reference=False)
    assert judged(keywords=(by_ocr, lacking)).level == "pass"


def test_the_same_verdict_whatever_else_is_installed() -> None:
    """Other paths inform; gates look at the panel alone."""
    others = ["poppler-layout", "tika", "pdfbox-sorted"]
    broken = {path: builders.recovery(path, recall=0.1, moved=0.9) for path in others}
    lost = [
        FieldRecovery(path_id=path, field="basics.email", expected="x", observed=None, outcome="missing")
        for path in others
    ]
    keyword = Keyword(keyword="C++", in_reference=True, survives=tuple(TEXT), lost_in=tuple(others))
    with_others = judged([*fields(), *lost], broken, paths=[*PANEL, *others], keywords=(keyword,))
    kept = msgspec.structs.replace(keyword, lost_in=())
    assert with_others == judged(keywords=(kept,))
    assert with_others.level == "pass"


@pytest.mark.parametrize(
    ("paths", "reference"),
    [
        (["pdfium", "pymupdf-sorted", "pymupdf-stream", "tesseract"], SEEN),
        (list(PANEL), None),
        (list(PANEL), ReferenceSummary(origin="visual", source_path=None, word_count=0, reason="no OCR")),
        (list(PANEL), ReferenceSummary(origin="visual", source_path=None, word_count=9, confidence=0.5)),
    ],
)
def test_not_measurable(paths: list[str], reference: ReferenceSummary | None) -> None:
    result = judged(paths=paths, reference=reference)
    assert result.level == "not_measurable"
    assert result.gates[0].note


def test_an_unsure_order_is_no_gate() -> None:
    unsure = ReferenceSummary(origin="visual", source_path=None, word_count=9, order_known=False)
    result = judged(reference=unsure, recoveries={"pdfium": builders.recovery("pdfium", moved=None)})
    assert gate(result, "order.moved").value is None
    assert result.level == "pass"


def test_settings_go_before_the_calibrated_limits() -> None:
    found = calibrated()
    assert found.calibration is not None
    assert found.calibration.controls >= 100
    assert found.calibration.joint_false_alarms <= 0.01
    assert set(found.moved) == set(found.adjacency)
    changed = with_settings(found, LimitSettings(order_moved=0.5, segmentation=0.2))
    assert (changed.moved, changed.any_moved, changed.segmentation) == ({}, 0.5, 0.2)
    assert changed.adjacency == found.adjacency
    moved = {"pdfium": builders.recovery("pdfium", moved=0.4)}
    assert judged(recoveries=moved, limits=found).level == "at_risk"
    assert judged(recoveries=moved, limits=changed).level == "pass"


def test_a_head_torn_everywhere_is_a_risk_since_its_parts_are_there() -> None:
    result = judged(fields(work_0=dict.fromkeys(TEXT, "scattered")))
    assert (gate(result, "job").level, gate(result, "job").value) == ("at_risk", 4.0)


def test_what_was_not_read_is_never_passed() -> None:
    partly = msgspec.structs.replace(SEEN, complete=False)
    assert judged(reference=partly).level == "not_measurable"
    lost = fields(basics_email=dict.fromkeys(TEXT, "missing"))
    assert judged(lost, reference=partly).level == "fail"
