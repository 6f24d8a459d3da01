"""Faults that a file has by nature, on pages drawn for it."""

import pymupdf
import pytest

from atsharness_corpus.natural import natural_faults

WORDS = ("Builds", "systems", "of", "payment")


def page(place):
    with pymupdf.open() as document:
        place(document.new_page())
        return document.tobytes()


def gaps(width):
    def place(target):
        x = 50.0
        for word in WORDS:
            target.insert_text((x, 100), word, fontsize=10)
            x += pymupdf.get_text_length(word, fontsize=10) + width

    return place


def names(pdf, reference="Builds systems of payment"):
    return [label.fault for label in natural_faults(pdf, reference) if label.fault != "right-edge-text"]


@pytest.mark.parametrize(("width", "found"), [(2.4, ["no-space-characters"]), (4.5, [])])
def test_gaps_that_no_space_fills(width, found):
    assert names(page(gaps(width))) == found


def test_spaces_fill_gaps():
    assert names(page(lambda target: target.insert_text((50, 100), " ".join(WORDS), fontsize=10))) == []


def test_a_divided_word_and_a_compound():
    def place(target):
        target.insert_text((50, 100), ["Builds full-", "time sys-", "tems of payment"], fontsize=10)

    (label,) = natural_faults(page(place), "Builds full-time systems of payment")
    assert (label.fault, label.words) == ("line-end-hyphen", ("systems",))


def test_a_file_that_cannot_be_read_has_none():
    assert natural_faults(b"no file", "") == ()


@pytest.mark.parametrize(("below", "found"), [(7, ["close-lines"]), (18, [])])
def test_a_line_close_below_a_large_one_is_glued_to_it(below, found):
    def place(target):
        target.insert_text((50, 100), "Jane Example", fontsize=20)
        target.insert_text((50, 100 + below), "Senior Engineer", fontsize=10)

    assert names(page(place), "Jane Example\nSenior Engineer") == found
