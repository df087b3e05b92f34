import type { Graph } from "../../graph/graph.ts";
import { podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { servesHealthByItself } from "../../knowledge/code/sites/routes.ts";
import { type CodePackage, type EvidenceId, nodeAt, textAt } from "../../model/index.ts";
import { about } from "../kubernetes/objects.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { go, java, javascript, python } from "./examples.ts";

const deployed = (path: string): Readonly<Record<string, string>> => ({
  "k8s/orders.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}
spec:
  selector: {matchLabels: {app: orders}}
  template:
    metadata: {labels: {app: orders}}
    spec:
      containers:
        - name: orders
          image: acme/orders
          livenessProbe: {httpGet: {path: ${path}, port: 8080}}
`,
  Dockerfile: "FROM scratch\nCOPY . .\n",
});

export const probePathNotServed = rule({
  id: "probe-path-not-served",
  title: "A probe asks for a path that the code serves",
  why: "A probe for a path that nobody answers always fails: the container is restarted again and again, or never gets traffic, and the logs of the application say nothing.",
  remedy: "Probe a path that the code serves, or serve the one that is probed.",
  silent:
    "Code in which no route was found, paths of which any part stands anywhere in the code or in the name of a file, routes that take any path, packages and frameworks that answer health checks by themselves (actuator, terminus, Next.js), pods of several containers, `/`, and what no package of code is built for.",
  area: "reliability",
  covers: ["x-probe-path-not-served"],
  sources: ["https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { path: "{object}: the {probe} asks for {path}, and nothing in the code of {package} answers there." },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(object, graph) {
    const containers = podOf(object)?.containers ?? [];
    const [container, more] = containers;
    const code = object.component === undefined ? undefined : codeOf(object.component, graph);
    if (container === undefined || more !== undefined || code === undefined || !hasRoutes(code)) return;
    for (const probe of ["livenessProbe", "readinessProbe", "startupProbe"]) {
      const path = textAt(container.node, probe, "httpGet", "path");
      const node = nodeAt(container.node, probe, "httpGet", "path");
      if (path === undefined || node === undefined || (node.kind === "scalar" && node.templated) || isServed(path, code)) continue;
      const route = code.sites.find((it) => it.does === "serves");
      yield about(object, {
        message: "path",
        params: { probe, path, package: code.name },
        cause: path,
        at: [node.at, ...(route === undefined ? [] : ([] as EvidenceId[]))],
      });
    }
  },
  good: [
    {
      title: "Served",
      files: {
        ...deployed("/healthz"),
        ...javascript(
          'import express from "express";\nconst app = express();\napp.get("/healthz", (req, res) => res.end());\napp.get("/orders", list);\n',
        ),
      },
    },
    {
      title: "Served under a prefix",
      files: {
        ...deployed("/api/health/live"),
        ...python(
          'from fastapi import APIRouter\nimport httpx\n\nrouter = APIRouter(prefix="/health")\n\n@router.get("/live")\ndef live():\n    return {}\n',
        ),
      },
    },
    {
      title: "The framework answers",
      files: {
        ...deployed("/actuator/health"),
        ...java(
          'package shop;\nimport org.springframework.web.bind.annotation.GetMapping;\nclass Orders {\n  @GetMapping("/orders") String all() { return ""; }\n}\n',
        ),
      },
    },
    {
      title: "Any path is taken",
      files: { ...deployed("/healthz"), ...go('package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/", any)\n}\n') },
    },
    {
      title: "No routes are known",
      files: {
        ...deployed("/healthz"),
        ...javascript('import axios from "axios";\nexport const stock = () => axios.get("http://stock", { timeout: 500 });\n'),
      },
    },
  ],
  bad: [
    {
      title: "Express serves another",
      files: {
        ...deployed("/healthz"),
        ...javascript(
          'import express from "express";\nconst app = express();\napp.get("/status", (req, res) => res.end());\napp.get("/orders", list);\n',
        ),
      },
      says: ["Deployment orders: the livenessProbe asks for /healthz, and nothing in the code of orders answers there."],
    },
    {
      title: "FastAPI",
      files: {
        ...deployed("/ready"),
        ...python('from fastapi import FastAPI\nimport httpx\n\napp = FastAPI()\n\n@app.get("/orders")\ndef orders():\n    return []\n'),
      },
      says: ["Deployment orders: the livenessProbe asks for /ready, and nothing in the code of orders answers there."],
    },
    {
      title: "Go",
      files: {
        ...deployed("/livez"),
        ...go(
          'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/orders", list)\n\thttp.HandleFunc("/healthz", health)\n}\n',
        ),
      },
      says: ["Deployment orders: the livenessProbe asks for /livez, and nothing in the code of orders answers there."],
    },
  ],
});

/** The only package of code that a component is built from. */
function codeOf(component: `component:${string}/${string}`, graph: Graph): CodePackage | undefined {
  const found = graph.resourcesOf(component).filter((it) => it.kind === "code-package");
  return found.length === 1 ? found[0] : undefined;
}

const hasRoutes = ({ sites, modules }: CodePackage): boolean =>
  sites.some((it) => it.does === "serves" && it.browser !== true) && !modules.some((it) => servesHealthByItself.test(it));

/** Whether a path, or anything like it, stands anywhere in the code. */
function isServed(path: string, { sites, paths, files }: CodePackage): boolean {
  const parts =
    path
      .split(/[?#]/)[0]
      ?.split("/")
      .filter((it) => it !== "") ?? [];
  const last = parts.at(-1)?.toLowerCase();
  if (last === undefined || parts[0] === "actuator") return true;
  const routes = sites.filter((it) => it.does === "serves").map((it) => it.args[0] ?? it.named["path"] ?? it.named["value"] ?? "");
  if (routes.some((it) => /[*…]|\.\.\.|^\/?[:{<][^/]*$|^\/$/.test(it) || it.startsWith("$"))) return true;
  const bare = (it: string): string => it.toLowerCase().replace(/[^a-z0-9]/g, "");
  return (
    [...routes, ...paths].some((it) => it.split(/[/ ]/).some((part) => bare(part) === bare(last))) ||
    files.some((it) =>
      it
        .toLowerCase()
        .split(/[/.]/)
        .some((part) => bare(part) === bare(last)),
    )
  );
}
