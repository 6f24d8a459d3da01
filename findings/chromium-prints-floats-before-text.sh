#!/usr/bin/env bash
# Chromium prints all dates that float at the right edge before all other text of the page.
#
# A browser paints floats before the text of lines (CSS 2.1, Appendix E), and prints in the order in which it
# paints. With each date in the head of its own entry, one would expect it beside that entry's title; but readers
# that keep the file's order get every date of the page first, then all entries. `display: flow-root` on the heads
# does not help; a flex container in place of the float does.
#
# Seen with Chromium 149 (@sparticuz/chromium 149.0.0, puppeteer-core 25.16.0), text by pypdf 7.1.0:
#   float:     '2021 – 2024', '2018 – 2021', 'Experience', 'Engineer, Acme', …
#   flow-root: the same
#   flex:      'Experience', 'Engineer, Acme', '2021 – 2024', …
# Needs node 20 or newer. Exit 1 if that has changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet pypdf==7.1.0
cd "$work"
npm install --silent --no-audit --no-fund @sparticuz/chromium@149.0.0 puppeteer-core@25.16.0
cat >print.mjs <<'JAVASCRIPT'
import chromium from "@sparticuz/chromium";
import puppeteer from "puppeteer-core";

const entries = [
  ["Engineer, Acme", "2021 – 2024", "Built the first service."],
  ["Analyst, Initech", "2018 – 2021", "Wrote the second report."],
];
const styles = {
  float: ".date { float: right }",
  "flow-root": ".head { display: flow-root } .date { float: right }",
  flex: ".head { display: flex; flex-direction: row-reverse; justify-content: space-between }",
};
const body = entries
  .map(([title, date, text]) => `<div class="head"><span class="date">${date}</span><h3>${title}</h3></div><p>${text}</p>`)
  .join("");
const browser = await puppeteer.launch({
  args: [...chromium.args, "--no-sandbox"],
  executablePath: await chromium.executablePath(),
  headless: "shell",
});
console.log(await browser.version());
const page = await browser.newPage();
for (const [name, style] of Object.entries(styles)) {
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>${style}</style><h2>Experience</h2>${body}`);
  await page.pdf({ path: `${name}.pdf` });
}
await browser.close();
JAVASCRIPT
node print.mjs
venv/bin/python - <<'PYTHON'
import sys

import pypdf

found = {}
for name in ("float", "flow-root", "flex"):
    text = pypdf.PdfReader(f"{name}.pdf").pages[0].extract_text()
    found[name] = [line.strip() for line in text.splitlines() if line.strip()]
    print(f"{name}:", found[name])
first = all(found[name][:2] == ["2021 – 2024", "2018 – 2021"] for name in ("float", "flow-root"))
sys.exit(not (first and found["flex"][0] == "Experience"))
PYTHON
