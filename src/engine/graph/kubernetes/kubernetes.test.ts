import { describe, expect, test } from "vitest";
import { openEngine } from "../../engine.ts";
import type { KubernetesObject } from "../../model/index.ts";
import { budgetsFor, leastOf, mostOf } from "./budgets.ts";
import { mapAt, titleOf } from "./names.ts";
import { isMadeByOperator } from "./operators.ts";
import { type Pod, podOf, runsOn } from "./pods.ts";
import { policiesFor } from "./policies.ts";
import { configReferencesOf, keysIn } from "./references.ts";
import { quantityOf, requestOf } from "./resources.ts";
import { backendsOf } from "./routes.ts";
import { autoscalerOf, targetOf } from "./scaling.ts";
import { matches, ownSelectorOf, selectorOf } from "./selectors.ts";
import { podsBehind, servicesBefore } from "./services.ts";
import { hasPods, placeOf, podsSelected } from "./workloads.ts";

/** A workspace of manifests: its graph, and its objects by what they are called. */
function cluster(...manifests: readonly string[]) {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update([{ path: "k8s/all.yaml", text: manifests.join("---\n") }]);
  const graph = engine.graph();
  const objects = graph.resources("kubernetes-object");
  const get = (title: string): KubernetesObject => {
    const found = objects.find((it) => titleOf(it) === title);
    if (found === undefined) throw new Error(`There is no ${title}.`);
    return found;
  };
  const variant = graph.variants(objects[0]?.system ?? "")[0]?.id ?? "";
  return { graph, get, variant, pod: (title: string): Pod => podOf(get(title)) as Pod };
}
const named = (found: readonly { readonly workload: KubernetesObject }[]): readonly string[] => found.map((it) => titleOf(it.workload));

const deployment = (name: string, more = "", labels = `app: ${name}`): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  ${more}
  template:
    metadata: {labels: {${labels}}}
    spec: {containers: [{name: ${name}, image: "shop/${name}:1"}]}
`;
const service = (name: string, selector: string, namespace = "shop"): string => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {selector: {${selector}}, ports: [{port: 80}]}
`;
const scaler = (least: string): string => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec: {scaleTargetRef: {kind: Deployment, name: api}, ${least}maxReplicas: 9}
`;

describe("who selects whom", () => {
  const { graph, get, variant, pod } = cluster(
    deployment("api", "", "app: api, tier: back"),
    deployment("web"),
    service("api", "tier: back, app: api"),
    service("stranger", "app: api", "other"),
    `apiVersion: v1\nkind: Pod\nmetadata: {name: once, labels: {app: api}}\nspec: {restartPolicy: Never}\n`,
  );

  test("all labels, in the same namespace or in none that is said", () => {
    expect(named(podsBehind(get("Service api"), variant, graph))).toEqual(["Deployment api"]);
    expect(named(podsBehind(get("Service stranger"), variant, graph))).toEqual(["Pod once"]);
  });
  test("and back", () => {
    expect(servicesBefore(pod("Deployment api"), variant, graph).map(titleOf)).toEqual(["Service api"]);
    expect(servicesBefore(pod("Deployment web"), variant, graph)).toEqual([]);
  });
  test("an object of another variant satisfies nothing", () => {
    const selector = { labels: new Map([["app", "web"]]), expressions: [] };
    const place = placeOf(get("Service api"), variant);
    expect(named(podsSelected(selector, place, graph))).toEqual(["Deployment web"]);
    expect(podsSelected(selector, { ...place, variant: "elsewhere" }, graph)).toEqual([]);
  });
  test("whether a namespace is here at all", () => {
    expect(hasPods(placeOf(get("Service api"), variant), graph)).toBe(true);
    expect(hasPods(placeOf(get("Service stranger"), variant), graph)).toBe(false);
  });
  test("what runs once is no service", () => {
    expect(runsOn(pod("Deployment api"))).toBe(true);
    expect(runsOn(pod("Pod once"))).toBe(false);
  });
});

test("what a controller labels its pods with is not looked for in templates", () => {
  const { graph, get, variant } = cluster(
    deployment("db").replace("Deployment", "StatefulSet"),
    service("first", "app: db, statefulset.kubernetes.io/pod-name: db-0"),
  );
  expect(named(podsBehind(get("Service first"), variant, graph))).toEqual(["StatefulSet db"]);
});

test("expressions: In, NotIn, Exists, DoesNotExist; a key that is not there is not in", () => {
  const { get } = cluster(`apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector:
    matchExpressions:
      - {key: app, operator: In, values: [api, web]}
      - {key: tier, operator: NotIn, values: [front]}
      - {key: team, operator: Exists}
      - {key: old, operator: DoesNotExist}
