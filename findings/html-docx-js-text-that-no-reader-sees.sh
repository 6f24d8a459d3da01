#!/usr/bin/env bash
# html-docx-js writes a DOCX whose own document has no paragraph: python-docx, docx2txt and mammoth read nothing.
#
# The page is kept as a part of its own in MIME HTML, which word/document.xml embeds by w:altChunk; Word unfolds it on
# opening. The libraries raise no error and return an empty text.
#
# Seen with html-docx-js 0.3.1 (Node.js 20), python-docx 1.2.0, docx2txt 0.9, mammoth 1.13.0:
#   parts:       word/afchunk.mht among them, "jane@example.com" is in it
#   python-docx: ''
#   docx2txt:    ''
#   mammoth:     ''
# Exit 1 if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts html-docx-js@0.3.1
node - <<'JAVASCRIPT'
const { asBlob } = require("html-docx-js");
const page = "<!DOCTYPE html><html><body><p>Jane Doe</p><p>jane@example.com</p></body></html>";
(async () => {
  const made = asBlob(page);
  const bytes = made.arrayBuffer ? await made.arrayBuffer() : made;
  require("fs").writeFileSync("made.docx", Buffer.from(bytes));
})();
JAVASCRIPT
"$work/venv/bin/python" - <<'PYTHON'
import sys
import zipfile

import docx
import docx2txt
import mammoth

with zipfile.ZipFile("made.docx") as parts:
    holding = [name for name in parts.namelist() if b"jane@example.com" in parts.read(name)]
with open("made.docx", "rb") as file:
    of_mammoth = mammoth.extract_raw_text(file).value
texts = {
    "python-docx": "\n".join(one.text for one in docx.Document("made.docx").paragraphs),
    "docx2txt": docx2txt.process("made.docx"),
    "mammoth": of_mammoth,
}
print("parts with the text:", holding)
for name, text in texts.items():
    print(f"{name + ':':12}", repr(text))
sys.exit(not (holding == ["word/afchunk.mht"] and not any(map(str.strip, texts.values()))))
PYTHON
