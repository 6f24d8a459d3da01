"""Text that hurts whoever reads it on: layout analysis, terminals, web pages, spreadsheets."""

from __future__ import annotations

import random

from atsharness_corpus.hostile.fonts import ONE_BYTE, cmap
from atsharness_corpus.hostile.model import BOUNDED, CONTAINED, HURT, OK, READ, REFUSED, SLOW, Hostile, panel
from atsharness_corpus.hostile.pdfbytes import (
    SENTENCE,
    flate,
    flate_stream,
    line,
    page_objects,
    pdf,
    repeated,
    stream,
)

MARKUP = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://example.com/?x","Jane")'
ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b32mgreen"
BIDI = "\u202egnihton\u202c \u2066hidden\u2069 zero\u200bwidth"


def scattered() -> bytes:
    """8,000 runs of text at random places: pdfminer's layout analysis is quadratic in them."""
    source = random.Random(8_000)
    content = bytearray(b"BT /F1 4 Tf\n")
    for _ in range(8_000):
        content += b"1 0 0 1 %d %d Tm (%c) Tj\n" % (
            source.randrange(10, 600),
            source.randrange(10, 780),
            source.choice(b"abcdefghijklmnopqrstuvwxyz"),
        )
    return pdf(page_objects(flate_stream(flate(bytes(content + b"ET")))))


def injection() -> bytes:
    """Page text that is markup, a spreadsheet formula and terminal codes at once."""
    texts = [MARKUP, FORMULA, *ESCAPES.split("\x1b"), "+1+1", "@SUM(A1)", "-2+3", "\t=1"]
    content = b""
    body = ONE_BYTE + b"1 beginbfrange <00> <ff> <0000> endbfrange"
    for number, text in enumerate([*texts, ESCAPES]):
        escaped = b"".join(b"\\%03o" % byte for byte in text.encode("latin-1"))
        content += line(escaped, y=700 - 20 * number)
    return pdf(page_objects(content, font=b"/ToUnicode 6 0 R", more={6: cmap(body)}))


def bidi_controls() -> bytes:
    """Page text with bidi overrides, isolates and zero-width characters, by ToUnicode."""
    pairs = b"".join(b"<%02x> <%04x>\n" % (65 + n, ord(char)) for n, char in enumerate(BIDI))
    body = ONE_BYTE + b"%d beginbfchar\n%sendbfchar" % (len(BIDI), pairs)
    content = line(b"".join(b"\\%03o" % (65 + n) for n in range(len(BIDI))))
    return pdf(page_objects(content, font=b"/ToUnicode 6 0 R", more={6: cmap(body)}))


def metadata() -> bytes:
    """Terminal codes, markup and formulas as title, author and producer."""
    escapes = b"".join(b"\\%03o" % byte for byte in ESCAPES.encode("latin-1"))
    info = b"<< /Title (%s) /Author (%s) /Producer (%s) /CreationDate (D:99999999999999) >>" % (
        escapes,
        MARKUP.encode().replace(b"(", b"\\(").replace(b")", b"\\)"),
        FORMULA.encode().replace(b"(", b"\\(").replace(b")", b"\\)"),
    )
    return pdf(page_objects(SENTENCE, more={6: info}), trailer=b"/Info 6 0 R")


def word_flood() -> bytes:
    """A page of two million short words, in 200,000 lines one over the other."""
    block = b"(a b c d e f g h i j) '\n" * 1_000
    start, end = flate_stream(flate(b"BT /F1 1 Tf .003 TL 72 700 Td")), flate_stream(flate(b"ET"))
    objects = page_objects(SENTENCE, more={6: start, 7: flate_stream(repeated(block, 200)), 8: end})
    objects[3] = objects[3].replace(b"/Contents 4 0 R", b"/Contents [6 0 R 7 0 R 8 0 R 4 0 R]")
    return pdf(objects)


def dense_pages() -> bytes:
    """A hundred pages, the most that are read by default, of 2,500 single-letter words each."""
    rows = b"(%s) '\n" % b" ".join(bytes([letter]) for letter in b"abcdefghijklmnopqrstuvwxyz" * 2)
    content = flate_stream(flate(b"BT /F1 1 Tf 16 TL 20 781 Td\n" + rows * 48 + b"ET"))
    objects = page_objects(content)
    page = objects.pop(3)
    numbers = range(6, 106)
    objects |= dict.fromkeys(numbers, page)
    kids = b"".join(b"%d 0 R " % number for number in numbers)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count 100 >>" % kids
    return pdf(objects)


