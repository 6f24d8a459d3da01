"""Pictures under the text of a page: rendered by Typst, compressed by Pillow, put in by pikepdf."""

from __future__ import annotations

from io import BytesIO
from typing import Any


def rendered(source: str, ppi: int) -> tuple[bytes, float, float]:
    """Typst source as a JPEG, with its width and height in points."""
    import typst as compiler
    from PIL import Image

    png = compiler.compile(source.encode(), format="png", ppi=ppi, ignore_system_fonts=True)
    with Image.open(BytesIO(png)) as picture:
        out = BytesIO()
        picture.convert("RGB").save(out, format="JPEG", quality=88)
        return out.getvalue(), picture.width * 72 / ppi, picture.height * 72 / ppi


def image_object(document: Any, jpeg: bytes) -> Any:
    """A JPEG, as it is, as an image of an open document."""
    import pikepdf
    from PIL import Image

    with Image.open(BytesIO(jpeg)) as picture:
        width, height, mode = picture.width, picture.height, picture.mode
    return document.make_stream(
        jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray if mode == "L" else pikepdf.Name.DeviceRGB,
        Filter=pikepdf.Name.DCTDecode,
    )


def put_under(document: Any, page: Any, jpeg: bytes, box: tuple[float, float, float, float]) -> None:
    """Draws a JPEG before everything else on a page; `box` is (x, y, width, height), origin bottom left."""
    import pikepdf

    image = image_object(document, jpeg)
    name = page.add_resource(image, pikepdf.Name.XObject, pikepdf.Name("/Im9"))
    x, y, drawn_width, drawn_height = box
    matrix = f"{drawn_width:.3f} 0 0 {drawn_height:.3f} {x:.3f} {y:.3f}"
    page.contents_add(f"q {matrix} cm {name} Do Q\n".encode("ascii"), prepend=True)
