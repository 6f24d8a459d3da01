"""A typesetter that is missing, too old or broken says so in one line, and what installs it.

Its program is a shell script here that does what the real one does in that state.
"""

import os
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import replace

from atsharness_corpus import build
from atsharness_corpus.build import choose_layouts, plan
from atsharness_corpus.model import Typesetter, TypesetterMissing
from atsharness_corpus.typesetters import (
    chromium,
    jsonresume_themes,
    libreoffice,
    lualatex,
    pdflatex,
    reportlab,
    typst,
    weasyprint,
    xelatex,
)

scripts = pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
LACKS_A_LIBRARY = "echo 'error while loading shared libraries: libnss3.so: …' >&2; exit 127"


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], None]:
    """Puts a program into the only folder on PATH but that of the shell's own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(name: str, script: str) -> None:
        (folder / name).write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n", "utf-8")
        (folder / name).chmod(0o755)

    return put


def reason(typesetter: Any) -> str:
    """Why it is missing; asked anew each time."""
    with pytest.raises(TypesetterMissing) as caught:
        typesetter.TYPESETTER.probe()
    text = str(caught.value)
    assert "\n" not in text
    return text


def page(text: str, file: Path) -> Path:
    """A PDF of this text, as a printer would leave it."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, text)
    canvas.save()
    file.write_bytes(out.getvalue())
    return file


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize(
    ("typesetter", "name", "install"),
    [
        (chromium, "chromium", "chromium"),
        (jsonresume_themes, "chromium", "chromium"),
        (libreoffice, "soffice", "libreoffice-writer-nogui"),
        (pdflatex, "pdflatex", "texlive-latex-extra texlive-fonts-recommended lmodern"),
        (xelatex, "xelatex", "texlive-xetex texlive-latex-extra lmodern"),
        (lualatex, "lualatex", "texlive-luatex texlive-latex-extra lmodern"),
    ],
)
def test_a_program_that_is_not_there(typesetter: ModuleType, name: str, install: str) -> None:
    assert reason(typesetter) == f"{name} is not installed: apt install {install}"


@scripts
@pytest.mark.parametrize(
    ("typesetter", "name"),
    [(chromium, "chromium"), (libreoffice, "libreoffice"), (xelatex, "xelatex")],
)
@pytest.mark.parametrize(
    ("script", "said"),
    [
        (LACKS_A_LIBRARY, "error while loading shared libraries: libnss3.so: …"),
        ("kill -SEGV $$", "without a word"),
    ],
)
def test_a_program_that_does_not_start(
    typesetter: Any, name: str, script: str, said: str, program: Callable[[str, str], None]
) -> None:
    program(name, script)
    assert reason(typesetter) == f"{name} does not start ({said}): {typesetter.INSTALL}"


@scripts
@pytest.mark.parametrize(
    ("typesetter", "name", "script", "said"),
    [
        (chromium, "chromium", "echo 'No usable sandbox!' >&2; exit 1", "No usable sandbox!"),
        (
            libreoffice,
            "soffice",  # without Writer it ends well and makes nothing
            "echo 'Error: source file could not be loaded'",
            "Error: source file could not be loaded",
        ),
        (
            xelatex,
            "xelatex",
            "echo This is XeTeX; echo '! Package fontspec Error: No such font.'; echo 'No pages.'; exit 1",
            "! Package fontspec Error: No such font.",
        ),
    ],
)
def test_a_program_that_prints_no_page(
    typesetter: Any, name: str, script: str, said: str, program: Callable[[str, str], None]
) -> None:
    program("kpsewhich", 'for file; do echo "/texmf/$file"; done')
    program(name, f'case "$1" in --version) echo "{name} 1.2.3"; exit;; esac; {script}')
    found = reason(typesetter)
    assert found.startswith(f"{typesetter.TYPESETTER.id} prints no page (")
    assert found.endswith(f"{said}): {typesetter.INSTALL}")


@scripts
def test_a_browser_that_prints_more_than_the_page(
    program: Callable[[str, str], None], tmp_path: Path
) -> None:
    """Older ones do not know --no-pdf-header-footer, and ignore it."""
    script = 'case "$1" in --version) echo "Chromium 90.0.4430.212";; *) cp {} page.pdf;; esac'
    program("chromium", script.format(page("1/15/26 Word 1/1", tmp_path / "old.pdf")))
    assert reason(chromium) == f"chromium prints '1/15/26 Word 1/1' for 'Word': {chromium.INSTALL}"
    program("chromium", script.format(page("Word", tmp_path / "new.pdf")))
    assert chromium.TYPESETTER.probe() == "90.0.4430.212"


@scripts
def test_an_engine_without_its_packages(program: Callable[[str, str], None]) -> None:
    program("pdflatex", "echo 'pdfTeX 3.141592653-2.6-1.40.24'")
    program("kpsewhich", "echo /texmf/lmodern.sty; echo /texmf/titlesec.sty; exit 1")
    assert reason(pdflatex) == (
        f"pdflatex lacks charter.sty, enumitem.sty, moderncv.cls, tgtermes.sty: {pdflatex.INSTALL}"
    )


