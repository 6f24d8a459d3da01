"""Settings: one frozen value, from flags, ``ATS_*``, the folder's and the user's file, and defaults."""

from __future__ import annotations

import datetime
import difflib
import os
import re
import sys
import tomllib
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from atsharness.errors import UsageError

Positive = Annotated[int, msgspec.Meta(ge=1)]


Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class LimitSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Limits of the verdict's gates that go before the calibrated ones; None leaves those."""

    content: Share | None = None
    """Least share of the characters that the median family must recover."""
    words: Share | None = None
    """Most of the words that may be lost or misread."""
    segmentation: Share | None = None
    """Most of the words that may be split or glued."""
    hidden: Share | None = None
    """Most of a path's words that nobody may see."""


class GuideSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Numbers that advice on content goes by (docs/guide.md); those of the guide unless set."""

    pages: Positive = 1
    """Most pages below `senior_years` of experience."""
    pages_senior: Positive = 2
    """Most pages for anybody."""
    senior_years: Positive = 8
    """Years of experience from which on a second page is no surprise."""
    body_pt_min: Annotated[float, msgspec.Meta(gt=0)] = 10.0
    body_pt_max: Annotated[float, msgspec.Meta(gt=0)] = 12.0
    heading_pt_min: Annotated[float, msgspec.Meta(gt=0)] = 13.0
    heading_pt_max: Annotated[float, msgspec.Meta(gt=0)] = 16.0
    summary_lines: Positive = 4
    """Most lines of a summary."""
    bullets_min: Positive = 3
    bullets_max: Positive = 6
    """Bullets of one job."""
    projects_min: Positive = 2
    projects_max: Positive = 5
    gap_months: Positive = 6
    """Months between two jobs from which on they are told."""
    verbless_share: Share = 0.2
    """Share of bullets that may begin with no verb."""
    quantified_share: Share = 0.25
    """Least share of bullets that say how much."""
    mid_years: Positive = 3
    """Years of experience from which on readers look for systems that were designed and run."""
    skills_ungrouped: Positive = 8
    """Fewest skills that need groups."""
    unused_share: Share = 0.6
    """Share of the listed technologies that no job and no project need name."""
    relevant_share: Share = 0.33
    """Least share of a posting's terms, of those that the résumé has, for its summary and newest job."""
    buzzwords_max: Annotated[int, msgspec.Meta(ge=0)] = 1
    bullet_words: Positive = 45
    """Most words of a bullet."""
    recent_years: Positive = 3
    """Years after a degree, or of experience, in which somebody is at the start of a career."""


