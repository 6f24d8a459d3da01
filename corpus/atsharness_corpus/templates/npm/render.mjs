// Prints a JSON Resume as HTML in a theme, as the theme gives it: node render.mjs FOLDER THEME < resume.json
//
// FOLDER has the node_modules. The theme's own code runs unmodified, with the data as they are.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, theme] = process.argv.slice(2);
const name = `jsonresume-theme-${theme}`;
const require = createRequire(path.join(path.resolve(folder), "index.js"));

async function loaded() {
  try {
    return require(name);
  } catch (error) {
    if (error.code !== "ERR_REQUIRE_ESM" && error.code !== "ERR_PACKAGE_PATH_NOT_EXPORTED") throw error;
    const own = path.join(path.resolve(folder), "node_modules", name);
    const { main, module } = JSON.parse(fs.readFileSync(path.join(own, "package.json"), "utf-8"));
    return import(pathToFileURL(path.join(own, module ?? main ?? "index.js")).href);
  }
}

const found = await loaded();
const render = found.render ?? found.default?.render ?? found.default;
process.chdir(path.join(path.resolve(folder), "node_modules", name)); // old themes read their files from here
const html = await render(JSON.parse(fs.readFileSync(0, "utf-8")));
if (typeof html !== "string" || !html.includes("<")) throw new Error(`the theme returned no page (${typeof html})`);
fs.writeFileSync(1, html);
