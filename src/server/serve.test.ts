import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import {
  CancellationTokenSource,
  type CodeAction,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type ProtocolConnection,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentEdit,
  type WorkspaceDiagnosticReport,
} from "vscode-languageserver/node";
import { serve } from "./serve.ts";

type Files = Readonly<Record<string, string>>;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function folder(files: Files): string {
  const root = mkdtempSync(path.join(tmpdir(), "architect-server-"));
  closing.push(() => rmSync(root, { recursive: true, force: true }));
  lay(root, files);
  return root;
}
function lay(root: string, files: Files): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}
const uri = (root: string, file = ""): string => pathToFileURL(path.join(root, file)).href;

/** An editor's end of a connection to a server in this process. */
class Editor {
  readonly client: ProtocolConnection;
  readonly changed: unknown[] = [];
  refreshes = 0;
  watchers = 0;

  constructor() {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    serve(server);
    this.client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.client.onNotification("architect/changed", (it) => {
      this.changed.push(it);
    });
    this.client.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      return null;
    });
    this.client.onRequest("client/registerCapability", () => {
      this.watchers++;
      return null;
    });
    this.client.listen();
    closing.push(async () => {
      await this.client.sendRequest("shutdown");
      this.client.dispose();
      server.dispose();
    });
  }

  async open(roots: readonly string[], options: object = {}): Promise<this> {
    await this.client.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      capabilities: {
        workspace: { workspaceFolders: true, diagnostics: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
      },
      workspaceFolders: roots.map((it) => ({ uri: uri(it), name: path.basename(it) })),
      initializationOptions: options,
    });
    await this.client.sendNotification("initialized", {});
    return this;
  }
  show = (document: string, text: string, version = 1) =>
    this.client.sendNotification("textDocument/didOpen", { textDocument: { uri: document, languageId: "yaml", version, text } });
  type = (document: string, text: string, version: number) =>
    this.client.sendNotification("textDocument/didChange", { textDocument: { uri: document, version }, contentChanges: [{ text }] });
  pull = (document: string, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
    this.client.sendRequest("textDocument/diagnostic", { textDocument: { uri: document }, previousResultId });
  async diagnostics(document: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(document);
    return report.kind === "full" ? report.items : [];
  }
  workspace = (previousResultIds: readonly { uri: string; value: string }[] = []): Promise<WorkspaceDiagnosticReport> =>
    this.client.sendRequest("workspace/diagnostic", { previousResultIds });
  actions = (document: string, { range }: Diagnostic, diagnostics: readonly Diagnostic[]): Promise<readonly CodeAction[]> =>
    this.client.sendRequest("textDocument/codeAction", { textDocument: { uri: document }, range, context: { diagnostics } });
}

const requirements = ".architect/requirements.yaml";
const wrong = "trafic:\n  requestsPerSecond: 5\n";
const right = "traffic:\n  requestsPerSecond: 5\n";
const clinic = `services:
  api:
    image: acme/api:1.4.2
    environment:
      DB_URL: postgres://dbb:5432/clinic
  db:
    image: postgres:16.4
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data:
`;

