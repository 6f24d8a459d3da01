#!/usr/bin/env bash
# odfdo's get_formatted_text() puts nothing between a heading and the paragraph below it.
#
# Two paragraphs are parted by an empty line, a heading (text:h) and a paragraph (text:p) by nothing at all: the last
# word of each heading and the first one of its section are one word in the plain text of an ODT.
#
# Seen with odfdo 3.27.3:
#   heading above paragraph: 'Work experienceDeveloper at Fieldstone\n\n'
#   two paragraphs:          'Work experience\n\nDeveloper at Fieldstone\n\n'
# Exit 1 if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet odfdo==3.27.3
"$work/venv/bin/python" - <<'PYTHON'
import io
import sys

import odfdo

HEAD, BELOW = "Work experience", "Developer at Fieldstone"


def read(*elements: odfdo.Element) -> str:
    document = odfdo.Document("text")
    document.body.clear()
    for element in elements:
        document.body.append(element)
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    return odfdo.Document(file).get_formatted_text()


heading = read(odfdo.Header(1, HEAD), odfdo.Paragraph(BELOW))
paragraphs = read(odfdo.Paragraph(HEAD), odfdo.Paragraph(BELOW))
print("heading above paragraph:", repr(heading))
print("two paragraphs:         ", repr(paragraphs))
sys.exit(not (heading.startswith(HEAD + BELOW) and paragraphs.startswith(f"{HEAD}\n\n{BELOW}")))
PYTHON
