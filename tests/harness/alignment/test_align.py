from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from cases import slow
from hypothesis import given, settings
from hypothesis import strategies as st

from atsharness.alignment import matching
from atsharness.alignment.align import align
from atsharness.alignment.spans import diff_spans, rebuilt
from atsharness.model import Alignment, Word, WordLabel
from atsharness.text.tokens import tokens

PAGE = """Jane Example
jane@example.org +1 503 555 0142
Senior engineer who builds measuring tools for printed pages and keeps them honest
Experience
Acme Corporation Portland January 2019 to present
Designed the official workflow for first line offices in five different countries
Reduced the median waiting period from twelve minutes to forty seconds within a quarter
Education
Cascade State University bachelor of science 2012"""


def words(alignment: Alignment) -> dict[str, WordLabel]:
    return {word.text: word for word in alignment.words}


def labels(reference: str, hypothesis: str) -> list[str]:
    return [word.form for word in align(reference, hypothesis, path_id="p").words]


def run(reference: str, hypothesis: str) -> Alignment:
    return align(reference, hypothesis, path_id="p")


# --- forms -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("observed", "form"),
    [
        ("caf\u00e9", "ok"),
        ("cafe\u0301", "ok~nfc"),
        ("CAF\u00c9", "ok~case"),
        ("caf\u00e9\u200b", "ok~punct"),
        ("ｃaf\u00e9", "ok~compat"),
        ("cafo", "substituted"),
        ("ca f\u00e9", "split"),
        ("ca-\nf\u00e9", "hyphenated"),
        ("ca\u00ad\nf\u00e9", "hyphenated"),
        ("caf\u00e9serves", "glued"),
        ("xyzw", "missing"),
        ("", "missing"),
    ],
)
def test_form_of_one_word(observed: str, form: str) -> None:
    after = "" if form == "glued" else "serves "
    found = run("our little caf\u00e9 serves good tea", f"our little {observed} {after}good tea")
    assert words(found)["caf\u00e9"].form == form
    assert [word.form for word in found.words if word.text in {"our", "little", "good", "tea"}] == ["ok"] * 4


def test_a_hyphen_inside_a_line_is_a_split() -> None:
    assert words(run("full development team", "full develop- ment team"))["development"].form == "split"
    assert words(run("a full-stack team", "a full-\nstack team"))["full-stack"].form == "hyphenated"


def test_letter_spaced_headings_are_splits_not_edits() -> None:
    found = run("WORK EXPERIENCE\nbuilt tools", "W O R K  E X P E R I E N C E\nbuilt tools")
    assert [word.form for word in found.words] == ["split", "split", "ok", "ok"]
    assert found.words[0].hypothesis == (0, 1, 2, 3)
    assert found.equal_chars == found.reference_chars
    assert not found.spurious


def test_a_whole_page_letter_spaced_or_glued_loses_nothing() -> None:
    for hypothesis in (" ".join(PAGE.replace(" ", "").replace("\n", "")), "".join(PAGE.split())):
        found = run(PAGE, hypothesis)
        assert found.equal_chars == found.reference_chars
        assert {word.form for word in found.words} <= {"split", "glued", "ok"}
        assert not found.spurious


def test_blocks_moved_in_a_text_without_spaces() -> None:
    lines = PAGE.split("\n")
    moved = "".join("".join([*lines[5:], *lines[:5]]).split())
    found = run(PAGE, moved)
    assert {word.form for word in found.words} == {"glued"}
    assert {word.place for word in found.words} == {"in_order", "moved"}


def test_shifted_boundaries_are_boundary_facts() -> None:
    found = run("some place else here", "somep lace else here")
    assert [word.form for word in found.words] == ["glued", "split", "ok", "ok"]
    assert found.equal_chars == found.reference_chars


def test_glued_words_may_be_altered_too() -> None:
    found = run("alpha bravo charlie delta echo", "alpha bravocharlje delta echo")
    assert [word.form for word in found.words] == ["ok", "glued", "glued", "ok", "ok"]


def test_half_of_the_characters_decide() -> None:
    assert words(run("one abcd two", "one abxy two"))["abcd"].form == "substituted"
    assert words(run("one abcd two", "one axyz two"))["abcd"].form == "missing"


