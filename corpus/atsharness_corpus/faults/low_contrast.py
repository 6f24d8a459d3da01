"""H03: contact data, dates or a section in a gray or pastel of contrast 1.6 to 2.8: pale, but read by people.

Every text path reads it; OCR at 150 dpi lost such words in about half of the files measured.
"""

from __future__ import annotations

from atsharness_corpus.faults._contrast import contrast_fault

FAULT = contrast_fault("low-contrast", "information", (1.6, 2.8))
