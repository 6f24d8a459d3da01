"""Builds layouts × people into PDFs with their reference texts.

``python -m atsharness.corpus.build --out build/corpus`` prints what was built, and on standard
error what was left out because its typesetter is not installed. ``--committed corpus`` makes the
committed files anew (`committed`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from atsharness.corpus.model import DoesNotFitError, Layout, TypesetterMissing
from atsharness.corpus.person import Person, content_dir, load_people
from atsharness.corpus.reference import plain_text
from atsharness.harness.errors import HarnessError, UsageError
from atsharness.harness.registry import discover


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What `build` did: file stems in the order built, and the reason for all that was left out."""

    built: tuple[str, ...]
    skipped: dict[str, str]


def all_layouts() -> dict[str, Layout]:
    """Every layout by id: our files and other packages' entry points."""
    return {key: found.value for key, found in discover("atsharness.corpus.layouts", "LAYOUT").items()}


def choose_layouts(ids: Iterable[str] = ()) -> tuple[Layout, ...]:
    """The layouts of these ids, or all; in the order of their ids.

    Raises:
        UsageError: there is no layout of that id.
    """
    known = all_layouts()
    wanted = sorted(set(ids)) or list(known)
    if unknown := [name for name in wanted if name not in known]:
        raise UsageError(f"no such layout: {', '.join(unknown)}; there are {', '.join(known)}")
    return tuple(known[name] for name in wanted)


def build(out: Path, layouts: Iterable[Layout], people: Iterable[Person], seed: int = 0) -> Report:
    """Writes ``out/pdf/<layout>__<person>.pdf`` and ``out/ref/<layout>__<person>.txt``.

    Args:
        out: made if need be; other files in it stay.
        layouts: e.g. from `choose_layouts`. Those whose typesetter is missing are skipped.
        people: e.g. from `load_people`.
        seed: 0 is each layout's own look.

    Returns:
        What was built and what was skipped: a layout without its typesetter, or a person whose text does
        not fit on a layout's pages.
    """
    people = tuple(people)
    built: list[str] = []
    skipped: dict[str, str] = {}
    for folder in ("pdf", "ref"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for layout in layouts:
        try:
            layout.typesetter.probe()
        except TypesetterMissing as error:
            skipped[layout.id] = str(error)
            continue
        for person in people:
            stem = layout.file_stem(person)
            try:
                result = layout.build(person, seed)
            except DoesNotFitError as error:
                skipped[f"{layout.id} for {person.id}"] = str(error)
                continue
            (out / "pdf" / f"{stem}.pdf").write_bytes(result.pdf)
            _write_text(out / "ref" / f"{stem}.txt", plain_text(result.arrangement))
            built.append(stem)
    return Report(built=tuple(built), skipped=skipped)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    from atsharness.corpus.committed import rebuild

    parser = argparse.ArgumentParser(
        prog="python -m atsharness.corpus.build", description="Builds the corpus."
    )
    parser.add_argument("--out", type=Path, default=Path("build/corpus"), metavar="DIR")
    parser.add_argument("--layouts", default="", help="ids, separated by commas; all unless given")
    parser.add_argument("--people", default="", help="ids, separated by commas; all unless given")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--committed",
        type=Path,
        metavar="DIR",
        help="rebuild rendered/ and demo/ in this corpus folder instead",
    )
    options = parser.parse_args(arguments)
    try:
        if options.committed:
            report = rebuild(options.committed)
        else:
            layouts = choose_layouts(filter(None, options.layouts.split(",")))
            people = load_people(content_dir(), filter(None, options.people.split(",")))
            report = build(options.out, layouts, people, options.seed)
    except HarnessError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return int(error.exit_code)
    for stem in report.built:
        print(stem)  # noqa: T201
    for name, reason in report.skipped.items():
        print(f"skipped {name}: {reason}", file=sys.stderr)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
