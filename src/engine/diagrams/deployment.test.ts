import { describe, expect, test } from "vitest";
import { openEngine } from "../engine.ts";
import type { Drawing, DrawOptions } from "./diagram.ts";
import type { Group, Node } from "./mermaid.ts";

type Files = Readonly<Record<string, string>>;

function drawn(files: Files, options: DrawOptions = {}): Drawing {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  const drawing = engine.draw("deployment", options);
  if (drawing === undefined) throw new Error("There is no such view.");
  for (const { proof } of [...drawing.boxes, ...drawing.arrows]) {
    expect(proof.length).toBeGreaterThan(0);
    for (const it of proof) expect(engine.place(it), it).toBeDefined();
  }
  return drawing;
}

/** Groups and boxes as an indented list, a line each; then the arrows. */
function told({ chart, boxes, arrows }: Drawing): string {
  const names = new Map(boxes.map(({ id, name }) => [id, name]));
  const item = (it: Node | Group, indent: string): string[] =>
    "items" in it
      ? [`${indent}[${it.title}]`, ...it.items.flatMap((inner) => item(inner, `${indent}  `))]
      : [`${indent}${it.lines.join(" | ")}`];
  const arrow = ({ from, to, label, dotted }: Drawing["arrows"][number]) =>
    `${names.get(from)} ${dotted ? "..>" : "->"} ${names.get(to)}${label === "" ? "" : `: ${label}`}`;
  return [...chart.items.flatMap((it) => item(it, "")), ...arrows.map(arrow)].join("\n");
}

describe("a Compose project", () => {
  test("stands on a host: images, replicas, open ports, profiles and volumes", () => {
    const drawing = drawn({
      "compose.yaml": `
services:
  web:
    build: ./web
    ports: ["8080:80"]
    environment: { API_URL: "http://api:3000" }
  api:
    image: ghcr.io/acme/api:1.4@sha256:0000000000000000000000000000000000000000000000000000000000000000
    deploy: { replicas: 3 }
    environment: { DATABASE_URL: "postgres://db:5432/shop" }
  db:
    image: postgres:17
    ports: ["127.0.0.1:5432:5432"]
    volumes: ["data:/var/lib/postgresql/data"]
volumes: { data: {} }
`,
    });
    expect(told(drawing)).toBe(`Clients | from outside
[Docker host · Compose project shop]
  api | acme/api:1.4 × 3
  web | built from web
  db | postgres:17 | :5432 on this machine only
  data | Volume
Clients -> web: :8080 → 80
api -> db: postgres
web -> api: http
db -> data: /var/lib/postgresql/data`);
    expect(drawing.title).toBe("Deployment of shop (compose.yaml)");
  });

  test("is divided by its networks", () => {
    const drawing = drawn({
      "compose.yaml": `
services:
  proxy: { image: nginx, networks: [front, back] }
  web: { image: acme/web, networks: [front] }
  db: { image: postgres, networks: [back] }
networks: { front: {}, back: { internal: true } }
`,
    });
    expect(told(drawing)).toBe(`[Docker host · Compose project shop]
  [network back (internal)]
    db | postgres
  [network back (internal) + front]
    proxy | nginx
  [network front]
    web | acme/web`);
  });
});

const api = (namespace: string, name = "api") => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  replicas: 3
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      nodeSelector: { disk: ssd }
      containers:
        - { name: ${name}, image: "registry.acme.io/team/${name}:1.4", ports: [{ containerPort: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { app: ${name} }, ports: [{ port: 80, targetPort: 8080 }] }
`;

describe("a cluster", () => {
  test("has namespaces, kinds and replicas, what scales them, and hosts as the way in", () => {
    const drawing = drawn({
      "k8s/api.yaml": `${api("shop")}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
  minReplicas: 2
  maxReplicas: 10
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: nginx
  tls: [{ hosts: [shop.example.com] }]
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /api, pathType: Prefix, backend: { service: { name: api, port: { number: 80 } } } }] }
`,
    });
    expect(told(drawing)).toBe(`Clients | from outside
[Kubernetes cluster]
  [namespace shop]
    shop.example.com | Ingress · nginx · TLS
    api | Deployment × 2–10 by cpu | team/api:1.4 | service :80 → 8080 | on nodes disk=ssd
Clients -> shop.example.com
shop.example.com -> api: /api`);
  });

  test("keeps data in claims, by name and for each pod", () => {
    const drawing = drawn({
      "k8s/db.yaml": `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  replicas: 2
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers: [{ name: db, image: postgres:17, volumeMounts: [{ name: data, mountPath: /data }, { name: backup, mountPath: /backup }] }]
      volumes: [{ name: backup, persistentVolumeClaim: { claimName: backups } }]
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 10Gi } } }
`,
    });
    expect(told(drawing)).toBe(`[Kubernetes cluster]
  db | StatefulSet × 2 | postgres:17
  backups | Volume claim, not in these files
  data | A volume for each pod · 10Gi | fast · ReadWriteOnce
