"""The HTML report in a browser: complete without scripts, reachable, readable, printable."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shown

from atsharness_reports.html import files, render

pytestmark = pytest.mark.browser

LIMIT_MS = 60_000
WIDTHS = (360, 768, 1280)
SECTIONS = ("h-verdict", "h-first", "h-page", "h-text", "h-fields", "h-keywords", "h-facts", "h-origin")
Opener = Callable[..., Any]


@pytest.fixture(scope="session")
def report(demo: Path) -> dict[str, str]:
    """The demo's report: a sidebar, letter-spaced headings."""
    return {"report.html": shown.page_of(demo / "resume.pdf")}


@pytest.fixture(scope="session")
def folder(demo: Path, rendered: Path) -> dict[str, str]:
    """A folder of three reports and an index page."""
    names = ("typst-single-column__dense.pdf", "reportlab-single-column__encrypted__1.pdf")
    return dict(files(*shown.checked(demo / "resume.pdf", *(rendered / "pdf" / name for name in names))))


def test_without_scripts_every_section_is_there(opened: Opener, report: dict[str, str]) -> None:
    page = opened(report)
    for section in SECTIONS:
        assert page.locator(f"#{section}").is_visible()
    box = page.locator(".paper img").first.bounding_box()
    assert box["width"] > 300
    assert page.locator("article.finding").count() == page.locator("svg a.mark").count()


def test_each_finding_leads_to_its_box_and_back(opened: Opener, report: dict[str, str]) -> None:
    page = opened(report, viewport={"width": 1280, "height": 900})
    links = page.locator("article.finding a[href^='#box-']")
    assert links.count() >= 3
    for number in range(links.count()):
        target = links.nth(number).get_attribute("href")
        links.nth(number).click()
        assert page.url.endswith(target)
        mark = page.locator(target)
        paper = page.locator(".paper").first.bounding_box()
        box = mark.locator("path").bounding_box()
        assert box["x"] >= paper["x"] - 2
        assert box["x"] + box["width"] <= paper["x"] + paper["width"] + 2
        assert 0 <= box["y"] + box["height"] <= 900 + box["height"]
        mark.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/report.html#finding-*")
        assert page.url.endswith("#finding-" + target.split("-")[1])


def test_another_reader_changes_text_and_line(opened: Opener, report: dict[str, str]) -> None:
    page = opened(report)
    seen = set()
    labels = page.locator(".choose label")
    assert labels.count() == 8
    for number in range(labels.count()):
        labels.nth(number).click()
        visible = [page.locator(f".pane:nth-child({side}) pre:visible") for side in (1, 2)]
        assert [one.count() for one in visible] == [1, 1]
        assert page.locator("svg g.way:visible").count() == 1
        line = page.locator("svg g.way:visible path.text").get_attribute("d")
        seen.add((visible[1].inner_text(), line))
    assert len({text for text, _ in seen}) >= 6
    assert len({line for _, line in seen}) >= 3


@pytest.mark.parametrize("place", ["", "#finding-1"])
def test_a_watched_report_follows_and_keeps_the_reader(
    opened: Opener, report: dict[str, str], demo: Path, place: str
) -> None:
    """Wherever in the page somebody is."""
    page = opened({"report.html": shown.page_of(demo / "resume.pdf", refresh_s=1)}, scripts=True)
    page.locator("label[for=r3]").click()
    if place:
        page.locator(f"a[href='{place}']").first.click()
    for _ in range(2):
        page.wait_for_event("load", timeout=LIMIT_MS)
    assert page.locator("#r3").is_checked()
    assert page.url.endswith(f"report.html{place}")
    assert page.locator("#h-verdict").is_visible()


def test_the_keyboard_alone_gets_everywhere(opened: Opener, report: dict[str, str]) -> None:
    page = opened(report)
    page.keyboard.press("Tab")
    assert page.locator(".skip").is_visible()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.locator(".choose input:checked").focus()
    before = page.locator("svg g.way:visible path.text").get_attribute("d")
    page.keyboard.press("ArrowRight")
    assert page.locator("svg g.way:visible path.text").get_attribute("d") != before


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(
    opened: Opener, report: dict[str, str], folder: dict[str, str], width: int
) -> None:
    for written, names in ((report, ["report.html"]), (folder, sorted(folder))):
        for name in names:
            page = opened(written, name, viewport={"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_word_without_end_does_not_widen_the_page(opened: Opener) -> None:
    word = "W" * 10_000
    written = {"report.html": render(*shown.hand_made(word, {"pdfium": word, "pypdf-plain": word[:50]}))}
    page = opened(written, viewport={"width": 360, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "report-0001.html", "report-0003.html"])
def test_axe_finds_nothing_serious(
    opened: Opener, folder: dict[str, str], axe: str, scheme: str, name: str
) -> None:
    page = opened(folder, name, scripts=True, bypass_csp=True, color_scheme=scheme)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document).then(result => result.violations)")
    grave = [
        (one["id"], [node["target"] for node in one["nodes"]][:5])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert grave == []


def test_the_filters_of_the_index_need_no_script(opened: Opener, folder: dict[str, str]) -> None:
    page = opened(folder, "index.html")
    assert page.locator("li.row:visible").count() == 3
    page.locator("label[for=only-pass]").click()
    assert page.locator("li.row:visible").count() == 1
    page.locator("li.row:visible a").click()
    assert page.locator("#h-verdict").is_visible()
    page.locator("a[href='index.html']").click()
    assert page.url.endswith("index.html")


def test_printed_to_pdf_it_is_read_in_order(opened: Opener, report: dict[str, str], tmp_path: Path) -> None:
    printed = tmp_path / "printed.pdf"
    printed.write_bytes(opened(report).pdf(format="A4"))
    run, _ = shown.checked(printed, last=0)
    headings = (
        *(
            "of 8 readers",
            "Fix this first",
            "On the page",
            "4 findings",
            "Text: what a person sees",
        ),
        *("Fields and who gets them", "Keywords", "What the file holds", "How this was measured"),
    )
    for reader in run.documents[0].extractions:
        text = re.sub(r"\s+", " ", reader.text or "")
        at = [text.find(heading) for heading in headings]
        assert (reader.path_id, -1 in at, at) == (reader.path_id, False, sorted(at))
