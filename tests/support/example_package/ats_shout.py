"""A parser path of a third party: PDFium's text in capitals."""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions


def probe(options: ReadOptions) -> str:
    """The version of the engine."""
    del options
    return "1.2.3"


def read(data: bytes, options: ReadOptions) -> Reading:
    """All pages, in capitals."""
    import pypdfium2

    with pypdfium2.PdfDocument(data, password=options.password) as pdf:
        return Reading(text="\n".join(page.get_textpage().get_text_range().upper() for page in pdf))


PARSER = ParserPath(
    id="shout",
    family="shout",
    title="PDFium, in capitals",
    accepts=("application/pdf",),
    install="pip install ats-shout",
    probe=probe,
    read=read,
)