db -> backups: /backup
db -> data: /data`);
  });

  test("runs something on every node, by the clock, and behind ports of its own", () => {
    const pod = (app: string) => `
    metadata: { labels: { app: ${app} } }
    spec: { containers: [{ name: ${app}, image: "acme/${app}" }] }`;
    const drawing = drawn({
      "k8s/all.yaml": `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: { app: agent } }
  template: ${pod("agent")}
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: "0 3 * * *"
  jobTemplate: { spec: { template: { spec: { containers: [{ name: report, image: acme/report }] } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template: ${pod("web")}
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: NodePort, selector: { app: web }, ports: [{ port: 80, nodePort: 30080 }] }
`,
    });
    expect(told(drawing)).toBe(`Clients | from outside
[Kubernetes cluster]
  report | CronJob · 0 3 * * * | acme/report
  web | Deployment × 1 | acme/web | service :80
  agent | DaemonSet · one a node | acme/agent
Clients -> web: node port · :30080`);
  });

  test.each([
    [
      "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: r, namespace: shop }\nspec: { hostnames: [a.example.com], parentRefs: [{ name: public }], rules: [{ matches: [{ path: { value: /v1 } }], backendRefs: [{ name: api, port: 80 }] }] }",
      "a.example.com | HTTPRoute · gateway public",
      "/v1",
    ],
    [
      "apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: { name: r, namespace: shop }\nspec: { host: b.example.com, path: /x, tls: { termination: edge }, to: { kind: Service, name: api } }",
      "b.example.com | Route · TLS",
      "/x",
    ],
    [
      "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: r, namespace: shop }\nspec: { hosts: [c.example.com], gateways: [istio-system/public], http: [{ match: [{ uri: { prefix: /y } }], route: [{ destination: { host: api.shop.svc.cluster.local } }] }] }",
      "c.example.com | VirtualService · gateway public",
      "/y",
    ],
    [
      'apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata: { name: r, namespace: shop }\nspec: { routes: [{ match: "Host(`d.example.com`) && PathPrefix(`/z`)", services: [{ name: api, port: 80 }] }] }',
      "d.example.com | IngressRoute",
      "/z",
    ],
  ])("is entered by what its kind of gateway says (%#)", (way, box, path) => {
    const text = told(drawn({ "k8s/all.yaml": `${api("shop")}---\n${way}\n` }));
    expect(text).toContain(`    ${box}\n`);
    expect(text).toContain(`-> api: ${path}`);
  });
});

describe("a large cluster", () => {
  const names = Array.from({ length: 60 }, (_, at) => `svc${at}`);
  const files = { "k8s/all.yaml": names.map((it, at) => api(at % 2 === 0 ? "even" : "odd", it)).join("---\n") };

  test("has as many boxes as one can read, and says what it left out and how to see it", () => {
    const drawing = drawn(files);
    expect(drawing.boxes.length).toBeLessThanOrEqual(40);
    expect(drawing.omitted).toMatch(/^\d+ of 60 components share .* One namespace at a time shows more: even, odd\.$/);
    expect(drawing.parts).toEqual(["even", "odd"]);
  });
  test("can be drawn one namespace at a time", () => {
    const drawing = drawn(files, { namespace: "odd" });
    expect(drawing.boxes).toHaveLength(30);
    expect(drawing.omitted).toBeUndefined();
    expect(drawing.title).toContain("namespace odd");
    expect(told(drawing)).not.toContain("namespace even");
  });
  test("says so when there is no such namespace", () => {
    expect(drawn(files, { namespace: "none" }).omitted).toMatch(/^There is no namespace none here\./);
  });
});

test("the variant that is chosen is the one that is drawn", () => {
  const files = {
    "compose.yaml": "name: shop\nservices: { api: { image: acme/api } }\n",
    "deploy/kustomization.yaml": "resources: [api.yaml]\n",
    "deploy/api.yaml": api("shop"),
  };
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  const variants = [...engine.architecture().variants.values()].filter(({ system }) => system === "shop");
  expect(variants.length).toBe(2);
  for (const { id, origin } of variants) {
    const text = told(drawn(files, { shown: [id, "no such variant"] }));
    expect(text).toContain(origin === "compose" ? "Docker host" : "namespace shop");
    expect(drawn(files, { shown: ["no such variant"], variant: id }).variant).toBe(id);
  }
});
