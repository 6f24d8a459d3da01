from __future__ import annotations

from atsharness.commands.align import word_diff
from atsharness_reports._terminal import columns
from atsharness_reports._worddiff import LEGEND, folded


def _diff(reference: str, hypothesis: str, width: int = 80) -> str:
    shown = word_diff(reference, hypothesis, title="resume.md", name="p", width=width)
    head = f"p compared with resume.md\n{LEGEND}\n\n"
    assert shown.startswith(head)
    return shown[len(head) :]


def test_equal_texts_show_no_mark() -> None:
    assert (
        _diff("Senior engineer\nPortland, OR", "Senior engineer Portland, OR")
        == "Senior engineer\nPortland, OR\n"
    )


def test_lost_words_stand_in_one_mark() -> None:
    assert _diff("Java Kafka PostgreSQL Redis", "Java Redis") == "Java [-Kafka PostgreSQL-] Redis\n"


def test_altered_split_and_glued_words_show_what_was_read() -> None:
    shown = _diff(
        "Skills EDUCATION in distributed systems", "Skills E D U C A T I O N in distributedsystems", 120
    )
    assert "[-EDUCATION-]{+E D U C A T I O N+}" in shown
    assert "[-distributed systems-]{+distributedsystems+}" in shown


def test_what_is_beyond_the_source_comes_last() -> None:
    shown = _diff("Java Redis Kafka", "Java Redis Kafka confidential draft")
    assert "recovered, but not in the reference (2 words):\n{+confidential draft+}" in shown


def test_moved_runs_are_bracketed() -> None:
    first = "Led the platform team through a migration of forty services"
    second = "Portland Oregon telephone 503 555 0142"
    shown = _diff(f"{second}\n{first}", f"{first}\n{second}")
    assert f"<{second}>" in shown
    assert f"\n{first}\n" in shown


def test_no_control_character_and_no_long_line() -> None:
    shown = _diff("Jane Example " * 30, "Jane\x1b[31m Example " * 30, width=60)
    assert "\x1b" not in shown
    assert max(len(line) for line in shown.splitlines()) <= 60


def test_words_that_share_a_recovered_word_stand_in_one_mark() -> None:
    assert _diff("some place else", "somep lace else") == "[-some place-]{+somep lace+} else\n"


def test_composition_alone_is_not_marked_but_a_ligature_is() -> None:
    assert _diff("café office", "cafe\u0301 office") == "café office\n"
    assert _diff("café office", "café oﬃce") == "café [-office-]{+oﬃce+}\n"


def test_lines_that_mix_distant_places_are_shown() -> None:
    left = [f"left{i} column{i} words{i} here{i} stand{i}" for i in range(6)]
    right = [f"right{i} other{i} text{i} goes{i} there{i}" for i in range(6)]
    mixed = [f"{one} {two}" for one, two in zip(left, right, strict=True)]
    shown = _diff("\n".join([*left, *right]), "\n".join(mixed))
    assert "6 recovered lines with words from distant places:" in shown
    assert f"\n   3: {mixed[2]}\n" in shown


def test_wide_characters_and_marks_fit_the_screen() -> None:
    text = "履歴書東京大学工学部卒業" * 12
    shown = _diff(text, text.replace("京", "都"), width=60)
    assert max(map(columns, shown.splitlines())) <= 60
    accented = "e\u0301" * 70
    lines = folded(accented, 60)
    assert [columns(line) for line in lines] == [60, 10]
    assert all(line.startswith("e") for line in lines)


def test_right_to_left_text_is_left_in_logical_order() -> None:
    assert _diff("שלום עולם טוב", "שלום טוב") == "שלום [-עולם-] טוב\n"
