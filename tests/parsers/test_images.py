from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from atsharness_parsers._images import Frame, check_size, frames, resolution

Image = pytest.importorskip("PIL.Image")


def stored(form: str, mode: str = "L", size: tuple[int, int] = (1700, 220), **saving: Any) -> bytes:
    out = BytesIO()
    Image.new(mode, size, saving.pop("colour", 255)).save(out, format=form, **saving)
    return out.getvalue()


def read(data: bytes, **limits: int) -> list[Frame]:
    return list(
        frames(data, max_pages=limits.get("max_pages", 9), max_pixels=limits.get("max_pixels", 10**7))
    )


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_page_knows_its_size_on_paper(form: str) -> None:
    (frame,) = read(stored(form, dpi=(200, 200)))
    assert (frame.image.mode, frame.dpi) == ("L", 200)
    assert frame.image.width * frame.points == pytest.approx(612, rel=1e-3)


def test_every_page_of_a_tiff_up_to_the_limit() -> None:
    more = [Image.new("L", (1700, 220), 255)] * 4
    data = stored("TIFF", save_all=True, append_images=more)
    assert len(read(data)) == 5
    assert len(read(data, max_pages=3)) == 3


def test_what_is_transparent_is_white() -> None:
    (frame,) = read(stored("PNG", "RGBA", (1700, 20), colour=(0, 0, 0, 0)))
    assert frame.image.getpixel((5, 5)) == 255


def test_sixteen_bits_and_palettes() -> None:
    (deep,) = read(stored("PNG", "I;16", (1700, 20), colour=65535))
    assert deep.image.getpixel((5, 5)) == 255
    (palette,) = read(stored("PNG", "P", (1700, 20), colour=0))
    assert palette.image.mode == "L"


def test_orientation_is_applied() -> None:
    exif = Image.Exif()
    exif[274] = 6  # turn by 90 degrees
    (frame,) = read(stored("JPEG", size=(220, 1700), exif=exif))
    assert frame.image.width > frame.image.height


def test_a_coarse_screenshot_is_enlarged_within_the_limit() -> None:
    (frame,) = read(stored("PNG", size=(595, 842)))
    assert 190 <= frame.dpi <= 210
    assert frame.image.width * frame.points == pytest.approx(595 * 72 / (595 / 8.27), rel=0.01)
    (small,) = read(stored("PNG", size=(595, 842)), max_pixels=600_000)
    assert small.image.width * small.image.height <= 600_000


@pytest.mark.parametrize(
    ("said", "width", "dpi"),
    [
        ((300, 300), 2550, 300),
        ((72, 72), 2481, 300),
        (None, 1654, 200),
        ((1, 1), 1654, 200),
        ((float("nan"), 1), 827, 100),
    ],
)
def test_a_resolution_that_cannot_be_is_not_believed(said: object, width: int, dpi: int) -> None:
    assert resolution(said, width) == pytest.approx(dpi, abs=1)


def test_too_many_pixels_are_refused_before_decoding() -> None:
    with pytest.raises(ValueError, match=r"1,000 x 1,000 pixels, more than 10,000 \(setting max_pixels\)"):
        read(stored("PNG", size=(1000, 1000)), max_pixels=10_000)
    check_size((100, 100), 10_000)


def test_a_broken_image_is_one_line() -> None:
    data = stored("PNG", "RGB", (900, 900), colour=(1, 2, 3))
    with pytest.raises(ValueError, match="page 1 of the image cannot be decoded"):
        read(data[: len(data) // 2])