def test_an_email_in_pieces_takes_its_punctuation_along() -> None:
    found = run("write to jane@example.org soon", "write to jane @ example . org soon")
    assert words(found)["jane@example.org"].form == "split"
    assert found.equal_chars == found.reference_chars <= found.hypothesis_chars
    assert not found.spurious


def test_decoration_is_labelled_apart() -> None:
    found = run("• Python | Go", "• Python Go ■")
    assert [(word.form, word.decoration) for word in found.words] == [
        ("ok", True),
        ("ok", False),
        ("missing", True),
        ("ok", False),
    ]
    assert found.reference_chars == found.equal_chars == len("PythonGo")
    assert [(extra.kind, extra.words) for extra in found.spurious] == [("decoration", 0)]


# --- places ------------------------------------------------------------------------------------


def test_moved_blocks_are_ok_and_moved() -> None:
    lines = PAGE.split("\n")
    found = run(PAGE, "\n".join([*lines[:2], *lines[7:], *lines[2:7]]))
    assert {word.form for word in found.words} == {"ok"}
    moved = {word.text for word in found.words if word.place == "moved"}
    assert moved == set(" ".join(lines[7:]).split())


def test_missing_words_have_no_place() -> None:
    found = run("alpha bravo charlie", "alpha charlie")
    assert [(word.form, word.place) for word in found.words] == [
        ("ok", "in_order"),
        ("missing", None),
        ("ok", "in_order"),
    ]


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_permuting_blocks_changes_place_only(order: Sequence[int]) -> None:
    rng = random.Random(5)
    names = ["".join(rng.choices("abcdefghijklmnop", k=rng.randint(2, 9))) for _ in range(120)]
    blocks = [" ".join(names[i * 20 : i * 20 + 20]) for i in range(6)]
    found = run("\n".join(blocks), "\n".join(blocks[i] for i in order))
    assert {word.form for word in found.words} == {"ok"}
    assert (list(order) == sorted(order)) == all(word.place == "in_order" for word in found.words)


# --- what has no reference -----------------------------------------------------------------------


def test_a_repeated_header_is_a_duplicate_and_new_words_are_extra() -> None:
    lines = PAGE.split("\n")
    found = run(PAGE, "\n".join([*lines[:6], "Jane Example", *lines[6:], "page footer words"]))
    assert [(extra.kind, extra.text, extra.words) for extra in found.spurious] == [
        ("duplicate", "Jane Example", 2),
        ("extra", "page footer words", 3),
    ]
    assert {word.form for word in found.words} == {"ok"}


def test_a_header_with_a_page_number_is_part_duplicate_part_extra() -> None:
    found = run(PAGE, PAGE.replace("Education", "Jane Example page two\nEducation"))
    assert [(extra.kind, extra.text) for extra in found.spurious] == [
        ("duplicate", "Jane Example"),
        ("extra", "page two"),
    ]


def test_a_dropped_common_word_is_not_found_in_an_added_one_far_away() -> None:
    rng = random.Random(3)
    names = ["".join(rng.choices("bcdfghjklmnprst", k=7)) for _ in range(400)]
    text = [word for i, name in enumerate(names) for word in ([name, "the"] if i % 4 == 0 else [name])]
    lost = [i for i, word in enumerate(text) if word == "the"][3]
    read = [*text[:lost], *text[lost + 1 : -2], "the", *text[-2:]]
    found = run(" ".join(text), " ".join(read))
    assert [i for i, word in enumerate(found.words) if word.form == "missing"] == [lost]


def test_a_rare_word_far_away_is_moved() -> None:
    found = run(PAGE, PAGE.replace("countries", "").replace("\nEducation", "\ncountries\nEducation"))
    assert words(found)["countries"].form == "ok"


def test_every_word_of_a_scrambled_text_is_recovered() -> None:
    shuffled = PAGE.split()
    random.Random(1).shuffle(shuffled)
    assert {word.form for word in run(PAGE, " ".join(shuffled)).words} == {"ok"}


# --- characters -----------------------------------------------------------------------------------


def test_a_wrong_font_map_is_systematic() -> None:
    found = run(PAGE, PAGE.replace("w", "vv"))
    first = found.confusions[0]
    assert (first.expected, first.observed, first.systematic, first.cause) == ("w", "vv", True, "bad_map")
    assert first.count == PAGE.count("w")


