"""Dates at the middle of their entries, as the cells of an HTML table stand unless told otherwise."""

from __future__ import annotations

import pytest
import typst

from atsharness.facts.gather import gather
from atsharness.reference.visual import see

JOBS = [
    (
        "04/2020 – heute",
        ["Leitender Entwickler", "Rück AG, Stuttgart", "Führung eines Teams.", "Ablösung in COBOL."],
    ),
    ("10/2015 – 03/2020", ["Entwickler", "Kessler GmbH, Reutlingen", "Schnittstellen für Speditionen."]),
    (
        "03/2013 – 09/2015",
        ["Werkstudent", "Söhne KG, Tübingen", "Automatisierte Prüfungen.", "Pflege der Daten."],
    ),
]


@pytest.mark.parametrize("inset", [3, 6, 8])
def test_dates_come_before_their_entries(inset: int) -> None:
    cells = ", ".join(f"[{date}], [{' #linebreak() '.join(lines)}]" for date, lines in JOBS)
    page = (
        "#set page(width: 18cm, height: 14cm)\n#set text(size: 10pt)\n"
        "#text(size: 18pt)[Jörg Example] \\ joerg\\@example.org\n\n*Berufserfahrung*\n"
        f"#table(columns: (4cm, 1fr), stroke: none, inset: {inset}pt, align: horizon, {cells})"
    )
    text = see(gather(typst.compile(page.encode()))).text
    expected = [line for date, lines in JOBS for line in (date, *lines)]
    assert [line for line in text.splitlines() if line in expected] == expected
