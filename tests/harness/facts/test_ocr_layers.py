"""Accents of a text layer over a scan."""

import pytest

from atsharness.harness.facts.ocr_layers import with_layer_accents
from atsharness.harness.model import Word


@pytest.mark.parametrize(
    ("read", "layer", "kept"),
    [
        ("Angel", ["Ángel"], "Ángel"),
        ("Nguyén", ["Nguyễn"], "Nguyễn"),
        ("Peña", ["Pena"], "Peña"),  # the layer lost it
        ("Pena", ["Peño"], "Pena"),  # another word
        ("Nguyen", ["Nguyen", "Nguyễn"], "Nguyen"),  # the nearest counts
        ("Pena,", ["Pen\u0303a,"], "Peña,"),
    ],
)
def test_the_layer_adds_accents_and_takes_none(read, layer, kept):
    word = Word(text=read, page=1, box=(0, 0, 10, 10), line=1)
    beside = [(text, (40.0 * at, 0.0, 40.0 * at + 10, 10.0)) for at, text in enumerate(layer)]
    assert [one.text for one in with_layer_accents([word], beside)] == [kept]