describe("pulls", () => {
  test("a document's diagnostics, and 'unchanged' when they are", async () => {
    const root = folder({ [requirements]: wrong });
    const editor = await new Editor().open([root]);
    const first = await editor.pull(uri(root, requirements));
    expect(first).toMatchObject({ kind: "full", items: [{ source: "architect", range: { start: { line: 0 } } }] });
    expect(await editor.pull(uri(root, requirements), first.resultId)).toEqual({ kind: "unchanged", resultId: first.resultId });
  });

  test("what is typed counts before it is saved, and the disk again once the document is closed", async () => {
    const root = folder({ [requirements]: wrong });
    const editor = await new Editor().open([root]);
    const document = uri(root, requirements);
    await editor.show(document, wrong);
    await editor.type(document, right, 2);
    expect(await editor.diagnostics(document)).toEqual([]);
    await editor.client.sendNotification("textDocument/didClose", { textDocument: { uri: document } });
    expect(await editor.diagnostics(document)).toHaveLength(1);
  });

  test("a pull of the workspace is held open until there is news, and then tells only that", async () => {
    const root = folder({ [requirements]: wrong, "compose.yaml": clinic });
    const editor = await new Editor().open([root]);
    const first = await editor.workspace();
    const known = first.items.map((it) => ({ uri: it.uri, value: it.resultId ?? "" }));
    expect(known.map((it) => it.uri)).toContain(uri(root, requirements));
    const held = editor.workspace(known);
    expect(await Promise.race([held, soon("nothing yet", 150)])).toBe("nothing yet");
    await editor.show(uri(root, requirements), right);
    expect((await held).items).toEqual([{ kind: "full", uri: uri(root, requirements), version: 1, resultId: "none", items: [] }]);
  });

  test("of files that nobody has open are told when somebody has asked for everything", async () => {
    const root = folder({ [requirements]: wrong, "compose.yaml": clinic });
    const editor = await new Editor().open([root]);
    await editor.client.sendNotification("workspace/didChangeConfiguration", {
      settings: { architect: { rules: {}, review: { scope: "openFiles" } } },
    });
    await editor.show(uri(root, "compose.yaml"), clinic);
    expect((await editor.workspace()).items.map((it) => it.uri)).toEqual([uri(root, "compose.yaml")]);
    expect(await editor.diagnostics(uri(root, requirements))).toHaveLength(1);
    await editor.client.sendRequest("architect/session", { showAll: true });
    const all = (await editor.workspace()).items.map((it) => it.uri);
    expect(all.sort()).toEqual([uri(root, requirements), uri(root, "compose.yaml")].sort());
  });

  test("weigh what the editor's settings say, from the moment they are changed", async () => {
    const root = folder({ "compose.yaml": "services:\n  a:\n    image: redis\n" });
    const editor = await new Editor().open([root]);
    const codes = async () => (await editor.diagnostics(uri(root, "compose.yaml"))).map(({ code, severity }) => `${code} ${severity}`);
    const before = await codes();
    expect(before).toContain("image-not-pinned 2");
    const rules = { "compose-*": "off", "image-not-pinned": "error" };
    await editor.client.sendNotification("workspace/didChangeConfiguration", { settings: { architect: { rules } } });
    expect(await codes()).toEqual(["image-not-pinned 1"]);
    await editor.client.sendNotification("workspace/didChangeConfiguration", { settings: { architect: { rules: {} } } });
    expect(await codes()).toEqual(before);
  });

  test("a document outside every folder has none, whatever it says", async () => {
    const editor = await new Editor().open([folder({})]);
    await editor.show("untitled:compose.yaml", clinic);
    for (const document of ["untitled:compose.yaml", "file:///elsewhere/compose.yaml", "git:/x/compose.yaml", "%%%"])
      expect(await editor.diagnostics(document), document).toEqual([]);
  });
});

