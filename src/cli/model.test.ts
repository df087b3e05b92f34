import { execFileSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseMermaid } from "../mermaid/parse.ts";
import { openShell, type Shell } from "./captured.ts";

const compose = `name: clinic
services:
  api:
    image: acme/api:1.4.2
    environment:
      DB_URL: postgres://app:hunter2@db:5432/clinic
    ports: ["127.0.0.1:8080:80"]
  db:
    image: postgres:16.4
  adminer:
    image: adminer:4.8.1
    profiles: [debug]
    environment:
      ADMINER_DEFAULT_SERVER: db:5432
`;

interface Model {
  readonly schemaVersion: number;
  readonly systems: readonly { id: string }[];
  readonly variants: readonly { id: string; main: boolean; files: string[] }[];
  readonly components: readonly { id: string; name: string; in: unknown; evidence: { file: string; line: number; strength: string }[] }[];
  readonly connections: readonly { from: string; to: string; evidence: { line: number }[] }[];
}

let shell: Shell;
beforeEach(() => {
  shell = openShell({ "compose.yaml": compose });
});
afterEach(() => shell.remove());
const git = (...args: string[]): void =>
  void execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: shell.folder, stdio: "ignore" });

describe("model", () => {
  test("JSON has every field of the contract", async () => {
    const model = await shell.json<Model>("model", ".", "--format", "json");
    expect(model).toMatchObject({ schemaVersion: 1, endpoints: [], topics: [], entities: [], problems: [] });
    expect(model.systems).toMatchObject([{ id: "clinic" }]);
    expect(model.variants.find((it) => it.main)).toMatchObject({
      system: "clinic",
      origin: "compose",
      environment: null,
      files: ["compose.yaml"],
    });
    expect(model.components.find((it) => it.name === "api")).toMatchObject({
      id: "component:clinic/api",
      system: "clinic",
      kind: "service",
      technology: null,
      aliases: [],
      evidence: [{ file: "compose.yaml", line: 3, endLine: expect.any(Number), says: expect.any(String), strength: "declared" }],
      ports: [{ number: 80, protocol: "tcp", published: { port: "8080", host: "127.0.0.1" } }],
    });
    expect(model.connections).toMatchObject([
      {
        from: "component:clinic/api",
        to: "component:clinic/db",
        style: "data",
        protocol: "postgres",
        strength: "declared",
        evidence: [{ file: "compose.yaml", line: 6, strength: "declared" }],
      },
    ]);
  });

  test("without --variant the main one, with `all` everything, with an id that one", async () => {
    const names = async (...options: string[]) =>
      (await shell.json<Model>("model", ".", "--format", "json", ...options)).components.map((it) => it.name);
    expect(await names()).toEqual(["api", "db"]);
    expect(await names("--variant", "all")).toEqual(["adminer", "api", "db"]);
    const { variants } = await shell.json<Model>("model", ".", "--format", "json");
    const debug = variants.find((it) => !it.main)?.id ?? "";
    expect(await names("--variant", debug)).toContain("adminer");
    expect(await shell("model", ".", "--variant", `${debug}x`)).toMatchObject({ code: 2, err: expect.stringContaining("Did you mean") });
  });

  test("--explain leads from the files to the connection, and says when there is none", async () => {
    const { out } = await shell("model", ".", "--explain", "api -> db");
    expect(out).toMatch(/^api {2}\(component:clinic\/api\)\n {2}compose\.yaml:3 /);
    expect(out).toMatch(/api → db {2}data, declared\n.*postgres.*\n {4}compose\.yaml:6 /);
    expect((await shell("model", ".", "--explain", "db->api")).out).toContain("Nothing here says that db reaches api.");
    expect((await shell("model", ".", "--explain", "apo -> db")).err).toMatch(/There is no component "apo" here\. Did you mean api\?/);
  });

  test("no door lets a secret out", async () => {
    for (const line of [
      ["model", ".", "--variant", "all"],
      ["model", ".", "--format", "json"],
      ["model", ".", "--explain", "api->db"],
      ["review", ".", "--all-rules"],
      ["review", ".", "--format", "json", "--all-rules"],
      ["review", ".", "--format", "markdown", "--all-rules"],
      ["diagram", "."],
      ["brief", ".", "--question", "Is db safe?"],
    ]) {
      const { out, err } = await shell(...line);
      expect(out.length, line.join(" ")).toBeGreaterThan(0);
      expect(out + err, line.join(" ")).not.toContain("hunter2");
    }
  });
});