class Least(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The least share that must be recovered, in whole percents."""

    min: Share
    over: Annotated[str, msgspec.Meta(pattern=r"^(worst|(family|path):[\w.-]+)$")] = "worst"
    """Of which path: the worst one of the panel, the best mode of a family (``family:mupdf``), or one path
    (``path:pypdf-plain``)."""


Level = Literal["error", "warning", "off"]


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an author of templates asks of a file: ``order = {min = 0.98}``."""

    text: Least | None = None
    """Of the characters."""
    order: Least | None = None
    """Of the characters in reading order."""
    fields: Least | None = None
    """Of the fields, exactly."""
    readers: Annotated[int, msgspec.Meta(ge=0)] | None = None
    """How many readers of the panel must get everything."""
    rules: dict[str, Level] = {}
    """By rule or beginning of rules: whether a violation is an error, a new one is a warning only, or
    nothing is said of it."""


class Waiver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a rule's violations are accepted, and until which day; the day itself counts."""

    reason: Annotated[str, msgspec.Meta(min_length=1)]
    until: datetime.date | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a run may be told. A password is no setting: it is never stored or shown."""

    paths: tuple[str, ...] = ()
    """Ids, families or ``panel``; empty: every path that is installed."""
    ocr: bool = True
    lang: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z_]+(\+[A-Za-z_]+)*$")] = "eng"
    """Tesseract language codes joined by ``+``."""
    tesseract: str | None = None
    """A tesseract binary that goes before the ones found; a folder's file may not name one."""
    deadline_s: Annotated[float, msgspec.Meta(gt=0, le=3600)] = 20.0
    """CPU seconds that a parser path may take for one document, with all that it starts. By the clock it is
    ended after five times as many, so that one that waits ends too."""
    memory_mb: Annotated[int, msgspec.Meta(ge=256)] = 1536
    """Memory of one worker."""
    jobs: Annotated[int, msgspec.Meta(ge=0)] = 0
    """Worker processes; 0: one per core, at most 8."""
    max_bytes: Positive = 50_000_000
    max_pages: Positive = 100
    max_pixels: Positive = 50_000_000
    """Most pixels of a page rendered for OCR."""
    ocr_below_agreement: Share = 0.9
    """Of ``ats batch --ocr auto``: the Dice coefficient of two families' words below which they disagree."""
    fail_on: Literal["fail", "at-risk", "never"] = "fail"
    require: tuple[str, ...] = ()
    """Paths that must be available (exit code 3 where one is not)."""
    limits: LimitSettings = LimitSettings()
    """``[limits]`` in a file, ``ATS_LIMITS__ORDER_MOVED`` in the environment."""
    guide: GuideSettings = GuideSettings()
    """``[guide]`` in a file, ``ATS_GUIDE__BULLETS_MAX`` in the environment."""
    select: tuple[str, ...] = ()
    """Rules to run, by id, beginning of ids (``ATS2``) or name; empty: all."""
    ignore: tuple[str, ...] = ()
    """Rules to leave out, likewise."""
    per_file_ignores: dict[str, tuple[str, ...]] = {}
    """Rules to leave out for files that fit a pattern: ``[per_file_ignores]`` in a file."""
    waivers: dict[str, str] = {}
    """Reasons by rule id: a violation of such a rule is shown as information with its reason. A file may say
    until when: ``ATS107 = {reason = "the icons stay until 2.0", until = 2027-01-31}``."""
    text: Least | None = None
    """What is asked of every file, see `Expected`."""
    order: Least | None = None
    fields: Least | None = None
    readers: Annotated[int, msgspec.Meta(ge=0)] | None = None
    rules: dict[str, Level] = {}
    files: dict[str, Expected] = {}
    """What is asked of files that fit a pattern, before what is asked of every file."""


KEYS = Settings.__struct_fields__
_LISTS = ("paths", "require", "select", "ignore")
_OF_RULES = ("select", "ignore", "per_file_ignores", "waivers")
_PROGRAMS = ("tesseract",)
"""Settings that name a program to be run."""
_NAMES = ("ats.toml", "pyproject.toml")
_USER_FILE = "~/.config/ats/ats.toml"


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """The settings and where each came from (``flag``, ``ATS_…``, a file's name, ``default``)."""

    settings: Settings
    origins: dict[str, str]
    file: str | None = None
    """The folder's settings file in use, relative to the folder."""
    ignored: tuple[str, ...] = ()
    """Settings files and waivers that were found and are not used, each with the reason in one line."""

    def rules_off(self) -> tuple[str, ...]:
        """The rules that the settings file switches off or waives, each with the key that does it."""
        off = []
        for key in _OF_RULES:
            value = getattr(self.settings, key)
            if value and self.origins[key] == Path(self.file or "").name:
                names = value if key != "per_file_ignores" else [one for ids in value.values() for one in ids]
                off.append(f"{key} {', '.join(names)}")
        return tuple(off)


def load(
    flags: Mapping[str, Any],
    environ: Mapping[str, str],
    folder: Path,
    home: Path | None = None,
    today: datetime.date | None = None,
) -> Resolved:
    """Merges all sources, the nearest wins: flags, environment, the folder's file, the user's file, defaults.

    Args:
        flags: values given on the command line; None stands for not given.
        environ: environment variables; those that start with ``ATS_`` count.
        folder: where to look for ``ats.toml`` or a ``pyproject.toml`` with ``[tool.ats]``, and from
            there upwards as far as the repository's root or `home`. Such a file is data: it may come with
            what is checked, so it names no program, and one of another owner is not used.
        home: the user's; the user's own settings are below it, or below ``XDG_CONFIG_HOME``.
        today: which waivers have expired; None asks the clock.

    Raises:
        UsageError: an unknown key, a value that does not fit, or a program named by the folder's file.
    """
    values: dict[str, Any] = {}
    origins = dict.fromkeys(KEYS, "default")
    ignored: list[str] = []
    file, of_folder = _of_folder(folder, home, ignored)
    sources = (
        _of_user(environ, home),
        (file.name if file else "", of_folder),
        _from_environ(environ),
        ("flag", dict(flags)),
    )
    for origin, found in sources:
        for key, value in found.items():
            if value is None:
                continue
            label = f"ATS_{key.upper()}" if origin == "environment" else origin
            if key not in KEYS:
                raise UsageError(f"unknown setting {key!r} ({label}); {_similar(key, KEYS)}")
            told = value
            if key == "waivers" and isinstance(value, dict):
                told = _in_force(value, label, ignored, today or datetime.date.today())
            merged = {**values.get(key, {}), **told} if isinstance(told, dict) else told
            try:
                msgspec.convert({key: merged}, Settings, strict=False)
            except msgspec.ValidationError as error:
                raise UsageError(f"setting {key} ({label}): {_said(error)}") from error
            values[key], origins[key] = merged, label
    return Resolved(
        settings=msgspec.convert(values, Settings, strict=False),
        origins=origins,
        file=os.path.relpath(file, folder) if file else None,
        ignored=tuple(ignored),
    )


def _similar(name: str, known: Collection[str]) -> str:
    """``did you mean 'order'?``, or all there are."""
    similar = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {similar[0]!r}?" if similar else f"known: {', '.join(known)}"


def _said(error: msgspec.ValidationError) -> str:
    """What is wrong with a value; of an unknown key inside it, which one may be meant."""
    said = str(error).split(" - at")[0]
    unknown = re.search(r"unknown field `(.*)`", said)
    if unknown is None:
        return said
    groups = (GuideSettings, LimitSettings, Least, Expected)
    inner = {name for group in groups for name in group.__struct_fields__}
    return f"unknown key {unknown[1]!r}; {_similar(unknown[1], sorted(inner))}"


def _in_force(
    waivers: Mapping[str, Any], label: str, ignored: list[str], today: datetime.date
) -> dict[str, Any]:
    """Reasons of the waivers that hold today; what has expired is told."""
    found: dict[str, Any] = {}
    for rule, value in waivers.items():
        if not isinstance(value, dict):
            found[rule] = value
            continue
        try:
            waiver = msgspec.convert(value, Waiver)
        except msgspec.ValidationError as error:
            raise UsageError(f"setting waivers.{rule} ({label}): {str(error).split(' - at')[0]}") from error
        if waiver.until is not None and waiver.until < today:
            ignored.append(f"the waiver of {rule} ({label}) ended on {waiver.until}: {waiver.reason}")
        else:
            found[rule] = waiver.reason
    return found


def _of_folder(folder: Path, home: Path | None, ignored: list[str]) -> tuple[Path | None, dict[str, Any]]:
    """The nearest settings file of a folder and those above it, and what it says."""
    for place in (folder, *folder.parents):
        for name in _NAMES:
            file = place / name
            if not file.is_file():
                continue
            if not _is_own(file):
                with suppress(UsageError):
                    if _table(file) is not None:
                        where = os.path.relpath(file, folder)
                        ignored.append(f"{where} belongs to another user, so it is not used")
                continue
            table = _table(file)
            if table is None:
                continue
            for key in _PROGRAMS:
                if key in table:
                    raise UsageError(
                        f"{name}: {key!r} names a program, which a folder's file may not do; "
                        f"set ATS_{key.upper()}, or put it into {_USER_FILE}"
                    )
            return file, table
        if place == home or (place / ".git").exists():
            break
    return None, {}


def _is_own(file: Path) -> bool:
    """Whether a file is this user's or the system's."""
    return sys.platform == "win32" or file.stat().st_uid in (os.geteuid(), 0)


def _of_user(environ: Mapping[str, str], home: Path | None) -> tuple[str, dict[str, Any]]:
    """The user's own settings, which may name programs (XDG Base Directory Specification)."""
    base = environ.get("XDG_CONFIG_HOME", "")
    if home is None and not os.path.isabs(base):
        return "", {}
    folder = Path(base) if os.path.isabs(base) else (home or Path()) / ".config"
    file = folder / "ats" / "ats.toml"
    return _USER_FILE, (_table(file) or {}) if file.is_file() else {}


def _table(file: Path) -> dict[str, Any] | None:
    """What a file sets; None where it is no settings file."""
    own = file.name == "ats.toml"
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        if own:
            raise UsageError(f"{file.name}: {error}") from error
        return None
    if own:
        return content
    tool = content.get("tool")
    table = tool.get("ats") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise UsageError(f"{file.name}: [tool.ats] must be a table")
    return table


def _from_environ(environ: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    found: dict[str, Any] = {}
    for name, value in sorted(environ.items()):
        if not name.startswith("ATS_"):
            continue
        key, _, inner = name[4:].lower().partition("__")
        if inner:
            found.setdefault(key, {})[inner] = value
            continue
        found[key] = tuple(filter(None, value.split(","))) if key in _LISTS else value
    return "environment", found
