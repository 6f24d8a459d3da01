"""The panel's text paths return what their engines' documented calls do, though they share work."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import committed
import pytest
from cases import slow
from documented import documented_calls

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.registry import discover
from atsharness_parsers import _kept, _pdfminer, _pypdf, pymupdf_sorted
from atsharness_parsers._kept import Kept
from atsharness_parsers._pypdf_tokens import content_stream

PATHS: dict[str, ParserPath] = {
    key: found.value for key, found in discover("atsharness_parsers", "PARSER").items()
}
CALLS = documented_calls()
AS_IN_A_RUN = sorted(CALLS, key=lambda key: -PATHS[key].cost)
COMMITTED = sorted((committed.RENDERED / "pdf").glob("*.pdf"))
FURTHER = sorted(Path(os.environ["ATS_TEST_PDFS"]).rglob("*.pdf")) if "ATS_TEST_PDFS" in os.environ else []
"""``ATS_TEST_PDFS=folder make test-all ARGS=tests/parsers/test_documented_calls.py``: files of one's own."""


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Has each path do all itself from now on."""
    return lambda: monkeypatch.setattr(Kept, "pages", lambda *_: None)


def outcome(read: Callable[[], Any]) -> Any:
    """What is returned; None where something is raised."""
    try:
        return read()
    except Exception:
        return None


def text(reading: Reading | None) -> str | None:
    return None if reading is None else reading.text


@pytest.mark.parametrize(
    "file",
    [*COMMITTED[::12], *slow(*COMMITTED, *FURTHER)],
    ids=lambda file: file.stem,
)
@pytest.mark.filterwarnings("ignore")
def test_each_path_returns_the_text_of_the_documented_call(
    file: Path, options: ReadOptions, nothing_kept: Callable[[], None]
) -> None:
    data = file.read_bytes()
    shared = {key: outcome(lambda key=key: PATHS[key].read(data, options)) for key in AS_IN_A_RUN}
    assert {key: text(reading) for key, reading in shared.items()} == {
        key: outcome(lambda key=key: CALLS[key](data)) for key in AS_IN_A_RUN
    }
    nothing_kept()
    for key in AS_IN_A_RUN:
        alone = outcome(lambda key=key: PATHS[key].read(data, options))
        assert shared[key] == alone, key
        assert alone is None or alone.words is None or _spelled(alone)


def _spelled(reading: Reading) -> bool:
    assert reading.words is not None
    return "".join(word.text for word in reading.words) == "".join(reading.text.split())


@pytest.mark.parametrize(
    "order",
    [AS_IN_A_RUN[::-1], ["pdfminer-layout", "pdfplumber", "pdfminer-position"]],
    ids=["cheap-first", "mixed"],
)
def test_the_order_of_paths_makes_no_difference(order: list[str], options: ReadOptions) -> None:
    data = committed.pdf("typst-two-page__senior").read_bytes()
    read = {key: PATHS[key].read(data, options) for key in order}
    again = {key: PATHS[key].read(data, options) for key in order}
    assert read == again
    assert {key: reading.text for key, reading in read.items()} == {key: CALLS[key](data) for key in order}


def test_another_document_password_or_page_limit_finds_nothing_kept(options: ReadOptions) -> None:
    kept: Kept[int] = Kept()
    with kept.keeping(b"one", options) as keep:
        keep(1, 10)
    assert kept.pages(b"one", options) == [1]
    assert kept.pages(b"two", options) is None
    assert kept.pages(b"one", ReadOptions(password="secret")) is None
    assert kept.pages(b"one", ReadOptions(max_pages=1)) is None


def test_a_document_that_failed_or_is_too_large_is_not_kept(options: ReadOptions) -> None:
    kept: Kept[int] = Kept()

    def fails() -> None:
        with kept.keeping(b"one", options) as keep:
            keep(1, 10)
            raise ValueError("page 2")

    with pytest.raises(ValueError, match="page 2"):
        fails()
    with kept.keeping(b"two", options) as keep:
        keep(1, _kept.MOST_OBJECTS)
        keep(2, 1)
    assert kept.pages(b"one", options) is None
    assert kept.pages(b"two", options) is None


def test_a_path_that_fails_leaves_the_others_their_text(
    options: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pdfplumber.page

    def broken(*_: object, **__: object) -> None:
        raise ValueError("broken")

    data = committed.pdf("typst-single-column__junior").read_bytes()
    expected = {key: CALLS[key](data) for key in ("pdfminer-layout", "pdfminer-position")}
    monkeypatch.setattr(pdfplumber.page.Page, "_get_textmap", broken)
    with pytest.raises(ValueError, match="broken"):
        PATHS["pdfplumber"].read(data, options)
    assert {key: PATHS[key].read(data, options).text for key in expected} == expected


def test_what_is_shared_is_interpreted_once(options: ReadOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    from pdfminer.pdfinterp import PDFPageInterpreter

    calls: list[str] = []

    def counted(kind: type, name: str) -> None:
        original = getattr(kind, name)
        monkeypatch.setattr(kind, name, lambda *args: (calls.append(name), original(*args))[1])

    counted(PDFPageInterpreter, "process_page")
    counted(content_stream(), "_parse_content_stream")
    data = committed.pdf("typst-single-column__french").read_bytes()
    for key in AS_IN_A_RUN:
        PATHS[key].read(data, options)
    assert sorted(calls) == ["_parse_content_stream", "process_page"]


def test_other_versions_of_the_engines_do_all_themselves(
    options: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("_pdfminer", "_pypdf", "pdfplumber_text", "pymupdf_sorted"):
        monkeypatch.setattr(f"atsharness_parsers.{module}.is_tried", lambda *_: False)
    monkeypatch.setattr(pymupdf_sorted, "text_of", None)
    monkeypatch.setattr(_pypdf, "_laid_out", None)
    monkeypatch.setattr(_pdfminer, "INTERPRETED", Kept())
    data = committed.pdf("typst-right-sidebar__dense").read_bytes()
    read = {key: PATHS[key].read(data, options).text for key in AS_IN_A_RUN}
    assert read == {key: CALLS[key](data) for key in AS_IN_A_RUN}


def test_the_tried_versions_are_those_of_the_lock() -> None:
    assert _kept.is_tried(*_kept.TRIED), "run this file's slow tests with the new versions, then change TRIED"
