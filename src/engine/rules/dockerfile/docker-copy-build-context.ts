import { rule } from "../rule.ts";
import { about, contextIn, contextsBuilt, isForDevelopment, shippedInstructions } from "./stages.ts";

export const dockerCopyBuildContext = rule({
  id: "docker-copy-build-context",
  title: "An image gets the files that it needs, by name",
  why: "A copy of the whole folder takes along whatever lies there when somebody builds (`.env`, `.git`, keys, results of tests), and every change of any file builds the step anew.",
  remedy: "Copy the folders that are needed (`COPY src ./src`), or build in a stage of its own and copy the result.",
  silent:
    "Stages that are not shipped, copies from another stage, Dockerfiles for development or tests, and folders whose `.dockerignore` leaves out `.git` and `.env`. It is off by default because nobody can see which other files lie there.",
  area: "security",
  covers: ["docker-copy-build-context"],
  sources: ["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
  default: false,
  scope: "resource:dockerfile",
  messages: { everything: "{file} copies {source} into the image: everything that lies there when it is built." },
  severity: () => "note",
  *check(file, graph) {
    if (isForDevelopment(file) || contextsBuilt(file, graph).every(({ leavesOut }) => leavesOut.length === 2)) return;
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
    {
      title: "Everything but what is left out",
      files: {
        "api/Dockerfile": 'FROM node:24\nCOPY . .\nUSER node\nCMD ["node", "server.js"]\n',
        ".dockerignore": "**/.git\n**/.env*\n**/node_modules\n",
        "compose.yaml": `services:
  api:
    build: {context: ., dockerfile: api/Dockerfile}
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
