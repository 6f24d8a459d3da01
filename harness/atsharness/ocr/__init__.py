"""Everything that knows Tesseract, except its parser path: what is read by OCR, when, and how."""
