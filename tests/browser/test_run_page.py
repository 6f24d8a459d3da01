"""The page of a run over many documents in a browser: whole, readable, reachable, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import summaries

from atsharness_reports.html.run import run_page

pytestmark = pytest.mark.browser

Opener = Callable[..., Any]
SECTIONS = ("paths", "families", "fields", "groups", "rules", "agreement", "causes", "worst")


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return {"index.html": run_page(summaries.run_summary())}


def test_every_section_and_every_bar_is_drawn(opened: Opener, written: dict[str, str]) -> None:
    page = opened(written, "index.html", viewport={"width": 1280, "height": 900})
    for section in SECTIONS:
        assert page.locator(f"section #{section}").is_visible()
    bars = page.locator("svg.bar")
    assert bars.count() > 40
    assert page.locator("svg.bar .part").nth(1).bounding_box()["height"] > 5
    verdicts = page.locator("svg.stack.big rect")
    widths = [verdicts.nth(at).bounding_box()["width"] for at in range(verdicts.count())]
    assert widths[0] / sum(widths) == pytest.approx(0.6, abs=0.02)


def test_an_interval_lies_around_its_bar(opened: Opener, written: dict[str, str]) -> None:
    page = opened(written, "index.html", viewport={"width": 1280, "height": 900})
    bar = page.locator("#rules ~ .scroll svg.bar").first
    part, span = (bar.locator(name).bounding_box() for name in (".part", ".span"))
    assert span["x"] < part["x"] + part["width"] < span["x"] + span["width"]


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_screen(opened: Opener, written: dict[str, str], width: int) -> None:
    page = opened(written, "index.html", viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    rows = page.locator("#rules ~ .scroll tbody tr")
    assert rows.first.bounding_box()["height"] < 90


def test_a_name_without_end_does_not_widen_the_page(opened: Opener) -> None:
    page = opened(
        {"index.html": run_page(summaries.run_summary("W" * 10_000))},
        "index.html",
        viewport={"width": 360, "height": 900},
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_tables_that_are_too_wide_are_scrolled_by_keyboard(opened: Opener, written: dict[str, str]) -> None:
    page = opened(written, "index.html", viewport={"width": 360, "height": 900})
    table = page.locator(".scroll").first
    for _ in range(100):  # a key that comes before the page has been drawn scrolls nothing
        table.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(100)
        if table.evaluate("table => table.scrollLeft"):
            return
    pytest.fail("the table is not scrolled")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(opened: Opener, written: dict[str, str], axe: str, scheme: str) -> None:
    page = opened(written, "index.html", scripts=True, bypass_csp=True, color_scheme=scheme)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document).then(result => result.violations)")
    grave = [
        (one["id"], [node["target"] for node in one["nodes"]][:5])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert grave == []
