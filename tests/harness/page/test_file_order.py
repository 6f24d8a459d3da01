"""Which lines the content stream holds out of place."""

import pymupdf

from atsharness.facts.gather import gather

LONG = "Built services that handle orders and payments for many clients"


def stream(*texts):
    """The stream's order of a page on which these are drawn one after the other: (x, y, text)."""
    with pymupdf.open() as made:
        page = made.new_page(width=612, height=792)
        for x, y, text in texts:
            page.insert_text((x, y), text, fontsize=10)
        data = made.tobytes()
    facts = gather(data, votes=False)
    (found,) = [order for order in facts.orders if order.source == "stream"]
    return found, [facts.pages[0].lines[at].text for at in found.moved]


def entries(text):
    """Titles, texts of three lines below each, and dates at the right edge, of three jobs."""
    titles = [(50, 80 + 56 * at, f"Company {at}") for at in range(3)]
    texts = [(50, 94 + 56 * at + 14 * row, f"{text} {at} {row}") for at in range(3) for row in range(3)]
    dates = [(470, 80 + 56 * at, f"January 201{at} – December 202{at}") for at in range(3)]
    return titles, texts, dates


def lines(*rows):
    return [(50, 80 + 14 * row, f"{LONG} {row}") for row in rows]


def test_a_page_in_order_has_no_line_out_of_place():
    assert stream(*lines(*range(8)))[1] == []


def test_a_line_drawn_after_three_others_is_out_of_place():
    found, texts = stream(*lines(0, 2, 3, 4, 1, 5, 6))
    assert texts == [f"{LONG} 1"]
    assert 0 < found.inversions < 0.2


def test_a_line_drawn_one_line_late_is_part_of_its_row():
    assert stream(*lines(0, 1, 3, 2, 4, 5, 6))[1] == []


def test_bullets_drawn_last_move_no_line():
    bullets = [(40, 80 + 14 * row, "•") for row in range(8)]
    words = [(50, 80 + 14 * row, "Bestandsverwaltungsoberfläche") for row in range(8)]
    found, texts = stream(*words, *bullets)
    assert texts == []
    assert found.inversions == 0


def test_lines_beside_others_have_no_order_of_their_own():
    head = [(50, 80, "Jane Example"), (50, 108, "Engineer")]
    contact = [
        (400, 80 + 9 * at, text) for at, text in enumerate(("Berlin", "+49 30 1234567", "jane@example.com"))
    ]
    assert stream(*head, *contact, *lines(*range(4, 10)))[1] == []


def test_dates_at_the_right_edge_drawn_after_the_entry_move_no_line():
    titles, texts, dates = entries(LONG)
    drawn = [one for at in range(3) for one in (titles[at], *texts[3 * at : 3 * at + 3], dates[at])]
    found, moved = stream(*drawn)
    assert moved == []
    assert found.torn_ends == ()


def test_dates_drawn_before_all_entries_are_torn_off_their_lines():
    titles, texts, dates = entries(f"{LONG}, from the first sketch to the last release")
    drawn = [one for at in range(3) for one in (titles[at], *texts[3 * at : 3 * at + 3])]
    found, moved = stream(*dates, *drawn)
    assert moved == []
    assert found.torn_ends == (4, 8), "the first date is where it belongs"


def test_dates_drawn_before_all_are_torn_off_also_where_no_line_reaches_under_them():
    titles, texts, dates = entries("Ran the desk")
    drawn = [one for at in range(3) for one in (titles[at], *texts[3 * at : 3 * at + 3])]
    assert stream(*dates, *drawn)[0].torn_ends == (4, 8)
    assert stream(*drawn, *dates)[0].torn_ends == (0, 4), "the last date is drawn after its own entry"


def test_a_column_of_dates_drawn_first_is_torn_off_nothing():
    titles, texts, _ = entries("Ran the desk")
    column = [(50, y, f"January 201{at}") for at, (_, y, _) in enumerate(titles)]
    drawn = [(200, y, text) for at in range(3) for _, y, text in (titles[at], *texts[3 * at : 3 * at + 3])]
    assert stream(*column, *drawn)[0].torn_ends == ()


def test_a_block_drawn_after_the_one_at_its_left_is_torn_off_nothing():
    names = [
        (50, 80 + 14 * at, text) for at, text in enumerate(("Jane Example", "Engineer", "Berlin", "Search"))
    ]
    contact = [
        (450, 80 + 14 * at, text) for at, text in enumerate(("Hauptstr. 5", "12345 Berlin", "+49 30 123456"))
    ]
    assert stream(*names, *contact, *lines(*range(5, 12)))[0].torn_ends == ()


def test_a_sign_drawn_late_is_no_line():
    assert stream(*lines(0, 2, 3, 4, 5, 6), (50, 94, "n/2"))[1] == []
