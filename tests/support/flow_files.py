"""Documents without pages for tests: what is judged of them."""

from __future__ import annotations

from docx_files import judging

from atsharness.in_process import inputs_of, text_panel
from atsharness.intake import sniff
from atsharness.model import DocumentResult
from atsharness.pipeline import check


def judged(data: bytes, name: str = "resume") -> DocumentResult:
    """What `ats check` finds in a document of any format, read in this process by the panel."""
    return check(inputs_of(data, text_panel(sniff(data) or ""), name=name), judging())
