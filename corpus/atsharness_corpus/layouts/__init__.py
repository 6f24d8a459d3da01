"""Layouts, one a file: one arrangement in exactly one typesetter (constant ``LAYOUT``)."""
