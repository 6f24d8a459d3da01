"""Rules on order and layout, on facts made by hand: what they leave to others."""

import re

import artifacts as make
import msgspec
import pytest

from atsharness.model.facts import Gutter, Line, LineWord, Part, ReadingOrder
from atsharness.rules.engine import all_rules, judge
from atsharness.rules.layout._columns import is_lists

LINES = tuple(
    " ".join(f"{word}{number}" for word in ("built", "orders", "shops", "paid")) for number in range(12)
)


def outcome(rule_id, artifacts):
    return judge(artifacts, [all_rules()[rule_id]]).results[0]


def words(text, x, y, size=10.0):
    found = []
    for word in text.split(" "):
        width = 0.5 * size * len(word)
        if word:
            found.append(LineWord(text=word, box=(x, y, x + width, y + size), parts=(), size=size))
        x += width + 0.25 * size
    return tuple(found)


def line(parts, y):
    own = tuple(word for x, text in parts for word in words(text, x, y))
    box = (own[0].box[0], y, own[-1].box[2], y + 10)
    return Line(words=own, box=box, baseline=y + 8, size=10, block=0)


def beside(left, right, x=300):
    """A page of two sides, and the gutter between them."""
    rows = [line(((50, a), (x, b)), 100 + 14 * at) for at, (a, b) in enumerate(zip(left, right, strict=True))]
    bottom = rows[-1].box[3]
    ends = [max(row.words[len(a.split()) - 1].box[2] for row, a in zip(rows, left, strict=True))]
    ends.append(max(row.box[2] for row in rows))
    values = {"kind": "columns", "page": 1, "box": (ends[0], 100, x, bottom)}
    sides = {"left": (50, 100, ends[0], bottom), "right": (x, 100, ends[1], bottom)}
    count = {"left_lines": len(left), "right_lines": len(right), "left_chars": 99, "right_chars": 99}
    return make.page(lines=tuple(rows)), Gutter(**values, **sides, **count)


SKILLS = ("Languages", "Python", "Go", "Rust (reading)", "TypeScript")
TOOLS = ("Data and streaming", "PostgreSQL", "Kafka", "ClickHouse", "Redis")
PROSE = tuple(f"Moved service {number} to a cluster of its own and cut its cost" for number in range(5))


@pytest.mark.parametrize(
    ("left", "right", "lists"),
    [
        (SKILLS, TOOLS, True),
        (TOOLS, tuple(f"{one}{8 * ' '}{one}" for one in SKILLS), True),
        (TOOLS, tuple(f"{one} {one} {one}" for one in SKILLS), False),
        (SKILLS, PROSE, False),
        (PROSE, PROSE, False),
        (SKILLS[:3] + PROSE[:2], TOOLS, False),
    ],
)
def test_lists_of_short_entries_are_no_columns(left, right, lists):
    assert is_lists(*beside(left, right)) is lists


def streamed(lines, **fields):
    """The order of page 1 in its stream, in which nothing is amiss but what is given."""
    values = {"switches": 0, "inversions": 0.0, "interleaved": False} | fields
    return ReadingOrder(source="stream", page=1, lines=len(lines), **values)


def disordered(moved, paths, inversions=0.03):
    """Facts of a page whose stream has these lines elsewhere, and what paths make of it."""
    artifacts = make.artifacts("\n".join(LINES), paths)
    rows = tuple(
        Line(words=(), box=make.place(at, 0, len(text)), baseline=0, size=10, block=0)
        for at, text in enumerate(LINES)
    )
    order = streamed(rows, inversions=inversions, box=rows[moved[0]].box, moved=moved)
    facts = make.layout(page_facts=make.page(lines=rows), orders=(order,))
    return msgspec.structs.replace(artifacts, facts=facts)


AS_DRAWN = "\n".join((*LINES[:3], *LINES[4:10], LINES[3], *LINES[10:]))


def test_a_line_out_of_place_counts_where_a_path_tears_it_off():
    found = outcome("ATS204", disordered((3,), {"a-one": AS_DRAWN, "b-one": "\n".join(LINES)}))
    assert found.outcome == "violation"
    assert found.findings[0].boxes == (make.place(3, 0, len(LINES[3])),)
    kept = disordered((3,), {"a-one": "\n".join(LINES), "b-one": "\n".join(LINES)})
    assert outcome("ATS204", kept).outcome == "passed"


