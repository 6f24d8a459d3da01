"""Parser paths, one a file: an engine in one mode, as an ATS could run it.

Each module holds the constant ``PARSER`` (`atsharness.model.ParserPath`). A path takes bytes
and returns what the engine recovered; it never repairs what the engine did. Engines are imported
inside the functions that use them, so that a missing one disables its own paths only.
"""
