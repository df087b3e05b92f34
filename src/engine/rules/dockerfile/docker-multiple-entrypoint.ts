import type { Dockerfile, DockerStage, EvidenceId, NonEmpty } from "../../model/index.ts";
import { type RuleStep, rule } from "../rule.ts";
import { about, parentOf } from "./stages.ts";

export const dockerMultipleEntrypoint = rule({
  id: "docker-multiple-entrypoint",
  title: "A stage says once what it starts",
  why: "Of several `CMD`, `ENTRYPOINT` or `HEALTHCHECK` only the last counts: whoever reads or changes another one changes nothing.",
  remedy: "Keep the last one.",
  silent: "Stages that only give files to others (`COPY --from`): what they would start never runs.",
  area: "reliability",
  covers: ["docker-multiple-entrypoint"],
  sources: ["https://docs.docker.com/reference/dockerfile/#cmd", "https://docs.docker.com/reference/dockerfile/#entrypoint"],
  default: false,
  scope: "resource:dockerfile",
  messages: { several: "{file} says {name} {count} times in one stage: only the last one counts." },
  severity: () => "note",
  *check(file) {
    for (const [index, stage] of file.stages.entries()) {
      if (onlyGivesFiles(stage, index, file)) continue;
      for (const name of ["CMD", "ENTRYPOINT", "HEALTHCHECK"]) {
        const [last, ...idle] = stage.instructions.filter((it) => it.name === name).reverse();
        if (last === undefined || idle.length === 0) continue;
        const [first, ...others] = idle.map(({ at }): RuleStep => ({ do: "remove", at }));
        const at: NonEmpty<EvidenceId> = [last.at, ...idle.map((it) => it.at)];
        yield about(file, {
          message: "several",
          params: { name, count: at.length },
          cause: `${stage.name ?? index}:${name}`,
          at,
          ...(first && { fixes: [{ title: "Keep the last one", certain: true, steps: [first, ...others] }] }),
        });
      }
    }
  },
  good: [
    {
      title: "Once a stage",
      files: {
        Dockerfile: `FROM golang:1.25 AS build
RUN go build -o /app .
CMD ["go", "test"]
CMD ["/app"]
FROM alpine:3.22
COPY --from=build /app /app
USER 1000
ENTRYPOINT ["/app"]
CMD ["--serve"]
`,
      },
    },
  ],
  bad: [
    {
      title: "Two commands",
      files: { Dockerfile: 'FROM node:24\nUSER node\nCMD ["node", "old.js"]\nCMD ["node", "new.js"]\n' },
      says: ["Dockerfile says CMD 2 times in one stage: only the last one counts."],
      fixed: { Dockerfile: 'FROM node:24\nUSER node\nCMD ["node", "new.js"]\n' },
    },
  ],
});

/** Another stage copies from it, and none is made from it. The last stage is what is built. */
function onlyGivesFiles(stage: DockerStage, index: number, { stages }: Dockerfile): boolean {
  if (index === stages.length - 1 || stages.some((it) => parentOf(it, stages) === stage)) return false;
  const names = new Set([String(index), ...(stage.name === undefined ? [] : [stage.name])]);
  return stages.some((it) => it.instructions.some(({ flags }) => names.has((flags["from"] ?? "").toLowerCase())));
}
