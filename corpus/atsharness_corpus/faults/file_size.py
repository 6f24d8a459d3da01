"""L10: more than 5 MB, because of a banner picture in camera resolution. The near-miss uses print size."""

from __future__ import annotations

import random
from functools import partial
from io import BytesIO
from typing import Any

from atsharness_corpus.faults import Fault, Faulty, Placed
from atsharness_corpus.faults._sheet import body, drawn_sheet, finished, typeset
from atsharness_corpus.person import Person

LARGE = 5 * 1024 * 1024
"""What an upload form may refuse, in bytes."""


def _picture(width: int, height: int, rng: random.Random) -> Any:
    """A sky over hills with the grain of a camera's sensor."""
    from PIL import Image, ImageDraw

    top, bottom = ((rng.randint(*bounds) for bounds in three) for three in (_SKY, _HAZE))
    shade = Image.linear_gradient("L").resize((width, height))
    picture = Image.composite(
        Image.new("RGB", shade.size, tuple(bottom)), Image.new("RGB", shade.size, tuple(top)), shade
    )
    draw = ImageDraw.Draw(picture)
    for layer in range(3):
        base = height * (0.55 + 0.15 * layer)
        steps = [(width * at / 8, base - rng.uniform(0, 0.25) * height) for at in range(9)]
        draw.polygon([(0, height), *steps, (width, height)], fill=(70 - 18 * layer, 95 - 22 * layer, 100))
    grain = Image.frombytes("RGB", (width, height), rng.randbytes(3 * width * height))
    return Image.blend(picture, grain, 0.2)


_SKY = ((90, 150), (140, 190), (200, 240))
_HAZE = ((220, 250), (210, 240), (190, 230))


def _jpeg(picture: Any) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=97, subsampling=0)
    return out.getvalue()


def _make(person: Person, rng: random.Random, typesetter: str, *, faulty: bool) -> Faulty:
    import pikepdf

    sheet = drawn_sheet(person, rng, typesetter)
    across, share = rng.choice((5600, 6000, 6400)), rng.uniform(0.16, 0.2)
    high, seed = round(rng.uniform(84, 110), 1), rng.getrandbits(32)
    down = round(across * high / 612)
    picture = _picture(across, down, random.Random(seed))
    if not faulty:
        picture = picture.resize((round(across * share), round(down * share)))
    data = _jpeg(picture)

    def edit(document: Any) -> None:
        page = document.pages[0]
        image = pikepdf.Stream(document, data)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height = picture.size
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        image.Filter = pikepdf.Name.DCTDecode
        name = page.add_resource(image, pikepdf.Name.XObject, pikepdf.Name("/Im0"))
        _, _, width, top = (float(value) for value in page.MediaBox)
        page.contents_add(
            f"q {width:g} 0 0 {high:g} 0 {top - high:g} cm {name} Do Q\n".encode("ascii"), prepend=True
        )

    space = f"#v({round(high - sheet.style.margin + 14, 1)}pt)"
    pdf = finished(sheet, typeset(sheet, f"{space}\n{body(sheet.blocks)}"), edit)
    if faulty and len(pdf) <= LARGE:
        raise ValueError("the picture is too small to make the fault")
    return Faulty(pdf=pdf, reference=sheet.reference, placed=(Placed(),) if faulty else ())


FAULT = Fault(
    id="file-size",
    catalogue="L10",
    rule_ids=("ATS506",),
    expect="information",
    needs=("pikepdf", "pillow"),
    inject=partial(_make, faulty=True),
    near_miss=partial(_make, faulty=False),
)
