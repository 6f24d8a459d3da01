"""Pictures made legible for OCR: labels turned over, rules and frames gone, letters untouched."""

import numpy as np
import pymupdf
import pytest

from atsharness.ocr.legible import INK, legible


def _drawn(draw, width=200, height=60):
    """Brightness at 300 dpi of a page that `draw` painted."""
    with pymupdf.open() as document:
        page = document.new_page(width=width, height=height)
        draw(page)
        pixels = page.get_pixmap(dpi=300, colorspace="gray")
        image = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.stride)
        return image[:, : pixels.width].copy()


def _words(page, text, x=20.0, colour=0.0, size=10.0):
    page.insert_text((x, 34), text, fontsize=size, color=(colour,) * 3)


def _ink(picture):
    return int((picture < INK).sum())


PLAIN = _drawn(lambda page: _words(page, "Docker Go"))


def test_plain_text_stays():
    assert np.array_equal(legible(PLAIN), PLAIN)
    assert legible(np.full((40, 100), 255)) is None


@pytest.mark.parametrize("size", [8, 10, 24, 48, 72])
def test_letters_of_any_size_are_no_labels(size):
    page = _drawn(lambda page: _words(page, "BOD8 R\u2014T", size=size), width=400, height=80)
    assert np.array_equal(legible(page), page)


def test_light_text_on_dark_becomes_dark_on_light():
    assert abs(_ink(legible(255 - PLAIN)) - _ink(PLAIN)) < 0.02 * _ink(PLAIN)


@pytest.mark.parametrize("radius", [None, 0.3])
def test_a_dark_label_is_turned_over(radius):
    def draw(page):
        _words(page, "Languages:")
        page.draw_rect((85, 22, 150, 38), fill=(0.25,) * 3, color=None, radius=radius)
        _words(page, "Docker Go", 90, 1.0)

    lead = _ink(_drawn(lambda page: _words(page, "Languages:")))
    found = legible(_drawn(draw))
    assert found is not None
    assert _ink(found) == pytest.approx(lead + _ink(PLAIN), rel=0.1)


def test_a_frame_around_words_goes():
    def draw(page):
        page.draw_rect((15, 20, 90, 40), color=(0, 0, 0), width=0.8)
        _words(page, "Docker Go")

    assert _ink(legible(_drawn(draw))) == pytest.approx(_ink(PLAIN), rel=0.02)


def test_a_rule_that_touches_letters_goes():
    def draw(page, ruled):
        _words(page, "Projects by")
        if ruled:
            page.draw_line((15, 36.4), (120, 36.4), width=0.8)

    plain, ruled = (_drawn(lambda page, ruled=ruled: draw(page, ruled)) for ruled in (False, True))
    assert _ink(ruled) > 1.3 * _ink(plain)
    assert _ink(legible(ruled)) == pytest.approx(_ink(plain), rel=0.1)


def test_the_page_beside_a_dark_picture_is_no_ink():
    dark = 200 - _drawn(lambda page: _words(page, "Docker Go", colour=0.25)).astype(np.int32) // 2
    # The crop is a little larger than the picture: its last rows and columns are white paper.
    wider = np.pad(dark, ((0, 12), (0, 7)), constant_values=255)
    found = legible(wider)
    assert _ink(found) == pytest.approx(_ink(legible(dark)), rel=0.02)
    assert (found[-12:] == 255).all()
    assert (found[:, -7:] == 255).all()


def test_a_broad_dark_part_at_the_edge_stays():
    part = np.pad(PLAIN, ((0, 60), (0, 0)), constant_values=0)
    assert _ink(legible(part)) > 40 * PLAIN.shape[1]
