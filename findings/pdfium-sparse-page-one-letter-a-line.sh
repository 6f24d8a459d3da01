#!/usr/bin/env bash
# PDFium returns text of a horizontal page one or two letters a line where the page holds much white in the middle.
#
# Text that is placed letter by letter (as browsers print it), labels at the left edge and values at the right one:
# the text covers a smaller share of the page's width than of its height, and PDFium takes the page for vertical
# writing. One more line that runs over the whole width changes how all the other lines are read.
#
# Seen with pypdfium2 5.15.2, page made with reportlab 5.1.0:
#   without the wide line: 'L\r\na\r\nb\r\nel V\r\nalu\r\ne\r\n…'
#   with it:               'Label Value\r\nLabel Value\r\n…'
# Exit 1 if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pypdfium2==5.15.2 reportlab==5.1.0
"$work/venv/bin/python" - <<'PYTHON'
import io
import sys

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE = "Helvetica", 11


def page(wide_line: bool) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(612, 792), invariant=1)

    def letters(x: float, y: float, text: str) -> None:
        for letter in text:
            canvas.setFont(FONT, SIZE)
            canvas.drawString(x, y, letter)
            x += canvas.stringWidth(letter, FONT, SIZE)

    for row in range(30):
        letters(72, 720 - 20 * row, "Label")
        letters(480, 720 - 20 * row, "Value")
    if wide_line:
        letters(72, 120, "One line of text that runs over nearly the whole width of this page, from edge to edge.")
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def read(data: bytes) -> str:
    return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


sparse, wide = read(page(False)), read(page(True))
print("without the wide line:", repr(sparse[:40]))
print("with it:              ", repr(wide[:40]))
sys.exit(not ("Label Value" not in sparse and wide.startswith("Label Value\r\nLabel Value")))
PYTHON
