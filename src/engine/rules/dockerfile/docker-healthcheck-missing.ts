import { rule } from "../rule.ts";
import { about, isForDevelopment, lastOf } from "./stages.ts";

export const dockerHealthcheckMissing = rule({
  id: "docker-healthcheck-missing",
  title: "An image knows how to tell whether it answers",
  why: "Where nothing else asks (plain Docker, Compose, Swarm), a process that hangs counts as well as long as it has not ended.",
  remedy: 'Say it in the image: `HEALTHCHECK CMD ["wget", "-q", "-O", "/dev/null", "http://localhost:8080/health"]`.',
  silent:
    "Dockerfiles for development or tests. It is off by default because Kubernetes ignores HEALTHCHECK and Compose may say it beside the service.",
  area: "reliability",
  covers: ["docker-healthcheck-missing"],
  sources: ["https://docs.docker.com/reference/dockerfile/#healthcheck"],
  default: false,
  scope: "resource:dockerfile",
  messages: {
    missing: "The image of {file} has no HEALTHCHECK: a process that hangs counts as well.",
    none: "{file} turns the health check of its base image off.",
  },
  severity: () => "note",
  *check(file) {
    const last = file.stages.at(-1);
    const check = lastOf(file, "HEALTHCHECK");
    if (last === undefined || isForDevelopment(file)) return;
    if (check === undefined) yield about(file, { message: "missing", params: {}, cause: "healthcheck", at: [last.at] });
    else if (/^none\b/i.test(check.text)) yield about(file, { message: "none", params: {}, cause: "healthcheck", at: [check.at] });
  },
  good: [
    {
      title: "A check",
      files: { Dockerfile: 'FROM node:24\nUSER node\nHEALTHCHECK CMD ["node", "health.js"]\nCMD ["node", "server.js"]\n' },
    },
  ],
  bad: [
    {
      title: "None",
      files: { Dockerfile: 'FROM node:24\nUSER node\nCMD ["node", "server.js"]\n' },
      says: ["The image of Dockerfile has no HEALTHCHECK: a process that hangs counts as well."],
    },
  ],
});
