"""Letters that a browser draws as a picture over their own text; data/gradient_name.html is its source."""

from pathlib import Path

import pytest

from atsharness.extract import analyse
from atsharness.model import ReadOptions

PDF = Path(__file__).parent / "data" / "gradient_name.pdf"  # printed by Chromium 150


@pytest.mark.parametrize("deadline", [None, 1e12], ids=["without OCR", "with OCR"])
def test_a_name_in_a_gradient_is_read_once(deadline, tmp_path):
    page = analyse(PDF.read_bytes(), ReadOptions(work_dir=str(tmp_path)), deadline)
    assert page.reference.text.split() == ["Jordan", "Reyes", "jordan.reyes@example.com"]
    assert page.reference.complete
    assert page.facts.ocr is (deadline is not None)
    assert page.facts.ink
    assert all(one.covered_by_text for one in page.facts.ink)
