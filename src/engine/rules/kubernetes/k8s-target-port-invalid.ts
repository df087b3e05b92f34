import { isService, servicePortsOf } from "../../graph/kubernetes/services.ts";
import { rule } from "../rule.ts";
import { about, certainly, set } from "./objects.ts";
import { inPortWords, isPortName } from "./port-names.ts";

export const targetPortInvalid = rule({
  id: "k8s-target-port-invalid",
  title: "Ports of Services are ones that can be",
  why: "The API server refuses a Service whose target port has a name that no port can have, or a number that is none.",
  remedy: "Use a number from 1 to 65535, or at most 15 small letters, digits and dashes.",
  silent: "Nothing.",
  area: "reliability",
  covers: ["k8s-target-port-invalid"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Service"],
  messages: { invalid: "{object} sends to port {target}, which is no name or number that a port can have: it is refused." },
  severity: () => "error",
  *check(object) {
    if (!isService(object)) return;
    for (const { target, targetAt, at } of servicePortsOf(object)) {
      const good =
        typeof target === "number" ? Number.isInteger(target) && target > 0 && target < 65536 : target === undefined || isPortName(target);
      if (good) continue;
      const right = inPortWords(String(target));
      const fixes = targetAt === undefined || right === undefined ? [] : certainly(`Call it ${right}`, set(targetAt, right));
      yield about(object, { message: "invalid", params: { target: target ?? "" }, cause: String(target), at: [targetAt ?? at], fixes });
    }
  },
  good: [
    {
      title: "A name and a number",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {ports: [{name: a, port: 80, targetPort: http}, {name: b, port: 81, targetPort: 8080}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "Too long",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {ports: [{port: 80, targetPort: the-port-of-the-api}]}
`,
      },
      says: ["Service api sends to port the-port-of-the-api, which is no name or number that a port can have: it is refused."],
    },
    {
      title: "In capitals",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {ports: [{port: 80, targetPort: HTTP_API}]}
`,
      },
      says: ["Service api sends to port HTTP_API, which is no name or number that a port can have: it is refused."],
      fixed: {
        "k8s/app.yaml": `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {ports: [{port: 80, targetPort: http-api}]}
`,
      },
    },
  ],
});