describe("findings", () => {
  test("stand where they are proved, with the places that make them true, and lead to their rule's page", async () => {
    const root = folder({ "compose.yaml": clinic });
    const editor = await new Editor().open([root], { rulePages: "file:///pages/" });
    const found = (await editor.diagnostics(uri(root, "compose.yaml"))).find((it) => it.code === "unknown-host");
    expect(found).toMatchObject({
      source: "architect",
      severity: 1,
      range: { start: { line: 4 } },
      codeDescription: { href: "file:///pages/unknown-host.md" },
    });
  });

  test("a certain fix is the preferred action, edits the version that was asked about, and ends the finding", async () => {
    const root = folder({ "compose.yaml": clinic });
    const editor = await new Editor().open([root]);
    const document = uri(root, "compose.yaml");
    await editor.show(document, clinic, 7);
    const all = await editor.diagnostics(document);
    const found = all.find((it) => it.code === "unknown-host") as Diagnostic;
    const [action] = await editor.actions(document, found, all);
    expect(action).toMatchObject({ kind: "quickfix", diagnostics: [{ code: "unknown-host" }] });
    const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(change?.textDocument).toEqual({ uri: document, version: 7 });
    await editor.type(document, applied(clinic, change as TextDocumentEdit), 8);
    expect((await editor.diagnostics(document)).map((it) => it.code)).not.toContain("unknown-host");
  });

  const twice = `services:\n  a:\n    image: nginx:1.27\n    environment: { A: "postgres://dbb:5432/a", B: "postgres://dbb:5432/b" }\n  db: { image: "postgres:16.4" }\n`;
  const kinds = (actions: readonly CodeAction[]) => actions.map((it) => it.title);

  test("what is alike is fixed at once: in the file, and everywhere after a look at it", async () => {
    const files = { "one/compose.yaml": twice.replace("dbb:5432/b", "dbb:5432/c"), "two/compose.yaml": clinic };
    const root = folder(files);
    const editor = await new Editor().open([root]);
    const document = uri(root, "one/compose.yaml");
    const all = await editor.diagnostics(document);
    const found = all.find((it) => it.code === "unknown-host") as Diagnostic;
    const actions = await editor.actions(document, found, all);
    const everywhere = actions.find((it) => it.title.startsWith("Fix all") && it.title.includes("everywhere"));
    expect(kinds(actions).join()).toMatch(/Fix all \d of this kind everywhere … \(unknown-host\)/);
    expect(everywhere?.edit).toBeUndefined();
    const { edit } = await editor.client.sendRequest<CodeAction>("codeAction/resolve", everywhere);
    const changes = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(changes.map((it) => it.textDocument.uri).sort()).toEqual([document, uri(root, "two/compose.yaml")]);
    expect(Object.values(edit?.changeAnnotations ?? {})).toEqual([{ label: everywhere?.title, needsConfirmation: true }]);
    const [change] = changes.filter((it) => it.textDocument.uri === document);
    await editor.show(document, applied(files["one/compose.yaml"], change as TextDocumentEdit));
    expect((await editor.diagnostics(document)).map((it) => it.code)).not.toContain("unknown-host");
  });

  test("on saving, everything of the file that needs no decision", async () => {
    const root = folder({ "compose.yaml": clinic });
    const editor = await new Editor().open([root]);
    const document = uri(root, "compose.yaml");
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const context = { diagnostics: [], only: ["source.fixAll"] };
    const actions = await editor.client.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: document },
      range,
      context,
    });
    expect(actions).toMatchObject([{ kind: "source.fixAll.architect" }]);
    const [change] = (actions[0]?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(applied(clinic, change as TextDocumentEdit)).toContain("postgres://db:5432/clinic");
  });

  test("a finding is ignored with a reason, and is gone", async () => {
    const root = folder({ "compose.yaml": clinic });
    const editor = await new Editor().open([root]);
    const document = uri(root, "compose.yaml");
    const all = await editor.diagnostics(document);
    const found = all.find((it) => it.code === "unknown-host") as Diagnostic;
    const ignore = (await editor.actions(document, found, all)).find((it) => it.title.includes("(unknown-host)"));
    expect(ignore?.command?.command).toBe("architect.ignoreFinding");
    const asked = { finding: (found.data as { finding: string }).finding, reason: "It is another team's." };
    const insertion = await editor.client.sendRequest<{ text: string; position: { line: number } }>("architect/ignore", asked);
    expect(insertion).toMatchObject({ file: "compose.yaml", position: { line: found.range.start.line, character: 0 } });
    const lines = clinic.split("\n");
    const text = [...lines.slice(0, insertion.position.line), insertion.text.trimEnd(), ...lines.slice(insertion.position.line)].join("\n");
    await editor.show(document, text);
    expect((await editor.diagnostics(document)).map((it) => it.code)).not.toContain("unknown-host");
    expect(await editor.client.sendRequest("architect/ignore", { ...asked, finding: "none" })).toBeNull();
  });

  test("no quick fix where other kinds of action are asked for", async () => {
    const root = folder({ "compose.yaml": clinic });
    const editor = await new Editor().open([root]);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const asked = { textDocument: { uri: uri(root, "compose.yaml") }, range, context: { diagnostics: [], only: ["refactor"] } };
    expect(await editor.client.sendRequest("textDocument/codeAction", asked)).toEqual([]);
  });
});

