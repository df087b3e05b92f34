import { mapAt } from "../../graph/kubernetes/names.ts";
import { textAt } from "../../model/index.ts";
import { exposedIn } from "../compose/secrets.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about } from "./objects.ts";
import { secretIn } from "./secrets.ts";

export const secretInConfigmap = rule({
  id: "k8s-secret-in-configmap",
  title: "No secret stands in a ConfigMap",
  why: "A ConfigMap is shown to everybody who may look at the namespace, is logged and cached in clear, and this one is in the repository's history too.",
  remedy: "Put it into a Secret that is made outside the repository, or sealed.",
  silent:
    "Empty values and references (`${REDIS_PASSWORD}`), names of files, and public keys. A placeholder under a key that is meant for a secret is a note: the real one would stand there too.",
  area: "security",
  covers: ["k8s-secret-in-configmap", "x-secret-committed"],
  sources: ["https://kubernetes.io/docs/concepts/configuration/configmap/", "https://cwe.mitre.org/data/definitions/798.html"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["ConfigMap"],
  messages: {
    literal: "{object} keeps a secret in clear under {key}.",
    inside: "{object} keeps a secret in clear in {key}: {name}.",
    meant: "{object} has a place for a secret under {key}, which belongs into a Secret.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(object) {
    if (object.type !== "ConfigMap") return;
    for (const [key, { at, value }] of mapAt(object.tree, "data")?.entries ?? []) {
      const text = textAt(value) ?? "";
      if (text.trim() === "") continue;
      const own = text.includes("\n") ? undefined : exposedIn({ name: key, value: text });
      const inside = own === undefined ? secretIn(text) : undefined;
      const found = own ?? inside;
      // What cannot work as a secret still says that the place is meant for one.
      const meant =
        found === undefined &&
        /^[\w*.<>-]{1,40}$/.test(text) &&
        exposedIn({ name: key, value: "Tr4velling-Bee" }) !== undefined &&
        /^(?:x+|\*+|\.+|<.*>|todo|changeme)$/i.test(text);
      if (found === undefined && !meant) continue;
      yield about(object, {
        message: inside === undefined ? (meant ? "meant" : "literal") : "inside",
        params: { key, name: inside?.name ?? "" },
        cause: key,
        at: [at],
        ...(meant
          ? { severity: "note" as const }
          : found?.weak === true && { severity: "warning" as const, because: "The value looks like one for a development machine." }),
      });
    }
  },
  good: [
    {
      title: "A reference, nothing, and what is no secret",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: api}
data:
  LOG_LEVEL: info
  app.env: |
    REDIS_PASSWORD=\${REDIS_PASSWORD}
    OTHER_PASSWORD=
`,
      },
    },
  ],
  bad: [
    {
      title: "Under its own key, in a text, and a place for one",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: api}
data:
  DB_PASSWORD: Tr4velling-Bee
  API_KEY: xxxxx
  app.env: |
    REDIS_HOST=redis
    REDIS_PASSWORD=Gr33n-Kettle
`,
      },
      says: [
        "ConfigMap api keeps a secret in clear under DB_PASSWORD.",
        "ConfigMap api has a place for a secret under API_KEY, which belongs into a Secret.",
        "ConfigMap api keeps a secret in clear in app.env: REDIS_PASSWORD.",
      ],
    },
  ],
});
