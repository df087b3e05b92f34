import { parseArgs } from "node:util";
import { type Command, type ExitCode, type Given, type Options, Refused } from "./command.ts";
import { commands } from "./commands/index.ts";
import { commandHelp, overallHelp } from "./help.ts";
import type { Io } from "./io.ts";
import { didYouMean } from "./nearest.ts";
import { version } from "./version.ts";

/** Runs one command line (without `node` and the program's own path). Never throws: what goes wrong is a sentence on stderr. */
export async function run(line: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await chosen(line, io);
  } catch (error) {
    if (error instanceof Refused) {
      io.note(`architect: ${error.message}`);
    } else {
      const said = error instanceof Error ? error.message : String(error);
      io.note(`architect: this is a mistake of ours, please report it: ${said.split("\n", 1)[0]}`);
    }
    return 2;
  }
}

async function chosen(line: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = line;
  if (name === undefined) {
    io.note(overallHelp(commands));
    return 2;
  }
  if (name === "-h" || name === "--help" || name === "help") {
    const asked = commands.find((it) => it.name === rest[0]);
    io.out(asked === undefined ? overallHelp(commands) : commandHelp(asked));
    return 0;
  }
  if (name === "-v" || name === "--version") {
    io.out(`${version ?? "from the sources"}\n`);
    return 0;
  }
  const command = commands.find((it) => it.name === name);
  if (command === undefined) {
    const names = commands.map((it) => it.name);
    throw new Refused(`There is no command "${name}".${didYouMean(name, names)} There are: ${names.join(", ")}.`);
  }
  const { values, positionals } = parsed(command, rest);
  if (values["help"] === true) {
    io.out(commandHelp(command));
    return 0;
  }
  const most = command.takes === "path" ? 1 : 0;
  if (positionals.length > most) throw new Refused(`"${positionals[most]}" is one word too many. ${seeHelp(command)}`);
  if (most === 1 && (positionals[0] ?? "") === "") throw new Refused(`Which folder? A path is missing. ${seeHelp(command)}`);
  return command.run(positionals[0] ?? "", checkedChoices(command, values), io);
}

const seeHelp = ({ name }: Command): string => `See: architect ${name} --help`;

type Values = Readonly<Record<string, string | boolean | undefined>>;

function parsed(command: Command, args: readonly string[]): { values: Values; positionals: readonly string[] } {
  const options: Record<string, { type: "string" | "boolean"; short?: string }> = { help: { type: "boolean", short: "h" } };
  for (const [name, { type, short }] of Object.entries(command.options))
    options[name] = { type, ...(short === undefined ? {} : { short }) };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Refused(`${sentenceOf(error, options)} ${seeHelp(command)}`);
  }
}

/** What `parseArgs` complains of, in our words. */
function sentenceOf(error: unknown, options: Options | Record<string, unknown>): string {
  const { code, message } = error as { code?: string; message: string };
  const option = /--?[\w-]+/.exec(message.slice(message.indexOf("'")))?.[0] ?? "an option";
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION")
    return `There is no option ${option}.${didYouMean(
      option,
      Object.keys(options).map((it) => `--${it}`),
    )}`;
  if (/does not take an argument/.test(message)) return `${option} takes no value.`;
  if (/argument missing|is ambiguous/.test(message)) return `${option} wants a value.`;
  return message.split("\n", 1)[0] ?? message;
}

function checkedChoices<O extends Options>(command: Command<O>, values: Values): Given<O> {
  for (const [name, { choices }] of Object.entries(command.options)) {
    const value = values[name];
    if (choices === undefined || typeof value !== "string" || choices.includes(value)) continue;
    throw new Refused(`--${name} cannot be "${value}".${didYouMean(value, choices)} There are: ${choices.join(", ")}.`);
  }
  return values as Given<O>;
}
