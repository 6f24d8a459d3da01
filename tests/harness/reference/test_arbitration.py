"""The page's reading beside those of the parser paths."""

from __future__ import annotations

import pytest

from atsharness.alignment.align import align
from atsharness.model import Reference, Word
from atsharness.model.facts import FileFacts, LayoutFacts, PageFacts, Run
from atsharness.reference.arbitration import arbitrated
from atsharness.text.tokens import tokens

SIZE = 10.0
FAMILIES = ("mupdf", "pdfium", "pdfminer", "pypdf", "tesseract")


class Page:
    """A page of lines, each of one run whose letters are 5 points wide."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.words: list[Word] = []

    def line(self, text: str, *, shown: str | None = None, gaps: dict[int, float] | None = None) -> None:
        """`shown` is what the reference makes of it; `gaps` are points before letters, by their index."""
        y, x = 20.0 * (len(self.runs) + 1), 50.0
        starts, ends = [], []
        for at, char in enumerate(text):
            x += (gaps or {}).get(at, 0.0)
            starts.append(x)
            x += 2.5 if char == " " else 5.0
            ends.append(x)
        run = Run(
            text=text,
            glyphs=tuple(map(ord, text)),
            x0=tuple(starts),
            x1=tuple(ends),
            baseline=y,
            box=(starts[0], y - 8, x, y + 2),
            font=0,
            size=SIZE,
            colour=0,
        )
        self.runs.append(run)
        inked = [at for at, char in enumerate(text) if char != " "]
        for word in (shown or text).split():
            part, inked = inked[: len(word)], inked[len(word) :]
            box = (starts[part[0]], y - 8, ends[part[-1]], y + 2)
            self.words.append(Word(text=word, page=1, box=box, line=len(self.runs), font="Serif"))

    @property
    def reference(self) -> Reference:
        """What the reference makes of the page."""
        text = "\n".join(
            " ".join(word.text for word in self.words if word.line == line + 1)
            for line in range(len(self.runs))
        )
        return Reference(text=text, origin="visual", words=tuple(self.words), read_by="glyphs")

    @property
    def facts(self) -> LayoutFacts:
        """Its runs."""
        page = PageFacts(number=1, width=600.0, height=800.0, runs=tuple(self.runs))
        return LayoutFacts(file=FileFacts(size_bytes=1), pages=(page,))

    def settled(self, *texts: str) -> Reference:
        """The reference after paths of as many families have read these texts."""
        page = self.reference
        read = [
            (family, align(page.text, text, path_id=family), tokens(text))
            for family, text in zip(FAMILIES, texts, strict=False)
        ]
        return arbitrated(page, read, self.facts)


def test_figures_kerned_apart_are_one_number() -> None:
    """Narrow gaps part no words on a line whose words a typed space parts."""
    page = Page()
    page.line("Jane Smith 5550123", shown="Jane Smith 5 550123", gaps={12: 0.9})
    settled = page.settled(*["Jane Smith 5550123"] * 4)
    assert settled.text == "Jane Smith 5550123"
    assert (settled.overruled, len(settled.warnings)) == (1, 1)
    assert settled.words
    last = settled.words[-1]
    assert last is not None
    assert last.box == (page.words[2].box[0], 12.0, page.words[3].box[2], 22.0)


def test_words_without_any_space_are_what_the_picture_shows() -> None:
    """All paths glue them: the loss is true."""
    page = Page()
    page.line("JaneSmithBerlin", shown="Jane Smith Berlin", gaps={4: 1.0, 9: 1.0})
    assert page.settled(*["JaneSmithBerlin"] * 4).text == "Jane Smith Berlin"


def test_a_word_of_two_with_a_space_between_them() -> None:
    page = Page()
    page.line("Jane | jane@example.com", shown="Jane |jane@example.com")
    assert page.settled(*["Jane | jane@example.com"] * 4).text == "Jane | jane@example.com"


def test_a_space_that_does_not_show_parts_nothing() -> None:
    page = Page()
    page.line("Jane Smi th", shown="Jane Smith", gaps={9: -2.5})
    assert page.settled(*["Jane Smi th"] * 4).text == "Jane Smith"


def test_letters_set_apart_are_one_word() -> None:
    page = Page()
    page.line("S K I L L S", shown="SKILLS")
    assert page.settled(*["S K I L L S"] * 4).text == "SKILLS"


def test_letters_are_never_taken_over() -> None:
    """All paths read one map: that they agree on its letters says nothing."""
    page = Page()
    page.line("Jane Smith Berlin")
    assert page.settled(*["Jane Qmith Berlin"] * 4).text == "Jane Smith Berlin"


@pytest.mark.parametrize(
    "texts", [["Jane Smith 5550123"] * 2, [*["Jane Smith 5550123"] * 3, "Jane Smith 5 550123"]]
)
def test_two_readers_do_not_outvote_it_nor_three_against_one(texts: list[str]) -> None:
    page = Page()
    page.line("Jane Smith 5550123", shown="Jane Smith 5 550123", gaps={12: 0.9})
    settled = page.settled(*texts)
    assert settled.text == "Jane Smith 5 550123"
    assert settled.overruled == 0


ROWS = ["Job title one", "2019 until 2021", "Employer of mine", "Town by river"]
COLUMNS = [ROWS[0], ROWS[2], ROWS[1], ROWS[3]]


def test_an_order_that_no_reader_has() -> None:
    """The reference took a gap for a gutter: every reader goes from the title to the dates."""
    page = Page()
    for line in COLUMNS:
        page.line(line)
    settled = page.settled(*["\n".join(ROWS)] * 4)
    assert settled.text == "\n".join(ROWS)
    assert [word.text for word in settled.words or () if word is not None] == "\n".join(ROWS).split()


def test_an_order_that_one_reader_has() -> None:
    page = Page()
    for line in COLUMNS:
        page.line(line)
    texts = [*["\n".join(ROWS)] * 3, "\n".join(COLUMNS)]
    assert page.settled(*texts).text == "\n".join(COLUMNS)


def test_readers_that_disagree_among_each_other() -> None:
    page = Page()
    for line in COLUMNS:
        page.line(line)
    orders = [(0, 1, 2, 3), (1, 0, 3, 2), (3, 2, 1, 0), (2, 3, 0, 1)]
    texts = ["\n".join(ROWS[at] for at in order) for order in orders]
    assert page.settled(*texts).text == "\n".join(COLUMNS)


def test_bullets_go_with_what_follows_them() -> None:
    page = Page()
    for line in ["Job title one", "• Employer of mine", "• 2019 until 2021", "Town by river"]:
        page.line(line)
    rows = ["Job title one", "• 2019 until 2021", "• Employer of mine", "Town by river"]
    assert page.settled(*["\n".join(rows)] * 4).text == "\n".join(rows)
