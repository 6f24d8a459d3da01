from __future__ import annotations

import os
import sys
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


@pytest.mark.parametrize(
    ("name", "content"),
    [("ats.toml", "tesseract = './read'\n"), ("pyproject.toml", "[tool.ats]\ntesseract = './read'\n")],
)
def test_a_folder_names_no_program(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(UsageError, match="'tesseract' names a program") as caught:
        load({}, {}, tmp_path)
    assert "ATS_TESSERACT" in str(caught.value)
    assert "~/.config/ats/ats.toml" in str(caught.value)


def test_the_user_names_programs(tmp_path: Path) -> None:
    own = tmp_path / "home" / ".config" / "ats"
    own.mkdir(parents=True)
    (own / "ats.toml").write_text("tesseract = '/opt/tesseract'\nlang = 'deu'\nmax_pages = 9\n")
    work = tmp_path / "work"
    work.mkdir()
    (work / "ats.toml").write_text("lang = 'fra'\n")
    home = tmp_path / "home"
    found = load({"max_pages": 5}, {}, work, home)
    assert (found.settings.tesseract, found.settings.lang, found.settings.max_pages) == (
        "/opt/tesseract",
        "fra",
        5,
    )
    assert found.origins["tesseract"] == "~/.config/ats/ats.toml"
    assert found.file == "ats.toml"
    assert load({}, {"ATS_TESSERACT": "/other"}, work, home).settings.tesseract == "/other"
    moved = load({}, {"XDG_CONFIG_HOME": str(tmp_path)}, work, home)
    assert moved.settings.tesseract is None


@pytest.mark.parametrize("bound", ["repository", "home"])
def test_the_search_ends_at_the_repository_and_at_home(tmp_path: Path, bound: str) -> None:
    (tmp_path / "ats.toml").write_text("max_pages = 3\n")
    top = tmp_path / "top"
    below = top / "a"
    below.mkdir(parents=True)
    home = None
    assert load({}, {}, below, home).file == "../../ats.toml"
    if bound == "repository":
        (top / ".git").mkdir()
    else:
        home = top
    assert load({}, {}, below, home).file is None
    (top / "ats.toml").write_text("max_pages = 4\n")
    found = load({}, {}, below, home)
    assert (found.settings.max_pages, found.file) == (4, "../ats.toml")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no user numbers")
def test_a_file_of_another_user_is_not_used_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "ats.toml"
    file.write_text("max_pages = 3\n")
    if os.geteuid() == 0:
        os.chown(file, 4321, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: 4321)
    found = load({}, {}, tmp_path)
    assert (found.settings.max_pages, found.file) == (Settings().max_pages, None)
    assert found.ignored == ("ats.toml belongs to another user, so it is not used",)
    file.write_text("no settings")
    assert load({}, {}, tmp_path).ignored == ()


def test_rules_that_the_file_switches_off_are_known(tmp_path: Path) -> None:
    content = "ignore = ['ATS210']\n[per_file_ignores]\n'*.pdf' = ['ATS1']\n[waivers]\nATS507 = 'old'\n"
    (tmp_path / "ats.toml").write_text(content)
    found = load({}, {}, tmp_path)
    assert found.rules_off() == ("ignore ATS210", "per_file_ignores ATS1", "waivers ATS507")
    assert load({"ignore": ("ATS2",)}, {}, tmp_path).rules_off()[0] == "per_file_ignores ATS1"


def test_a_pyproject_of_odd_types_is_no_settings_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("tool = 3\n")
    assert load({}, {}, tmp_path).settings == Settings()
