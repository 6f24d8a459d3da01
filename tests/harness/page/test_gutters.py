"""Gutters and the order of reading on hand-made words: no PDF, no stream order."""

import random

import pytest
from placed_words import WIDTH, WORDS, column, kinds, order, placed

from atsharness.model.facts import LineWord, Part
from atsharness.page.gutter_kinds import is_date
from atsharness.page.gutters import find_gutters
from atsharness.page.words import Placed, rows


def test_one_column_has_no_gutter():
    words = [item for at in range(20) for item in placed(" ".join(WORDS), 50, 80 + 12 * at)]
    assert kinds(words) == []


def test_two_columns_are_read_one_after_the_other_whatever_the_order_they_come_in():
    words = column(50, 100, 20, 6, "left") + column(320, 100, 20, 6, "right")
    expected = [f"left{at}" for at in range(20)] + [f"right{at}" for at in range(20)]
    for seed in range(5):
        shuffled = words[:]
        random.Random(seed).shuffle(shuffled)
        assert order(shuffled) == expected
    assert kinds(words) == ["columns"]


def test_sidebar_names_the_smaller_side():
    words = column(50, 100, 20, 1, "side") + column(220, 106, 22, 7, "main", pitch=13)
    gutters = find_gutters(rows(words), 1, WIDTH)
    assert [(gutter.kind, gutter.sidebar) for gutter in gutters] == [("sidebar", "left")]
    assert order(words)[0] == "side0"


def test_header_and_footer_over_the_whole_width_stand_around_the_columns():
    words = placed("Name " + " ".join(WORDS), 50, 60)
    words += column(50, 100, 10, 5, "left") + column(320, 100, 10, 5, "right")
    words += placed("Foot " + " ".join(WORDS), 50, 300)
    read = order(words)
    assert read[0] == "Name"
    assert read[-1] == "Foot"
    assert read.index("left9") < read.index("right0")


def test_right_aligned_dates_are_no_column():
    words = []
    for at in range(8):
        y = 80 + 40 * at
        words += placed("Senior engineer", 50, y)
        date = f"Mar 20{10 + at} – Present" if at % 2 else f"20{10 + at} – 2023"
        words += placed(date, 560 - 5.0 * len(date), y)
        words += placed(" ".join(WORDS[:8]), 50, y + 12)
    assert set(kinds(words)) <= {"meta_right"}
    assert order(words)[:2] == ["Senior", "built"]


def test_one_country_at_the_right_of_every_entry_is_no_column():
    words = column(50, 80, 6, 4, "L")
    words += [item for at in range(6) for item in placed("S.Korea", 500, 80 + 12 * at)]
    assert kinds(words) == ["meta_right"]


def test_dates_left_of_their_entries_are_a_date_column_read_entry_by_entry():
    words = []
    for at in range(4):
        y = 80 + 60 * at
        words += placed(f"20{10 + at} – 2023", 50, y) + placed("Berlin", 50, y + 12)
        words += [
            item
            for line in range(4)
            for item in placed(f"entry{at}{line} " + " ".join(WORDS[:6]), 150, y + 12 * line)
        ]
    assert kinds(words) == ["date_col"]
    assert order(words)[:6] == ["2010", "Berlin", "entry00", "entry01", "entry02", "entry03"]


def test_labels_and_values_are_read_row_by_row():
    words = []
    for at, label in enumerate(["Languages", "Tools", "Clouds", "Data"]):
        words += placed(label, 50, 80 + 14 * at) + placed(" ".join(WORDS[:7]), 150, 80 + 14 * at)
    assert kinds(words) == ["keyval"]
    assert order(words) == ["Languages", "Tools", "Clouds", "Data"]


def test_grid_of_short_words_is_no_column():
    words = []
    for at in range(4):
        words += placed("Python", 50, 80 + 14 * at) + placed("Kafka", 200, 80 + 14 * at)
    assert set(kinds(words)) <= {"grid", "keyval", "minor"}


