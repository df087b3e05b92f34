import { expect, test, vi } from "vitest";
import { place } from "../../../test/conversation/clinic.ts";
import { commands } from "../../protocol.ts";

// Of the editor only the shapes that an answer is made of.
vi.mock("vscode", () => ({
  MarkdownString: class {
    readonly value: string;
    isTrusted: unknown;
    constructor(value: string) {
      this.value = value;
    }
  },
  Location: class {},
  Range: class {},
}));

const { replyOver } = await import("./reply.ts");

interface Markdown {
  readonly value: string;
  readonly isTrusted: unknown;
}

function over(known: (path: string) => boolean) {
  const shown: (Markdown | "anchor" | { readonly command: string; readonly arguments: readonly unknown[] })[] = [];
  const stream = {
    markdown: (it: Markdown) => shown.push(it),
    anchor: () => shown.push("anchor"),
    button: (it: { readonly command: string; readonly arguments: readonly unknown[] }) => shown.push(it),
  };
  const paths = { pathOf: () => undefined, uriOf: (path: string) => (known(path) ? { path } : undefined) };
  return { shown, reply: replyOver(stream as never, { paths: paths as never, showDrawing: () => undefined }) };
}
const markdown = (it: unknown): Markdown => it as Markdown;

test("a place is an anchor; a name that leads to one is a link, which opens it and nothing else", () => {
  const { shown, reply } = over(() => true);
  reply.markdown("Fix ");
  reply.anchor(place("a (b)'s/compose.yaml", 12, ""), "api_1");
  reply.anchor(place("compose.yaml", 12, ""), "compose.yaml:12");
  const [text, link, anchor] = shown;
  expect(anchor).toBe("anchor");
  const [, title, target = ""] = markdown(link).value.match(/^\[(.*)\]\(([^()\s<>]*)\)$/) ?? [];
  expect(title).toBe("api\\_1");
  const [command, given = ""] = target.split("?");
  expect(command).toBe(`command:${commands.openPlace}`);
  expect(JSON.parse(decodeURIComponent(given))).toMatchObject([{ file: "a (b)'s/compose.yaml", span: { line: 11 } }]);
  // Parts of different trust do not merge, and the answer would fall into pieces.
  expect(markdown(text).isTrusted).toEqual({ enabledCommands: [commands.openPlace] });
  expect(markdown(link).isTrusted).toEqual(markdown(text).isTrusted);
});

test("a name whose file is gone is a word", () => {
  const { shown, reply } = over(() => false);
  reply.anchor(place("compose.yaml", 12, ""), "[api]");
  expect(markdown(shown[0]).value).toBe("\\[api\\]");
});

test("no button runs a command that is not ours", () => {
  const { shown, reply } = over(() => true);
  reply.button({ title: "Go", command: "workbench.action.terminal.new", arguments: [] });
  reply.button({ title: "Go", command: commands.reviewResource, arguments: ["deploy"] });
  expect(shown).toMatchObject([{ command: commands.reviewResource, arguments: [{ path: "deploy" }] }]);
});
