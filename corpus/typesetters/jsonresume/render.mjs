// Prints a JSON Resume as HTML in a theme: node render.mjs even|elegant|flat < resume.json > page.html
//
// What a theme links from elsewhere (stylesheets, fonts) is put into the page from the packages of
// package-lock.json; scripts and the portrait from gravatar.com are left out. A policy in the page's
// head forbids every request.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; form-action 'none'";

const HERE = path.dirname(fileURLToPath(import.meta.url));

function packaged(name, file) {
  return path.join(HERE, "node_modules", name, file);
}

function dataUri(file, type) {
  return `data:${type};base64,${fs.readFileSync(file).toString("base64")}`;
}

function lato(weights) {
  const faces = weights.map((weight) => fs.readFileSync(packaged("@fontsource/lato", `${weight}.css`), "utf-8"));
  return faces.join("\n").replace(/src:[^;]*?url\(\.\/(files\/[^)]+\.woff2)\)[^;]*;/g, (_, file) => {
    return `src: url(${dataUri(packaged("@fontsource/lato", file), "font/woff2")}) format('woff2');`;
  });
}

function bootstrap(name) {
  return fs.readFileSync(packaged(name, "dist/css/bootstrap.min.css"), "utf-8");
}

// The one rule of Octicons' stylesheet that a theme with its own classes needs; it names the family "Octicons".
function octicons() {
  const font = dataUri(packaged("octicons", "octicons/octicons.woff"), "font/woff");
  return `@font-face { font-family: octicons; src: url(${font}) format('woff'); }`;
}

// By theme: [what it links, what is put in its place].
const THEMES = {
  even: () => [[/<link rel="stylesheet" href="https:\/\/fonts\.googleapis\.com[^>]*>/, style(lato([400, 700]))]],
  flat: () => [
    [/<link rel="stylesheet" href="https:\/\/cdnjs[^"]*\/bootstrap\.min\.css">/, style(bootstrap("bootstrap-for-flat"))],
    [/<link rel="stylesheet" href="https:\/\/cdnjs[^"]*\/octicons\.min\.css">/, style(octicons())],
    [/@import url\(\s*https:\/\/fonts\.googleapis\.com[^)]*\);/, lato([400, 700])],
  ],
  elegant: () => [
    [/<link rel="stylesheet" href="https:\/\/maxcdn[^"]*\/bootstrap\.min\.css"\/?>/,
      style(bootstrap("bootstrap-for-elegant") + lato([300, 400, 700]))],
    [/<img [^>]*>/, ""],
  ],
};

function style(css) {
  return `<style>${css}</style>`;
}

// The icon font's sources: elegant names five files of an address that it was once published at.
function ownIcons(html) {
  const font = dataUri(packaged("jsonresume-theme-elegant", "assets/icomoon/fonts/icomoon.woff"), "font/woff");
  return html.replace(/@font-face\s*\{\s*font-family:\s*'icomoon';[^}]*\}/g, () => {
    return `@font-face { font-family: 'icomoon'; src: url(${font}) format('woff'); }`;
  });
}

async function page(name, resume) {
  const theme = await import(`jsonresume-theme-${name}`);
  let html = (theme.render ?? theme.default.render)(resume);
  for (const [linked, local] of THEMES[name]()) {
    if (!linked.test(html)) throw new Error(`theme ${name} does not link ${linked}`);
    html = html.replace(linked, () => local);
  }
  html = ownIcons(html).replace(/<script\b[\s\S]*?<\/script>/g, "");
  return html.replace(/<head>/, `<head><meta http-equiv="Content-Security-Policy" content="${POLICY}">`);
}

const [name] = process.argv.slice(2);
if (!Object.hasOwn(THEMES, name)) {
  process.stderr.write(`no such theme: ${name}; there are ${Object.keys(THEMES).join(", ")}\n`);
  process.exit(2);
}
process.stdout.write(await page(name, JSON.parse(fs.readFileSync(0, "utf-8"))));
