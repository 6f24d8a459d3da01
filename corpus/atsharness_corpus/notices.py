"""The notices beside committed files: what each was printed with, and the licences of its fonts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from atsharness_corpus.labels import FileLabel
from atsharness_corpus.typesetters.licences import TEMPLATES, licence_of

_HEAD = """# Notices

The people, employers and schools in these files are fictional; addresses end in `example.com`, and
the phone numbers come from ranges reserved for fiction. The texts and layouts are part of ats-harness
and under its licence (AGPL-3.0-or-later), but for the templates named below.
`ats corpus build --committed corpus` makes all files here and in `../demo/` anew, this list included,
as far as the typesetters are installed.

`ref/NAME.txt` is the text of `pdf/NAME.pdf` in page order, one line for each heading, paragraph, bullet
or row; `fields/NAME.json` the data that it shows; `labels.json` the faults that it has.

| file | typesetter | template | embedded fonts |
|---|---|---|---|
"""


def notices(folder: Path, labels: Iterable[FileLabel]) -> str:
    """A Markdown page: one row a file, then the licence of every font and template.

    Raises:
        KeyError: the licence of a font that a layout embeds, or of a template, is not known.
    """
    labels = tuple(labels)
    rows = []
    licences: dict[str, str] = {}
    for label in sorted(labels, key=lambda label: label.file):
        fonts = embedded_fonts(folder / label.file)
        injected = "__clean__" not in label.file and label.seed > 0
        for font in fonts:
            try:
                licences[font] = "; ".join(licence_of(font))
            except KeyError:
                if not injected:
                    raise
                # Some faults rename the font that they spoil; it is one of their typesetter's.
                licences.setdefault(font, f"a renamed subset of one of {label.typesetter}'s fonts here")
        name = label.file.removeprefix("pdf/")
        rows.append(
            f"| `{name}` | {label.typesetter} | {label.template or ''} | {', '.join(fonts) or 'none'} |"
        )
    fonts_used = [f"- {font}: {licences[font]}" for font in sorted(licences)]
    names = sorted({label.template for label in labels if label.template})
    templates = [f"- {name}: {'; '.join(TEMPLATES[name])}" for name in names]
    parts = ("\n".join(rows), "## Licences of the fonts", "\n".join(fonts_used))
    return _HEAD + "\n\n".join((*parts, "## Licences of the templates", "\n".join(templates))) + "\n"


def embedded_fonts(path: Path) -> tuple[str, ...]:
    """Names of the fonts that a file embeds, without their subsets' tags; sorted.

    None of a file that does not open: its near-miss has the same.
    """
    import pymupdf

    opened: Any = pymupdf.open
    names = set()
    try:
        document = opened(path)
    except pymupdf.FileDataError:
        return ()
    with document:
        for page in () if document.needs_pass else document:
            for _, suffix, _, name, *_ in page.get_fonts(full=True):
                if suffix != "n/a":
                    names.add(name.rpartition("+")[2])
    return tuple(sorted(names))
