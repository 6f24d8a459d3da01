"""pypdf in the order of the file: ``page.extract_text()``.

Who runs it: small open-source résumé analysers (as PyPDF2 before); no well-known product is publicly
known to.

What it breaks on: it glues nearly every word of xelatex output, which has no space characters; columns
that were written row by row come out mixed. Letters placed one by one in two sizes, as small capitals may
be, become a line each. Glyphs without a map come out as their names ("/g01"). It reads hidden, cropped,
off-page and switched-off text, and no form fields or annotations. It gives no boxes.
"""

from __future__ import annotations

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness_parsers import _pypdf
from atsharness_parsers._engine import PDF


def read(data: bytes, options: ReadOptions) -> Reading:
    """Reads `extract_text()`."""
    return _pypdf.read(data, options, "plain")


PARSER = ParserPath(
    id="pypdf-plain",
    family="pypdf",
    title="pypdf extract_text()",
    accepts=PDF,
    install=_pypdf.INSTALL,
    probe=_pypdf.probe,
    read=read,
    panel=True,
    cost=32.0,
)
