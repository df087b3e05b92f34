interface Fixture {
  readonly files: Readonly<Record<string, string>>;
  /** The folder that is built. */
  readonly build: string;
}

const api = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, labels: {app: api}}
spec:
  replicas: 1
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      serviceAccountName: api
      initContainers:
        - {name: migrate, image: "shop/migrate:1.0"}
      containers:
        - name: api
          image: registry.example/shop/api:1.0
          args: [serve, --port=8080]
          ports:
            - {containerPort: 8080, name: http}
            - {containerPort: 9090, name: metrics, protocol: TCP}
          env:
            - {name: LOG_LEVEL, value: info}
            - {name: DB_HOST, value: db}
          envFrom:
            - configMapRef: {name: settings}
            - secretRef: {name: keys}
          volumeMounts:
            - {name: conf, mountPath: /etc/conf}
      volumes:
        - {name: conf, configMap: {name: settings}}
        - {name: tls, secret: {secretName: keys, defaultMode: 0400}}
`;
const service = `apiVersion: v1
kind: Service
metadata: {name: api}
spec:
  selector: {app: api}
  ports:
    - {port: 80, targetPort: http}
`;
const others = `apiVersion: v1
kind: ServiceAccount
metadata: {name: api}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [configmaps], verbs: [get], resourceNames: [settings]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: reader}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects: [{kind: ServiceAccount, name: api, namespace: default}, {kind: ServiceAccount, name: default, namespace: default}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  rules:
    - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: api, port: {number: 80}}}}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {minReplicas: 1, maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: report, image: shop/report, envFrom: [{secretRef: {name: keys}}]}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec: {podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}
`;

const base = {
  "base/api.yaml": api,
  "base/service.yaml": service,
  "base/others.yaml": others,
  "base/kustomization.yaml": `resources: [api.yaml, service.yaml, others.yaml]
configMapGenerator:
  - name: settings
    literals: [LOG=info, 'QUOTED="yes"', EMPTY=]
    files: [app.properties, renamed.txt=app.properties]
    envs: [common.env]
secretGenerator:
  - name: keys
    literals: [password=hunter2]
    files: [long.txt]
`,
  "base/app.properties": "a=1\nb=<2>&3\n",
  "base/common.env": "# comment\nMODE=fast\nURL=http://x/?a=b\n\n  SPACED=1\n",
  "base/long.txt": `${"0123456789".repeat(30)}\n`,
};

/** One kustomization over the base. */
const over = (kustomization: string, more: Readonly<Record<string, string>> = {}): Fixture => ({
  files: { ...base, ...more, "overlays/prod/kustomization.yaml": `resources: [../../base]\n${kustomization}` },
  build: "overlays/prod",
});

/** A kustomization for each feature; each is built by kubectl too. */
export const kustomizations: Readonly<Record<string, Fixture>> = {
  "generated names with a hash, and who refers to them": { files: base, build: "base" },
  "prefix, suffix and namespace": over("namePrefix: eu-\nnameSuffix: -blue\nnamespace: shop\n"),
  "prefixes of two levels": {
    files: {
      ...over("namePrefix: eu-\n").files,
      "all/kustomization.yaml": "resources: [../overlays/prod]\nnamePrefix: acme-\nnamespace: shop\n",
    },
    build: "all",
  },
  "labels and annotations": over(`commonLabels: {team: pay, "example.com/x": "true"}
commonAnnotations: {owner: me}
`),
  "labels without selectors, with templates": over(`labels:
  - {pairs: {tier: back}}
  - {pairs: {zone: a}, includeTemplates: true}
  - {pairs: {part: shop}, includeSelectors: true}
`),
  "images and replicas": over(`images:
  - {name: registry.example/shop/api, newName: mirror.example/api, newTag: "2.0"}
  - {name: shop/migrate, digest: "sha256:0123456789abcdef"}
  - {name: shop/report, newTag: v3}
replicas: [{name: api, count: 5}]
`),
  "strategic merges": over(
    `patches:
  - path: api.yaml
  - target: {kind: Service}
    patch: |
      apiVersion: v1
      kind: Service
      metadata: {name: any}
      spec: {type: LoadBalancer, ports: [{port: 443, targetPort: https, name: https}]}
