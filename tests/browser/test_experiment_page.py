"""The heat map of an experiment in a browser: whole, no wider than the screen, its cells coloured."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from atsharness_corpus.experiment.evidence import load
from atsharness_corpus.experiment.heat_map import heat_map
from atsharness_corpus.person import content_dir

pytestmark = pytest.mark.browser

Opener = Callable[..., Any]


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return {"index.html": heat_map(load(content_dir().parent / "evidence" / "experiment.jsonl"))}


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(opened: Opener, written: dict[str, str], width: int) -> None:
    page = opened(written, "index.html", viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("table.heat").count() == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_large_loss_is_darker_than_none(opened: Opener, written: dict[str, str], scheme: str) -> None:
    page = opened(written, "index.html", viewport={"width": 1280, "height": 900})
    page.emulate_media(color_scheme=scheme)

    def background(selector: str) -> str:
        cell = page.locator(selector).first
        return str(cell.evaluate("cell => getComputedStyle(cell).backgroundColor"))

    assert background("td.s6") != background("td.s1") != background("table.heat td:not([class])")
