"""What the words of a text tell of its language."""

from __future__ import annotations

import pytest

from atsharness.ocr.tongues import plausible_horns, tongue


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("remơving", "removing"),
        ("oưtage, Technơlơgy", "outage, Technology"),
        ("Nguyễn Thị Thanh-Hương,", "Nguyễn Thị Thanh-Hương,"),
        ("đường, trước, người, Cửu", "đường, trước, người, Cửu"),
        ("café", "café"),
    ],
)
def test_horns_stay_in_words_that_can_be_vietnamese(read: str, meant: str) -> None:
    assert plausible_horns(read) == meant


def test_common_words_tell_the_language() -> None:
    assert tongue("Leitung von drei Teams und der Umzug in die Cloud, mit dem Ziel der Entlastung") == "deu"
    assert tongue("Docker Kubernetes Terraform") is None
