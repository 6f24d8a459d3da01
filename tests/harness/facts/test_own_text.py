"""Letters that a browser draws as a picture over their own text; data/gradient_name.html is its source."""

from pathlib import Path

import pytest

from atsharness.extract.work import analyse
from atsharness.model import ReadOptions

PDF = Path(__file__).parent / "data" / "gradient_name.pdf"  # printed by Chromium 150


@pytest.mark.parametrize("ocr", [False, True], ids=["without OCR", "with OCR"])
def test_a_name_in_a_gradient_is_read_once(ocr, tmp_path):
    page = analyse(PDF.read_bytes(), ReadOptions(work_dir=str(tmp_path)), ocr=ocr)
    assert page.reference.text.split() == ["Jordan", "Reyes", "jordan.reyes@example.com"]
    assert page.reference.complete
    assert page.facts.ocr is ocr
    assert page.facts.ink
    assert all(one.covered_by_text for one in page.facts.ink)
