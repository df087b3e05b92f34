/** package.json says what the editor offers before any code runs; it and the code are held together here. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { slashCommands } from "../src/chat/commands/index.ts";
import { tools } from "../src/chat/tools/index.ts";
import { readable } from "../src/extension/readable.ts";
import {
  anthropicVendor,
  commands,
  computedVendor,
  findingsView,
  panelViewType,
  participantId,
  settings,
  sidebarView,
} from "../src/protocol.ts";

// What is only asked for the words of a pattern needs no editor.
vi.mock("vscode", () => ({}));

const root = path.join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

interface Manifest {
  readonly enabledApiProposals?: unknown;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations?: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly submenu?: string; readonly when?: string }[]>>;
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly submenus: readonly { readonly id: string }[];
    readonly keybindings: readonly { readonly command: string; readonly when?: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly chatParticipants: readonly {
      readonly id: string;
      readonly commands: readonly { readonly name: string; readonly description: string }[];
    }[];
    readonly languageModelTools: readonly { readonly name: string; readonly modelDescription: string; readonly inputSchema: object }[];
    readonly languageModelChatProviders: readonly { readonly vendor: string; readonly managementCommand?: string }[];
  };
}
interface Step {
  readonly title: string;
  readonly description: string;
  readonly media: { readonly image: Readonly<Record<string, string>> };
  readonly completionEvents: readonly string[];
}
interface Setting {
  readonly scope?: string;
  readonly description?: string;
  readonly markdownDescription?: string;
}

const written = read("package.json");
const manifest = JSON.parse(written) as Manifest;
const { contributes } = manifest;
const words = JSON.parse(read("package.nls.json")) as Readonly<Record<string, string>>;
const contributed = contributes.configuration.properties;

const extension = path.join(root, "src/extension");
const code = readdirSync(extension, { recursive: true, encoding: "utf8" })
  .filter((it) => it.endsWith(".ts") && !it.endsWith(".test.ts"))
  .map((it) => readFileSync(path.join(extension, it), "utf8"))
  .join("\n");

test("nothing proposed is used: it could not be published", () => {
  expect(manifest.enabledApiProposals).toBeUndefined();
});

describe("commands", () => {
  const offered = contributes.commands.map(({ command }) => command);

  test("are those of the protocol", () => {
    expect(offered.toSorted()).toEqual(Object.values(commands).toSorted());
  });
  test("stand in menus under the name they have", () => {
    for (const [menu, items] of Object.entries(contributes.menus)) {
      for (const { command, submenu } of items) {
        if (submenu === undefined) expect(offered, menu).toContain(command);
        else expect(Object.keys(contributes.menus)).toContain(submenu);
      }
    }
  });
  test("that need an argument are not in the palette", () => {
    const hidden = contributes.menus["commandPalette"]?.filter(({ when }) => when === "false").map(({ command }) => command);
    expect(hidden).toEqual([
      commands.reviewResource,
      commands.openPlace,
      commands.stateRequirements,
      commands.showInDiagram,
      commands.correctSame,
      commands.correctDifferent,
      commands.correctIgnore,
      commands.correctKind,
      commands.correctOwner,
      commands.correctConnects,
      commands.clearFindingsFilter,
      commands.copyFindings,
      commands.explainFinding,
      commands.ignoreFinding,
    ]);
  });
  test("have keys only where one of our views has the focus: nobody's own keys are taken", () => {
    for (const { command, when } of contributes.keybindings) {
      expect(offered).toContain(command);
      expect(when).toMatch(/^focusedView == architect\./);
    }
  });
  test("of a file are offered where the window runs elsewhere, too", () => {
    const asked = Object.values(contributes.menus)
      .flat()
      .filter(({ when }) => when?.includes("resourceScheme"));
    expect(asked.length).toBeGreaterThan(0);
    for (const { when } of asked) expect(when).toContain("resourceScheme =~ /^(file|vscode-remote)$/");
  });
});

test("what a model may look up through the editor is what it may look up in chat", () => {
  const offered = contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
    name,
    modelDescription,
    inputSchema,
  }));
  expect(offered).toEqual(tools.map(({ name, description, input }) => ({ name, modelDescription: description, inputSchema: input })));
});

test("the participant has the slash commands that answer, in their words and order", () => {
  const [participant, ...others] = contributes.chatParticipants;
  expect(others).toEqual([]);
  expect(participant?.id).toBe(participantId);
  const offered = participant?.commands.map(({ name, description }) => ({ name, description: words[description.slice(1, -1)] }));
  expect(offered).toEqual(slashCommands.map(({ name, description }) => ({ name, description })));
});

test("the providers are the two that exist, and a key is managed by a command that does", () => {
  const vendors = contributes.languageModelChatProviders;
  expect(vendors.map(({ vendor }) => vendor)).toEqual([computedVendor, anthropicVendor]);
  expect(vendors[1]?.managementCommand).toBe(commands.setAnthropicKey);
});

describe("activation", () => {
  test("comes with a file that can be read, with the panel, and with nothing wider", () => {
    expect(manifest.activationEvents).toEqual([
      "onLanguage:dockercompose",
      "onLanguage:yaml",
      ...readable.map((it) => `workspaceContains:${it}`),
      `onWebviewPanel:${panelViewType}`,
    ]);
  });
});

describe("settings", () => {
  test("are those that the code asks for", () => {
    expect(Object.keys(contributed).toSorted()).toEqual(Object.values(settings).map((it) => `architect.${it}`));
    for (const name of Object.keys(settings)) expect(code).toMatch(new RegExp(`settings\\.${name}\\b`));
    expect(code).not.toMatch(/getConfiguration\((?!"architect"\))/);
  });
  test("say what they are and where they may be set", () => {
    for (const [name, { scope, description, markdownDescription }] of Object.entries(contributed)) {
      expect(scope, name).toBeDefined();
      expect(description ?? markdownDescription, name).toMatch(/^%.+%$/);
    }
  });
  test("that a workspace may not decide before it is trusted exist", () => {
    for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations ?? []) expect(contributed).toHaveProperty([name]);
  });
});

describe("the walkthrough", () => {
  const [walkthrough, ...others] = contributes.walkthroughs;
  test("has four steps, each with a picture, a click that is there, and an end", () => {
    expect(others).toEqual([]);
    expect(walkthrough?.steps).toHaveLength(4);
    for (const { title, description, media, completionEvents } of walkthrough?.steps ?? []) {
      for (const file of Object.values(media.image)) expect(statSync(path.join(root, file)).size, file).toBeLessThan(150_000);
      const text = words[description.slice(1, -1)] ?? "";
      expect(words[title.slice(1, -1)]).toBeDefined();
      const ours = [...Object.values<string>(commands), `${sidebarView}.focus`, `${findingsView}.focus`];
      expect(ours).toContain(/\(command:([^)]+)\)/.exec(text)?.[1]);
      for (const it of completionEvents)
        expect([...Object.values<string>(commands), sidebarView, findingsView]).toContain(it.split(":")[1]);
    }
  });
});

describe("the side bar", () => {
  const { views, viewsWelcome } = contributes;
  test("has the view that the code fills", () => {
    expect(Object.values(views).flatMap((it) => it.map(({ id }) => id))).toEqual([sidebarView, findingsView]);
    for (const { view } of viewsWelcome) expect([sidebarView, findingsView]).toContain(view);
  });
  test("says the next click where there is nothing to show, and every click is a command", () => {
    for (const { contents } of viewsWelcome) {
      const text = words[contents.slice(1, -1)] ?? "";
      for (const [, id = ""] of text.matchAll(/\(command:([^)]+)\)/g))
        expect([...Object.values<string>(commands), "vscode.openFolder"]).toContain(id);
      if (!text.startsWith("Reading")) expect(text).toContain("](command:");
    }
  });
});

test("every text of the manifest is there, and none is left over", () => {
  const used = [...written.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  expect([...new Set(used)].toSorted()).toEqual(Object.keys(words).toSorted());
});

test("every command that the code runs by name is one of ours or the editor's own", () => {
  const run = [...code.matchAll(/executeCommand\(\s*"([^"]+)"/g)].map(([, id]) => id ?? "");
  for (const id of run) expect(id).toMatch(/^(workbench|editor|vscode|setContext)\b/);
});
