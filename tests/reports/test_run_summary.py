"""What a run shows on the screen, golden at 80 and 120 columns (``pytest --update-golden``), and its page."""

from __future__ import annotations

import html
import html.parser
import re

import msgspec
import pytest
import summaries
from hypothesis import given, settings
from hypothesis import strategies as st

from atsharness.model import RenderOptions
from atsharness.model.run_summary import Denominator, Rate
from atsharness_reports import _run_comparison, _run_summary
from atsharness_reports._run_summary import number, percents
from atsharness_reports._terminal import columns
from atsharness_reports.html.run import run_page

HOSTILE = "cvs/\x1b[31m<script>alert(1)</script>\u202e=1.pdf"


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("which", ["summary", "comparison"])
def test_screen(which: str, width: int, golden: object) -> None:
    options = RenderOptions(width=width)
    if which == "summary":
        shown = _run_summary.render(summaries.run_summary(), options)
    else:
        shown = _run_comparison.render(summaries.comparison(), options)
    assert max(columns(line) for line in shown.splitlines()) <= width
    golden(f"run_{which}_{width}.txt", shown)  # type: ignore[operator]


def test_all_losses_of_each_path_where_they_are_asked_for() -> None:
    plain = _run_summary.render(summaries.run_summary(), RenderOptions(width=80))
    every = _run_summary.render(summaries.run_summary(), RenderOptions(width=80), by_path=True)
    assert max(columns(line) for line in every.splitlines()) <= 80
    for path in summaries.run_summary().paths:
        assert f"{path.path}: what is lost, in %" in every
        assert f"{path.path}: what is lost, in %" not in plain


def test_more_paths_than_a_screen_has_columns_for_are_parted() -> None:
    made = summaries.run_summary()
    paths = [msgspec.structs.replace(made.paths[0], path=f"reader-{at}") for at in range(25)]
    kind, *_ = made.fields
    counts = {one.path: 100 for one in paths}
    kind = msgspec.structs.replace(kind, total=counts, lost=counts)
    made = msgspec.structs.replace(made, paths=tuple(paths), fields=(kind,))
    shown = _run_summary.render(made, RenderOptions(width=80))
    assert max(columns(line) for line in shown.splitlines()) <= 80
    part = shown.partition("Fields that are not recovered exactly")[2].partition("\n\n")[0]
    assert len(re.findall(r"\b100\b", part)) == 25
    assert "25 reader-24" in " ".join(part.split())


def test_lists_are_as_long_as_asked_and_say_what_they_leave_out() -> None:
    short = _run_summary.render(summaries.run_summary(), RenderOptions(width=100), top=2)
    assert "ATS201" in short
    assert "ATS202 interleaved" not in short
    assert "and 11 rules more" in short
    whole = _run_summary.render(summaries.run_summary(), RenderOptions(width=100), top=99)
    assert "ATS212 interleaved" in whole
    assert "rules more" not in whole


def test_what_is_missing_is_always_said() -> None:
    documents = Denominator(manifest=3, done=0, missing=3, missing_names=("a", "b", "c"))
    shown = _run_summary.render(summaries.run_summary(documents=documents), RenderOptions(width=80))
    assert "3 documents in the manifest: 0 done" in shown
    assert "missing: a, b, c" in shown
    assert "Verdicts" not in shown


def test_ascii_where_the_output_has_no_more() -> None:
    options = RenderOptions(width=80, unicode=False)
    assert _run_summary.render(summaries.run_summary(), options).isascii()
    assert _run_comparison.render(summaries.comparison(), options).isascii()


@settings(deadline=None, max_examples=30)
@given(st.text(min_size=1, max_size=90), st.integers(80, 140))
def test_no_name_breaks_the_screen(name: str, width: int) -> None:
    """No control character, no line that is too wide; a name of the user's may hold anything."""
    options = RenderOptions(width=width)
    wide = max(0, columns(name) - len(name))
    for shown in (
        _run_summary.render(summaries.run_summary(name), options),
        _run_comparison.render(summaries.comparison(name), options),
    ):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
        assert max(columns(line) for line in shown.split("\n")) <= width + wide


@pytest.mark.parametrize(
    ("share", "wide", "narrow"),
    [
        (0.0, "0", "0"),
        (0.0001, "<0.1", "<0.1"),
        (0.0049, "0.5", "0.5"),
        (0.1234, "12.3", "12"),
        (0.9996, ">99.9", ">99"),
        (1.0, "100", "100"),
        (None, "–", "–"),
    ],
)
def test_shares_in_percent(share: float | None, wide: str, narrow: str) -> None:
    """What is nearly nothing is not shown as nothing, nor what is nearly all as all."""
    assert number(share, RenderOptions(width=120)) == wide
    assert number(share, RenderOptions(width=80)) == narrow


def test_an_interval_stands_beside_its_share() -> None:
    assert percents(Rate(value=0.04, low=0.01, high=0.081, n=9), RenderOptions()) == "4.0 (1.0–8.1)"
    assert percents(Rate(value=0.04, n=1), RenderOptions()) == "4.0"
    assert percents(Rate(), RenderOptions()) == "–"


# --- the page --------------------------------------------------------------------------------------------


class _Tags(html.parser.HTMLParser):
    """All tags, and what is asked of a network or run as a script."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.links += [
            f"{key}={value}" for key, value in attrs if key in ("src", "href", "style") or key[:2] == "on"
        ]
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_asks_for_nothing() -> None:
    text = run_page(summaries.run_summary(HOSTILE))
    tags = _Tags()
    tags.feed(text)
    assert tags.open == []
    assert "script" not in tags.seen
    assert tags.links == ["href=#main"]
    assert "default-src 'none'" in html.unescape(text)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_the_page_shows_every_figure_of_the_screen() -> None:
    summary = summaries.run_summary()
    text = html.unescape(run_page(summary))
    assert "600 of 1,003 documents pass" in text
    assert "1,003 documents in the manifest: 1,000 done" in text
    assert "Missing: cvs/jane.pdf, cvs/b.pdf, cvs/c.pdf" in text
    for path in summary.paths:
        assert path.path in text
        assert percents(path.losses["fields_lost"].macro, RenderOptions(width=120)) in text
    for rule in summary.rules:
        assert f"{rule.violations:,} of {rule.prevalence.n:,}" in text
    assert "12 smaller groups with 321 documents" in text
    assert "pypdf._reader.PdfReader._find_eof" in text


def test_a_page_of_a_large_run_stays_small() -> None:
    rules = summaries.run_summary().rules * 30
    buckets = summaries.run_summary().buckets * 500
    text = run_page(summaries.run_summary(rules=rules, buckets=buckets))
    assert len(text) < 300_000
    assert "940 more are left out" in text


def test_a_page_of_a_run_that_has_only_begun() -> None:
    documents = Denominator(manifest=3, missing=3, done=0, missing_names=("a",))
    text = run_page(
        summaries.run_summary(
            documents=documents,
            levels=(),
            paths=(),
            families=(),
            rules=(),
            agreements=(),
            buckets=(),
            worst=(),
            groups=None,
        )
    )
    assert "0 of 3 documents pass" in text
    assert "Missing: a and 2 more" in text
