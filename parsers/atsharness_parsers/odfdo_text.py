"""odfdo: ``Document(file).get_formatted_text()``.

Who runs it: résumé tools in Python that take ODT (public example: tombracey/Candidate-Evaluation-Software).

What it breaks on: a heading is glued to the paragraph behind it ("ProfileBack-end developer"), so that every
document with headings loses some and it is no part of the panel. Headers and footers are lost. It draws
tables with lines and marks lists with dashes.
"""

from __future__ import annotations

from io import BytesIO

from atsharness.model import ParserPath, Reading, ReadOptions
from atsharness.model.media_types import ODT
from atsharness_parsers import _formats


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of odfdo."""
    return _formats.probe_package("odfdo", "odfdo")


def read(data: bytes, options: ReadOptions) -> Reading:  # noqa: ARG001
    """Reads `get_formatted_text`."""
    import odfdo

    return Reading(text=odfdo.Document(BytesIO(data)).get_formatted_text())


PARSER = ParserPath(
    id="odfdo",
    family="odfdo",
    title="odfdo Document.get_formatted_text()",
    accepts=(ODT,),
    install=_formats.INSTALL,
    probe=probe,
    read=read,
    cost=60.0,
)
