"""Gates, levels and limits, on made-up recoveries."""

from __future__ import annotations

import builders
import msgspec
import pytest

from atsharness.model import (
    Confusion,
    Extraction,
    FieldRecovery,
    Finding,
    Gate,
    Keyword,
    Recovery,
    ReferenceSummary,
    RuleResult,
    Status,
    Verdict,
)
from atsharness.settings import LimitSettings
from atsharness.verdict.decide import verdict
from atsharness.verdict.entries import Kept
from atsharness.verdict.families import hits
from atsharness.verdict.limits import Limits, calibrated, with_settings
from atsharness.verdict.losses import Observed

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
LIMITS = Limits()
MOST = ["pdfium", "pypdf-plain", "pymupdf-sorted", "pymupdf-stream"]
"""Three of four families."""
VIOLATION = RuleResult(
    rule_id="ATS201",
    name="columns",
    outcome="violation",
    findings=(
        Finding(
            rule_id="ATS201",
            impact="moderate",
            confidence="high",
            message="two columns",
            families_hit=("pdfium",),
        ),
    ),
)


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
    entries: dict[str, Kept] | None = None,
    rules: list[RuleResult] | None = None,
    ended: dict[str, Status] | None = None,
    fewest: int = 3,
) -> Verdict:
    """The verdict where every path reads everything but what is given; `ended` says how some ended."""
    given = recoveries or {}
    started = paths if paths is not None else list(PANEL)
    statuses = dict.fromkeys(started, "ok") | (ended or {})
    ran = [path for path in started if statuses[path] == "ok"]
    return verdict(
        Observed(
            panel=PANEL,
            reference=reference,
            extractions=[
                Extraction(path_id=path, family=PANEL.get(path, "other"), version="1", status=status)  # type: ignore[arg-type]
                for path, status in statuses.items()
            ],
            recoveries=[given.get(path, builders.recovery(path)) for path in ran],
            fields=[item for item in (fields() if found is None else found) if item.path_id in ran],
            keywords=keywords,
            entries={path: Kept() for path in ran} | (entries or {}),
            fewest=fewest,
        ),
        limits,
        rules or (),
        every_rule=rules is not None,
    )


def gate(result: Verdict, name: str) -> Gate:
    (found,) = [gate for gate in result.gates if gate.name == name]
    return found


def test_nothing_lost_passes_with_every_gate_listed() -> None:
    result = judged(keywords=(Keyword(keyword="Go", in_reference=True, survives=tuple(PANEL)),))
    assert result.level == "pass"
    assert [gate.name for gate in result.gates] == [
        *("contact.name", "contact.email", "contact.phone", "job", "education", "mapping", "content"),
        *("words", "segmentation", "order", "hidden", "links", "heading", "skills", "keywords"),
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
        (["pymupdf-sorted"], "pass"),
        (["pdfminer-layout", "pdfplumber"], "at_risk"),
        (["pymupdf-sorted", "pdfplumber"], "at_risk"),
        (["pdfium"], "at_risk"),
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


@pytest.mark.parametrize(
    ("expected", "observed", "lost"),
    [
        ("May 2020", "CorpMay 2020", True),
        ("May 2020", "Mai 2020", True),
        ("2013", "Science2013", True),
        ("May 2020", "May 2020–Aug", False),  # its own letters are there, the period's end is a line below
        ("2021-10 - Present", "2021-10 Present", False),  # a dash that begins a line is no word
        ("2021-10 - Present", "Corp2021-10 Present", True),
        ("févr. 2022", "fe\u0301vr. 2022", False),
    ],
)
def test_a_date_that_is_no_word_of_its_own_is_lost_to_its_reader(
    expected: str, observed: str, lost: bool
) -> None:
    found = [
        msgspec.structs.replace(item, outcome="altered", observed=observed, expected=expected)
        if (item.path_id, item.field) == ("pdfium", "work.0.startDate")
        else item
        for item in fields()
    ]
    result = judged(found)
    assert gate(result, "job").level == result.level == ("at_risk" if lost else "pass")
    assert result.complete == result.counted - lost


def test_dates_away_from_their_job_in_one_family_s_modes_are_no_risk() -> None:
    torn = {"pdfminer-layout": "scattered"}
    assert judged(fields(work_0=torn)).level == "pass"
    assert judged(fields(work_0={**torn, "pymupdf-sorted": "scattered"})).level == "at_risk"
    away = Kept(torn=frozenset({"work.0.startDate"}))
    assert judged(entries={"pdfminer-layout": away}).level == "pass"
    assert judged(entries={"pdfium": away}).level == "at_risk"


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
        (["pymupdf-sorted"], "pass"),
        (["pdfium", "pymupdf-sorted", "pdfplumber"], "at_risk"),
        (["pdfium", "pypdf-plain"], "fail"),
        (["tesseract"], "pass"),
    ],
)
def test_content_by_the_median_family(low: list[str], level: str) -> None:
    result = judged(recoveries={path: builders.recovery(path, recall=0.8) for path in low})
    assert (gate(result, "content").level, result.level) == (level, level)