`,
    {
      "overlays/prod/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 4
  template:
    spec:
      initContainers:
        - {name: migrate, $patch: delete}
      containers:
        - name: side
          image: shop/side:1
        - name: api
          args: [serve]
          ports: [{containerPort: 8080, name: web}]
          env:
            - {name: LOG_LEVEL, value: debug}
            - {name: NEW, value: "1"}
            - {name: DB_HOST, value: null, valueFrom: {secretKeyRef: {name: keys, key: password}}}
          volumeMounts: [{mountPath: /tmp, name: tmp}]
      volumes:
        - {name: tmp, emptyDir: {}}
        - {name: conf, $patch: delete}
`,
    },
  ),
  "directives that replace and delete": over(`patchesStrategicMerge:
  - |
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: api}
    spec:
      template:
        spec:
          containers:
            - $patch: replace
            - {name: only, image: shop/only:1}
          volumes: null
  - |
    apiVersion: v1
    kind: Service
    metadata: {name: api}
    $patch: delete
`),
  "JSON patches": over(
    `patches:
  - target: {kind: Deployment, name: ap.*}
    patch: |-
      - {op: replace, path: /spec/replicas, value: 7}
      - {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: MORE, value: "1"}}
      - {op: remove, path: /spec/template/spec/containers/0/env/0}
      - {op: add, path: /metadata/annotations, value: {a~b: c}}
      - {op: test, path: /spec/replicas, value: 7}
      - {op: copy, from: /spec/template/spec/containers/0/image, path: /metadata/annotations/example.com~1image}
      - {op: move, from: /spec/template/spec/volumes/1, path: /spec/template/spec/volumes/0}
patchesJson6902:
  - target: {version: v1, kind: Service, name: api}
    path: service.json
`,
    { "overlays/prod/service.json": '[{"op": "add", "path": "/spec/type", "value": "NodePort"}]\n' },
  ),
  "targets by label": over(`patches:
  - target: {labelSelector: "app in (api, web)"}
    patch: '[{"op": "add", "path": "/metadata/annotations", "value": {"seen": "yes"}}]'
`),
  "generators that merge and replace": over(`configMapGenerator:
  - {name: settings, behavior: merge, literals: [LOG=warn, MORE=1]}
secretGenerator:
  - {name: keys, behavior: replace, literals: [token=abc], type: example.com/token}
generatorOptions: {labels: {made: here}, annotations: {why: test}}
`),
  "generators without a hash": over(`configMapGenerator:
  - {name: plain, literals: [A=1], options: {disableNameSuffixHash: true, immutable: true, labels: {made: here}}}
`),
  components: over("components: [../../components/tracing]\nnamePrefix: eu-\n", {
    "components/tracing/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources: [collector.yaml]
patches:
  - patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api}
      spec: {template: {spec: {containers: [{name: api, env: [{name: TRACING, value: collector}]}]}}}
configMapGenerator:
  - {name: settings, behavior: merge, literals: [TRACE=on]}
`,
    "components/tracing/collector.yaml": "apiVersion: v1\nkind: Service\nmetadata: {name: collector}\nspec: {ports: [{port: 4317}]}\n",
  }),
  replacements: over(`replacements:
  - source: {kind: Service, name: api, fieldPath: spec.ports.0.port}
    targets:
      - select: {kind: Deployment, name: api}
        fieldPaths: ["spec.template.spec.containers.[name=api].env.[name=DB_HOST].value"]
  - source: {kind: Deployment, name: api, fieldPath: metadata.name}
    targets:
      - select: {kind: Ingress}
        fieldPaths: [metadata.annotations.from]
        options: {create: true}
      - select: {kind: Deployment}
        reject: [{name: nobody}]
        fieldPaths: ["spec.template.spec.containers.*.image"]
        options: {delimiter: "/", index: 1}
`),
  variables: over(`vars:
  - name: API
    objref: {apiVersion: v1, kind: Service, name: api}
  - name: PORT
    objref: {apiVersion: v1, kind: Service, name: api}
    fieldref: {fieldpath: "spec.ports[0].port"}
namePrefix: eu-
patches:
  - target: {kind: Deployment}
    patch: '[{"op": "add", "path": "/spec/template/spec/containers/0/args", "value": ["http://$(API):$(PORT)", "$(PORT)", "$$(API)", "$(OTHER)"]}]'
`),
  "configurations of operators' resources": over("namePrefix: eu-\nconfigurations: [names.yaml]\n", {
    "overlays/prod/names.yaml": `nameReference:
  - kind: ConfigMap
    fieldSpecs: [{path: spec/config, kind: App}]
commonLabels: [{path: spec/labels, create: true, kind: App}]
`,
    "base/others.yaml": `${others}---\napiVersion: example.com/v1\nkind: App\nmetadata: {name: app}\nspec: {config: settings, containers: [{name: a, image: shop/a}]}\n`,
  }),
  "transformers in files of their own": over("transformers: [prefix.yaml]\n", {
    "overlays/prod/prefix.yaml": `apiVersion: builtin
kind: PrefixTransformer
metadata: {name: any}
prefix: own-
fieldSpecs: [{path: metadata/name}]
---
apiVersion: builtin
kind: LabelTransformer
metadata: {name: any}
labels: {one: two}
fieldSpecs: [{path: metadata/labels, create: true}]
`,
  }),
  "lists, aliases and what is for tools alone": {
    files: {
      "kustomization.yml": "resources: [all.yaml]\nnamespace: shop\n",
      "all.yaml": `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: {name: a, annotations: &notes {x: "1"}}
    data: {k: v}
  - apiVersion: v1
    kind: ConfigMap
    metadata: {name: b, annotations: *notes}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: tool, annotations: {config.kubernetes.io/local-config: "true"}}
---
apiVersion: v1
kind: Namespace
metadata: {name: old}
`,
    },
    build: "",
  },
};
