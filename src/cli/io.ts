/** Where a command writes and what it may know of its surroundings: a test hands in its own. */
export interface Io {
  /** The result. */
  out(text: string | Uint8Array): void;
  /** Progress and errors, a line each. */
  note(line: string): void;
  /** Absolute: relative paths start here. */
  readonly folder: string;
  readonly terminal: Terminal;
}

/** What the result is shown on. */
export interface Terminal {
  readonly interactive: boolean;
  readonly colour: boolean;
}

interface Surroundings {
  readonly out: { write(text: string | Uint8Array): unknown; readonly isTTY?: boolean };
  readonly err: { write(text: string): unknown };
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export function openIo({ out, err, folder, environment }: Surroundings): Io {
  const interactive = out.isTTY === true;
  return {
    out: (text) => void out.write(text),
    note: (line) => void err.write(`${line}\n`),
    folder,
    terminal: { interactive, colour: wantsColour(interactive, environment) },
  };
}

/** Colour is for a terminal that has some, unless NO_COLOR says no or FORCE_COLOR says yes (no-color.org, force-color.org). */
function wantsColour(interactive: boolean, environment: Surroundings["environment"]): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return interactive && TERM !== "dumb";
}
