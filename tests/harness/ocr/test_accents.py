"""Accents, languages and blank glyphs: what the picture tells of the letters that OCR left plain."""

import unicodedata
from pathlib import Path

import font_source_serif_pro
import numpy as np
import pymupdf
import pytest

from atsharness.facts.gather import gather
from atsharness.facts.outlines import outlined_text
from atsharness.model import ReadOptions
from atsharness.ocr.accents import corrected
from atsharness.ocr.components import components
from atsharness.ocr.doubts import with_blanks
from atsharness.ocr.likeness import settled
from atsharness.ocr.marks import composed, kinds, segments
from atsharness.ocr.reading import (
    _rejoined,
    _stroke_by_neighbours,
    own_language,
    with_accents,
    without_marks,
)
from atsharness.ocr.tongues import tongue
from atsharness.page.page import Shape

FONT = next(Path(font_source_serif_pro.__file__).parent.rglob("SourceSerifPro-Regular.ttf"))

FOREIGN = (
    *("Formación", "Ibáñez", "Müller", "Zürich", "requêtes", "français", "écrins", "République", "naïve"),
    *("Anaïs", "señor", "Kraków", "žena", "Élodie", "Ängström", "présent", "îles", "où", "pièce"),
)
ENGLISH = ("Education", "difficult", "injury", "fixing", "Skills", "jumping", "Illinois", "office", "driving")


def _pictures(words, font="helv", size=11.0, fontfile=None):
    """Each word's pixels at 300 dpi."""
    found = []
    with pymupdf.open() as document:
        page = document.new_page(width=300, height=40 * len(words) + 40)
        writer = pymupdf.TextWriter(page.rect)
        face = pymupdf.Font(fontfile=str(fontfile)) if fontfile else pymupdf.Font(font)
        for row, word in enumerate(words):
            writer.append((20, 40 * row + 40), word, face, size)
        writer.write_text(page)
        pixels = page.get_pixmap(dpi=300, colorspace="gray")
        image = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.stride)
        for row in range(len(words)):
            found.append(image[round((40 * row + 20) * 300 / 72) : round((40 * row + 50) * 300 / 72)] < 140)
    return found


def _plain(word):
    return "".join(unicodedata.normalize("NFD", char)[0] for char in word)


@pytest.mark.parametrize("font", ["helv", "hebo", "tiro", "tibi"])
def test_accents_come_back_from_the_picture(font):
    read = [(_plain(word), ink) for word, ink in zip(FOREIGN, _pictures(FOREIGN, font), strict=True)]
    right = [got == word for got, word in zip(corrected(read), FOREIGN, strict=True)]
    assert sum(right) >= 0.85 * len(right)


@pytest.mark.parametrize("font", ["helv", "tiro", "cour"])
def test_words_without_accents_stay(font):
    words = [*ENGLISH, "Zürich"]
    read = list(zip([*ENGLISH, "Zurich"], _pictures(words, font), strict=True))
    assert corrected(read) == words


def test_one_letter_that_was_read_as_two():
    (ink,) = _pictures(["Ibáñez"])
    assert corrected([("Ibafiez", ink)]) == ["Ibáñez"]


def test_dirt_is_no_accent():
    words = ["services", "cosmos", "daily", "Zürich"]
    pictures = _pictures(words)
    for ink in pictures[:3]:
        # Specks of two or three pixels over and under the letters.
        rows, columns = np.nonzero(ink)
        for part in range(5):
            x = columns.min() + (columns.max() - columns.min()) * (2 * part + 1) // 10
            ink[rows.min() - 5 : rows.min() - 3, x : x + 3] = True
            ink[rows.max() + 3 : rows.max() + 5, x : x + 2] = True
    read = list(zip(["services", "cosmos", "daily", "Zurich"], pictures, strict=True))
    assert corrected(read) == words


def test_what_does_not_fit_the_picture_stays():
    blank = np.zeros((40, 100), dtype=bool)
    assert corrected([("Formacion", blank)]) == ["Formacion"]
    assert corrected([]) == []


def test_kinds_of_marks():
    words = ["é", "è", "ê", "ñ", "ö", "č"]
    seen = [kinds(segments(ink)[0]) for ink in _pictures(words, size=14)]
    assert seen == [("acute",), ("grave",), ("circumflex",), ("tilde",), ("diaeresis",), ("breve",)]