describe("news", () => {
  test("files that come, change and go on disk are read again, and the editor is asked to pull", async () => {
    const root = folder({});
    const editor = await new Editor().open([root]);
    const document = uri(root, requirements);
    const tell = (type: 1 | 2 | 3, it = document) =>
      editor.client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: it, type }] });
    expect(await editor.diagnostics(document)).toEqual([]);
    expect(editor.watchers).toBe(1);
    lay(root, { [requirements]: wrong });
    await tell(1);
    expect(await editor.diagnostics(document)).toHaveLength(1);
    lay(root, { [requirements]: right });
    await tell(2);
    expect(await editor.diagnostics(document)).toEqual([]);
    lay(root, { [requirements]: wrong });
    await tell(2);
    rmSync(path.join(root, ".architect"), { recursive: true });
    await tell(3, uri(root, ".architect")); // a folder goes as one
    expect(await editor.diagnostics(document)).toEqual([]);
    expect(editor.refreshes).toBeGreaterThan(0);
  });

  test("folders are added and taken away; generations only count up", async () => {
    const [shop, lab] = [folder({ [requirements]: wrong }), folder({ [requirements]: wrong, "compose.yaml": clinic })];
    const editor = await new Editor().open([shop]);
    const change = (added: string[], removed: string[]) =>
      editor.client.sendNotification("workspace/didChangeWorkspaceFolders", {
        event: { added: added.map((it) => ({ uri: uri(it), name: "x" })), removed: removed.map((it) => ({ uri: uri(it), name: "x" })) },
      });
    expect(await editor.diagnostics(uri(lab, requirements))).toEqual([]);
    await change([lab], []);
    expect(await editor.diagnostics(uri(lab, requirements))).toHaveLength(1);
    expect(await editor.diagnostics(uri(shop, requirements))).toHaveLength(1);
    await soon("", 120);
    await change([], [shop]);
    expect(await editor.diagnostics(uri(shop, requirements))).toEqual([]);
    expect(await editor.diagnostics(uri(lab, requirements))).toHaveLength(1);
    await soon("", 120);
    const generations = editor.changed.map((it) => (it as { generation: number }).generation);
    expect(generations.length).toBeGreaterThan(1);
    expect(generations).toEqual([...generations].sort((a, b) => a - b));
    expect(new Set(generations).size).toBe(generations.length);
  });
});

