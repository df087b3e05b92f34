// Ours and its peers as processes one talks LSP to over stdio.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";

const root = path.join(import.meta.dirname, "..");
const peers = path.join(import.meta.dirname, "peers");

/** @type {readonly { name: string; file: string; pulls: boolean; languageId: string }[]} */
export const servers = [
  { name: "Architect", file: path.join(root, "dist/server.cjs"), pulls: true, languageId: "yaml" },
  {
    name: "compose-language-service 1.0.0",
    file: path.join(peers, "node_modules/@microsoft/compose-language-service/bin/docker-compose-langserver"),
    pulls: false,
    languageId: "dockercompose",
  },
  {
    name: "yaml-language-server 2.0.0",
    file: path.join(peers, "node_modules/yaml-language-server/bin/yaml-language-server"),
    pulls: false,
    languageId: "yaml",
  },
];

/** Builds ours and installs the peers, where they are missing. */
export function prepare() {
  if (!existsSync(servers[0].file)) run(process.execPath, ["esbuild.mjs", "--production"], root);
  if (!existsSync(path.join(peers, "node_modules"))) run("npm", ["install", "--no-audit", "--no-fund"], peers);
}
function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ["ignore", "inherit", "inherit"], shell: process.platform === "win32" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed`);
}

/**
 * A server with one open document.
 * @param {(typeof servers)[number]} server
 * @param {string} text
 */
export async function openServer(server, text) {
  const folder = await mkdtemp(path.join(tmpdir(), "architect-bench-"));
  const file = path.join(folder, "compose.yaml");
  await writeFile(file, text);
  const uri = pathToFileURL(file).href;
  const started = performance.now();
  const child = spawn(process.execPath, [server.file, "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  let published = () => {};
  client.onNotification("textDocument/publishDiagnostics", (it) => {
    if (it.uri === uri) published();
  });
  client.onRequest("workspace/configuration", ({ items }) => items.map(() => null));
  client.onRequest("client/registerCapability", () => null);
  client.listen();
  await client.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "bench" }],
    capabilities: { textDocument: { diagnostic: {}, publishDiagnostics: {} }, workspace: { workspaceFolders: true, configuration: true } },
  });
  const initialized = performance.now() - started;
  await client.sendNotification("initialized", {});
  let version = 1;
  const diagnosed = () =>
    server.pulls
      ? client.sendRequest("textDocument/diagnostic", { textDocument: { uri } })
      : new Promise((resolve) => {
          published = resolve;
        });
  const waiting = server.pulls ? undefined : diagnosed();
  await client.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: server.languageId, version, text } });
  await (waiting ?? diagnosed());
  const ready = performance.now() - started;
  return {
    /** Milliseconds from the start of the process. */
    initialized,
    /** The same, until the first diagnostics of the document. */
    ready,
    /** Milliseconds from a new text to its diagnostics. */
    async type(next) {
      const from = performance.now();
      const answer = server.pulls ? undefined : diagnosed();
      client.sendNotification("textDocument/didChange", { textDocument: { uri, version: ++version }, contentChanges: [{ text: next }] });
      await (answer ?? diagnosed());
      return performance.now() - from;
    },
    async close() {
      await client.sendRequest("shutdown").catch(() => undefined);
      client.dispose();
      child.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
