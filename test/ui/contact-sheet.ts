/** Puts the pictures that the scenes have kept on one sheet: out/contact-sheet.png. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { out } from "../host/places.mjs";
import { launchBrowser } from "../host/window.ts";

const folder = path.join(out, "scenes");
const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((it) => it.endsWith(".png"))
      .sort()
  : [];
if (names.length === 0) {
  console.error("no scene has kept a picture");
  process.exit(1);
}
const figures = names.map((it) => {
  const source = `data:image/png;base64,${readFileSync(path.join(folder, it)).toString("base64")}`;
  return `<figure><img src="${source}"><figcaption>${it.replace(/\.png$/, "").replaceAll("-", " ")}</figcaption></figure>`;
});
const style = `body { margin: 24px; display: grid; grid-template-columns: repeat(3, 1fr); gap: 24px; font: 18px sans-serif; background: #e8e8ec }
figure { margin: 0 } img { width: 100%; border: 1px solid #999 } figcaption { padding-top: 6px }`;
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 2000, height: 1000 } });
await page.setContent(`<style>${style}</style>${figures.join("")}`);
await page.screenshot({ path: path.join(out, "contact-sheet.png"), fullPage: true });
await browser.close();
console.log(`${names.length} pictures on out/contact-sheet.png`);