@scripts
@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo v16.20.2", f"node 16.20.2 is too old, 18 is needed: {jsonresume_themes.INSTALL_NODE}"),
        (
            LACKS_A_LIBRARY,
            "node does not start (error while loading shared libraries: libnss3.so: …): "
            + jsonresume_themes.INSTALL_NODE,
        ),
        ("echo v18.20.4", f"the JSON Resume themes are not installed: {jsonresume_themes.INSTALL}"),
    ],
)
def test_themes_that_nothing_can_render(
    script: str,
    said: str,
    program: Callable[[str, str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jsonresume_themes, "FOLDER", tmp_path)
    program("node", script)
    with pytest.raises(TypesetterMissing) as caught:
        jsonresume_themes.probe_themes()
    assert str(caught.value) == said


@scripts
def test_a_theme_that_fails(
    program: Callable[[str, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonresume_themes, "FOLDER", tmp_path)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules" / ".package-lock.json").touch()
    said = "node:internal/modules:1\nError: Cannot find module 'moment'\n    at x.js:1\n\nNode.js v18.20.4"
    program("node", f'[ "$1" = --version ] && echo v18.20.4 && exit; echo "{said}" >&2; exit 1')
    with pytest.raises(
        TypesetterMissing, match=r"themes fail \(Error: Cannot find module 'moment'\): npm ci"
    ):
        jsonresume_themes.probe_themes()


@pytest.mark.parametrize(
    ("typesetter", "module", "install"),
    [
        (reportlab, "reportlab", "reportlab is not installed: pip install reportlab"),
        (typst, "typst", "typst is not installed: pip install typst"),
        (libreoffice, "docx", "python-docx is not installed: pip install python-docx"),
        (weasyprint, "weasyprint", f"weasyprint is not installed: {weasyprint.INSTALL}"),
    ],
)
def test_a_package_that_is_not_there(
    typesetter: ModuleType, module: str, install: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert reason(typesetter) == install


def test_a_package_that_does_not_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError('libz.so.1: no such file')", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "typst", raising=False)
    assert reason(typst) == "typst does not load (libz.so.1: no such file): pip install typst"


@pytest.fixture
def own_weasyprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a package of this version and source in the place of WeasyPrint."""
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)

    def put(source: str, version: str = "70.0") -> None:
        (tmp_path / "weasyprint").mkdir()
        (tmp_path / "weasyprint" / "__init__.py").write_text(source, "utf-8")
        (tmp_path / "weasyprint" / "urls.py").write_text("def URLFetcher(**_): ...", "utf-8")
        metadata = tmp_path / f"weasyprint-{version}.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Name: weasyprint\nVersion: {version}\n", "utf-8")

    return put


NO_LIBRARY = """
print("WeasyPrint could not import some external libraries.")
raise OSError("cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file")
"""
WARNS = """
import logging, warnings
LOGGER = logging.getLogger("own")
warnings.warn("HarfBuzz-Subset will be required", category=DeprecationWarning)
class HTML:
    def __init__(self, **_): ...
    def write_pdf(self, **_):
        LOGGER.warning("Please install HarfBuzz-Subset >= 4.1.0 with your package manager.")
        return b"%PDF"
"""


def test_weasyprint_without_pango_says_nothing_on_standard_output(
    own_weasyprint: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    own_weasyprint(NO_LIBRARY)
    assert reason(weasyprint) == f"weasyprint finds no libpango-1.0-0: {weasyprint.INSTALL_LIBRARIES}"
    assert capsys.readouterr() == ("", "")  # there the result of `ats corpus list` goes


def test_weasyprint_without_harfbuzz_subset(own_weasyprint: Callable[..., None]) -> None:
    own_weasyprint(WARNS)
    assert reason(weasyprint) == (
        "weasyprint prints no page (WeasyPrint says: Please install HarfBuzz-Subset >= 4.1.0 with your "
        f"package manager.): {weasyprint.INSTALL_LIBRARIES}"
    )


def test_a_weasyprint_that_is_too_old(own_weasyprint: Callable[..., None]) -> None:
    own_weasyprint("", "52.5")
    assert reason(weasyprint) == f"weasyprint 52.5 is too old, 70 is needed: {weasyprint.INSTALL}"


def test_weasyprint_without_a_font(
    own_weasyprint: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    own_weasyprint("")
    monkeypatch.setitem(weasyprint._PACKAGES, "Source Serif Pro", "no_such_font")
    assert reason(weasyprint) == f"Source Serif Pro not installed: {weasyprint.INSTALL}"


def test_each_process_finds_out_once() -> None:
    calls = []

    def probe() -> str:
        calls.append(1)
        raise TypesetterMissing("quill is not installed: catch a goose")

    quill = Typesetter(id="quill", probe=probe)
    assert [quill.missing(), quill.missing()] == ["quill is not installed: catch a goose"] * 2
    assert len(calls) == 1


def test_what_lacks_its_theme_is_left_out_and_what_needs_none_is_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def absent() -> str:
        raise TypesetterMissing("the theme is not installed: npm ci")

    plain, themed = choose_layouts(["chromium/two-column", "chromium/jsonresume-flat"])[::-1]
    plain = replace(plain, typesetter=Typesetter(id="chromium", probe=lambda: "1"))
    themed = replace(themed, typesetter=Typesetter(id="chromium", probe=absent))
    for both in ((plain, themed), (themed, plain)):
        monkeypatch.setattr(build, "all_layouts", lambda both=both: {one.id: one for one in both})
        assert build.all_typesetters() == {"chromium": ""}
        jobs, skipped = plan([1], both, (), build.all_typesetters())
        assert [job.layout for job in jobs] == ["chromium/two-column"]
        assert skipped == {"chromium/jsonresume-flat": "the theme is not installed: npm ci"}
