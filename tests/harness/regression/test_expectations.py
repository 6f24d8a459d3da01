"""What ``ats.toml`` asks of files."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from atsharness.errors import UsageError
from atsharness.regression.baseline import FileRecord, FoundRecord, PathRecord
from atsharness.regression.expectations import expected_of, level_of, unmet
from atsharness.settings import Settings, load

RECORD = FileRecord(
    sha256="0",
    readers=(1, 3),
    fields={"basics.name": 1, "work.startDate": 3},
    findings={"ATS121": (FoundRecord(anchor="a", impact="serious"),)},
    paths={
        "mupdf-sorted": PathRecord(family="mupdf", counts=True, text=97, order=70, fields=3),
        "mupdf-stream": PathRecord(family="mupdf", counts=True, text=100, order=100, fields=4),
        "pdfium": PathRecord(family="pdfium", counts=True, text=98, order=99, fields=4),
        "tika": PathRecord(family="tika", text=10, order=10),
    },
)


def settings(folder: Path, text: str) -> Settings:
    (folder / "ats.toml").write_text(text, "utf-8")
    return load({}, {}, folder, today=datetime.date(2026, 6, 1)).settings


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("order = {min = 0.7}", None),
        ("order = {min = 0.71}", "order: 70% of the characters in reading order in mupdf-sorted"),
        ('order = {min = 1.0, over = "family:mupdf"}', None),
        ('order = {min = 1.0, over = "family:pdfium"}', "99%"),
        ('text = {min = 0.98, over = "path:mupdf-sorted"}', "97%"),
        ('text = {min = 0.1, over = "family:poppler"}', "no such path has read any"),
        ("fields = {min = 1.0}", "fields: 75%"),
        ('fields = {min = 1.0, over = "path:pdfium"}', None),
        ("readers = 1", None),
        ("readers = 2", "1 readers get everything, 2 are asked for"),
        ('rules = {ATS1 = "error"}', "ATS121"),
        ('rules = {ATS1 = "warning"}', None),
        ('rules = {ATS2 = "error"}', None),
        ('order = {min = 1.0}\nfiles = {"out/*.pdf" = {order = {min = 0.5}}}', None),
        ('files = {"out/*.pdf" = {readers = 3}}', "3 are asked for"),
        ('files = {"in/*.pdf" = {readers = 3}}', None),
    ],
)
def test_what_is_asked_and_not_so_is_a_line(tmp_path: Path, toml: str, said: str | None) -> None:
    lines = unmet("out/a.pdf", RECORD, settings(tmp_path, toml))
    if said is None:
        assert lines == []
    else:
        (line,) = lines
        assert said in line


def test_what_did_not_come_to_its_end_meets_nothing(tmp_path: Path) -> None:
    ended = FileRecord(
        sha256="0",
        paths={
            "pdfium": PathRecord(family="pdfium", counts=True, text=100),
            "pypdf-plain": PathRecord(family="pypdf", counts=True, status="timeout"),
        },
    )
    (line,) = unmet("a.pdf", ended, settings(tmp_path, "text = {min = 0.9}"))
    assert "nothing is known of pypdf-plain" in line


def test_the_longest_beginning_of_a_rule_decides() -> None:
    levels = {"ATS1": "warning", "ATS121": "error", "ats2": "off"}
    assert [level_of(rule, levels) for rule in ("ATS101", "ATS121", "ATS201", "ATS301")] == [
        "warning",
        "error",
        "off",
        "error",
    ]


def test_the_first_pattern_goes_before_the_next(tmp_path: Path) -> None:
    found = settings(tmp_path, 'readers = 1\nfiles = {"a.pdf" = {readers = 3}, "*.pdf" = {readers = 2}}')
    assert [expected_of(name, found).readers for name in ("x/a.pdf", "b.pdf", "b.png")] == [3, 2, 1]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("ordr = {min = 1.0}", "unknown setting 'ordr'.*did you mean 'order'"),
        ("order = {mni = 1.0}", "unknown key 'mni'; did you mean 'min'"),
        ('order = {min = 1.0, over = "best"}', "setting order"),
        ("order = {min = 98}", "setting order"),
        ('files = {"*" = {reader = 1}}', "unknown key 'reader'; did you mean 'readers'"),
        ('rules = {ATS1 = "eror"}', "setting rules"),
        ("waivers = {ATS1 = {until = 2026-01-01}}", "waivers.ATS1.*reason"),
        ('waivers = {ATS1 = {reason = "x", untill = 2026-01-01}}', "waivers.ATS1.*untill"),
    ],
)
def test_a_wrong_key_is_one_line_with_a_suggestion(tmp_path: Path, toml: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        settings(tmp_path, toml)
    assert "\n" not in str(caught.value)


def test_a_waiver_ends_after_its_day(tmp_path: Path) -> None:
    (tmp_path / "ats.toml").write_text(
        '[waivers]\nATS107 = {reason = "icons", until = 2026-05-31}\nATS121 = "kept"\n'
        'ATS201 = {reason = "asked for", until = 2026-06-01}\n'
    )
    resolved = load({}, {}, tmp_path, today=datetime.date(2026, 6, 1))
    assert resolved.settings.waivers == {"ATS121": "kept", "ATS201": "asked for"}
    (told,) = resolved.ignored
    assert "ATS107" in told
    assert "2026-05-31" in told