@pytest.mark.parametrize(
    ("base", "marks", "letter"),
    [
        ("e", ("circumflex", "tilde"), "ễ"),
        ("c", ("breve",), "č"),
        ("g", ("breve",), "ğ"),
        ("e", ("dot",), None),
    ],
)
def test_letters_composed(base, marks, letter):
    assert composed(base, marks) == letter


def test_components_touch_across_corners():
    ink = np.array(
        [[1, 0, 0, 0, 1], [0, 1, 0, 0, 1], [1, 0, 0, 1, 0], [0, 0, 0, 0, 0], [0, 1, 1, 0, 0]], dtype=bool
    )
    found = sorted((part.x0, part.y0, part.x1, part.y1, part.area) for part in components(ink))
    assert found == [(0, 0, 2, 3, 3), (1, 4, 3, 5, 2), (3, 0, 5, 3, 3)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Entwickler mit zehn Jahren Erfahrung in der Logistik und im Handel, auf der Suche",
            "deu",
        ),
        ("Engineer with ten years of experience in the design of services for banks and on the web", "eng"),
        (
            "Desarrollador con ocho anos de experiencia en la banca y el comercio para las apps",
            "spa",
        ),
        ("Python, Go, SQL, Docker", None),
        ("", None),
    ],
)
def test_the_language_by_its_common_words(text, language):
    assert tongue(text) == language


def test_a_language_that_was_asked_for_is_kept():
    assert own_language(ReadOptions(lang="fra"), "deu") is None
    assert own_language(ReadOptions(), "eng") is None
    assert own_language(ReadOptions(), "xyz") is None


def test_small_l_in_addresses_only():
    assert _stroke_by_neighbours("github.com/Imoeztuerk") == "github.com/lmoeztuerk"
    assert _stroke_by_neighbours("Illinois") == "Illinois"
    assert _stroke_by_neighbours("ASP.NET/IoT") == "ASP.NET/IoT"


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


def test_the_space_of_a_font_without_letters_is_found():
    with pymupdf.open() as document:
        page = document.new_page()
        for row in range(12):
            page.insert_text((72, 80 + 16 * row), "unmapped letters in a line of words", fontsize=11)
        data = document.tobytes()
    import msgspec

    from atsharness.page.document import Opened
    from atsharness.page.glyphs import Fonts
    from atsharness.page.page import read_page

    facts = gather(data)
    opened = Opened(data, None)
    try:
        page = read_page(opened, 0, Fonts(), None)
        honest = with_blanks([page], facts.fonts)
        doubted = with_blanks([page], [msgspec.structs.replace(facts.fonts[0], unmapped=5)])
    finally:
        opened.close()
    assert honest[0].blank == ()
    space = {run.glyphs[at] for run in page.runs for at, char in enumerate(run.text) if char == " "}
    assert set(doubted[0].blank) == space


def test_vietnamese_has_dots_below_and_horns():
    words = ("Hương", "Thị", "Nguyễn", "ruộng", "Đường", "thu")
    read = ("Huong", "Thi", "Nguyen", "ruong", "Đuong", "thu")
    assert corrected(list(zip(read, _pictures(words, fontfile=FONT, size=14), strict=True))) == list(words)


def test_a_joined_fi_is_no_sharp_s():
    words = ("Pro\ufb01l", "Weißenböck", "Großmann", "Büro", "Führung")
    read = ("Profil", "Weifsenbock", "GroBmann", "Buro", "Fuhrung")
    expected = ["Profil", "Weißenböck", "Großmann", "Büro", "Führung"]
    for font in ("helv", "tiro", "tibo"):
        assert corrected(list(zip(read, _pictures(words, font, size=16), strict=True))) == expected


def test_a_colon_is_no_letter_with_a_dot_below():
    words = ("Práctica:", "io:", "C++", "Año:")
    read = ("Practica:", "io:", "C++", "Ano:")
    assert corrected(list(zip(read, _pictures(words), strict=True))) == list(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([("Anais", 0, 50), ("N'", 70, 90), ("Diaye", 96, 150)], ["Anais", "N'Diaye"]),
        ([("Users'", 0, 50), ("data", 56, 90)], ["Users'", "data"]),
        ([("N'", 0, 20), ("Diaye", 60, 110)], ["N'", "Diaye"]),
    ],
)
def test_names_parted_after_a_particle(words, expected):
    rows = [(x0, 0, x1, 20, text, 0.9, ("1", "1", "1")) for text, x0, x1 in words]
    assert [row[4] for row in _rejoined(rows)] == expected


