import { mapAt, mapsAt } from "../../graph/kubernetes/names.ts";
import { type Container, type Pod, podOf } from "../../graph/kubernetes/pods.ts";
import { technologyOf } from "../../knowledge/images.ts";
import type { Technology } from "../../knowledge/technology.ts";
import { type EvidenceId, itemsAt, type Kind, type KubernetesObject, textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about } from "./objects.ts";

export const k8sStoreWithoutVolume = rule({
  id: "k8s-store-without-volume",
  title: "Stores keep their data in a volume that outlives the pod",
  why: "What a pod writes into its container or an emptyDir goes with the pod: a new version, a drained node or an eviction, and the database is empty.",
  remedy: "Give it a PersistentVolumeClaim: `volumeClaimTemplates` of a StatefulSet, mounted where the product keeps its data.",
  silent:
    "Caches (Redis and its kin count as stores once they append or snapshot), products without data of their own, images that are no known product, memory volumes (`medium: Memory`), and variants for development and tests, where it is a note.",
  area: "data",
  covers: ["x-stateful-without-volume"],
  sources: [
    "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/",
  ],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Deployment", "StatefulSet", "ReplicaSet", "Pod", "ReplicationController", "DeploymentConfig", "Rollout", "DaemonSet"],
  messages: {
    none: "{object} ({product}) has no volume: its data is gone with the pod.",
    empty: "{object} ({product}) keeps its data in an emptyDir, which is gone with the pod.",
    elsewhere: "{object} ({product}) has volumes, but none where it keeps its data ({data}): what it stores is gone with the pod.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(object) {
    const pod = podOf(object);
    if (pod === undefined) return;
    for (const container of pod.containers) {
      const product = container.init ? undefined : storeIn(container);
      const fault = product && faultOf(container, product, pod, object);
      if (product === undefined || fault === undefined) continue;
      const [data = ""] = product.data;
      yield about(object, {
        message: fault.message,
        params: { product: product.name, data },
        cause: container.name,
        at: [fault.at],
        ...(rebuilt.has(product.kind) && { severity: "warning", because: "What it holds can be sent or indexed again." }),
      });
    }
  },
  good: [
    {
      title: "A claim for the database, a cache without",
      files: {
        "k8s/all.yaml": `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: db, image: "postgres:17", volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data}]}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec: {containers: [{name: redis, image: "redis:7.4"}]}
`,
      },
    },
    {
      title: "Moved to where the volume is",
      files: {
        "k8s/all.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: db}
spec:
  strategy: {type: Recreate}
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
        - name: db
          image: postgres:17
          env: [{name: PGDATA, value: /data/pg}]
          volumeMounts: [{name: data, mountPath: /data}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
`,
      },
    },
    {
      title: "A program whose name begins like a product, and a database's client",
      files: {
        "k8s/all.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: mysql-exporter}
spec:
  selector: {matchLabels: {app: m}}
  template:
    metadata: {labels: {app: m}}
    spec: {containers: [{name: m, image: "prom/mysqld-exporter:v0.15.1"}]}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: backup}
spec:
  schedule: "0 3 * * *"
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: b, image: "postgres:17", command: [pg_dump]}]}}}}
`,
      },
    },
  ],
  bad: [
    {
      title: "None",
      files: {
        "k8s/db.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "mysql:8.4"}]}
`,
      },
      says: ["Deployment db (MySQL) has no volume: its data is gone with the pod."],
    },
    {
      title: "An emptyDir",
      files: {
        "k8s/db.yaml": `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: db, image: "bitnami/mongodb:8.0", volumeMounts: [{name: data, mountPath: /bitnami/mongodb}]}]
      volumes: [{name: data, emptyDir: {}}]
`,
      },
      says: ["StatefulSet db (MongoDB) keeps its data in an emptyDir, which is gone with the pod."],
    },
    {
      title: "In the wrong place",
      files: {
        "k8s/db.yaml": `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: db, image: "postgres:17", volumeMounts: [{name: data, mountPath: /var/lib/pg}]}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
`,
      },
      says: [
        "StatefulSet db (PostgreSQL) has volumes, but none where it keeps its data (/var/lib/postgresql/data): what it stores is gone with the pod.",
      ],
    },
  ],
});

const rebuilt: ReadonlySet<Kind> = new Set<Kind>(["broker", "search"]);

/** The product of a container that keeps data; a router, and what is only called like one, keeps none. */
function storeIn({ node }: Container): Technology | undefined {
  const image = textAt(node, "image");
  const found = image === undefined ? undefined : technologyOf(image);
  if (found === undefined || found.guessed || found.technology.data.length === 0) return undefined;
  const { technology } = found;
  const said = wordsOf(node).join(" ");
  if (technology.kind === "cache") return /--appendonly\s+yes|--save\s+"?\d|--aof/.test(said) ? technology : undefined;
  if (technology.name === "NATS" && !/(?:^|\s)(?:-js|--jetstream|-sd|--store_dir)\b/.test(said)) return undefined;
  if (!["database", "search", "broker", "storage"].includes(technology.kind) || technology.protocol === "mqtt") return undefined;
  return /(?:^|[/\s])(?:mongos|sleep|psql|pg_dump|mysqldump|mongosh?)(?:\s|$)/.test(said) ? undefined : technology;
}

const wordsOf = (node: Container["node"]): readonly string[] =>
  ["command", "args"].flatMap((field) => itemsAt(node, field).flatMap((it) => textAt(it) ?? []));

type Fault = { readonly message: "none" | "empty" | "elsewhere"; readonly at: EvidenceId };

function faultOf({ node, at }: Container, { data }: Technology, { spec }: Pod, object: KubernetesObject): Fault | undefined {
  const mounts = mapsAt(node, "volumeMounts");
  // Settings and start scripts tell where the data was moved to; whoever mounts that path knows.
  const moved = [...mapsAt(node, "env").map((it) => textAt(it, "value") ?? ""), ...wordsOf(node).flatMap((it) => it.split(/[\s=]+/))];
  const paths = [...data, ...moved.filter((it) => it.startsWith("/"))];
  const covering = mounts.filter((it) => paths.some((path) => covers(textAt(it, "mountPath") ?? "", path)));
  const volumeOf = (mount: (typeof mounts)[number]) => mapsAt(spec, "volumes").find((it) => textAt(it, "name") === textAt(mount, "name"));
  const kept = mounts.filter((it) => isKept(volumeOf(it), it, object));
  const isEmptyDir = covering.find((it) => volumeOf(it)?.entries.has("emptyDir") === true);
  if (covering.some((it) => isKept(volumeOf(it), it, object))) return undefined;
  const image = node.entries.get("image")?.at ?? at;
  if (isEmptyDir !== undefined) {
    const inMemory = textAt(volumeOf(isEmptyDir), "emptyDir", "medium") === "Memory";
    return inMemory ? undefined : { message: "empty", at: volumeOf(isEmptyDir)?.at ?? isEmptyDir.at };
  }
  return { message: kept.length === 0 ? "none" : "elsewhere", at: image };
}

/** A claim, a folder of the node, or anything else that is there without the pod; configuration is no place for data. */
function isKept(volume: Container["node"] | undefined, mount: Container["node"], object: KubernetesObject): boolean {
  if (volume !== undefined)
    return !["emptyDir", "configMap", "secret", "downwardAPI", "projected"].some((field) => volume.entries.has(field));
  const claims = mapsAt(mapAt(object.tree, "spec"), "volumeClaimTemplates");
  // A mount without a volume is another rule's; a claim made from a template is a volume.
  return claims.length === 0 || claims.some((it) => textAt(it, "metadata", "name") === textAt(mount, "name"));
}

const covers = (target: string, path: string): boolean => {
  const mount = target.replace(/\/+$/, "");
  return path === mount || path.startsWith(`${mount}/`) || mount.startsWith(`${path}/`);
};
