import { expect, test } from "vitest";
import { type Engine, type FileChange, openEngine } from "../../engine.ts";

/** An app with all that refers to it, so that every join of the resolver is asked. */
const app = (name: string, port: number): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}, part-of: shop}}
    spec:
      serviceAccountName: ${name}
      containers:
        - name: app
          image: shop/${name}:1.2
          ports: [{name: http, containerPort: ${port}}]
          envFrom: [{configMapRef: {name: ${name}}}]
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {selector: {app: ${name}, part-of: shop}, ports: [{port: 80, targetPort: http}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: shop}
data: {A: "1"}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}, namespace: shop}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ${name}, namespace: shop}
spec: {minAvailable: 1, selector: {matchLabels: {app: ${name}}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}, namespace: shop}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}, minReplicas: 2, maxReplicas: 5}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec: {podSelector: {matchLabels: {app: ${name}}}, ingress: [{from: [{podSelector: {matchLabels: {app: ${name}}}}]}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}, namespace: shop}
spec: {rules: [{http: {paths: [{backend: {service: {name: ${name}, port: {number: 80}}}}]}}]}
`;

const names = Array.from({ length: 30 }, (_, at) => `app${at}`);
const files = new Map(names.map((name, at) => [`k8s/${name}.yaml`, app(name, 3000 + at)]));

const open = (now: ReadonlyMap<string, string>): Engine => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update([...now].map(([path, text]) => ({ path, text })));
  return engine;
};
const told = (engine: Engine): readonly string[] =>
  engine
    .review({ allRules: true })
    .findings.map((it) => `${it.severity} ${it.id} ${it.message} ${it.at.join()}`)
    .sort();

/** Changes as a person makes them, each of which breaks or mends a join. */
const edits: readonly ((text: string, at: number) => string | undefined)[] = [
  (text) => text.replace("selector: {app: app", "selector: {app: old-app"),
  (text) => text.replace("labels: {app: app", "labels: {app: new-app"),
  (text) => text.replace("replicas: 2", "replicas: 1"),
  (text) => text.replace("{name: http,", "{name: web,"),
  (text) => text.replace("kind: ConfigMap", "kind: Secret"),
  (text) => text.replaceAll("namespace: shop", "namespace: other"),
  (text) => text.replace("kind: PodDisruptionBudget", "kind: LimitRange"),
  (text, at) => text.replace(/kind: Deployment, name: app\d+/, `kind: Deployment, name: app${(at * 7) % 30}`),
  () => undefined,
  (_, at) => app(`app${at % 30}`, 80),
];

test("after every edit the review is that of a workspace opened anew", { timeout: 60_000 }, () => {
  const now = new Map(files);
  const engine = open(now);
  told(engine);
  for (let round = 0; round < 40; round++) {
    const path = `k8s/app${(round * 11) % 30}.yaml`;
    const text = edits[(round * 3) % edits.length]?.(now.get(path) ?? app("late", 1), round);
    const change: FileChange = text === undefined ? { path, gone: true } : { path, text };
    if (text === undefined) now.delete(path);
    else now.set(path, text);
    engine.update([change]);
    expect(told(engine), `round ${round}: ${path}`).toEqual(told(open(now)));
  }
});

test("an edit of one Deployment asks again what looks at it, however many others there are", () => {
  const asked = (count: number): number => {
    const engine = open(new Map([...files].slice(0, count)));
    told(engine);
    const before = engine.counts().checks;
    engine.update([{ path: "k8s/app0.yaml", text: app("app0", 3000).replace("replicas: 2", "replicas: 3") }]);
    told(engine);
    return engine.counts().checks - before;
  };
  expect(asked(30)).toBeLessThanOrEqual(asked(5));
});
