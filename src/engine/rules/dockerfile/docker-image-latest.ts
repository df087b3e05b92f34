import { imageNameOf } from "../../knowledge/images.ts";
import { isMoving } from "../../knowledge/tags.ts";
import type { EvidenceId, NonEmpty } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about, isForDevelopment, parentOf } from "./stages.ts";

export const dockerImageLatest = rule({
  id: "docker-image-latest",
  title: "An image is built on a version that somebody chose",
  why: "On a tag that moves, the same commit builds another image tomorrow: a new major version arrives with a small fix, and nobody can build the old image again.",
  remedy: "Name a version (`node:24`, `alpine:3.22`) or a digest.",
  silent:
    "Digests, stages of the same file, `scratch`, images that an argument without a default names, and Dockerfiles for development or tests.",
  area: "operability",
  covers: ["docker-image-latest"],
  sources: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
  default: true,
  scope: "resource:dockerfile",
  messages: {
    untagged: "{file} builds on {image} without a tag, which is whatever is newest at the time.",
    moving: "{file} builds on {image}, whose tag moves: it is whatever {tag} means at the time.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(file) {
    if (isForDevelopment(file)) return;
    const found = new Map<string, { readonly tag: string | undefined; readonly at: NonEmpty<EvidenceId> }>();
    for (const stage of file.stages) {
      const { value, templated } = stage.base;
      const name = imageNameOf(value);
      if (templated || name === undefined || value === "scratch" || name.digest !== undefined) continue;
      if (parentOf(stage, file.stages) !== undefined || (name.tag !== undefined && !isMoving(name.tag))) continue;
      found.set(value, { tag: name.tag, at: [...(found.get(value)?.at ?? []), stage.at] as unknown as NonEmpty<EvidenceId> });
    }
    for (const [image, { tag, at }] of found)
      yield about(file, { message: tag === undefined ? "untagged" : "moving", params: { image, tag: tag ?? "" }, cause: image, at });
  },
  good: [
    {
      title: "Versions, a digest, a stage, an argument",
      files: {
        Dockerfile: `ARG BASE
ARG NODE=24
FROM node:\${NODE} AS build
FROM build AS test
FROM scratch AS files
FROM \${BASE} AS other
FROM alpine@sha256:0a399eb16751829e1af26fea27b20c3ec28d7ab1fb72182879dcae1cca21206a
USER 1000
`,
      },
    },
  ],
  bad: [
    {
      title: "No tag, and one that moves",
      files: {
        Dockerfile: `FROM golang AS build
RUN go build -o /app .
FROM alpine:latest
COPY --from=build /app /app
USER 1000
CMD ["/app"]
`,
      },
      says: [
        "Dockerfile builds on golang without a tag, which is whatever is newest at the time.",
        "Dockerfile builds on alpine:latest, whose tag moves: it is whatever latest means at the time.",
      ],
    },
  ],
});
