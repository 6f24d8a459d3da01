"""The programs that print layouts: one a file, constant ``TYPESETTER``, with its way to write blocks."""
