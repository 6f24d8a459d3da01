"""Readers of reference text, one a source format: known text in page order."""
