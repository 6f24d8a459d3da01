from collections.abc import Sequence

from atsharness.alignment.align import align
from atsharness.alignment.locate import locate
from atsharness.alignment.positions import Positions, positions_of
from atsharness.model import Alignment, Box, Word
from atsharness.text.tokens import tokens

TEXT = "Jane Doe Engineer Lisbon"


def words(text: str, *, top: float = 10.0, page: int = 1) -> list[Word]:
    """Words of 30 points side by side, 40 points apart."""
    return [
        Word(text=word, page=page, box=(40.0 * i, top, 40.0 * i + 30, top + 12))
        for i, word in enumerate(text.split())
    ]


def placed(observed: str, boxes: Sequence[Word] | None) -> tuple[Alignment, Positions | None]:
    return align(TEXT, observed, path_id="p"), positions_of(tokens(observed), boxes)


def box(left: float, top: float = 10.0, right: float | None = None) -> Box:
    return (left, top, left + 30 if right is None else right, top + 12)


def test_a_recovered_word_stands_where_the_path_has_it() -> None:
    alignment, own = placed(TEXT, words(TEXT))
    assert [(one.box, one.how) for one in locate(alignment, own)] == [
        (box(40.0 * i), "path") for i in range(4)
    ]


def test_a_split_word_is_the_union_of_its_parts() -> None:
    observed = "Jane Doe Engi neer Lisbon"
    alignment, own = placed(observed, words(observed))
    found = locate(alignment, own)[2]
    assert (found.box, found.how) == (box(80.0, right=150.0), "path")


def test_a_missing_word_is_where_the_page_or_another_path_has_it() -> None:
    alignment, own = placed("Jane Doe Lisbon", words("Jane Doe Lisbon"))
    page = positions_of(tokens(TEXT), words(TEXT, top=50.0))
    found = locate(alignment, own, page)[2]
    assert (found.box, found.how) == (box(80.0, 50.0), "page")
    other = placed(TEXT, words(TEXT, top=70.0))
    found = locate(alignment, own, None, [other])[2]
    assert (found.box, found.how) == (box(80.0, 70.0), "other_path")


def test_else_it_is_between_its_neighbours() -> None:
    alignment, own = placed("Jane Doe Lisbon", words("Jane Doe Lisbon"))
    found = locate(alignment, own)[2]
    assert (found.box, found.how) == (box(40.0, right=110.0), "between")


def test_nothing_is_made_up() -> None:
    alignment, own = placed("", None)
    assert own is None
    assert locate(alignment, own) == (None,) * 4
