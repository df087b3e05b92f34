/** Opens the sample in the desktop VS Code, with the built extension under development in it. */
import { spawn } from "node:child_process";
import { root } from "./places.mjs";
import { copyOfSample, whatToDo } from "./sample.ts";

const code = process.argv[2] ?? "code";
const folder = copyOfSample();
const child = spawn(code, ["--new-window", `--extensionDevelopmentPath=${root}`, folder], {
  stdio: "ignore",
  shell: process.platform === "win32",
});
child.once("error", (error) => {
  console.error(`${code} could not be started: ${error.message}`);
  process.exitCode = 1;
});
child.once("spawn", () => console.log(`\nVS Code opens on a copy of the sample, ${folder}\n${whatToDo}`));