@pytest.mark.parametrize(
    ("low", "level", "value"), [(["pdfium"], "at_risk", 1.0), (["pdfium", "pypdf-plain"], "fail", 0.8)]
)
def test_content_of_two_families_fails_where_both_are_short(low: list[str], level: str, value: float) -> None:
    short = {path: builders.recovery(path, recall=0.8) for path in low}
    found = gate(judged(paths=["pdfium", "pypdf-plain"], recoveries=short, fewest=2), "content")
    assert (found.level, found.value) == (level, value)


def test_words_split_or_glued_beyond_their_share_put_at_risk() -> None:
    result = judged(recoveries={"pdfium": builders.recovery("pdfium", glued=2, split=1)})
    found = gate(result, "segmentation")
    assert (found.level, found.value, found.limit, result.level) == ("at_risk", 3.0, 2.0, "at_risk")
    assert "pdfium" in found.note


def test_a_short_document_is_not_judged_by_the_share_of_a_few_words() -> None:
    few = {"pdfium": builders.recovery("pdfium", glued=3)}
    assert judged(recoveries=few).level == "at_risk"
    assert judged(recoveries=few, limits=Limits(spare=3)).level == "pass"


@pytest.mark.parametrize(
    ("mixing", "level"),
    [
        (["pymupdf-sorted"], "pass"),
        (["pdfminer-layout", "pdfplumber"], "at_risk"),
        (["pymupdf-sorted", "pdfplumber"], "at_risk"),
        (["pdfium"], "at_risk"),
        (TEXT, "at_risk"),
    ],
)
def test_mixed_entries_put_at_risk_in_a_whole_family_or_in_two(mixing: list[str], level: str) -> None:
    result = judged(entries={path: Kept(mixed=2) for path in mixing})
    assert (gate(result, "order").level, result.level) == (level, level)


def test_dates_of_no_known_section_torn_off_count_as_entries() -> None:
    """Where no heading is recognised, the periods under it are no job's, and count."""
    away = Kept(torn=frozenset({"dates.0.startDate", "dates.1.startDate"}))
    result = judged(entries={"pdfium": away})
    assert result.level == "at_risk"
    assert gate(result, "order").value == 2
    assert judged(entries={"pdfminer-layout": away}).level == "pass"


def test_a_risk_needs_a_named_cause_in_one_of_the_families() -> None:
    lost = fields(section_work={"pdfium": "altered"})
    assert judged(lost, rules=[]).level == "pass"
    assert judged(lost, rules=[VIOLATION]).level == "at_risk"
    elsewhere = fields(section_work=dict.fromkeys(["pymupdf-sorted", "pymupdf-stream"], "altered"))
    assert judged(elsewhere, rules=[VIOLATION]).level == "pass"
    contact = fields(basics_email=dict.fromkeys(MOST, "missing"))
    assert judged(contact, rules=[]).level == "fail"


def test_no_document_with_a_serious_finding_passes() -> None:
    (finding,) = VIOLATION.findings
    serious = msgspec.structs.replace(
        VIOLATION, findings=(msgspec.structs.replace(finding, impact="serious"),)
    )
    result = judged(rules=[serious])
    assert (result.level, gate(result, "findings").note) == ("at_risk", "ATS201")
    told = msgspec.structs.replace(serious, outcome="information")
    assert judged(rules=[told]).level == "pass"


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
    assert judged(recoveries=with_hidden({"pdfplumber": 5})).level == "pass"
    assert judged(recoveries=with_hidden(dict.fromkeys(TEXT, 2))).level == "pass"


def test_hidden_words_that_nobody_looked_for_are_not_measured() -> None:
    found = gate(judged(), "hidden")
    assert (found.value, found.level, found.note) == (None, "not_found", "not measured")


@pytest.mark.parametrize("pointer", ["section_work", "skills_0_keywords_0"])
def test_one_heading_or_skill_lost_in_one_family_is_a_risk(pointer: str) -> None:
    assert judged(fields(**{pointer: {"pypdf-plain": "altered"}})).level == "at_risk"  # type: ignore[arg-type]
    assert judged(fields(**{pointer: {"pdfplumber": "altered"}})).level == "pass"  # type: ignore[arg-type]
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
    alone = judged(keywords=(kept,))
    assert (with_others.gates, with_others.level) == (alone.gates, "pass")
    assert (with_others.complete, with_others.counted) == (len(TEXT), len(TEXT))
    (lossy,) = [reader for reader in with_others.readers if reader.path_id == "tika"]
    assert (lossy.counted, lossy.gets_everything) == (False, False)


