from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atsharness.text.graphemes import clusters
from atsharness.text.tokens import canon, difference, fold_key, tokens


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(text)]


def test_words_are_runs_of_non_whitespace_with_their_places() -> None:
    text = "One,  two\r\n\tthree\n\nfour"
    found = tokens(text)
    assert [token.raw for token in found] == ["One,", "two", "three", "four"]
    assert [token.line for token in found] == [1, 1, 2, 4]
    assert [text[token.start : token.stop] for token in found] == [token.raw for token in found]


def test_a_text_too_long_to_be_kept_is_cut_like_a_short_one() -> None:
    part, times = "Café  work,\r\nOﬃCE\n", 2_000
    found = tokens(part * times)
    assert len(part * times) > 30_000
    assert [token.key for token in found] == keys(part) * times
    assert found[-1].line == 2 * times


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("OﬃCE", "office"),
        ("Straße", "strasse"),
        ("e\u0301t\u00e9", "\u00e9t\u00e9"),
        ("2019–2020", "2019-2020"),
        ("‘Teacher’", "'teacher'"),
        ("co\u00adop\u200b\ufeff", "coop"),
        ("ＡＢＣ", "abc"),
        ("a\x02b\ue000\ufffd", "a\x02b\ue000\ufffd"),
        ("a\u00b4b", "a'b"),
        ("50…", "50..."),
    ],
)
def test_key_folds_what_readers_do_not_see_and_keeps_evidence(raw: str, key: str) -> None:
    assert fold_key(raw)[0] == key


def test_cid_is_one_character() -> None:
    key, offsets = fold_key("of(cid:12)ce")
    assert len(key) == 5
    assert offsets is not None
    assert list(offsets) == [0, 1, 2, 10, 11]
    assert fold_key("(cid:12)")[0] == fold_key("(cid:12)")[0] != fold_key("(cid:13)")[0]


@pytest.mark.parametrize("text", ["•", "|", "—", "\ue0a1", "\ufffd", "(cid:127)", "* * *", "\u200b"])
def test_tokens_without_letter_or_digit_are_decoration(text: str) -> None:
    assert all(token.decoration for token in tokens(text))


@pytest.mark.parametrize("text", ["C++", "2", "é", "½", "中"])
def test_words_are_not_decoration(text: str) -> None:
    assert not tokens(text)[0].decoration


def test_raw_codes_do_not_end_words() -> None:
    assert keys("a\x1cb \x1fc\x85d\x0ce") == ["a\x1cb", "\x1fc", "d", "e"]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_every_key_character_keeps_a_monotone_raw_offset(text: str) -> None:
    for token in tokens(text):
        places = [token.raw_offset(i) for i in range(len(token.key))]
        assert places == sorted(places)
        assert all(token.start <= place < token.stop for place in places)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_tokens_cover_all_but_white_space(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.stop] == token.raw for token in found)
    rest = "".join(
        text[a:b]
        for a, b in zip(
            [0, *(token.stop for token in found)], [*(token.start for token in found), len(text)], strict=True
        )
    )
    assert rest.strip() == ""


@settings(deadline=None)
@given(st.text(max_size=40))
def test_keys_of_composed_and_decomposed_text_agree(text: str) -> None:
    composed, decomposed = (keys(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert "".join(composed) == "".join(decomposed)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=60))
def test_ascii_keys_are_lower_case(text: str) -> None:
    assert keys(text) == [token.raw.lower() for token in tokens(text)]
    assert all(token.offsets is None for token in tokens(text))


@pytest.mark.parametrize(
    ("expected", "observed", "kind"),
    [
        ("same", "same", None),
        ("caf\u00e9", "cafe\u0301", "nfc"),
        ("office", "oﬃce", "compat"),
        ("OFFICE", "oﬃce", "compat"),
        ("Office", "OFFICE", "case"),
        ("it's", "it’s", "punct"),
        ("It's", "IT’S", "punct"),
        ("soft", "so\u00adft", "punct"),
    ],
)
def test_the_gravest_difference_is_named(expected: str, observed: str, kind: str | None) -> None:
    assert difference(expected, observed) == kind
    assert difference(observed, expected) == kind


def test_canon_unifies_spaces_line_ends_and_composition() -> None:
    assert canon("a\u00a0\u2003b\r\nc  d\re\u0301") == "a b\nc d\n\u00e9"
    assert canon("e\u0301" * 3) == "\u00e9" * 3


def test_a_pile_of_marks_takes_no_quadratic_time() -> None:
    pile = "a" + "\u0301\u0316" * 50_000
    assert len(canon(pile)) > 1
    assert len(tokens(pile)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("ab", 2),
        ("a\r\nb", 3),
        ("e\u0301x", 2),
        ("\U0001f469\U0001f3fd\u200d\U0001f4bb!", 2),
        ("\U0001f1e9\U0001f1ea\U0001f1eb", 2),
        ("\u1100\u1161\u11a8\uac00\u11a8", 2),
        ("\u0915\u094d\u0937\u093f", 1),
        ("\u094d\u0915", 2),
        ("\u0e01\u0e33", 1),
        ("\n\u0301", 2),
    ],
)
def test_grapheme_clusters(text: str, count: int) -> None:
    assert len(clusters(text)) == count


@settings(deadline=None)
@given(st.text(max_size=40))
def test_clusters_rebuild_the_text(text: str) -> None:
    found = clusters(text)
    assert "".join(found) == text
    assert all(found)
