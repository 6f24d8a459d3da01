from __future__ import annotations

from atsharness.harness.align import align
from atsharness.harness.text import tokens
from atsharness.reports._worddiff import LEGEND, render


def _diff(reference: str, hypothesis: str, width: int = 80) -> str:
    words = tokens(reference)
    alignment = align(words, tokens(hypothesis), path_id="p")
    shown = render(alignment, [token.line for token in words], title="resume.md", width=width)
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
    assert "recovered, but not there (2 words):\n{+confidential draft+}" in shown


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
