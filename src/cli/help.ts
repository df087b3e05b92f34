import type { Command, Options } from "./command.ts";

const program = "architect";

/** The help of the program: its commands in a list. */
export function overallHelp(commands: readonly Command[]): string {
  return `Recovers a workspace's backend architecture from its files, reviews it and draws it.

Usage: ${program} <command> <path> [options]

Commands:
${table(commands.map(({ name, summary }) => [name, summary]))}

  -h, --help     This text; after a command, the command's own
  -v, --version  The version

The result goes to stdout, everything else to stderr.
Exit code: 0 done, 1 findings at or above --fail-on, 2 wrong use or a path that cannot be read.
`;
}

export function commandHelp({ name, summary, takes, options, examples }: Command): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.

Usage: ${program} ${name}${takes === "path" ? " <path>" : ""} [options]

Options:
${table([...Object.entries(options).map(row), ["-h, --help", "This text"]])}

Examples:
${examples.map(([line, says]) => `  ${program} ${line}\n      ${says}`).join("\n")}
`;
}

function row([name, { short, value, choices, says }]: [string, Options[string]]): readonly [string, string] {
  const stands = choices?.join("|") ?? value;
  return [`${short === undefined ? "" : `-${short}, `}--${name}${stands === undefined ? "" : ` ${stands}`}`, says];
}

/** Two columns; what is too long for the first stands on a line of its own. */
function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.min(28, Math.max(...rows.map(([left]) => left.length)));
  return rows
    .map(([left, right]) => (left.length > width ? `  ${left}\n  ${" ".repeat(width)}  ${right}` : `  ${left.padEnd(width)}  ${right}`))
    .join("\n");
}
