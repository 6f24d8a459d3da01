"""How rules of advice are run: on the page, then on the worst family's text; never on what is no résumé."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
import resumes

from atsharness.model import Concern, Document, Reference, RuleResult
from atsharness.model.content import Piece
from atsharness.rules.engine import all_rules, judge
from atsharness.rules.kit.advice import Point, Remark, advice
from atsharness.rules.kit.resume import Seen
from atsharness.rules.model import Artifacts, Rule

INVOICE = "Invoice 2026-114\nAcme Inc.\nPosition  Amount\nServer rent  120.00\nTotal  120.00\n"


def _run(check: Callable[[Seen], Remark | None], own: object, **options: object) -> RuleResult:
    rule = Rule(id="ATS400", name="test", of="any", needs="resume", find=advice(check, **options))  # type: ignore[arg-type]
    found = Artifacts(document=Document(path="a.pdf"), resume=own)  # type: ignore[arg-type]
    return judge(found, [rule]).results[0]


def _without_summary(seen: Seen) -> Remark | None:
    if seen.content.summary:
        return None
    return Remark(message="no summary", hint="Write one.", points=(Point(piece=Piece(text="x", lines=(1,))),))


def test_a_remark_on_the_page_is_advice_and_no_violation() -> None:
    result = _run(_without_summary, resumes.resume(resumes.RESUME.replace("SUMMARY", "")))
    (finding,) = result.findings
    assert (result.outcome, result.advises) == ("information", True)
    assert (finding.impact, finding.families_hit, finding.concern) == ("advice", (), "weak")
    assert (finding.message, finding.advice) == ("no summary", "Write one.")
    assert finding.evidence[0].kind == "content"


def test_what_only_a_reader_lacks_names_the_reader() -> None:
    result = _run(_without_summary, resumes.resume(read=resumes.RESUME.replace("SUMMARY", "S U M M A R Y")))
    (finding,) = result.findings
    assert finding.families_hit == ("a",)
    assert finding.message == "in what a-1 returns: no summary"
    only_page = _run(
        _without_summary,
        resumes.resume(read=resumes.RESUME.replace("SUMMARY", "S U M M A R Y")),
        page_only=True,
    )
    assert only_page.outcome == "passed"


def test_a_page_that_is_no_resume_gets_no_advice() -> None:
    result = _run(_without_summary, resumes.resume(INVOICE))
    assert (result.outcome, result.findings) == ("inapplicable", ())
    assert "does not look like a résumé" in (result.reason or "")


def test_a_page_that_is_not_known_gets_none_either() -> None:
    assert _run(_without_summary, resumes.resume(shown=None)).outcome == "incomplete"


@pytest.mark.parametrize(("concern", "outcome"), [("missing", "incomplete"), ("weak", "information")])
def test_what_a_page_lacks_is_not_known_where_part_of_it_was_not_read(concern: Concern, outcome: str) -> None:
    def always(_: Seen) -> Remark:
        return Remark(message="no summary", hint="Write one.", concern=concern)

    shown = Reference(text=resumes.RESUME, complete=False)
    result = _run(always, msgspec.structs.replace(resumes.resume(), shown=shown))
    assert result.outcome == outcome
    assert _run(always, resumes.resume()).outcome == "information"


@pytest.mark.parametrize(
    ("text", "outcome", "reason"),
    [(resumes.RESUME, "inapplicable", "English"), ("SKILLS\nGo\n", "incomplete", "language")],
)
def test_words_of_a_language_are_needed(text: str, outcome: str, reason: str) -> None:
    result = _run(_without_summary, resumes.resume(text), languages={"de"})
    assert result.outcome == outcome
    assert reason in (result.reason or "")


def test_rules_of_advice_do_not_run_unless_asked_for() -> None:
    rules = [rule for rule in all_rules().values() if rule.advises]
    results = judge(Artifacts(document=Document(path="a.pdf")), rules).results
    assert rules
    assert {item.outcome for item in results} == {"inapplicable"}


def test_the_worst_family_is_the_one_whose_best_mode_gets_least() -> None:
    own = resumes.resume(read=resumes.RESUME.replace("Portland", ""))
    assert own.worst is not None
    assert (own.worst.path_id, own.worst.family) == ("a-1", "a")
