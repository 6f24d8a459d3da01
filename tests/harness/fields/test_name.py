from __future__ import annotations

import pytest

from atsharness.fields.name import name_words
from atsharness.model import Reference, Word
from atsharness.text.tokens import tokens

HEAD = [("Profile", 10), ("I build", 10), ("and ship", 10)]


def name(*lines: tuple[str, float], places: bool = True) -> str:
    """The name found on a page of lines, each with its size."""
    text = "\n".join(line for line, _ in lines)
    words = tokens(text)
    placed = []
    top = {number: 40.0 + 20 * number for number in range(1, len(lines) + 1)}
    for word in words:
        size = lines[word.line - 1][1]
        y0 = top[word.line]
        placed.append(Word(text=word.raw, page=1, box=(50, y0, 90, y0 + size), line=word.line))
    foot = Word(text="x", page=1, box=(0, 700, 10, 710), line=99)
    reference = Reference(text=f"{text}\nx", words=(*placed, foot)) if places else Reference(text=text)
    words = tokens(reference.text)
    return " ".join(words[index].raw for index in name_words(reference, words))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("Hannah O'Brien", 20), ("Back-End Developer", 11)], "Hannah O'Brien"),
        ([("Curriculum Vitae", 22), ("Hannah O'Brien", 18), ("Go, Python", 10)], "Hannah O'Brien"),
        ([("hannah@example.com", 9), ("HANNAH O'BRIEN", 24), ("Work Experience", 14)], "HANNAH O'BRIEN"),
        ([("Hannah", 24), ("O'Brien", 24), ("Back-End Developer", 12)], "Hannah O'Brien"),
        # All of one size, as plain text is: two lines are no name set large in two.
        ([("Hannah O'Brien", 10), ("Back-End Developer", 10), ("builds services", 10)], "Hannah O'Brien"),
        ([("Ludwig van der Berg", 20), ("Professional Experience", 20)], "Ludwig van der Berg"),
        ([("Hannah O'Brien RESUME", 20), ("Back-End Developer", 11)], "Hannah O'Brien"),
        ([("Hannah O'Brien | Résumé title", 20), ("Go, Python", 10)], "Hannah O'Brien"),
        # Above the name a job's or a document's title, larger than it.
        ([("Product Designer", 20), ("Hannah O'Brien", 13), ("Go, Python", 10)], "Hannah O'Brien"),
        ([("Leitende Entwicklerin", 20), ("Hannah O'Brien", 13), ("Go, Python", 10)], "Hannah O'Brien"),
        (
            [("Application Package", 20), ("Hannah O'Brien", 13), ("hobrien@example.com", 10)],
            "Hannah O'Brien",
        ),
        ([("Portfolio Two", 20), ("Zoë Ångström", 13), ("zoe.angstrom@example.com", 10)], "Zoë Ångström"),
        ([("Hannah O'Brien, Lead Engineer", 20), ("Go, Python", 10)], "Hannah O'Brien,"),
        ([("O'Brien, Hannah", 20), ("Lead Engineer", 13), ("Go, Python", 10)], "O'Brien, Hannah"),
        # A table of personal data: no text is large, and the name has a label.
        ([("Curriculum Vitae", 13), *HEAD, ("Name\tJoe Bloggs", 10), ("Phone\t320 857", 10)], "Joe Bloggs"),
        ([("Lebenslauf", 13), *HEAD, ("Vor- und Nachname:  Jana Weiß", 10), ("x", 10)], "Jana Weiß"),
        ([("Hannah O'Brien", 20), *HEAD, ("Name: Acme Corp", 10)], "Hannah O'Brien"),
        ([("Skills", 14), *HEAD, ("Name Resolution", 10), ("Name of Employer: Acme Corp", 10)], ""),
        ([("Skills", 14), *HEAD, ("Name: acme corporation", 10), ("Nombre:", 10)], ""),
        # Nothing looks like a name.
        ([("Back-End Engineer", 20), ("builds services", 10)], ""),
        ([("Summary", 14), ("I build", 10), ("and ship", 10), ("Institution City", 10), ("Go", 10)], ""),
        ([("Skills", 14), ("Go, Python, 10k+ Users", 10)], ""),
    ],
)
def test_the_largest_text_at_the_top(lines: list[tuple[str, float]], expected: str) -> None:
    assert name(*lines) == expected


def test_a_smaller_title_beside_the_name_is_none_of_it() -> None:
    sizes = {"Hannah": 20.0, "O'Brien": 20.0, "Developer": 11.0}
    words = [
        Word(text=text, page=1, box=(0, 20, 9, 20 + size), line=1, font="Serif")
        for text, size in sizes.items()
    ]
    words += [Word(text="builds", page=1, box=(0, 700, 9, 710), line=2, font="Serif")] * 5
    reference = Reference(
        text="Hannah O'Brien Developer\nbuilds builds builds builds builds", words=tuple(words)
    )
    assert name_words(reference, tokens(reference.text)) == (0, 1)


