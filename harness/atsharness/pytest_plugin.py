"""pytest plugin for authors of templates: the fixtures `ats_check` and `ats_baseline`.

Importing it costs a few small modules: pytest imports it in every repository where ats is installed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from atsharness.model import DocumentResult
    from atsharness.regression.against import Held
    from atsharness.settings import Resolved, Settings

_HTML = "ats-report.html"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--ats-update`` and ``--ats-paths``."""
    group = parser.getgroup("ats", "what applicant-tracking systems read (ats-harness)")
    group.addoption(
        "--ats-update", action="store_true", help="take what ats_baseline compares into .ats/baseline.json"
    )
    group.addoption(
        "--ats-paths", metavar="A,B", help="run only these parser paths: ids, families or 'panel'"
    )


class Checked:
    """What parser paths recover of one file, with assertions.

    Attributes:
        result: everything known of the file (`atsharness.model.DocumentResult`).
    """

    def __init__(self, result: DocumentResult, settings: Settings, report: Callable[[], Path]) -> None:
        """Made by `ats_check`."""
        self.result = result
        self._settings = settings
        self._report = report

    def assert_no(self, *rules: str) -> None:
        """Asserts that there is no violation of rules: ids or beginnings of ids (``ATS2``)."""
        __tracebackhide__ = True
        from atsharness.regression.record import record_of

        self._assert_read()
        known = [item.rule_id for item in self.result.rule_results]
        for name in rules:
            own = [rule for rule in known if rule.startswith(name.upper())]
            if not own:
                raise ValueError(f"there is no rule {name!r}, or it was not run; see ats rules")
            not_run = [
                item.rule_id
                for item in self.result.rule_results
                if item.rule_id in own and item.outcome in ("incomplete", "error")
            ]
            found = [rule for rule in record_of(self.result).findings if rule in own]
            if found:
                self._fail(f"{', '.join(found)}: there is a violation")
            if not_run:
                self._fail(f"{', '.join(not_run)}: it could not be measured, so nothing is known of it")

    def assert_fields(self, worst: str) -> None:
        """Asserts how many fields the worst path of the panel recovers: ``worst="12/12"``."""
        __tracebackhide__ = True
        from atsharness.regression.record import record_of

        self._assert_read()
        least, _, of = worst.partition("/")
        record = record_of(self.result)
        total = sum(record.fields.values())
        counts = {key: path.fields for key, path in record.paths.items() if path.counts}
        if not counts:
            self._fail("no path of the panel has read it")
        if of and int(of) != total:
            self._fail(f"the page shows {total} fields, not {of}")
        path = min(counts, key=lambda key: (counts[key], key))
        if counts[path] < int(least):
            self._fail(f"{path} recovers {counts[path]} of {total} fields, {least} are asked for")

    def assert_verdict(self, *levels: str) -> None:
        """Asserts that the verdict is one of these: ``pass``, ``at_risk``, ``fail``, ``not_measurable``."""
        __tracebackhide__ = True
        self._assert_read()
        level = self.result.verdict.level if self.result.verdict is not None else "not_measurable"
        if level not in levels:
            self._fail(f"the verdict is {level}, not {' or '.join(levels)}")

    def assert_as_asked(self) -> None:
        """Asserts what ``ats.toml`` asks: ``order``, ``text``, ``fields``, ``readers``, ``rules``."""
        __tracebackhide__ = True
        from atsharness.regression.expectations import unmet
        from atsharness.regression.record import record_of

        self._assert_read()
        found = unmet(self.result.document.path, record_of(self.result), self._settings)
        if found:
            self._fail("\n".join(found))

    def _assert_read(self) -> None:
        __tracebackhide__ = True
        document = self.result.document
        if document.status != "ok":
            pytest.fail(f"{document.path}: {document.status}: {document.reason}", pytrace=False)

    def _fail(self, what: str) -> None:
        __tracebackhide__ = True
        pytest.fail(f"{what}\n\n{_short(self.result)}\nReport: {self._report()}", pytrace=False)


@pytest.fixture
def ats_check(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Checked]:
    """``ats_check(path, source=None, **settings)``: checks a file and gives a `Checked`.

    Settings are those of the folder's ``ats.toml`` or ``[tool.ats]``, with what is given here before them.
    """

    def check(
        path: str | os.PathLike[str], source: str | os.PathLike[str] | None = None, **settings: Any
    ) -> Checked:
        from atsharness import check as check_file

        used = _settings(request.config, settings).settings
        result = check_file(path, source=source, settings=used)
        return Checked(result, used, lambda: _write_report(path, source, used, tmp_path / _HTML))

    return check


