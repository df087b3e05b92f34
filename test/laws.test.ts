/** Every import law is broken once on purpose: a law that nothing trips may not be one. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { cruise } from "dependency-cruiser";
import extractLaws from "dependency-cruiser/config-utl/extract-depcruise-config";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** The file that breaks a law, what it says, and the law. */
const broken: readonly (readonly [file: string, text: string, law: string])[] = [
  ["src/gate/plant.ts", `import "../engine/it.ts";`, "gate keeps to its rings"],
  ["src/engine/model/plant.ts", `import "../graph/it.ts";`, "engine/model keeps to its rings"],
  ["src/engine/model/plant.ts", `import "yaml";`, "engine/model keeps to its packages"],
  ["src/engine/syntax/plant.ts", `import "../readers/reader.ts";`, "engine/syntax keeps to its rings"],
  ["src/engine/knowledge/plant.ts", `import "../syntax/it.ts";`, "engine/knowledge keeps to its rings"],
  ["src/engine/readers/plant.ts", `import "../units/it.ts";`, "engine/readers keeps to its rings"],
  ["src/engine/readers/plant.ts", `import "../rules/it.ts";`, "engine/readers keeps to its rings"],
  ["src/engine/units/plant.ts", `import "../rules/it.ts";`, "engine/units keeps to its rings"],
  ["src/engine/units/plant.ts", `import { it } from "../readers/reader.ts"; it();`, "engine/units takes types only"],
  ["src/engine/assemble/plant.ts", `import "../readers/reader.ts";`, "engine/assemble keeps to its rings"],
  ["src/engine/graph/plant.ts", `import "../rules/it.ts";`, "engine/graph keeps to its rings"],
  ["src/engine/rules/plant.ts", `import "../diagrams/it.ts";`, "engine/rules keeps to its rings"],
  ["src/engine/rules/plant.ts", `import "vscode";`, "vscode is the extension's"],
  ["src/engine/diagrams/plant.ts", `import "../rules/it.ts";`, "engine/diagrams keeps to its rings"],
  ["src/engine/diagrams/plant.ts", `import "mermaid";`, "engine/diagrams keeps to its packages"],
  ["src/engine/estimates/plant.ts", `import "../rules/it.ts";`, "engine/estimates keeps to its rings"],
  ["src/engine/brief/plant.ts", `import "../claims/it.ts";`, "engine/brief keeps to its rings"],
  ["src/engine/claims/plant.ts", `import "../brief/it.ts";`, "engine/claims keeps to its rings"],
  ["src/engine/plant.ts", `import "node:fs";`, "engine keeps to its packages"],
  ["src/engine/plant.ts", `import "ignore";`, "engine keeps to its packages"],
  ["src/engine/plant.ts", `import "../chat/it.ts";`, "engine keeps to its rings"],
  ...["protocol takes types only", "protocol keeps to its rings", "protocol keeps to its packages"].map(
    (law) => ["src/protocol.ts", `import { it } from "./engine/it.ts"; import "./server/it.ts"; import "yaml"; it();`, law] as const,
  ),
  ["src/chat/plant.ts", `import { it } from "../engine/it.ts"; it();`, "chat takes types only"],
  ["src/chat/plant.ts", `import "../extension/it.ts";`, "chat keeps to its rings"],
  ["src/models/plant.ts", `import type { it } from "../engine/it.ts"; export type T = typeof it;`, "models keeps to its rings"],
  ["src/models/plant.ts", `import { it } from "../chat/it.ts"; it();`, "models takes types only"],
  ["src/workspace/plant.ts", `import "../server/it.ts";`, "workspace keeps to its rings"],
  ["src/mermaid/plant.ts", `import "../workspace/it.ts";`, "mermaid keeps to its rings"],
  ["src/mermaid/plant.ts", `import { it } from "../engine/it.ts"; it();`, "mermaid takes types only"],
  ["src/server/plant.ts", `import "../chat/it.ts";`, "server keeps to its rings"],
  ["src/server/plant.ts", `import "vscode-languageclient/node";`, "server keeps to its packages"],
  ["src/cli/plant.ts", `import "../server/it.ts";`, "cli keeps to its rings"],
  ["src/mcp/plant.ts", `import "../cli/it.ts";`, "mcp keeps to its rings"],
  ["src/extension/plant.ts", `import { it } from "../engine/it.ts"; it();`, "extension takes types only"],
  ["src/extension/plant.ts", `import "../workspace/it.ts";`, "extension keeps to its rings"],
  ["media/plant.ts", `import "../src/engine/it.ts";`, "media keeps to its rings"],
  ["media/plant.ts", `import { it } from "../src/protocol.ts"; it();`, "media takes types only"],
  ["media/plant.ts", `import "node:fs";`, "media keeps to its packages"],
  ["src/cli/plant.ts", `import "../engine/it.test.ts";`, "nobody imports a test"],
  ["src/cli/plant.ts", `import "./missing.ts";`, "everything resolves"],
  ["src/server/one.ts", `import "./two.ts";`, "no circles"],
  // A package that nobody of them may have.
  ...["syntax", "knowledge", "readers", "units", "assemble", "graph", "rules", "estimates", "brief", "claims"].map(
    (it) => [`src/engine/${it}/plant.ts`, `import "mocha";`, `engine/${it} keeps to its packages`] as const,
  ),
  ...["gate", "chat", "models", "workspace", "mermaid", "cli", "mcp", "extension"].map(
    (it) => [`src/${it}/plant.ts`, `import "mocha";`, `${it} keeps to its packages`] as const,
  ),
];