def test_rules_across_the_gutter_part_rows_of_a_table():
    words = column(50, 100, 4, 5, "a") + column(320, 100, 4, 5, "b")
    words += column(50, 160, 4, 5, "c") + column(320, 160, 4, 5, "d")
    read = order(words, rules=[(147.0, 40.0, 580.0)])
    assert [text[0] for text in read] == ["a"] * 4 + ["b"] * 4 + ["c"] * 4 + ["d"] * 4


def test_bullets_are_no_column():
    words = []
    for at in range(10):
        words += placed("•", 50, 80 + 12 * at) + placed(" ".join(WORDS[:8]), 65, 80 + 12 * at)
    assert set(kinds(words)) <= {"minor"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan 2020 – Present", True),
        ("2018 – 2021", True),
        ("mars 2019 – aujourd’hui", True),
        ("03/2021", True),
        ("Senior Engineer 2020", False),
        ("Berlin", False),
        ("PostgreSQL", False),
    ],
)
def test_dates(text, expected):
    assert is_date(text) is expected


def test_dates_are_a_column_of_dates_beside_headings_over_the_whole_width():
    words = placed("Experience", 50, 88)
    for entry, (date, lines) in enumerate((("2019 – 2024", 5), ("2015 – 2019", 4))):
        top = 100 + 70 * entry
        words += placed(date, 50, top) + column(160, top, lines, 7, "line")
    words += placed("Education", 50, 228) + placed("2011 – 2015", 50, 240) + column(160, 240, 3, 7, "line")
    assert kinds(words) == ["date_col"]


def test_labels_are_read_with_their_lists_and_a_date_with_its_place():
    words = []
    for at, label in enumerate(("Languages:", "Frameworks:", "Tools:")):
        words += placed(label, 50, 100 + 12 * at) + placed(
            f"list{at} {' '.join(WORDS[:6])}", 160, 100 + 12 * at
        )
    for entry, top in enumerate((160, 220, 280)):
        words += placed("2019 – 2024", 50, top) + placed("Berlin", 50, top + 12)
        words += column(160, top, 4, 7, f"entry{entry}")
    assert kinds(words) == ["date_col"]
    found = order(words)
    assert found[:6] == ["Languages:", "list0", "Frameworks:", "list1", "Tools:", "list2"]
    assert found[-6:] == ["2019", "Berlin", "entry20", "entry21", "entry22", "entry23"]


def spaced(y, gap):
    """Two words of one run, `gap` space characters apart, over half the page."""
    ends = (Part(0, 0, 9), Part(0, 9 + gap, 20))
    return [
        Placed(LineWord(text="x" * 9, box=(x, y - 8, x + 200, y + 2), parts=(part,), size=10.0), y)
        for x, part in zip((50.0, 262.0), ends, strict=True)
    ]


@pytest.mark.parametrize(("gap", "parted"), [(1, False), (2, False), (3, True)])
def test_a_wide_space_or_two_within_a_text_part_no_columns(gap, parted):
    words = [item for at in range(8) for item in spaced(100 + 12 * at, gap)]
    assert bool(kinds(words)) is parted


# --- sections, lists and groups -----------------------------------------------------------------------


def right_dates(top, entries=2):
    """Entries of two lines with a date and a place at the right edge."""
    words = []
    for at in range(entries):
        y = top + 24 * at
        date = f"August 20{10 + at} – May 2019"
        words += placed(f"degree{at} Science", 50, y) + placed(date, 560 - 5 * len(date), y)
        words += placed(f"school{at} Lancaster", 50, y + 12) + placed("Leeds, UK", 515, y + 12)
    return words


def abreast(top, label, font=1, lines=3):
    """A block with a bold first line on each half."""
    words = []
    for x, side in ((50, "L"), (305, "R")):
        head = placed(f"{label}{side} Name", x, top)
        words += [item._replace(font=font) for item in head]
        words += column(x, top + 12, lines, 2, f"{label}{side}line")
    return words


