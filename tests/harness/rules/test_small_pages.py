"""Rules on small pages that are drawn here, read through the text paths of the panel."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("reportlab")
from reportlab.pdfgen.canvas import Canvas

from atsharness.in_process import inputs_of, text_panel
from atsharness.model import RuleResult
from atsharness.pipeline import artifacts_of
from atsharness.rules.engine import all_rules, judge

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