/** What stands beside the plants, so that their imports lead somewhere. */
const standing: readonly (readonly [file: string, text: string])[] = [
  ...["model", "syntax", "knowledge", "units", "assemble", "graph", "rules", "diagrams", "estimates", "brief", "claims"].map(
    (it) => `src/engine/${it}/it.ts`,
  ),
  ...["gate", "engine", "chat", "models", "workspace", "mermaid", "server", "cli", "mcp", "extension"].map((it) => `src/${it}/it.ts`),
  "src/engine/readers/reader.ts",
  "src/engine/it.test.ts",
  "src/protocol.ts",
  "media/it.ts",
].map((it) => [it, "export const it = () => {};\n"] as const);

const { options = {}, forbidden = [] } = await extractLaws(path.resolve(".dependency-cruiser.mjs"));

const { tsConfig: _, ...withoutTsConfig } = options;

describe("import laws", () => {
  const root = mkdtempSync(path.join(tmpdir(), "laws-"));
  const violations = new Set<string>();
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };

  beforeAll(async () => {
    for (const [file, text] of [...standing, ["src/server/two.ts", `import "./one.ts";`] as const]) write(file, text);
    // Several plants share a folder: each is a file of its own, numbered.
    for (const [at, [file, text]] of broken.entries()) write(planted(file, at), text);
    symlinkSync(path.resolve("node_modules"), path.join(root, "node_modules"), "dir");
    writeFileSync(
      path.join(root, "tsconfig.json"),
      `{"compilerOptions":{"module":"nodenext","allowImportingTsExtensions":true,"noEmit":true,"types":[]},"include":["src","media"]}`,
    );
    writeFileSync(path.join(root, "package.json"), `{"type":"module"}`);
    const tsConfig = extractTSConfig(path.join(root, "tsconfig.json"));
    const result = await cruise(
      ["src", "media"],
      { ...withoutTsConfig, ruleSet: { forbidden }, validate: true, baseDir: root },
      undefined,
      { tsConfig },
    );
    if (typeof result.output === "string") throw new Error(result.output);
    for (const it of result.output.summary.violations) violations.add(`${it.from}: ${it.rule.name}`);
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test.each(broken.map(([file, text, law], at) => ({ file, text, law, at })))("$file with $text is refused", ({ file, law, at }) => {
    expect([...violations].filter((it) => it.startsWith(`${planted(file, at)}: `))).toContain(`${planted(file, at)}: ${law}`);
  });

  test("what breaks no law is let through", () => {
    const innocent = standing.map(([file]) => file).filter((it) => it !== "src/protocol.ts");
    expect([...violations].filter((it) => innocent.includes(it.slice(0, it.indexOf(": "))))).toEqual([]);
  });

  test("each law is broken by one of these, and says why", () => {
    const tripped = new Set([...violations].map((it) => it.slice(it.indexOf(": ") + 2)));
    for (const { name, comment } of forbidden) {
      expect(comment, name).toMatch(/^[A-Z].{30,}\.$/);
      expect([...tripped]).toContain(name);
    }
  });
});

const planted = (file: string, at: number) => (file.includes("plant") ? file.replace("plant", `plant-${at}`) : file);