def test_noise_is_not_systematic() -> None:
    found = run(PAGE, PAGE.replace("engineer", "engincer").replace("period", "pcriod"))
    assert [(c.expected, c.observed, c.count, c.systematic) for c in found.confusions] == [
        ("e", "c", 2, False)
    ]


@pytest.mark.parametrize(
    ("observed", "cause"),
    [
        ("", "ligature_lost"),
        ("\x0e", "raw_codes"),
        ("\ufffd", "no_mapping"),
        ("\ue123", "private_use"),
        ("(cid:77)", "no_tounicode"),
    ],
)
def test_lost_ligatures_are_grouped_and_explained(observed: str, cause: str) -> None:
    text = "chief scientific fields profile office"
    found = run(text, text.replace("ffi", "f\ufb01").replace("fi", observed))
    grouped = {(c.expected, c.observed): c for c in found.confusions}
    assert grouped["fi", observed].count == 3
    assert grouped["fi", observed].systematic
    assert grouped["fi", observed].cause == cause


def test_ligature_characters_are_no_confusion() -> None:
    found = run("first office", "ﬁrst oﬃce")
    assert [word.form for word in found.words] == ["ok~compat", "ok~compat"]
    assert not found.confusions


# --- properties -----------------------------------------------------------------------------------

TEXTS = st.text(alphabet="ab cdé\n-.ﬁ\u0301\u00ad•(1", max_size=60)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_identity_is_ok_and_in_order(text: str) -> None:
    found = run(text, text)
    assert all(word.form == "ok" and word.place == "in_order" for word in found.words if not word.decoration)
    assert found.equal_chars == found.reference_chars == found.hypothesis_chars
    assert not any(extra.words for extra in found.spurious)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_labels_partition_both_texts(reference: str, hypothesis: str) -> None:
    found = run(reference, hypothesis)
    observed = tokens(hypothesis)
    assert [word.text for word in found.words] == [token.raw for token in tokens(reference)]
    named = {at for word in found.words for at in word.hypothesis}
    spurious = [at for extra in found.spurious for at in range(extra.start, extra.stop)]
    assert len(spurious) == len(set(spurious))
    assert named.isdisjoint(spurious)
    assert sorted([*named, *spurious]) == list(range(len(observed)))
    for word in found.words:
        assert (word.form == "missing") == (not word.hypothesis) == (word.place is None)
        assert (len(word.hypothesis) > 1) == (word.form in {"split", "hyphenated"})
    assert 0 <= found.equal_chars <= min(found.reference_chars, found.hypothesis_chars)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aeé\u0301ñ\u0303 \u00a0\n한글ｱ\u3099"), max_size=60))
def test_composition_and_no_break_spaces_never_lose_a_word(text: str) -> None:
    for other in (
        unicodedata.normalize("NFC", text),
        unicodedata.normalize("NFD", text),
        text.replace(" ", "\u00a0"),
    ):
        assert all(label.startswith("ok") for label in labels(text, other))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.05, 0.15]), st.booleans())
def test_no_word_is_missing_whose_context_is_there_and_planted_losses_are_found(
    seed: int, rate: float, glue: bool
) -> None:
    rng = random.Random(seed)
    text = ["".join(rng.choices("abcdefghij", k=rng.randint(1, 9))) for _ in range(150)]
    dropped = {i for i in range(3, 147) if rng.random() < rate}
    read = [word for i, word in enumerate(text) if i not in dropped]
    lines = [read[i : i + 11] for i in range(0, len(read), 11)]
    rng.shuffle(lines)
    hypothesis = "\n".join(("" if glue else " ").join(line) for line in lines)
    found = run(" ".join(text), hypothesis)
    flat = "".join(hypothesis.split())
    whole = "".join(text)
    missing = {i for i, word in enumerate(found.words) if word.form == "missing"}
    planted = {text[i] for i in dropped}
    for i in missing:
        context = "".join(text[max(0, i - 2) : i + 3])
        # Strangers may spell the context of a planted loss, or of a copy of it.
        assert flat.count(context) == 0 or whole.count(context) > 1 or text[i] in planted
    # Words of one or two of ten letters are found again by chance; more than three of a text never were.
    assert len(missing & dropped) >= 0.7 * len(dropped) - 3
    assert len(missing) <= len(dropped) + (0.1 if glue else 0.02) * len(text)


