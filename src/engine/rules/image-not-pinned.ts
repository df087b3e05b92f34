import type { Graph } from "../graph/graph.ts";
import { imageNameOf } from "../knowledge/images.ts";
import { isMoving } from "../knowledge/tags.ts";
import { type ComposeService, matchesName } from "../model/index.ts";
import { listIn, rule } from "./rule.ts";
import { unlessPrototype } from "./weight.ts";

export const imageNotPinned = rule({
  id: "image-not-pinned",
  title: "Images carry a tag that stays what it is",
  why: "A tag that moves makes every pull a release that nobody chose: two machines run two versions, and there is nothing to roll back to.",
  remedy: "Name a version (`postgres:16.4`) or a digest.",
  silent: "Images with a digest, images that this project builds, and tags that a variable sets.",
  area: "operability",
  covers: ["compose-image-latest"],
  sources: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
  default: true,
  scope: "resource:compose-service",
  messages: {
    untagged: "{service} runs {image} without a tag, which is whatever is newest when somebody pulls.",
    moving: "{service} runs {image}, whose tag moves: it is whatever {tag} means when somebody pulls.",
  },
  options: { allow: { usual: [], says: "images that may go without a version, `acme/*` for all of somebody" } },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(service, graph, options) {
    const { image, build } = service;
    if (image === undefined || build !== undefined || image.templated || (image.written ?? image.value).includes("$")) return;
    const name = imageNameOf(image.value);
    if (name === undefined || name.digest !== undefined) return;
    const { tag } = name;
    if (tag !== undefined && !isMoving(tag)) return;
    if (isBuiltHere(service, image.value, graph) || listIn(options, "allow").some((it) => matchesName(it, image.value))) return;
    yield {
      message: tag === undefined ? "untagged" : "moving",
      params: { service: service.name, image: image.value, tag: tag ?? "" },
      cause: service.name,
      about: service.component === undefined ? [] : [service.component],
      in: service.in,
      at: [image.at],
    };
  },
  good: [
    {
      title: "A version, a digest, a variable, a build",
      files: {
        "compose.yaml": `services:
  web:
    image: registry.example.com:5000/shop/web:2.4.1
  proxy:
    image: nginx@sha256:0a399eb16751829e1af26fea27b20c3ec28d7ab1fb72182879dcae1cca21206a
  api:
    image: shop/api:\${TAG}
  worker:
    image: shop/worker
    build: worker
  cron:
    image: shop/worker
`,
      },
    },
  ],
  bad: [
    {
      title: "No tag, and one that moves",
      files: {
        "compose.yaml": `services:
  web:
    image: registry.example.com:5000/shop/web
  proxy:
    image: nginx:latest
`,
      },
      says: [
        "web runs registry.example.com:5000/shop/web without a tag, which is whatever is newest when somebody pulls.",
        "proxy runs nginx:latest, whose tag moves: it is whatever latest means when somebody pulls.",
      ],
    },
  ],
});

/** Another service builds this very image: nobody pulls it. */
const isBuiltHere = (service: ComposeService, image: string, graph: Graph): boolean =>
  graph
    .resources("compose-service", service.system)
    .some(
      (it) =>
        it.build !== undefined &&
        (it.image?.value === image || `${it.project}-${it.name}` === image || `${it.project}_${it.name}` === image),
    );
