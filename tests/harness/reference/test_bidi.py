"""Lines written from right to left, as they stand and as they are read."""

import pytest

from atsharness.reference.bidi import put_in_order
from atsharness.reference.line_glyphs import Row, Seen


def row(text: str, *, by_ocr: bool = False) -> Row:
    words = [
        Seen(text=word, box=(10.0 * at, 0.0, 10.0 * at + 8, 10.0), font="Serif", by_ocr=by_ocr)
        for at, word in enumerate(text.split())
    ]
    return Row(words=words, box=(0.0, 0.0, 10.0 * len(words), 10.0), size=10.0)


def read(*lines: str) -> list[str]:
    """What is read of lines given as they stand, from left to right."""
    rows = [row(line) for line in lines]
    put_in_order(rows)
    return [" ".join(word.text for word in row.words) for row in rows]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("נועם פרידמן", "ןמדירפ םעונ"),
        ("שיפור של 40% בזמן", "ןמזב 40% לש רופיש"),
        ("מהנדס תוכנה, 2019 – 2023", "2023 – 2019 ,הנכות סדנהמ"),
        ("מהנדס (בכיר) ותיק", "קיתו (ריכב) סדנהמ"),
        ("ב-Python ו-Kubernetes (AWS).", ".Kubernetes (AWS)-ו Python-ב"),
        ("noam@example.com | 052-555 | תל אביב", "ביבא לת | noam@example.com | 052-555"),
        ("شركة الشمال، عمّان", "نامّع ،لامشلا ةكرش"),
        ("بنسبة 40٪ في", "يف ٪40 ةبسنب"),
    ],
)
def test_pages_written_from_the_right(typed, stands):
    assert read(stands) == [typed]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("Noam Fridman (נועם פרידמן)", "Noam Fridman (ןמדירפ םעונ)"),
        ("Hebrew (עברית), English", "Hebrew (תירבע), English"),
        ("Engineer, בנק הפועלים, Tel Aviv, 2019", "Engineer, םילעופה קנב, Tel Aviv, 2019"),
    ],
)
def test_right_to_left_words_on_a_page_written_from_the_left(typed, stands):
    assert read("Curriculum vitae of an engineer in Tel Aviv", stands)[1] == typed


def test_brackets_that_a_map_gives_as_typed():
    """LibreOffice's glyph of an opening bracket looks like a closing one."""
    assert read("קיתו )ריכב( סדנהמ") == ["מהנדס (בכיר) ותיק"]


def test_forms_of_letters_are_letters():
    assert read("ﻰﻠﻴﻟ") == ["ليلى"]


def test_latin_pages_stay_as_they_are():
    lines = ["Jane Doe (she/her)", "2017 – 2014"]
    assert read(*lines) == lines


def test_what_ocr_read_is_in_order():
    rows = [row("נועם פרידמן", by_ocr=True)]
    put_in_order(rows)
    assert [word.text for word in rows[0].words] == ["נועם", "פרידמן"]


def test_words_keep_their_places():
    rows = [row("ןמדירפ םעונ")]
    put_in_order(rows)
    assert [word.box[0] for word in rows[0].words] == [10.0, 0.0]