def one_column_with_short_lists():
    words = placed("Education", 50, 80, 12) + right_dates(100)
    words += placed("Projects", 50, 165, 12) + abreast(185, "p")
    words += placed("Certifications", 50, 250, 12)
    for at in range(4):
        words += placed(f"cert{at}L Developer", 50, 270 + 12 * at)
        words += placed(f"cert{at}R Developer", 305, 270 + 12 * at)
    return words + placed("References", 50, 335, 12) + abreast(355, "r", lines=2)


def test_a_strip_of_white_that_runs_over_section_headings_is_no_gutter_of_all_of_them():
    words = one_column_with_short_lists()
    read = order(words)
    assert read[:5] == ["Education", "degree0", "school0", "degree1", "school1"]
    assert read[5:14] == [
        "Projects",
        *("pL", "pLline0", "pLline1", "pLline2"),
        *("pR", "pRline0", "pRline1", "pRline2"),
    ]
    assert read[14:19] == ["Certifications", "cert0L", "cert1L", "cert2L", "cert3L"]
    assert read[19:] == ["References", "rL", "rLline0", "rLline1", "rR", "rRline0", "rRline1"]
    assert [kind for kind in kinds(words) if kind not in ("meta_right", "keyval")] == [
        "columns",
        "grid",
        "columns",
    ]


def test_headings_of_a_column_do_not_cut_it():
    words = placed("Skills", 50, 100, 12) + column(50, 115, 4, 1, "skill")
    words += placed("Languages", 50, 200, 12) + column(50, 215, 4, 1, "tongue")
    words += placed("Experience", 220, 100, 12) + column(220, 115, 5, 6, "job")
    # The other column has a blank where "Languages" stands.
    words += column(220, 230, 8, 6, "more")
    assert kinds(words) == ["columns"]
    read = order(words)
    assert read.index("tongue3") < read.index("job0")


def test_a_rule_under_a_heading_bounds_what_stands_on_both_sides():
    words = abreast(100, "a") + placed("Skills", 50, 165, 12) + abreast(185, "b")
    words += placed("Education", 305, 148, 12)
    assert kinds(words) == ["columns"]
    found = find_gutters(rows(words), 1, WIDTH, rules=[(168.0, 50.0, 560.0)])
    assert [gutter.kind for gutter in found] == ["columns", "columns"]


def test_headed_groups_abreast_are_read_group_by_group_and_row_by_row_of_groups():
    words = []
    for top, labels in ((100, "abc"), (170, "de")):
        for x, label in zip((50, 220, 390), labels, strict=False):
            words += [item._replace(font=1) for item in placed(f"{label}head", x, top)]
            words += column(x, top + 12, 3 if label != "e" else 4, 1, label)
    assert order(words) == [
        *("ahead", "a0", "a1", "a2", "bhead", "b0", "b1", "b2", "chead", "c0", "c1", "c2"),
        *("dhead", "d0", "d1", "d2", "ehead", "e0", "e1", "e2", "e3"),
    ]


def test_entries_of_one_line_abreast_are_read_row_by_row_and_records_one_after_the_other():
    entries = [
        item
        for at in range(3)
        for x, side in ((50, "L"), (305, "R"))
        for item in placed(f"entry{at}{side} Developer Associate", x, 100 + 12 * at)
    ]
    assert kinds(entries) == ["grid"]
    people = []
    for x, name in ((50, "Alex"), (305, "Sam")):
        people += placed(f"{name} Morgan", x, 100) + placed("Lead, Harbour Analytics", x, 112)
        people += placed(f"{name}@example.org", x, 124)
    assert kinds(people) == ["columns"]
    assert order(people) == ["Alex", "Lead,", "Alex@example.org", "Sam", "Lead,", "Sam@example.org"]


def test_a_line_that_runs_over_its_column_hides_no_sidebar():
    words = placed("Contact", 50, 100, 12) + placed("jordan.reyes@example.com", 50, 127)
    words += placed("020 7946 0958", 50, 140) + placed("Languages", 50, 158, 12) + placed("English", 50, 176)
    words += placed("Jordan Reyes", 165, 100, 20) + column(165, 130, 30, 7, "line", pitch=14)
    assert kinds(words) == ["sidebar"]
    read = order(words)
    assert read[:4] == ["Contact", "jordan.reyes@example.com", "020", "Languages"]


