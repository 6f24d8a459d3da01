"""Known text from a source file: one reader a format, called by `read`."""
