import { describe, expect, it } from "vitest";
import { composed, environmentOf, messagesOf, projectOf, said, serviceOf } from "../../../../test/compose.ts";

describe("extends", () => {
  it("puts the other service below, through chains and files, paths seen from here", () => {
    const project = projectOf({
      "compose.yaml": `
services:
  api:
    extends: { file: common/base.yaml, service: web }
    ports: ['81:81']
    environment: { B: api }
`,
      "common/base.yaml": `
services:
  web:
    extends: base
    build: { target: web }
    volumes: ['./html:/html', 'named:/data', '/abs:/abs']
  base:
    extends: { file: ../root.yml, service: root }
    build: .
    env_file: base.env
    ports: ['80:80']
`,
      "common/base.env": "A=base",
      "root.yml": "services: { root: { restart: always, build: ./deep, environment: [B=root, C=root] } }",
    });
    expect(project.problems).toEqual([]);
    expect(said(project, "api")).toEqual({
      restart: "always",
      build: { context: "./common", target: "web" },
      environment: { B: "api", C: "root" },
      env_file: "./common/base.env",
      ports: ["80:80", "81:81"],
      volumes: ["./common/html:/html", "named:/data", "/abs:/abs"],
    });
    expect(environmentOf(project, "api")).toEqual({ A: "base", B: "api", C: "root" });
    expect(serviceOf(project, "api").definitions).toEqual([
      "root.yml#services.root",
      "common/base.yaml#services.base",
      "common/base.yaml#services.web",
      "compose.yaml#services.api",
    ]);
    expect(project.files).toEqual(["compose.yaml", "common/base.yaml", "root.yml"]);
    expect([...project.services.keys()]).toEqual(["api"]);
  });

  it("lets the extending service reset and override what it takes over, and what earlier files say", () => {
    const base = "services: { a: { image: x, ports: ['80'], dns: [9.9.9.9] }, b: { image: y, tty: true, command: run, ports: ['1'] } }";
    const project = composed(
      base,
      "services:\n  a:\n    extends: c\n    ports: !override ['81']\n    command: !reset null\n  c: { image: z, command: stop, ports: ['82'] }\n",
    );
    expect(said(project, "a")).toEqual({ image: "z", dns: ["9.9.9.9"], ports: ["81"] });
  });

  it("lets a service of another file reset what it extends there", () => {
    const project = projectOf({
      "compose.yaml": "services: { a: { extends: { file: base.yaml, service: base } } }",
      "base.yaml": "services:\n  init: { image: x, command: sleep }\n  base:\n    extends: init\n    command: !reset",
    });
    expect(said(project, "a")).toEqual({ image: "x" });
  });

  it("merges before the files are merged: depends_on of the base can be replaced", () => {
    const project = composed(`
services:
  c: { image: c }
  a: { image: a, depends_on: [c] }
  b:
    extends: a
    depends_on: !override [a]
`);
    expect(said(project, "b")).toEqual({ image: "a", depends_on: ["a"] });
  });

  it("says so where there is no such service or file, and where services extend each other", () => {
    const project = composed(`
services:
  a: { image: a, extends: nobody }
  b: { image: b, extends: { file: nowhere.yaml, service: b } }
  c: { image: c, extends: d }
  d: { extends: c, tty: true }
  e: { image: e, extends: { file: ../outside.yaml, service: e } }
  f: { image: f, extends: {} }
`);
    expect(messagesOf(project)).toEqual([
      "error: a extends nobody, and there is no service nobody in this file.",
      "error: There is no file nowhere.yaml.",
      "error: The service c extends itself: c in compose.yaml, d in compose.yaml, c in compose.yaml.",
      "note: ../outside.yaml is not in this workspace: what it says about the service is not known.",
      "error: extends of f names no service.",
    ]);
    expect(project.problems.map((it) => it.span?.line)).toEqual([2, 3, 5, 6, 7].map((line) => (line === 5 ? expect.any(Number) : line)));
    expect(said(project, "c")).toEqual({ image: "c", tty: true });
  });

  it("of thousands of services in a row ends", () => {
    const services = Array.from({ length: 2_000 }, (_, at) => `  s${at}: { image: x, extends: s${at + 1} }`).join("\n");
    const project = composed(`services:\n${services}\n`);
    expect(project.services.size).toBe(2_000);
  });
});