# --- bad input -----------------------------------------------------------------------------------

LONG = "the quick brown fox jumps over lazy dogs " * 2_000


@pytest.mark.parametrize(
    ("reference", "hypothesis"),
    [
        ("", ""),
        ("", "words only here"),
        ("words only here", ""),
        ("same " * 100_000, "same " * 99_000),
        ("same " * 20_000, "other " * 20_000),
        ("a b " * 2_000, "b a a b " * 1_000),
        *slow(("a b " * 5_000, "b a a b " * 2_500)),
        (LONG, LONG.replace(" ", "")),
        (LONG.replace(" ", ""), LONG[7:].replace(" ", "")),
        ("!!! ... " * 5_000, "... ??? " * 5_000),
        (PAGE, "x" * 500_000),
        ("\x00\x01 \x1c\x1f a\x02b", "\x1d \x00 a\x03b"),
        ("e\u0301\u0316" * 3_000, "e\u0316\u0301" * 3_000),
        ("\u200b \u00ad x", "\ufeff y \u2060"),
    ],
)
def test_bad_input_ends(reference: str, hypothesis: str) -> None:
    found = run(reference, hypothesis)
    assert len(found.words) == len(tokens(reference))
    assert 0 <= found.equal_chars <= found.reference_chars


def test_one_repeated_word_cut_short() -> None:
    found = run("same " * 3_000, "same " * 2_900)
    assert sum(word.form == "ok" for word in found.words) == 2_900
    assert sum(word.form == "missing" for word in found.words) == 100


def test_tokens_may_be_cut_beforehand() -> None:
    read = PAGE.replace("official", "of ficial")
    assert align(tokens(PAGE), tokens(read), path_id="p") == run(PAGE, read)


def test_importing_and_identity_need_no_engine() -> None:
    code = (
        "import sys; from atsharness.alignment.align import align; import atsharness.measure.rates;"
        "align('a b c', 'a b c', path_id='p'); print('rapidfuzz' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


# --- accuracy on synthetic texts -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "goal"),
    [("same", 0.9971), ("2col", 0.9956), *slow(("6blocks", 0.9968), ("shuffled lines", 0.9943))],
)
def test_labels_are_right_on_synthetic_corruption(order: str, goal: float) -> None:
    path = Path(__file__).parents[2] / "bench" / "align_accuracy.py"
    spec = importlib.util.spec_from_file_location("align_accuracy", path)
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    cases = [bench.make_case(700, 0.04, order, seed) for seed in range(101, 106)]
    for positions, least in ((False, 0.90), (True, 0.97)):
        scores = [bench.score(case, positions=positions) for case in cases]
        hits = sum(score.hits for score in scores)
        assert sum(score.truths for score in scores) > 60
        assert sum(score.right for score in scores) >= goal * 3500
        assert hits >= least * sum(score.claims for score in scores)
        assert hits >= least * sum(score.truths for score in scores)


def test_a_letter_spaced_word_among_strangers_is_split_not_lost() -> None:
    """As columns read in rows leave a sidebar's headings."""
    reference = (
        "S K I L L S".replace(" ", "")
        + "\nJava, Go\nEDUCATION\nCascade State\nLed a team of nine\nand cut costs"
    )
    hypothesis = (
        "S K I L L S L e d\nLed a team of nine\nJava, Go and cut costs\nE D U C AT I O N x y\nCascade State"
    )
    labels = {label.text: label for label in align(reference, hypothesis, path_id="p").words}
    assert labels["SKILLS"].form == "split"
    assert labels["SKILLS"].observed == "S K I L L S"
    assert labels["EDUCATION"].form == "split"
    assert labels["EDUCATION"].observed == "E D U C AT I O N"


def test_two_distant_words_stuck_together_are_both_there() -> None:
    experience = "Led orders for many partners without a maintenance window."
    skills = "Frameworks\nSpring Boot, Node.js"
    reference, hypothesis = f"{skills}\n{experience}\nCut the time", f"{experience}{skills} Cut the time"
    labels = {label.text: label for label in align(reference, hypothesis, path_id="p").words}
    assert {labels["window."].form, labels["Frameworks"].form} == {"glued"}
    assert labels["window."].observed == labels["Frameworks"].observed == "window.Frameworks"
    assert not any(label.form == "missing" for label in labels.values())


