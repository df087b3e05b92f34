import type { DockerInstruction } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about, isForDevelopment, shippedInstructions } from "./stages.ts";

export const dockerDebugMode = rule({
  id: "docker-debug-mode",
  title: "A shipped image does not run in debug mode",
  why: "Debug modes show stack traces and settings to whoever causes an error, some run code that a visitor sends, and all of them are slow.",
  remedy: "Leave the switch out of the image and set it where people develop (a Compose file, a stage of its own).",
  silent: "Stages that are not shipped, Dockerfiles for development or tests, and log levels.",
  area: "security",
  covers: ["docker-debug-mode"],
  sources: ["https://cwe.mitre.org/data/definitions/489.html", "https://cwe.mitre.org/data/definitions/215.html"],
  default: true,
  scope: "resource:dockerfile",
  messages: {
    variable: "{file} sets {switch}: the shipped image runs in a mode for development.",
    flag: "{file} starts the process with {switch}: the shipped image runs in a mode for development.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(file) {
    if (isForDevelopment(file)) return;
    const values = new Map<string, { readonly value: string; readonly at: DockerInstruction["at"] }>();
    const instructions = shippedInstructions(file);
    // An argument is no variable of the container; and the last one who sets a variable decides.
    for (const { name, variables = [], at } of instructions)
      if (name === "ENV") for (const it of variables) if (it.value !== undefined) values.set(it.name, { value: it.value, at });
    for (const [name, { value, at }] of values)
      if (isDebug(name, value)) yield about(file, { message: "variable", params: { switch: `${name}=${value}` }, cause: name, at: [at] });
    for (const name of ["ENTRYPOINT", "CMD"]) {
      const last = instructions.findLast((it) => it.name === name);
      const said = last && flagIn(last.exec?.join(" ") ?? last.text);
      if (last !== undefined && said !== undefined)
        yield about(file, { message: "flag", params: { switch: said }, cause: said, at: [last.at] });
    }
  },
  good: [
    {
      title: "A stage for development, and one that is shipped",
      files: {
        Dockerfile: `FROM python:3.14 AS base
ENV LOG_LEVEL=debug FLASK_DEBUG=0
FROM base AS development
ENV FLASK_DEBUG=1
CMD ["flask", "run", "--debug"]
FROM base
USER app
CMD ["gunicorn", "app:app"]
`,
      },
    },
  ],
  bad: [
    {
      title: "A variable and a flag",
      files: {
        "api/Dockerfile": 'FROM python:3.14\nENV FLASK_DEBUG=1\nUSER app\nCMD ["gunicorn", "app:app"]\n',
        "web/Dockerfile": 'FROM node:24\nUSER node\nCMD ["node", "--inspect=0.0.0.0:9229", "server.js"]\n',
      },
      says: [
        "api/Dockerfile sets FLASK_DEBUG=1: the shipped image runs in a mode for development.",
        "web/Dockerfile starts the process with --inspect: the shipped image runs in a mode for development.",
      ],
    },
  ],
});

const switches =
  /^(?:(?:APP|FLASK|DJANGO|RAILS|SYMFONY|LARAVEL|WP|WORDPRESS|FASTAPI|UVICORN|NODE|PHP|ASPNETCORE|SPRING|QUARKUS|KOA|EXPRESS)_)?(?:DEBUG|DEBUG_MODE|DEBUGMODE)$|^(?:DEBUG_ENABLED|ENABLE_DEBUG|PYTHONASYNCIODEBUG|ASPNETCORE_DETAILEDERRORS)$/i;
const on = /^(?:1|true|yes|on)$/i;
const modes =
  /^(?:NODE_ENV|FLASK_ENV|RAILS_ENV|RACK_ENV|APP_ENV|APPLICATION_ENV|SYMFONY_ENV|ASPNETCORE_ENVIRONMENT|DOTNET_ENVIRONMENT|CI_ENVIRONMENT|MIX_ENV|ENV|ENVIRONMENT|GO_ENV|DENO_ENV|LARAVEL_ENV|MICRONAUT_ENVIRONMENTS|QUARKUS_PROFILE)$/;
const development = /^(?:dev|devel|development|debug)$/i;

const isDebug = (name: string, value: string): boolean =>
  (switches.test(name) && on.test(value)) ||
  (modes.test(name) && development.test(value)) ||
  (/^(?:JAVA_TOOL_OPTIONS|JAVA_OPTS|JDK_JAVA_OPTIONS|CATALINA_OPTS)$/.test(name) && /-agentlib:jdwp|-Xrunjdwp|-Xdebug/.test(value)) ||
  (name === "NODE_OPTIONS" && /--inspect/.test(value));

function flagIn(command: string): string | undefined {
  const words = command.split(/\s+/);
  const flag = (pattern: RegExp): string | undefined => words.find((it) => pattern.test(it))?.replace(/=.*$/, "");
  if (/-agentlib:jdwp|-Xrunjdwp/.test(command)) return "a JDWP agent";
  if (/\bnode\b/.test(command)) return flag(/^--inspect(?:-brk)?(?:=.*)?$/);
  if (/\b(?:flask|django|manage\.py)\b/.test(command))
    return /\bmanage\.py\s+runserver\b/.test(command) ? "runserver" : flag(/^--debug(?:ger)?$/);
  if (/\b(?:uvicorn|gunicorn|hypercorn)\b/.test(command)) return flag(/^--reload$/);
  return /\bdlv\s+(?:debug|exec)\b/.test(command) ? "dlv" : undefined;
}
