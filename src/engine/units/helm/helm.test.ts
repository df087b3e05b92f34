import { describe, expect, test } from "vitest";
import { type Engine, openEngine } from "../../index.ts";

type Files = Readonly<Record<string, string>>;

function opened(files: Files): Engine {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return engine;
}

/** `api -> db postgres` for each connection, as far as a variant has it. */
function connections(engine: Engine, variant?: string): readonly string[] {
  const uses = [...engine.architecture().uses.values()].filter(
    ({ exists }) => variant === undefined || exists.some((it) => it.in === "all" || it.in.includes(variant)),
  );
  return [...new Set(uses.map(({ from, to }) => `${from.split("/")[1]} -> ${String(to).split("/")[1]}`))].sort();
}
/** What runs, by name. */
const names = (engine: Engine): readonly string[] =>
  [...engine.architecture().components.values()].flatMap((it) => (it.standing === "inside" ? it.name : [])).sort();
const component = (engine: Engine, name: string) => [...engine.architecture().components.values()].find((it) => it.name === name);
const complaints = (engine: Engine): readonly string[] =>
  engine.problems().map((it) => `${it.file}:${(it.span?.line ?? -1) + 1} ${it.message}`);

/** The text that the evidence of a connection or component leads to. */
function shown(engine: Engine, files: Files, id: `${string}#${string}` | undefined): string {
  const place = id === undefined ? undefined : engine.place(id);
  const file = id?.slice(0, id.lastIndexOf("#")) ?? "";
  return place === undefined ? "nowhere" : `${file}: ${files[file]?.slice(place.start, place.end)}`;
}
const proofs = (engine: Engine, from: string): readonly `${string}#${string}`[] =>
  [...engine.architecture().uses.values()]
    .filter((it) => it.from.endsWith(`/${from}`))
    .flatMap(({ exists }) => exists.flatMap(({ ground }) => (ground.by === "evidence" ? [ground.proof[0]] : [])));

const chart = (name: string, more = ""): string => `apiVersion: v2\nname: ${name}\nversion: 1.2.3\nappVersion: "4.5"\n${more}`;

const helpers = `{{- define "shop.fullname" -}}
{{- if .Values.fullnameOverride }}{{ .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}{{ .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}{{ end }}{{ end }}
{{- end }}
{{- define "shop.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
`;

const deployment = (name: string, container: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels: {{- include "shop.labels" . | nindent 4 }}
spec:
  replicas: {{ .Values.replicas }}
  selector:
    matchLabels: { app: ${name} }
  template:
    metadata:
      labels: { app: ${name} }
    spec:
      containers:
        - name: main
${container.replace(/^/gm, "          ")}
`;
const service = (name: string, port = 80): string => `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ port: ${port} }] }
`;

const plain: Files = {
  "chart/Chart.yaml": chart("shop"),
  "chart/values.yaml": "replicas: 2\nimage: { repository: acme/api, tag: '1.0' }\n",
  "chart/templates/_helpers.tpl": helpers,
  "chart/templates/api.yaml": `${deployment("api", 'image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\nenv:\n  - { name: DB_HOST, value: "db" }')}---\n${service("api")}`,
  "chart/templates/db.yaml": `${deployment("db", "image: postgres:16\nports: [{ containerPort: 5432 }]")}---\n${service("db", 5432)}`,
};

describe("a plain chart", () => {
  const engine = opened(plain);
  test("renders into components and connections", () => {
    expect(names(engine)).toEqual(["api", "db"]);
    expect(connections(engine)).toEqual(["api -> db"]);
    expect(component(engine, "db")?.technology.map((it) => it.value)).toEqual(["PostgreSQL"]);
    expect(component(engine, "api")?.replicas.map((it) => it.value)).toEqual([2]);
    expect(complaints(engine)).toEqual([]);
  });
  test("is one variant, from its values", () => {
    expect([...engine.architecture().variants.values()].map(({ id, origin, main, title }) => ({ id, origin, main, title }))).toEqual([
      { id: "chart/values.yaml", origin: "helm", main: true, title: "chart shop" },
    ]);
  });
  test("is proved by the place in the template", () => {
    expect(proofs(engine, "api").map((id) => shown(engine, plain, id))).toEqual(['chart/templates/api.yaml: value: "db"']);
    const image = [...engine.architecture().evidence.values()].find((it) => it.says.includes("acme/api"));
    expect(shown(engine, plain, image?.id)).toBe(
      'chart/templates/api.yaml: image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"',
    );
  });
  test("has a place for all of its evidence", () => {
    for (const { id } of engine.architecture().evidence.values()) expect(engine.place(id), id).toBeDefined();
  });
  test("its findings have no fixes: nobody edits templates for people", () => {
    const { findings } = engine.review({ allRules: true });
    expect(findings.some((it) => it.at[0].startsWith("chart/templates/"))).toBe(true);
    expect(findings.flatMap((it) => it.fixes)).toEqual([]);
  });
});

const indirect: Files = {
  "deploy/shop/Chart.yaml": chart(
    "shop",
    "dependencies:\n  - { name: stock, version: '*', repository: 'file://../stock', alias: warehouse, condition: warehouse.enabled }\n",
  ),
  "deploy/shop/values.yaml": `replicas: 1
