#!/usr/bin/env bash
# pypdf's layout mode returns nothing of a form that was flattened: it does not read Form XObjects, its plain mode does.
#
# Programs that fill in a form and flatten it leave each value in a Form XObject which the page draws (operator Do).
# Every viewer shows the values. Of the two ways in which pypdf extracts the same page one has them, one has not, and
# neither warns.
#
# Seen with pypdf 7.1.0, page made with pdf-lib 1.17.1 (Node.js 20), form.flatten():
#   plain:  ['Application', 'Jane Doe', 'jane@example.com']
#   layout: ['Application']
# Exit 1 if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pypdf==7.1.0
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts pdf-lib@1.17.1
node - <<'JAVASCRIPT'
const { PDFDocument } = require("pdf-lib");

async function main() {
  const made = await PDFDocument.create();
  const page = made.addPage([400, 200]);
  page.drawText("Application", { x: 40, y: 160, size: 12 });
  const form = made.getForm();
  ["Jane Doe", "jane@example.com"].forEach((value, row) => {
    const field = form.createTextField(`field ${row}`);
    field.setText(value);
    field.addToPage(page, { x: 40, y: 110 - 40 * row, width: 200, height: 24 });
  });
  form.flatten();
  require("fs").writeFileSync("made.pdf", await made.save());
}
main();
JAVASCRIPT
"$work/venv/bin/python" - <<'PYTHON'
import sys

import pypdf

(page,) = pypdf.PdfReader("made.pdf").pages
plain = page.extract_text().split("\n")
layout = page.extract_text(extraction_mode="layout").split("\n")
print("plain: ", plain)
print("layout:", layout)
sys.exit((plain, layout) != (["Application", "Jane Doe", "jane@example.com"], ["Application"]))
PYTHON
