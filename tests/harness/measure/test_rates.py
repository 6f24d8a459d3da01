from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atsharness.alignment.align import align
from atsharness.alignment.order import disorder, heaviest_increasing, inversions
from atsharness.measure.rates import measure
from atsharness.model import Recovery
from atsharness.text.tokens import tokens


def recovered(reference: str, hypothesis: str) -> Recovery:
    read = tokens(hypothesis)
    return measure(align(reference, read, path_id="p"), read)


def names(count: int, seed: int = 1) -> list[str]:
    rng = random.Random(seed)
    return ["".join(rng.choices("abcdefghijklmnopqrst", k=rng.randint(3, 9))) for _ in range(count)]


WORDS = names(240)
LINES = [" ".join(WORDS[i : i + 8]) for i in range(0, 240, 8)]
TEXT = "\n".join(LINES)


def test_a_perfect_reading() -> None:
    found = recovered(TEXT, TEXT)
    assert found.content.char_recall == found.content.char_precision == found.content.word_exact == 1
    assert found.content.word_missing == 0
    assert (found.order.moved, found.order.adjacency, found.order.tau) == (0, 1, 1)
    assert (found.order.coverage, found.order.cause, found.order.mixed_lines) == (1, "none", 0)
    assert found.segmentation.boundary_f1 == 1
    assert (found.extra.rate, found.extra.duplicate, found.extra.hidden) == (0, 0, None)
    assert found.mapping == ()


def test_two_columns_read_line_by_line_are_interleaved() -> None:
    half = len(LINES) // 2
    found = recovered(TEXT, "\n".join(f"{a}   {b}" for a, b in zip(LINES[:half], LINES[half:], strict=True)))
    assert found.content.char_recall == 1
    assert found.order.cause == "interleaved"
    assert found.order.mixed_lines == 1
    assert found.order.moved is not None
    assert 0.3 < found.order.moved <= 0.55
    assert found.order.adjacency is not None
    assert found.order.adjacency < 0.9
    assert found.order.counts.returns >= half


def test_six_blocks_permuted_are_blocks_moved() -> None:
    blocks = [LINES[i * 5 : i * 5 + 5] for i in range(6)]
    found = recovered(TEXT, "\n".join(line for i in (2, 0, 5, 1, 4, 3) for line in blocks[i]))
    assert found.content.char_recall == 1
    assert found.order.cause == "blocks_moved"
    assert found.order.mixed_lines == 0
    assert found.order.counts.runs == 6
    assert found.order.adjacency == pytest.approx(1 - 5 / 239)


def test_shuffled_lines_are_scrambled() -> None:
    lines = list(LINES)
    random.Random(4).shuffle(lines)
    assert recovered(TEXT, "\n".join(lines)).order.cause == "scrambled"


def test_lost_words_do_not_disturb_the_order() -> None:
    kept = [line for i, line in enumerate(LINES) if i % 3]
    found = recovered(TEXT, "\n".join(kept))
    assert (found.order.cause, found.order.moved, found.order.tau) == ("none", 0, 1)
    assert found.order.coverage == pytest.approx(0.66, abs=0.05)
    assert found.order.adjacency == 1


@pytest.mark.parametrize("hypothesis", ["", "• |"])
def test_an_empty_reading_has_no_order(hypothesis: str) -> None:
    found = recovered(TEXT, hypothesis)
    assert found.content.char_recall == 0
    assert found.content.char_precision is None
    assert found.content.word_missing == 1
    assert (found.order.moved, found.order.adjacency, found.order.tau) == (None, None, None)
    assert (found.order.cause, found.order.mixed_lines, found.order.coverage) == (None, None, 0)
    assert found.extra.rate is None


def test_an_empty_reference_defines_no_recall() -> None:
    found = recovered("", TEXT)
    assert found.content.char_recall is None
    assert found.content.char_precision == 0
    assert found.order.coverage is None
    assert found.extra.rate == 1


def test_half_is_needed_for_an_order() -> None:
    assert recovered(TEXT, "\n".join(LINES[:10])).order.tau is None
    assert recovered(TEXT, "\n".join(LINES[:20])).order.tau == 1


def test_reversed_order_has_the_lowest_tau() -> None:
    found = recovered(" ".join(WORDS[:40]), " ".join(reversed(WORDS[:40])))
    assert found.content.word_exact == 1
    assert found.order.tau == -1