def _row(text, box, line):
    return (*box, text, 0.9, ("1", "1", str(line)))


def test_a_line_made_of_accents_is_dropped():
    rows = [
        _row("as", (325, 197, 352, 206), 1),
        _row("e", (564, 193, 570, 206), 1),
        _row("Anaïs", (177, 198, 392, 256), 2),
        _row("Lefèvre", (422, 196, 1027, 271), 2),
        _row("Python", (178, 288, 456, 331), 3),
    ]
    assert [row[4] for row in without_marks(rows)] == ["Anaïs", "Lefèvre", "Python"]


def test_small_lines_above_large_ones_stay():
    # A label over a large name, and a line of which one word alone is low.
    rows = [
        _row("Name:", (177, 140, 260, 165), 1),
        _row("as", (325, 197, 352, 206), 2),
        _row("Curriculum", (600, 197, 900, 240), 2),
        _row("Anaïs", (177, 198, 392, 256), 3),
    ]
    assert without_marks(rows) == rows


def _grey(words, size, soft=0, **options):
    """A line's brightness at 300 dpi, its strokes made lighter by `soft`, with the box of each word."""
    ink = [np.where(one, soft, 255).astype(np.uint8) for one in _pictures(words, size=size, **options)]
    boxes, x = [], 0
    for one in ink:
        rows, columns = np.nonzero(one < 255)
        boxes.append((x + columns.min(), rows.min(), x + columns.max() + 1, rows.max() + 1))
        x += one.shape[1]
    return np.hstack(ink), [tuple(map(float, box)) for box in boxes]


def test_fine_strokes_do_not_part_a_letter():
    picture, (box,) = _grey(["República"], 11.0)
    x0, x1 = int(box[0]), int(box[2])
    # Every fourth column is as light as a hairline that a picture blurs.
    columns = np.zeros(picture.shape, dtype=bool)
    columns[:, x0:x1:4] = True
    faint = np.where(columns & (picture < 140), 155, picture).astype(np.uint8)
    assert with_accents([("Republica", box)], picture) == ["República"]
    assert with_accents([("Republica", box)], faint) == ["República"]


def test_the_ends_of_other_lines_are_no_accents():
    picture, (box,) = _grey(["NET"], 11.0)
    x0, y0, _, y1 = map(int, box)
    top = int(y0 - 0.3 * (y1 - y0))
    # A descender of the line above ends over the N; its end hangs on a hairline.
    picture[: top + 2, x0 + 6 : x0 + 16] = 180
    picture[top + 2 : top + 6, x0 + 6 : x0 + 16] = 0
    assert with_accents([("NET", box)], picture) == ["NET"]


def test_a_piece_of_a_letter_is_no_mark_and_a_mark_over_a_mark_is():
    (ink,) = _pictures(["ễ"], size=24, fontfile=FONT)
    (shape,) = [settled(one) for one in segments(ink)]
    assert kinds(shape) == ("circumflex", "tilde")
    letter = np.zeros((40, 40), dtype=bool)
    letter[9:39, 4:18] = letter[12:39, 4:28] = True
    letter[8:11, 20:30] = True  # a serif that a fine stroke no longer joins
    assert segments(letter)[0].above
    (parted,) = [settled(one) for one in segments(letter)]
    assert not parted.above
    assert len(parted.body) == 2


def test_tiny_dots_of_a_diaeresis():
    (ink,) = _pictures(["Koln"], size=9)
    letter = segments(ink)[1]
    middle, top = (letter.x0 + letter.x1) // 2, letter.y0
    ink[top - 6 : top - 4, middle - 5 : middle - 2] = True
    ink[top - 6 : top - 4, middle + 2 : middle + 5] = True
    assert corrected([("Koln", ink)]) == ["Köln"]


def test_a_large_stroked_l_needs_no_polish_text():
    words = ["Łukasz", "Müller", "thanks"]
    read = list(zip(["tukasz", "Muller", "thanks"], _pictures(words, size=16, fontfile=FONT), strict=True))
    assert corrected(read) == words


def test_mail_addresses_get_no_accents():
    picture, boxes = _grey(["josé@example.com", "José"], 11.0)
    words = list(zip(["jose@example.com", "Jose"], boxes, strict=True))
    assert with_accents(words, picture) == ["jose@example.com", "José"]
