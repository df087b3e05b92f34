import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openIo } from "./io.ts";
import { run } from "./run.ts";

/** What a command line came to. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** The result as bytes, for pictures. */
  readonly bytes: Uint8Array;
}

/** A folder of a test, in which command lines are run in this process. */
export interface Shell {
  readonly folder: string;
  (...line: readonly string[]): Promise<Outcome>;
  json<T>(...line: readonly string[]): Promise<T>;
  lay(files: Readonly<Record<string, string | Uint8Array>>): void;
  remove(): void;
}

/** @param surroundings a terminal that shows colours, where a test wants one */
export function openShell(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  surroundings: { tty?: boolean; environment?: Record<string, string> } = {},
): Shell {
  const folder = mkdtempSync(path.join(tmpdir(), "architect-cli-"));
  const lay: Shell["lay"] = (laid) => {
    for (const [file, content] of Object.entries(laid)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), content);
    }
  };
  lay(files);
  const shell = async (...line: readonly string[]): Promise<Outcome> => {
    const out: Uint8Array[] = [];
    let err = "";
    const io = openIo({
      out: { write: (text) => out.push(typeof text === "string" ? Buffer.from(text) : text), isTTY: surroundings.tty === true },
      err: {
        write: (text) => {
          err += text;
        },
      },
      folder,
      environment: surroundings.environment ?? {},
    });
    const code = await run(line, io);
    const bytes = Buffer.concat(out);
    return { code, out: bytes.toString("utf8"), err, bytes };
  };
  return Object.assign(shell, {
    folder,
    lay,
    json: async <T>(...line: readonly string[]): Promise<T> => JSON.parse((await shell(...line)).out) as T,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  });
}
