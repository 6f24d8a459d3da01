"""Printing: each template once, what fails is a row with its reason, what hangs is ended."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from atsharness.errors import UsageError
from atsharness_corpus.model import TypesetterMissing
from atsharness_corpus.templates import gallery, installs, jsonresume, latex, rendercv, resume
from atsharness_corpus.templates.model import Rendered, Template, Workshop
from atsharness_corpus.typesetters.jsonresume_themes import INSTALL_NODE

THEMES = {
    "good": "exports.render = (one) => `<html><head></head><body><h1>${one.basics.name}</h1></body></html>`;",
    "throws": "exports.render = () => { throw new TypeError('no such section'); };",
    "hangs": "exports.render = () => { for (;;); };",
    "silent": "exports.render = () => undefined;",
    "lazy": "exports.render = async (resume) => `<p>${resume.work[0].name}</p>`;",
}


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(cache=tmp_path / "cache", person=resume.PERSON, limit_s=20)


@pytest.fixture
def themed(tmp_path: Path) -> Workshop:
    """Themes of our own, as npm would have installed them."""
    folder = tmp_path / "themes"
    folder.mkdir()
    names = [f"jsonresume-theme-{name}" for name in THEMES]
    packages: dict[str, object] = {"": {"dependencies": dict.fromkeys(names, "1.0.0")}}
    packages |= {f"node_modules/{name}": {"version": "1.0.0"} for name in names}
    lock = folder / "package-lock.json"
    lock.write_text(json.dumps({"packages": packages}))
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()[:12]
    installed = tmp_path / "cache" / f"npm-{digest}"
    for name, code in THEMES.items():
        package = installed / "node_modules" / f"jsonresume-theme-{name}"
        package.mkdir(parents=True)
        (package / "index.js").write_text(code)
    (installed / "installed").touch()
    return Workshop(cache=tmp_path / "cache", person=resume.PERSON, limit_s=20, themes=folder)


def needs_node() -> None:
    if shutil.which("node") is None and shutil.which("nodejs") is None:
        pytest.skip(INSTALL_NODE)


def printed(
    words: list[str], output: Path, workshop: Workshop, **more: bool
) -> tuple[list[Rendered], list[str]]:
    """How all ended, and the ids of those printed now."""
    now: list[str] = []
    found = gallery.print_all(
        gallery.chosen(workshop, words),
        output,
        workshop,
        jobs=1,
        told=lambda one, new: now.append(one.template.id) if new else None,
        **more,
    )
    return found, now


# --- each once -------------------------------------------------------------------------------------------


def test_what_is_printed_is_left_until_something_of_it_changes(tmp_path: Path, workshop: Workshop) -> None:
    output = tmp_path / "out"
    found, now = printed(["word-"], output, workshop)
    assert len(now) == len(found) == 5
    assert {one.status for one in found} == {"printed"}
    first = {file.name: file.read_bytes() for file in (output / "pdf").iterdir()}
    assert set(first) == {one.file for one in found}

    assert printed(["word-"], output, workshop) == (found, [])
    (output / "pdf" / "word-header.docx").unlink()
    assert printed(["word-"], output, workshop)[1] == ["word-header"]
    (output / "made" / "word-header.json").write_text("{")
    assert printed(["word-"], output, workshop)[1] == ["word-header"]
    assert printed(["word-header"], output, workshop, again=True)[1] == ["word-header"]
    assert {file.name: file.read_bytes() for file in (output / "pdf").iterdir()} == first

    other = tmp_path / "other.json"
    other.write_bytes(resume.PERSON.read_bytes().replace("Zoë".encode(), b"Ada"))
    person = Workshop(cache=workshop.cache, person=other)
    assert len(printed(["word-"], output, person)[1]) == 5
    assert (output / "pdf" / "word-header.docx").read_bytes() != first["word-header.docx"]


# --- what cannot be printed --------------------------------------------------------------------------------


def test_unknown_names_and_versions_are_one_line(workshop: Workshop) -> None:
    with pytest.raises(UsageError, match="no template has 'nonesuch' in its name; there are npm-actual, "):
        gallery.chosen(workshop, ["nonesuch"])
    with pytest.raises(UsageError, match="word-header is here at version 1, not 2"):
        gallery.chosen(workshop, ["word-header@2"])
    assert [one.id for one in gallery.chosen(workshop, ["word-header@1"])] == ["word-header"]
    with pytest.raises(UsageError, match="no template has 'word-head'"):
        gallery.chosen(workshop, ["word-head@1"])


def test_an_output_that_is_a_file_is_one_line(tmp_path: Path, workshop: Workshop) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(UsageError, match="out cannot be written to"):
        printed(["word-header"], tmp_path / "out", workshop)


def test_without_programs_templates_are_rows_that_say_what_installs_them(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    latex._place.cache_clear()
    latex._version.cache_clear()
    found, now = printed(["npm-even", "latex-curve", "rendercv-ink"], tmp_path / "out", workshop)
    latex._place.cache_clear()
    latex._version.cache_clear()
    assert now == []
    reasons = {one.template.id: one.reason for one in found}
    assert reasons["npm-even"] == "chromium is not installed: apt install chromium"
    assert reasons["latex-curve"] == f"pdflatex is not installed: {latex.INSTALL}"
    assert "needs Python 3.12 or newer" in reasons["rendercv-ink"]
    assert {one.status for one in found} == {"missing"}
    assert list((tmp_path / "out" / "pdf").iterdir()) == []


def test_npm_that_reaches_nobody_is_a_reason(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error code ENOTFOUND' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(TypesetterMissing, match=r"^npm ci failed: npm error code ENOTFOUND$"):
        installs.npm(workshop, jsonresume.LOCK)
    assert not list(workshop.cache.glob("npm-*/installed"))


def test_a_folder_of_themes_that_is_none_is_one_line(tmp_path: Path) -> None:
    empty = Workshop(cache=tmp_path, person=resume.PERSON, themes=tmp_path)
    with pytest.raises(UsageError, match="is no lock file of npm"):
        gallery.chosen(empty)
    (tmp_path / "package-lock.json").write_text("[]")
    with pytest.raises(UsageError, match="is no lock file of npm"):
        gallery.chosen(empty)


# --- themes ----------------------------------------------------------------------------------------------


def test_a_theme_gives_its_page_unmodified(themed: Workshop) -> None:
    needs_node()
    assert jsonresume.page_of("good", themed) == (
        "<html><head></head><body><h1>Zoë Almeida Kowalczyk</h1></body></html>"
    )
    assert jsonresume.page_of("lazy", themed) == "<p>Polarlicht Energy</p>"


@pytest.mark.parametrize(
    ("theme", "limit_s", "said"),
    [
        ("throws", 20, "TypeError: no such section"),
        ("silent", 20, "Error: the theme returned no page (undefined)"),
        ("hangs", 2, "it took longer than 2 s"),
        ("absent", 20, "Cannot find module"),
    ],
)
def test_a_theme_that_fails_is_a_row_with_its_own_words(
    theme: str, limit_s: float, said: str, themed: Workshop, tmp_path: Path
) -> None:
    needs_node()
    (tmp_path / "out" / "pdf").mkdir(parents=True)
    (tmp_path / "out" / "made").mkdir()
    template = Template(ecosystem="npm", name=theme, version="1.0.0", install="")
    shop = Workshop(cache=themed.cache, person=themed.person, themes=themed.themes, limit_s=limit_s)
    done = gallery.print_one(template, "Chromium 1", "key", tmp_path / "out", shop)
    assert done.status == "failed"
    assert said in done.reason
    assert "\n" not in done.reason
    assert gallery.before(tmp_path / "out", template) == done
    assert list((tmp_path / "out" / "pdf").iterdir()) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<link href="https://fonts.googleapis.com/css?family=Lato">', "fonts.googleapis.com"),
        (
            '<link rel="stylesheet" href="//cdn.example/x.css"><img src="http://a.example/p.png">',
            "a.example, cdn.example",
        ),
        (
            "<style>@import url(https://b.example/f.css); p { background: url('//c.example/x') }</style>",
            "b.example, c.example",
        ),
        ('<a href="https://github.com/zoekow">GitHub</a> https://www.example.org', None),
        ('<img src="data:image/png;base64,AAAA">', None),
    ],
)
def test_what_a_page_asks_servers_for_is_told(html: str, expected: str | None) -> None:
    assert jsonresume.asked(html) == (
        () if expected is None else (f"printed without what it asks {expected} for",)
    )


def test_the_paper_comes_before_a_theme_s_own_rules() -> None:
    page = jsonresume.on_paper("<html><HEAD lang=en><style>@page{size:letter}</style></HEAD></html>")
    assert page.index("size: A4") < page.index("size:letter")
    assert jsonresume.on_paper("<p>x").startswith("<style>@page")


def test_pinned_versions_are_those_of_the_lock_files(workshop: Workshop) -> None:
    wanted = json.loads((jsonresume.FOLDER / "package.json").read_text())["dependencies"]
    themes = {one.name: one.version for one in jsonresume.templates(workshop)}
    assert themes == {name.removeprefix(jsonresume.PREFIX): version for name, version in wanted.items()}
    assert {one.version for one in rendercv.templates(workshop)} == {"2.8"}


def test_a_program_that_does_not_start_is_no_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shim = tmp_path / "python3.12"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TypesetterMissing, match="none on the PATH"):
        rendercv.prepare(Workshop(cache=tmp_path, person=resume.PERSON))
