"""Files read again and held against their baseline: what is worse, and what is not the file's doing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from atsharness.installed import installed
from atsharness.regression import store
from atsharness.regression.baseline import Baseline, FileRecord, SourceRecord

if TYPE_CHECKING:
    from atsharness.model import DocumentResult
    from atsharness.regression.compare import Change, Changes
    from atsharness.session import Checked, Session
    from atsharness.settings import Settings


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it is read now. `record` is None where it cannot be read; the result's document says why."""

    name: str
    result: DocumentResult
    record: FileRecord | None = None

    @property
    def engines(self) -> dict[str, str | None]:
        """Versions by path."""
        return {item.path_id: item.version for item in self.result.extractions}


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A file against its baseline."""

    read: Read
    changes: Changes
    mild: tuple[Change, ...] = ()
    """What got worse by rules of which the settings want a warning only."""
    lapsed: tuple[Change, ...] = ()
    """Of the changes, violations whose waiver has ended: the author's doing, whatever the bytes are."""
    same_bytes: bool = False
    notes: tuple[str, ...] = ()
    """What else differs from the day of the baseline: engines, settings, fonts, ats itself."""


def read(
    names: Mapping[str, str],
    settings: Settings,
    *,
    sources: Mapping[str, SourceRecord],
    project: Path,
    progress: Callable[[object], None] = lambda _result: None,
) -> Iterator[Read]:
    """Reads files through the parser paths.

    Args:
        names: of the files in the baseline, with where each lies.
        settings: of the run.
        sources: of the files that have one, by name.
        project: the folder that the sources' names are relative to.
        progress: called with each result.

    Raises:
        UsageError: the settings give a level to a rule that there is none of, or a source cannot be used.
    """
    from atsharness.model import View
    from atsharness.regression.record import record_of
    from atsharness.session import Session

    # A view without pages: no picture is drawn, and the fonts are there.
    with Session(settings, view=View(last=0)) as session:
        for name, item in _checked(session, names, {name: project / sources[name].name for name in sources}):
            progress(item.result)
            facts = item.exhibit.facts if item.exhibit is not None else None
            fonts = [font.name for font in facts.fonts] if facts is not None else []
            ok = item.result.document.status == "ok"
            record = record_of(item.result, fonts) if ok else None
            if record is not None and name in sources:
                source = store.source_of(str(project / sources[name].name), project)
                record = msgspec.structs.replace(record, source=source)
            yield Read(name=name, result=item.result, record=record)


def _checked(
    session: Session, names: Mapping[str, str], sources: Mapping[str, Path]
) -> Iterator[tuple[str, Checked]]:
    """The files in their order."""
    # Rules take a while to import: done while the workers read.
    checked = session.check(
        names.values(),
        sources=[sources.get(name) for name in names],
        meanwhile=lambda: _levels_of_rules(session.settings),
    )
    yield from zip(names, checked, strict=True)


def _levels_of_rules(settings: Settings) -> None:
    from atsharness.rules.engine import all_rules, selected

    given = [settings.rules, *(one.rules for one in settings.files.values())]
    selected(all_rules(), tuple({rule for rules in given for rule in rules}))


def hold(read: Read, baseline: Baseline, settings: Settings) -> Held:
    """Compares a file that could be read and has a baseline.

    Raises:
        KeyError: it has none.
    """
    from atsharness.regression.compare import compare
    from atsharness.regression.expectations import expected_of, level_of

    before = baseline.files[read.name]
    assert read.record is not None
    levels = expected_of(read.name, settings).rules
    changes = compare(before, read.record)
    worse = tuple(one for one in changes.worse if level_of(one.name, levels) == "error")
    waived = baseline.settings.get("waivers")
    ended = waived.keys() - settings.waivers.keys() if isinstance(waived, dict) else frozenset()
    return Held(
        read=read,
        changes=msgspec.structs.replace(changes, worse=worse),
        lapsed=tuple(one for one in worse if one.what == "finding" and one.name in ended),
        mild=tuple(one for one in changes.worse if level_of(one.name, levels) == "warning"),
        same_bytes=(before.sha256, before.source) == (read.record.sha256, read.record.source),
        notes=tuple(_differences(read, before, baseline, settings)),
    )


def _differences(read: Read, before: FileRecord, baseline: Baseline, settings: Settings) -> Iterator[str]:
    from atsharness.regression.wording import engine_lines
    from atsharness.version import __version__
    from atsharness_reports._terminal import listing

    engines = list(engine_lines(baseline.engines.items(), read.engines))
    if engines:
        yield f"engines: {', '.join(engines)}"
    if baseline.tool != __version__:
        yield f"ats {baseline.tool} → {__version__}"
    now = store.settings_of(settings)
    usual = {
        name for name in now.keys() | baseline.settings.keys() if now.get(name) != baseline.settings.get(name)
    }
    if usual:
        yield f"settings: {', '.join(sorted(usual))}"
    fonts = read.record.fonts if read.record is not None else ()
    source = read.record.source if read.record is not None else None
    if source != before.source:
        now_and_then = [one.name if one is not None else "none" for one in (before.source, source)]
        yield f"source: {' → '.join(dict.fromkeys(now_and_then))} (another content)"
    if fonts != before.fonts:
        yield f"fonts: {listing(before.fonts) or 'none'} → {listing(fonts) or 'none'}"


def is_source_unchanged(record: FileRecord, project: Path) -> bool:
    """Whether a file's source is as it was, or it has none."""
    return record.source is None or store.digest(project / record.source.name) == record.source.sha256


def is_unchanged(baseline: Baseline, files: Mapping[str, str], settings: Settings, project: Path) -> bool:
    """Whether all is as on the day of the baseline, so that no engine has to read anything.

    Args:
        baseline: with the files.
        files: names in the baseline with where each lies.
        settings: in force.
        project: the folder that names in the baseline are relative to.
    """
    from atsharness.version import __version__

    return (
        baseline.tool == __version__
        and baseline.settings == store.settings_of(settings)
        and all(
            name in baseline.files
            and store.digest(Path(file)) == baseline.files[name].sha256
            and is_source_unchanged(baseline.files[name], project)
            for name, file in files.items()
        )
        and baseline.installed == installed()
    )
