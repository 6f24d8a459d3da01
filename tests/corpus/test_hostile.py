"""Hostile files: what they are, and that a run over them loses nothing and ends in time."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import zlib
from pathlib import Path

import msgspec
import pytest

from atsharness import registry
from atsharness.extract import selection
from atsharness.intake import sniff
from atsharness.model import DocumentResult, ParserPath, ReadOptions, RenderOptions, RunResult
from atsharness.model.media_types import DOCX, HTML, ODT, PDF, RTF
from atsharness.run import run
from atsharness.settings import Settings
from atsharness.workers.tasks import WALL
from atsharness_corpus.hostile import mutate as mutation
from atsharness_corpus.hostile.__main__ import main
from atsharness_corpus.hostile.catalogue import all_hostile
from atsharness_corpus.hostile.model import CONTAINED, MAX_BYTES
from atsharness_corpus.hostile.mutate import CHANGES, mutate
from atsharness_corpus.hostile.pdfbytes import SENTENCE, page_objects, pdf, repeated
from atsharness_reports import json as json_report
from atsharness_reports import table

HOSTILE = all_hostile()
CONTROL = "typst-single-column__dense"
MUTANTS = int(os.environ.get("ATS_TEST_MUTANTS", "60"))
"""Damaged files; ``ATS_TEST_MUTANTS=10000 make test-all ARGS="-k test_mutants"`` takes an hour."""
OVERRUN_S = 10.0
"""From a path's limit by the clock to its end, on a busy machine."""

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

TYPES = {"pdf": PDF, "docx": DOCX, "odt": ODT, "rtf": RTF, "html": HTML}
QUICK = (
    "docx-external",
    "docx-many-parts",
    "docx-part-outside",
    "encrypted",
    "form-nesting",
    "html-fetching",
    "metadata-escapes",
    "page-million-references",
    "text-bidi",
    "text-injection",
    "tounicode-surrogates",
    "xref-prev-loop",
    "zero-pages",
)


def parsers() -> dict[str, ParserPath]:
    return {key: found.value for key, found in registry.discover("atsharness_parsers", "PARSER").items()}


def by_name(result: RunResult, files: list[Path]) -> dict[str, list[DocumentResult]]:
    """The results by the stem of their file, which may have been named several times."""
    assert len(result.documents) == len(files), "a document was lost or doubled"
    found: dict[str, list[DocumentResult]] = {}
    for file, document in zip(files, result.documents, strict=True):
        assert document.document.path.endswith(file.name), "results out of order"
        found.setdefault(file.stem, []).append(document)
    return found


def check_rows(result: RunResult, settings: Settings) -> None:
    """Every path of every readable document ended once, in time, and says why where it failed."""
    chosen = selection.select(registry.discover("atsharness_parsers", "PARSER"), settings)
    for document, timing in zip(result.documents, result.timing.documents, strict=True):
        name = document.document.path
        rows = [item.path_id for item in document.extractions]
        media_type = document.document.media_type
        expected = {key for key, found in chosen.items() if media_type in found.value.accepts}
        if document.document.status == "ok":
            assert sorted(rows) == sorted(expected), name
            assert set(timing.seconds) == expected, name
        else:
            assert rows == []
            assert document.document.reason, name
        late = {key: s for key, s in timing.seconds.items() if s > WALL * settings.deadline_s + OVERRUN_S}
        assert late == {}, name
        for item in document.extractions:
            assert (item.status == "ok") == (item.word_count > 0), name
            assert item.status == "ok" or item.detail, name


def check_controls(controls: list[DocumentResult], file: Path) -> None:
    """Clean files among hostile ones read as they do in this process, without workers."""
    known = parsers()
    data = file.read_bytes()
    assert controls
    for control in controls:
        for item in control.extractions:
            if item.status == "unavailable":
                continue
            assert item.status == "ok", (item.path_id, item.detail)
            if known[item.path_id].family != selection.OCR_FAMILY:  # it needs a work folder
                assert item.text == known[item.path_id].read(data, ReadOptions()).text, item.path_id