# --- places on the page ---------------------------------------------------------------------------


def _boxes(lines: str, *, x: float = 50, y: float = 50) -> list[Word]:
    """The words of a text as set in lines of 12 pt, 5 pt a letter."""
    placed = []
    for row, line in enumerate(lines.split("\n")):
        at = x
        for word in line.split():
            placed.append(
                Word(text=word, page=1, box=(at, y + 12 * row, at + 5 * len(word), y + 12 * row + 9))
            )
            at += 5 * (len(word) + 1)
    return placed


TIES = f"{PAGE}\nwith the the team\nand for the the sake"


@pytest.mark.parametrize(("kept", "lost"), [(0, 1), (1, 0)])
def test_position_tells_equal_words_apart(kept: int, lost: int) -> None:
    boxes = _boxes(TIES)
    ties = [i for i, word in enumerate(boxes) if word.text == "the" and word.box[1] > 50 + 12 * 8]
    for pair in (ties[:2], ties[2:]):
        read = [word for i, word in enumerate(boxes) if i != pair[lost]]
        hypothesis = " ".join(word.text for word in read)
        found = align(TIES, hypothesis, path_id="p", reference_words=boxes, hypothesis_words=read)
        assert [i for i, word in enumerate(found.words) if word.form == "missing"] == [pair[lost]]
        assert found.words[pair[kept]].form == "ok"


def test_a_lost_word_is_not_found_in_an_added_one_elsewhere_on_the_page() -> None:
    boxes = _boxes(PAGE)
    at = next(i for i, word in enumerate(boxes) if word.text == "official")
    added = Word(text="official", page=1, box=(400, 400, 440, 409))
    read = [*boxes[:at], *boxes[at + 1 :], added]
    hypothesis = " ".join(word.text for word in read)
    assert words(run(PAGE, hypothesis))["official"].form == "ok"
    found = align(PAGE, hypothesis, path_id="p", reference_words=boxes, hypothesis_words=read)
    assert words(found)["official"].form == "missing"
    assert [extra.text for extra in found.spurious] == ["official"]


@pytest.mark.parametrize("garbage", ["one place", "shifted", "other words", "other page"])
def test_boxes_that_do_not_agree_are_not_used(garbage: str) -> None:
    read = _boxes(PAGE)
    if garbage == "one place":
        read = [Word(text=word.text, page=1, box=(0, 0, 9, 9)) for word in read]
    elif garbage == "shifted":
        read = _boxes(PAGE, x=310, y=95)
    elif garbage == "other words":
        read = [Word(text=word.text[::-1], page=1, box=word.box) for word in read]
    else:
        read = [Word(text=word.text, page=2, box=word.box) for word in read]
    hypothesis = PAGE.replace("official", "offcial")
    if garbage != "other words":
        read = [Word(text=w.text.replace("official", "offcial"), page=w.page, box=w.box) for w in read]
    found = align(PAGE, hypothesis, path_id="p", reference_words=_boxes(PAGE), hypothesis_words=read)
    assert found == run(PAGE, hypothesis)


def test_words_without_a_place_are_matched_by_context() -> None:
    boxes: list[Word | None] = [*_boxes(PAGE)]
    boxes[3] = boxes[20] = None
    found = align(PAGE, PAGE, path_id="p", reference_words=boxes, hypothesis_words=_boxes(PAGE))
    assert {word.form for word in found.words} == {"ok"}


def test_split_and_glued_words_are_found_in_their_place() -> None:
    boxes = _boxes(PAGE)
    a, b = (next(i for i, word in enumerate(boxes) if word.text == text) for text in ("official", "workflow"))
    glued = Word(text="officialworkflow", page=1, box=(*boxes[a].box[:2], *boxes[b].box[2:]))
    read = [*boxes[:a], glued, *boxes[b + 1 :]]
    random.Random(2).shuffle(read)
    hypothesis = " ".join(word.text for word in read)
    found = align(PAGE, hypothesis, path_id="p", reference_words=boxes, hypothesis_words=read)
    assert {found.words[a].form, found.words[b].form} == {"glued"}
    assert {word.form for word in found.words} == {"ok", "glued"}


