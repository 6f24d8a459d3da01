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

const PAPER = 816; // US Letter, in CSS pixels
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

// The theme's icon font, which its stylesheet has under two names, one of them at an address of its own.
function ownIcons(html) {
  const font = dataUri(packaged("jsonresume-theme-elegant", "assets/icomoon/fonts/icomoon.woff"), "font/woff");
  return html.replace(/@font-face\s*\{\s*font-family:\s*'(icomoon|jst-elegant)';[^}]*\}/g, (_, family) => {
    return `@font-face { font-family: '${family}'; src: url(${font}) format('woff'); }`;
  });
}

// Media queries answered as resume-cli's browser answers them: a screen as wide as the paper. Chromium's
// own command line prints with the rules for print, on a width without its default margins.
function onScreen(html) {
  return html.replace(/@media\s*([^{]+)\{/g, (_, list) => {
    const queries = list.split(",").map((query) => {
      if (/\bprint\b/.test(query)) return "not all";
      const wide = [...query.matchAll(/\((min|max)-width:\s*(\d+)px\)/g)];
      if (wide.some(([, end, px]) => (end === "min" ? PAPER < px : PAPER > px))) return "not all";
      const rest = query.replace(/\((?:min|max)-width:\s*\d+px\)/g, "all").replace(/\bscreen\b/g, "all");
      const parts = rest.trim().split(/\s+and\s+/).filter((part) => part !== "all" && part !== "");
      return ["all", ...parts].join(" and ");
    });
    return `@media ${queries.join(", ")} {`;
  });
}

async function page(name, resume) {
  const theme = await import(`jsonresume-theme-${name}`);
  let html = (theme.render ?? theme.default.render)(resume);
  for (const [linked, local] of THEMES[name]()) {
    if (!linked.test(html)) throw new Error(`theme ${name} does not link ${linked}`);
    html = html.replace(linked, () => local);
  }
  if (name === "flat") html = onScreen(html);
  html = ownIcons(html).replace(/<script\b[\s\S]*?<\/script>/g, "");
  return html.replace(/<head>/, `<head><meta http-equiv="Content-Security-Policy" content="${POLICY}">`);
}

const [name] = process.argv.slice(2);
if (!Object.hasOwn(THEMES, name)) {
  process.stderr.write(`no such theme: ${name}; there are ${Object.keys(THEMES).join(", ")}\n`);
  process.exit(2);
}
process.stdout.write(await page(name, JSON.parse(fs.readFileSync(0, "utf-8"))));
