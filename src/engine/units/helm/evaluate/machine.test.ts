import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../../syntax/gotemplate/parse.ts";
import { parseYaml } from "../../../syntax/yaml/parse.ts";
import { functions } from "../functions/index.ts";
import { type Machine, render } from "./machine.ts";
import { textIn } from "./rope.ts";
import { Exhausted } from "./stops.ts";
import { dictOf, shownGaps } from "./value.ts";
import { valueFrom } from "./yaml-in.ts";

const values = `
name: shop
replicas: 3
large: 1000000
ratio: 0.5
on: true
off: false
nothing: null
empty: ""
list: [b, a, c]
ports: [{ name: http, port: 80 }, { name: grpc, port: 9090 }]
image: { repository: acme/shop, tag: "1.10" }
env: { B_KEY: two, A_KEY: "1" }
nested: { deep: { key: value } }
template: "{{ .Values.name }}-db"
`;

function rendered(template: string, limits = { steps: 200_000, characters: 500_000 }): { text: string; troubles: readonly string[] } {
  const file = parseTemplate(template);
  const machine: Machine = {
    templates: new Map([...file.defines].map(([name, body]) => [name, { file: "t", body }])),
    functions,
    troubles: [],
    budget: { ...limits },
    gaps: new Map(),
    unknownFunctions: new Set(),
    depth: 0,
    here: { file: "t", start: 0, end: 0 },
    parsed: new Map(),
  };
  const dot = dictOf([["Values", valueFrom(parseYaml(values).documents[0]?.root)]]);
  const text = shownGaps(textIn(render(file.body, "t", dot, machine)));
  return { text, troubles: machine.troubles.map((it) => it.message) };
}
const text = (template: string): string => rendered(template).text;

describe("what Go's text/template says", () => {
  test.each([
    ["{{ .Values.name }}", "shop"],
    ["a {{- 1 -}} b", "a1b"],
    ["a {{/* nothing */}} b", "a  b"],
    ["a\n{{- /* nothing */ -}}\nb", "ab"],
    ["{{ if .Values.on }}yes{{ else }}no{{ end }}", "yes"],
    ["{{ if .Values.off }}a{{ else if .Values.on }}b{{ else }}c{{ end }}", "b"],
    ["{{ if and .Values.on .Values.name }}{{ .Values.name }}{{ end }}", "shop"],
    ['{{ and 1 0 2 }} {{ or 0 "" 2 }} {{ not 0 }}', "0 2 true"],
    ["{{ with .Values.image }}{{ .tag }}{{ $.Values.name }}{{ end }}", "1.10shop"],
    ["{{ with .Values.missing }}a{{ else }}b{{ end }}", "b"],
    ["{{ range .Values.list }}{{ . }},{{ end }}", "b,a,c,"],
    ["{{ range $i, $it := .Values.list }}{{ $i }}{{ $it }}{{ end }}", "0b1a2c"],
    ["{{ range $k, $v := .Values.env }}{{ $k }}={{ $v }};{{ end }}", "A_KEY=1;B_KEY=two;"],
    ["{{ range .Values.missing }}a{{ else }}none{{ end }}", "none"],
    ['{{ range .Values.list }}{{ if eq . "a" }}{{ continue }}{{ end }}{{ . }}{{ end }}', "bc"],
    ['{{ range .Values.list }}{{ if eq . "a" }}{{ break }}{{ end }}{{ . }}{{ end }}', "b"],
    ["{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $y := 3 }}{{ end }}{{ $x }}", "2"],
    ["{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}", "1"],
    ['{{ define "t" }}<{{ . }}>{{ end }}{{ template "t" .Values.name }}', "<shop>"],
    ['{{ block "b" .Values.name }}[{{ . }}]{{ end }}', "[shop]"],
    ['{{ index .Values.list 1 }}{{ index .Values.env "B_KEY" }}', "atwo"],
    ["{{ len .Values.list }}{{ len .Values.name }}", "34"],
    ['{{ printf "%s-%d-%05.1f-%q-%v|%-4s|%4d" "a" 7 2.5 "q" true "x" 3 }}', 'a-7-002.5-"q"-true|x   |   3'],
    ["{{ (index .Values.ports 0).port }}", "80"],
    ["{{ .Values.large }}", "1000000"],
    ['{{ "a\\tb" }}{{ `raw\\n` }}', "a\tbraw\\n"],
    ['{{ eq 1 2 1 }} {{ ne 1 2 }} {{ lt 1 2 }} {{ ge "b" "a" }}', "true true true true"],
    ["{{ .Values.env }}", "map[A_KEY:1 B_KEY:two]"],
    ["{{ .Values.missing }}|{{ ((.Values.missing).deep).deeper }}|", "||"],
  ])("%s → %s", (template, result) => expect(text(template)).toBe(result));
});

