"""A line close below a larger one."""

from __future__ import annotations

import io

import pikepdf
import pytest

from atsharness.in_process import inputs_of, text_panel
from atsharness.pipeline import artifacts_of
from atsharness.rules.engine import all_rules, judge


def findings(below: float) -> list[str]:
    """What ATS122 says of a name of 26 points and a line so many points below it, set as WeasyPrint does."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(400, 800))
    page = document.pages[0]
    name = pikepdf.Name
    font = pikepdf.Dictionary(
        Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica, Encoding=name.WinAnsiEncoding
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    lines = ((700.0, 26, "Jordan Reyes"), (700 - below, 12, "Senior Engineer"))
    drawn = " ".join(f"BT 1 0 0 1 72 {y} Tm /F1 {size} Tf ({text}) Tj ET" for y, size, text in lines)
    page.Contents = document.make_stream(drawn.encode())
    target = io.BytesIO()
    document.save(target)
    artifacts = artifacts_of(inputs_of(target.getvalue(), text_panel()))
    return [one.message for one in judge(artifacts, [all_rules()["ATS122"]]).results[0].findings]


@pytest.mark.parametrize(("below", "named"), [(17.0, True), (22.0, False)])
def test_it_is_named_where_a_path_glues_it(below: float, named: bool) -> None:
    """pypdf takes what stands less than .8 em of the larger text below it for the same line."""
    assert any("Reyes Senior" in message for message in findings(below)) is named