describe("hard times", () => {
  test("a request before initialization is refused in words, and the server goes on", async () => {
    const editor = new Editor();
    await expect(editor.client.sendRequest("architect/overview", {})).rejects.toMatchObject({
      code: -32002,
      message: "The server was not initialized.",
    });
    const root = folder({ [requirements]: wrong });
    await editor.open([root]);
    expect(await editor.diagnostics(uri(root, requirements))).toHaveLength(1);
  });

  test("a cancelled pull of the workspace is answered as cancelled, and leaves nothing behind", async () => {
    const root = folder({ [requirements]: wrong });
    const editor = await new Editor().open([root]);
    const known = (await editor.workspace()).items.map((it) => ({ uri: it.uri, value: it.resultId ?? "" }));
    const cancel = new CancellationTokenSource();
    const held = editor.client.sendRequest("workspace/diagnostic", { previousResultIds: known }, cancel.token);
    await soon("", 50);
    cancel.cancel();
    await expect(held).rejects.toMatchObject({ code: -32800 });
    expect(await editor.diagnostics(uri(root, requirements))).toHaveLength(1);
  });

  test("parameters of the wrong shape are told in a sentence", async () => {
    const editor = await new Editor().open([folder({})]);
    await expect(editor.client.sendRequest("architect/draw", { view: 7 })).rejects.toThrow("`view` is missing or of the wrong type.");
    await expect(editor.client.sendRequest("architect/check", "text")).rejects.toThrow("Parameters have to be an object.");
    expect(await editor.client.sendRequest("architect/draw", { view: "no such view", options: {} })).toBeNull();
  });

  test("a folder that does not exist is one problem, not the end", async () => {
    const root = folder({});
    const editor = await new Editor().open([path.join(root, "missing")]);
    const { problems } = (await editor.client.sendRequest("architect/overview", {})) as { problems: { message: string }[] };
    expect(problems.map((it) => it.message).join()).toMatch(/cannot be opened \(ENOENT\)/);
  });

  test("keystrokes that overtake each other end in the last text", async () => {
    const root = folder({ [requirements]: right });
    const editor = await new Editor().open([root]);
    const document = uri(root, requirements);
    await editor.show(document, right);
    for (let version = 2; version < 60; version++) void editor.type(document, version % 2 === 0 ? wrong : right, version);
    expect(await editor.diagnostics(document)).toEqual([]);
  });
});

const soon = <T>(value: T, milliseconds: number): Promise<T> => new Promise((resolve) => setTimeout(() => resolve(value), milliseconds));

/** The text after the edits of one document; they may not touch each other. */
function applied(text: string, { edits }: TextDocumentEdit): string {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), (it) => it.index + 1)];
  const offset = ({ line, character }: { line: number; character: number }): number => (starts[line] ?? 0) + character;
  return [...edits]
    .filter((it) => "newText" in it)
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((now, { range, newText }) => now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)), text);
}

