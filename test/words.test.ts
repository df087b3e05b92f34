/** Every word that the editor shows goes through `vscode.l10n`: found in the code as it is written, and proved with a language that nobody speaks. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, test, vi } from "vitest";

const extension = path.join(import.meta.dirname, "../src/extension");
const texts: ReadonlyMap<string, string> = new Map(
  readdirSync(extension, { recursive: true, encoding: "utf8" })
    .filter((it) => it.endsWith(".ts") && !it.endsWith(".test.ts"))
    .map((it) => it.replaceAll("\\", "/"))
    .sort()
    .map((it) => [it, readFileSync(path.join(extension, it), "utf8")]),
);

vi.mock("vscode", () => {
  class Item {
    readonly label: string;
    constructor(label: string) {
      this.label = label;
    }
  }
  class Markdown {
    value = "";
    appendText(text: string) {
      this.value += text;
      return this;
    }
    appendMarkdown(text: string) {
      return this.appendText(text);
    }
  }
  const t = (text: string, ...values: readonly unknown[]) =>
    `⟦${text.replace(/\{(\d+)\}/g, (_, at: string) => `⟧${values[Number(at)]}⟦`)}⟧`;
  return {
    l10n: { t },
    TreeItem: Item,
    MarkdownString: Markdown,
    ThemeIcon: Object.assign(class {}, { File: {} }),
    ThemeColor: class {},
    TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
    Uri: { from: () => ({}) },
  };
});

/** Calls whose every text is shown, and properties whose value is. */
const shown = /^(?:show(?:Information|Warning|Error)Message|setStatusBarMessage|Error|TreeItem|appendText|spoken)$/;
const shownAs = new Set(["title", "prompt", "placeHolder", "placeholder", "label", "detail", "description", "tooltip", "message", "name"]);

/** Texts that are shown and do not come out of `l10n.t`: "file:line text". */
function bare(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const report = (node: ts.Node, said: string): void => {
    // Icons, and what only machines read.
    const words = said.replace(/\$\([\w~-]+\)/g, "");
    if (!/\p{L}{2}/u.test(words) || words === "Architect" || /^[\w.-]*[./][\w./-]*$/.test(words)) return;
    found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${said}`);
  };
  /** What of an expression is shown. What a call makes of it is the call's own affair. */
  const look = (node: ts.Expression): void => {
    if (ts.isStringLiteralLike(node)) report(node, node.text);
    else if (ts.isTemplateExpression(node)) {
      report(node, [node.head.text, ...node.templateSpans.map((it) => it.literal.text)].join(""));
      for (const it of node.templateSpans) look(it.expression);
    } else if (ts.isConditionalExpression(node)) {
      look(node.whenTrue);
      look(node.whenFalse);
    } else if (ts.isBinaryExpression(node)) {
      look(node.left);
      look(node.right);
    } else if (ts.isParenthesizedExpression(node)) look(node.expression);
    else if (ts.isArrayLiteralExpression(node)) node.elements.forEach(look);
    else if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) look(node.body);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : node.expression.getText();
      // The name of an icon is no word.
      if (called === "entry") for (const it of (node.arguments ?? []).slice(0, 1)) look(it);
      if (shown.test(called)) for (const it of node.arguments ?? []) look(it);
    }
    if (ts.isPropertyAssignment(node) && shownAs.has(node.name.getText())) look(node.initializer);
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(node.left) &&
      shownAs.has(node.left.name.text)
    )
      look(node.right);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test.each([
  ["window.showErrorMessage(`It failed: ${why}`)", 1],
  ["throw new Error('No such thing.')", 1],
  ["item.tooltip = several ? 'Many' : t('One')", 1],
  ["const items = [{ label: `$(check) ${name}`, description: t('main') }]", 0],
  ["window.showInformationMessage(vscode.l10n.t('Done'))", 0],
  ["new vscode.ThemeIcon('error')", 0],
])("%s", (code, many) => expect(bare("a.ts", code)).toHaveLength(many));

test("no word is shown that a translator never sees", () => {
  expect([...texts].flatMap(([file, text]) => bare(file, text))).toEqual([]);
});

/** What `l10n.t` is given: only a text that stands there as it is can be found by who translates it. */
function translated(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(?:vscode\.l10n\.)?t$/.test(node.expression.getText())) {
      const [first] = node.arguments;
      if (first === undefined || !ts.isStringLiteralLike(first))
        throw new Error(`${file}: ${node.getText()} has no text that can be found.`);
      const holes = new Set([...first.text.matchAll(/\{(\d+)\}/g)].map(([, at]) => Number(at)));
      if (holes.size !== node.arguments.length - 1) throw new Error(`${file}: ${first.text} has not as many holes as values.`);
      found.push(first.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test("what there is to translate can be found, and has a place for each of its values", () => {
  expect([...texts].flatMap(([file, text]) => translated(file, text)).length).toBeGreaterThan(100);
});

describe("in a language that nobody speaks", () => {
  const pieces = (text: unknown): string => (typeof text === "string" ? text.replace(/⟦[^⟦⟧]*⟧/g, "") : "");
  const named = { name: "1", file: "2", places: [{ file: "2", span: undefined, says: "3", strength: "declared" }] };
  const line = { ref: "component:1/1", name: "1", aliases: [], kind: "database", standing: "outside", ports: [5], uses: [], published: [] };

  test("the views of the side bar speak it", async () => {
    const systems = (await import("../src/extension/sidebar/items.ts")).itemOf;
    const findings = (await import("../src/extension/findings/items.ts")).itemOf;
    const variant = { id: "1", title: "1", environment: undefined, main: true, files: Array.from({ length: 12 }, () => "2") };
    const finding = { ...named, severity: "error", message: "4", title: "5", why: "", remedy: "", where: "6", id: "7" };
    const system = { id: "1", folder: "", components: [line], variants: [variant], shown: "1" };
    const items = [
      ...[
        { what: "system", system },
        { what: "variants", label: "1", description: "2" },
        { what: "kind", kind: "service", open: true },
        { what: "variant", system: "1", variant, shown: true },
        { what: "component", line, findings: [finding], splits: true },
      ].map((it) => systems({ id: "1", children: [], ...it } as never)),
      ...[
        { what: "group", by: "component", name: "", worst: "warning", count: 2 },
        { what: "group", by: "severity", name: "", worst: "note", count: 1 },
        { what: "elsewhere", count: 2 },
        { what: "finding", finding },
        { what: "more", count: 3 },
      ].map((it) => findings({ id: "1", children: [], ...it } as never)),
    ];
    for (const { label, description, tooltip, accessibilityInformation } of items) {
      const said = typeof tooltip === "object" ? tooltip.value : tooltip;
      for (const it of [label, description, said, accessibilityInformation?.label]) expect(pieces(it)).not.toMatch(/\p{L}/u);
    }
  });
});
