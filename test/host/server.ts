/** Starts the npm-hosted VS Code's server on 127.0.0.1. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { environment, fixtures, node, vscode } from "./places.mjs";

export interface Options {
  /** Extensions to install first, as a user would. */
  readonly vsix?: readonly string[];
  /** Folders of `fixtures/` that stand among the built-in extensions. */
  readonly fixtures?: readonly string[];
  /** The stock build's own extensions, those that ask for a sign-in among them. */
  readonly stock?: boolean;
  /** User settings, over `settings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
}
export interface Server {
  readonly url: string;
  /** Settings, extensions and logs: a profile that nobody has used before. */
  readonly data: string;
  stop(): Promise<void>;
}

/** Nothing that moves by itself, asks, or goes to the network. */
const settings = {
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.tips.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "extensions.webWorker": false,
  "update.mode": "none",
  "git.openRepositoryInParentFolders": "never",
  // Whoever wants to see the preview before something is sent says so.
  "architect.chat.preview": "never",
};

/** Of the stock build: what signs in, opens tunnels or debugs. */
const left = /^(copilot|github|github-authentication|microsoft-authentication|tunnel-forwarding|ms-vscode\..*|debug-.*)$/;

export async function startServer(options: Options = {}): Promise<Server> {
  const data = mkdtempSync(path.join(os.tmpdir(), "architect-vscode-"));
  const temporary = path.join(data, "tmp"); // its sockets would stay behind in the system's folder
  mkdirSync(path.join(data, "data/User"), { recursive: true });
  mkdirSync(temporary);
  writeFileSync(path.join(data, "data/User/settings.json"), JSON.stringify({ ...settings, ...options.settings }, null, 2));
  const main = path.join(vscode, "out/server-main.js");
  const env = { ...environment(), TMPDIR: temporary, XDG_RUNTIME_DIR: "", ...options.env };
  const common = ["--server-data-dir", data, "--accept-server-license-terms"];
  for (const file of options.vsix ?? []) {
    execFileSync(node, [main, ...common, "--install-extension", file, "--force"], { stdio: ["ignore", "ignore", "inherit"], env });
  }
  const port = options.port ?? (await freePort());
  const serving = ["--host", "127.0.0.1", "--port", `${port}`, "--without-connection-token", "--telemetry-level", "off"];
  const args = [main, ...common, ...serving, "--builtin-extensions-dir", builtIn(data, options)];
  // A process group of its own: extension host, language servers and watchers outlive the server by some seconds.
  const child = spawn(node, args, { detached: process.platform !== "win32", stdio: ["ignore", "pipe", "pipe"], env });
  const end = (signal: NodeJS.Signals) => {
    try {
      if (process.platform === "win32") child.kill(signal);
      else if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // All gone already.
    }
  };
  const atExit = () => end("SIGKILL");
  process.once("exit", atExit);
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  await listening(child, exited);
  return {
    url: `http://127.0.0.1:${port}/`,
    data,
    async stop() {
      end("SIGTERM");
      const patience = setTimeout(() => end("SIGKILL"), 3000);
      await exited;
      clearTimeout(patience);
      end("SIGKILL");
      process.off("exit", atExit);
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A folder of links to the built-in extensions of this server. */
function builtIn(data: string, { stock = false, fixtures: wanted = [] }: Options): string {
  const folder = path.join(data, "builtin");
  mkdirSync(folder);
  const theirs = path.join(vscode, "extensions");
  const names = readdirSync(theirs, { withFileTypes: true }).filter((it) => it.isDirectory() && (stock || !left.test(it.name)));
  for (const { name } of names) symlinkSync(path.join(theirs, name), path.join(folder, name), "junction");
  for (const name of wanted) symlinkSync(path.join(fixtures, name), path.join(folder, `fixture-${name}`), "junction");
  return folder;
}

function listening(child: ReturnType<typeof spawn>, exited: Promise<number | null>): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`VS Code's server did not start in a minute:\n${said}`)), 60_000);
    const hear = (piece: Buffer) => {
      said += piece;
      if (!said.includes("Extension host agent listening on")) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    void exited.then((code) => reject(new Error(`VS Code's server ended (${code}):\n${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
