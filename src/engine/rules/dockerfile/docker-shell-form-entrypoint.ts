import type { DockerInstruction } from "../../model/index.ts";
import { type RuleFix, rule } from "../rule.ts";
import { commandsIn } from "./shell.ts";
import { about, foundation, isForDevelopment, lastOf } from "./stages.ts";

export const dockerShellFormEntrypoint = rule({
  id: "docker-shell-form-entrypoint",
  title: "The process itself hears that it has to stop",
  why: "In the shell form a shell is process 1, and it passes no SIGTERM on: every stop and every deployment waits out the grace period and then kills the process in the middle of its work.",
  remedy: 'Write the exec form, `CMD ["node", "server.js"]`, or begin the shell form with `exec`.',
  silent:
    "Shell forms that begin their last command with `exec`, an init that tells the whole session (dumb-init), `SHELL` set by hand, images for Windows, stages that are not shipped, and Dockerfiles for development or tests.",
  area: "reliability",
  covers: ["docker-shell-form-entrypoint"],
  sources: [
    "https://docs.docker.com/reference/dockerfile/#shell-and-exec-form",
    "https://docs.docker.com/build/building/best-practices/#entrypoint",
  ],
  default: true,
  scope: "resource:dockerfile",
  messages: {
    shell: "{name} of {file} starts a shell that starts the process: SIGTERM stops at the shell, and the process is killed.",
    broken: "{name} of {file} looks like the exec form and is no JSON, so a shell is started and told to run “[”.",
  },
  severity: () => "note",
  *check(file) {
    if (isForDevelopment(file) || lastOf(file, "SHELL") !== undefined || /windows|nanoserver/i.test(foundation(file)?.base.value ?? ""))
      return;
    const entrypoint = lastOf(file, "ENTRYPOINT");
    // Behind a shell as entry point, CMD is not used at all.
    const started = entrypoint !== undefined && entrypoint.exec === undefined ? [entrypoint] : [entrypoint, lastOf(file, "CMD")];
    if (entrypoint?.exec?.[0]?.endsWith("dumb-init") === true) return;
    for (const instruction of started) {
      if (instruction === undefined || instruction.exec !== undefined || instruction.text === "") continue;
      const { name, text, at } = instruction;
      const broken = text.startsWith("[") && !/^\[\[?\s/.test(text);
      if (!broken && /(?:^|[;&|]\s*)exec\s[^;&|]*$/.test(text)) continue;
      const fix = broken ? undefined : execForm(instruction);
      yield about(file, {
        message: broken ? "broken" : "shell",
        params: { name },
        cause: name,
        at: [at],
        ...(broken && { severity: "error", because: "The container cannot start." }),
        ...(fix && { fixes: [fix] }),
      });
    }
  },
  good: [
    {
      title: "The exec form, and exec",
      files: {
        "api/Dockerfile": 'FROM node:24\nUSER node\nENTRYPOINT ["node"]\nCMD ["server.js"]\n',
        "mail/Dockerfile": "FROM python:3.14\nUSER app\nCMD python migrate.py && exec python mail.py --port $PORT\n",
      },
    },
  ],
  bad: [
    {
      title: "A shell in between",
      files: { Dockerfile: "FROM node:24\nUSER node\nCMD node server.js --port 3000\n" },
      says: ["CMD of Dockerfile starts a shell that starts the process: SIGTERM stops at the shell, and the process is killed."],
      fixed: { Dockerfile: 'FROM node:24\nUSER node\nCMD ["node", "server.js", "--port", "3000"]\n' },
    },
    {
      title: "No JSON",
      files: { Dockerfile: "FROM node:24\nUSER node\nCMD ['node', 'server.js']\n" },
      says: ["CMD of Dockerfile looks like the exec form and is no JSON, so a shell is started and told to run “[”."],
    },
  ],
});

/** The same words without a shell, where the shell would do nothing with them. */
function execForm({ name, written, at }: DockerInstruction): RuleFix | undefined {
  if (written === undefined || /[$`*?[\]{}<>|&;()#~!\\]/.test(written)) return undefined;
  const [command, ...others] = commandsIn(written);
  if (command === undefined || others.length > 0 || command.sets.length > 0 || builtins.has(command.words[0] ?? "")) return undefined;
  const value = `[${command.words.map((it) => JSON.stringify(it)).join(", ")}]`;
  return { title: `Write ${name} in the exec form`, certain: true, steps: [{ do: "replace-text", at, from: written, value }] };
}

/** What only a shell knows. */
const builtins: ReadonlySet<string> = new Set(["cd", "source", ".", "set", "eval", "trap", "ulimit", "umask", "export", "alias", "wait"]);
