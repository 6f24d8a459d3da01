"""One rule a file (constant ``RULE``): why a document loses words, joined with what it measurably lost.

A rule is a pure function of `Artifacts`: it opens no file and runs no OCR. It joins a layout fact with the
loss that the alignment measured at the same words in the same place. A fact that cost nothing in any
parser path is information, not a violation.
"""
