import { describe, expect, it, test } from "vitest";
import { composeReader } from "./compose.ts";

const read = (path: string, text: string) => composeReader.read({ path, text });
const form = (path: string, text: string): string | undefined => {
  const file = { path, text };
  return composeReader.wants(path) && composeReader.recognises(file) ? composeReader.read(file).body.outline.form : undefined;
};

describe("a Compose file", () => {
  test.each([
    ["docker-compose.yml", "version: '3'\nservices:\n  web:\n    image: nginx\n"],
    ["compose.prod.yaml", "networks:\n  front:\n"],
    ["compose.yaml", ""],
    ["deploy/local.yml", "services:\n  web: { build: . }\nvolumes: { data: }\n"],
    ["deploy/common.yaml", "x-a: &a { restart: always }\nservices:\n  base: { <<: *a, environment: [A=1] }\n"],
    ["deploy/all.yaml", "include:\n  - path: api/compose.yaml\n"],
    ["a.yaml", "'services': {web: {image: nginx}}\n"],
  ])("%s is one by its name or by its shape", (path, text) => {
    expect(form(path, text)).toBe("services");
  });

  it("may be of the format's first version", () => {
    expect(form("docker-compose.yml", "web:\n  build: .\n  links: [db]\ndb:\n  image: postgres\n")).toBe("legacy");
    expect(form("fig.yml", "web:\n  image: nginx\n")).toBe("legacy");
  });

  test.each([
    ["k8s.yaml", "apiVersion: v1\nkind: List\nservices:\n  a:\n    image: x\n"],
    [".gitlab-ci.yml", "include:\n  - local: /ci.yml\nservices:\n  - postgres\ntest:\n  image: node\n  script: [npm test]\n"],
    [".github/workflows/ci.yml", "on: push\njobs:\n  test:\n    services:\n      db:\n        image: postgres\n"],
    ["openapi.yaml", "openapi: 3.1.0\nservices:\n  a:\n    image: x\n"],
    ["config/services.yaml", "services:\n  _defaults: { autowire: true }\n  App\\Mailer:\n    arguments: ['%x%']\n    environment: prod\n"],
    ["azure.yaml", "name: shop\nservices:\n  api:\n    project: ./api\n    language: ts\n    host: containerapp\n    image: x\n"],
    ["kong.yml", "_format_version: '3.0'\nservices:\n  - name: a\n    url: http://a\n    image: x\n"],
    ["serverless.yml", "service: shop\nprovider:\n  name: aws\nfunctions:\n  a:\n    image: x\n"],
    ["values.yaml", "api:\n  image:\n    repository: a\n  replicas: 2\n"],
    ["values.yaml", "services:\n  api:\n    image: { repository: a }\n    ports: [80]\n"],
    ["render.yaml", "services:\n  - type: web\n    image: { url: x }\n"],
    ["docs/docker_compose.yaml", "command: docker compose\nshort: Docker Compose\npname: docker\n"],
    ["configuration.yaml", "homeassistant:\n  name: home\nautomation: !include automations.yaml\n"],
    [".lando.yml", "name: x\nrecipe: lamp\nservices:\n  db:\n    type: mysql\n    build: [make]\n"],
    ["travis.yml", "language: node_js\nservices: docker\nbuild:\n  image: x\n"],
  ])("%s is none", (path, text) => {
    expect(form(path, text) ?? "other").toBe("other");
  });

  it("that turns out to be something else says nothing, however broken it is", () => {
    const facts = read("x.yaml", "services:\n  a: { type: [ }\n");
    expect([facts.problems, facts.outline, facts.mentions]).toEqual([[], "", []]);
  });

  it("mentions what a project reads besides: env files, includes, files that it extends", () => {
    const { mentions } = read(
      "app/compose.yaml",
      `
include:
  - ../db/compose.yaml
  - { path: [mon.yaml], project_directory: ../mon, env_file: mon.env }
  - oci://registry.test/x
services:
  a: { image: a, env_file: "\${ENV:-prod.env}", extends: { file: common.txt, service: a } }
  b: { image: b, env_file: [{ path: ../b.env, required: false }, "\${UNKNOWN}", /etc/x] }
`,
    );
    expect([...mentions].sort()).toEqual([
      "app/.env",
      "app/common.txt",
      "app/mon.env",
      "app/mon.yaml",
      "app/prod.env",
      "b.env",
      "db/.env",
      "db/compose.yaml",
    ]);
  });

  it("has an outline that only what decides about projects changes", () => {
    const outline = (text: string) => read("compose.yaml", text).outline;
    const base = outline("services:\n  a:\n    image: x\n");
    expect(outline("# more\nservices:\n  a:\n    image: y\n    ports: ['80']\n")).toBe(base);
    expect(outline("services:\n  b:\n    image: x\n")).not.toBe(base);
    expect(outline("name: n\nservices:\n  a:\n    image: x\n")).not.toBe(base);
  });

  it("says where a section or an attribute is of the wrong kind", () => {
    const { problems } = read(
      "compose.yaml",
      "services:\n  a: nginx\n  b:\n    image: x\n    ports: { a: b }\n    environment: A=1\n    depends_on: x\n  c:\n  x-d: { image: x }\nnetworks: [front]\nvolumes:\nx-y: 1\nvolume: { data: }\n",
    );
    expect(problems.map((it) => `${it.severity} ${it.span?.line}: ${it.message}`)).toEqual([
      "error 1: a must be a mapping.",
      "error 4: ports must be a list.",
      "error 5: environment must be a list or a mapping.",
      "error 6: depends_on must be a list or a mapping.",
      "error 9: networks must be a mapping from names.",
      "error 12: volume is no section of a Compose file; there are services, networks, volumes, configs, secrets, models, include and name.",
    ]);
  });

  it("says so where a key stands twice", () => {
    const [problem] = read("compose.yaml", "services:\n  a: { image: x }\n  a: { image: y }\n").problems;
    expect(problem).toMatchObject({ severity: "error", file: "compose.yaml", span: { line: 2 } });
  });
});