def unacceptable(found: dict[str, list[DocumentResult]]) -> list[str]:
    """Every result that its file does not declare."""
    wrong = []
    for key, documents in found.items():
        if key not in HOSTILE:
            continue
        for document in documents:
            if document.document.status not in HOSTILE[key].document:
                wrong.append(f"{key}: {document.document.status} {document.document.reason}")
            for item in document.extractions:
                allowed = {*HOSTILE[key].acceptable(item.path_id, item.family), "unavailable"}
                if item.status not in allowed:
                    wrong.append(f"{key} {item.path_id}: {item.status} {item.detail}")
    return wrong


def check_screens(result: RunResult) -> None:
    """No control character reaches a terminal, as a table or as JSON with all texts."""
    shown = table.render(result, RenderOptions(keep_text=True))
    shown += json_report.render(result, RenderOptions(keep_text=True))
    assert CONTROLS.findall(shown) == []


# --- the files -----------------------------------------------------------------------------------


def test_there_is_a_file_for_every_known_mechanism() -> None:
    assert len(HOSTILE) >= 40
    assert len({item.mechanism for item in HOSTILE.values()}) >= 40
    assert len({item.build for item in HOSTILE.values()}) == len(HOSTILE)


@pytest.mark.parametrize("key", HOSTILE)
def test_builds_are_small_and_deterministic(key: str) -> None:
    item = HOSTILE[key]
    data = item.build()
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)
    assert sniff(data) == TYPES[item.suffix]
    assert len(data) < MAX_BYTES
    assert data == item.build()
    assert item.build.__doc__


@pytest.mark.parametrize("key", HOSTILE)
def test_declarations_can_fail(key: str) -> None:
    item = HOSTILE[key]
    known = parsers()
    names = {*known, *(parser.family for parser in known.values())}
    assert set(item.statuses) <= names, "a path or family that does not exist"
    sets = [
        item.acceptable(path_id, parser.family)
        for path_id, parser in known.items()
        if parser.panel and TYPES[item.suffix] in parser.accepts
    ]
    assert all(chosen <= set(CONTAINED) and chosen for chosen in sets)
    if "ok" in item.document:
        assert any(chosen != set(CONTAINED) for chosen in sets), "nothing that could happen would be wrong"


def test_a_path_goes_before_its_family() -> None:
    item = next(item for item in HOSTILE.values() if "pypdf" in item.statuses)
    changed = msgspec.structs.replace(item, statuses={"pypdf": ("failed",), "pypdf-plain": ("empty",)})
    assert changed.acceptable("pypdf-plain", "pypdf") == {"empty"}
    assert changed.acceptable("pypdf-layout", "pypdf") == {"failed"}
    assert changed.acceptable("tika", "tika") == set(item.default)


def test_command_writes_files_and_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "hostile"
    assert main(["--out", str(out)]) == 0
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["schema_version"] == 1
    rows = {row["file"]: row for row in manifest["files"]}
    written = {file.name for file in out.iterdir()} - {"manifest.json"}
    assert set(rows) == written == {f"{key}.{item.suffix}" for key, item in HOSTILE.items()}
    for name, row in rows.items():
        data = (out / name).read_bytes()
        assert row["sha256"] == hashlib.sha256(data).hexdigest()
        assert row["size_bytes"] == len(data)
        assert row["document"]
        assert row["statuses"]["*"]
    assert len({row["sha256"] for row in rows.values()}) == len(HOSTILE)
    assert len(capsys.readouterr().out.splitlines()) == len(HOSTILE)


@pytest.mark.parametrize("times", [1, 2, 17, 400])
def test_repeated_is_a_zlib_stream_of_the_repetition(times: int) -> None:
    chunk = bytes(range(256)) * 37 + b"Jane"
    # decompress checks the Adler-32 at the end, which is computed without the data.
    assert zlib.decompress(repeated(chunk, times)) == chunk * times


