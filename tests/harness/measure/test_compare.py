from __future__ import annotations

from atsharness.measure.compare import compare
from atsharness.model import Comparison, Extraction, Status
from atsharness.text.tokens import tokens


def _compare(*paths: tuple[str, str, str], status: Status = "ok") -> dict[str, Comparison]:
    extractions = [
        Extraction(
            path_id=path_id,
            family=family,
            version="1",
            status=status,
            text=text,
            word_count=len(text.split()),
        )
        for path_id, family, text in paths
    ]
    words = {item.path_id: tokens(item.text or "") for item in extractions}
    return {item.path_id: item for item in compare(extractions, words)}


def test_a_word_most_other_families_have_is_lacking() -> None:
    found = _compare(
        ("a1", "a", "Java Kafka"), ("b1", "b", "Java Kafka Redis"), ("c1", "c", "Java Kafka Redis")
    )
    assert [(word.word, word.count, word.families) for word in found["a1"].lacks] == [
        ("Redis", 1, ("b", "c"))
    ]
    assert found["b1"].lacks == ()


def test_one_family_with_many_modes_has_one_voice() -> None:
    found = _compare(
        ("a1", "a", "noise Java"),
        ("a2", "a", "noise Java"),
        ("b1", "b", "Java"),
        ("c1", "c", "Java"),
        ("d1", "d", "Java"),
    )
    assert found["b1"].lacks_count == 0
    assert found["a1"].lacks_count == 0


def test_copies_count_and_case_and_bullets_do_not() -> None:
    found = _compare(("a1", "a", "• java"), ("b1", "b", "Java Java"), ("c1", "c", "JAVA Java •"))
    assert found["a1"].lacks_count == 1
    assert found["b1"].lacks_count == 0


def test_alone_a_path_lacks_nothing_and_failed_paths_do_not_take_part() -> None:
    assert _compare(("a1", "a", "Java"))["a1"].lacks == ()
    assert _compare(("a1", "a", "Java"), ("b1", "b", "C++"), status="failed") == {}


def test_letters_of_a_spaced_heading_are_no_words() -> None:
    spaced = "S K I L L S Java"
    found = _compare(
        ("a1", "a", "SKILLS Java"), ("b1", "b", spaced), ("c1", "c", spaced), ("d1", "d", "SKILLS Java")
    )
    assert found["a1"].lacks_count == 0
    assert [word.word for word in found["b1"].lacks] == ["SKILLS"]
    lost = _compare(("a1", "a", "Java"), ("b1", "b", "Java C"), ("c1", "c", "Java C"))
    assert [word.word for word in lost["a1"].lacks] == ["C"]


def test_families_that_read_nothing_are_no_witnesses() -> None:
    found = _compare(("a1", "a", ""), ("b1", "b", ""), ("c1", "c", ""), ("ocr", "ocr", "Java Kafka"))
    assert {key: item.lacks_count for key, item in found.items()} == {"a1": 2, "b1": 2, "c1": 2, "ocr": 0}