def test_short_dated_entries_beside_a_sidebar_on_the_same_lines_are_no_dates_of_it():
    words = placed("Jordan Reyes", 220, 60, 26)
    for at in range(3):
        top = 120 + 48 * at
        words += placed(("Contact", "Skills", "Languages")[at], 50, top)
        words += column(50, top + 12, 2, 1, f"side{at}")
        words += placed(f"job{at} Engineer", 220, top) + placed(f"March 201{at} – May 2019", 220, top + 12)
        words += placed("Northwind Logistics, Leeds", 220, top + 24)
    assert kinds(words) == ["columns"]
    read = order(words)
    assert read[:3] == ["Jordan", "Contact", "side00"]
    assert read.index("side21") < read.index("job0")


NAMES = ("Contact", "Experience", "2019-01-01 to 2020-02-28", "Education", "2015-01-01 to 2018-02-28")


def test_section_names_and_dates_in_the_margin_are_no_sidebar():
    words = [
        item
        for at, name in enumerate(NAMES)
        for item in placed(name, 50, 100 + 60 * at) + column(230, 100 + 60 * at, 3, 6, f"entry{at}-")
    ]
    assert kinds(words) == ["date_col"]
    assert order(words)[:3] == ["Contact", "entry0-1", "entry0-2"]


def test_names_at_the_middle_of_their_lines_stand_before_them():
    words = [
        item
        for at, name in enumerate(("Contact", "Skills", "Languages"))
        for item in placed(name, 50, 112 + 60 * at) + column(230, 100 + 60 * at, 3, 6, f"entry{at}-")
    ]
    expected = [
        (name, *(f"entry{at}-{n}" for n in range(3)))
        for at, name in enumerate(("Contact", "Skills", "Languages"))
    ]
    assert order(words) == [word for entry in expected for word in entry]


def test_labels_flush_right_at_their_values_are_a_form():
    labels = ["Dates", "Occupation", "Main activities", "Employer"] * 4
    words = [
        item
        for at, label in enumerate(labels)
        for item in placed(label, 190 - 5 * len(label) + 2.5 * label.count(" "), 100 + 14 * at)
        + placed(f"value{at} " + " ".join(WORDS[:6]), 210, 100 + 14 * at)
    ]
    assert kinds(words) == ["keyval"]


def test_labels_under_headings_flush_right_over_a_page_footer_are_a_form():
    """Headings, the title above them and the foot of the page are no labels; all values have one."""
    form = (("Mother tongue", "Polish"), ("Other", "English"), ("Programming", "Rust"), ("Unpaid work", ""))
    form += (("River club", "Tutor"), ("Side work", ""), ("Tidebook", "Almanac"), ("Honours won", ""))
    form += (("Grid prize", "Forum"), ("Streaming guild", "Architect"))
    margin = [
        "Personal skills and",
        "competences",
        *(label for label, _ in form),
        "Page 2 / 2",
        "Jordan Reyes",
    ]
    ys = [60, 72, *(100 + 20 * at for at in range(len(form))), 700, 712]
    words = [
        item
        for label, y in zip(margin, ys, strict=True)
        for item in placed(label, 190 - 5 * len(label) + 2.5 * label.count(" "), y)
    ]
    for at, (_, value) in enumerate(form):
        words += placed(f"{value} " + " ".join(WORDS[:6]), 210, 100 + 20 * at) if value else []
    assert set(kinds(words)) == {"keyval"}
    read = order(words)
    assert read[2:7] == ["Mother", "Other", "Programming", "Unpaid", "River"]


def test_of_three_columns_abreast_none_is_a_sidebar():
    words = column(50, 100, 9, 3, "a") + column(180, 100, 9, 4, "b") + column(400, 100, 9, 4, "c")
    assert set(kinds(words)) == {"columns"}
