import { podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { imageNameOf } from "../../knowledge/images.ts";
import { isMoving } from "../../knowledge/tags.ts";
import { matchesName, textAt } from "../../model/index.ts";
import { listIn, rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about } from "./objects.ts";

export const imageLatest = rule({
  id: "k8s-image-latest",
  title: "Images carry a tag that stays what it is",
  why: "A tag that moves makes every new pod a release that nobody chose: two pods of one Deployment run two versions, and there is nothing to roll back to.",
  remedy: "Name a version (`nginx:1.27.2`) or a digest.",
  silent:
    "Images with a digest, images that these files build themselves and leave the tag to the deployment (no tag at all), and tags that something fills in.",
  area: "operability",
  covers: ["k8s-image-latest"],
  sources: ["https://kubernetes.io/docs/concepts/containers/images/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: {
    untagged: "{object} runs {image} without a tag, which is whatever is newest when a node pulls it.",
    moving: "{object} runs {image}, whose tag moves: it is whatever {tag} means when a node pulls it.",
  },
  options: { allow: { usual: [], says: "images that may go without a version, `acme/*` for all of somebody" } },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(object, graph, options) {
    const built = object.component !== undefined && graph.resourcesOf(object.component).some((it) => it.kind === "dockerfile");
    for (const { name, node } of podOf(object)?.containers ?? []) {
      const image = textAt(node, "image");
      const parts = image === undefined || /[$%{]/.test(image) ? undefined : imageNameOf(image);
      if (image === undefined || parts === undefined || parts.digest !== undefined) continue;
      const { tag } = parts;
      if (tag === undefined ? built : !isMoving(tag)) continue;
      if (listIn(options, "allow").some((it) => matchesName(it, image))) continue;
      yield about(object, {
        message: tag === undefined ? "untagged" : "moving",
        params: { container: name, image, tag: tag ?? "" },
        cause: image,
        at: [node.entries.get("image")?.at ?? node.at],
      });
    }
  },
  good: [
    {
      title: "A version, and a digest",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
        - name: proxy
          image: nginx@sha256:0a399eb16751829e1af26fea27b20c3ec28d7ab1fb72182879dcae1cca21206a
`,
      },
    },
  ],
  bad: [
    {
      title: "No tag, and one that moves",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: shop/api
        - name: proxy
          image: nginx:latest
`,
      },
      says: [
        "Deployment api runs shop/api without a tag, which is whatever is newest when a node pulls it.",
        "Deployment api runs nginx:latest, whose tag moves: it is whatever latest means when a node pulls it.",
      ],
    },
  ],
});
