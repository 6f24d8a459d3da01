"""Facts of the committed corpus: what each fault file must show and its near-miss must not."""

import pytest
from committed import facts, reference

from atsharness.alignment.align import align
from atsharness.measure.rates import measure
from atsharness.model.text_facts import LetterSpacing, SymbolBullet
from atsharness.text.tokens import tokens


@pytest.mark.parametrize(
    "name",
    [
        "typst-single-column__dense",
        "typst-two-column__junior",
        "typst-interleaved__dense",
        "typst-banner-sidebar__diacritics",
        "libreoffice-table__dense",
        "chromium-two-column__dense",
        "xelatex-single-column__diacritics",
    ],
)
def test_lines_are_the_reference_in_its_order(name):
    found = facts(name)
    known = tokens(reference(name))
    read = tokens("\n".join(line.text for page in found.pages for line in page.lines))
    recovery = measure(align(known, read, path_id="facts"), read)
    assert recovery.content.char_recall > 0.99
    assert recovery.order.tau > 0.98


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("typst-single-column__dense", []),
        ("typst-two-column__dense", ["sidebar"]),
        ("typst-interleaved__dense", ["sidebar"]),
        ("libreoffice-table__dense", ["sidebar"]),
    ],
)
def test_gutters(name, kinds):
    found = [gutter.kind for page in facts(name).pages for gutter in page.gutters]
    assert [kind for kind in found if kind in ("columns", "sidebar")] == kinds


def test_interleaved_stream_is_told_from_columns_in_order():
    assert [order.interleaved for order in facts("typst-interleaved__dense").orders] == [True]
    columns = facts("typst-two-column__dense").orders
    assert {order.source for order in columns} == {"stream", "tags"}
    assert not any(order.interleaved or order.moved for order in columns)


def test_spaced_headings_and_symbol_bullets():
    assert {heading.gap_em for heading in facts("typst-spaced-headings__dense").of(LetterSpacing)} == {0.25}
    bullets = facts("libreoffice-table__dense").of(SymbolBullet)
    assert len(bullets) > 10
    assert not facts("typst-single-column__dense").text_facts


def test_scan_has_no_text_and_says_so():
    found = facts("typst-scan__dense")
    assert found.pages[0].scan
    assert found.pages[0].lines == ()
    assert [image.kind for image in found.images] == ["scan"]
