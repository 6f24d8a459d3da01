"""The visual reference of hand-made facts, and of built files whose text is known."""

from __future__ import annotations

from typing import Any

import pytest

from atsharness.model import Box, Word
from atsharness.model.facts import (
    Block,
    FileFacts,
    FontFacts,
    InkText,
    LayoutFacts,
    Line,
    LineWord,
    Note,
    OcrLine,
    PageFacts,
    Part,
    Run,
)
from atsharness.model.text_facts import DoubleStrike, IconWord, MissingSpace
from atsharness.reference.visual import see

SIZE = 10.0
ADVANCE = 5.0


class Sheet:
    """Builds one page: each call of `line` adds a line of words, every glyph 5 points wide."""

    def __init__(self, *fonts: FontFacts) -> None:
        self.fonts = fonts or (FontFacts(name="Serif"),)
        self.runs: list[Run] = []
        self.lines: list[Line] = []
        self.extra: dict[str, Any] = {}

    def line(
        self, text: str, y: float, x: float = 50.0, *, font: int = 0, gap: float = 0.0, block: int = 0
    ) -> Box:
        """`gap` is the space between letters, in points; a space is 3 points, and a word's end."""
        starts, ends, words = [], [], []
        begin = 0
        for at, char in enumerate(f"{text} "):
            if at < len(text):
                width = 3.0 if char == " " else ADVANCE
                starts.append(x)
                ends.append(x + width)
                x += width + gap
            if char == " " and at > begin:
                words.append((begin, at))
            if char == " ":
                begin = at + 1
        number = len(self.runs)
        box = (starts[0], y - 8, ends[-1], y + 2)
        self.runs.append(
            Run(
                text=text,
                glyphs=tuple(map(ord, text)),
                x0=tuple(starts),
                x1=tuple(ends),
                baseline=y,
                box=box,
                font=font,
                size=SIZE,
                colour=0,
            )
        )
        made = [
            LineWord(
                text=text[a:b],
                box=(starts[a], y - 8, ends[b - 1], y + 2),
                parts=(Part(run=number, start=a, stop=b),),
                size=SIZE,
            )
            for a, b in words
        ]
        if gap > 0.15 * SIZE:  # as the facts cut letter-spaced words
            made = [
                LineWord(
                    text=text[a],
                    box=(starts[a], y - 8, ends[a], y + 2),
                    parts=(Part(run=number, start=a, stop=a + 1),),
                    size=SIZE,
                )
                for a in range(len(text))
                if text[a] != " "
            ]
        self.lines.append(Line(words=tuple(made), box=box, baseline=y, size=SIZE, block=block))
        return box

    def facts(self, *blocks: Box) -> LayoutFacts:
        made = tuple(Block(box=box, start=0, stop=0) for box in blocks or ((0.0, 0.0, 600.0, 800.0),))
        page = PageFacts(
            number=1,
            width=600,
            height=800,
            runs=tuple(self.runs),
            lines=tuple(self.lines),
            blocks=made,
            scan=bool(self.extra.pop("scan", False)),
        )
        return LayoutFacts(file=FileFacts(), pages=(page,), fonts=self.fonts, **self.extra)


def test_words_have_page_line_and_box() -> None:
    sheet = Sheet()
    sheet.line("Jane Doe", 20)
    sheet.line("Engineer", 40)
    seen = see(sheet.facts())
    assert seen.text == "Jane Doe\nEngineer"
    assert seen.words is not None
    assert [(word.page, word.line, word.font) for word in seen.words if word] == [
        (1, 1, "Serif"),
        (1, 1, "Serif"),
        (1, 2, "Serif"),
    ]
    assert seen.words[2] is not None
    assert seen.words[2].box == (50, 32, 90, 42)
    assert (seen.origin, seen.read_by, seen.complete, seen.confidence) == ("visual", "glyphs", True, 1.0)


def test_letter_spaced_words_are_joined_and_lists_of_letters_are_not() -> None:
    sheet = Sheet()
    sheet.line("JANE DOE", 20, gap=3.0)
    sheet.line("C R Q", 40)
    assert see(sheet.facts()).text == "JANE DOE\nC R Q"


def test_a_second_strike_is_no_second_word() -> None:
    sheet = Sheet()
    box = sheet.line("Jane Doe", 20)
    sheet.line("Jane Doe", 20.4, x=50.4)
    sheet.extra["text_facts"] = (DoubleStrike(page=1, box=box, seen="", shift_pt=0.5),)
    assert see(sheet.facts()).text == "Jane Doe"


