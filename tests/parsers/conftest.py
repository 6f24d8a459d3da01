"""Small PDFs for the tests of parser paths, and every path whose engine is here."""

from __future__ import annotations

import io
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pytest

from atsharness.errors import PathUnavailable
from atsharness.model import ParserPath, ReadOptions

TEXT = b"BT /F1 18 Tf 80 500 Td (Alpha) Tj 150 -200 Td (Omega) Tj ET"
"""Two words of 18-point Helvetica at (80, 500) and (230, 300), y upwards."""


class Documents:
    """Makes PDFs, the same bytes at each run."""

    @staticmethod
    def pages(*contents: bytes, **entries: Any) -> pikepdf.Pdf:
        """Pages with `/F1` Helvetica and these content streams; `entries` go into every page."""
        pdf = pikepdf.new()
        for content in contents:
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page = {
                "Type": pikepdf.Name.Page,
                "MediaBox": [20, 30, 420, 630],
                "Resources": pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)),
                "Contents": pdf.make_stream(content),
                **entries,
            }
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(pikepdf.Dictionary(**page))))
        return pdf

    @staticmethod
    def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
        """The file's bytes."""
        file = io.BytesIO()
        pdf.save(file, **options)
        return file.getvalue()

    @classmethod
    def file(cls, *contents: bytes, **entries: Any) -> bytes:
        """The bytes of a file of `pages`."""
        return cls.saved(cls.pages(*contents, **entries))

    @classmethod
    def encrypted(cls, user: str) -> bytes:
        """One page under AES-256. Without a user password everybody may read and nobody may copy."""
        allow = pikepdf.Permissions(extract=False)
        encryption = pikepdf.Encryption(user=user, owner="owner", R=6, allow=allow)
        return cls.saved(cls.pages(TEXT), encryption=encryption)


@pytest.fixture(scope="session")
def documents() -> type[Documents]:
    return Documents


@pytest.fixture
def options(tmp_path: Path) -> ReadOptions:
    return ReadOptions(work_dir=str(tmp_path))


@pytest.fixture(scope="session")
def apart() -> Iterator[ProcessPoolExecutor]:
    """A process of its own for an engine that no fork of this one bears; other tests fork workers from it."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        yield pool


@pytest.fixture
def ready(options: ReadOptions, apart: ProcessPoolExecutor) -> Callable[[ParserPath], ParserPath]:
    """Gives a path back once its engine is there; skips the test where it may be missing."""

    def check(parser: ParserPath) -> ParserPath:
        if parser.panel:
            parser.probe(options)  # the panel is there after pip alone
        else:
            try:
                parser.probe(options)
            except PathUnavailable as error:
                pytest.skip(f"{parser.id}: {error}")
        if parser.id == "tika":
            return msgspec.structs.replace(
                parser, read=lambda data, options: apart.submit(parser.read, data, options).result()
            )
        return parser

    return check
