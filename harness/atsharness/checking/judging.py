"""One PDF's bytes to artifacts, in this process: for scores over files of one's own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping

from atsharness.checking.scoring import Scorer
from atsharness.errors import PathUnavailable
from atsharness.facts import gather
from atsharness.fields.expected import expected_fields
from atsharness.fields.recover import Detected, recover
from atsharness.layout import LayoutFacts
from atsharness.model import (
    Document,
    Extraction,
    FieldRecovery,
    ParserPath,
    ReadOptions,
    Reference,
)
from atsharness.registry import discover
from atsharness.rules.model import Artifacts
from atsharness.text import tokens
from atsharness.unseen import with_hidden
from atsharness.verdict.families import OCR_FAMILY


def text_panel() -> list[ParserPath]:
    """The paths of the panel that read text, OCR left out."""
    found = (item.value for item in discover("atsharness_parsers", "PARSER").values())
    return [path for path in found if path.panel and path.family != OCR_FAMILY]


def artifacts_of(data: bytes, paths: Iterable[ParserPath], *, name: str = "", ocr: bool = False) -> Artifacts:
    """Reads a PDF through parser paths, looks at its pages and aligns both.

    Args:
        data: the file.
        paths: to read it through; those of the panel count.
        name: of the file.
        ocr: whether OCR reads what the text layer does not tell.
    """
    paths = tuple(paths)
    panel = {path.id: path.family for path in paths if path.panel}
    with tempfile.TemporaryDirectory(prefix="ats-") as folder:
        options = ReadOptions(work_dir=folder)
        extractions = [read(path, data, options) for path in paths]
        return joined(data, extractions, panel, name, options if ocr else None)


def seen_text(data: bytes, *, ocr: bool = False) -> str:
    """What a person sees in a PDF, as text in reading order.

    Raises:
        ValueError: the file is too damaged to be looked at.
    """
    with tempfile.TemporaryDirectory(prefix="ats-") as folder:
        try:
            return _looked_at(data, ReadOptions(work_dir=folder) if ocr else None)[1].text
        except RuntimeError as error:  # MuPDF's own errors share no other base
            raise ValueError(f"the file cannot be looked at: {error}") from error


def read(path: ParserPath, data: bytes, options: ReadOptions) -> Extraction:
    """One path's extraction; what it raises is a status."""
    try:
        version = path.probe(options)
        text = path.read(data, options).text
    except PathUnavailable as error:
        return _failed(path, str(error), unavailable=True)
    except Exception as error:
        return _failed(path, f"{type(error).__name__}: {error}")
    clean = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Extraction(
        path_id=path.id,
        family=path.family,
        version=version,
        status="ok" if clean.split() else "empty",
        word_count=len(clean.split()),
        text=clean,
    )


def _failed(path: ParserPath, reason: str, *, unavailable: bool = False) -> Extraction:
    return Extraction(
        path_id=path.id,
        family=path.family,
        version=None,
        status="unavailable" if unavailable else "failed",
        detail=reason,
    )


def joined(
    data: bytes,
    extractions: Iterable[Extraction],
    panel: Mapping[str, str],
    name: str = "",
    options: ReadOptions | None = None,
) -> Artifacts:
    """Artifacts of a PDF and of what paths made of it."""
    facts, page = _looked_at(data, options)
    bare = Artifacts(
        document=Document(path=name, media_type="application/pdf", size_bytes=len(data)),
        facts=facts,
        extractions=tuple(extractions),
        panel=panel,
    )
    return held_against(bare, page)


def _looked_at(data: bytes, options: ReadOptions | None) -> tuple[LayoutFacts, Reference]:
    """A PDF's facts and the page as a person sees it, scans read too where there are options for OCR."""
    from atsharness.facts.scans import with_scans
    from atsharness.reference.visual import see

    facts = gather(data, ocr=options)
    return facts, see(facts if options is None else with_scans(facts, data, options))


def with_source(artifacts: Artifacts, source: Reference) -> Artifacts:
    """The same document held against a source, in the order of the page."""
    from atsharness.reference.merged import merge

    page = artifacts.reference
    return held_against(artifacts, source if page is None or not page.text else merge(source, page))


def held_against(artifacts: Artifacts, reference: Reference) -> Artifacts:
    """The same document measured against a reference."""
    scorer = Scorer(reference)
    measured = [found for item in artifacts.extractions if (found := scorer.measure(item)) is not None]
    alignments = tuple(alignment for alignment, _ in measured)
    expected = expected_fields(reference, scorer.tokens)
    fields: list[FieldRecovery] = []
    texts = {item.path_id: scorer.compared(item).text or "" for item in artifacts.extractions}
    for alignment in alignments:
        text = texts[alignment.path_id]
        fields += recover(expected, alignment, tokens(text), Detected(text))
    recoveries = (recovery for _, recovery in measured)
    return Artifacts(
        document=artifacts.document,
        facts=artifacts.facts,
        reference=reference,
        extractions=artifacts.extractions,
        alignments=alignments,
        recoveries=with_hidden(recoveries, alignments, artifacts.extractions, artifacts.facts),
        expected=expected,
        fields=tuple(fields),
        panel=artifacts.panel,
    )
