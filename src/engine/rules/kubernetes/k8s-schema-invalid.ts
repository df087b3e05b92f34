import { groupOf, mapAt, mapsAt } from "../../graph/kubernetes/names.ts";
import { isKnative, podOf } from "../../graph/kubernetes/pods.ts";
import { isService } from "../../graph/kubernetes/services.ts";
import { fieldsOf, valuesOf } from "../../knowledge/kubernetes.ts";
import { type EvidenceId, type KubernetesObject, type MapNode, type Node, textAt } from "../../model/index.ts";
import { type RuleFix, rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { misspelt } from "./near.ts";
import { about, certainly, set } from "./objects.ts";

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
    empty: "{object} says no {what} in {where}.",
    text: "{object} says {what} for {where} without quotes: it is no text, and is refused.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(object) {
    for (const fault of faultsIn(object))
      yield about(object, {
        message: fault.kind,
        params: { what: fault.what, where: fault.where },
        cause: `${fault.where} ${fault.what}`,
        at: [fault.at],
        fixes: fault.fixes ?? [],
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
    {
      title: "Capitals and quotes",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  restartPolicy: always
  containers:
    - name: api
      image: "shop/api:1.2"
      imagePullPolicy: IfNotPresnet
      env:
        - name: PORT
          value: 8080 # the door
        - {name: TRACE, value: true}
        - {name: HOST, value: "0.0.0.0"}
`,
      },
      says: [
        "Pod api says always for restartPolicy, which is none of its values.",
        "Pod api says IfNotPresnet for imagePullPolicy, which is none of its values.",
        "Pod api says 8080 for PORT of api without quotes: it is no text, and is refused.",
        "Pod api says true for TRACE of api without quotes: it is no text, and is refused.",
      ],
      fixed: {
        "k8s/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  restartPolicy: Always
  containers:
    - name: api
      image: "shop/api:1.2"
      imagePullPolicy: IfNotPresent
      env:
        - name: PORT
          value: "8080" # the door
        - {name: TRACE, value: "true"}
        - {name: HOST, value: "0.0.0.0"}
`,
      },
    },
  ],
});

interface SchemaFault {
  readonly kind: "unknown" | "value" | "number" | "shape" | "text" | "empty";
  readonly what: string;
  readonly where: string;
  readonly at: EvidenceId;
  readonly fixes?: readonly RuleFix[];
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
  if (isService(object)) yield* wrongInService(object);
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
    yield* imageIn(node, name, object);
    for (const port of mapsAt(node, "ports")) yield* valueIn(port, "protocol");
    for (const variable of mapsAt(node, "env")) yield* numberIn(variable, name);
  }
}

/** A port of a Service is a number; only where it leads to may be a name. */
function* wrongInService({ tree }: KubernetesObject): Iterable<SchemaFault> {
  const spec = tree.entries.get("spec")?.value;
  yield* valueIn(spec, "type");
  for (const port of mapsAt(spec, "ports")) {
    const entry = port.entries.get("port");
    const said = textAt(entry?.value);
    if (entry !== undefined && said !== undefined && !/^\d+$/.test(said) && !/[$%{]/.test(said))
      yield { kind: "number", what: said, where: "port", at: entry.at };
  }
}

/** An image that is said and is empty; one that is not said may be what an overlay adds. */
function* imageIn(node: MapNode, container: string, { rendered }: KubernetesObject): Iterable<SchemaFault> {
  const image = node.entries.get("image");
  if (image !== undefined && textAt(image.value) === "" && rendered === undefined)
    yield { kind: "empty", what: "image", where: `container ${container}`, at: image.at };
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
  const values = valuesOf[where];
  if (values === undefined || values.has(what)) return;
  const right = [...values].find((it) => it.toLowerCase() === what.toLowerCase());
  const fixes = right === undefined ? misspelt(entry.at, what, values) : certainly(`Say ${right}`, set(entry.at, right));
  yield { kind: "value", what, where, at: entry.at, fixes };
}

/** Every value of a variable is text: a number or a switch without quotes is refused. */
function* numberIn(variable: MapNode, container: string): Iterable<SchemaFault> {
  const { at, value } = variable.entries.get("value") ?? {};
  if (at === undefined || value?.kind !== "scalar" || value.templated || (value.type !== "number" && value.type !== "boolean")) return;
  const where = `${textAt(variable, "name") ?? "a variable"} of ${container}`;
  yield { kind: "text", what: value.text, where, at, fixes: certainly("Put it in quotes", set(at, value.text)) };
}
