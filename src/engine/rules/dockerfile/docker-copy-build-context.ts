import type { DockerInstruction } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, isForDevelopment, shippedInstructions } from "./stages.ts";

export const dockerCopyBuildContext = rule({
  id: "docker-copy-build-context",
  title: "An image gets the files that it needs, by name",
  why: "A copy of the whole folder takes along whatever lies there when somebody builds (`.env`, `.git`, keys, results of tests), and every change of any file builds the step anew.",
  remedy: "Copy the folders that are needed (`COPY src ./src`), or build in a stage of its own and copy the result.",
  silent:
    "Stages that are not shipped, copies from another stage, and Dockerfiles for development or tests. It is off by default because a good `.dockerignore` does the same.",
  area: "security",
  covers: ["docker-copy-build-context"],
  sources: ["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
  default: false,
  scope: "resource:dockerfile",
  messages: { everything: "{file} copies {source} into the image: everything that lies there when it is built." },
  severity: () => "note",
  *check(file) {
    if (isForDevelopment(file)) return;
    for (const instruction of shippedInstructions(file)) {
      const source = contextIn(instruction);
      if (source !== undefined) yield about(file, { message: "everything", params: { source }, cause: source, at: [instruction.at] });
    }
  },
  good: [
    {
      title: "By name, and everything only where it is built",
      files: {
        Dockerfile: `FROM node:24 AS build
COPY . .
RUN npm run build
FROM node:24
COPY package.json ./
COPY --from=build . .
USER node
CMD ["node", "server.js"]
`,
      },
    },
  ],
  bad: [
    {
      title: "The whole folder",
      files: { Dockerfile: 'FROM node:24\nCOPY --chown=node . /app\nUSER node\nCMD ["node", "server.js"]\n' },
      says: ["Dockerfile copies . into the image: everything that lies there when it is built."],
    },
  ],
});

function contextIn({ name, text, exec, flags }: DockerInstruction): string | undefined {
  if ((name !== "COPY" && name !== "ADD") || flags["from"] !== undefined) return undefined;
  return (exec ?? text.split(/\s+/))
    .slice(0, -1)
    .find((it) => /^["']?(?:\.{0,2}\/?|\.{0,2}\/?\*{1,2}|(?:\.{1,2}\/)+\*?)["']?$/.test(it) && it !== "");
}
