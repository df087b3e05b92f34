import { describe, expect, it } from "vitest";
import { composed, environmentOf, messagesOf, projectOf, said, unitsOf } from "../../../../test/compose.ts";

describe("include", () => {
  it("brings in projects with their own folder and variables, overrides and includes among them", () => {
    const project = projectOf({
      "compose.yaml": `
include:
  - billing/compose.yaml
  - path: [monitoring/base.yaml, monitoring/more.yaml]
    project_directory: .
    env_file: monitoring/.env.monitoring
services:
  web: { image: "web:\${TAG}", depends_on: [billing] }
`,
      ".env": "TAG=1",
      "billing/compose.yaml": `
include: [../store/compose.yaml]
services:
  billing: { build: ., image: "billing:\${TAG}-\${OWN}", depends_on: [db] }
networks: { inner: }
`,
      "billing/.env": "OWN=own\nTAG=2",
      "store/compose.yaml": "services: { db: { image: postgres, volumes: ['./data:/data'] } }",
      "monitoring/base.yaml": "services: { prometheus: { image: prometheus, environment: [RETENTION] } }",
      "monitoring/more.yaml": "services: { prometheus: { tty: true } }",
      "monitoring/.env.monitoring": "RETENTION=7d",
    });
    expect(project.problems).toEqual([]);
    expect([...project.services.values()].map((it) => [it.name, it.folder])).toEqual([
      ["prometheus", ""],
      ["db", "store"],
      ["billing", "billing"],
      ["web", ""],
    ]);
    // The including project's variables stand before those of the included one.
    expect(said(project, "billing")).toMatchObject({ image: "billing:1-own", build: "." });
    expect(said(project, "prometheus")).toEqual({ image: "prometheus", environment: ["RETENTION"], tty: true });
    expect(environmentOf(project, "prometheus")).toEqual({ RETENTION: "7d" });
    expect(project.networks.get("inner")?.folder).toBe("billing");
    expect(project.files).toEqual([
      "compose.yaml",
      "billing/compose.yaml",
      "store/compose.yaml",
      "monitoring/base.yaml",
      "monitoring/more.yaml",
    ]);
  });

  it("lets the file override what it includes, with paths seen from here", () => {
    const project = projectOf({
      "compose.yaml": "include: [sub/compose.yaml]\nservices:\n  a: { ports: ['2'], environment: !override [B=2] }\n",
      "sub/compose.yaml": "services: { a: { build: ./src, ports: ['1'], environment: [A=1] } }",
    });
    expect(said(project, "a")).toEqual({ build: "./sub/src", ports: ["1", "2"], environment: ["B=2"] });
  });

  it("makes one project of several files, and files in other folders stay apart otherwise", () => {
    const units = unitsOf({
      "compose.yaml": "include: [{ path: './${PART:-a}/compose.yaml' }]",
      "a/compose.yaml": "services: { a: { image: a, env_file: a.env } }",
      "b/compose.yaml": "services: { b: { image: b } }",
    });
    expect(units.map((it) => [it.id, it.files])).toEqual([
      ["unit:compose:b/compose.yaml", ["b/.env", "b/compose.yaml"]],
      ["unit:compose:compose.yaml", [".env", "a/.env", "a/a.env", "a/compose.yaml", "compose.yaml"]],
    ]);
  });

  it("says so where a file is missing, elsewhere, or includes itself", () => {
    const project = projectOf({
      "compose.yaml": "include: [none.yaml, 'oci://registry.test/x', a/compose.yaml]\nservices: { w: { image: w } }",
      "a/compose.yaml": "include: [../compose.yaml]\nservices: { a: { image: a } }",
    });
    expect(messagesOf(project)).toEqual([
      "error: There is no file none.yaml.",
      "note: oci://registry.test/x is not in this workspace: what it defines is not known.",
      "error: This file includes itself: compose.yaml includes compose.yaml includes compose.yaml.",
    ]);
    expect([...project.services.keys()].sort()).toEqual(["a", "w"]);
  });

  it("of files that include each other again and again ends", () => {
    const files: Record<string, string> = { "compose.yaml": "include: [f0.yaml]\nservices: { w: { image: w } }" };
    for (let at = 0; at < 30; at++)
      files[`f${at}.yaml`] = `include: [{ path: f${at + 1}.yaml }, { path: [f${at + 1}.yaml] }]\nservices: { s${at}: { image: x } }`;
    expect(messagesOf(projectOf(files))).toContain("error: Files include each other so often that the rest is not followed.");
  });

  it("is nothing where nothing is said", () => {
    expect(composed("include:\nservices: { a: { image: a } }").problems).toEqual([]);
  });
});
