"""The reference of a page that is nothing but a picture: what OCR reads there."""

from __future__ import annotations

from atsharness.model import Extraction, Reference
from atsharness.reference.merge import joined
from atsharness.text.tokens import tokens

CONFIDENCE = 0.97
"""Word F1 of OCR on clean print (word error rate .01-.04, measured)."""


def from_ocr(read: Extraction) -> Reference | str:
    """The visual reference of an image file, from the OCR path's reading of it.

    Args:
        read: by the path that reads images.

    Returns:
        The reference; or one line that says why there is none.
    """
    if read.status == "unavailable":
        return f"an image can only be read by OCR, and {read.detail}"
    if read.status == "timeout" and read.text:
        return f"OCR did not come to the end: {read.detail}"
    if read.status != "ok" or not read.text:
        return f"OCR read nothing ({read.status}: {read.detail or 'no text'})"
    text, words = read.text, None
    if read.words is not None:
        text, words = joined([(word.text, word) for word in read.words if len(tokens(word.text)) == 1])
    warnings = (read.detail,) if read.detail else ()
    return Reference(
        text=text, origin="visual", words=words, read_by="ocr", confidence=CONFIDENCE, warnings=warnings
    )