def test_segmentation_counts_and_boundaries() -> None:
    found = recovered("alpha bravo charlie delta echo fox", "al pha bravocharlie del-\nta echo fox")
    assert (found.segmentation.split, found.segmentation.glued, found.segmentation.hyphenated) == (1, 2, 1)
    # kept: alpha|bravo, charlie|delta, delta|echo, echo|fox; lost: bravo|charlie; invented: al|pha, del|ta
    assert found.segmentation.boundary_f1 == pytest.approx(2 * 4 / (2 * 4 + 1 + 2))


def test_content_counts() -> None:
    found = recovered("alpha bravo charlie", "alpha brxvo extra")
    counts = found.content.counts
    assert (counts.reference_words, counts.exact_words, counts.missing_words) == (3, 1, 1)
    assert (counts.reference_chars, counts.equal_chars) == (17, 9)
    assert counts.bag_words == 1
    assert (found.extra.extra, found.extra.hypothesis_words) == (1, 3)


def test_duplicates_stand_apart_from_extra_words() -> None:
    found = recovered(TEXT, TEXT + "\n" + " ".join(WORDS[:3]) + "\nbottom")
    assert (found.extra.duplicate, found.extra.extra) == (3, 1)
    read = "\n".join([*LINES[:9], " ".join(WORDS[:3]), *LINES[9:]])
    found = recovered(TEXT, read)
    assert (found.extra.duplicate, found.extra.extra, found.extra.rate) == (3, 0, 0)


def test_decoration_is_outside_every_rate() -> None:
    with_bullets = "\n".join(f"• {line} |" for line in LINES)
    for reference, hypothesis in ((TEXT, with_bullets), (with_bullets, TEXT)):
        found = recovered(reference, hypothesis)
        assert found.content.char_recall == found.content.char_precision == found.content.word_exact == 1
        assert (found.order.adjacency, found.extra.rate) == (1, 0)


def rates(found: Recovery) -> list[float | None]:
    return [
        *(found.content.char_recall, found.content.char_precision, found.content.word_exact),
        *(found.content.word_missing, found.content.bag_recall, found.order.moved, found.order.adjacency),
        *(found.order.coverage, found.order.mixed_lines, found.segmentation.boundary_f1, found.extra.rate),
    ]


TEXTS = st.text(alphabet="abc dé\n-•ﬁ\u00ad1", max_size=70)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_rates_keep_their_bounds(reference: str, hypothesis: str) -> None:
    found = recovered(reference, hypothesis)
    assert all(rate is None or 0 <= rate <= 1 for rate in rates(found))
    assert found.order.tau is None or -1 <= found.order.tau <= 1
    assert (found.content.bag_recall or 0) >= (found.content.word_exact or 0)
    assert found.order.counts.kept_neighbours <= found.order.counts.neighbours
    words = found.content.counts.reference_words
    assert found.order.counts.matched_words == words - found.content.counts.missing_words


# --- order ----------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=9))
def test_heaviest_increasing_against_all_subsets(items: list[tuple[int, int]]) -> None:
    positions, weights = [p for p, _ in items], [w for _, w in items]

    def weight(chosen: Sequence[int]) -> int:
        places = [positions[i] for i in chosen]
        return sum(weights[i] for i in chosen) if places == sorted(places) else -1

    best = max(weight([i for i in range(len(items)) if mask >> i & 1]) for mask in range(1 << len(items)))
    kept = heaviest_increasing(positions, weights)
    assert weight([i for i, keep in enumerate(kept) if keep]) == best


@settings(deadline=None)
@given(st.lists(st.integers(0, 20), max_size=40))
def test_inversions_against_counting(values: list[int]) -> None:
    slow = sum(a > b for i, a in enumerate(values) for b in values[i + 1 :])
    assert inversions(values) == slow


@pytest.mark.parametrize(
    ("ranks", "cause"),
    [
        ([], "none"),
        (list(range(20)), "none"),
        ([0, 1, 4, 6, 7], "none"),
        ([0, 1, 3, 2, 4, 6, 7], "blocks_moved"),
        ([*range(10, 20), *range(10)], "blocks_moved"),
        ([rank for i in range(0, 20, 2) for rank in (i, i + 1, i + 50, i + 51)], "interleaved"),
        (
            [rank for i in (7, 3, 11, 0, 9, 5, 13, 1, 12, 4, 10, 2, 8, 6) for rank in (9 * i, 9 * i + 1)],
            "scrambled",
        ),
    ],
)
def test_disorder(ranks: list[int], cause: str) -> None:
    assert disorder(ranks).cause == cause
