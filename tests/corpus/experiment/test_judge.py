"""Answers follow from cells alone: the thresholds, and what each answer takes."""

from __future__ import annotations

import pytest

from atsharness_corpus.experiment.contrasts import all_contrasts
from atsharness_corpus.experiment.effects import MEASURES, Cell
from atsharness_corpus.experiment.evidence import Evidence, Line
from atsharness_corpus.experiment.judge import LEAST, Advice, all_advice, answer, matters

PATHS = tuple("abcdefghij")


def cell(*of: str, mean: float = 5.0, measure: str = "lost", low: float | None = 1.0) -> Cell:
    return Cell(of=of, measure=measure, values=(mean, mean), mean=mean, low=low, high=mean)


def line(typesetter: str, *cells: Cell, thing: str = "columns", people: int = 2) -> Line:
    names = ("ann", "bob", "cem")[:people]
    return Line(
        thing=thing,
        typesetter=typesetter,
        people=names,
        seeds=tuple(range(1, people + 1)),
        files=2 * people,
        readers=PATHS,
        cells=cells,
    )


def answered(*lines: Line, **fields: object) -> object:
    advice = Advice(says="No columns.", **{"things": ("columns",), **fields})  # type: ignore[arg-type]
    got = answer(advice, Evidence(lines=lines))
    return got.verdict, got.only_typesetters, got.only_readers


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (cell("a"), True),
        (cell("a", mean=LEAST), True),
        (cell("a", mean=LEAST - 0.01, low=0.5), False),
        (cell("a", low=0.0), False),
        (cell("a", low=None), True),
        (cell("a", mean=-5.0, low=-6.0), False),
        (cell("verdict", measure="worse"), False),
    ],
)
def test_a_loss_is_large_enough_and_not_by_chance(one: Cell, expected: bool) -> None:
    assert matters(one) is expected


def test_true_where_half_of_the_readers_lose_something() -> None:
    assert answered(line("typst", cell(*"abcde"))) == ("true", (), ())


def test_true_only_for_the_typesetters_in_which_they_do() -> None:
    lines = line("chromium", cell("a")), line("typst", cell(*"abcde")), line("xelatex")
    assert answered(*lines) == ("only", ("typst",), ())


def test_true_only_for_the_paths_that_do_in_most_typesetters() -> None:
    lines = line("chromium", cell("a", "b")), line("typst", cell("a", "b", "c"))
    assert answered(*lines) == ("only", (), ("a", "b", "c"))
    lines = line("chromium", cell("a", "b")), line("typst", cell("a", "b")), line("xelatex", cell("a", "c"))
    assert answered(*lines) == ("only", (), ("a", "b"))


def test_false_where_hardly_any_reader_loses_anything() -> None:
    assert answered(line("typst", cell("a")), line("chromium")) == ("false", (), ())


def test_a_loss_of_one_typesetter_alone_is_never_false() -> None:
    many = [line(name) for name in ("chromium", "lualatex", "pdflatex", "reportlab", "weasyprint", "xelatex")]
    assert answered(*many, line("typst", cell(*"abcde"))) == ("only", ("typst",), ())


def test_what_was_not_measured_is_not_false() -> None:
    assert answered() == ("not measured", (), ())
    assert answered(line("typst", people=1)) == ("not measured", (), ())
    assert answered(line("typst"), typesetters=("xelatex",)) == ("not measured", (), ())


def test_other_measures_do_not_decide() -> None:
    lines = (line("typst", cell(*PATHS, measure="moved")),)
    assert answered(*lines, measures=("lost",)) == ("false", (), ())
    assert answered(*lines) == ("true", (), ())


def test_hidden_words_that_are_read_make_it_true() -> None:
    assert answered(line("typst", cell(*PATHS, measure="extra")), claim="read")[0] == "true"  # type: ignore[index]
    assert answered(line("typst", cell(*PATHS, measure="lost")), claim="read")[0] == "false"  # type: ignore[index]


def plain(typesetter: str, losing: int) -> Line:
    return line(typesetter, *([cell(*PATHS[:losing])] if losing else []), thing="plain-page")


@pytest.mark.parametrize(
    ("claim", "own", "others", "expected"),
    [
        ("worse", {"xelatex": 3}, {"typst": 2}, ("true", ())),
        ("worse", {"xelatex": 2}, {"typst": 2}, ("false", ())),
        ("worse", {"xelatex": 3, "pdflatex": 1}, {"typst": 2}, ("only", ("xelatex",))),
        ("safest", {"xelatex": 0}, {"typst": 0, "chromium": 4}, ("true", ())),
        ("safest", {"xelatex": 1}, {"typst": 0, "chromium": 4}, ("false", ())),
        ("safest", {"xelatex": 0, "pdflatex": 3}, {"typst": 1}, ("only", ("xelatex",))),
    ],
)
def test_two_ways_are_compared_by_their_plain_pages(
    claim: str, own: dict[str, int], others: dict[str, int], expected: tuple[str, tuple[str, ...]]
) -> None:
    lines = [plain(name, losing) for name, losing in {**own, **others}.items()]
    given = {"things": ("plain-page",), "typesetters": tuple(sorted(own)), "than": tuple(others)}
    assert answered(*lines, claim=claim, **given)[:2] == expected  # type: ignore[index]


def test_two_ways_of_which_one_is_not_there_are_not_compared() -> None:
    given = {"things": ("plain-page",), "typesetters": ("xelatex",), "than": ("typst",), "claim": "safest"}
    assert answered(plain("xelatex", 0), **given)[0] == "not measured"  # type: ignore[index]


def test_every_piece_of_advice_is_about_things_that_can_be_made() -> None:
    made = {thing for thing, _ in all_contrasts()}
    typesetters = {name for _, name in all_contrasts()}
    assert len(all_advice()) >= 25
    assert len({one.id for one in all_advice()}) == len(all_advice())
    for one in all_advice():
        assert set(one.things) <= made, one.says
        assert {*one.typesetters, *one.than} <= typesetters, one.says
        assert set(one.measures) <= set(MEASURES), one.says
        assert (one.claim in ("worse", "safest")) == bool(one.than), one.says
