"""Columns within entries: bullets of each job in two columns, under a head over both, on hand-made words."""

import msgspec
import pytest
from placed_words import WIDTH, column, order, placed

from atsharness.page.gutters import find_gutters
from atsharness.page.reading_order import reading_order
from atsharness.page.words import rows

LEFT, RIGHT = 50, 310


def text(label, lines, x, top, indent=0):
    """Lines of one paragraph over a column, each beginning with its own label."""
    words = []
    for at in range(lines):
        first = f"{label}{at}" if at == 0 else f"{label.lower()}{at}"
        words += placed(f"{first} built services that handle many orders", x + indent, top + 12 * at)
    return words


def entry(name, top, lines, head=()):
    """A bold title, a line that may reach over the strip, then a list whose columns have so many lines."""
    words = [item._replace(font=1) for item in placed(f"{name} Engineer", LEFT, top)]
    y = top + 12
    for extra in head:
        words += placed(extra, LEFT, y, size=11)
        y += 12
    left, right = lines
    return words + text(f"{name}L", left, LEFT, y) + text(f"{name}R", right, RIGHT, y)


def bullets(name, left, right):
    side = [f"{name}L0", *(f"{name.lower()}l{at}" for at in range(1, left))]
    return [*side, f"{name}R0", *(f"{name.lower()}r{at}" for at in range(1, right))]


ENTRIES = (("A", 80, (4, 3)), ("B", 160, (2, 3)), ("C", 230, (3, 1)))


def page(head=()):
    return [item for name, top, lines in ENTRIES for item in entry(name, top, lines, head)]


@pytest.mark.parametrize(
    "head",
    [
        (),
        ("Harbour Logistics, Leeds",),
        ("Forecasts of load and losses for forty regional networks of power",),
    ],
    ids=["title", "employer", "a line over both columns"],
)
def test_bullets_in_two_columns_are_read_entry_by_entry(head):
    expected = []
    for name, _, (left, right) in ENTRIES:
        expected += [name, *(line.split()[0] for line in head), *bullets(name, left, right)]
    words = page(head)
    assert order(words) == expected
    gutters = find_gutters(rows(words), 1, WIDTH)
    assert [gutter.kind for gutter in gutters] == ["columns"] * 3
    assert [(gutter.left_lines, gutter.right_lines) for gutter in gutters] == [(4, 3), (2, 3), (3, 1)]


def test_dates_at_the_right_edge_stay_with_their_titles():
    words = page()
    for _, top, _ in ENTRIES:
        words += placed("Mar 2019 – Feb 2021", 465, top)
    lines, _ = reading_order(words, find_gutters(rows(words), 1, WIDTH))
    heads = [" ".join(word.text for word in line.words) for line in lines if "Engineer" in line.words[1].text]
    assert heads == [f"{name} Engineer Mar 2019 – Feb 2021" for name in "ABC"]


def test_a_sidebar_beside_them_is_still_one():
    words = [
        item
        for name, top, (left, right) in ENTRIES
        for item in [item._replace(font=1) for item in placed(f"{name} Engineer", 200, top)]
        + column_text(f"{name}L", left, 200, top + 12)
        + column_text(f"{name}R", right, 360, top + 12)
    ]
    words += column(50, 84, 14, 1, "side", pitch=14)
    assert "sidebar" in [gutter.kind for gutter in find_gutters(rows(words), 1, WIDTH)]
    read = order(words)
    assert read[:14] == [f"side{at}" for at in range(14)]
    assert read[14:] == [
        word for name, _, (left, right) in ENTRIES for word in (name, *bullets(name, left, right))
    ]


def column_text(label, lines, x, top):
    """Lines of a narrower column."""
    return [
        item
        for at in range(lines)
        for item in placed(f"{label if at == 0 else label.lower()}{at} built services that", x, top + 12 * at)
    ]


def test_columns_of_the_page_are_read_to_their_end():
    words = []
    for at, top in enumerate((80, 150, 220)):
        for x, side in ((LEFT, "L"), (RIGHT, "R")):
            words += [item._replace(font=1) for item in placed(f"{side}{at} Engineer", x, top)]
            words += text(f"{side}{at}x", 4, x, top + 12)
    # The right side's headings stand a little lower, as they do in columns that know nothing of each other.
    words = [item if item.word.box[0] < RIGHT else lowered(item, 17) for item in words]
    read = order(words)
    assert read.index("l2x3") < read.index("R0")


def lowered(item, by):
    x0, y0, x1, y1 = item.word.box
    word = msgspec.structs.replace(item.word, box=(x0, y0 + by, x1, y1 + by))
    return item._replace(word=word, baseline=item.baseline + by)


def test_a_second_column_with_text_beside_a_head_is_a_column_of_the_page():
    words = page() + placed("R9 built services", RIGHT, 160)
    assert [gutter.kind for gutter in find_gutters(rows(words), 1, WIDTH)] == ["columns"]


def test_entries_of_one_line_two_abreast_are_no_columns():
    words = []
    for name, top in (("A", 80), ("B", 140), ("C", 200)):
        words += [item._replace(font=1) for item in placed(f"{name} group of skills", LEFT, top)]
        for at in range(3):
            words += placed(f"{name}L{at} Developer", LEFT, top + 12 + 12 * at)
            words += placed(f"{name}R{at} Developer", RIGHT, top + 12 + 12 * at)
    assert len(find_gutters(rows(words), 1, WIDTH)) == 1  # one strip, as for any list


def test_justified_text_with_a_gap_above_a_gap_is_one_text():
    """Wide spaces of justified lines stand above each other by chance; lines of the text cross them."""
    words = []
    for at in range(12):
        top = 80 + 12 * at
        if at in (2, 7, 9):
            words += placed("lines built services that handle orders", LEFT, top)
            words += placed("and payments for many clients too", RIGHT, top)
        else:
            words += placed(
                "lines built services that handle orders and payments for many clients too", LEFT, top
            )
    assert set(order(words)) == {"lines"}