def test_disorder_of_much_of_the_page_is_told_even_where_no_path_follows_it():
    kept = disordered((3, 4, 5), {"a-one": "\n".join(LINES)}, inversions=0.2)
    found = outcome("ATS204", kept)
    assert found.outcome == "information"
    (box,) = found.findings[0].boxes
    assert box[1] == make.place(3, 0, 1)[1], "neighbours are one passage"
    assert box[3] == make.place(5, 0, 1)[3]


@pytest.mark.parametrize("at", [0, len(LINES) - 1])
def test_a_running_line_drawn_first_or_last_is_none(at):
    assert outcome("ATS204", disordered((at,), {"a-one": AS_DRAWN}, inversions=0.1)).outcome == "passed"


@pytest.mark.parametrize(("size", "told"), [(7.75, True), (7.97, False), (12.0, False), (13.0, True)])
def test_body_size_is_told_to_a_tenth_of_a_point(size, told):
    run = make.run("Built services", (50, 100, 200, 110), size=size)
    artifacts = make.artifacts("Built services", {"a-one": "Built services"})
    facts = make.layout(page_facts=make.page(runs=(run,)))
    found = outcome("ATS210", msgspec.structs.replace(artifacts, facts=facts))
    assert found.outcome == ("information" if told else "passed")


def test_the_letters_of_a_scan_have_no_size():
    run = make.run("Built services", (50, 100, 200, 107), size=7.0, hidden="invisible_mode", seen_as="image")
    artifacts = make.artifacts("Built services", {"a-one": "Built services"})
    facts = make.layout(page_facts=make.page(runs=(run,)))
    assert outcome("ATS210", msgspec.structs.replace(artifacts, facts=facts)).outcome == "passed"


def drawn(rows, moved, gutters=()):
    """A page of rows of stretches (x, text, number of the run), a line out of place, a path that tears it."""
    lines = []
    for at, stretches in enumerate(rows):
        own = tuple(
            msgspec.structs.replace(word, parts=(Part(run, 0, 1),))
            for x, text, run in stretches
            for word in words(text, x, 100 + 14 * at)
        )
        box = (own[0].box[0], own[0].box[1], own[-1].box[2], own[-1].box[3])
        lines.append(Line(words=own, box=box, baseline=box[3], size=10, block=0))
    artifacts = make.artifacts("\n".join(LINES), {"a-one": AS_DRAWN})
    order = streamed(lines, inversions=0.2, box=lines[moved].box, moved=(moved,))
    page = make.page(lines=tuple(lines), gutters=tuple(gutters))
    return msgspec.structs.replace(artifacts, facts=make.layout(page_facts=page, orders=(order,)))


def test_a_block_drawn_after_the_one_at_its_left_is_in_order():
    contact = ("Berlin", "Phone", "Mail", "Website")
    rows = [[(400, text, 2 + at)] for at, text in enumerate(contact)]
    rows[1].insert(0, (50, "Jane Example", 0))
    rows.append([(50, "Engineer of search", 1), (400, "Profile", 6)])
    rows += [[(50, LINES[at], 7 + at)] for at in range(6)]
    assert outcome("ATS204", drawn(rows, 4)).outcome == "passed"
    above = [[(50, text, run) for _, text, run in row] for row in rows[:4]]
    assert outcome("ATS204", drawn([*above, *rows[4:]], 4)).outcome == "violation", "lines above have passed"


WITH_DATE = "Engineer of search" + 12 * " " + "May 2020 – June 2023"
KEPT = (*LINES[:3], WITH_DATE, *LINES[4:])
DATE_FIRST = ("May 2020 – June 2023", *LINES[:3], "Engineer of search", *LINES[4:])


