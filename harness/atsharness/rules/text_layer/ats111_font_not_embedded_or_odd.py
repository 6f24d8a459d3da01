"""Text in a font that is not embedded in the file.

What it looks for:
    Fonts in use that are not embedded, other than the standard 14 fonts.

Why parsers lose it:
    Text paths do not need the font itself where the encoding gives the characters. But the viewer replaces
    the font, so what a person sees and what OCR reads is another font.

Evidence:
    The font's name and where it is first used.

How to fix:
    Embed all fonts.

Limits:
    This rule reports information. Words that a path does lose in such a font are shown as evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.rules.kit import costing
from atsharness.rules.kit.losses import LOST
from atsharness.rules.kit.text_facts import MOST_BOXES, facts_of
from atsharness.rules.model import Artifacts, Draft, Rule

STANDARD = ("Courier", "Helvetica", "Times", "Symbol", "ZapfDingbats")
"""The standard 14 fonts, which every viewer has (ISO 32000-1, 9.6.2.2)."""


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    facts = facts_of(artifacts)
    for index, font in enumerate(facts.fonts):
        if font.embedded or font.kind == "Type3" or not font.glyphs or font.name.startswith(STANDARD):
            continue
        for page in facts.pages:
            boxes = [run.box for run in page.runs if run.font == index and run.visible and run.text.strip()]
            if not boxes:
                continue
            missing = costing.content(
                artifacts, artifacts.measured.words_in(page.number, boxes), LOST - {"split", "glued"}
            )
            own = Evidence(kind="font", page=page.number, box=boxes[0], observed=font.name)
            yield Draft(
                message=f"the font {font.name} is not embedded: viewers show another one",
                anchor=font.name,
                page=page.number,
                boxes=tuple(boxes[:MOST_BOXES]),
                evidence=(own, *costing.lost_words(artifacts, missing)),
                harmless=True,
            )
            break


RULE = Rule(
    id="ATS111",
    name="font-not-embedded-or-odd",
    depth=7,
    find=_find,
    advice={
        "": "Embed all fonts when exporting.",
        "word": "File > Options > Save: embed fonts in the file, the common ones too.",
        "latex": r"Run updmap with pdftexDownloadBase14 true, or use fonts that can be embedded.",
    },
)
