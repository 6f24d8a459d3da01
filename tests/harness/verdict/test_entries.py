"""Whether a path keeps each entry's lines and dates, on made-up pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atsharness.alignment.align import align
from atsharness.fields.expected import expected_fields
from atsharness.model import Reference, Word
from atsharness.text.tokens import tokens
from atsharness.verdict.entries import Entries, Kept

JOB = (
    "Engineer, Acme {}\nMar 20{} – Apr 20{}\n• Built {} services that move parcels\n• Led a team of {} people"
)
JOBS = [
    JOB.format(town, first, first + 2, town.lower(), number)
    for town, first, number in (("Linz", 17, "seven"), ("Graz", 14, "four"), ("Wels", 11, "nine"))
]
SKILLS = "Skills\nPython, Go and SQL\nDocker and Kubernetes\nKafka and Redis streams"
PAGE = "\n".join(["Jane Example", "Experience", *JOBS, SKILLS])


def kept(path: str, page: str = PAGE, places: tuple[Word | None, ...] | None = None) -> Kept:
    words = tokens(page)
    reference = Reference(text=page, origin="visual", words=places)
    entries = Entries(words, expected_fields(reference, words), places or ())
    return entries.kept(align(page, path, path_id="any"))


def test_a_text_in_order_keeps_every_entry() -> None:
    assert kept(PAGE).whole


def test_sections_may_come_in_any_order() -> None:
    """A sidebar before or after the body: each entry keeps its own lines."""
    assert kept("\n".join([SKILLS, "Jane Example", "Experience", *JOBS])).whole
    assert kept("\n".join(["Jane Example", "Experience", *reversed(JOBS), SKILLS])).whole


def test_lines_read_across_two_entries_mix_them() -> None:
    side, body = SKILLS.splitlines(), JOBS[0].splitlines()
    rows = [f"{one} {two}" for one, two in zip(body, side, strict=True)]
    found = kept("\n".join(["Jane Example", "Experience", *rows, *JOBS[1:]]))
    assert found.mixed >= 1


def test_dates_gathered_at_the_end_are_torn_off() -> None:
    jobs = [job.splitlines() for job in JOBS]
    text = [line for job in jobs for line in (job[0], *job[2:])]
    path = "\n".join(["Jane Example", "Experience", *text, SKILLS, *(job[1] for job in jobs)])
    assert kept(path).torn == {"work.0.startDate", "work.1.startDate", "work.2.startDate"}


def placed(page: str) -> tuple[Word, ...]:
    """The words of a page, each line 12 points below the last; two spaces are a gap of 100 points."""
    words = []
    for number, line in enumerate(page.splitlines()):
        x = 50.0
        for part in line.split("  "):
            for text in part.split():
                width = 5.0 * len(text)
                words.append(Word(text=text, page=1, box=(x, 12.0 * number, x + width, 12.0 * number + 10)))
                x += width + 3
            x += 100
    return tuple(words)


EDGE = "Engineer, Acme {}  {}, Mar 20{} – Apr 20{}\n• Built {} services that move parcels\n• Led seven people"
EDGES = [EDGE.format(town, town, year, year + 2, town.lower()) for town, year in (("Linz", 17), ("Graz", 14))]


@pytest.mark.parametrize("after", [True, False])
def test_dates_at_the_right_edge_may_follow_their_own_entry_but_not_gather(after: bool) -> None:
    page = "\n".join(["Jane Example", "Experience", *EDGES, SKILLS])
    heads, edges, rest = [], [], []
    for job in EDGES:
        first, *lines = job.splitlines()
        head, edge = first.split("  ")
        heads.append(head)
        edges.append(edge)
        rest.append(lines)
    own = [[head, *lines, edge] for head, lines, edge in zip(heads, rest, edges, strict=True)]
    gathered = [[head, *lines] for head, lines in zip(heads, rest, strict=True)] + [edges]
    lines = [line for group in (own if after else gathered) for line in group]
    path = "\n".join(["Jane Example", "Experience", *lines[:-2], *lines[-2:], SKILLS])
    found = kept(path, page, placed(page))
    assert found.mixed == 0
    assert bool(found.torn) == (not after)


HEADED = "Acme {0}  Mar 20{1} – Apr 20{2}\nEngineer\n• Built {3} services that move parcels\n• Led {4} people"
HEADS = [
    HEADED.format(town, year, year + 2, town.lower(), number)
    for town, year, number in (("Linz", 17, "seven"), ("Graz", 14, "four"))
]


def test_employers_with_their_dates_before_all_texts_are_torn_off() -> None:
    """What is drawn above its surroundings comes first, or last: employers and dates in a heap."""
    page = "\n".join(["Jane Example", "Experience", *HEADS, SKILLS])
    jobs = [job.replace("  ", " ").splitlines() for job in HEADS]
    start, heads, texts = ["Jane Example", "Experience"], [job[0] for job in jobs], [job[1:] for job in jobs]
    before = kept("\n".join([*start, *heads, *texts[0], *texts[1], SKILLS]), page, placed(page))
    after = kept("\n".join([*start, *texts[0], *texts[1], *heads, SKILLS]), page, placed(page))
    assert before.torn == {"work.1.startDate"}  # The first still follows its heading.
    assert after.torn == {"work.0.startDate", "work.1.startDate"}
    whole = "\n".join([*start, *(line for job in jobs for line in job), SKILLS])
    assert kept(whole, page, placed(page)).whole


@given(st.permutations(range(3)))
def test_entries_that_stay_whole_are_kept_in_whatever_order(order: list[int]) -> None:
    assert kept("\n".join(["Jane Example", "Experience", *(JOBS[at] for at in order), SKILLS])).mixed == 0
