import type { Graph } from "../../graph/graph.ts";
import { customObjects, mayBeMade } from "../../graph/kubernetes/operators.ts";
import { podOf } from "../../graph/kubernetes/pods.ts";
import { isService } from "../../graph/kubernetes/services.ts";
import { hasObjects, isAt, objectsNamed, type Place } from "../../graph/kubernetes/workloads.ts";
import { meantBy, nearest } from "../../knowledge/near.ts";
import { type EvidenceId, type KubernetesObject, type NonEmpty, nameOf, systemOf, type Use, type VariantId } from "../../model/index.ts";
import { type RuleFix, rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";

export const k8sUnknownHost = rule({
  id: "k8s-unknown-host",
  title: "Every host that a workload is given is provided by somebody",
  why: "Inside a cluster a bare name is a Service of the same namespace, and `orders.shop` one of another. A name that nobody answers to fails at the first call, often long after the pods are ready.",
  remedy: "Correct the name, or add the Service.",
  silent:
    "Names outside the cluster, names from variables without a value, namespaces of which these files hold no Service, charts whose dependencies may bring it and names that an operator may make, unless a Service of the namespace is one typing error away; and what only code says.",
  area: "reliability",
  covers: ["x-undefined-host"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/"],
  default: true,
  scope: "use",
  messages: {
    near: "{from} is given the host {host}, and no Service answers to that name. Did you mean {near}?",
    unknown: "{from} is given the host {host}, and no Service of these files answers to that name.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(use, graph) {
    const host = nameOf(use.to);
    const named = serviceIn(host);
    if (named === undefined || graph.component(use.to)?.standing !== "unknown") return;
    const found = placesOf(use, graph).flatMap(({ variant, proof }) => {
      const place = { system: systemOf(use.from), variant, namespace: named.namespace ?? namespaceOf(use, graph) };
      const verdict = judge(named.service, place, graph);
      return verdict === undefined ? [] : [{ variant, proof, ...verdict }];
    });
    const [first, ...rest] = found;
    if (first === undefined) return;
    const { near } = first;
    yield {
      message: near === undefined ? "unknown" : "near",
      params: { from: nameOf(use.from), host, near: near ?? "" },
      cause: `${nameOf(use.from)} ${host}`,
      about: [use.from],
      in: [first.variant, ...rest.map((it) => it.variant)],
      at: first.proof,
      fixes: near === undefined ? [] : calling(first.proof[0], named.service, near),
      ...(near === undefined && { severity: "warning", because: "It may be applied from elsewhere." }),
    };
  },
  good: [
    {
      title: "By its short and its long name, and outside",
      files: { "k8s/all.yaml": manifests("http://orders:8080", "http://orders.default.svc.cluster.local:8080", "https://api.stripe.com") },
    },
    {
      title: "Another namespace, of which nothing is here",
      files: { "k8s/all.yaml": manifests("http://loki.monitoring:3100", "http://otel-collector.observability.svc:4317") },
    },
    {
      title: "A Service that leads outside",
      files: {
        "k8s/all.yaml": `${manifests("http://bank:443")}---
apiVersion: v1
kind: Service
metadata: {name: bank}
spec: {type: ExternalName, externalName: api.bank.example.com}
`,
      },
    },
  ],
  bad: [
    {
      title: "A typing error",
      files: { "k8s/all.yaml": manifests("http://order:8080") },
      fixed: { "k8s/all.yaml": manifests("http://orders:8080") },
      says: ["api is given the host order, and no Service answers to that name. Did you mean orders?"],
    },
    {
      title: "Its long name in a ConfigMap",
      files: {
        "k8s/all.yaml": `${manifests("http://orders:8080")}---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  STOCK_URL: http://stocks.default.svc.cluster.local:8080
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "shop/web:1.2", envFrom: [{configMapRef: {name: settings}}]}]}
`,
      },
      says: ["web is given the host stocks.default.svc.cluster.local, and no Service of these files answers to that name."],
    },
    {
      title: "A workload without a Service",
      files: { "k8s/all.yaml": manifests("http://orders:8080", "redis://sessions:6379") },
      says: ["api is given the host sessions, and no Service of these files answers to that name."],
    },
  ],
});

/** A workload that is given these addresses, and a Service. */
function manifests(...urls: readonly string[]): string {
  const variables = urls.map((url, index) => `            - {name: PART_${index}_URL, value: "${url}"}\n`).join("");
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: shop/api:1.2
          env:
${variables}---
apiVersion: v1
kind: Service
metadata: {name: orders}
spec: {selector: {app: orders}, ports: [{port: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}
spec:
  selector: {matchLabels: {app: orders}}
  template:
    metadata: {labels: {app: orders}}
    spec: {containers: [{name: orders, image: "shop/orders:1.2"}]}
`;
}

/** The Service that a host can only be: a bare name, or one that says so. */
function serviceIn(host: string): { readonly service: string; readonly namespace: string | undefined } | undefined {
  const [, service, namespace] = /^([a-z](?:[a-z0-9-]*[a-z0-9])?)(?:\.([a-z0-9-]+)\.svc(?:\..+)?)?$/.exec(host) ?? [];
  return service === undefined || service === "localhost" ? undefined : { service, namespace };
}

/** The variants of Kubernetes in which a file says so. */
function placesOf({ exists }: Use, graph: Graph): readonly { readonly variant: VariantId; readonly proof: NonEmpty<EvidenceId> }[] {
  return exists.flatMap(({ in: where, ground }) => {
    if (where === "all" || ground.by !== "evidence" || graph.evidence(ground.proof[0])?.strength !== "declared") return [];
    const { proof } = ground;
    return where
      .filter((it) => /^(?:manifests|kustomize|helm)$/.test(graph.variant(it)?.origin ?? ""))
      .map((variant) => ({ variant, proof }));
  });
}

const namespaceOf = ({ from }: Use, graph: Graph): string | undefined =>
  graph.resourcesOf(from).flatMap((it) => (it.kind === "kubernetes-object" && podOf(it) !== undefined ? [it] : []))[0]?.namespace;

/** `undefined` = somebody may answer. A name that is nearly one of the namespace is an error wherever it stands. */
function judge(service: string, place: Place, graph: Graph): { readonly near: string | undefined } | undefined {
  if (objectsNamed("Service", service, place, graph).some(isService) || !hasObjects("Service", place, graph)) return undefined;
  const { meant, alike } = likenessOf(service, place, graph);
  if (meant !== undefined) return { near: meant };
  const mayCome =
    graph.variant(place.variant)?.origin === "helm" || mayBeMade(service, place, graph) || customObjects(place, graph).length > 0;
  // Half a name (`db` of `shop-db`) is what prefixes and subcharts make of it.
  return mayCome || alike ? undefined : { near: undefined };
}

interface Likeness {
  readonly meant: string | undefined;
  readonly alike: boolean;
}
/** By the Services there are: a thousand workloads are given the same few names, and each is compared with a thousand Services. */
const compared = new WeakMap<readonly KubernetesObject[], Map<string, Likeness>>();

function likenessOf(service: string, place: Place, graph: Graph): Likeness {
  const services = graph.objects("Service", place.system);
  const known = compared.get(services) ?? new Map<string, Likeness>();
  compared.set(services, known);
  const key = `${place.variant} ${place.namespace ?? ""} ${service}`;
  let found = known.get(key);
  if (found === undefined) {
    const names = services.filter((it) => isService(it) && isAt(it, place)).map((it) => it.name);
    found = { meant: meantBy(service, names), alike: nearest(service, names).length > 0 };
    known.set(key, found);
  }
  return found;
}

const calling = (at: EvidenceId, service: string, near: string): readonly RuleFix[] => [
  { title: `Call it ${near}`, certain: true, steps: [{ do: "replace-text", at, from: service, value: near }] },
];