def test_divided_words_ligatures_and_invisible_characters() -> None:
    sheet = Sheet()
    sheet.line("The of\ufb01ce and deve-", 20)
    sheet.line("lopment of net-", 32)
    sheet.line("work\u200b full-", 44)
    sheet.line("time exper-", 56)
    sheet.line("ience", 68)
    assert see(sheet.facts()).text.split() == [
        "The",
        "office",
        "and",
        "development",
        "of",
        "network",
        "full-time",
        "experience",
    ]


def test_a_date_at_the_right_does_not_end_the_line() -> None:
    sheet = Sheet()
    first = sheet.line("Senior develop-", 20)
    date = sheet.line("2020", 20, x=400)
    one, two = sheet.lines
    joined = Line(words=one.words + two.words, box=(*first[:2], *date[2:]), baseline=20, size=SIZE, block=0)
    sheet.lines = [joined]
    sheet.line("ment lead", 32)
    assert see(sheet.facts()).text == "Senior development 2020\nlead"


def test_icons_bullets_and_look_alikes() -> None:
    sheet = Sheet(FontFacts(name="Serif"), FontFacts(name="Icons", symbolic=True), FontFacts(name="Dings"))
    icon = sheet.line("phone", 20, font=1)
    sheet.line("\uf095 555", 20, x=90)
    for y in (40, 52, 64):
        sheet.line("v", y, font=2)
        mark = sheet.lines.pop()
        sheet.line("Kаfka" if y == 40 else "Redis", y, x=60)  # the first with a Cyrillic a
        sheet.lines[-1] = Line(
            words=mark.words + sheet.lines[-1].words, box=mark.box, baseline=y, size=SIZE, block=0
        )
    sheet.extra["text_facts"] = (IconWord(page=1, box=icon, font=1, font_name="Icons"),)
    assert see(sheet.facts()).text.split() == ["555", "Kafka", "Redis", "Redis"]


def test_gaps_that_show_part_words_and_spaces_that_do_not_are_none() -> None:
    sheet = Sheet()
    box = sheet.line("opensource", 20)
    run = sheet.runs[0]
    shifted = [x + (1.0 if at >= 4 else 0.0) for at, x in enumerate(run.x0)]
    sheet.runs[0] = Run(
        text=run.text,
        glyphs=run.glyphs,
        x0=tuple(shifted),
        x1=tuple(x + ADVANCE for x in shifted),
        baseline=20,
        box=box,
        font=0,
        size=SIZE,
        colour=0,
    )
    sheet.extra["text_facts"] = (MissingSpace(page=1, box=box, seen="open source", gap_em=0.12),)
    assert see(sheet.facts()).text == "open source"
    close = Sheet()
    close.line("Kaf", 20)
    close.line("ka", 20, x=65.2)
    one, two = close.lines
    close.lines = [Line(words=one.words + two.words, box=one.box, baseline=20, size=SIZE, block=0)]
    assert see(close.facts()).text == "Kafka"


def reading(index: int, layer: str, text: str | None, y: float, reason: Any = "shape") -> OcrLine:
    words, x = [], 50.0
    for word in (text or "").split():
        width = ADVANCE * len(word)
        words.append(Word(text=word, page=1, box=(x, y - 8, x + width, y + 2), line=1))
        x += width + 3
    return OcrLine(
        page=1,
        line=index,
        box=(50, y - 8, x, y + 2),
        layer_text=layer,
        reason=reason,
        text=text,
        words=tuple(words),
    )


def test_a_lying_font_is_deciphered_by_vote() -> None:
    """One glyph misread by OCR in one of three places is outvoted."""
    sheet = Sheet(FontFacts(name="Liar", agree=0.2))
    layer = ["kbof", "epf kbof", "kbof epf"]
    for at, text in enumerate(layer):
        sheet.line(text, 20.0 * (at + 1))
    sheet.extra["ocr_lines"] = tuple(
        reading(at, layer[at], text, 20.0 * (at + 1))
        for at, text in enumerate(("jane", "doe jame", "jane doe"))
    )
    seen = see(sheet.facts())
    assert seen.text == "jane\ndoe jane\njane doe"
    assert seen.read_by == "ocr"
    assert seen.complete
    assert seen.words is not None
    assert {word.font for word in seen.words if word} == {None}


def test_what_nobody_read_is_said_and_leaves_the_reference_incomplete() -> None:
    sheet = Sheet()
    sheet.line("Jane \ufffd\ufffd\ufffd", 20)
    sheet.extra["ink"] = (InkText(kind="image", page=1, box=(50, 100, 200, 120)),)
    seen = see(sheet.facts())
    assert seen.text == "Jane"
    assert not seen.complete
    assert "1 word whose letters the file does not give and text in 1 image" in seen.warnings[0]


