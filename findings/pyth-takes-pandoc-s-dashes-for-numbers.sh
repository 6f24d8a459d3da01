#!/usr/bin/env bash
# No RTF of pandoc that holds a dash can be read by pyth: it takes the dash's fallback for a part of its number.
#
# RTF writes a character beyond ASCII as \uN and a fallback for old readers. For a dash pandoc's fallback is a hyphen,
# straight after the number (\u8211-), which ends a control word's parameter. pyth reads on: a hyphen, and figures
# behind it, are a part of the number for it. Dates are what most dashes of a résumé stand in ("2019–2021").
#
# Seen with pyth3 0.7, RTF made by pandoc of pypandoc-binary 1.17:
#   Jane é Łukasiewicz    Jane é Łukasiewicz
#   Jane – Lead           ValueError: invalid literal for int() with base 10: b'8211-'
#   2019–2021             ValueError: invalid literal for int() with base 10: b'8211-2021'
# Exit 1 if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pypandoc_binary==1.17 pyth3==0.7 six==1.17.0
"$work/venv/bin/python" - <<'PYTHON'
import io
import sys

import pypandoc
from pyth.plugins.plaintext.writer import PlaintextWriter
from pyth.plugins.rtf15.reader import Rtf15Reader

EXPECTED = {
    "Jane é Łukasiewicz": "Jane é Łukasiewicz",
    "Jane – Lead": "ValueError: invalid literal for int() with base 10: b'8211-'",
    "2019–2021": "ValueError: invalid literal for int() with base 10: b'8211-2021'",
}


def read(text: str) -> str:
    rtf = pypandoc.convert_text(text, "rtf", format="markdown", extra_args=["--standalone"])
    try:
        return PlaintextWriter.write(Rtf15Reader.read(io.BytesIO(rtf.encode()))).getvalue().strip()
    except ValueError as error:
        return f"ValueError: {error}"


found = {text: read(text) for text in EXPECTED}
for text, said in found.items():
    print(f"{text:<22}{said}")
sys.exit(found != EXPECTED)
PYTHON
