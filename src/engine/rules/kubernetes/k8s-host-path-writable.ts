import { podKinds, podOf } from "../../graph/kubernetes/pods.ts";
import { rule } from "../rule.ts";
import { about, insert, listed, perhaps, set } from "./objects.ts";
import { isAgent } from "./stores.ts";
import { hostPathsOf, isRuntimeSocket, mountsOf } from "./volumes.ts";

export const hostPathWritable = rule({
  id: "k8s-host-path-writable",
  title: "What is mounted of a node is read only",
  why: "A container that may write into its node's folders can change what runs there: scheduled jobs, keys, the kubelet's own files.",
  remedy: "Say `readOnly: true` on the mount.",
  silent:
    "Volumes that no container mounts, pods of kube-system, and the socket of the container runtime (`k8s-docker-socket`). Agents that run on every node weigh less.",
  area: "security",
  covers: ["k8s-host-path-writable"],
  sources: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: podKinds,
  messages: { open: "{object} may write to {what} of its node." },
  severity: () => "warning",
  *check(object) {
    const pod = podOf(object);
    if (pod === undefined || object.namespace === "kube-system") return;
    const paths = new Map(hostPathsOf(pod).flatMap(({ name, path }) => (isRuntimeSocket(path) ? [] : [[name, path] as const])));
    const open = mountsOf(pod).filter((it) => !it.readOnly && paths.has(it.volume));
    const [first, ...rest] = open.map((it) => it.node.at);
    if (first === undefined) return;
    const steps = open
      .map(({ node }) => node.entries.get("readOnly"))
      .map((it, index) => (it === undefined ? insert(open[index]?.node.at ?? first, "readOnly", true) : set(it.at, true)));
    const [step, ...more] = steps;
    yield about(object, {
      message: "open",
      params: { what: listed(open.map((it) => paths.get(it.volume) ?? "")) },
      at: [first, ...rest],
      fixes: step === undefined ? [] : perhaps("Mount it read only", step, ...more),
      ...(isAgent(pod) && { severity: "note" as const }),
    });
  },
  good: [
    {
      title: "Read only",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
    - name: api
      image: "shop/api:1.2"
      volumeMounts: [{name: d, mountPath: /d, readOnly: true}]
  volumes: [{name: d, hostPath: {path: /srv/data}}]
`,
      },
    },
  ],
  bad: [
    {
      title: "Writable",
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
      says: ["Pod api may write to /srv/data of its node."],
    },
  ],
});