describe("diagram", () => {
  test("Mermaid that Mermaid reads", async () => {
    for (const view of ["containers", "context"]) {
      const { out, code } = await shell("diagram", ".", "--view", view);
      expect([view, code, await parseMermaid(out)]).toEqual([view, 0, { ok: true }]);
    }
  });

  test("an SVG that stands alone, with every box and arrow in it", async () => {
    const { out } = await shell("diagram", ".", "--format", "svg");
    expect(out).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+"/);
    for (const id of ["n1", "n2", "e1", "g1"]) expect(out).toContain(`<g id="${id}">`);
    expect(out).not.toMatch(/NaN|undefined|<script|href/);
  });

  test("a PNG, to a file or to a pipe, but not to a terminal", async () => {
    const { bytes } = await shell("diagram", ".", "--format", "png");
    expect([...bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(bytes.length).toBeGreaterThan(5_000);
    const terminal = openShell({ "compose.yaml": compose }, { tty: true });
    expect((await terminal("diagram", ".", "--format", "png")).code).toBe(2);
    expect(await terminal("diagram", ".", "--format", "png", "-o", "it.png")).toMatchObject({ code: 0, out: "" });
    terminal.remove();
  });
});

describe("compare", () => {
  const changed = compose
    .replace("postgres:16.4", "postgres:17.2")
    .replace("  adminer:", "  cache:\n    image: redis:7.4\n  adminer:")
    .replace("api:1", "api:2");
  interface Changes {
    components: { added: { name: string }[]; removed: unknown[]; changed: { id: string; fields: { field: string }[] }[] };
  }

  test("with a git revision", async () => {
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    expect((await shell("compare", ".", "--base", "HEAD")).out).toMatch(
      /^Nothing changed in the architecture since HEAD \([0-9a-f]{7}\)\.\n$/,
    );
    shell.lay({ "compose.yaml": changed });
    const { components } = await shell.json<Changes>("compare", ".", "--base", "HEAD", "--format", "json");
    expect(components.added.map((it) => it.name)).toEqual(["cache"]);
    expect(components.changed.find((it) => it.id === "component:clinic/db")?.fields.map((it) => it.field)).toEqual(["version"]);
    const { out } = await shell("compare", ".", "--base", "HEAD");
    expect(out).toMatch(/\+ cache, cache Redis 7\.4/);
    expect(out).toMatch(/~ db: version 16\.4 → 17\.2/);
    const picture = await shell("compare", ".", "--base", "HEAD", "--format", "mermaid");
    expect(await parseMermaid(picture.out)).toEqual({ ok: true });
    expect(picture.out).toMatch(/classDef added /);
  });

  test("with a folder, both ways round", async () => {
    shell.lay({ "after/compose.yaml": changed, "before/compose.yaml": compose });
    const there = await shell.json<Changes>("compare", "after", "--base", "before", "--format", "json");
    const back = await shell.json<Changes>("compare", "before", "--base", "after", "--format", "json");
    expect(there.components.added).toHaveLength(1);
    expect(back.components.removed).toHaveLength(1);
    expect((await shell("compare", "after", "--base", "before", "--format", "markdown")).out).toMatch(/```diff\n\+ cache/);
  });

  test("a word that git would take for an option is no revision", async () => {
    git("init", "-q");
    for (const base of ["--upload-pack=x", "-x", "a..b", "HEAD:x y"]) expect((await shell("compare", ".", `--base=${base}`)).code).toBe(2);
  });
});