@pytest.fixture
def ats_baseline(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., None]:
    """``ats_baseline(path, source=None, **settings)``: fails where a file reads worse than in the baseline.

    The baseline, ``.ats/baseline.json``, lies in pytest's root folder and is the one of ``ats compare``. A
    file without one fails, and ``--ats-update`` records it, with its source if one is given.
    """

    def compare(
        path: str | os.PathLike[str], source: str | os.PathLike[str] | None = None, **settings: Any
    ) -> None:
        __tracebackhide__ = True
        _compare(os.fspath(path), source, request.config, settings, tmp_path / _HTML)

    return compare


def _compare(
    path: str,
    source: str | os.PathLike[str] | None,
    config: pytest.Config,
    given: dict[str, Any],
    report: Path,
) -> None:
    """One file against the baseline; fails the test where it reads worse, or records it."""
    __tracebackhide__ = True
    from atsharness.regression import against, store
    from atsharness.regression.expectations import unmet

    file = config.rootpath / store.DEFAULT
    name = store.name_of(path, config.rootpath)
    update = config.getoption("--ats-update")
    known = store.load(file) if file.exists() else None
    resolved = _settings(config, given)
    settings = resolved.settings if known is None else store.as_recorded(known, resolved)
    if not update and (known is None or name not in known.files):
        pytest.fail(f"{name} has no baseline in {store.DEFAULT}; run pytest --ats-update", pytrace=False)
    sources = {} if known is None else known.sources
    if source is not None:
        sources[name] = store.source_of(os.fspath(source), config.rootpath)
    same = known is not None and name in known.files and sources.get(name) == known.files[name].source
    if same and known is not None and against.is_unchanged(known, {name: path}, settings, config.rootpath):
        if said := _said(name, unmet(name, known.files[name], settings)):
            pytest.fail(said, pytrace=False)
        return
    (read,) = against.read({name: path}, settings, sources=sources, project=config.rootpath)
    if read.record is None:
        document = read.result.document
        pytest.fail(f"{name}: {document.status}: {document.reason}", pytrace=False)
    if update:
        with _locked(file):
            store.update(file, {name: read.record}, read.engines, settings, mixed=True)
        return
    assert known is not None
    held = against.hold(read, known, settings)
    if said := _said(name, [*_worse(held, read.result), *unmet(name, read.record, settings)]):
        notes = "".join(f"note: {line}\n" for line in held.notes)
        content = config.rootpath / sources[name].name if name in sources else None
        where = _write_report(path, content, settings, report)
        pytest.fail(
            f"{said}\n{notes}If it is meant: pytest --ats-update\n\n{_short(read.result)}\nReport: {where}",
            pytrace=False,
        )


def _worse(held: Held, result: DocumentResult) -> Iterator[str]:
    """What reads worse than the baseline says."""
    from atsharness.regression.wording import worse_lines

    yield from worse_lines(held.lapsed if held.same_bytes else held.changes.worse, result)
    if not held.changes.compared:
        yield "no parser path of the baseline has read it to its end"


def _said(name: str, lines: Iterable[str]) -> str:
    """What is worse about a file, a line each."""
    return "\n".join(f"{name}: {line}" for line in lines)


def _settings(config: pytest.Config, given: dict[str, Any]) -> Resolved:
    from atsharness.settings import load

    flags = dict(given)
    paths = config.getoption("--ats-paths")
    if paths:
        flags["paths"] = tuple(filter(None, paths.split(",")))
    return load(flags, os.environ, config.rootpath)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """One process at a time: pytest-xdist runs several, and all write the one baseline."""
    import fcntl

    file.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _short(result: DocumentResult) -> str:
    """What ``ats check`` says at first."""
    from atsharness.model import RenderOptions
    from atsharness.run import summarise
    from atsharness.session import Checked as Read
    from atsharness.settings import Settings
    from atsharness_reports.short import FORMAT

    run = summarise([Read(result=result, seconds={})], Settings(), wall_s=0)
    return FORMAT.render(run, RenderOptions(width=100))


def _write_report(
    path: str | os.PathLike[str], source: str | os.PathLike[str] | None, settings: Settings, file: Path
) -> Path:
    """Reads a file that failed once more, now with pictures, and writes its HTML report."""
    from atsharness.model import Exhibit, RenderOptions, View
    from atsharness.run import run
    from atsharness_reports.html import FORMAT

    exhibits: dict[int, Exhibit] = {}
    result = run(
        [os.fspath(path)],
        settings=settings,
        source=Path(source) if source is not None else None,
        view=View(),
        exhibits=exhibits,
    )
    file.write_text(FORMAT.render(result, RenderOptions(exhibits=exhibits)), "utf-8")
    return file