global: { domain: svc }
warehouse: { enabled: true, port: 9000 }
extraEnv:
  - name: QUEUE_URL
    value: amqp://rabbit:5672
`,
  "deploy/shop/values-prod.yaml": "replicas: 5\nextraEnv:\n  - name: CACHE_URL\n    value: redis://cache:6379\n",
  "deploy/shop/templates/_helpers.tpl": helpers,
  "deploy/shop/templates/web.yaml": `${deployment(
    '{{ include "shop.fullname" . }}',
    "image: acme/web\nenv:\n  - name: STOCK_URL\n    value: http://{{ .Release.Name }}-warehouse:{{ .Values.warehouse.port }}\n  {{- with .Values.extraEnv }}\n  {{- toYaml . | nindent 12 }}\n  {{- end }}",
  )}---\n${service('{{ include "shop.fullname" . }}')}`,
  "deploy/shop/templates/rabbit.yaml": `${deployment("rabbit", "image: rabbitmq:3")}---\n${service("rabbit", 5672)}`,
  "deploy/shop/templates/cache.yaml": `${deployment("cache", "image: redis:7")}---\n${service("cache", 6379)}`,
  "deploy/stock/Chart.yaml": chart("stock"),
  "deploy/stock/values.yaml": "port: 80\nreplicas: 1\n",
  "deploy/stock/templates/_names.tpl": '{{- define "stock.name" -}}{{ .Release.Name }}-{{ .Chart.Name }}{{- end }}',
  "deploy/stock/templates/stock.yaml": `{{- $name := printf "%s-warehouse" .Release.Name }}\n${deployment("{{ $name }}", "image: acme/stock")}---\n${service("{{ $name }}", 80).replace("80 }", "{{ .Values.port }} }")}`,
};

describe("names and values that stand elsewhere", () => {
  const engine = opened(indirect);
  test("hosts come out of values, helpers, parts and aliases", () => {
    expect(connections(engine, "deploy/shop/values.yaml")).toEqual(["shop -> rabbit", "shop -> shop-warehouse"]);
    expect(complaints(engine)).toEqual([]);
  });
  test("another file of values is another variant", () => {
    const variants = [...engine.architecture().variants.values()];
    expect(variants.map((it) => [it.id, it.environment, it.main])).toEqual([
      ["deploy/shop/values.yaml", undefined, true],
      ["deploy/shop/values-prod.yaml", "production", false],
    ]);
    expect(connections(engine, "deploy/shop/values-prod.yaml")).toEqual(["shop -> cache", "shop -> shop-warehouse"]);
    expect(component(engine, "shop")?.replicas.map((it) => [it.value, it.in])).toEqual([
      [1, ["deploy/shop/values.yaml"]],
      [5, ["deploy/shop/values-prod.yaml"]],
    ]);
  });
  test("what is handed on whole is proved in the values file", () => {
    expect(
      proofs(engine, "shop")
        .map((id) => shown(engine, indirect, id))
        .sort(),
    ).toEqual([
      "deploy/shop/templates/web.yaml: value: http://{{ .Release.Name }}-warehouse:{{ .Values.warehouse.port }}",
      "deploy/shop/values-prod.yaml: value: redis://cache:6379",
      "deploy/shop/values.yaml: value: amqp://rabbit:5672",
    ]);
  });
  test("a part that is switched off is not there", () => {
    const off = opened({
      ...indirect,
      "deploy/shop/values.yaml": `${indirect["deploy/shop/values.yaml"]}`.replace("enabled: true", "enabled: false"),
    });
    expect(names(off)).not.toContain("shop-warehouse");
  });
});

describe("charts that lie elsewhere", () => {
  const files: Files = {
    ...plain,
    "chart/Chart.yaml": chart(
      "shop",
      `dependencies:
  - { name: postgresql, version: 12.x.x, repository: https://charts.example.org/bitnami, condition: postgresql.enabled }
  - { name: redis, alias: sessions, version: 17.x.x, repository: https://charts.example.org/bitnami }
  - { name: mongodb, version: 13.x.x, repository: https://charts.example.org/bitnami, condition: mongodb.enabled }
  - { name: house-helpers, version: 1.x.x, repository: https://charts.example.org/house }
`,
    ),
    "chart/values.yaml":
      "replicas: 1\nimage: { repository: acme/api, tag: '1' }\nmongodb: { enabled: false }\npostgresql: { enabled: true }\n",
    "chart/templates/api.yaml": deployment(
      "api",
      'image: acme/api\nenv:\n  - { name: DB_HOST, value: "{{ .Release.Name }}-postgresql" }\n  - { name: REDIS_URL, value: "redis://{{ .Release.Name }}-sessions-master:6379" }\n  - name: DB_PASSWORD\n    valueFrom: { secretKeyRef: { name: "{{ .Release.Name }}-postgresql", key: password } }',
    ),
    "chart/templates/db.yaml": "{{/* nothing */}}\n",
  };
  test("bring their products, reached by the names such charts give", () => {
    const engine = opened(files);
    expect(names(engine)).toEqual(["api", "postgresql", "sessions"]);
    expect(component(engine, "postgresql")?.technology.map((it) => it.value)).toEqual(["PostgreSQL"]);
    expect(component(engine, "sessions")?.kind.map((it) => it.value)).toEqual(["cache"]);
    expect(connections(engine)).toEqual(["api -> postgresql", "api -> sessions"]);
    const exists = component(engine, "postgresql")?.exists[0].ground;
    expect(exists?.by === "evidence" && shown(engine, files, exists.proof[0])).toContain(
      "chart/Chart.yaml: { name: postgresql, version: 12.x.x",
    );
    expect(engine.review().findings.filter((it) => it.rule.includes("undefined"))).toEqual([]);
  });
});

describe("a library chart that lies elsewhere", () => {
  test("has stand-ins for the names, labels and images that charts take from it", () => {
    const engine = opened({
      "chart/Chart.yaml": chart(
        "shop",
        "dependencies: [{ name: common, version: 2.x.x, repository: 'oci://registry.example.org/charts' }]\n",
      ),
      "chart/values.yaml": "replicas: 1\nimage: { registry: docker.io, repository: acme/shop, tag: '2' }\ndb: pg.example.org\n",
      "chart/templates/all.yaml": `apiVersion: {{ include "common.capabilities.deployment.apiVersion" . }}
kind: Deployment
metadata:
  name: {{ printf "%s-web" (include "common.names.fullname" .) }}
  labels: {{- include "common.labels.standard" ( dict "customLabels" .Values.commonLabels "context" $ ) | nindent 4 }}
spec:
  selector: { matchLabels: {{- include "common.labels.matchLabels" ( dict "customLabels" .Values.commonLabels "context" $ ) | nindent 6 }} }
  template:
    metadata:
      labels: {{- include "common.labels.matchLabels" ( dict "customLabels" .Values.commonLabels "context" $ ) | nindent 8 }}
    spec:
      containers:
        - name: web
          image: {{ include "common.images.image" (dict "imageRoot" .Values.image "global" .Values.global) }}
`
        .replace("{ matchLabels: {{", "\n    matchLabels: {{")
        .replace("| nindent 6 }} }", "| nindent 6 }}"),
    });
    expect(names(engine)).toEqual(["shop-web"]);
    expect(complaints(engine)).toEqual([]);
    const marks = [...engine.architecture().evidence.values()].map((it) => it.says);
    expect(marks.some((it) => it.includes("docker.io/acme/shop:2"))).toBe(true);
  });
});

describe("what is no deployment", () => {
  test("tests, notes, switched-off files, comments, and values for a chart's own checks", () => {
    const engine = opened({
      ...plain,
      "chart/ci/test-values.yaml": "replicas: 9\n",
      "chart/templates/NOTES.txt": "Visit http://elsewhere:80 {{ .Values.replicas }}",
      "chart/templates/tests/connection.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: probe\n  annotations: { 'helm.sh/hook': test }\nspec: { containers: [{ name: wget, image: busybox }] }\n",
      "chart/templates/off.yaml": `{{- if .Values.worker }}\n${deployment("worker", "image: acme/worker")}{{- end }}`,
      "chart/templates/comment.yaml": `{{/*\n${deployment("ghost", "image: acme/ghost")}*/}}\n# ${service("other").replaceAll("\n", "\n# ")}`,
      "django/templates/page.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: page }\n",
    });
    expect(names(engine)).toEqual(["api", "db"]);
    expect([...engine.architecture().variants.values()].filter((it) => it.origin === "helm").map((it) => it.id)).toEqual([
      "chart/values.yaml",
    ]);
  });
  test("a library chart is installed by nobody", () => {
    const engine = opened({
      "lib/Chart.yaml": chart("lib", "type: library\n"),
      "lib/templates/_all.tpl": `{{- define "lib.workload" }}\n${deployment("{{ .name }}", "image: acme/x")}{{- end }}\n${helpers}`,
      "app/Chart.yaml": chart("app", "dependencies:\n  - { name: lib, version: 1.x.x, repository: 'file://../lib' }\n"),
      "app/values.yaml": "replicas: 1\n",
      "app/templates/all.yaml": '{{- include "lib.workload" (merge (dict "name" "app") .) }}\n',
    });
    expect(names(engine)).toEqual(["app"]);
    expect([...engine.architecture().systems.keys()]).toEqual(["app"]);
  });
});