def amplified() -> bytes:
    """A letter that ToUnicode maps to fifty words: 4,500 letters are 225,000 words in no time."""
    words = "".join(f"{chr(97 + number % 26)} " for number in range(50)).encode("utf-16-be").hex()
    body = ONE_BYTE + b"1 beginbfchar <42> <%s> endbfchar" % words.encode()
    content = b"BT /F1 .9 Tf 7 TL 20 780 Td\n" + b"(%s) '\n" % (b"B" * 900) * 5 + b"ET"
    return pdf(page_objects(flate_stream(flate(content)), font=b"/ToUnicode 6 0 R", more={6: cmap(body)}))


def one_long_word() -> bytes:
    """A single word of two million letters."""
    start, end = flate_stream(flate(b"BT /F1 .0001 Tf 72 700 Td")), flate_stream(flate(b"ET"))
    block = b"(%s) Tj\n" % (b"abcdefghij" * 100)
    objects = page_objects(SENTENCE, more={6: start, 7: flate_stream(repeated(block, 2_000)), 8: end})
    objects[3] = objects[3].replace(b"/Contents 4 0 R", b"/Contents [6 0 R 7 0 R 8 0 R 4 0 R]")
    return pdf(objects)


def actions() -> bytes:
    """A file that wants to run scripts, start a program, open a page and read a stream from outside."""
    objects = page_objects(SENTENCE)
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R /AA << /WC 7 0 R >> >>"
    objects[3] = objects[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 9 0 R]")
    objects |= {
        6: b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/canary'\\)) /Next 8 0 R >>",
        7: b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >> >>",
        8: b"<< /S /URI /URI (http://127.0.0.1:9/canary) >>",
        9: stream(b"", b"/F << /Type /Filespec /FS /URL /F (http://127.0.0.1:9/canary) >>"),
    }
    return pdf(objects)


HOSTILE = (
    Hostile(
        id="scattered-runs",
        title="8,000 single letters at random places",
        mechanism="layout analysis that compares every two boxes; a dense honest page could do it",
        build=scattered,
        statuses=panel(OK, {"pdfminer": CONTAINED, "tesseract": READ}),
    ),
    Hostile(
        id="text-injection",
        title="Page text that is markup, formulas and terminal codes",
        mechanism="passes through every engine; must not reach a screen, a web page or a cell as it is",
        build=injection,
        statuses=panel(OK),
    ),
    Hostile(
        id="text-bidi",
        title="Page text with bidi overrides and zero-width characters",
        mechanism="shows a person other text than it holds",
        build=bidi_controls,
        statuses=panel(OK),
    ),
    Hostile(
        id="metadata-escapes",
        title="Terminal codes and markup in the metadata",
        mechanism="passes through whatever shows a title",
        build=metadata,
        statuses=panel(OK),
    ),
    Hostile(
        id="word-flood",
        title="Two million words on one page",
        mechanism="all that is done with the text afterwards: words, alignment, comparison",
        build=word_flood,
        statuses=panel(CONTAINED, {"tesseract": OK}),
    ),
    Hostile(
        id="pages-dense",
        title="A hundred pages of 2,500 words",
        mechanism="250,000 words within every limit: all that is done with them in the main process",
        build=dense_pages,
        statuses=panel(CONTAINED, {"pypdf": SLOW, "tesseract": HURT}),
    ),
    Hostile(
        id="tounicode-amplified",
        title="A letter mapped to fifty words",
        mechanism="text out of nothing; with more letters, megabytes of it before any deadline",
        build=amplified,
        statuses=panel(CONTAINED, {"pypdf": BOUNDED}),
    ),
    Hostile(
        id="word-endless",
        title="One word of two million letters",
        mechanism="all that is done with a word, and a line that cannot be wrapped",
        build=one_long_word,
        statuses=panel(CONTAINED, {"tesseract": OK}),
    ),
    Hostile(
        id="actions-outside",
        title="Scripts, programs, links and streams from outside",
        mechanism="must not be run, started, opened or fetched",
        build=actions,
        statuses=panel(OK, {"pdfminer": REFUSED}),
    ),
)
