"""Labels of text at the right edge, on hand-made rows."""

from atsharness_corpus.edges import Char, at_edge, pieces, right_edges


def row(baseline, *stretches):
    """Characters of 5 points, side by side from x0 to x1."""
    return [
        Char(baseline, 10.0, (float(x), baseline - 9, float(x + 5), baseline + 2))
        for start, stop in stretches
        for x in range(start, stop, 5)
    ]


def ends(*rows):
    found = at_edge([piece for chars in rows for piece in pieces(chars, 1)])
    return sorted((piece.box[0], piece.box[2]) for piece in found)


def test_ends_beyond_a_gap_at_one_edge_are_labelled():
    lines = row(100, (50, 200), (400, 500)), row(130, (50, 150), (430, 500)), row(160, (50, 480))
    assert ends([*lines[0], *lines[1], *lines[2]]) == [(400, 500), (430, 500)]


def test_a_single_end_or_a_narrow_gap_is_none():
    assert ends([*row(100, (50, 200), (400, 500)), *row(130, (50, 150), (430, 480))]) == []
    assert ends([*row(100, (50, 400), (420, 500)), *row(130, (50, 400), (420, 500))]) == []


def test_ends_of_two_pages_share_an_edge():
    found = at_edge([*pieces(row(100, (50, 200), (400, 500)), 1), *pieces(row(90, (50, 90), (420, 500)), 2)])
    assert sorted(piece.page for piece in found) == [1, 2]


def test_lines_of_a_column_are_none():
    right = ((300, 500), (300, 460), (300, 500), (300, 410), (300, 480))
    lines = [char for at, end in enumerate(right) for char in row(100 + 20 * at, (50, 200), end)]
    assert ends(lines) == []


def test_rows_are_told_by_baselines():
    two = pieces([*row(100, (50, 100)), *row(100.4, (300, 350)), *row(112, (50, 100))], 1)
    assert [piece.inner for piece in two] == [False, True, False]
    title = pieces([*row(100, (50, 100)), *row(101.4, (300, 350)), *row(103, (400, 450))], 1)
    assert [piece.inner for piece in title] == [False, True, False], "the date of a larger title, and a block"


def test_what_cannot_be_read_has_no_label():
    assert right_edges(b"no PDF at all") == ()
