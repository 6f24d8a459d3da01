#!/usr/bin/env bash
# html-to-docx drops the space between two inline elements: "<b>Jane</b> <i>Doe</i>" is one word in Word.
#
# A text node of nothing but white space is left out, wherever it stands. In HTML the one between inline elements is a
# space; so is a line break there. Between an element and text, whose node has letters too, the space stays.
#
# Seen with html-to-docx 1.8.0 (Node.js 20), read by python-docx 1.2.0:
#   <p><b>Jane</b> <i>Doe</i></p>                           JaneDoe
#   <p><span>2019</span> <span>Acme Ltd.</span></p>         2019Acme Ltd.
#   <p>Built a <b>queue</b> in <i>Go</i></p>                Built a queue in Go
# Exit 1 if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet python-docx==1.2.0
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts html-to-docx@1.8.0
node - <<'JAVASCRIPT'
const convert = require("html-to-docx");
const lines = [
  "<p><b>Jane</b> <i>Doe</i></p>",
  "<p><span>2019</span> <span>Acme Ltd.</span></p>",
  "<p>Built a <b>queue</b> in <i>Go</i></p>",
];
convert(lines.join("")).then((made) => require("fs").writeFileSync("made.docx", Buffer.from(made)));
JAVASCRIPT
"$work/venv/bin/python" - <<'PYTHON'
import sys

import docx

found = [one.text for one in docx.Document("made.docx").paragraphs if one.text]
print("\n".join(found))
sys.exit(found != ["JaneDoe", "2019Acme Ltd.", "Built a queue in Go"])
PYTHON
