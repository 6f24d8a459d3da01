"""The table of templates in a browser: a heading sorts it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from atsharness_corpus.person import content_dir
from atsharness_corpus.templates import rows, sheet

pytestmark = pytest.mark.browser

Opener = Callable[..., Any]


def test_a_heading_sorts_the_table_and_sorts_it_back(opened: Opener, tmp_path: Path) -> None:
    evidence = rows.read(content_dir().parent / "evidence" / "templates.jsonl")
    page = opened({"index.html": sheet.html(evidence, tmp_path, "")}, "index.html", scripts=True)
    names = page.locator("tbody th")
    assert names.count() == len(evidence.rows)
    page.locator("thead button").first.click()
    assert names.all_inner_texts() == sorted(names.all_inner_texts())
    page.locator("thead button").first.click()
    assert names.all_inner_texts() == sorted(names.all_inner_texts(), reverse=True)
