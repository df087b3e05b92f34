/** Opens the sample in the npm-hosted VS Code, until Ctrl+C. */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { vsix } from "./places.mjs";
import { copyOfSample, whatToDo } from "./sample.ts";
import { startServer } from "./server.ts";
import { workbench } from "./window.ts";

const folder = copyOfSample();
const server = await startServer({ vsix: [vsix] });
const address = workbench(server, folder);
console.log(`\nVS Code is at\n\n  ${address}\n\non a copy of the sample, ${folder}\n${whatToDo}\nCtrl+C ends it.`);
openBrowser(address);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, async () => {
    await server.stop();
    rmSync(path.dirname(folder), { recursive: true, force: true });
    process.exit(0);
  });
}

/** Where there is none, the address stands above. */
function openBrowser(address: string): void {
  const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ["open"],
    win32: ["rundll32", "url.dll,FileProtocolHandler"],
  };
  const [program, ...args] = openers[process.platform] ?? ["xdg-open"];
  spawn(program, [...args, address], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
