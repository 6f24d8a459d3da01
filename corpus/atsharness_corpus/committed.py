"""Which built files are committed, so that demo, tests and benchmarks need no typesetter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from atsharness_corpus import build
from atsharness_corpus.advice.sheet import Sheet
from atsharness_corpus.labels import FileLabel, Labels, read_labels, write_labels
from atsharness_corpus.model import Style
from atsharness_corpus.notices import notices
from atsharness_corpus.person import content_dir, load_people
from atsharness_corpus.reference import markdown

PEOPLE: dict[str, tuple[str, ...]] = {
    "typst/banner-sidebar": ("diacritics",),
    "typst/single-column": ("dense", "diacritics", "french", "german", "junior", "spanish"),
    "typst/spaced-headings": ("dense", "diacritics"),
    "typst/two-column": ("dense", "junior"),
    "typst/two-page": ("senior",),
    "xelatex/single-column": ("dense", "diacritics"),
}
"""Whose files of a layout are committed; of any other layout that of `_ONE`."""
_ONE = ("dense",)

FAULT_SEED = 1
"""The seed of the committed faults and near-misses."""
FAULT_TYPESETTERS = ("reportlab", "typst")
"""What committed faults are printed with: both come by pip and print the same bytes everywhere."""

TOO_LARGE = frozenset({"file-size"})
"""Faults whose files are too large to commit."""

BENCHMARK = "typst-single-column__dense"
"""The page that speed is measured on: one dense page, one column, at least 400 words."""

DEMO = ("typst/banner-sidebar", "dense")
"""Layout and person of ``demo/resume.pdf``, the one résumé that the wheel carries."""


def jobs() -> tuple[build.Job, ...]:
    """The layouts in their own look, then a pair of every fault."""
    looks = [
        build.Job(layout=layout.id, seed=0, person=person)
        for layout in build.choose_layouts()
        for person in PEOPLE.get(layout.id, _ONE)
    ]
    pairs = [
        build.Job(fault=fault.id, seed=FAULT_SEED, near_miss=near_miss)
        for fault in build.choose_faults()
        if fault.id not in TOO_LARGE
        for near_miss in (False, True)
    ]
    return (*looks, *pairs)


def rebuild(corpus: Path, progress: Callable[[int], None] = lambda _: None) -> build.Report:
    """Makes ``rendered/`` and ``demo/`` of a corpus folder anew, as far as the typesetters are here.

    Files of typesetters that are missing stay as they are, with their labels; files that are no longer
    wanted go.
    """
    out = corpus / "rendered"
    reasons = {layout.id: layout.typesetter.missing() for layout in build.choose_layouts()}
    wanted = [job for job in jobs() if job.fault or not reasons[job.layout]]
    before = read_labels(out / "labels.json").files if (out / "labels.json").is_file() else ()
    report = build.build(out, wanted, FAULT_TYPESETTERS, progress=progress)
    made = read_labels(out / "labels.json").files
    kept = tuple(label for label in before if reasons.get(label.layout, ""))
    labels = Labels(files=(*made, *(label for label in kept if label not in made)))
    write_labels(out / "labels.json", labels)
    _remove_others(out, labels.files)
    (out / "NOTICE.md").write_text(notices(out, labels.files), encoding="utf-8", newline="\n")
    _build_demo(corpus / "demo")
    missing = {name: reason for name, reason in reasons.items() if reason}
    return build.Report(built=(*report.built, "demo/resume"), skipped={**report.skipped, **missing})


def _remove_others(out: Path, labels: tuple[FileLabel, ...]) -> None:
    named = {out / name for label in labels for name in (label.file, label.reference, label.fields) if name}
    for folder in ("pdf", "ref", "fields"):
        for path in (out / folder).iterdir():
            if path not in named:
                path.unlink()


def _build_demo(folder: Path) -> None:
    (layout,) = build.choose_layouts([DEMO[0]])
    (person,) = load_people(content_dir(), [DEMO[1]])
    result = layout.build(person, 0)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "resume.pdf").write_bytes(result.pdf)
    (folder / "resume.md").write_text(markdown(result.arrangement), encoding="utf-8", newline="\n")
    (folder / "good.pdf").write_bytes(good_twin(folder).pdf())


def good_twin(folder: Path) -> Sheet:
    """The same person's résumé as the guide advises it (docs/guide.md), by ``good.json`` of a folder."""
    (person,) = load_people(folder, ["good"])
    style = Style(font="Libertinus Serif", size=10.0, margin=32.0)
    return Sheet(person=person, style=style, dates="below")
