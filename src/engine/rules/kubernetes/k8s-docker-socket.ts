import { podRule } from "./families.ts";
import { isAgent } from "./stores.ts";
import { hostPathsOf, isRuntimeSocket } from "./volumes.ts";

export const dockerSocket = podRule({
  id: "k8s-docker-socket",
  title: "Containers do not command the runtime of their node",
  why: "Whoever reaches the runtime's socket can start a container with every right on the node: the pod is root there, whatever else is said.",
  remedy: "Build images with a tool that needs no daemon (BuildKit rootless, Kaniko), and read metrics from the kubelet.",
  silent: "Nothing. Agents that run on every node weigh less.",
  area: "security",
  covers: ["k8s-docker-socket"],
  sources: ["https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html"],
  default: true,
  says: "{object} is given {what} of its node: it commands every container there.",
  weight: "warning",
  find: (pod) =>
    hostPathsOf(pod).flatMap(({ path, at }) =>
      isRuntimeSocket(path) ? [{ at, what: path, ...(isAgent(pod) && { severity: "note" as const }) }] : [],
    ),
  good: [
    {
      title: "Another path",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      image: "shop/api:1.2"
      volumeMounts: [{name: d, mountPath: /d}]
  volumes: [{name: d, hostPath: {path: /srv/data}}]
`,
      },
    },
  ],
  bad: [
    {
      title: "The socket",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      image: "shop/api:1.2"
      volumeMounts: [{name: d, mountPath: /d}]
  volumes: [{name: d, hostPath: {path: /var/run/docker.sock}}]
`,
      },
      says: ["Pod api is given /var/run/docker.sock of its node: it commands every container there."],
    },
  ],
});
