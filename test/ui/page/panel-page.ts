/** The panel's page without VS Code: the built bundle under the real policy, an API that writes down, and no way out. */
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import type { FromPanel, ToPanel } from "../../../src/protocol.ts";
import { type ThemeName, themes } from "./themes.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const origin = "https://panel.test";
const policy = [
  "default-src 'none'",
  "script-src 'nonce-only-this'",
  `style-src ${origin} 'unsafe-inline'`,
  `font-src ${origin}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const html = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${origin}/style.css"><title>Architect</title></head>
<body><script nonce="only-this" src="${origin}/main.js"></script></body></html>`;
function built(name: string): string {
  try {
    return readFileSync(path.join(root, "dist/media", name), "utf8").replace(/\n(?:\/\/|\/\*)# sourceMappingURL=.*/, "");
  } catch {
    throw new Error(`dist/media/${name} is missing: run "npm run build" first.`);
  }
}

/** Read once: another build may run beside the tests. */
const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
  "/": ["text/html", html],
  "/main.js": ["text/javascript", built("main.js")],
  "/style.css": ["text/css", built("style.css")],
};

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
    ],
  });

export interface PanelPage {
  readonly page: Page;
  /** Requests to anywhere else, errors, and what the policy had to stop. */
  readonly trouble: readonly string[];
  post(message: ToPanel | unknown): Promise<void>;
  sent(): Promise<readonly FromPanel[]>;
  /** Waits until an expression is true in the page; asked from here, because the page's policy forbids to evaluate there. */
  until(expression: string): Promise<void>;
  /** Posts a drawing and waits until it is on the screen, or is said not to be. */
  draw(message: Omit<Extract<ToPanel, { type: "draw" }>, "type" | "position"> & { readonly position?: object }): Promise<FromPanel>;
  theme(name: ThemeName): Promise<void>;
  screenshot(name: string): Promise<void>;
}

export async function openPanel(
  browser: Browser,
  {
    theme = "dark",
    width = 1280,
    height = 800,
    reduceMotion = false,
  }: { theme?: ThemeName; width?: number; height?: number; reduceMotion?: boolean } = {},
): Promise<PanelPage> {
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: reduceMotion ? "reduce" : "no-preference" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const trouble: string[] = [];
  await page.route("**/*", (route) => {
    const { origin: where, pathname } = new URL(route.request().url());
    const file = where === origin ? files[pathname] : undefined;
    if (file !== undefined) return route.fulfill({ contentType: file[0], body: file[1] });
    trouble.push(`request ${route.request().url()}`);
    return route.abort();
  });
  page.on("pageerror", (error) => trouble.push(`error ${error.message}`));
  page.on("dialog", (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") trouble.push(`console ${message.text()}`);
  });
  const dress = (name: ThemeName): string => `{
    const root = document.documentElement;
    root.removeAttribute("style");
    for (const [name, value] of Object.entries(${JSON.stringify(themes[name].variables)})) root.style.setProperty(name, value);
    document.body.className = ${JSON.stringify(themes[name].body)};
  }`;
  await page.addInitScript({
    content: `
      window.sent = [];
      let state;
      window.acquireVsCodeApi = () => ({ postMessage: (it) => void sent.push(structuredClone(it)), getState: () => state, setState: (it) => { state = it; } });
      document.addEventListener("DOMContentLoaded", () => ${dress(theme)});
    `,
  });
  await page.goto(`${origin}/`);

  const sent = (): Promise<readonly FromPanel[]> => page.evaluate("sent");
  const post = (message: unknown): Promise<void> => page.evaluate(`window.postMessage(${JSON.stringify(message)}, window.origin)`);
  const until = async (expression: string): Promise<void> => {
    for (const end = Date.now() + 60_000; !(await page.evaluate<boolean>(expression)); await page.waitForTimeout(20)) {
      if (Date.now() > end) throw new Error(`It never came to ${expression}`);
    }
  };
  return {
    page,
    trouble,
    post,
    sent,
    until,
    async draw(message) {
      const before = (await sent()).length;
      await post({ type: "draw", position: { index: 0, count: 1 }, ...message });
      const answered = `sent.slice(${before}).find((it) => it.type === "rendered" || it.type === "failed")`;
      await until(`${answered} !== undefined`);
      return page.evaluate(answered);
    },
    theme: (name) => page.evaluate(dress(name)),
    async screenshot(name) {
      const folder = path.join(root, "out/screenshots");
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
    },
  };
}