`);
  const selector = ownSelectorOf(mapAt(get("Deployment api").tree, "spec"));
  const fits = (labels: Record<string, string>): boolean => selector !== undefined && matches(selector, new Map(Object.entries(labels)));
  expect(fits({ app: "web", team: "a" })).toBe(true);
  expect(fits({ app: "db", team: "a" })).toBe(false);
  expect(fits({ app: "web", team: "a", tier: "front" })).toBe(false);
  expect(fits({ app: "web" })).toBe(false);
  expect(fits({ app: "web", team: "a", old: "1" })).toBe(false);
  expect(selectorOf(undefined)).toBeUndefined();
});

describe("how many there are", () => {
  const bounds = (...manifests: readonly string[]) => {
    const { graph, variant, pod } = cluster(...manifests);
    const it = pod("Deployment api");
    return [leastOf(it, variant, graph)?.replicas, mostOf(it, variant, graph)?.replicas];
  };
  test.each([
    ["as said", [deployment("api", "replicas: 3")], [3, 3]],
    ["not said", [deployment("api")], [undefined, undefined]],
    ["an autoscaler outranks it", [deployment("api", "replicas: 3"), scaler("minReplicas: 2, ")], [2, 9]],
    ["one that does not say its least", [deployment("api", "replicas: 3"), scaler("")], [undefined, 9]],
  ] as const)("%s", (_, manifests, expected) => {
    expect(bounds(...manifests)).toEqual(expected);
  });

  test("KEDA scales a Deployment when it says no kind", () => {
    const { graph, get, variant } = cluster(
      deployment("worker"),
      "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: w, namespace: shop}\nspec: {scaleTargetRef: {name: worker}, maxReplicaCount: 4}\n",
    );
    const it = autoscalerOf(get("ScaledObject w"));
    expect(it && targetOf(it, variant, graph)).toBe(get("Deployment worker"));
    expect(it?.most).toBe(4);
  });
});

test("budgets and policies of a pod; shares are rounded up", () => {
  const { graph, variant, pod } = cluster(
    deployment("api", "replicas: 3"),
    "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: some, namespace: shop}\nspec: {minAvailable: 50%, selector: {matchLabels: {app: api}}}\n",
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: all, namespace: shop}\nspec: {podSelector: {}, egress: [{to: [{podSelector: {}}]}]}\n",
  );
  const [budget] = budgetsFor(pod("Deployment api"), variant, graph);
  expect(budget?.minAvailable?.of(3)).toBe(2);
  const [policy] = policiesFor(pod("Deployment api"), variant, graph);
  expect([policy?.ingress, policy?.egress]).toEqual([true, true]);
});

test("routes in the words of each version", () => {
  const { get } = cluster(
    "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: new}\nspec: {rules: [{http: {paths: [{backend: {service: {name: a, port: {name: web}}}}]}}]}\n",
    "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: old}\nspec: {backend: {serviceName: b, servicePort: 80}}\n",
    "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: route}\nspec: {rules: [{backendRefs: [{name: c, port: 90, namespace: far}, {kind: Bucket, name: d}]}]}\n",
  );
  const led = (title: string) => backendsOf(get(title)).map((it) => [it.service, it.port, it.namespace]);
  expect(led("Ingress new")).toEqual([["a", "web", undefined]]);
  expect(led("Ingress old")).toEqual([["b", 80, undefined]]);
  expect(led("HTTPRoute route")).toEqual([["c", 90, "far"]]);
});

test("configuration: keys, whole objects, projected volumes, optional ones; of Secrets only the keys", () => {
  const { get, pod } = cluster(
    `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: a, optional: true}}}]
      envFrom: [{secretRef: {name: s}}]
  volumes:
    - {name: v, projected: {sources: [{configMap: {name: p, items: [{key: k, path: k}]}}]}}
`,
    "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {TOKEN: hidden}\ndata: {KEY: aGlkZGVu}\n",
  );
  expect(configReferencesOf(pod("Pod api")).map(({ type, name, key, optional }) => [type, name, key, optional])).toEqual([
    ["ConfigMap", "c", "a", true],
    ["Secret", "s", undefined, false],
    ["ConfigMap", "p", "k", false],
  ]);
  expect([...keysIn(get("Secret s"))].sort()).toEqual(["KEY", "TOKEN"]);
});

test("a request is what is said, the limit, or what the namespace gives", () => {
  const { graph, variant, pod } = cluster(
    `apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec: {containers: [{name: said, resources: {requests: {cpu: 1}}}, {name: limit, resources: {limits: {cpu: 2}}}, {name: nothing}]}
`,
    "apiVersion: v1\nkind: LimitRange\nmetadata: {name: usual, namespace: shop}\nspec: {limits: [{type: Container, defaultRequest: {cpu: 3}}]}\n",
  );
  const it = pod("Pod api");
  expect(it.containers.map((container) => requestOf(container, it, variant, "cpu", graph))).toEqual(["1", "2", "3"]);
});

test("pods that an operator makes of an object", () => {
  const { graph, get, variant } = cluster(
    service("db", "cnpg.io/cluster: orders"),
    "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: orders, namespace: shop}\nspec: {instances: 3}\n",
  );
  const place = placeOf(get("Service db"), variant);
  const of = (key: string, value: string) => isMadeByOperator({ labels: new Map([[key, value]]), expressions: [] }, place, graph);
  expect(of("cnpg.io/cluster", "orders")).toBe(true);
  expect(of("app", "orders")).toBe(true);
  expect(of("app", "api")).toBe(false);
});

test.each([
  ["500m", 0.5],
  ["1Gi", 2 ** 30],
  ["1e3", 1000],
  ["2", 2],
  ["a lot", undefined],
])("quantity %s", (text, expected) => {
  expect(quantityOf(text)).toBe(expected);
});