def test_a_name_in_two_lines_with_contact_data_beside_it() -> None:
    lines = [[("Hannah", 50.0, 20.0, 20.0)], [("Columbus,", 300.0, 34.0, 8.0), ("OH", 350.0, 34.0, 8.0)]]
    lines += [[("O'Brien", 50.0, 42.0, 20.0)], [("Build", 50.0, 200.0, 20.0)]]
    placed = [
        Word(text=text, page=1, box=(x0, y0, x0 + 45, y0 + size), line=number, font="Serif")
        for number, line in enumerate(lines, start=1)
        for text, x0, y0, size in line
    ]
    placed += [Word(text="builds", page=1, box=(0, 700, 9, 710), line=5, font="Serif")] * 3
    text = "Hannah\nColumbus, OH\nO'Brien\nBuild\nbuilds builds builds"
    assert name_words(Reference(text=text, words=tuple(placed)), tokens(text)) == (0, 3)


@pytest.mark.parametrize(
    ("picture", "typed", "contact", "expected"),
    [
        ("Euro Pass", ("Jane Example", 16.0), "contact@example.org", "Jane Example"),
        ("Euro Pass", ("Jane Example", 16.0), "jane@example.org", "Jane Example"),
        # A name in a picture is one where the address is made of it, or nothing else is as large.
        ("Jane Example", ("Portland Oregon", 16.0), "jane@example.org", "Jane Example"),
        ("Jane Example", ("Portland Oregon", 10.0), "contact@example.org", "Jane Example"),
    ],
)
def test_a_picture_of_words_may_be_a_logo(
    picture: str, typed: tuple[str, float], contact: str, expected: str
) -> None:
    lines = [
        (picture, 60.0, None),
        (*typed, 0),
        (contact, 10.0, 0),
        ("Go, Python", 10.0, 0),
        ("Rust", 10.0, 0),
    ]
    text = "\n".join(line for line, *_ in lines)
    words = tokens(text)
    placed = []
    for word in words:
        _, size, font = lines[word.line - 1]
        y0 = 70.0 * word.line
        box = (50, y0, 90, y0 + size)
        placed.append(Word(text=word.raw, page=1, box=box, line=word.line, font=font))
    foot = Word(text="x", page=1, box=(0, 790, 10, 800), line=99, font=0)
    reference = Reference(text=f"{text}\nx", words=(*placed, foot), read_by="glyphs")
    words = tokens(reference.text)
    assert " ".join(words[index].raw for index in name_words(reference, words)) == expected


def test_words_that_ocr_read_are_as_high_as_their_ink() -> None:
    lines = [[("Xiaoyu", 18.4), ("Wang", 18.4), ("Ng", 10.6)], [("Domingo,", 11.0), ("Quisqueya", 12.0)]]
    placed = [
        Word(text=text, page=1, box=(60 * at, 20 + 30 * line, 60 * at + 50, 20 + 30 * line + size), line=line)
        for line, words in enumerate(lines, start=1)
        for at, (text, size) in enumerate(words)
    ]
    placed += [Word(text="builds", page=1, box=(0, 700, 9, 710), line=3)] * 3
    text = "Xiaoyu Wang Ng\nDomingo, Quisqueya\nbuilds builds builds"
    assert name_words(Reference(text=text, words=tuple(placed)), tokens(text)) == (0, 1, 2)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Hannah O'Brien", "Back-End Developer"], "Hannah O'Brien"),
        (["CURRICULUM VITAE", "Hannah O'Brien"], "Hannah O'Brien"),
        (["hannah@example.com | Columbus", "Hannah O'Brien"], "Hannah O'Brien"),
        (["Summary", "builds services"], ""),
    ],
)
def test_without_sizes_the_first_line_that_looks_like_one(lines: list[str], expected: str) -> None:
    assert name(*((line, 0.0) for line in lines), places=False) == expected


@pytest.mark.parametrize(
    ("written", "account", "expected"),
    [
        ("Alex Kim (they/them)", "alex.kim", "Alex Kim"),
        ("Dana Whitlock she/her", "dwhitlock", "Dana Whitlock"),
        ("Omar al-Rashid", "omar.alrashid", "Omar al-Rashid"),
        ("Ludovica d’Este", "deste", "Ludovica d’Este"),
        ("Jean-François d'Aubigné-Lefèvre", "info", "Jean-François d'Aubigné-Lefèvre"),
        ("anna schmidt", "anna.schmidt", "anna schmidt"),
        ("Suharto", "suharto.bus", "Suharto"),
    ],
)
@pytest.mark.parametrize("places", [True, False])
def test_names_as_people_write_them(written: str, account: str, expected: str, places: bool) -> None:
    lines = [(written, 22.0), ("Bus Driver", 12.0), (f"{account}@example.com", 10.0), ("Drives buses", 10.0)]
    assert name(*lines, places=places) == expected


@pytest.mark.parametrize("written", ["photos and words", "Portfolio", "made by hand-Crafted things"])
def test_what_no_address_is_made_of_is_no_name_in_small_letters(written: str) -> None:
    lines = [(written, 22.0), ("anna.schmidt@example.com", 10.0), ("Takes pictures for papers", 10.0)]
    assert name(*lines) == ""
