"""Thousands of clean, faulty, hostile and damaged documents: each path of each ends once, and says how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any

import batching
import pytest

from atsharness import registry
from atsharness.model import ReadOptions
from atsharness_corpus.hostile.catalogue import all_hostile
from atsharness_corpus.hostile.model import Hostile
from atsharness_corpus.hostile.mutate import mutate

PATHS = ("docx2txt", "html2text", "odfpy-paragraphs", "pdfium", "pymupdf-stream", "pypdf-plain", "striprtf")
"""Three for PDF, and one for each other format in which there are hostile files."""
OPTIONS = ("--paths", ",".join(PATHS), "--ocr", "never", "--deadline", "6", "-j", "2", "--keep-text")
CONTROL = "typst-single-column__dense"
QUICK = ("encrypted", "form-nesting", "text-injection", "xref-prev-loop", "zero-pages")


def make(folder: Path, rendered: Path, *, count: int, hostile: list[str]) -> dict[str, str]:
    """So many documents; their kinds by name. Every tenth is the same clean one."""
    folder.mkdir()
    sources = sorted((rendered / "pdf").glob("*.pdf"))
    kinds: dict[str, str] = {}

    def add(kind: str, data: bytes) -> None:
        name = f"{len(kinds):05}-{kind}.pdf"
        (folder / name).write_bytes(data)
        kinds[name] = kind

    control = (rendered / "pdf" / f"{CONTROL}.pdf").read_bytes()
    known = all_hostile()
    waiting = [(f"hostile-{key}", known[key].build()) for key in hostile]
    waiting += [("clean", file.read_bytes()) for file in sources[: count // 4]]
    while len(kinds) < count:
        if len(kinds) % 10 == 0:
            add("control", control)
        elif waiting:
            add(*waiting.pop(0))
        else:
            seed = len(kinds)
            add("mutant", mutate(sources[seed % len(sources)].read_bytes(), seed))
    return kinds


def undeclared(row: dict[str, Any], declared: Hostile, readers: Collection[str]) -> list[Any]:
    """What of a hostile document is not as it declares; `readers` are the paths for its format."""
    if row["status"] not in declared.document:
        return [(declared.id, row["status"], row["reason"])]
    return [
        (declared.id, item["path"], item["status"], item["reason"])
        for item in row["extractions"]
        if row["status"] == "ok"
        and item["path"] in readers
        and item["status"] not in declared.acceptable(item["path"], item["family"])
    ]


def check(run: Path, kinds: dict[str, str], rendered: Path) -> None:
    """Rows are documents times paths; hostile documents end as declared; clean ones as if they were alone."""
    found = batching.rows(run)
    assert Counter(row["name"] for row in found) == Counter(kinds.keys())
    known = {path: registry.discover("atsharness_parsers", "PARSER")[path].value for path in PATHS}

    def readers(media_type: str) -> list[str]:
        return [path for path in PATHS if media_type in known[path].accepts]

    data = (rendered / "pdf" / f"{CONTROL}.pdf").read_bytes()
    alone = {path: known[path].read(data, ReadOptions()).text for path in readers("application/pdf")}
    hostile = all_hostile()
    pairs = 0
    wrong: list[Any] = []
    for row in found:
        kind = kinds[row["name"]]
        ended = {item["path"]: item for item in row["extractions"]}
        assert list(ended) == list(PATHS), row["name"]
        pairs += len(ended)
        for item in ended.values():
            assert item["status"] in ("ok", "empty", "failed", "timeout", "killed", "not_read"), row["name"]
            assert (item["status"] == "ok") == (item["reason"] is None), row["name"]
        if kind == "control":
            assert {path: ended[path]["text"] for path in alone} == alone, row["name"]
        if kind.startswith("hostile-"):
            wrong += undeclared(row, hostile[kind.removeprefix("hostile-")], readers(row["media_type"]))
    assert wrong == []
    assert pairs == len(kinds) * len(PATHS)
    statuses = Counter(row["status"] for row in found)
    assert statuses["ok"] > 0
    assert statuses["quarantined"] == 0


@pytest.mark.slow
def test_two_dozen_documents_of_all_kinds(rendered: Path, tmp_path: Path) -> None:
    kinds = make(tmp_path / "in", rendered, count=24, hostile=list(QUICK))
    done = batching.batch(tmp_path / "in", tmp_path / "run", *OPTIONS)
    assert done.returncode == 0, done.stderr
    check(tmp_path / "run", kinds, rendered)


@pytest.mark.slow
def test_two_thousand_documents_of_all_kinds(rendered: Path, tmp_path: Path) -> None:
    kinds = make(tmp_path / "in", rendered, count=2_000, hostile=list(all_hostile()))
    done = batching.batch(tmp_path / "in", tmp_path / "run", *OPTIONS)
    assert done.returncode == 0, done.stderr
    check(tmp_path / "run", kinds, rendered)
