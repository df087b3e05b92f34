import { mapAt } from "../../graph/kubernetes/names.ts";
import { type EvidenceId, type Node, textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about, listed } from "./objects.ts";

/** Made by Kubernetes or Helm themselves. */
const made = /^(?:kubernetes\.io\/service-account-token|bootstrap\.kubernetes\.io\/token|helm\.sh\/.*)$/;
/** What stands beside a secret, and is none by itself. */
const open =
  /(?:^|[-_.])(?:ca\.crt|tls\.crt|ca|user|username|login|host|hostname|port|db|dbname|database|name|namespace|endpoint|region|bucket|type|provider|email|issuer|audience|tenant_?id|client_?id|key_?id|access_?key_?id|project_?id|version|enabled|scheme|ssl_?mode)$/i;

/** Whether a value stands there that could be used: of Secrets the engine keeps no more than that. */
const isGiven = (node: Node): boolean => node.kind === "scalar" && node.type !== "null" && !node.templated;

export const secretCommitted = rule({
  id: "k8s-secret-committed",
  title: "No Secret stands in the repository with its values",
  why: "Base64 is no encryption: whoever can read the repository, its history or a copy of it has the secret, and changing it means changing every cluster and copy.",
  remedy:
    "Make it outside the repository (an external secret manager with ExternalSecret), or seal it (SealedSecret, SOPS). Then change the secret: the old one is in the history.",
  silent:
    "Empty values, placeholders that somebody fills in (`<password>`, `${PASSWORD}`, `changeme`), what SOPS has enciphered, what clusters and Helm make themselves, and what is no secret (user names, hosts, public certificates). Of values the engine keeps nothing but whether there is one.",
  area: "security",
  covers: ["x-secret-committed", "k8s-secret-in-configmap"],
  sources: ["https://kubernetes.io/docs/concepts/security/secrets-good-practices/", "https://cwe.mitre.org/data/definitions/798.html"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Secret"],
  messages: { holds: "{object} holds {keys} for everybody who can read this file." },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(object) {
    const isSealed = object.tree.entries.has("sops");
    if (object.apiVersion !== "v1" || isSealed || made.test(textAt(object.tree, "type") ?? "")) return;
    const found: { key: string; at: EvidenceId }[] = [];
    for (const field of ["data", "stringData"])
      for (const [key, { at, value }] of mapAt(object.tree, field)?.entries ?? [])
        if (isGiven(value) && !open.test(key)) found.push({ key, at });
    const [first, ...rest] = found.map((it) => it.at);
    if (first !== undefined)
      yield about(object, { message: "holds", params: { keys: listed(found.map((it) => it.key)) }, at: [first, ...rest] });
  },
  good: [
    {
      title: "Filled in elsewhere, and what is no secret",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Secret
metadata: {name: api}
stringData:
  USERNAME: api
  PASSWORD: <password>
  TOKEN: \${TOKEN}
  SALT: ""
---
apiVersion: v1
kind: Secret
metadata: {name: ca}
data: {ca.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t}
`,
      },
    },
    {
      title: "Enciphered by SOPS",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Secret
metadata: {name: api}
stringData: {PASSWORD: "ENC[AES256_GCM,data:p1yq,iv:Nn8=,tag:Aq==,type:str]"}
sops: {version: 3.9.0}
`,
      },
    },
  ],
  bad: [
    {
      title: "In base64, and as it is",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Secret
metadata: {name: api}
data: {PASSWORD: VHI0dmVsbGluZy1CZWU=}
---
apiVersion: v1
kind: Secret
metadata: {name: mail}
stringData: {USERNAME: mailer, SMTP_PASSWORD: Tr4velling-Bee}
`,
      },
      says: [
        "Secret api holds PASSWORD for everybody who can read this file.",
        "Secret mail holds SMTP_PASSWORD for everybody who can read this file.",
      ],
    },
    {
      title: "A registry's password, in a list",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Secret
    metadata: {name: registry}
    type: kubernetes.io/dockerconfigjson
    data: {.dockerconfigjson: eyJhdXRocyI6e319}
`,
      },
      says: ["Secret registry holds .dockerconfigjson for everybody who can read this file."],
    },
    {
      title: "A key beside its certificate, made under a new name each time",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Secret
metadata: {generateName: web-}
type: kubernetes.io/tls
data: {tls.crt: LS0tLS1CRUdJTg==, tls.key: LS0tLS1CRUdJTiBQUklWQVRF}
`,
      },
      says: ["Secret web-* holds tls.key for everybody who can read this file."],
    },
  ],
});
