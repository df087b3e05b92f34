import { describe, expect, it } from "vitest";
import { type Engine, openEngine } from "../../engine.ts";
import { type Architecture, fileOf, type KubernetesObject, nodeAt, textAt } from "../../model/index.ts";

function opened(files: Readonly<Record<string, string>>): Engine {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return engine;
}

const api = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 1
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: shop/api:1.0
          env:
            - {name: DB_HOST, value: db}
`;
const db = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "postgres:17"}]}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {selector: {app: db}, ports: [{port: 5432}]}
`;
const shop = {
  "deploy/base/kustomization.yaml": "resources: [api.yaml, db.yaml]\n",
  "deploy/base/api.yaml": api,
  "deploy/base/db.yaml": db,
  "deploy/overlays/dev/kustomization.yaml": "resources: [../../base]\nnamespace: dev\n",
  "deploy/overlays/prod/kustomization.yaml": "resources: [../../base]\nnamespace: prod\npatches: [{path: scale.yaml}]\n",
  "deploy/overlays/prod/scale.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 4
`,
};

const variants = ({ variants: all }: Architecture): readonly unknown[] =>
  [...all.values()].map(({ id, origin, environment, main }) => [id, origin, environment, main]);

const objects = (engine: Engine, type: string): readonly KubernetesObject[] =>
  [...engine.architecture().resources.values()].filter((it): it is KubernetesObject => it.kind === "kubernetes-object" && it.type === type);

const problems = (engine: Engine): readonly string[] =>
  engine
    .problems()
    .map(({ severity, file, span, message }) => `${severity} ${file}:${span === undefined ? "?" : span.line + 1} ${message}`);

describe("overlays", () => {
  it("are the variants of one system, production the main one; their base is none", () => {
    const engine = opened(shop);
    expect(variants(engine.architecture())).toEqual([
      ["deploy/overlays/prod/kustomization.yaml", "kustomize", "production", true],
      ["deploy/overlays/dev/kustomization.yaml", "kustomize", "development", false],
    ]);
    expect([...engine.architecture().components.values()].map((it) => it.name).sort()).toEqual(["api", "db"]);
    expect([...engine.architecture().uses.values()].map(({ from, to }) => [from, to])).toEqual([
      ["component:shop/api", "component:shop/db"],
    ]);
  });

  it("say values where they stand: in the patch, in the base, in the kustomization", () => {
    const engine = opened(shop);
    const api = objects(engine, "Deployment").find((it) => it.namespace === "prod");
    const place = (node: ReturnType<typeof nodeAt>): readonly unknown[] => [
      node && fileOf(node.at),
      node && (engine.place(node.at)?.line ?? -1) + 1,
    ];
    expect(place(nodeAt(api?.tree, "spec", "replicas"))).toEqual(["deploy/overlays/prod/scale.yaml", 5]);
    expect(place(nodeAt(api?.tree, "spec", "selector"))).toEqual(["deploy/base/api.yaml", 6]);
    expect(place(nodeAt(api?.tree, "metadata", "namespace"))).toEqual(["deploy/overlays/prod/kustomization.yaml", 2]);
    const replicas = engine.architecture().components.get("component:shop/api")?.replicas;
    expect(replicas?.map((it) => [it.value, it.in])).toEqual([
      [4, ["deploy/overlays/prod/kustomization.yaml"]],
      [1, ["deploy/overlays/dev/kustomization.yaml"]],
    ]);
  });

  it("that share a component and no base are systems of their own", () => {
    const app = (name: string): Readonly<Record<string, string>> => ({
      [`${name}/kustomization.yaml`]: "resources: [app.yaml]\ncomponents: [../common]\n",
      [`${name}/app.yaml`]: api.replaceAll("api", name),
    });
    const engine = opened({
      ...app("pay"),
      ...app("ship"),
      "common/kustomization.yaml": "kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\ncommonLabels: {team: a}\n",
    });
    expect([...engine.architecture().systems.keys()].sort()).toEqual(["pay", "ship"]);
  });

  it("take up files: a patch is no object of its own, and neither is a part that only an overlay has", () => {
    const engine = opened(shop);
    const found = engine.review({ allRules: true }).findings.filter((it) => it.rule === "k8s-image-latest");
    expect(found).toEqual([]);
    expect(objects(engine, "Deployment").length).toBe(2);
  });
});

describe("secrets", () => {
  const files = {
    "kustomization.yaml": `resources: [api.yaml]
secretGenerator:
  - {name: keys, literals: ["DATABASE_URL=postgres://u:hunter2@orders:5432/x", "token=hunter2"]}
replacements:
  - source: {kind: Secret, name: keys, fieldPath: data.token}
    targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.[name=api].env.[name=DB_HOST].value"]}]
`,
    "api.yaml": api,
  };

  it("keep their values: neither of generators nor of replacements does one enter the model", () => {
    const engine = opened(files);
    const everything = JSON.stringify(engine.architecture(), (_, value: unknown) => (value instanceof Map ? [...value] : value));
    expect(objects(engine, "Secret").length).toBe(1);
    expect(everything).toContain("DATABASE_URL");
    expect(everything).not.toContain("hunter2");
    expect(everything).not.toContain("aHVudGVyMg");
  });
});

describe("what cannot be built is told where it stands", () => {
  it.each([
    ["a missing file", "resources: [api.yaml, gone.yaml]\n", "error kustomization.yaml:1 gone.yaml is not there."],
    ["a missing base", "resources: [api.yaml, gone]\n", "error kustomization.yaml:1 gone has no kustomization, or is not there."],
    [
      "a way out of the workspace",
      "resources: [api.yaml, ../../../etc]\n",
      "warning kustomization.yaml:1 ../../../etc leads out of this workspace: what is there is not known.",
    ],
    [
      "a remote base",
      "resources: [api.yaml, 'https://example.com/x//y?ref=v1']\n",
      "note kustomization.yaml:1 https://example.com/x//y?ref=v1 is fetched when this is built: what it holds is not known.",
    ],
    [
      "a patch for nothing",
      "resources: [api.yaml]\npatches:\n  - patch: |\n      apiVersion: v1\n      kind: Service\n      metadata: {name: web}\n",
      "error kustomization.yaml:3 The patch is for Service web, which is not here.",
    ],
    ["itself", "resources: [api.yaml, .]\n", "error kustomization.yaml:1 . leads back here: . → .."],
  ])("%s", (_, kustomization, message) => {
    const engine = opened({ "kustomization.yaml": kustomization, "api.yaml": api });
    expect(problems(engine)).toEqual([message]);
    expect(engine.architecture().components.size).toBeGreaterThan(0);
  });

  it("bases that use one another", () => {
    const engine = opened({
      "a/kustomization.yaml": "resources: [../b, api.yaml]\n",
      "a/api.yaml": api,
      "b/kustomization.yaml": "resources: [../a]\n",
    });
    expect(problems(engine)).toEqual(["error b/kustomization.yaml:1 ../a leads back here: a → b → a."]);
  });

  it("a part that is not here makes nothing missing", () => {
    const service = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n";
    const findings = (resources: string): readonly string[] =>
      opened({ "kustomization.yaml": `resources: [${resources}]\n`, "api.yaml": api, "web.yaml": service })
        .review()
        .findings.map((it) => it.rule)
        .filter((it) => it.includes("service"));
    expect(findings("api.yaml, web.yaml")).toEqual(["k8s-service-no-pods"]);
    expect(findings("api.yaml, web.yaml, 'https://example.com/web//base?ref=v1'")).toEqual([]);
  });
});

describe("live", () => {
  it("a keystroke in a patch builds the overlay that holds it and no other system", () => {
    const engine = opened({
      ...shop,
      "other/kustomization.yaml": "resources: [web.yaml]\n",
      "other/web.yaml": api.replaceAll("api", "web"),
    });
    const before = engine.counts().renders;
    const { changed } = engine.update([
      { path: "deploy/overlays/prod/scale.yaml", text: shop["deploy/overlays/prod/scale.yaml"].replace("4", "6") },
    ]);
    expect(engine.counts().renders - before).toBe(1);
    expect([...changed]).toContain("component:shop/api");
    expect(textAt(objects(engine, "Deployment").find((it) => it.namespace === "prod")?.tree, "spec", "replicas")).toBe("6");
  });

  it("comes to the same as opening it fresh", () => {
    const engine = opened({});
    for (const [path, text] of Object.entries(shop).reverse()) engine.update([{ path, text }]);
    expect(engine.architecture()).toEqual(opened(shop).architecture());
  });
});
