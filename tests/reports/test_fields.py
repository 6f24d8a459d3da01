"""Golden fields at 80 and 120 columns: ``pytest --update-golden`` writes them anew."""

from __future__ import annotations

import re
from html import unescape

import builders
import msgspec
import pytest

from atsharness.content.filled import filled_fields
from atsharness.model import DocumentResult, Reference, RenderOptions
from atsharness_reports import html
from atsharness_reports._filling import Filling, filling_of
from atsharness_reports._terminal import columns
from atsharness_reports.fields import render

PAGE = (
    "Jane Example\nSenior Engineer\nBerlin, Germany | +49 30 23125 417 | jane@example.org | github.com/jane\n"
    "Experience\nSenior Engineer   Apr 2022 – Present\nSpreekasse GmbH, Berlin\n"
    "• Designed it.\n• Wrote tests.\n"
    "Software Engineer   Oct 2019 – Mar 2022\nAcme Widgets, Linz, Austria\n• Built it.\n"
    "Education\nB.Sc. Computer Science   2016 – 2019\nTechnische Hochschule Spreeufer\n"
    "Projects\nTrailMix API\ngithub.com/jane/trailmix\nA FastAPI service.\n"
    "Skills\nLanguages: Java, Go, Python\nData: PostgreSQL, Redis\n"
    "Certifications\nCloud Architect, AWS, 2023\n"
)


def result(page: str | None, **texts: str) -> DocumentResult:
    items = [builders.extraction(name.replace("_", "-"), text=text) for name, text in texts.items()]
    reference = Reference(text=page) if page is not None else None
    return msgspec.structs.replace(builders.judged(), filled=filled_fields(reference, items))


CASES = {
    "differing": result(
        PAGE,
        pdfium=PAGE,
        pdfminer_layout=PAGE.replace("   Apr 2022 – Present", "").replace("Jane Example\n", ""),
        pdfminer_position=PAGE.replace("   Apr 2022 – Present", "").replace("Jane Example\n", ""),
        pypdf_plain=PAGE.replace("Experience\n", "E x p e r i e n c e\n").replace("jane@", "jane @"),
        pypdf_layout=PAGE.replace("Acme Widgets, Linz", "Acme Widgets Ltd, Linz").replace("2023", "'23"),
    ),
    "equal": result(PAGE, pdfium=PAGE, pypdf_plain=PAGE),
    "no_resume": result("Invoice 4711\nTotal 12.00 EUR\n", pdfium="Invoice 4711\nTotal 12.00 EUR\n"),
    "no_page": result(None, pdfium=PAGE),
    "unreadable": builders.unreadable(),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", [80, 120])
def test_screen(name: str, width: int, golden: object) -> None:
    shown = render(builders.run_result(CASES[name]), RenderOptions(width=width))
    assert max(columns(line) for line in shown.splitlines()) <= width
    golden(f"fields_{name}_{width}.txt", shown)  # type: ignore[operator]


def test_ascii_where_the_output_has_no_more() -> None:
    run = builders.run_result(CASES["differing"])
    assert render(run, RenderOptions(width=80, unicode=False)).isascii()


def test_colours_only_where_the_terminal_has_them() -> None:
    run = builders.run_result(CASES["differing"])
    assert "\x1b" not in render(run, RenderOptions())
    assert "\x1b[" in render(run, RenderOptions(colour=True))


def test_a_control_character_of_a_value_reaches_no_terminal() -> None:
    run = builders.run_result(result(PAGE.replace("Acme Widgets", "Acme\x1b[31m Widgets"), pdfium=PAGE))
    assert "\x1b" not in render(run, RenderOptions())


# --- the HTML report -------------------------------------------------------------------------------


def form(result: DocumentResult) -> str:
    """The words of the report's section of the form."""
    page = html.render(builders.run_result(result), RenderOptions())
    found = re.search(r'<section aria-labelledby="h-filled">(.*?)</section>', page, re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]*>", " ", found[1])).split()) if found else ""


@pytest.mark.parametrize("name", ["differing", "equal"])
def test_the_form_of_the_html_report_says_what_the_terminal_says(name: str) -> None:
    said = form(CASES[name])
    filling = filling_of(CASES[name])
    assert isinstance(filling, Filling)
    assert filling.total in said
    for row in filling.rows:
        assert f"{row.label} {row.text}" in said
        assert all(line in said for line in row.told)
    for section in filling.sections:
        assert section.title in said
        assert all(line in said for line in (*section.before, *section.after))
        for entry in section.entries:
            assert f"{entry.title} {entry.dates}".strip() in said
            assert all(line in said for line in (*entry.parts, *entry.told))
    assert ("pdfminer-layout, pdfminer-position: no name" in said) == (name == "differing")


def test_the_form_says_why_it_is_empty_and_is_left_out_where_nobody_asked() -> None:
    assert "does not look like a résumé" in form(CASES["no_resume"])
    assert "could not be read" in form(CASES["no_page"])
    assert form(builders.judged()) == ""
