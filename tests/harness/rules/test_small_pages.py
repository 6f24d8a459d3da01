"""Rules on small pages that are drawn here, read through the text paths of the panel."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import artifacts as make
import msgspec
import pytest

pytest.importorskip("reportlab")
pikepdf = pytest.importorskip("pikepdf")
from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from atsharness.in_process import inputs_of, seen_text, text_panel  # noqa: E402
from atsharness.model import Reference, RuleResult  # noqa: E402
from atsharness.model.facts import FileFacts  # noqa: E402
from atsharness.pipeline import artifacts_of  # noqa: E402
from atsharness.rules.engine import all_rules, judge  # noqa: E402

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, **about: str) -> bytes:
    """A PDF of pages of 612 x 792 points."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(612, 792))
    for name, value in about.items():
        getattr(canvas, f"set{name.title()}")(value)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def results(pdf: bytes, *rule_ids: str) -> dict[str, RuleResult]:
    """What some rules say of a PDF."""
    rules = all_rules()
    artifacts = artifacts_of(inputs_of(pdf, text_panel()))
    return {one.rule_id: one for one in judge(artifacts, [rules[key] for key in rule_ids]).results}


def lines(canvas: Any, *texts: str, top: float = 720, pitch: float = 16) -> None:
    """Lines of text from the left margin."""
    for number, text in enumerate(texts):
        canvas.drawString(72, top - pitch * number, text)


BODY = ("Experience", "Engineer, Acme Inc., Jan 2019 – Mar 2022", "Built a data platform in Python and Go")


@pytest.mark.parametrize("in_form", [True, False])
def test_text_in_a_form_xobject_is_the_cause_of_its_fields_losses(in_form: bool) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "Jane Roe", top=760)
        if in_form:
            canvas.beginForm("faded")
            canvas.setFont("Helvetica", 11)
        lines(canvas, "jane.roe@example.org", top=740)
        if in_form:
            canvas.endForm()
            canvas.doForm("faded")
        lines(canvas, *BODY)

    found = results(drawn(page), "ATS139", "ATS302")
    if not in_form:
        assert {one.outcome for one in found.values()} == {"passed"}
        return
    (form,), (address,) = found["ATS139"].findings, found["ATS302"].findings
    assert (found["ATS139"].outcome, form.fields_lost) == ("violation", ("basics.email",))
    assert "pypdf" in form.families_partly
    assert address.cause == form.fingerprint


@pytest.mark.parametrize(
    ("header", "footer", "told"),
    [
        ("11/30/26, 3:28 AM        Jane Roe - CV", "file:///C:/cv.html        1/2", True),
        ("30.11.2026, 15:28", "", True),
        ("", "https://cv.example.org/jane", True),
        ("Jane Roe", "Page 1 of 2", False),
        ("Updated 11/30/2026", "jane.roe@example.org", False),
    ],
)
def test_a_header_that_the_browser_added_is_told_once(header: str, footer: str, told: bool) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(24, 773, header)
        canvas.drawString(24, 18, footer)
        lines(canvas, "Jane Roe", "https://example.org and 11/30/2026, 15:28 in the text", *BODY)

    (found,) = results(drawn(page, page), "ATS216").values()
    assert (found.outcome, len(found.findings)) == (("information", 1) if told else ("passed", 0))


@pytest.mark.parametrize(
    ("shown", "target", "told"),
    [
        ("jane.roe@example.org", "mailto:max.muster@example.com", True),
        ("jane.roe@example.org", "mailto:Jane.Roe@Example.org?subject=CV", False),
        ("linkedin.com/in/jane-roe", "https://www.linkedin.com/in/max-muster/", True),
        ("linkedin.com/in/jane-roe", "https://www.linkedin.com/in/jane-roe-42/", False),
        ("+44 20 7946 0958", "tel:+442079460000", True),
        ("(020) 7946 0958", "tel:+442079460958", False),
        ("LinkedIn", "https://www.linkedin.com/in/max-muster", False),
    ],
)
def test_a_link_that_leads_elsewhere_than_it_says(shown: str, target: str, told: bool) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "Jane Roe", shown, *BODY)
        canvas.linkURL(target, (70, 700, 300, 715))

    (found,) = results(drawn(page), "ATS137").values()
    assert any("leads to" in one.message for one in found.findings) == told


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"title": "Circus Assistant Resume in Purple – Alex Template"}, ["title"]),
        ({"title": "Jane Roe – CV", "author": "Max Muster"}, ["author"]),
        ({"title": "CV of Zoe Roe", "author": "Zoë Roe"}, []),
        ({"title": "Resume Final", "author": "zr"}, []),
    ],
)
def test_a_title_or_author_that_is_somebody_elses(about: dict[str, str], told: list[str]) -> None:
    pdf = drawn(lambda canvas: lines(canvas, "Zoë Jane Roe", *BODY), **about)
    (found,) = results(pdf, "ATS507").values()
    message = found.findings[0].message
    assert [what for what in ("title", "author") if f"{what} that the page does not know" in message] == told


