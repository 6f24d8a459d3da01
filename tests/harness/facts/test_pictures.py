"""What pixels, paths and shapes tell: images of text, outlines, skill graphics, tables, the shape vote."""

import io

import numpy as np
import pymupdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from atsharness.facts.gather import gather
from atsharness.facts.images import look, otsu
from atsharness.facts.outlines import outlined_text
from atsharness.model.facts import Run
from atsharness.model.text_facts import LayoutTable, SkillBar, SkillDots, SkillSigns, WrongLetters
from atsharness.page import atlas, visibility
from atsharness.page.page import Shape

TEXT = "Senior engineer with nine years of building services"


def picture(width, height, draw, background="white"):
    image = Image.new("RGB", (width, height), background)
    draw(ImageDraw.Draw(image), image)
    return image


def words(pen, _image, fill="black"):
    font = ImageFont.load_default(22)
    for at in range(3):
        pen.text((20, 15 + 36 * at), "Kubernetes Terraform Python Kafka", font=font, fill=fill)


def noise(_pen, image):
    pixels = np.random.default_rng(7).integers(0, 255, (image.height, image.width, 3), dtype=np.uint8)
    image.paste(Image.fromarray(pixels))


def bars(pen, _image):
    for at in range(6):
        pen.rectangle((20 + 60 * at, 110 - 15 * at, 60 + 60 * at, 118), fill=(30, 90, 160))


def columns(pen, _image):
    for at in range(12):
        pen.rectangle((10 + 34 * at, 20, 24 + 34 * at, 100), fill=(120, 40, 30))


def labels(pen, _image):
    face = ImageFont.load_default(13)
    for row in range(3):
        for at, text in enumerate(("PostgreSQL", "Kubernetes", "Terraform", "Elasticsearch")):
            left, top = 8 + 102 * at, 10 + 38 * row
            pen.rounded_rectangle((left, top, left + 94, top + 22), 6, fill=(60, 30, 70))
            pen.text((left + 5, top + 3), text, font=face, fill="white")


@pytest.mark.parametrize(
    ("draw", "background", "text_like"),
    [
        (columns, "white", False),
        (labels, (230, 225, 232), True),
        (words, "white", True),
        (lambda pen, image: words(pen, image, "white"), (30, 50, 110), True),
        (noise, "white", False),
        (bars, "white", False),
        (lambda pen, image: None, "white", False),
    ],
)
def test_images_of_text(draw, background, text_like):
    seen = look(np.asarray(picture(420, 125, draw, background)))
    assert (seen.bands >= 1) is text_like


def test_otsu_parts_two_levels():
    gray = np.full((40, 40), 200, np.uint8)
    gray[10:20] = 20
    level, criterion = otsu(gray)
    assert 20 <= level < 200
    assert criterion == pytest.approx(1.0)
    assert otsu(np.full((10, 10), 99, np.uint8))[1] == 0.0


def page_with(draw, lines=8):
    with pymupdf.open() as made:
        page = made.new_page(width=612, height=792)
        for at in range(lines):
            page.insert_text((50, 80 + 14 * at), TEXT, fontsize=10)
        draw(page)
        return gather(made.tobytes(), votes=False)


def put(page, image, box, overlay=True):
    stream = io.BytesIO()
    image.save(stream, "PNG")
    page.insert_image(pymupdf.Rect(box), stream=stream.getvalue(), overlay=overlay)


