import { technologyOf } from "../../knowledge/images.ts";
import { type Dockerfile, storeKinds } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { about, foundation, isForDevelopment, lastOf, shippedInstructions } from "./stages.ts";

export const dockerRootUser = rule({
  id: "docker-root-user",
  title: "A container does not run as root",
  why: "Whoever breaks into a process that runs as root writes everywhere in the container, and needs one fault of the kernel or one mounted folder less to reach the host.",
  remedy: "Create a user in the last stage and end with `USER app`, or start from an image that has one (`:nonroot`).",
  silent:
    "Images that are known to run as another user, images of stores that drop their rights when they start, programs that do so themselves (gosu, su-exec, setpriv), `FROM scratch`, a user that is an argument without a value, and Dockerfiles for development or tests.",
  area: "security",
  covers: ["docker-root-user"],
  sources: ["https://docs.docker.com/build/building/best-practices/#user"],
  default: true,
  scope: "resource:dockerfile",
  messages: {
    said: "The image of {file} ends with USER {user}, so its process runs as root.",
    unsaid: "{file} never says USER, so the process runs as whatever {base} leaves: root, for almost every image.",
  },
  severity: () => "note",
  *check(file) {
    const last = file.stages.at(-1);
    if (last === undefined || isForDevelopment(file) || dropsItsRights(file)) return;
    const user = lastOf(file, "USER");
    if (user === undefined) {
      const base = foundation(file)?.base;
      if (base === undefined || base.value === "scratch" || base.templated || hasUser(base.value)) return;
      yield about(file, { message: "unsaid", params: { base: base.value.replace(/@.*$/, "") }, cause: "user", at: [last.at] });
    } else if (/^(?:root|0+)(?::|$)/i.test(user.text.replace(/["']/g, "").trim()))
      yield about(file, { message: "said", params: { user: user.text }, cause: "user", at: [user.at] });
  },
  good: [
    {
      title: "A user, and images that have one",
      files: {
        "api/Dockerfile": `FROM golang:1.25 AS build
USER root
RUN go build -o /app .

FROM alpine:3.22
RUN adduser -D app
COPY --from=build /app /app
USER app
CMD ["/app"]
`,
        "web/Dockerfile": "FROM nginxinc/nginx-unprivileged:1.29\nCOPY dist /usr/share/nginx/html\n",
        "job/Dockerfile": 'FROM gcr.io/distroless/static:nonroot\nCOPY job /\nCMD ["/job"]\n',
      },
    },
  ],
  bad: [
    {
      title: "Root, said and unsaid",
      files: {
        "api/Dockerfile": 'FROM node:24\nCOPY . .\nCMD ["node", "server.js"]\n',
        "mail/Dockerfile": 'FROM python:3.14\nUSER app\nRUN pip install .\nUSER root\nCMD ["mail"]\n',
      },
      says: [
        "api/Dockerfile never says USER, so the process runs as whatever node:24 leaves: root, for almost every image.",
        "The image of mail/Dockerfile ends with USER root, so its process runs as root.",
      ],
    },
  ],
});

const hasUser = (image: string): boolean =>
  /nonroot|rootless|unprivileged|non-root/i.test(image) ||
  /^(?:docker\.io\/)?bitnami(?:legacy)?\/|^cgr\.dev\/chainguard\/|^registry\.(?:access\.)?redhat\.(?:com|io)\/ubi\d+\/(?:nodejs|python|openjdk|php|ruby|go-toolset)/i.test(
    image,
  ) ||
  startsItsStore(image);

/** Official images of stores start as root and go on as a user of their own. */
function startsItsStore(image: string): boolean {
  const found = technologyOf(image);
  return found !== undefined && !found.guessed && storeKinds.has(found.technology.kind);
}

const dropsItsRights = (file: Dockerfile): boolean =>
  shippedInstructions(file).some((it) => /\b(?:gosu|su-exec|setpriv|s6-setuidgid|s6-overlay|setuidgid|runuser|chpst)\b/.test(it.text));
