"""Rules on DOCX files: constructs of the XML, and what they cost in the paths that read it."""
