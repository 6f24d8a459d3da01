#!/usr/bin/env bash
# PyMuPDF's Page.remove_rotation() keeps what a page looks like, but not of a page that also has a CropBox.
#
# It sets /Rotate to 0 and turns the content instead. A CropBox is taken out of the page: what it hid is shown, the
# page is as large as the MediaBox, and every position is another one than before.
#
# Seen with PyMuPDF 1.28.2, a page of 400 x 600 that is cropped by 50 on each side:
#   not rotated, before: 300 x 500, "shown" only
#   rotated by 90, before: 500 x 300, "shown" only; after: 600 x 400, "shown" and "hidden"
# Exit 1 if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pymupdf==1.28.2
"$work/venv/bin/python" - <<'PYTHON'
import sys

import pymupdf


def looked_at(page: pymupdf.Page) -> tuple[int, int, str]:
    """Size of the page as displayed, and the words within it."""
    inside = [word[4] for word in page.get_text("words") if pymupdf.Rect(word[:4]) in page.rect]
    return round(page.rect.width), round(page.rect.height), " ".join(sorted(inside))


document = pymupdf.open()
page = document.new_page(width=400, height=600)
page.insert_text((150, 300), "shown")
page.insert_text((10, 20), "hidden")
page.set_cropbox(pymupdf.Rect(50, 50, 350, 550))
plain = looked_at(document.reload_page(page))
page = document[0]
page.set_rotation(90)
before = looked_at(page)
page.remove_rotation()
after = looked_at(document[0])
print("not rotated:", plain)
print("rotated, before:", before)
print("after remove_rotation:", after)
expected = ((300, 500, "shown"), (500, 300, "shown"), (600, 400, "hidden shown"))
sys.exit((plain, before, after) != expected)
PYTHON