# --- the spans of a word diff -----------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_the_spans_of_a_diff_rebuild_both_texts(reference: str, hypothesis: str) -> None:
    expected, observed = tokens(reference), tokens(hypothesis)
    spans = diff_spans(
        align(expected, observed, path_id="p"),
        expected,
        observed,
        reference_size=len(reference),
        hypothesis_size=len(hypothesis),
    )
    assert rebuilt(spans, reference, "reference") == reference
    assert rebuilt(spans, hypothesis, "hypothesis") == hypothesis
    assert " ".join(span.expected for span in spans if span.expected) == " ".join(t.raw for t in expected)
    for span in spans:
        assert (span.kind == "lost") == bool(span.expected and not span.observed)
        assert (span.kind in {"extra", "duplicate"}) == bool(span.observed and not span.expected)


def test_each_kind_of_span() -> None:
    reference = "one lost two\nwrang word\nspaced out here\nglue these\nhyphenated\n" + PAGE
    hypothesis = "one two\nwrong word\ns p a c e d out here\ngluethese\nhyphen-\nated\nnever seen\n" + PAGE
    expected, observed = tokens(reference), tokens(hypothesis)
    spans = diff_spans(
        align(expected, observed, path_id="p"),
        expected,
        observed,
        reference_size=len(reference),
        hypothesis_size=len(hypothesis),
    )
    shown = [(span.kind, span.expected, span.observed) for span in spans if span.kind != "same"]
    assert shown == [
        ("lost", "lost", ""),
        ("altered", "wrang", "wrong"),
        ("split", "spaced", "s p a c e d"),
        ("glued", "glue these", "gluethese"),
        ("hyphenated", "hyphenated", "hyphen- ated"),
        ("extra", "", "never seen"),
    ]


def test_a_periodic_text_too_long_for_one_table_is_aligned_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "_MOST_LONG_CELLS", 20_000)
    reference, hypothesis = "alpha bravo charlie delta echo " * 200, "bravo alpha charlie echo " * 200
    found = run(reference, hypothesis)
    kept = sum(word.form == "ok" for word in found.words)
    assert 600 <= kept <= 800


def test_letters_by_which_two_words_end_alike_do_not_pair_them() -> None:
    """As a path leaves a grid of skills: the t before "TypeScript" ends "Git" as well as "JavaScript"."""
    reference = (
        "Junior Back-End Developer\n"
        "Columbus, OH | (614) 555-0117 | hannah.obrien@example.com | github.example.com/hobrien\n"
        "Languages Back end Data Tools\nJavaScript Node.js PostgreSQL Git\n"
        "TypeScript Express MySQL Docker\nJunior Back-End Developer Jan 2025 – Present"
    )
    hypothesis = (
        "Junior Back-End Developer\n"
        "Columbus, OH | (614) 555-0117 | hannah.obrien@example.com | github.example.com/hobrien\n"
        "JavaScript\nTypeScript\nBack end\nJan 2025 – Present\nJunior Back-End Developer"
    )
    forms = {label.text: label.form for label in run(PAGE + reference, PAGE + hypothesis).words}
    assert (forms["JavaScript"], forms["TypeScript"], forms["Git"]) == ("ok", "ok", "missing")


def test_words_that_changed_places_are_not_read_as_each_other() -> None:
    """A name in large type beside a profile: paths return them in one order or the other."""
    found = run(f"{PAGE}\njohn.doe\nJohn Doe\njdoe resumé", f"{PAGE}\nJohn Doe\njohn.doe\njdoe resumé")
    assert {label.form for label in found.words} == {"ok"}


@pytest.mark.parametrize(
    ("reference", "read", "form"),
    [
        ("\u25c6 Thesis: graphs", "\u25c6Thesis: graphs", "ok~punct"),
        ("Thesis: graphs", "\u25c6Thesis: graphs", "ok~punct"),
        ("jane@example.com now", "\uf0e0jane@example.com now", "ok~punct"),
        ("Thesis graphs", "Thesis\ufffd graphs", "substituted"),
        ("Thesis graphs", "Thesisgraphs", "glued"),
        ("Thesis graphs", "Thesis2 graphs", "substituted"),
    ],
)
def test_decoration_stuck_to_a_word_costs_the_word_nothing(reference, read, form):
    """A bullet or an icon: but not what stands for a lost letter, and no second word."""
    labels = align(reference, read, path_id="path").words
    assert next(label.form for label in labels if not label.decoration) == form
