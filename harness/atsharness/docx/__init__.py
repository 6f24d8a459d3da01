"""DOCX files: their parts under limits, what a person reads in them, the constructs that they are made of."""
