"""The baseline file: found, read with everything checked, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from atsharness.errors import UsageError
from atsharness.installed import installed
from atsharness.regression.baseline import SCHEMA_VERSION, Baseline, FileRecord, SourceRecord
from atsharness.settings import Resolved, Settings
from atsharness.version import __version__

FOLDER = ".ats"
DEFAULT = Path(FOLDER) / "baseline.json"
_MARKS = re.compile(rb"^(<{7}|={7}|>{7}|\|{7})( |$)", re.MULTILINE)
"""What git leaves in a file of which two sides changed the same lines."""
_OF_RESULTS = (
    *("paths", "ocr", "lang", "max_pages", "max_pixels", "limits"),
    *("select", "ignore", "per_file_ignores", "waivers"),
)
"""Settings that change what is recovered or how it is judged."""


def project_of(file: Path) -> Path:
    """The folder that the names in a baseline are relative to: its own, or the one above ``.ats``."""
    folder = Path(os.path.abspath(file)).parent
    return folder.parent if folder.name == FOLDER else folder


def name_of(file: str, project: Path) -> str:
    """A file's name in a baseline, the same on every machine and in every working folder.

    Raises:
        UsageError: standard input, which has none.
    """
    if file == "-":
        raise UsageError("a baseline needs files with names; standard input has none")
    below = os.path.relpath(os.path.abspath(file), project).replace(os.sep, "/")
    return os.fsencode(below).decode("utf-8", "replace")


def settings_of(settings: Settings) -> dict[str, object]:
    """The settings that change results and are not at their defaults, as JSON has them."""
    usual = Settings()
    changed = {
        name: getattr(settings, name)
        for name in _OF_RESULTS
        if getattr(settings, name) != getattr(usual, name)
    }
    return msgspec.json.decode(msgspec.json.encode(changed), type=dict[str, object])


_OPTIONS = ("paths", "ocr", "lang")
"""Settings that are options of the command, and need not be given again; what is judged by is of today."""


def as_recorded(known: Baseline, resolved: Resolved) -> Settings:
    """The settings in force, but the options of the baseline where nobody has set any.

    Raises:
        UsageError: the baseline has a value that no setting has.
    """
    given = {
        name: known.settings[name]
        for name in _OPTIONS
        if name in known.settings and resolved.origins[name] == "default"
    }
    try:
        found = msgspec.convert(msgspec.to_builtins(resolved.settings) | given, Settings)
    except msgspec.ValidationError as error:
        raise UsageError(f"settings of the baseline: {error}") from error
    return found


def digest(file: Path) -> str | None:
    """The file's SHA-256; None where it cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return None


def source_of(file: str, project: Path) -> SourceRecord:
    """The record of a source.

    Raises:
        UsageError: it cannot be read.
    """
    sha256 = digest(Path(file))
    if sha256 is None:
        raise UsageError(f"cannot read the source {file}")
    return SourceRecord(name=name_of(file, project), sha256=sha256)


def made(settings: Settings, engines: Mapping[str, str | None], files: Mapping[str, FileRecord]) -> Baseline:
    """A baseline of what is installed now."""
    return Baseline(
        schema_version=1,
        tool=__version__,
        settings=settings_of(settings),
        installed=installed(),
        engines={key: version for key, version in sorted(engines.items()) if version is not None},
        files=dict(sorted(files.items())),
    )


def load(file: Path, *, again: Sequence[str] = ()) -> Baseline:
    """Reads a baseline.

    Args:
        file: as written by `save`.
        again: the files that are to be compared, for the command that would write a baseline of them.

    Raises:
        UsageError: it is not there, or is no baseline as this version writes it; the message says what to do.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        named = " ".join(again) or "FILE…"
        where = "" if file == DEFAULT else f" -o {file}"
        raise UsageError(f"no baseline {file}; write one: ats baseline {named}{where}") from None
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    if _MARKS.search(data):
        raise UsageError(
            f"{file} holds the marks of a merge conflict; take either side (git checkout --ours {file}), "
            "then run ats compare, and ats approve if its changes are meant"
        )
    try:
        head = msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} is no JSON object, or cut off ({error}); {_anew(file)}") from error
    version = head.get("schema_version")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise UsageError(
            f"{file} was written by a newer ats ({head.get('tool')}, schema {version}); "
            f"this is {__version__}: update ats"
        )
    try:
        baseline = msgspec.json.decode(data, type=Baseline)
    except msgspec.ValidationError as error:
        raise UsageError(f"{file} is not as ats wrote it: {error}; {_anew(file)}") from error
    twice = _twice(data, baseline.files)
    if twice:
        raise UsageError(f"{file} has {twice} twice; {_anew(file)}")
    return baseline


def _anew(file: Path) -> str:
    return f"bring it back (git checkout {file}), or delete it and run ats baseline"


def _twice(data: bytes, files: Iterable[str]) -> str | None:
    """A name that a merge has left twice; JSON itself takes the last one and says nothing."""
    for name in files:
        key = re.escape(msgspec.json.encode(name))
        if len(re.findall(rb"^    " + key + rb": *\{", data, re.MULTILINE)) > 1:
            return name
    return None


def save(file: Path, baseline: Baseline) -> None:
    """Writes a baseline beside its place and renames it, so that it is never there by half.

    Raises:
        UsageError: it cannot be written.
    """
    beside = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(encoded(baseline))
        beside.replace(file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise UsageError(f"cannot write {file}: {error.strerror}; nothing was changed") from error


def update(
    file: Path,
    files: Mapping[str, FileRecord],
    engines: Mapping[str, str | None],
    settings: Settings,
    *,
    mixed: bool = False,
) -> None:
    """Puts records of files into a baseline, which is written if there is none.

    Args:
        file: the baseline.
        files: by name.
        engines: versions by path.
        settings: that the files were read with.
        mixed: whether they may differ from what the other files of the baseline were read with: tests record
            one file after the other.

    Raises:
        UsageError: the other files of the baseline were read by other engines or with other settings.
    """
    known = load(file) if file.exists() else made(settings, {}, {})
    kept = {name: record for name, record in known.files.items() if name not in files}
    named = {key for record in files.values() for key in record.paths}
    fresh = {key: version for key, version in engines.items() if key in named}
    if kept:
        others = [key for key, version in known.engines.items() if fresh.get(key, version) != version]
        if known.settings != settings_of(settings):
            others.append("settings")
        if others and not mixed:
            raise UsageError(
                f"{', '.join(others)}: not as in the baseline; approve all of its files together: ats approve"
            )
        fresh = {**known.engines, **fresh}
    save(file, made(settings, fresh, kept | dict(files)))


def encoded(baseline: Baseline) -> bytes:
    """A baseline as JSON that people read and ``git diff`` shows well: short objects take one line each."""
    return (_shown(msgspec.to_builtins(baseline), 0) + "\n").encode()


_WIDTH = 110
_STEP = "  "
_OPEN = 2
"""Levels of objects that take a line an entry, however short they are."""


def _shown(value: Any, depth: int) -> str:
    flat = msgspec.json.format(msgspec.json.encode(value), indent=0).decode()
    short = depth > _OPEN and len(flat) + depth * len(_STEP) <= _WIDTH
    if short or not value or not isinstance(value, dict):
        return flat
    inner = _STEP * (depth + 1)
    items = (
        f"{inner}{msgspec.json.encode(str(key)).decode()}: {_shown(item, depth + 1)}"
        for key, item in value.items()
    )
    return "{\n" + ",\n".join(items) + "\n" + _STEP * depth + "}"