describe("what Helm and sprig add", () => {
  test.each([
    ['{{ include "t" . | indent 2 }}{{ define "t" }}a\nb{{ end }}', "  a\n  b"],
    ['{{ "a\\nb" | nindent 2 }}', "\n  a\n  b"],
    ["{{ toYaml .Values.ports }}", "- name: http\n  port: 80\n- name: grpc\n  port: 9090"],
    ["{{ toYaml .Values.image }}", 'repository: acme/shop\ntag: "1.10"'],
    ["{{ toJson .Values.image }}", '{"repository":"acme/shop","tag":"1.10"}'],
    ['{{ (fromYaml "a: [1, 2]").a }}', "[1 2]"],
    ["{{ tpl .Values.template . }}", "shop-db"],
    ['{{ default "x" .Values.empty }}{{ .Values.name | default "x" }}{{ default 3 0 }}', "xshop3"],
    ['{{ coalesce .Values.nothing "" "c" }}', "c"],
    ['{{ ternary "a" "b" .Values.off }}', "b"],
    ["{{ .Values.name | quote }}{{ .Values.name | squote }}{{ quote .Values.nothing }}", "\"shop\"'shop'"],
    ['{{ "shop-app-" | trunc 8 | trimSuffix "-" | upper }}', "SHOP-APP"],
    ['{{ trunc -3 "abcdef" }}{{ substr 1 3 "abcdef" }}', "defbc"],
    ['{{ replace "+" "_" "1.0+x" }}{{ "a b" | title | nospace }}', "1.0_xAB"],
    ['{{ join "," (sortAlpha .Values.list) }}{{ splitList "/" "a/b" | last }}', "a,b,cb"],
    ['{{ $d := dict "a" 1 }}{{ $_ := set $d "b" 2 }}{{ keys $d | sortAlpha | join "," }}{{ hasKey $d "c" }}{{ get $d "b" }}', "a,bfalse2"],
    ['{{ (merge (dict "a" 1) (dict "a" 2 "b" 3)) | toJson }}', '{"a":1,"b":3}'],
    ['{{ (mergeOverwrite (dict "a" 1 "c" (dict "x" 1)) (dict "a" 2 "c" (dict "y" 2))) | toJson }}', '{"a":2,"c":{"x":1,"y":2}}'],
    ['{{ dig "deep" "key" "none" .Values.nested }}{{ dig "deep" "no" "none" .Values.nested }}', "valuenone"],
    ["{{ until 3 }}{{ untilStep 3 10 3 }}{{ seq 2 4 }}", "[0 1 2][3 6 9]2 3 4"],
    ['{{ add 1 2 3 }}{{ sub 5 2 }}{{ mul 2 3 }}{{ div 7 2 }}{{ mod 7 2 }}{{ max 1 5 2 }}{{ int "12" }}', "63631512"],
    [
      '{{ semverCompare ">=1.19-0" "v1.33.0" }}{{ semverCompare "^1.2.x" "1.3.0" }}{{ semverCompare "~1.2" "1.3.0" }}{{ semverCompare "<2 || >=3" "3.1.0" }}',
      "truetruefalsetrue",
    ],
    ['{{ b64enc "a:b" }}{{ b64dec "YTpi" }}', "YTpia:b"],
    ['{{ sha256sum "abc" }}', "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    ['{{ kindIs "map" .Values.env }}{{ kindOf .Values.list }}{{ typeOf .Values.name }}', "trueslicestring"],
    [
      '{{ regexReplaceAll "([a-z]+)-(\\\\d+)" "web-12" "$2/${1}" }}{{ regexMatch "^[a-z]+$" "abc" }}{{ regexFind "[0-9]+" "a12b" }}',
      "12/webtrue12",
    ],
    ['{{ lookup "v1" "Secret" "ns" "n" | empty }}', "true"],
    ["{{ append (list 1 2) 3 | len }}", "3"],
    ['{{ without (list "a" "b") "a" }}{{ has "a" .Values.list }}{{ uniq (list 1 1 2) }}{{ compact (list "" "a") }}', "[b]true[1 2][a]"],
    ['{{ urlParse "http://u:p@db:5432/x" | dig "host" "" }}', "db:5432"],
    ['{{ snakecase "FirstName" }}{{ camelcase "first_name" }}{{ kebabcase "FirstName" }}', "first_nameFirstNamefirst-name"],
  ])("%s → %s", (template, result) => expect(text(template)).toBe(result));
});

describe("what nobody can decide", () => {
  test.each([
    ["{{ randAlphaNum 8 }}", "{{…}}"],
    ['a{{ required "needed" .Values.missing }}b', "a{{…}}b"],
    ['{{ include "elsewhere" . }}', "{{…}}"],
    ["{{ .Values.missing.deeper }}", "{{…}}"],
    ['{{ printf "%s-x" (randAlphaNum 4) | upper }}', "{{…}}-X"],
    ["{{ if randAlphaNum 4 }}then{{ else }}other{{ end }}", "then"],
    ['{{ eq (uuidv4) "a" }}', "{{…}}"],
    ["{{ range $k, $v := genCA }}{{ $k }}{{ end }}", "{{…}}"],
    ["{{ somethingNew .Values.name }}", "{{…}}"],
  ])("%s → %s", (template, result) => expect(text(template)).toBe(result));

  test("poisons only what depends on it", () => {
    expect(text('{{ $p := randAlphaNum 8 }}a: {{ .Values.name }}\nb: {{ $p }}\nc: {{ default "x" "" }}')).toBe("a: shop\nb: {{…}}\nc: x");
  });
  test("what Helm refuses is told, and the rest is read", () => {
    const { text: written, troubles } = rendered('{{ fail "no host" }}{{ .Values.name.x }}{{ .Values.name }}');
    expect(written).toBe("{{…}}{{…}}shop");
    expect(troubles).toEqual(["the chart refuses these values: no host", "a string has no field x"]);
  });
});

describe("what takes too much ends", () => {
  test.each([
    ["a template that includes itself", '{{ define "t" }}{{ include "t" . }}{{ end }}{{ include "t" . }}'],
    [
      "two that include each other twice",
      '{{ define "a" }}{{ include "b" . }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
    ],
    ["loops in loops", "{{ range until 9999 }}{{ range until 9999 }}{{ range until 9999 }}x{{ end }}{{ end }}{{ end }}"],
    ["a text that doubles", '{{ $x := "aaaaaaaaaa" }}{{ range until 100 }}{{ $x = print $x $x }}{{ $x }}{{ end }}'],
    ["repeated text", '{{ repeat 1000000 "aaaaaaaaaaaaaaaaaaaa" }}'],
  ])("%s", (_, template) => expect(() => rendered(template)).toThrow(Exhausted));

  test.each([
    ["counting to a thousand million", "{{ range until 1000000000 }}x{{ end }}"],
    ["a pattern that others take forever for", `{{ regexMatch "^(a+)+$" "${"a".repeat(400)}b" }}`],
  ])("%s", (_, template) => {
    const start = process.cpuUsage().user;
    rendered(template);
    expect((process.cpuUsage().user - start) / 1000).toBeLessThan(1000);
  });
});