# --- mutants -------------------------------------------------------------------------------------


def test_mutants_are_deterministic_and_differ(rendered: Path) -> None:
    data = (rendered / "pdf" / f"{CONTROL}.pdf").read_bytes()
    first = [mutate(data, seed) for seed in range(60)]
    assert first == [mutate(data, seed) for seed in range(60)]
    assert len({*first, data}) >= 58
    assert all(sniff(mutant) == PDF for mutant in first)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_changes(change: mutation.Change) -> None:
    data = pdf(page_objects(SENTENCE, more={6: b"<< /Length 3 >>"}))
    if change is mutation.edit_stream:
        data = data.replace(SENTENCE, zlib.compress(SENTENCE))
    changed = {bytes(change(bytearray(data), random.Random(seed))) for seed in range(20)}
    assert len(changed - {data}) >= 10


def test_too_short_to_mutate() -> None:
    with pytest.raises(ValueError, match="100 bytes"):
        mutate(b"%PDF-1.7\n", 1)


# --- runs ----------------------------------------------------------------------------------------


def test_quick_killers_beside_clean_files(tmp_path: Path, rendered: Path) -> None:
    control = rendered / "pdf" / f"{CONTROL}.pdf"
    files = [control]
    for number, key in enumerate(QUICK):
        file = tmp_path / f"{key}.{HOSTILE[key].suffix}"
        file.write_bytes(HOSTILE[key].build())
        files += [file, control] if number % 4 == 3 else [file]
    paths = ("pymupdf-stream", "pypdf-plain", "mammoth", "docx2txt", "beautifulsoup", "lxml-html")
    settings = Settings(paths=paths, deadline_s=2)
    result = run(map(str, files), settings=settings)
    check_rows(result, settings)
    found = by_name(result, files)
    check_controls(found[CONTROL], control)
    assert unacceptable(found) == []
    assert found["form-nesting"][0].extractions, "a killer was not even tried"
    check_screens(result)
    injected = {item.path_id: item.text or "" for item in found["text-injection"][0].extractions}
    assert any("\x1b" in text for text in injected.values()), "nothing that a screen would have to hide"
    counts = [item.lone_surrogates for item in found["tounicode-surrogates"][0].extractions]
    assert max(counts) > 0


@pytest.mark.slow
def test_all_hostile_files_through_the_panel(tmp_path: Path, rendered: Path) -> None:
    control = rendered / "pdf" / f"{CONTROL}.pdf"
    files = []
    for number, (key, item) in enumerate(HOSTILE.items()):
        file = tmp_path / f"{key}.{item.suffix}"
        file.write_bytes(item.build())
        files += [control, file] if number % 6 == 0 else [file]
    settings = Settings(paths=("panel",), deadline_s=6)
    result = run(map(str, files), settings=settings)
    check_rows(result, settings)
    found = by_name(result, files)
    check_controls(found[CONTROL], control)
    assert unacceptable(found) == []
    check_screens(result)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, MUTANTS, 60))
def test_mutants(tmp_path: Path, rendered: Path, first: int) -> None:
    control = rendered / "pdf" / f"{CONTROL}.pdf"
    sources = sorted(file for file in (rendered / "pdf").glob("*.pdf") if "scan" not in file.stem)
    files = [control]
    for seed in range(first, min(first + 60, MUTANTS)):
        file = tmp_path / f"mutant-{seed}.pdf"
        file.write_bytes(mutate(sources[seed % len(sources)].read_bytes(), seed))
        files += [file, control] if seed % 20 == 19 else [file]
    settings = Settings(paths=("panel",), deadline_s=6, ocr=False)
    result = run(map(str, files), settings=settings)
    check_rows(result, settings)
    found = by_name(result, files)
    check_controls(found[CONTROL], control)
    statuses = {documents[0].document.status for key, documents in found.items() if key != CONTROL}
    assert "ok" in statuses, "mutants that nobody opens test nothing"
    check_screens(result)