def test_ocr_does_not_take_diacritics_from_a_doubted_font() -> None:
    sheet = Sheet(FontFacts(name="Odd", agree=0.5, voted=20))
    texts = ("été père", "élève près", "forêt bête")
    for row, text in enumerate(texts):
        sheet.line(text, 20.0 + 20 * row)
    read = ("ete pere", "eleve pres", "foret bete")
    sheet.extra["ocr_lines"] = tuple(
        reading(row, texts[row], read[row], 20.0 + 20 * row) for row in range(len(texts))
    )
    assert see(sheet.facts()).text.split() == " ".join(texts).split()


def ink(text: str, box: Box, kind: Any = "image") -> InkText:
    width = (box[2] - box[0]) / len(text.split())
    words = tuple(
        Word(
            text=word, page=1, box=(box[0] + at * width, box[1], box[0] + (at + 0.9) * width, box[3]), line=1
        )
        for at, word in enumerate(text.split())
    )
    return InkText(kind=kind, page=1, box=box, text=text, words=words, confidence=0.9)


def two_columns() -> tuple[Sheet, tuple[Box, ...]]:
    sheet = Sheet()
    sheet.line("Jane Doe", 20, block=0)
    for y in (80, 92):
        sheet.line(f"left{y}", y, block=1)
    for y in (80, 92):
        sheet.line(f"right{y}", y, x=300, block=2)
    return sheet, ((50, 10, 550, 22), (50, 70, 150, 94), (300, 70, 550, 94))


@pytest.mark.parametrize(
    ("box", "order"),
    [
        ((50, 40, 550, 55), ["Jane", "Doe", "INK", "left80", "left92", "right80", "right92"]),
        ((300, 58, 400, 66), ["Jane", "Doe", "left80", "left92", "INK", "right80", "right92"]),
        ((50, 58, 150, 66), ["Jane", "Doe", "INK", "left80", "left92", "right80", "right92"]),
        ((50, 100, 150, 110), ["Jane", "Doe", "left80", "left92", "INK", "right80", "right92"]),
        ((120, 12, 180, 22), ["Jane", "Doe", "INK", "left80", "left92", "right80", "right92"]),
    ],
)
def test_pictures_and_outlines_are_read_where_they_stand(box: Box, order: list[str]) -> None:
    sheet, blocks = two_columns()
    sheet.extra["ink"] = (ink("INK", box, "outlines"),)
    assert see(sheet.facts(*blocks)).text.split() == order


def test_a_dash_amid_the_words_of_a_picture_is_kept_and_other_signs_are_not() -> None:
    sheet, blocks = two_columns()
    sheet.extra["ink"] = (ink("— | Mar 2021 — Present | —", (50, 100, 300, 110)),)
    assert "Mar 2021 — Present" in see(sheet.facts(*blocks)).text.splitlines()


def test_text_under_a_text_layer_is_not_read_twice() -> None:
    sheet, blocks = two_columns()
    covered = InkText(kind="outlines", page=1, box=(50, 70, 150, 94), covered_by_text=True)
    sheet.extra["ink"] = (covered,)
    seen = see(sheet.facts(*blocks))
    assert len(seen.text.split()) == 6
    assert seen.complete


def test_form_fields_are_seen_and_pop_ups_are_not() -> None:
    sheet = Sheet()
    sheet.line("Phone", 20)
    fields: dict[str, Any] = {"page": 1, "subtype": "Text"}
    sheet.extra["notes"] = (
        Note(kind="field", box=(80, 12, 150, 22), text="555 0142", **fields),
        Note(kind="annotation", box=(80, 40, 150, 60), text="secret", shown=False, **fields),
    )
    assert see(sheet.facts()).text == "Phone 555 0142"


def test_a_scan_is_read_by_ocr_or_not_at_all() -> None:
    sheet = Sheet()
    sheet.extra.update(scan=True, ink=(ink("Jane Doe Engineer", (50, 50, 200, 60)),))
    seen = see(sheet.facts())
    assert (seen.text, seen.read_by, seen.complete) == ("Jane Doe Engineer", "ocr", True)
    sheet.extra["scan"] = True
    sheet.extra["ink"] = ()
    seen = see(sheet.facts())
    assert (seen.text, seen.complete) == ("", False)
    assert "1 scanned page" in seen.warnings[0]