describe("what cannot be decided", () => {
  const files: Files = {
    ...plain,
    "chart/templates/api.yaml": `${deployment(
      "api",
      'image: acme/api:{{ required "a tag" .Values.tag }}\nresources: {{- include "elsewhere.resources" . | nindent 12 }}\n{{- include "elsewhere.probes" . | nindent 10 }}\nenv:\n  - { name: DB_HOST, value: db }\n  - { name: KEY, value: {{ randAlphaNum 8 }} }',
    )}---\n${service("api")}`,
  };
  test("is left out of the facts and of every finding, and what stands around it is read", () => {
    const engine = opened(files);
    expect(names(engine)).toEqual(["api", "db"]);
    expect(connections(engine)).toEqual(["api -> db"]);
    const { findings } = engine.review({ allRules: true });
    const inApi = findings.filter((it) => it.at.some((at) => at.includes("Deployment api") && at.includes("containers")));
    expect(inApi).toEqual([]);
    expect(findings.some((it) => it.at[0].includes("Deployment db") && it.at[0].includes("containers"))).toBe(true);
  });
});

describe("files of releases", () => {
  const generic: Files = {
    "charts/service/Chart.yaml": chart("service"),
    "charts/service/values.yaml": "replicas: 1\nimage: acme/none\nenv: {}\n",
    "charts/service/templates/_helpers.tpl": helpers,
    "charts/service/templates/all.yaml": `${deployment("{{ .Release.Name }}", "image: {{ .Values.image }}\nenv:\n{{- range $name, $value := .Values.env }}\n  - { name: {{ $name }}, value: {{ $value | quote }} }\n{{- end }}")}---\n${service("{{ .Release.Name }}")}`,
    "deploy/api.yaml": "image: acme/api\nenv: { BILLING_URL: 'http://billing:80', DB_HOST: orders-postgresql }\n",
  };
  test("a helmfile releases one chart under several names, with a product beside", () => {
    const engine = opened({
      ...generic,
      "deploy/helmfile.yaml": `environments:
  default: {}
  production:
    values: [{ replicas: 4 }]
---
releases:
  - name: api
    chart: ../charts/service
    values: [api.yaml, { replicas: {{ .Values.replicas | default 1 }} }]
  - name: billing
    chart: ../charts/service
    set: [{ name: image, value: acme/billing }]
  - name: orders
    chart: bitnami/postgresql
    version: 12.1.0
  - name: retired
    installed: false
    chart: ../charts/service
`,
    });
    expect(names(engine)).toEqual(["api", "billing", "postgresql"]);
    expect(connections(engine)).toEqual(["api -> billing", "api -> postgresql"]);
    expect(component(engine, "api")?.replicas.map((it) => [it.value, it.in])).toEqual([
      [4, ["deploy/helmfile.yaml?production"]],
      [1, ["deploy/helmfile.yaml?default"]],
    ]);
    expect([...engine.architecture().variants.values()].map((it) => it.origin)).toEqual(["helm", "helm"]);
  });
  test("applications of Argo CD count like releases", () => {
    const application = (name: string, helm: string): string =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: ${name} }\nspec:\n  destination: { namespace: shop }\n  source:\n    repoURL: https://git.example.org/shop\n    path: charts/service\n    helm: ${helm}\n`;
    const engine = opened({
      ...generic,
      "argocd/apps.yaml": `${application("api", "{ valueFiles: [../../deploy/api.yaml] }")}---\n${application("billing", "{ valuesObject: { image: acme/billing } }")}`,
    });
    expect(names(engine)).toEqual(["api", "billing"]);
    expect(connections(engine)).toContain("api -> billing");
  });
});