@pytest.mark.parametrize(
    ("paths", "reference"),
    [
        (["pdfium", "pymupdf-sorted", "pymupdf-stream", "tesseract"], SEEN),
        (list(PANEL), None),
        (list(PANEL), ReferenceSummary(origin="visual", source_path=None, word_count=0, reason="no OCR")),
        (list(PANEL), ReferenceSummary(origin="visual", source_path=None, word_count=9, confidence=0.5)),
        (
            list(PANEL),
            ReferenceSummary(origin="source", source_path="a.md", word_count=9, matches_page=False),
        ),
    ],
)
def test_not_measurable(paths: list[str], reference: ReferenceSummary | None) -> None:
    result = judged(paths=paths, reference=reference)
    assert result.level == "not_measurable"
    assert result.gates[0].note


def test_an_unsure_order_is_no_gate() -> None:
    unsure = msgspec.structs.replace(SEEN, order_known=False)
    result = judged(reference=unsure, entries={"pdfium": Kept(mixed=3)})
    assert (gate(result, "order").value, gate(result, "order").level) == (None, "not_found")
    assert result.level == "pass"


@pytest.mark.parametrize(
    ("lacking", "level", "said"),
    [
        (("basics.phone",), "pass", "no phone number"),
        (("basics.email", "basics.phone"), "not_measurable", "no e-mail address"),
        (("basics.name",), "pass", "no name"),
        (("section.work",), "pass", "no section heading"),
        (("section.work", "work."), "not_measurable", "no job"),
    ],
)
def test_what_is_not_found_is_said_and_does_not_pass(lacking: tuple[str, ...], level: str, said: str) -> None:
    known = [item for item in fields() if not item.field.startswith(lacking) and item.field not in lacking]
    result = judged(known)
    assert result.level == level
    assert any(said in text for text in result.not_found)
    assert judged().not_found == ()


def test_a_page_that_is_no_resume_is_said_to_be_none() -> None:
    result = judged([])
    assert result.level == "not_measurable"
    assert "does not look like a résumé" in result.gates[0].note


def test_each_reader_says_yes_or_no_and_what_it_does() -> None:
    glued = {"pdfplumber": builders.recovery("pdfplumber", glued=27)}
    result = judged(fields(section_work={"pdfplumber": "missing"}), glued)
    assert (result.complete, result.counted, result.level) == (5, 6, "pass")
    (lossy,) = [reader for reader in result.readers if not reader.gets_everything]
    assert (lossy.path_id, lossy.lacks) == ("pdfplumber", ("heading", "segmentation"))
    assert lossy.note == "loses 1 section heading"
    assert "tesseract" not in [reader.path_id for reader in result.readers]


def test_settings_go_before_the_calibrated_limits() -> None:
    found = calibrated()
    assert found.calibration is not None
    assert found.calibration.controls >= 50
    assert found.calibration.joint_false_alarms <= 0.01
    changed = with_settings(found, LimitSettings(segmentation=0.5, words=0.2))
    assert (changed.segmentation, changed.words, changed.spare) == (0.5, 0.2, found.spare)
    glued = {"pdfium": builders.recovery("pdfium", glued=40)}
    assert judged(recoveries=glued, limits=found).level == "at_risk"
    assert judged(recoveries=glued, limits=changed).level == "pass"


def test_a_head_torn_everywhere_is_a_risk_since_its_parts_are_there() -> None:
    result = judged(fields(work_0=dict.fromkeys(TEXT, "scattered")))
    assert (gate(result, "job").level, gate(result, "job").value) == ("at_risk", 4.0)


def test_what_was_not_read_is_never_passed() -> None:
    partly = msgspec.structs.replace(SEEN, complete=False)
    assert judged(reference=partly).level == "not_measurable"
    lost = fields(basics_email=dict.fromkeys(TEXT, "missing"))
    assert judged(lost, reference=partly).level == "fail"


# --- readers that fail ---------------------------------------------------------------------------------


def test_a_mode_that_cannot_read_the_file_takes_the_pass_away():
    found = judged(ended={"pdfplumber": "failed"}, rules=[VIOLATION])
    assert found.level == "at_risk"
    assert gate(found, "readable").value == 1
    assert (found.complete, found.counted) == (5, 6)
    (reader,) = [one for one in found.readers if not one.gets_everything]
    assert (reader.path_id, reader.note) == ("pdfplumber", "cannot read the file")


def test_most_families_that_cannot_read_the_file_are_a_failure():
    found = judged(ended=dict.fromkeys(MOST, "failed"))
    assert found.level == "fail"
    assert found.gates[0].name == "readable"


@pytest.mark.parametrize("status", ["timeout", "killed"])
def test_a_reader_ended_from_outside_is_not_known_and_no_pass(status: Status):
    found = judged(ended={"pdfium": status})
    assert found.level == "not_measurable"
    assert "pdfium" in found.gates[0].note
    assert (found.complete, found.counted) == (5, 6)


def test_a_reader_ended_from_outside_hides_no_loss():
    lost = dict.fromkeys(MOST, "missing")
    assert judged(fields(basics_email=lost), ended={"pdfplumber": "killed"}).level == "fail"


def test_ocr_ended_from_outside_changes_nothing():
    assert judged(ended={"tesseract": "timeout"}).level == "pass"