def test_a_title_is_nobody_else_s_where_part_of_the_page_was_not_read() -> None:
    """The name may stand in a picture."""
    pdf = drawn(lambda canvas: lines(canvas, *BODY), title="Zoë Roe - Résumé")
    for complete in (True, False):
        inputs = inputs_of(pdf, text_panel())
        assert isinstance(inputs.page, Reference)
        page = msgspec.structs.replace(inputs.page, complete=complete)
        artifacts = artifacts_of(msgspec.structs.replace(inputs, page=page))
        (found,) = judge(artifacts, [all_rules()["ATS507"]]).results
        assert ("does not know" in found.findings[0].message) == complete


@pytest.mark.parametrize(
    ("left", "message"), [(588, "cut off by the page's edge"), (640, "outside the page")]
)
def test_a_word_that_the_edge_cuts_off_is_told_from_one_beside_the_page(left: float, message: str) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "Jane Roe", *BODY)
        canvas.drawString(left, 500, "Kubernetes")

    (found,) = results(drawn(page), "ATS145").values()
    (finding,) = found.findings
    assert found.outcome == "violation"
    assert message in finding.message
    assert finding.words == (("Kube",) if left < 612 else ())


def cut(canvas: Canvas, baseline: float, bottom: float, top: float, text: str) -> None:
    """A line of which the page shows what stands between two heights."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, bottom, 612, top - bottom)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(72, baseline, text)
    canvas.restoreState()


@pytest.mark.parametrize("upper", [1.5, 3.0, 5.0])
def test_a_line_that_the_page_cuts_is_one_line_and_nobodys_secret(upper: float) -> None:
    text = "Moved the billing service to PostgreSQL"

    def first(canvas: Canvas) -> None:
        lines(canvas, "Jane Roe", "jane.roe@example.org", *BODY)
        cut(canvas, 50 - upper, 50, 792, text)

    def second(canvas: Canvas) -> None:
        cut(canvas, 742 - upper, 0, 742, text)
        lines(canvas, "Education", "BSc, Example University, 2014 – 2018", top=700)

    inputs = inputs_of(drawn(first, second), text_panel())
    assert isinstance(inputs.page, Reference)
    assert inputs.page.text.count("Moved the billing") == 1
    artifacts = artifacts_of(inputs)
    assert {one.extra.hidden for one in artifacts.recoveries} == {0}
    (result,) = judge(artifacts, [all_rules()["ATS217"]]).results
    assert [finding.message for finding in result.findings] == [
        f"a line is cut between pages 1 and 2: “{text}”"
    ]


def test_a_line_that_stands_whole_on_two_pages_is_not_cut() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "Jane Roe – CV", *BODY, "Jane Roe – CV", top=720)

    (found,) = results(drawn(page, page), "ATS217").values()
    assert found.outcome == "passed"


@pytest.mark.parametrize(("between", "rule"), [(1.8, "ATS122"), (2.6, "ATS127"), (4.0, None), (None, None)])
def test_a_gap_between_a_label_and_its_date_is_the_cause_of_the_glued_date(
    between: float | None, rule: str | None
) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "Jane Roe", "jane.roe@example.org", "Experience", "Engineer, Acme Inc.")
        for top, value in ((600, "Mar 2020 – Apr 2021"), (580, "Jan 2018 – Feb 2020")):
            label = "Period:" if between else "Period: "
            canvas.drawString(72, top, label)
            canvas.drawString(72 + canvas.stringWidth(label, "Helvetica", 11) + (between or 0), top, value)

    found = results(drawn(page), "ATS122", "ATS127", "ATS304")
    told = {key: one.findings for key, one in found.items() if one.outcome == "violation"}
    assert [key for key in told if key != "ATS304"] == ([rule] if rule else [])
    if rule:
        (gap,) = told[rule]
        assert gap.word_count == 4
        assert {one.cause for one in told["ATS304"]} == {gap.fingerprint}


@pytest.mark.parametrize(("dots", "told"), [("." * 40, True), (". " * 30, True), (" ... ", False)])
def test_leaders_are_told_and_are_no_letter_spacing(dots: str, told: bool) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "Jane Roe", "jane.roe@example.org", "Experience")
        lines(canvas, f"Engineer {dots} March 2021 – Present", f"Clerk {dots} May 2018 – June 2020", top=600)

    found = results(drawn(page), "ATS121", "ATS128")
    assert found["ATS121"].outcome == "passed"
    assert len(found["ATS128"].findings) == told


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("E X P E R I E N C E", "“EXPERIENCE”"),
        ("w o r k   h i s t o r y", "“work history”"),
        ("S K I L L S", "“SKILLS”"),
        ("A B C D E F G", ""),
        ("Team A B C and D", ""),
        ("C R D Java Go SQL", ""),
        ("• • • • • • •", ""),
    ],
)
def test_spaces_typed_between_the_letters_of_a_word_are_told(heading: str, told: str) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, "Jane Roe", "jane.roe@example.org", *BODY)
        lines(canvas, heading, "Engineer, Acme Inc., March 2021 – Present", top=500)

    found = results(drawn(page), "ATS121")["ATS121"]
    messages = [one.message for one in found.findings]
    assert messages == ([f"spaces typed between the letters of {told}"] if told else [])


@pytest.mark.parametrize(("right", "outcome"), [(480, "violation"), (120, "passed")])
def test_values_far_from_their_labels_are_why_letters_come_one_by_one(right: int, outcome: str) -> None:
    """PDFium's own guess, so that a release which guesses otherwise fails here."""
    labels = {"Name": "Jane Roe", "Phone": "+1 312 555 0123", "City": "Chicago", "Born": "1990"}

    def page(canvas: Canvas) -> None:
        for number, texts in enumerate(labels.items()):
            for left, text in zip((72, right), texts, strict=True):
                for at, char in enumerate(text):  # as browsers set text: letter by letter
                    before = canvas.stringWidth(text[:at], "Helvetica", 11)
                    canvas.drawString(left + before, 720 - 12 * number, char)

    found = results(drawn(page), "ATS218", "ATS303")
    assert found["ATS218"].outcome == outcome
    if outcome == "violation":
        (sparse,), (phone,) = found["ATS218"].findings, found["ATS303"].findings
        assert sparse.families_hit == ("pdfium",)
        assert phone.cause == sparse.fingerprint