def test_kinds_of_images():
    def scan(page):
        put(page, picture(850, 1100, words), (0, 0, 612, 792))

    def portrait(page):
        gradient = np.linspace(0, 255, 90, dtype=np.uint8)
        pixels = np.repeat((gradient[:, None] // 2 + gradient[None, :] // 2)[:, :, None], 3, axis=2)
        put(page, Image.fromarray(pixels), (450, 40, 520, 120))

    assert page_with(scan, lines=0).pages[0].scan
    behind = page_with(lambda page: put(page, picture(850, 1100, words), (0, 0, 612, 792), overlay=False))
    assert not behind.pages[0].scan
    assert [image.kind for image in behind.images] == ["background"]
    assert [image.kind for image in page_with(portrait).images] == ["photo"]
    found = page_with(lambda page: put(page, picture(420, 125, words), (50, 400, 400, 505)))
    assert [(ink.kind, ink.text) for ink in found.ink] == [("image", None)]


def test_a_wide_photo_is_told_from_a_shaded_ground():
    shades = np.repeat(np.linspace(0, 255, 300, dtype=np.uint8)[None, :, None], 110, axis=0).repeat(3, axis=2)
    rough = np.random.default_rng(3).normal(0, 12, shades.shape[:2])[:, :, None]
    for pixels, kind in ((shades, "other"), (np.clip(shades + rough, 0, 255).astype(np.uint8), "photo")):
        found = page_with(lambda page, of=pixels: put(page, Image.fromarray(of), (50, 400, 350, 510)))
        assert [image.kind for image in found.images] == [kind]


def test_text_over_a_picture_is_not_text_in_it():
    def draw(page):
        put(page, picture(420, 125, lambda pen, image: None, (200, 210, 230)), (50, 400, 400, 505))
        page.insert_text((60, 440), TEXT, fontsize=12)

    assert page_with(draw).ink == ()


def test_skill_dots_need_levels_and_labels():
    def dots(page, x, y, filled):
        for at in range(5):
            fill = (0, 0, 0) if at < filled else (0.8, 0.8, 0.8)
            page.draw_circle((x + 12 * at, y), 4, color=None, fill=fill)

    def levels(page):
        for at, skill in enumerate(["Python", "Kafka", "Docker"]):
            page.insert_text((50, 400 + 20 * at), skill)
            dots(page, 200, 396 + 20 * at, 3 + at % 2)

    def ornament(page):
        page.insert_text((50, 400), "Education")
        dots(page, 200, 396, 5)

    found = page_with(levels).of(SkillDots)
    assert [(level.text, level.dots) for level in found] == [("Python", 5), ("Kafka", 5), ("Docker", 5)]
    assert all(level.partly_filled for level in found)
    assert not page_with(ornament).of(SkillDots)


def test_levels_written_as_signs_stand_beside_a_word_or_below_it():
    def rows(*lines):
        def draw(page):
            for at, line in enumerate(lines):
                page.insert_htmlbox(pymupdf.Rect(50, 400 + 14 * at, 300, 430 + 14 * at), line)

        return [(level.text, level.signs) for level in page_with(draw).of(SkillSigns)]

    assert rows("Python ●●●●●") == [("Python", 5)]
    assert rows("Python", "●●●●●", "Kafka", "●●●") == [("Python", 5), ("Kafka", 3)]
    assert rows("Python", "●●●●●", "Kafka") == []


def test_skill_bars():
    def draw(page):
        for at, skill in enumerate(["Python", "Kafka"]):
            y = 400 + 20 * at
            page.insert_text((50, y), skill)
            page.draw_rect((150, y - 6, 250, y), color=None, fill=(0.85, 0.85, 0.85))
            page.draw_rect((150, y - 6, 210 + 20 * at, y), color=None, fill=(0.1, 0.3, 0.6))

    assert [level.share for level in page_with(draw).of(SkillBar)] == [0.6, 0.8]


def test_table_of_paragraphs_and_table_of_data():
    def table(page, texts):
        for y in (400, 440, 480, 520):
            page.draw_line((50, y), (560, y))
        for x in (50, 200, 560):
            page.draw_line((x, 400), (x, 520))
        for at in range(3):
            page.insert_text((60, 420 + 40 * at), texts[0], fontsize=9)
            page.insert_text((210, 420 + 40 * at), texts[1], fontsize=9)

    paragraphs = page_with(lambda page: table(page, ("Jan 2020 – Dec 2021", TEXT + " " + TEXT)))
    (found,) = paragraphs.of(LayoutTable)
    assert (found.rows, found.columns, found.filled_cells) == (3, 2, 6)
    assert not page_with(lambda page: table(page, ("German", "C1"))).of(LayoutTable)


def lying(data, table):
    """The file with each font's ToUnicode letters replaced."""
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                stream = item.ToUnicode.read_bytes().decode("latin-1")
                head, *rest = stream.split("beginbf")
                changed = head
                for part in rest:
                    body, end, tail = part.partition("endbf")
                    for old, new in table.items():
                        body = body.replace(f"<{ord(old):04x}>", f"<@{ord(new):04x}>")
                    changed += "beginbf" + body.replace("<@", "<") + end + tail
                item.ToUnicode = pdf.make_stream(changed.encode("latin-1"))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def test_shape_vote_tells_a_font_that_lies(tmp_path):
    from pathlib import Path

    root = Path(__file__).resolve().parents[3] / "corpus" / "rendered" / "pdf"
    data = (root / "typst-single-column__junior.pdf").read_bytes()
    honest = gather(data)
    assert min(font.agree for font in honest.fonts if font.agree is not None and font.voted > 20) > 0.7
    assert not honest.of(WrongLetters)
    letters = "abcdefghijklmnopqrstuvwxyz"
    caesar = {a: letters[(at + 7) % 26] for at, a in enumerate(letters)}
    lied = gather(lying(data, caesar))
    regular = max(lied.fonts, key=lambda font: font.glyphs)
    assert regular.agree < 0.6
    assert len(lied.of(WrongLetters)) > 20


def test_the_shipped_atlas_is_what_the_renderer_draws():
    known, drawn = atlas.atlas(), atlas.draw()
    assert known.letters == drawn.letters
    assert (known.starts == drawn.starts).all()
    assert abs(known.measures - drawn.measures).max() < 0.02
    assert (known.pixels * drawn.pixels).sum(axis=1).min() > 0.99


def test_atlas_knows_every_letter_in_every_style():
    known = atlas.atlas()
    assert len(known.letters) == len(known.starts) > 110
    assert len(known.pixels) == len(known.measures) >= 12 * 110


def test_a_blank_glyph_does_not_hide_the_short_word_after_it():
    text = ")/01)23456789"
    edges = tuple(float(at) for at in range(len(text) + 1))
    run = Run(
        text=text,
        glyphs=tuple(range(len(text))),
        x0=edges[:-1],
        x1=edges[1:],
        baseline=10.0,
        box=(0.0, 0.0, float(len(text)), 12.0),
        font=0,
        size=10.0,
        colour=0,
    )
    blank = [char == ")" for char in text]
    assert all(share == 1.0 for _, share in visibility._parts(run, [not one for one in blank]))
    hidden = [at >= 5 for at in range(len(text))]
    parts = [(part.text, share) for part, share in visibility._parts(run, hidden)]
    assert parts == [(")/01)", 0.0), ("23456789", 1.0)]


class _Page:
    number = 1
    runs = ()

    def __init__(self, shapes):
        self.shapes = shapes
        self.heavy = []


def test_a_rule_over_a_heading_in_outlines_hides_nothing():
    letters = [
        Shape((20 + 9 * at, 20, 20 + 9 * at + 5 + at % 3, 30), 8 + at, at, (0, 0, 0), None) for at in range(9)
    ]
    band = Shape((20, 18, 500, 33), 4, 0, (0, 0, 0), None)
    alone, below = outlined_text(_Page(letters)), outlined_text(_Page([band, *letters]))
    assert [one.glyphs for one in alone] == [one.glyphs for one in below] == [9]
