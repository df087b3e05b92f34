/** Seven packages were asked for. Each is used where it does its work, and this names the place. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { environment, out, root } from "./host/places.mjs";
import { steps } from "./run/steps.mjs";

const metafiles = path.join(out, "metafiles.json");

interface Output {
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
}

/** How much of a package's code is in a bundle, in bytes. */
function shipped(bundle: string, name: string): number {
  const built: Record<string, { outputs: Record<string, Output> }> = JSON.parse(readFileSync(metafiles, "utf8"));
  const inputs = Object.values(built[bundle]?.outputs ?? {}).flatMap((it) => Object.entries(it.inputs));
  return inputs.filter(([file]) => file.includes(`node_modules/${name}/`)).reduce((sum, [, it]) => sum + it.bytesInOutput, 0);
}
const text = (file: string): string => readFileSync(path.join(root, file), "utf8");
const commandOf = (step: string): readonly string[] => steps.find(({ name }) => name === step)?.command ?? [];

describe("the packages that were asked for", () => {
  beforeAll(() => {
    if (!existsSync(metafiles)) execFileSync("node", ["esbuild.mjs"], { cwd: root, env: environment() });
  }, 60_000);

  it("vscode-languageclient talks to the language server, in the extension", () => {
    expect(shipped("extension", "vscode-languageclient")).toBeGreaterThan(10_000);
  });
  it("gray-matter reads the persona's front matter, in the extension", () => {
    expect(shipped("extension", "gray-matter")).toBeGreaterThan(500);
  });
  it("@anthropic-ai/sdk asks a model with the user's own key, in the extension", () => {
    expect(shipped("extension", "@anthropic-ai/sdk")).toBeGreaterThan(10_000);
  });
  it("mermaid draws in the panel, and its parser checks what is drawn before that, in the server", () => {
    expect(shipped("media", "mermaid")).toBeGreaterThan(100_000);
    expect(shipped("server", "@mermaid-js/parser") + shipped("server", "mermaid")).toBeGreaterThan(10_000);
  });
  it("esbuild builds all of it", () => {
    expect(text("esbuild.mjs")).toMatch(/import esbuild from "esbuild"/);
    expect(commandOf("build")).toContain("esbuild.mjs");
  });
  it("@vscode/vsce packages it", () => {
    expect(commandOf("package")).toContain("vsix");
    expect(JSON.parse(text("package.json")).scripts.vsix).toMatch(/^vsce package /);
  });
  it("@vscode/test-electron starts the suite in the extension host", () => {
    expect(commandOf("in the extension host")).toContain("test/host/run-suite.mjs");
    expect(text("test/host/run-suite.mjs")).toMatch(/import \{ runTests \} from "@vscode\/test-electron"/);
  });
});
