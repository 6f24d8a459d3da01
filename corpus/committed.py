"""Which built files are committed, so that demo, tests and benchmarks need no typesetter."""

from __future__ import annotations

from pathlib import Path

from atsharness.corpus.build import Report, build, choose_layouts
from atsharness.corpus.person import content_dir, load_people
from atsharness.corpus.reference import markdown

RENDERED: dict[str, tuple[str, ...]] = {
    "chromium/two-column": ("dense",),
    "libreoffice/table": ("dense",),
    "typst/banner-sidebar": ("diacritics",),
    "typst/interleaved": ("dense",),
    "typst/scan": ("dense",),
    "typst/single-column": ("dense", "diacritics", "junior"),
    "typst/spaced-headings": ("dense", "diacritics"),
    "typst/two-column": ("dense", "junior"),
    "xelatex/single-column": ("dense", "diacritics"),
}
"""People by layout, for ``rendered/``."""

BENCHMARK = "typst-single-column__dense"
"""The page that speed is measured on: one dense page, one column, at least 400 words."""

DEMO = ("typst/banner-sidebar", "dense")
"""Layout and person of ``demo/resume.pdf``, the one résumé that the wheel carries."""


def rebuild(corpus: Path) -> Report:
    """Makes ``rendered/`` and ``demo/`` of a corpus folder anew, as far as the typesetters are here.

    Files of typesetters that are missing stay as they are.
    """
    built: list[str] = []
    skipped: dict[str, str] = {}
    for layout_id, people in RENDERED.items():
        layouts = choose_layouts([layout_id])
        report = build(corpus / "rendered", layouts, load_people(content_dir(), people))
        built += report.built
        skipped |= report.skipped
    _build_demo(corpus / "demo")
    return Report(built=(*built, "demo/resume"), skipped=skipped)


def _build_demo(folder: Path) -> None:
    (layout,) = choose_layouts([DEMO[0]])
    (person,) = load_people(content_dir(), [DEMO[1]])
    result = layout.build(person, 0)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "resume.pdf").write_bytes(result.pdf)
    (folder / "resume.md").write_text(markdown(result.arrangement), encoding="utf-8", newline="\n")
