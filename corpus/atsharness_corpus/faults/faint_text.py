"""H03: contact data, dates or a section of contrast below 1.5: a person hardly sees it and OCR does not."""

from __future__ import annotations

from atsharness_corpus.faults._contrast import contrast_fault

FAULT = contrast_fault("faint-text", "violation", (1.22, 1.48))
