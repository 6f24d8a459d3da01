"""DOCX files of the corpus: a writer of parts, clean résumés, and one file a construct with its near-miss."""
