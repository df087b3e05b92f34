// What a company of some dozen teams applies to one cluster: per service a Deployment, a Service, a ConfigMap, an autoscaler and an
// Ingress, each in a file of its own or one after the other in one file.

/**
 * Files of Kubernetes manifests.
 * @param {number} manifests about how many objects
 * @param {{ together?: "none" | "service" | "all"; tag?: string }} [vary] which objects share a file; the image that is typed
 * @returns {{ path: string; text: string }[]}
 */
export function manifestFiles(manifests, { together = "none", tag = "1.4.2" } = {}) {
  const count = Math.max(1, Math.round(manifests / 5));
  const services = Array.from({ length: count }, (_, at) => objectsOf(at, count, at === count >> 1 ? tag : "1.4.2"));
  if (together === "all") return [{ path: "k8s/all.yaml", text: services.flatMap((it) => it.objects).join("---\n") }];
  if (together === "service") return services.map(({ name, objects }) => ({ path: `k8s/${name}.yaml`, text: objects.join("---\n") }));
  return services.flatMap(({ name, objects }) => objects.map((text, at) => ({ path: `k8s/${name}-${parts[at]}.yaml`, text })));
}

const parts = ["deployment", "service", "config", "autoscaler", "ingress"];

function objectsOf(at, count, tag) {
  const name = `svc-${at}`;
  const next = `svc-${(at * 7 + 3) % count}`;
  const other = `svc-${(at * 13 + 5) % count}`;
  // Every fifth has no probe and a tag that moves: the rules have something to say, as they do on real files.
  const careless = at % 5 === 0;
  const objects = [
    `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
  labels: {app: ${name}, app.kubernetes.io/part-of: shop}
spec:
  replicas: 2
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      containers:
        - name: ${name}
          image: registry.example.com/shop/${name}:${careless && tag === "1.4.2" ? "latest" : tag}
          ports:
            - name: http
              containerPort: 8080
          envFrom:
            - configMapRef: {name: ${name}-config}
          env:
            - name: UPSTREAM_URL
              value: http://${next}:8080/api
            - name: OTHER_HOST
              value: ${other}.shop.svc.cluster.local
            - name: LOG_LEVEL
              value: info
${
  careless
    ? ""
    : `          readinessProbe:
            httpGet: {path: /healthz, port: http}
`
}          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {cpu: 500m, memory: 256Mi}
`,
    `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {app: ${name}}
  ports:
    - {name: http, port: 8080, targetPort: http}
`,
    `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}-config, namespace: shop}
data:
  CACHE_URL: redis://cache-${at % 5}:6379/0
  MODE: fast
`,
    `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${name}, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}
`,
    `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${name}, namespace: shop}
spec:
  ingressClassName: nginx
  rules:
    - host: ${name}.shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: ${name}, port: {name: http}}}
`,
  ];
  return { name, objects };
}
