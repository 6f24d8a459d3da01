"""Rates of one alignment, and comparisons without a reference."""