describe("live", () => {
  test("a keystroke in a template renders its chart only, and leaves what it did not touch", () => {
    const other = Object.fromEntries(
      Object.entries(plain).map(([path, text]) => [
        path.replace("chart/", "other/"),
        text.replace("name: shop", "name: other").replaceAll("api", "front"),
      ]),
    );
    const engine = opened({ ...plain, ...other });
    const before = engine.counts().renders;
    const text = `${plain["chart/templates/api.yaml"]}`.replace('value: "db"', 'value: "dbx"');
    const { changed } = engine.update([{ path: "chart/templates/api.yaml", text }]);
    expect(engine.counts().renders - before).toBe(1);
    expect([...changed].filter((it) => it.includes("front"))).toEqual([]);
    expect(connections(engine)).not.toContain("api -> db");
    engine.update([{ path: "chart/values.yaml", text: `${plain["chart/values.yaml"]}`.replace("replicas: 2", "replicas: 7") }]);
    expect(component(engine, "api")?.replicas.map((it) => it.value)).toEqual([7]);
  });
  test("a blank line above moves places and changes no fact", () => {
    const engine = opened(plain);
    const moved = { ...plain, "chart/templates/api.yaml": `\n\n${plain["chart/templates/api.yaml"]}` };
    const { changed } = engine.update([{ path: "chart/templates/api.yaml", text: moved["chart/templates/api.yaml"] ?? "" }]);
    expect([...changed]).toEqual([]);
    expect(proofs(engine, "api").map((id) => shown(engine, moved, id))).toEqual(['chart/templates/api.yaml: value: "db"']);
  });
});

