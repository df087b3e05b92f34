import { describe, expect, it } from "vitest";
import { unitsOf, variantsOf } from "../../../../test/compose.ts";

const web = "services: { web: { image: nginx } }";
const shop = "services: { web: { image: nginx, depends_on: [db] }, db: { image: postgres } }";

/** Each project as the files that are started together, the usual ones first. */
const plans = (files: Readonly<Record<string, string>>): readonly (readonly string[])[] =>
  unitsOf(files).map((unit) => unit.plans.map((it) => it.files.join(" + ")));

describe("projects of a workspace", () => {
  it("are what stands in different folders, whatever it is called", () => {
    const files = { "compose.yaml": `name: shop\n${web}`, "a/docker-compose.yml": `name: shop\n${web}`, "b/stack.yaml": web };
    expect(plans(files)).toEqual([["a/docker-compose.yml"], ["b/stack.yaml"], ["compose.yaml"]]);
  });

  it("start from the file that Compose finds, with its override; the base alone is a variant", () => {
    expect(plans({ "docker-compose.yml": web, "docker-compose.override.yml": "services: { web: { ports: ['80'] } }" })).toEqual([
      ["docker-compose.yml + docker-compose.override.yml", "docker-compose.yml"],
    ]);
    expect(plans({ "compose.yaml": shop, "docker-compose.yml": shop })).toEqual([["compose.yaml", "docker-compose.yml"]]);
  });

  it("have variants: files that lack what their services need override the base, whole ones stand alone", () => {
    expect(
      plans({
        "compose.yaml": shop,
        "compose.prod.yaml": "services: { web: { restart: always } }",
        "compose.dev.yaml": "services: { web: { build: . }, mail: { image: mailhog, depends_on: [db] } }",
        "compose.ci.yaml": shop,
        "compose.monitoring.yaml": "services: { prometheus: { image: prometheus } }",
        "compose.storage.yaml": "services: { db: { image: postgres, volumes: ['data:/data'] } }",
      }),
    ).toEqual([
      [
        "compose.yaml",
        "compose.ci.yaml",
        "compose.yaml + compose.dev.yaml",
        "compose.monitoring.yaml",
        "compose.yaml + compose.prod.yaml",
        "compose.yaml + compose.storage.yaml",
      ],
    ]);
  });

  it("of a folder without a usual name start from a file for no environment, or for production", () => {
    expect(plans({ "local.yml": shop, "production.yml": shop, "test.yml": "services: { web: { command: test } }" })).toEqual([
      ["production.yml", "local.yml", "production.yml + test.yml"],
    ]);
    expect(plans({ "docker-compose.base.yml": shop, "docker-compose.prod.yml": "services: { web: { restart: always } }" })).toEqual([
      ["docker-compose.base.yml", "docker-compose.base.yml + docker-compose.prod.yml"],
    ]);
  });

  it("in one folder are several where files have other names for it, or nothing in common", () => {
    expect(plans({ "compose.yaml": `name: a\n${web}`, "compose.tools.yaml": `name: tools\n${web}` })).toEqual([
      ["compose.yaml"],
      ["compose.tools.yaml"],
    ]);
    expect(plans({ "kafka.yml": "services: { kafka: { image: kafka } }", "redis.yml": "services: { redis: { image: redis } }" })).toEqual([
      ["kafka.yml"],
      ["redis.yml"],
    ]);
  });

  it("are what COMPOSE_FILE in .env says", () => {
    const files = { "base.yml": shop, "extra.yml": "services: { web: { tty: true } }", ".env": "COMPOSE_FILE=base.yml:extra.yml" };
    expect(plans(files)).toEqual([["base.yml + extra.yml", "base.yml"]]);
  });

  it("are not made of files that others extend", () => {
    expect(plans({ "compose.yaml": "services: { a: { extends: { file: common.yml, service: a } } }", "common.yml": web })).toEqual([
      ["compose.yaml"],
    ]);
    // A file that is for production is started all the same.
    expect(
      plans({ "compose.yaml": shop, "compose.prod.yaml": "services: { web: { extends: { file: compose.yaml, service: web } } }" }),
    ).toEqual([["compose.yaml", "compose.prod.yaml"]]);
  });

  it("know every file they may look at, also those that are not there", () => {
    const [unit] = unitsOf({
      "app/compose.yaml": "services: { a: { extends: { file: ../base/b.yml, service: a }, env_file: [a.env, { path: b.env }] } }",
      "base/b.yml": "services: { a: { image: x, env_file: c.env } }",
    });
    expect(unit?.files).toEqual(["app/.env", "app/a.env", "app/b.env", "app/compose.yaml", "base/.env", "base/b.yml", "base/c.env"]);
  });

  it("say what environment a variant is for, as far as a name says so", () => {
    const variants = variantsOf({
      "compose.yaml": `${shop.slice(0, -2)}, mock: { image: mock, profiles: [e2e] } }`,
      "compose.override.yaml": "services: { web: { build: . } }",
      "docker-compose.prod.yml": "services: { web: { restart: always } }",
    });
    expect(variants.map((it) => [it.id, it.environment])).toEqual([
      ["compose.yaml+compose.override.yaml", undefined],
      ["compose.yaml+compose.override.yaml?e2e", "test"],
      ["compose.yaml", undefined],
      ["compose.yaml+docker-compose.prod.yml", "production"],
    ]);
  });
});

describe("what developers work in", () => {
  const workbench = "services: { web: { volumes: ['..:/workspace'] } }";
  const devcontainer = `{
  // started by the editor
  "dockerComposeFile": ["../compose.yaml", "compose.yaml"],
  "service": "web",
}`;

  it("is one more way to start the project, never the usual one", () => {
    const files = { "compose.yaml": shop, ".devcontainer/compose.yaml": workbench, ".devcontainer/devcontainer.json": devcontainer };
    expect(plans(files)).toEqual([["compose.yaml", "compose.yaml + .devcontainer/compose.yaml"]]);
    expect(variantsOf(files).map((it) => it.environment)).toEqual([undefined, "development"]);
  });

  it("is a project of its own where it starts nothing else; a broken file changes nothing", () => {
    const files = { "compose.yaml": shop, ".devcontainer/compose.yaml": web, ".devcontainer/devcontainer.json": "{ not json" };
    expect(plans(files)).toEqual([[".devcontainer/compose.yaml"], ["compose.yaml"]]);
    expect(variantsOf(files).map((it) => it.environment)).toEqual(["development", undefined]);
  });
});
