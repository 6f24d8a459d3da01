"""Scanned pages: what OCR reads of them, and what is left when time is up."""

import numpy as np
import pymupdf

from atsharness.facts.gather import gather
from atsharness.model import ReadOptions
from atsharness.ocr.scans import with_scans
from atsharness.reference.visual import see
from atsharness_parsers._process import ProcessError


def _scan(*texts):
    """A PDF of one picture a page."""
    with pymupdf.open() as document, pymupdf.open() as drawn:
        for text in texts:
            page = drawn.new_page(width=300, height=200)
            page.insert_text((30, 60), text, fontsize=14)
            picture = page.get_pixmap(dpi=200, colorspace="gray")
            assert np.frombuffer(picture.samples, np.uint8).min() < 50
            document.new_page(width=300, height=200).insert_image((0, 0, 300, 200), pixmap=picture)
        return document.tobytes()


def test_pages_that_time_does_not_allow_are_told(tmp_path):
    data = _scan("Hannah builds services", "Kafka and Postgres")
    options = ReadOptions(work_dir=str(tmp_path))
    facts = gather(data, votes=False)
    whole, first = (see(with_scans(facts, data, options, seconds)) for seconds in (1000.0, 0.0))
    assert whole.text.split() == ["Hannah", "builds", "services", "Kafka", "and", "Postgres"]
    assert (first.text.split(), first.complete) == (["Hannah", "builds", "services"], False)
    assert first.warnings == ("not read: 1 scanned page",)


def test_pages_read_before_one_that_fails_are_kept(tmp_path, monkeypatch):
    from atsharness_parsers import _tesseract

    recognise = _tesseract.recognise

    def second_fails(*args):
        monkeypatch.setattr(_tesseract, "recognise", fails)
        return recognise(*args)

    def fails(*_args):
        raise ProcessError("tesseract used up its CPU time")

    data = _scan("Hannah builds services", "Kafka and Postgres")
    facts = gather(data, votes=False)
    monkeypatch.setattr(_tesseract, "recognise", second_fails)
    read = with_scans(facts, data, ReadOptions(work_dir=str(tmp_path)))
    assert [one.text for one in read.ink] == ["Hannah builds services"]
    assert read.failed == ("OCR of scans: ProcessError: tesseract used up its CPU time",)
    assert not see(read).complete