describe("broken and hostile charts", () => {
  test("an action that is never closed is told with its place, and the rest is read", () => {
    const engine = opened({ ...plain, "chart/templates/more.yaml": `a: {{ .Values.x\n---\n${service("more")}` });
    expect(names(engine)).toEqual(["api", "db"]);
    expect(complaints(engine)).toEqual(["chart/templates/more.yaml:1 This action is not closed."]);
  });
  test("a bomb is a problem with a place", () => {
    const engine = opened({
      ...plain,
      "chart/templates/bomb.yaml": '{{ define "b" }}{{ include "b" . }}{{ include "b" . }}{{ end }}\n{{ include "b" . }}',
    });
    expect(names(engine)).toEqual(["api", "db"]);
    expect(complaints(engine)).toEqual([
      "chart/templates/bomb.yaml:2 Templates include each other more than 120 deep here; nothing of this file is read.",
    ]);
  });
  test("a broken file of values is told", () => {
    const engine = opened({ ...plain, "chart/values.yaml": 'replicas: 2\nimage: { repository: "acme/api\n' });
    expect(complaints(engine)[0]).toMatch(/^chart\/values.yaml:/);
  });
  test("charts that bring each other end", () => {
    const engine = opened({
      "a/Chart.yaml": chart("a", "dependencies: [{ name: b, version: '*', repository: 'file://../b' }]\n"),
      "b/Chart.yaml": chart("b", "dependencies: [{ name: a, version: '*', repository: 'file://../a' }]\n"),
      "a/templates/x.yaml": service("x"),
    });
    expect(engine.architecture().systems.size).toBeLessThan(3);
  });
});
