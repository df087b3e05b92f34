/** Small whole systems of our own, and what has to be found in them: `workspaces/<name>/` and `workspaces/<name>.json`. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { openIo } from "../src/cli/io.ts";
import { run } from "../src/cli/run.ts";

interface Model {
  components: { id: string; kind: string; technology: string | null; version: string | null }[];
  connections: {
    from: string;
    to: string;
    style: string;
    protocol: string | null;
    strength: string;
    evidence: { file: string; line: number }[];
  }[];
}
interface Review {
  findings: { severity: string; rule: string; file: string; line: number }[];
}
interface Expected {
  components: string[];
  connections: string[];
  findings: string[];
}

const folder = path.join(import.meta.dirname, "workspaces");
const names = readdirSync(folder, { withFileTypes: true })
  .filter((it) => it.isDirectory())
  .map((it) => it.name);

async function asked<T>(...line: string[]): Promise<T> {
  let out = "";
  const write = (text: string | Uint8Array) => {
    out += String(text);
  };
  await run([...line, "--format", "json"], openIo({ out: { write }, err: { write: () => undefined }, folder, environment: {} }));
  return JSON.parse(out) as T;
}
const words = (...parts: (string | null)[]): string => parts.filter((it) => it !== null).join(" ");
const named = (id: string): string => id.replace("component:", "");

describe.each(names)("%s", (name) => {
  const expected = JSON.parse(readFileSync(path.join(folder, `${name}.json`), "utf8")) as Expected;

  test("has these components and connections, with these proofs", async () => {
    const { components, connections } = await asked<Model>("model", name);
    // A tag of an image that nobody knows is a version, and changes with every release: products only.
    const made = (it: Model["components"][number]) => (it.technology === null ? null : words(it.technology, it.version));
    expect(components.map((it) => words(named(it.id), it.kind, made(it))).sort()).toEqual(expected.components);
    const arrow = ({ strength }: Model["connections"][number]): string => (strength === "inferred" ? "⇢" : "→");
    const proof = ({ evidence: [it] }: Model["connections"][number]): string => `${it?.file}:${it?.line}`;
    expect(
      connections.map((it) => `${words(named(it.from), arrow(it), named(it.to), it.style, it.protocol)}, ${proof(it)}`).sort(),
    ).toEqual(expected.connections);
  });

  test("has these findings, and no others", async () => {
    const { findings } = await asked<Review>("review", name);
    expect(findings.map((it) => `${it.severity} ${it.rule} ${it.file}:${it.line}`).sort()).toEqual(expected.findings);
  });
});
