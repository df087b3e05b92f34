import { spawn } from "node:child_process";
import { environment, root } from "../host/places.mjs";
import { seconds } from "../host/progress.mjs";

/**
 * Runs one step, shows what it says, and counts. What crashes, hangs or has no tests at all counts as failed.
 * @param {import("./steps.mjs").Step} step
 * @returns {Promise<import("./steps.mjs").Count>}
 */
export async function runStep({ name, command, minutes = 3, count }) {
  const start = performance.now();
  console.log(`\n▸ ${name}`);
  const { code, output } = await told(command, minutes);
  const counted = counts(code, output, count);
  const numbers = count === undefined ? "" : `, ${sentence(counted)}`;
  console.log(`${counted.failed === 0 ? "✓" : "✗"} ${name}: ${seconds(start)}${numbers}${code === 0 ? "" : `, ended with ${code}`}`);
  return counted;
}

/** @param {import("./steps.mjs").Count} count */
export const sentence = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/**
 * @param {number | string} code
 * @param {string} output
 * @param {((output: string) => import("./steps.mjs").Count) | undefined} count
 */
function counts(code, output, count) {
  const ended = code === 0;
  if (count === undefined) return { passed: ended ? 1 : 0, failed: ended ? 0 : 1, skipped: 0 };
  try {
    const counted = count(output);
    const crashed = counted.failed === 0 && (!ended || counted.passed === 0);
    return crashed ? { ...counted, failed: 1 } : counted;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/**
 * @param {string[]} command
 * @param {number} minutes
 * @returns {Promise<{ code: number | string; output: string }>}
 */
function told([program = "", ...args], minutes) {
  const windows = process.platform === "win32";
  return new Promise((resolve) => {
    // A process group of its own, so that ending it ends what it has started.
    const options = { cwd: root, env: environment(), detached: !windows, shell: windows };
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    /** @param {Buffer} piece */
    const hear = (piece) => {
      output += piece;
      process.stdout.write(piece);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    const end = () => {
      if (windows || child.pid === undefined) child.kill("SIGKILL");
      else process.kill(-child.pid, "SIGKILL");
    };
    const late = setTimeout(() => {
      console.log(`  not done after ${minutes} minutes: ended`);
      end();
    }, minutes * 60_000);
    const interrupted = () => {
      end();
      process.exit(130);
    };
    process.once("SIGINT", interrupted);
    process.once("SIGTERM", interrupted);
    child.once("error", (error) => {
      console.log(`  ${program}: ${error.message}`);
    });
    child.once("close", (code, signal) => {
      clearTimeout(late);
      process.off("SIGINT", interrupted);
      process.off("SIGTERM", interrupted);
      resolve({ code: code ?? signal ?? "nothing", output });
    });
  });
}
