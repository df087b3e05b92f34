import { podRule } from "./families.ts";
import { isAgent } from "./stores.ts";
import { hostPathsOf, isRuntimeSocket } from "./volumes.ts";

export const hostPath = podRule({
  id: "k8s-host-path",
  title: "Pods keep nothing on their node",
  why: "A folder of the node ties a pod to it: on another node it finds other files or none. Folders of the system hand over the node itself.",
  remedy: "Use a PersistentVolumeClaim, an emptyDir or a ConfigMap.",
  silent:
    "Agents that run on every node (a DaemonSet), pods of kube-system, and the socket of the container runtime (`k8s-docker-socket`).",
  area: "scalability",
  covers: ["k8s-host-path"],
  sources: ["https://kubernetes.io/docs/concepts/storage/volumes/#hostpath"],
  default: true,
  says: "{object} keeps files on its node ({what}): on another node it finds others, or none.",
  weight: "note",
  find: (pod) =>
    isAgent(pod) || pod.workload.namespace === "kube-system"
      ? []
      : hostPathsOf(pod).flatMap(({ path, at }) =>
          isRuntimeSocket(path) ? [] : [{ at, what: path, ...(isSystem(path) && { severity: "warning" as const }) }],
        ),
  good: [
    {
      title: "An emptyDir, and an agent",
      files: {
        "k8s/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: api}
spec: {volumes: [{name: d, emptyDir: {}}]}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: logs}
spec: {template: {spec: {volumes: [{name: d, hostPath: {path: /var/log}}]}}}
`,
      },
    },
  ],
  bad: [
    {
      title: "A folder of the node",
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
      says: ["Pod api keeps files on its node (/srv/data): on another node it finds others, or none."],
    },
  ],
});

const isSystem = (path: string): boolean =>
  /^\/+(?:$|(?:boot|dev|etc|lib|lib64|proc|root|sys|usr|bin|sbin|var\/lib\/(?:kubelet|docker|containerd|etcd))(?:\/|$))/.test(path);
