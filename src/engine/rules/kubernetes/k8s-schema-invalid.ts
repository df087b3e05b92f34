import { groupOf, mapAt, mapsAt } from "../../graph/kubernetes/names.ts";
import { isKnative, podOf } from "../../graph/kubernetes/pods.ts";
import { isService } from "../../graph/kubernetes/services.ts";
import { fieldsOf, valuesOf } from "../../knowledge/kubernetes.ts";
import { type EvidenceId, type KubernetesObject, type MapNode, type Node, textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about } from "./objects.ts";

export const schemaInvalid = rule({
  id: "k8s-schema-invalid",
  title: "Objects say what their kind knows",
  why: "`kubectl apply` refuses a field that it does not know. Other tools drop it without a word, and what it was meant to say does not hold.",
  remedy: "Correct the name, or move the field to where it belongs.",
  silent: "Kinds and parts whose fields are not known here, Knative, whose pods have fields of their own, and templates.",
  area: "reliability",
  covers: ["k8s-schema-invalid"],
  sources: ["https://kubernetes.io/docs/reference/kubernetes-api/"],
  default: true,
  scope: "resource:kubernetes-object",
  messages: {
    unknown: "{object} says {what} in {where}, where no such field is known.",
    value: "{object} says {what} for {where}, which is none of its values.",
    number: "{object} says {what} for {where}, which is no number.",
    shape: "{object}: {where} is no {what}.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(object) {
    for (const fault of faultsIn(object))
      yield about(object, {
        message: fault.kind,
        params: { what: fault.what, where: fault.where },
        cause: `${fault.where} ${fault.what}`,
        at: [fault.at],
      });
  },
  good: [
    {
      title: "Fields that are known",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 2
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
          imagePullPolicy: Always
`,
      },
    },
  ],
  bad: [
    {
      title: "A field in the wrong place, a word that is none, a list that is none",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: two
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      restartPolicy: Sometimes
      containers:
        - name: api
          image: "shop/api:1.2"
          requests: {cpu: 100m}
`,
      },
      says: [
        "Deployment api says requests in container api, where no such field is known.",
        "Deployment api says two for replicas, which is no number.",
        "Deployment api says Sometimes for restartPolicy, which is none of its values.",
      ],
    },
  ],
});

interface SchemaFault {
  readonly kind: "unknown" | "value" | "number" | "shape";
  readonly what: string;
  readonly where: string;
  readonly at: EvidenceId;
}

function* faultsIn(object: KubernetesObject): Iterable<SchemaFault> {
  if (isKnative(object)) return;
  const spec = object.tree.entries.get("spec");
  const fields = Object.hasOwn(fieldsOf, object.type) && isOwnGroup(object) ? fieldsOf[object.type] : undefined;
  if (fields !== undefined && spec !== undefined && spec.value.kind !== "map" && textAt(spec.value) !== undefined)
    yield { kind: "shape", what: "mapping", where: "spec", at: spec.at };
  if (fields !== undefined && spec?.value.kind === "seq") yield { kind: "shape", what: "mapping", where: "spec", at: spec.at };
  if (fields !== undefined && spec?.value.kind === "map") yield* unknownIn(spec.value, fields, "spec");
  const replicas = mapAt(object.tree, "spec")?.entries.get("replicas");
  const said = textAt(replicas?.value);
  if (fields !== undefined && replicas !== undefined && said !== undefined && !/^\d+$/.test(said) && !said.includes("$"))
    yield { kind: "number", what: said, where: "replicas", at: replicas.at };
  if (isService(object)) yield* valueIn(object.tree.entries.get("spec")?.value, "type");
  const pod = podOf(object);
  if (pod?.spec === undefined || !isOwnGroup(object)) return;
  yield* unknownIn(pod.spec, fieldsOf["pod"], "the pod");
  yield* valueIn(pod.spec, "restartPolicy");
  yield* valueIn(pod.spec, "dnsPolicy");
  for (const field of ["containers", "initContainers", "volumes"]) {
    const entry = pod.spec.entries.get(field);
    if (entry?.value.kind === "map") yield { kind: "shape", what: "list", where: field, at: entry.at };
  }
  for (const { node, name } of pod.containers) {
    yield* unknownIn(node, fieldsOf["container"], `container ${name}`);
    yield* valueIn(node, "imagePullPolicy");
    for (const port of mapsAt(node, "ports")) yield* valueIn(port, "protocol");
  }
}

/** Kubernetes' own: a kind of that name in another group has other fields. */
const isOwnGroup = ({ apiVersion }: KubernetesObject): boolean =>
  /^(?:|apps|batch|autoscaling|policy|extensions|networking\.k8s\.io)$/.test(groupOf(apiVersion));

function* unknownIn(node: MapNode, known: ReadonlySet<string> | undefined, where: string): Iterable<SchemaFault> {
  for (const [what, { at }] of node.entries)
    if (known?.has(what) === false && !/[$%{]/.test(what)) yield { kind: "unknown", what, where, at };
}

function* valueIn(node: Node | undefined, where: string): Iterable<SchemaFault> {
  const entry = node?.kind === "map" ? node.entries.get(where) : undefined;
  const what = textAt(entry?.value);
  if (entry === undefined || what === undefined || what === "" || /[$%{]/.test(what)) return;
  if (valuesOf[where]?.has(what) === false) yield { kind: "value", what, where, at: entry.at };
}
