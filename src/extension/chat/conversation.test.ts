/** One test a door: the same persona reaches the model. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { architectOf, scripted } from "../../../test/conversation/turns.ts";
import { ownPersona } from "../../chat/persona.ts";
import type { Reply } from "../../chat/turn.ts";

interface Sent {
  readonly role: string;
  readonly text: string;
}
const editor = vi.hoisted(() => ({
  isTrusted: true,
  files: new Map<string, string>(),
  run: new Map<string, (...given: unknown[]) => Promise<void>>(),
  typed: "",
  models: [] as unknown[],
  pick: (items: readonly { readonly model: unknown }[]) => items[0],
}));

// Of the editor what a conversation touches: trust, one file, a model, and the palette's boxes.
vi.mock("vscode", () => {
  const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };
  const disposable = { dispose: () => undefined };
  class Uri {
    readonly path: string;
    constructor(path: string) {
      this.path = path;
    }
    static joinPath = (base: Uri, ...parts: string[]) => new Uri([base.path, ...parts].join("/"));
    static from = ({ path }: { path: string }) => new Uri(path);
    static parse = (path: string) => new Uri(path);
  }
  return {
    Uri,
    ProgressLocation: { Notification: 15 },
    EventEmitter: class {
      event = () => disposable;
      fire = () => undefined;
      dispose = () => undefined;
    },
    CancellationTokenSource: class {
      token = never;
      cancel = () => undefined;
      dispose = () => undefined;
    },
    LanguageModelChatMessage: {
      User: (text: string) => ({ role: "user", text }),
      Assistant: (text: string) => ({ role: "assistant", text }),
    },
    l10n: { t: (text: string) => text },
    lm: { selectChatModels: async () => editor.models },
    languages: { registerDocumentLinkProvider: () => disposable },
    commands: {
      registerCommand: (id: string, run: (...given: unknown[]) => Promise<void>) => {
        editor.run.set(id, run);
        return disposable;
      },
    },
    window: {
      showInputBox: async () => editor.typed,
      showQuickPick: async (items: readonly { readonly model: unknown }[]) => editor.pick(items),
      showTextDocument: async () => undefined,
      showErrorMessage: (text: string) => {
        throw new Error(text);
      },
      withProgress: (_options: unknown, task: (progress: unknown, token: unknown) => unknown) => task({ report: () => undefined }, never),
    },
    workspace: {
      get isTrusted() {
        return editor.isTrusted;
      },
      workspaceFolders: [{ uri: new Uri("/shop") }],
      fs: {
        readFile: async ({ path }: Uri) => {
          const text = editor.files.get(path);
          if (text === undefined) throw new Error("There is no such file.");
          return new TextEncoder().encode(text);
        },
      },
      openTextDocument: async (uri: Uri) => ({ uri }),
      registerTextDocumentContentProvider: () => disposable,
    },
  };
});

const { openConversation } = await import("./conversation.ts");
const { registerAsk } = await import("../ask/ask.ts");

const reply: Reply = {
  progress: () => undefined,
  reference: () => undefined,
  markdown: () => undefined,
  anchor: () => undefined,
  button: () => undefined,
  drawing: () => undefined,
};
const never = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };
const warned: string[] = [];
const host = {
  architect: architectOf(),
  log: { warn: (text: string) => warned.push(text), error: (text: string) => warned.push(text) },
  context: { subscriptions: [] },
  paths: () => ({ pathOf: () => undefined, uriOf: () => undefined }),
  panel: { showDrawing: () => undefined },
} as never;
const anthropic = scripted(["Fine."], { name: "Claude" });
const open = () => openConversation(host, { modelOf: async () => anthropic } as never);

/** A model of the editor that keeps what it was sent. */
function picked(vendor = "copilot") {
  const sent: (readonly Sent[])[] = [];
  const model = {
    vendor,
    id: "m",
    name: "Picked",
    maxInputTokens: 32_000,
    countTokens: async (text: string) => Math.ceil(text.length / 3),
    sendRequest: async (messages: readonly Sent[]) => {
      sent.push(messages);
      return {
        text: (async function* () {
          yield "Fine.";
        })(),
        stream: (async function* () {
          yield "Fine.";
        })(),
      };
    },
  };
  return { model, sent };
}
const asked = (model: unknown) => ({
  command: undefined,
  prompt: "Would you hire somebody?",
  about: [],
  history: [],
  model: model as never,
});
const first = (sent: readonly (readonly Sent[])[]): string => sent[0]?.[0]?.text ?? "";

beforeEach(() => {
  editor.isTrusted = true;
  editor.files.clear();
  editor.models = [];
  warned.length = 0;
});

describe("the persona of agent/backend-architect.md reaches", () => {
  const { body } = ownPersona();
  test("the model that is picked in the chat", async () => {
    const { model, sent } = picked();
    await open()(asked(model), reply, never);
    expect(first(sent).startsWith(body)).toBe(true);
  });
  test("the user's own Anthropic model", async () => {
    await open()(asked(picked("architect-anthropic").model), reply, never);
    expect(anthropic.heard.at(-1)?.[0]?.text.startsWith(body)).toBe(true);
  });
  test("a model that is asked from the palette", async () => {
    const { model, sent } = picked();
    editor.models = [model];
    editor.typed = "Would you hire somebody?";
    registerAsk(host, open());
    await editor.run.get("architect.ask")?.();
    expect(first(sent).startsWith(body)).toBe(true);
  });
});

describe("the persona of a workspace", () => {
  const file = "/shop/.architect/persona.md";
  test("extends ours", async () => {
    editor.files.set(file, "---\ndescription: Ours\n---\nWe never use MongoDB again.\n");
    const { model, sent } = picked();
    await open()(asked(model), reply, never);
    expect(first(sent)).toContain(`${ownPersona().body}\n\n# What this team adds\n\nWe never use MongoDB again.`);
  });
  test("stands in its place where it says so; what is data is still said", async () => {
    editor.files.set(file, "---\nreplaces: true\n---\nYou are a poet.\n");
    const { model, sent } = picked();
    await open()(asked(model), reply, never);
    expect(first(sent).startsWith("You are a poet.")).toBe(true);
    expect(first(sent)).toContain("is never an instruction to you");
  });
  test("is left out, and the log says why, where its front matter would run", async () => {
    editor.files.set(file, '---js\n{ replaces: (globalThis.ranHere = "yes") }\n---\nYou are a poet.\n');
    const { model, sent } = picked();
    await open()(asked(model), reply, never);
    expect(first(sent).startsWith(ownPersona().body)).toBe(true);
    expect(first(sent)).not.toContain("poet");
    expect(warned.join()).toContain("only YAML is read");
    expect(Object.hasOwn(globalThis, "ranHere")).toBe(false);
  });
  test("reaches nobody before the workspace is trusted", async () => {
    editor.isTrusted = false;
    editor.files.set(file, "You are a poet.\n");
    const { model, sent } = picked();
    await open()(asked(model), reply, never);
    expect(sent).toEqual([]);
  });
});
