from __future__ import annotations

from pathlib import Path

import pytest

from atsharness.errors import UsageError
from atsharness.settings import Settings, load


def test_defaults_where_nothing_is_said(tmp_path: Path) -> None:
    resolved = load({}, {}, tmp_path)
    assert resolved.settings == Settings()
    assert set(resolved.origins.values()) == {"default"}


def test_flags_beat_environment_beats_file(tmp_path: Path) -> None:
    (tmp_path / "ats.toml").write_text("deadline_s = 5\nmax_pages = 3\nlang = 'deu'\n")
    environ = {"ATS_MAX_PAGES": "4", "ATS_LANG": "fra", "HOME": "/", "ATS_PATHS": "pdfium,mupdf"}
    resolved = load({"lang": "eng", "jobs": None}, environ, tmp_path)
    assert (resolved.settings.deadline_s, resolved.settings.max_pages, resolved.settings.lang) == (
        5,
        4,
        "eng",
    )
    assert resolved.settings.paths == ("pdfium", "mupdf")
    assert resolved.origins["deadline_s"] == "ats.toml"
    assert resolved.origins["max_pages"] == "ATS_MAX_PAGES"
    assert resolved.origins["lang"] == "flag"
    assert resolved.origins["jobs"] == "default"


def test_tool_table_of_a_project_above(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.ats]\nocr = false\nrequire = ['tika']\n")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    resolved = load({}, {}, below)
    assert resolved.settings.ocr is False
    assert resolved.settings.require == ("tika",)
    assert resolved.origins["ocr"] == "pyproject.toml"


@pytest.mark.parametrize(
    ("toml", "environ", "message"),
    [
        ("dedline_s = 5", {}, "unknown setting 'dedline_s'"),
        ("deadline_s = -1", {}, r"setting deadline_s \(ats.toml\)"),
        ("deadline_s = ", {}, "ats.toml"),
        ("", {"ATS_MAX_PAGES": "many"}, r"setting max_pages \(ATS_MAX_PAGES\)"),
        ("", {"ATS_FAIL_ON": "sometimes"}, "fail_on"),
        ("lang = '../../etc'", {}, "lang"),
    ],
)
def test_bad_values_are_one_clear_line(
    tmp_path: Path, toml: str, environ: dict[str, str], message: str
) -> None:
    (tmp_path / "ats.toml").write_text(toml)
    with pytest.raises(UsageError, match=message) as caught:
        load({}, environ, tmp_path)
    assert "\n" not in str(caught.value)


def test_limits_are_nested(tmp_path: Path) -> None:
    (tmp_path / "ats.toml").write_text("[limits]\nwords = 0.1\nsegmentation = 0.03\n")
    resolved = load({}, {"ATS_LIMITS__WORDS": "0.2", "ATS_LIMITS__CONTENT": "0.9"}, tmp_path)
    limits = resolved.settings.limits
    assert (limits.words, limits.segmentation, limits.content, limits.hidden) == (0.2, 0.03, 0.9, None)


@pytest.mark.parametrize("value", ["1.5", "-0.1", "much"])
def test_limits_are_shares(tmp_path: Path, value: str) -> None:
    with pytest.raises(UsageError, match=r"setting limits \(ATS_LIMITS\)"):
        load({}, {"ATS_LIMITS__WORDS": value}, tmp_path)
    with pytest.raises(UsageError, match="limits"):
        load({}, {"ATS_LIMITS__ORDER": "0.1"}, tmp_path)
