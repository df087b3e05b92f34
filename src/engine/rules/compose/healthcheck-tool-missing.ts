import type { Graph } from "../../graph/graph.ts";
import { lackedBy } from "../../knowledge/base-images.ts";
import { type ComposeService, componentRef, type Dockerfile, type EvidenceId } from "../../model/index.ts";
import { foundation, shippedInstructions } from "../dockerfile/stages.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";

export const healthcheckToolMissing = rule({
  id: "healthcheck-tool-missing",
  title: "A health check runs what its image contains",
  why: "A check whose program is not there fails every time: the service never becomes healthy, and whatever waits for it never starts.",
  remedy:
    "Install the program in the last stage, or ask with what is there (`wget` in Alpine, `node -e`, `python -c`, a subcommand of your own).",
  silent:
    "Images that are not known to lack the program, Dockerfiles that mention it anywhere in what is shipped, checks that try another program as well, and images whose name a variable sets.",
  area: "reliability",
  covers: ["x-healthcheck-tool-missing"],
  sources: ["https://docs.docker.com/reference/compose-file/services/#healthcheck"],
  default: true,
  scope: "resource:compose-service",
  messages: { missing: "The health check of {service} runs {tool}, which {image} does not contain: it fails every time." },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(service, graph) {
    const { healthcheck } = service;
    const tools = healthcheck?.disabled === false ? toolsIn(healthcheck.test ?? "") : [];
    if (healthcheck === undefined || tools.length === 0) return;
    const image = imageOf(service, graph);
    if (image === undefined || tools.some((it) => !lackedBy(image.name).includes(it) || image.adds(it))) return;
    yield {
      message: "missing",
      params: { service: service.name, tool: tools.join(" and "), image: image.name },
      cause: service.name,
      about: service.component === undefined ? [] : [service.component],
      in: service.in,
      at: [healthcheck.at, image.at],
    };
  },
  good: [
    {
      title: "It is installed, it is there, or another is tried",
      files: {
        "compose.yaml": `services:
  api:
    build: api
    healthcheck: {test: curl -f http://localhost:8080/health}
  web:
    build: web
    healthcheck: {test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://localhost/"]}
  jobs:
    build: jobs
    healthcheck: {test: "curl -f http://localhost/ || wget -q http://localhost/"}
  other:
    image: example.com/other:1.2
    healthcheck: {test: curl -f http://localhost/}
`,
        "api/Dockerfile": `FROM node:24-slim
RUN apt-get update && apt-get install -y curl
CMD ["node", "server.js"]
`,
        "web/Dockerfile": `FROM node:24-alpine
CMD ["node", "server.js"]
`,
        "jobs/Dockerfile": `FROM python:3.14-alpine
CMD ["python", "jobs.py"]
`,
      },
    },
  ],
  bad: [
    {
      title: "Alpine, slim and nothing at all",
      files: {
        "compose.yaml": `services:
  api:
    build: api
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:8080/health"]
  shop:
    build: shop
    healthcheck: {test: wget -q http://localhost:8080/health || exit 1}
`,
        "api/Dockerfile": `FROM golang:1.25 AS build
RUN apt-get install curl && go build -o /app .
FROM gcr.io/distroless/static
COPY --from=build /app /app
ENTRYPOINT ["/app"]
`,
        "shop/Dockerfile": `FROM python:3.14-slim AS base
FROM base
CMD ["python", "shop.py"]
`,
      },
      says: [
        "The health check of api runs curl, which gcr.io/distroless/static does not contain: it fails every time.",
        "The health check of shop runs wget, which python:3.14-slim does not contain: it fails every time.",
      ],
    },
  ],
});

const toolsIn = (test: string): readonly string[] =>
  ["curl", "wget", "bash"].filter((it) => new RegExp(`(?<![\\w./-])(?:/usr)?(?:/bin/)?${it}(?![\\w-])`).test(test));

interface Image {
  readonly name: string;
  readonly at: EvidenceId;
  /** Whether what is shipped mentions a program. */
  adds(tool: string): boolean;
}

/** What the container is made of: its image, or what the one Dockerfile that builds it rests on. */
function imageOf(service: ComposeService, graph: Graph): Image | undefined {
  const { build, image } = service;
  if (build === undefined)
    return image === undefined || image.templated ? undefined : { name: image.value, at: image.at, adds: () => false };
  const files = graph
    .resourcesOf(service.component ?? componentRef(service.system, service.name))
    .filter((it): it is Dockerfile => it.kind === "dockerfile");
  const [file] = files;
  // A stage in the middle, or one of several files: what is in it is not read here.
  if (file === undefined || files.length > 1 || (build.target !== undefined && build.target.toLowerCase() !== file.stages.at(-1)?.name))
    return undefined;
  const base = foundation(file);
  if (base === undefined || base.base.templated) return undefined;
  return { name: base.base.value, at: base.at, adds: (tool) => shippedInstructions(file).some((it) => mentions(it.text, tool)) };
}

/** By its name, or in whatever a script or a copied folder may bring along. */
const mentions = (text: string, tool: string): boolean => text.includes(tool) || /busybox|\/bin\/?$|install\S*\.sh/.test(text);
