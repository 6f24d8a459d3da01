"""Words set by hand on a page, without a PDF, and the order in which they are read."""

from atsharness.model.facts import LineWord, Part
from atsharness.page.gutters import find_gutters
from atsharness.page.reading_order import reading_order
from atsharness.page.words import Placed, rows

WIDTH = 612.0
WORDS = ["built", "services", "that", "handle", "orders", "and", "payments", "for", "many", "clients", "too"]


def placed(text, x, y, size=10.0):
    """Words of a line set from x on the baseline y, half an em a letter."""
    found = []
    for word in text.split():
        width = 0.5 * size * len(word)
        box = (x, y - 0.8 * size, x + width, y + 0.2 * size)
        found.append(Placed(LineWord(text=word, box=box, parts=(Part(0, 0, 1),), size=size), y))
        x += width + 0.25 * size
    return found


def column(x, top, lines, words, label, pitch=12.0):
    """Lines of a column, each beginning with its own label so that order shows."""
    return [
        item
        for at in range(lines)
        for item in placed(" ".join([f"{label}{at}", *WORDS[:words]]), x, top + pitch * at)
    ]


def kinds(words):
    return [gutter.kind for gutter in find_gutters(rows(words), 1, WIDTH)]


def order(words, rules=()):
    gutters = find_gutters(rows(words), 1, WIDTH)
    return [line.words[0].text for line in reading_order(words, gutters, rules)[0]]
