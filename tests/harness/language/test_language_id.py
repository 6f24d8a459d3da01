"""The language of a text, and what installs the data to read it."""

from __future__ import annotations

import pytest

from atsharness.language.language_id import install_data, language_of, without_data


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Entwickler mit zehn Jahren Erfahrung in der Logistik und im Handel, auf der Suche", "deu"),
        ("Engineer with ten years of experience in the design of services for banks and on the web", "eng"),
        ("Desarrollador con ocho anos de experiencia en la banca y el comercio para las apps", "spa"),
        ("Développeuse au sein de l’équipe des paiements, avec le suivi de la qualité et du coût", "fra"),
        ("Python, Go, SQL, Docker", None),
        ("Docker Kubernetes Terraform", None),
        ("", None),
    ],
)
def test_the_language_by_its_common_words(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("platform", "command"), [("linux", "apt install tesseract-ocr-fra"), ("darwin", "brew install")]
)
def test_what_is_lacking_is_said_with_what_installs_it(
    monkeypatch: pytest.MonkeyPatch, platform: str, command: str
) -> None:
    monkeypatch.setattr("sys.platform", platform)
    assert without_data("fra").startswith(f"no OCR data for French: its accents are not compared ({command}")


def test_packages_have_hyphens_where_codes_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert install_data("chi_sim") == "apt install tesseract-ocr-chi-sim"
