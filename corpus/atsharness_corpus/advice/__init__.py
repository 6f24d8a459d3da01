"""Résumés for advice on content: sound ones, and ones of which a person's content was edited for one rule."""

from __future__ import annotations

from atsharness_corpus.advice.edits import EDITS as _OF_CONTENT
from atsharness_corpus.advice.posting_edits import POSTING_EDITS
from atsharness_corpus.advice.word_edits import WORD_EDITS

EDITS = {**_OF_CONTENT, **WORD_EDITS, **POSTING_EDITS}
"""By rule."""
