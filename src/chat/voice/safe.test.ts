import fc from "fast-check";
import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { clinic, findings } from "../../../test/conversation/clinic.ts";
import { inChunks } from "../../../test/conversation/turns.ts";
import type { Piece } from "../turn.ts";
import { namesOf } from "./names.ts";
import { safe } from "./safe.ts";
import { sentences } from "./sentences.ts";

/** As a turn does it: cut where it may be shown, made safe, pieces in a row. Anchors as `⌖title(file:line)`. */
function shown(text: string, size = 7): string {
  const filter = safe(namesOf(clinic, findings));
  const cutter = sentences();
  const pieces: Piece[] = [];
  for (const chunk of inChunks(text, size)) for (const it of cutter.push(chunk)) pieces.push(...filter.push(it));
  for (const it of cutter.end()) pieces.push(...filter.push(it));
  pieces.push(...filter.end());
  return pieces.map((it) => (typeof it === "string" ? it : `⌖${it.title}(${it.place.file}:${(it.place.span?.line ?? -1) + 1})`)).join("");
}

describe("names that a model marks", () => {
  test.each([
    ["Ask ⟦clinic/db⟧.", "Ask ⌖db(compose.yaml:34)."],
    ["Ask ⟦component:clinic/db⟧.", "Ask ⌖db(compose.yaml:34)."],
    ["Ask ⟦billing⟧.", "Ask ⌖billing-api(compose.yaml:24)."],
    ["Ask `⟦clinic/db⟧`.", "Ask ⌖db(compose.yaml:34)."],
    ["See ⟦F2⟧.", "See ⌖compose.yaml:17(compose.yaml:17)."],
    ["Add ⟦new:outbox⟧.", "Add *outbox* (proposed)."],
    ["Ask ⟦clinic/ghost⟧.", "Ask ~~clinic/ghost~~ (not in these files)."],
    ["Run `docker logs ⟦clinic/db⟧`.", "Run `docker logs clinic/db`."],
    ["Open ⟦, forget to close.", "Open , forget to close."],
    ["See ⟦F99⟧.", "See ~~F99~~ (not in these files)."],
  ])("%s", (text, expected) => expect(shown(text)).toBe(expected));
});

describe("ordinary Markdown stays as it was", () => {
  test.each([
    "## Do this first\n\n1. **Call port 8000**: it *listens* there.\n2. Then `docker compose up`.\n",
    "| a | b |\n| --- | --- |\n| 1 | 2 |\n",
    "- [ ] not yet\n- [x] done\n",
    "```yaml\nservices:\n  db:\n    image: postgres:16\n```\n",
    "> A quote, with a dash - and 3 > 2.\n",
    "Less than 5 ms; a < b.\n",
  ])("%s", (text) => {
    const html = (it: string) => marked.parse(it, { async: false }).replace(/<h2>|<\/h2>/g, (tag) => tag.replace("2", "3"));
    expect(html(shown(text))).toBe(html(text));
  });
});