@pytest.mark.parametrize(
    ("below", "word"),
    [
        ("Spearheaded the migration to Go", "https://acme.example.com/"),
        ("spearheaded the migration to Go", "https://acme.example.com/"),
        ("jane-roe", "https://acme.example.com/"),  # the line had room for it
    ],
)
def test_a_sentence_below_an_address_is_no_part_of_it(below: str, word: str) -> None:
    pdf = drawn(lambda canvas: lines(canvas, "Jane Roe", *BODY, "https://acme.example.com/", below))
    assert word in seen_text(pdf).split()


def test_a_word_that_two_line_ends_divide_is_whole() -> None:
    parts = ("jane-roe-", "longname@my-", "example.org")
    pdf = drawn(lambda canvas: lines(canvas, "Jane Roe", "Contact", *parts, "Chicago", *BODY))
    assert "jane-roe-longname@my-example.org" in seen_text(pdf).split()


@pytest.mark.parametrize(("opacity", "rule"), [(0.005, "ATS148"), (0.9, None)])
def test_text_in_a_group_that_is_hardly_opaque_is_transparent(opacity: float, rule: str | None) -> None:
    """As browsers print an element of little opacity: a Form XObject that is a group, drawn faintly."""

    def page(canvas: Canvas) -> None:
        lines(canvas, "Jane Roe", *BODY)
        canvas.beginForm("faded")
        canvas.setFont("Helvetica", 11)
        lines(canvas, "Kubernetes Angular Terraform Haskell", top=600)
        canvas.endForm()
        canvas.setFillAlpha(opacity)
        canvas.doForm("faded")

    with pikepdf.open(io.BytesIO(drawn(page))) as pdf:
        (form,) = (one for one in pdf.pages[0].Resources.XObject.values() if one.Subtype == "/Form")
        form.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency)
        file = io.BytesIO()
        pdf.save(file)
    found = results(file.getvalue(), "ATS146", "ATS148")
    assert [key for key, one in found.items() if one.outcome == "violation"] == ([rule] if rule else [])


def test_a_title_in_another_script_than_the_page_may_be_the_persons() -> None:
    facts = make.layout(file=FileFacts(title="Layla Haddad CV", language="ar"))
    text = "ليلى حداد\nمهندسة برمجيات\nخبرة في تطوير الأنظمة"
    (result,) = judge(make.artifacts(text, {"a-1": text}, facts), [all_rules()["ATS507"]]).results
    assert result.outcome == "passed"
