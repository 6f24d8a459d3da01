"""Small files of kinds of faults, each with what a person reads there: verdict, cause and words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from invariants import complaints

from atsharness.in_process import inputs_of, text_panel
from atsharness.model import DocumentResult, Gate
from atsharness.pipeline import Judging, check, reference_of
from atsharness.rules.engine import all_rules
from atsharness.settings import Settings
from atsharness.verdict.limits import calibrated

CASES = Path(__file__).parent / "cases"
TESTED = {
    *("arabic", "bars-plain", "before-bullets", "breakall-email", "carlito", "dotfill", "drop-cap"),
    *("header-footer-print", "headings-odd", "hyphens-many", "inject", "len-2x2", "len-2x4", "logos"),
    *("math-bold", "meta-ghost", "no-contact", "numbered-titles", "phone-first", "side-overflow"),
    *("tabs-wkhtmltopdf", "underscore-ot1", "underscore-t1", "kerned_figures", "gradient-name"),
    *("map-of-two-letters", "map-of-capitals", "map-of-hyphens", "ghostscript"),
    *("picture-logo", "outlined-sentences"),
}
NAME, EMAIL, PHONE = "basics.name", "basics.email", "basics.phone"


class Case:
    """One file, checked through the text paths of the panel."""

    def __init__(self, name: str, *, ocr: bool = False) -> None:
        data = (CASES / f"{name}.pdf").read_bytes()
        inputs = inputs_of(data, text_panel(), name=f"{name}.pdf", ocr=ocr)
        judging = Judging(limits=calibrated(), rules=all_rules(), settings=Settings())
        self.result: DocumentResult = check(inputs, judging)
        assert complaints(self.result) == []
        reference = reference_of(inputs)
        self.text = reference.text if reference is not None else ""

    @property
    def level(self) -> str:
        assert self.result.verdict is not None
        return self.result.verdict.level

    @property
    def not_found(self) -> str:
        assert self.result.verdict is not None
        return "; ".join(self.result.verdict.not_found)

    def gate(self, name: str) -> Gate:
        assert self.result.verdict is not None
        return next(gate for gate in self.result.verdict.gates if gate.name == name)

    def field(self, pointer: str) -> tuple[str, set[str]]:
        """What a field should read, and what becomes of it in the paths."""
        own = [item for item in self.result.fields if item.field == pointer and item.outcome != "spurious"]
        assert own, f"{pointer} is no field"
        return own[0].expected, {item.outcome for item in own}

    def paths(self, pointer: str, outcome: str) -> set[str]:
        return {
            item.path_id for item in self.result.fields if (item.field, item.outcome) == (pointer, outcome)
        }

    def found(self, outcome: str = "violation") -> set[str]:
        return {item.rule_id for item in self.result.rule_results if item.outcome == outcome}

    def told(self) -> set[str]:
        return self.found("violation") | self.found("information")


@cache
def case(name: str) -> Case:
    return Case(name)


def test_every_case_is_tested() -> None:
    assert {path.stem for path in CASES.glob("*.pdf")} == TESTED


# --- the page is read as a person reads it -----------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["kerned_figures", "bars-plain", "phone-first", "len-2x2", "len-2x4", "carlito"]
)
def test_nothing_is_lost_of_a_plain_page(name: str) -> None:
    one = case(name)
    assert one.level == "pass"
    assert one.field(NAME)[1] == one.field(EMAIL)[1] == {"exact"}


def test_figures_kerned_apart_are_one_number() -> None:
    assert case("kerned_figures").field(PHONE) == ("(312) 555-0123", {"exact"})


@pytest.mark.parametrize("name", ["bars-plain", "phone-first"])
def test_bars_between_contact_data_belong_to_none(name: str) -> None:
    assert case(name).field(EMAIL)[0] == "jordan.reyes@example.com"
    assert "ATS309" not in case(name).found()


def test_the_length_of_a_file_does_not_change_its_verdict() -> None:
    assert case("len-2x2").level == case("len-2x4").level == "pass"


def test_right_to_left_words_are_those_that_were_typed() -> None:
    one = case("arabic")
    assert one.field(NAME)[0] == "ليلى حداد"
    assert "pypdf-plain" in one.paths(NAME, "exact")
    assert not {"pdfminer-layout", "pdfplumber"} & one.paths(NAME, "exact")


def test_letters_of_a_logo_are_one_word() -> None:
    one = case("logos")
    assert {"latex,", "tex,", "c++,", "c#,"} <= set(one.text.casefold().split())
    assert one.gate("keywords").value == 0
    assert one.level == "pass"


def test_a_number_left_of_a_gap_is_no_day() -> None:
    starts = [case("numbered-titles").field(f"work.{number}.startDate") for number in range(2)]
    assert [expected for expected, _ in starts] == ["March 2022", "March 2020"]
    assert "altered" not in {outcome for _, outcomes in starts for outcome in outcomes}


def test_a_line_that_runs_over_hides_no_sidebar() -> None:
    one = case("side-overflow")
    assert "Contact Jordan Reyes" not in one.text
    assert "ATS202" in one.found()


def test_a_drop_capital_belongs_to_its_word() -> None:
    assert "Backend" in case("drop-cap").text.split()


@pytest.mark.parametrize(("name", "word"), [("drop-cap", "Backend"), ("logos", "C++,")])
def test_a_change_of_size_within_a_word_is_the_cause(name: str, word: str) -> None:
    (found,) = [item for item in case(name).result.rule_results if item.rule_id == "ATS123"]
    (finding,) = found.findings
    cut = f"1 word cut where a letter is larger or smaller than the next: “{word}”"
    assert (found.outcome, finding.message) == ("violation", cut)
    assert "size" in finding.advice


def test_a_picture_over_its_own_text_is_no_second_text() -> None:
    one = Case("gradient-name", ocr=True)
    assert one.text.count("Jordan Reyes") == 1
    assert len(one.paths(NAME, "exact")) >= 7
    assert one.level == "pass"


def test_a_logo_is_no_name() -> None:
    one = Case("picture-logo", ocr=True)
    assert one.field(NAME) == ("Jane Example", {"exact"})
    assert one.level == "pass"
    assert "ATS131" in one.found()


# --- a loss that every path shares is seen --------------------------------------------------------------


def test_an_address_broken_over_lines_is_lost() -> None:
    one = case("breakall-email")
    expected, outcomes = one.field(EMAIL)
    assert expected.replace(" ", "") == "jordan.reyes-montgomery@example.com"
    assert "exact" not in outcomes
    assert (one.level, "ATS302" in one.told()) == ("fail", True)


def test_a_drawn_underscore_is_a_part_of_the_address() -> None:
    one = case("underscore-ot1")
    expected, outcomes = one.field(EMAIL)
    assert expected == "jordan_reyes@example.com"
    assert "exact" not in outcomes
    assert one.level == "fail"
    assert "ATS112" in one.found()
    assert case("underscore-t1").field(EMAIL) == ("jordan_reyes@example.com", {"exact"})


def test_mathematical_letters_are_lost_to_every_search() -> None:
    one = case("math-bold")
    lost = {word.keyword for word in one.result.keywords if word.in_reference and not word.survives}
    assert {"Rust", "Django", "Angular"} <= lost
    assert "ATS112" in one.found()
    assert one.level != "pass"


@pytest.mark.parametrize(
    ("name", "word"),
    [("map-of-two-letters", "logistics"), ("map-of-hyphens", "Reyes-Hall"), ("ghostscript", "Automation")],
)
def test_a_map_that_lies_of_a_few_glyphs_is_seen(name: str, word: str) -> None:
    one = case(name)
    assert any(token.strip(".,;") == word for token in one.text.split())
    assert "ATS105" in one.found()
    assert one.level in ("at_risk", "fail")


def test_sentences_and_levels_that_are_drawn() -> None:
    """Sixty letters have no more different shapes than fifteen; blocks are levels as dots are."""
    one = case("outlined-sentences")
    assert one.level == "not_measurable"  # without OCR
    assert "ATS132" in one.told() | one.found("incomplete")
    (levels,) = [item for item in one.result.rule_results if item.rule_id == "ATS133"]
    assert [finding.message for finding in levels.findings] == [
        "3 skill levels shown only as graphics: “Python”"
    ]
    read = Case("outlined-sentences", ocr=True)
    assert read.level == "fail"
    assert "ATS132" in read.found()
    assert "Willing to relocate within" in read.text


def test_dots_up_to_a_date_are_the_cause() -> None:
    one = case("dotfill")
    assert "March 2021" in one.text
    assert "ATS128" in one.found()
    assert "ATS121" not in one.found()


def test_tabs_for_spaces_are_the_cause() -> None:
    assert "ATS112" in case("tabs-wkhtmltopdf").found()


def test_a_browser_s_header_and_footer_are_told() -> None:
    assert "ATS216" in case("header-footer-print").told()


def test_a_title_that_is_somebody_else_s_is_told() -> None:
    assert case("meta-ghost").told() - case("len-2x4").told()


# --- what is not known does not pass -----------------------------------------------------------------------


def test_a_page_without_contact_data_does_not_pass() -> None:
    one = case("no-contact")
    assert one.level == "not_measurable"
    assert "no e-mail address" in one.not_found


def test_headings_that_no_detector_knows_are_said() -> None:
    assert "no job with a period found on the page" in case("headings-odd").not_found


# --- right before, right now ------------------------------------------------------------------------------


def test_hidden_keywords_fail_by_their_own_cause() -> None:
    one = case("inject")
    assert one.level == "fail"
    assert "ATS144" in one.found()
    assert "ATS124" not in one.found()


def test_bullets_after_the_text_are_stream_order() -> None:
    one = case("before-bullets")
    assert one.level == "at_risk"
    assert "ATS204" in one.found()
