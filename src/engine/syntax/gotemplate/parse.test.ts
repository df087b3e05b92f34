import { describe, expect, test } from "vitest";
import { parseTemplate } from "./parse.ts";
import type { TemplateNode } from "./tree.ts";

const source = `kind: {{ .Values.kind | quote -}}
 x
{{- if and .a (not $.b) }}
yes{{ else if .c }}maybe{{ else }}no{{ end }}
{{- range $k, $v := .list }}{{ $v.name }}{{ end }}
{{- define "n" }}text{{ end }}{{/* a comment */}}
{{ template "n" . }}`;

/** What each node says, and the piece of the text it stands at. */
const outline = (nodes: readonly TemplateNode[], text: string): readonly unknown[] =>
  nodes.map((it) => {
    const at = text.slice(it.start, it.end);
    if (!("body" in it)) return `${it.kind} ${at}`;
    return [`${it.kind} ${at}`, outline(it.body, text), ...(it.otherwise === undefined ? [] : [outline(it.otherwise, text)])];
  });

describe("a file of templates", () => {
  test("is text and actions, each at its place, trimmed as the markers say", () => {
    const { body, defines, problems } = parseTemplate(source);
    expect(problems).toEqual([]);
    expect(outline(body, source)).toEqual([
      "text kind: ",
      "action {{ .Values.kind | quote -}}",
      "text x",
      ["if {{- if and .a (not $.b) }}", ["text \nyes"], [["if {{ else if .c }}", ["text maybe"], ["text no"]]]],
      ["range {{- range $k, $v := .list }}", ["action {{ $v.name }}"]],
      "text \n",
      'template {{ template "n" . }}',
    ]);
    expect([...defines.keys()]).toEqual(["n"]);
  });
  test("texts may hold what ends an action elsewhere", () => {
    const text = "{{ \"}}\" }}{{ `\n}}` }}{{ '}' }}";
    expect(outline(parseTemplate(text).body, text)).toEqual(['action {{ "}}" }}', "action {{ `\n}}` }}", "action {{ '}' }}"]);
  });
  test.each([
    ["{{ .a", "This action is not closed.", "{{"],
    ["{{ if .a }}x", "This if has no end.", "{{ if .a }}"],
    ["x{{ end }}", "There is nothing open that this end closes.", "{{ end }}"],
    ["{{ (.a }}", "This parenthesis is not closed.", "("],
    ["{{ .a | }}", "A value is missing here.", "|"],
    ["{{ .a ! }}", '"!" is not expected here.', "!"],
    ["{{ else }}", "There is nothing open that this else belongs to.", "{{ else }}"],
    ["{{ define x }}{{ end }}", "The name of a define is a text in quotes.", "{{ define x }}"],
  ])("%s: %s", (text, message, at) => {
    const { problems } = parseTemplate(text);
    expect(problems.map((it) => [it.message, text.slice(it.start, it.end)])).toEqual([[message, at]]);
  });
  test("whatever is cut off anywhere is read without an exception", () => {
    for (let end = 0; end <= source.length; end++) {
      const cut = source.slice(0, end);
      for (const it of parseTemplate(cut).problems) expect(it.end).toBeLessThanOrEqual(cut.length);
    }
  });
  test.each([
    ["branches", "{{ if a }}".repeat(20_000)],
    ["parentheses", `{{ ${"(".repeat(20_000)} }}`],
    ["braces", "{{".repeat(50_000)],
  ])("twenty thousand open %s cost what their length costs", (_, text) => {
    const from = process.cpuUsage().user;
    expect(parseTemplate(text).problems.length).toBeGreaterThan(0);
    expect((process.cpuUsage().user - from) / 1000).toBeLessThan(2000);
  });
});
