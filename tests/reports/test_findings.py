"""The findings on a terminal: what is wrong, what it cost, what to do, in black and white."""

import pytest

from atsharness.model import Document, DocumentResult, Finding, RenderOptions, RuleResult, Unexplained
from atsharness_reports._findings import findings_lines

COLUMNS = Finding(
    rule_id="ATS201",
    impact="serious",
    confidence="high",
    message="two columns of 65 and 48 lines, read as “Summary Skills”",
    page=1,
    families_hit=("pypdf",),
    families_partly=("mupdf",),
    families_run=("mupdf", "pdfium", "pdfminer", "pypdf"),
    fields_lost=("basics.phone", "work.0.startDate"),
    words=("Summary", "Principal", "ledgers,", "Java"),
    word_count=93,
    advice="Replace #columns(2) or #grid by one column, or put one section after the other.",
    fingerprint="ATS201-1",
)
TORN = Finding(
    rule_id="ATS304",
    impact="moderate",
    confidence="high",
    message="the date “2020” is scattered",
    page=1,
    families_hit=("pypdf",),
    families_run=("mupdf", "pypdf"),
    cause="ATS201-1",
    fingerprint="ATS304-1",
)
PHOTO = Finding(rule_id="ATS134", impact="minor", confidence="high", message="a photo on page 1", page=1)


def rule(rule_id, name, outcome, *findings, reason=None):
    return RuleResult(rule_id=rule_id, name=name, outcome=outcome, findings=findings, reason=reason)


RESULT = DocumentResult(
    document=Document(path="resume.pdf"),
    rule_results=(
        rule("ATS101", "no-text-layer", "passed"),
        rule("ATS103", "no-tounicode", "error", reason="KeyError: 'x'\x1b"),
        rule("ATS131", "text-in-image", "incomplete", reason="no OCR"),
        rule("ATS132", "text-as-outlines", "incomplete", reason="no OCR"),
        rule("ATS134", "photo", "information", PHOTO),
        rule("ATS201", "columns", "violation", COLUMNS),
        rule("ATS304", "dates", "violation", TORN),
    ),
    unexplained=(Unexplained(word="through", index=7, families_partly=("pypdf",)),),
)


def lines(result=RESULT, width=80):
    return findings_lines(result, RenderOptions(width=width))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_screen_or_holds_controls(width):
    shown = lines(width=width)
    assert shown
    assert max(map(len, shown)) <= width
    assert "\x1b" not in "".join(shown)


def test_a_finding_says_where_whom_it_hits_what_it_costs_and_what_to_do():
    text = " ".join(" ".join(lines(width=120)).split())
    assert "serious ATS201 columns · p1 · hits pypdf; partly mupdf (of 4 families)" in text
    assert "read as “Summary Skills”" in text
    assert "costs: basics.phone, work.0.startDate; 93 words (Summary, Principal, ledgers, … (+1))" in text
    assert "Replace #columns(2)" in text
    assert "ats rule ATS201" in text


def test_an_effect_stands_below_its_cause_and_not_by_itself():
    shown = lines(width=120)
    assert any("causes: ATS304 dates" in line for line in shown)
    assert not any("scattered" in line for line in shown)


def test_information_errors_what_was_not_run_and_the_unexplained_are_said():
    text = " ".join(" ".join(lines(width=120)).split())
    assert "note ATS134 photo: a photo on page 1" in text
    assert "error ATS103 no-tounicode: KeyError: 'x'" in text
    assert "not run 2 rules not measured (ATS131, ATS132): no OCR" in text
    assert "unclear 1 word lost in some path, cause unknown: through" in text


def test_nothing_to_say_is_no_line():
    assert lines(DocumentResult(document=Document(path="a.pdf"))) == []


def test_many_violations_are_cut_and_counted():
    many = tuple(
        Finding(
            rule_id="ATS121",
            impact="moderate",
            confidence="high",
            message=f"m{number}",
            families_hit=("a",),
            families_run=("a",),
            fingerprint=f"f{number}",
        )
        for number in range(11)
    )
    result = DocumentResult(
        document=Document(path="a.pdf"),
        rule_results=(rule("ATS121", "letter-spaced-text", "violation", *many),),
    )
    assert lines(result)[-1].split() == ["more", "letter-spaced-text", "(3)"]