describe("what stands where", () => {
  const compose = `services:
  api:
    image: acme/api:1.4
    environment:
      DB_URL: postgres://db:5432/app
  db:
    image: postgres
`;
  const at = (root: string, needle: string) => {
    const before = compose.slice(0, compose.indexOf(needle)).split("\n");
    return {
      textDocument: { uri: uri(root, "compose.yaml") },
      position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
    };
  };
  const opened = async () => {
    const root = folder({ "compose.yaml": compose });
    return { root, editor: await new Editor().open([root]) };
  };

  test("an address says what answers there, who uses it, and what is wrong with it", async () => {
    const { root, editor } = await opened();
    const hover = await editor.client.sendRequest<{ contents: { value: string } }>("textDocument/hover", at(root, "db:5432"));
    expect(hover.contents.value).toContain("environment DB\\_URL names db:5432");
    expect(hover.contents.value).toContain(`**db** · database, PostgreSQL`);
    expect(hover.contents.value).toContain(`[compose.yaml:6](${uri(root, "compose.yaml")}#L6)`);
    expect(hover.contents.value).toContain("Used by: api (postgres :5432)");
    expect(hover.contents.value).toMatch(/\$\(warning\) db runs postgres without a tag/);
    expect(await editor.client.sendRequest("textDocument/hover", at(root, "services"))).toBeNull();
  });

  test("images, volumes, keys and tables are led to where they are made and to everybody who uses them", async () => {
    const files = {
      "compose.yaml": `services:
  api: { image: "acme/api:1.4", environment: { MODE: fast } }
  db:
    image: postgres:16.4
    volumes: ["data:/var/lib/postgresql/data"]
  old: { image: "postgres:13.1" }
volumes:
  data:
`,
      "k8s/api.yaml": `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  MODE: fast
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: worker }
spec:
  selector: { matchLabels: { app: worker } }
  template:
    metadata: { labels: { app: worker } }
    spec:
      containers:
        - name: worker
          image: acme/worker:2
          env:
            - name: SPEED
              valueFrom: { configMapKeyRef: { name: settings, key: MODE } }
`,
      "db/1.sql":
        "CREATE TABLE orders (id bigint PRIMARY KEY);\nCREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id));\n",
    };
    const root = folder(files);
    const editor = await new Editor().open([root]);
    const where = (file: keyof typeof files, needle: string) => {
      const before = files[file].slice(0, files[file].indexOf(needle)).split("\n");
      return {
        textDocument: { uri: uri(root, file) },
        position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
        context: { includeDeclaration: true },
      };
    };
    const hover = async (file: keyof typeof files, needle: string) =>
      (await editor.client.sendRequest<{ contents: { value: string } } | null>("textDocument/hover", where(file, needle)))?.contents
        .value ?? "";
    const places = async (what: "definition" | "references", file: keyof typeof files, needle: string) =>
      (
        await editor.client.sendRequest<{ uri?: string; targetUri?: string; range?: Range; targetRange?: Range }[]>(
          `textDocument/${what}`,
          where(file, needle),
        )
      ).map((it) => `${path.basename(it.targetUri ?? it.uri ?? "")}:${((it.targetRange ?? it.range)?.start.line ?? -1) + 1}`);

    expect(await hover("compose.yaml", "postgres:16.4")).toContain("**postgres** · image\n\nUsed by: db (16.4), old (13.1)");
    expect(await places("references", "compose.yaml", "postgres:16.4")).toEqual(["compose.yaml:4", "compose.yaml:6"]);
    expect(await places("definition", "compose.yaml", "data:/var")).toEqual(["compose.yaml:8"]);
    expect(await places("definition", "k8s/api.yaml", "MODE } }")).toEqual(["api.yaml:5"]);
    expect(await hover("k8s/api.yaml", "MODE: fast")).toMatch(
      /^\*\*MODE\*\* · key of settings\n\nDefined in: \[k8s\/api\.yaml:5\].*\n\nUsed by: worker$/,
    );
    expect(await places("references", "k8s/api.yaml", "MODE: fast")).toEqual(["api.yaml:5", "api.yaml:20"]);
    expect(await hover("db/1.sql", "orders")).toContain("**orders** · table\n\nColumns: id");
    expect(await places("references", "db/1.sql", "orders")).toEqual(["1.sql:1", "1.sql:2"]);
  });

  test("one jumps from an address to what answers, and from there to everybody who names it", async () => {
    const { root, editor } = await opened();
    const lines = (places: readonly { range?: { start: { line: number } }; targetRange?: { start: { line: number } } }[]) =>
      places.map((it) => ((it.targetRange ?? it.range)?.start.line ?? -1) + 1);
    expect(lines(await editor.client.sendRequest("textDocument/definition", at(root, "db:5432")))).toEqual([6]);
    const context = { includeDeclaration: true };
    expect(lines(await editor.client.sendRequest("textDocument/references", { ...at(root, "db:\n"), context }))).toEqual([6, 5]);
  });

  test("above each service stands who calls it, and a click draws it", async () => {
    const { root, editor } = await opened();
    const lenses = await editor.client.sendRequest<
      { range: { start: { line: number } }; command: { title: string; arguments: unknown[] } }[]
    >("textDocument/codeLens", { textDocument: { uri: uri(root, "compose.yaml") } });
    expect(lenses.map(({ range, command }) => `${range.start.line + 1} ${command.title}`)).toEqual([
      "2 needs 1 · show in the diagram",
      "6 1 caller · 2 findings · show in the diagram",
    ]);
    expect(lenses[0]?.command.arguments).toMatchObject([
      { what: "component", line: { ref: expect.stringMatching(/^component:.*\/api$/) } },
    ]);
  });
});
