"""A portrait photo.

What it looks for:
    An image of 2 to 7 cm with many tones and no text in it.

Why parsers lose it:
    Paths skip it. Some systems refuse files with pictures, and some employers ask for résumés without one.

Evidence:
    The place of the picture.

How to fix:
    Leave the photo out where it is not asked for.

Limits:
    The content of the picture is not analysed, so any photo of that size counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from atsharness.model import Evidence
from atsharness.rules.kit.text_facts import facts_of
from atsharness.rules.model import Artifacts, Draft, Rule


def _find(artifacts: Artifacts) -> Iterator[Draft]:
    for image in facts_of(artifacts).images:
        if image.kind == "photo":
            own = Evidence(kind="layout", page=image.page, box=image.box, note="an image with many tones")
            yield Draft(
                message=f"a photo on page {image.page}",
                anchor="photo",
                page=image.page,
                boxes=(image.box,),
                evidence=(own,),
                harmless=True,
            )


RULE = Rule(
    id="ATS134",
    name="photo",
    depth=7,
    find=_find,
    needs="facts",
    advice={"": "Leave the photo out unless the employer asks for one."},
)
