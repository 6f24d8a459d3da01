"""Letters and their marks, seen as one character."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from atsharness.fields.composed import Composed
from atsharness.fields.expected import expected_fields
from atsharness.language.found import Found
from atsharness.model import Reference
from atsharness.text.tokens import tokens


def test_a_date_with_a_mark_of_its_own_is_seen() -> None:
    text = unicodedata.normalize("NFD", "Expérience\nDéveloppeur févr. 2019 – août 2022\nInitech")
    fields = expected_fields(Reference(text=text), tokens(text))
    found = {field.pointer: (field.value, field.words) for field in fields if field.kind in ("start", "end")}
    assert found == {
        "work.0.startDate": ("2019-02/2022-08", (2, 3)),
        "work.0.endDate": ("2019-02/2022-08", (5, 6)),
    }


@given(st.lists(st.sampled_from(["a", "é", "e\u0301", "\r\n", "x\u0323\u0307", "–", "가", "ᄀ\u1161"])))
def test_the_way_back_leads_to_the_same_letters(parts: list[str]) -> None:
    text = "".join(parts)
    shown = Composed(text)
    assert shown.text in (unicodedata.normalize("NFC", text), text)
    whole = Found(start=0, stop=len(shown.text), text=shown.text, value="")
    (back,) = shown.back([whole])
    assert (back.start, back.stop) == (0, len(text))
    for at, char in enumerate(shown.text):
        (one,) = shown.back([Found(start=at, stop=at + 1, text=char, value="")])
        if one.start < one.stop:
            assert unicodedata.normalize("NFC", text[one.start : one.stop]).endswith(char)
