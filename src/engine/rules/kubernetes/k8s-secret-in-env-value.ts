import { mapsAt } from "../../graph/kubernetes/names.ts";
import { podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { textAt } from "../../model/index.ts";
import { exposedIn } from "../compose/secrets.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about } from "./objects.ts";

export const secretInEnvValue = rule({
  id: "k8s-secret-in-env-value",
  title: "No secret stands in a manifest",
  why: "Whoever can read the repository, its history or the Deployment can use the secret, and changing it means a rollout.",
  remedy:
    "Take it from a Secret (`valueFrom.secretKeyRef`) that is made outside the repository, or sealed. Then change it: the old one is in the history.",
  silent:
    "Variables that are taken from elsewhere, `_FILE` variables and paths, empty values and switches, and placeholders that cannot work (`<your-key>`, `xxxx`). A value that only a development machine would use (`postgres`, `changeme`) weighs less.",
  area: "security",
  covers: ["k8s-secret-in-env-value", "x-secret-committed"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/secret/", "https://cwe.mitre.org/data/definitions/798.html"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: {
    literal: "The value of {name} in {object} is a secret written in clear.",
    url: "{name} in {object} is a URL with a password written in clear.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(object) {
    for (const container of podOf(object)?.containers ?? []) {
      const variables = mapsAt(container.node, "env");
      const names = new Set([
        object.name,
        container.name,
        ...variables.flatMap((it) => (/user|database|_db$/i.test(textAt(it, "name") ?? "") ? (textAt(it, "value") ?? []) : [])),
      ]);
      for (const it of variables) {
        const [name, value] = [textAt(it, "name"), textAt(it, "value")];
        const exposure = name === undefined || value === undefined || value.includes("$(") ? undefined : exposedIn({ name, value }, names);
        // `GOOGLE_API_KEY_VAL` stands for the value that somebody has yet to put there.
        if (name === undefined || exposure === undefined || (value?.startsWith(name) === true && value === value.toUpperCase())) continue;
        yield about(object, {
          message: exposure.as === "url" ? "url" : "literal",
          params: { name, container: container.name },
          cause: `${container.name} ${name}`,
          at: [it.at],
          ...(exposure.weak && { severity: "warning" as const, because: "The value looks like one for a development machine." }),
        });
      }
    }
  },
  good: [
    {
      title: "From a Secret",
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
          env:
            - {name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
            - {name: DATABASE_URL, value: "postgres://app:$(DB_PASSWORD)@db/app"}
            - {name: TOKEN_TTL, value: "3600"}
`,
      },
    },
  ],
  bad: [
    {
      title: "In clear",
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
          env:
            - {name: DB_PASSWORD, value: Tr4velling-Bee}
            - {name: DATABASE_URL, value: "postgres://app:Gr33n-Kettle@db/app"}
`,
      },
      says: [
        "The value of DB_PASSWORD in Deployment api is a secret written in clear.",
        "DATABASE_URL in Deployment api is a URL with a password written in clear.",
      ],
    },
  ],
});
