import { mapAt, textsAt } from "../../graph/kubernetes/names.ts";
import type { Pod } from "../../graph/kubernetes/pods.ts";
import { backendsOf, routeTypes } from "../../graph/kubernetes/routes.ts";
import { isService, podsBehind } from "../../graph/kubernetes/services.ts";
import { objectsAt, placeOf } from "../../graph/kubernetes/workloads.ts";
import { technologyOf } from "../../knowledge/images.ts";
import type { Technology } from "../../knowledge/technology.ts";
import { type EvidenceId, type KubernetesObject, textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { inVariants, listed, perhaps, set } from "./objects.ts";

export const k8sStorePublished = rule({
  id: "k8s-store-published",
  title: "Data stores are not reachable from outside the cluster",
  why: "A node port, a load balancer or an Ingress in front of a database leads everybody who reaches it to the data, with no more than a password between them. Databases found that way are read and held to ransom within hours.",
  remedy: "Keep the Service a ClusterIP; people reach it with `kubectl port-forward`, or over a VPN through an internal load balancer.",
  silent:
    "Load balancers that are marked internal or let in only some addresses, object storage and brokers that browsers or devices talk to (MQTT, WebSocket, HTTP), and images that are no known store or admin screen.",
  area: "security",
  covers: ["x-datastore-published"],
  sources: ["https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Service"],
  messages: {
    store: "{object} leads to {product} from outside the cluster ({how}): whoever reaches it reaches the data.",
    screen: "{object} leads to {product}, a screen to administer data, from outside the cluster ({how}).",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(object, graph) {
    if (!isService(object)) return;
    const type = mapAt(object.tree, "spec")?.entries.get("type");
    yield* inVariants(object, graph, (variant) => {
      const product = podsBehind(object, variant, graph).flatMap(productsIn)[0];
      const message = product && exposureOf(product);
      if (product === undefined || message === undefined) return [];
      const place = placeOf(object, variant);
      const routes = routeTypes.flatMap((it) => objectsAt(it, place, graph)).filter((it) => leadsTo(it, object));
      const said = type === undefined ? undefined : textAt(type.value);
      const open = type !== undefined && (said === "NodePort" || (said === "LoadBalancer" && !isLimited(object))) ? [type.at] : [];
      const places: readonly EvidenceId[] = [...open, ...routes.map((it) => it.at)];
      const [first, ...rest] = places;
      if (first === undefined) return [];
      const how = listed([...(open.length > 0 ? [said ?? ""] : []), ...routes.map((it) => it.type)]);
      const fixes = open.length > 0 && type !== undefined ? perhaps("Keep it inside the cluster", set(type.at, "ClusterIP")) : [];
      return [{ message, params: { product: product.name, how }, at: [first, ...rest], fixes }];
    });
  },
  good: [
    {
      title: "Inside, or on an internal load balancer",
      files: {
        "k8s/db.yaml": `apiVersion: v1
kind: Service
metadata: {name: db}
spec: {selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: v1
kind: Service
metadata: {name: db-vpn, annotations: {service.beta.kubernetes.io/aws-load-balancer-internal: "true"}}
spec: {type: LoadBalancer, selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "postgres:17"}]}
`,
      },
    },
    {
      title: "A web server on every node, beside a database that is not",
      files: {
        "k8s/all.yaml": `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "nginx:1.29"}]}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "postgres:17"}]}
`,
      },
    },
    {
      title: "Only some addresses, and a broker for devices",
      files: {
        "k8s/all.yaml": `apiVersion: v1
kind: Service
metadata: {name: db}
spec: {type: LoadBalancer, loadBalancerSourceRanges: [10.1.0.0/16], selector: {app: db}, ports: [{port: 3306}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "mysql:8.4"}]}
---
apiVersion: v1
kind: Service
metadata: {name: devices}
spec: {type: LoadBalancer, selector: {app: devices}, ports: [{port: 1883}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: devices}
spec:
  selector: {matchLabels: {app: devices}}
  template:
    metadata: {labels: {app: devices}}
    spec: {containers: [{name: mqtt, image: "eclipse-mosquitto:2"}]}
`,
      },
    },
  ],
  bad: [
    {
      title: "On every node",
      files: {
        "k8s/db.yaml": `apiVersion: v1
kind: Service
metadata: {name: db}
spec: {type: NodePort, selector: {app: db}, ports: [{port: 5432, nodePort: 30432}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "postgres:17"}]}
`,
      },
      says: ["Service db leads to PostgreSQL from outside the cluster (NodePort): whoever reaches it reaches the data."],
    },
    {
      title: "On a public address",
      files: {
        "k8s/cache.yaml": `apiVersion: v1
kind: Service
metadata: {name: cache}
spec:
  type: LoadBalancer
  selector: {app: cache}
  ports: [{port: 6379}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cache}
spec:
  selector: {matchLabels: {app: cache}}
  template:
    metadata: {labels: {app: cache}}
    spec: {containers: [{name: redis, image: "bitnami/redis:7.4"}]}
`,
      },
      says: ["Service cache leads to Redis from outside the cluster (LoadBalancer): whoever reaches it reaches the data."],
    },
    {
      title: "A screen behind an Ingress",
      files: {
        "k8s/admin.yaml": `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: admin}
spec:
  tls: [{hosts: [db.example.com]}]
  rules:
    - host: db.example.com
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: admin, port: {number: 8080}}}}]}
---
apiVersion: v1
kind: Service
metadata: {name: admin}
spec: {selector: {app: admin}, ports: [{port: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: admin}
spec:
  selector: {matchLabels: {app: admin}}
  template:
    metadata: {labels: {app: admin}}
    spec: {containers: [{name: admin, image: "adminer:4.8.1"}]}
`,
      },
      says: ["Service admin leads to Adminer, a screen to administer data, from outside the cluster (Ingress)."],
    },
  ],
});

const productsIn = ({ containers }: Pod): readonly Technology[] =>
  containers.flatMap(({ node, init }) => {
    const image = init ? undefined : textAt(node, "image");
    const found = image === undefined ? undefined : technologyOf(image);
    return found === undefined || found.guessed ? [] : [found.technology];
  });

/** Spoken by browsers and devices: these are published on purpose. */
const forOutside: ReadonlySet<string> = new Set(["mqtt", "mqtts", "ws", "wss", "http", "stun", "sftp", "ftp"]);

function exposureOf({ kind, protocol = "", people }: Technology): "store" | "screen" | undefined {
  if (kind === "database" || kind === "search") return "store";
  if (kind === "cache" || kind === "broker") return forOutside.has(protocol) ? undefined : "store";
  return kind === "infra" && people ? "screen" : undefined;
}

const leadsTo = (route: KubernetesObject, { name, namespace }: KubernetesObject): boolean =>
  backendsOf(route).some(
    (it) => it.service === name && (it.namespace === undefined || namespace === undefined || it.namespace === namespace),
  );

/** It says that it is internal, or whom it lets in. */
const isLimited = ({ tree }: KubernetesObject): boolean =>
  mapAt(tree, "spec")?.entries.has("loadBalancerSourceRanges") === true || isInternal(tree);

/** Marked with the annotation of some cloud as one for inside. */
const isInternal = (tree: KubernetesObject["tree"]): boolean =>
  [...textsAt(tree, "metadata", "annotations")].some(
    ([name, value]) =>
      /internal|scheme|load-balancer-type|vpc|subnet/i.test(name) && /^(?:true|internal|private|yes|0\.0\.0\.0\/0)$/i.test(value),
  );
