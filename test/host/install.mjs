// Puts there what is missing: `node test/host/install.mjs`. Needs Node 20 and npm; does nothing when all is there.
import { pathToFileURL } from "node:url";
import { installBrowser } from "./install/browser.mjs";
import { installHostedVSCode } from "./install/hosted-vscode.mjs";
import { installPackages } from "./install/packages.mjs";

/** @param {{ vscode?: boolean; browser?: boolean }} wanted beside the repository's own packages */
export async function install({ vscode = true, browser = true } = {}) {
  await installPackages();
  if (vscode) await installHostedVSCode();
  if (browser) await installBrowser();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await install().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
