"""Names of towns at the end of words."""

from __future__ import annotations

import pytest

from atsharness.language.towns import words_of_town


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Lumen Freight Portland", 1),
        ("Lumen Freight New York", 2),
        ("Envíos Exprés Santiago de los Caballeros", 4),
        ("Stadtwerke München", 1),
        ("Wieża Systemy Łódź", 1),
        ("Wiez\u0307a Systemy Ło\u0301dz\u0301", 1),
        ("Cửu Long Logistics Hồ Chí Minh City", 4),
        ("Fieldstone Labs Columbus,", 1),
        ("a book for reading", 0),
        ("Lumen Freight", 0),
        ("", 0),
    ],
)
def test_the_longest_name_at_the_end_counts(text: str, count: int) -> None:
    assert words_of_town(text.split()) == count
