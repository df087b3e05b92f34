// A browser of the Chromium family: the machine's own, else Debian's, where we may install it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { need } from "../progress.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "brave-browser"];

/** Where the installers of the big systems put them, apart from PATH. */
function usual() {
  const { HOME = "", PROGRAMFILES = "", "PROGRAMFILES(X86)": x86 = "", LOCALAPPDATA = "" } = process.env;
  if (process.platform === "darwin") {
    const applications = ["/Applications", path.join(HOME, "Applications")];
    return applications.flatMap((it) =>
      ["Google Chrome", "Chromium", "Microsoft Edge"].map((app) => `${it}/${app}.app/Contents/MacOS/${app}`),
    );
  }
  if (process.platform === "win32") {
    const programs = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe", "Chromium/Application/chrome.exe"];
    return [PROGRAMFILES, x86, LOCALAPPDATA].filter(Boolean).flatMap((it) => programs.map((program) => path.join(it, program)));
  }
  return ["/opt/google/chrome/chrome", "/snap/bin/chromium"];
}

/** @returns {string | undefined} CHROMIUM where it is set, else the first that is found */
export function browser() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return [...folders.flatMap((folder) => names.map((name) => path.join(folder, name))), ...usual()].find((it) => existsSync(it));
}

export async function installBrowser() {
  await need("browser", () => browser() !== undefined, debian);
}

function debian() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    throw new Error(
      "There is no browser here. Install Chrome, Chromium or Edge, or set CHROMIUM to one; as root on Debian it is installed by itself.",
    );
  }
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"]]) {
    const { status } = spawnSync("apt-get", ["-qq", ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (status !== 0) throw new Error(`\`apt-get ${args.join(" ")}\` failed: no browser could be installed.`);
  }
}