@pytest.mark.parametrize(("read", "told"), [(DATE_FIRST, "violation"), (KEPT, "passed")])
def test_an_end_of_a_line_drawn_elsewhere_counts_where_a_path_tears_it_off(read, told):
    artifacts = make.artifacts("\n".join(KEPT), {"a-one": "\n".join(read)})
    rows = []
    for at, text in enumerate(KEPT):
        found = [(one.start(), one[0]) for one in re.finditer(r"\S+", text)]
        own = tuple(
            LineWord(text=word, box=make.place(at, start, len(word)), parts=(), size=10)
            for start, word in found
        )
        whole = make.place(at, 0, len(text))
        rows.append(Line(words=own, box=whole, baseline=whole[3], size=10, block=0))
    order = streamed(rows, torn_ends=(3,))
    facts = make.layout(page_facts=make.page(lines=tuple(rows)), orders=(order,))
    found = outcome("ATS204", msgspec.structs.replace(artifacts, facts=facts))
    assert found.outcome == told
    if told == "violation":
        (finding,) = found.findings
        assert "“May 2020 – June 2023”" in finding.message
        assert finding.boxes == (make.place(3, WITH_DATE.index("May"), len("May 2020 – June 2023")),)


def test_rows_of_a_date_and_its_title_are_the_date_columns():
    rows = [[(50, LINES[at], at)] for at in range(3)]
    rows += [[(50, "May 2020", 20), (110, "Engineer of search", 21)]]
    rows += [[(110, LINES[at], at)] for at in range(4, 9)]
    top, bottom = 141.0, 230.0
    values = {"page": 1, "box": (95, top, 108, bottom), "left": (50, top, 94, bottom)}
    values |= {"right": (109, top, 400, bottom), "left_lines": 3, "right_lines": 6}
    values |= {"left_chars": 24, "right_chars": 99}
    assert outcome("ATS204", drawn(rows, 3, [Gutter(kind="date_col", **values)])).outcome == "passed"
    assert outcome("ATS204", drawn(rows, 3, [Gutter(kind="minor", **values)])).outcome == "violation"


FORM = {
    "Nationality": "German and Polish since birth",
    "Occupation": "Engineer of search and payments",
    "Employer": "Acme Logistics in Hamburg harbour",
    "Sector": "Transport of goods by railway",
    "Training": "Master of Science in Informatics",
    "Interests": "Rowing in eights and chess",
}


def form(read):
    """A page of labels and values, each pair a line, and one path that read it so."""
    text = "\n".join(f"{label:<16}{value}" for label, value in FORM.items())
    artifacts = make.artifacts(text, {"a-one": read})
    lines = []
    for at in range(len(FORM)):
        own = tuple(
            LineWord(text=word.text, box=word.box, parts=(), size=10.0)
            for word in artifacts.reference.words
            if word.line == at + 1
        )
        box = (own[0].box[0], own[0].box[1], own[-1].box[2], own[-1].box[3])
        lines.append(Line(words=own, box=box, baseline=box[3], size=10, block=0))
    top, bottom = lines[0].box[1], lines[-1].box[3]
    start = 50.0 + 16 * make.LETTER
    values = {"kind": "keyval", "page": 1, "box": (start - 20, top, start, bottom)}
    values |= {"left": (50.0, top, start - 20, bottom), "right": (start, top, 400.0, bottom)}
    values |= {"left_lines": 6, "right_lines": 6, "left_chars": 50, "right_chars": 180}
    page = make.page(lines=tuple(lines), gutters=(Gutter(**values),))
    return msgspec.structs.replace(artifacts, facts=make.layout(page_facts=page))


def test_labels_that_a_path_returns_apart_from_their_values_are_named():
    labels, values = list(FORM), list(FORM.values())
    found = outcome("ATS208", form("\n".join((*labels, *values))))
    assert found.outcome == "violation"
    assert found.findings[0].message == "the labels are in a column of their own, left of the entries"
    assert outcome("ATS208", form("\n".join(map(" ".join, FORM.items())))).outcome == "passed"


def test_one_label_away_from_its_value_is_no_column_of_labels():
    rows = [" ".join(pair) for pair in FORM.items()]
    rows[2] = FORM["Employer"]
    assert outcome("ATS208", form("\n".join((*rows, "Employer")))).outcome == "passed"
