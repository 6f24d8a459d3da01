"""One document read in this process, without workers: for scores over files of one's own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable

from atsharness.extract.job import PageAnalysis
from atsharness.extract.work import analyse, read_path
from atsharness.intake import sniff
from atsharness.model import Document, ParserPath, ReadOptions
from atsharness.model.media_types import PDF
from atsharness.pipeline import Inputs
from atsharness.registry import discover
from atsharness.verdict.families import OCR_FAMILY


def text_panel(media_type: str = PDF) -> list[ParserPath]:
    """The paths of the panel that read text of files of a type, OCR left out."""
    found = (item.value for item in discover("atsharness_parsers", "PARSER").values())
    return [path for path in found if path.panel and path.family != OCR_FAMILY and media_type in path.accepts]


def inputs_of(data: bytes, paths: Iterable[ParserPath], *, name: str = "", ocr: bool = False) -> Inputs:
    """Reads a document through parser paths and analyses it.

    Args:
        data: the file.
        paths: to read it through; those of the panel count.
        name: of the file.
        ocr: whether OCR reads what the text layer does not tell.
    """
    paths = tuple(paths)
    with tempfile.TemporaryDirectory(prefix="ats-") as folder:
        options = ReadOptions(work_dir=folder)
        page = _analysed(data, options, ocr=ocr)
        return Inputs(
            document=Document(path=name, media_type=sniff(data), size_bytes=len(data)),
            extractions=tuple(read_path(path, lambda: data, options) for path in paths),
            facts=page.facts,
            page=page.reference,
            panel={path.id: path.family for path in paths if path.panel},
        )


def seen_text(data: bytes, *, ocr: bool = False) -> str:
    """What a person sees in a PDF, as text in reading order.

    Raises:
        ValueError: the file is too damaged for its pages to be analysed.
    """
    with tempfile.TemporaryDirectory(prefix="ats-") as folder:
        try:
            return _analysed(data, ReadOptions(work_dir=folder), ocr=ocr).reference.text
        except RuntimeError as error:  # MuPDF's own errors share no other base
            raise ValueError(f"the pages cannot be analysed: {error}") from error


def _analysed(data: bytes, options: ReadOptions, *, ocr: bool) -> PageAnalysis:
    return analyse(data, options, ocr=ocr)
