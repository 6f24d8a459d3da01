"""The media types of documents that are read."""

from __future__ import annotations

PDF = "application/pdf"
IMAGES = ("image/jpeg", "image/png", "image/tiff")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
ODT = "application/vnd.oasis.opendocument.text"
RTF = "application/rtf"
HTML = "text/html"
TEXT = "text/plain"
"""Markdown too: it is read as the characters that it is made of."""
SHOWN = (DOCX, ODT, RTF, HTML, TEXT)
"""Documents without pages whose own facts tell what a person reads."""
DRAWN = (DOCX, ODT, RTF)
"""Those of them whose pages LibreOffice makes, for a picture."""
FLOWING = (*SHOWN, DOC)
"""Documents without pages: text that flows until a program lays it out."""
