"""The program that node runs for the pdfjs path."""

from __future__ import annotations

SCRIPT = r"""
// Usage: node read.mjs <folder of pdfjs-dist> <file> <most pages>, password on standard input.
// Writes the text to standard output; a failure as one line to standard error, exit code 3 or 4.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

console.log = console.warn = console.error; // pdf.js may talk while it loads
const [, , root, file, mostPages] = process.argv;

// Bullets as OpenResume lists them; one of them is two UTF-16 units, one carries a variation selector.
const bullets = [
  "\u22c5", "\u2219", "\u{1f784}", "\u2022", "\u2981", "\u26ab\ufe0e", "\u25cf", "\u2b24", "\u26ac", "\u25cb",
];

async function readItems(pdfjs) {
  const document = await pdfjs.getDocument({
    data: new Uint8Array(readFileSync(file)),
    password: readFileSync(0, "utf8"),
    cMapUrl: join(root, "cmaps") + "/",
    cMapPacked: true,
    standardFontDataUrl: join(root, "standard_fonts") + "/",
    isEvalSupported: false,
    useSystemFonts: false,
    verbosity: 0,
  }).promise;
  const items = [];
  for (let number = 1; number <= Math.min(document.numPages, Number(mostPages)); number++) {
    const page = await document.getPage(number);
    for (const item of (await page.getTextContent()).items) {
      if (item.str === undefined) continue; // a mark of tagged content
      const text = item.str.replaceAll("-\u00ad\u2010", "-");
      const { width, height, fontName: font, hasEOL: ends } = item;
      items.push({ text, x: item.transform[4], width, height, font, ends });
    }
    page.cleanup();
  }
  return items;
}

// Lines end where pdf.js says so; blank items count only if they are a single space.
function splitLines(items) {
  const lines = [[]];
  for (const item of items) {
    const blank = item.text.trim() === "";
    if (!blank || (item.text === " " && !item.ends)) lines.at(-1).push(item);
    if (item.ends) lines.push([]);
  }
  return lines;
}

function mostFrequent(items, key, weight) {
  const counts = new Map();
  let best, most = 0;
  for (const item of items) {
    const count = (counts.get(key(item)) ?? 0) + weight(item);
    counts.set(key(item), count);
    if (count > most) [best, most] = [key(item), count];
  }
  return best;
}

// Mean width of a character in the most frequent font and height of the document.
function typicalWidth(items) {
  const visible = items.filter((item) => item.text.trim() !== "");
  const height = mostFrequent(visible, (item) => item.height, () => 1);
  const font = mostFrequent(visible, (item) => item.font, (item) => item.text.length);
  const typical = visible.filter((item) => item.height === height && item.font === font);
  const sum = (value) => typical.reduce((total, item) => total + value(item), 0);
  return sum((item) => item.width) / sum((item) => item.text.length);
}

function needsSpace(left, right) {
  const end = left[left.length - 1], start = right[0];
  return ([":", ",", "|", ".", ...bullets].includes(end) && start !== " ")
    || (end !== " " && ["|", ...bullets].includes(start));
}

// From the right, an item joins its left neighbour if they are closer than a typical character.
function joinLine(line, typical) {
  const joined = [...line];
  for (let i = joined.length - 1; i > 0; i--) {
    const left = joined[i - 1], right = joined[i];
    if (!(right.x - (left.x + left.width) <= typical)) continue; // typical may be NaN
    const space = needsSpace(left.text, right.text) ? " " : "";
    const text = left.text + space + right.text;
    joined.splice(i - 1, 2, { ...left, text, width: right.x + right.width - left.x });
  }
  return joined.map((item) => item.text).join(" ");
}

try {
  const pdfjs = await import(pathToFileURL(join(root, "legacy", "build", "pdf.mjs")).href);
  const lines = splitLines(await readItems(pdfjs));
  const typical = typicalWidth(lines.flat());
  const text = lines.map((line) => joinLine(line, typical)).join("\n");
  process.stdout.write(text, () => process.exit(0));
} catch (error) {
  const line = `${error.name}: ${error.message}`.replaceAll(/\s+/g, " ");
  process.stderr.write(line + "\n", () => process.exit(error.name === "PasswordException" ? 3 : 4));
}
"""