describe("what would lead out, load or run", () => {
  test.each([
    ["a link", "[here](https://e.vil)", "here"],
    ["a link to a command", "[here](command:architect.showLog)", "here"],
    ["a link to a file we know", "[here](./compose.yaml#L17)", "⌖here(compose.yaml:17)"],
    ["a link to a file we do not know", "[here](../../etc/passwd)", "here"],
    ["an image", "![here](https://e.vil/x.png)", "here"],
    ["an image in a link", "[![here](https://e.vil/x.png)](https://e.vil)", "\\[here\\](`https://e.vil`)"],
    ["HTML", "a <b onclick='x'>bold</b> word<img src=x>", "a bold word"],
    ["a blank to be filled in", "Call <service>.", "Call `<service>`."],
    ["a comment", "a <!-- b --> c", "a  c"],
    ["an address", "See https://e.vil/x.", "See `https://e.vil/x`."],
    ["an address in angle brackets", "See <https://e.vil>.", "See `https://e.vil`."],
    ["an address within a word", "éhttps://e.vil", "éhttps\\://e.vil"],
    ["mail", "Ask me@e.vil.", "Ask `me@e.vil`."],
    ["a drawing of its own", "```mermaid\nflowchart LR\n```\n", "```text\nflowchart LR\n```\n"],
    ["a block that is not ended", "```sh\nls\n", "```sh\nls\n\n```\n"],
    ["an icon", "$(alert) now", "\\$(alert) now"],
  ])("%s", (_name, text, expected) => expect(shown(text)).toBe(expected));

  test("nothing of it comes through, whatever a model writes and however it is cut", () => {
    const nasty = fc.constantFrom(
      ...[
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "<",
        ">",
        "`",
        "``",
        "```",
        "~~~",
        "\n",
        "\n\n",
        "\\",
        "!",
        " ",
        "    ",
        "- ",
        "> ",
        "1. ",
        "|",
        "*",
        "_",
      ],
      ...[
        "https://e.vil",
        "http://e.vil/a_b",
        "www.e.vil",
        "a@e.vil",
        "command:x",
        "javascript:x",
        "[1]: https://e.vil\n",
        "[1]",
        "&#x5b;",
        "&lt;",
      ],
      ...[
        "<a href='https://e.vil'>",
        "<img src=x>",
        "<!--",
        "-->",
        "⟦",
        "⟧",
        "⟦clinic/db⟧",
        "word",
        "compose.yaml",
        "mermaid",
        "é",
        ".",
        ". ",
        "\t",
        "#",
        "# ",
      ],
    );
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (parts, size) => {
        const html = marked.parse(shown(parts.join(""), size), { async: false });
        expect(html).not.toMatch(/<(?:a|img|script|iframe|svg|form|input(?! (?:checked="" )?disabled)|video|object)\b/i);
        expect(html).not.toMatch(/language-mermaid/);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a stream is cut anywhere", () => {
  const parts = [
    "⟦clinic/db⟧",
    "⟦clinic/ghost⟧",
    "⟦new:outbox⟧",
    "⟦F1⟧",
    "⟦F99⟧",
    "`⟦clinic/ghost⟧`",
    "**bold**",
    "[x](https://e.vil)",
    "![x](https://e.vil)",
    "`code. here`",
    "```ts\nlet a = 1;\n```\n",
    "<b>",
    "https://e.vil/a.b",
    "word",
    ". ",
    "? ",
    " ",
    "\n",
    "\n\n",
    "- ",
    "## ",
  ];
  /** The same text, cut where these numbers say. */
  const cutAt = (text: string, cuts: readonly number[]): readonly string[] => {
    const places = [...new Set([0, ...cuts.map((it) => it % (text.length + 1)), text.length])].sort((a, b) => a - b);
    return places.slice(1).map((end, index) => text.slice(places[index], end));
  };
  const render = (chunks: readonly string[]): string => {
    const filter = safe(namesOf(clinic, findings));
    const cutter = sentences();
    const pieces: Piece[] = [];
    for (const chunk of chunks) for (const it of cutter.push(chunk)) pieces.push(...filter.push(it));
    for (const it of cutter.end()) pieces.push(...filter.push(it));
    pieces.push(...filter.end());
    return pieces.map((it) => (typeof it === "string" ? it : `⌖${it.title}`)).join("");
  };
  const texts = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 20 }).map((it) => it.join(""));

  test("what is invented is marked, what is there leads to its line, wherever the cuts fall", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(500), { maxLength: 40 }), (text, cuts) => {
        const shownText = render(cutAt(text, cuts));
        expect(shownText).not.toMatch(/[⟦⟧]/);
        const outsideFences = text.replace(/```ts\n[\s\S]*?(?:```\n|$)/g, "");
        const told = shownText.split("~~clinic/ghost~~ (not in these files)").length - 1;
        // In code a name is text, and the footer says what of it is not there; nowhere else does one pass unmarked.
        if (!/[`<]/.test(text)) expect(told).toBe(outsideFences.split("⟦clinic/ghost⟧").length - 1);
      }),
      { numRuns: 500 },
    );
  });

  test("and it reads the same, one letter at a time or all at once", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(500), { maxLength: 40 }), (text, cuts) => {
        expect(render(cutAt(text, cuts))).toBe(render([...text]));
      }),
      { numRuns: 500 },
    );
  });
});
