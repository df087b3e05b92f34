/** Values whose names stand beside them: variables of containers, headers, elements, and everything that a Secret holds. */
import { isHarmless, isSecretHeader, isSecretName } from "./names.ts";
import type { Range } from "./ranges.ts";
import { meantIn } from "./settings.ts";
import { type TextKind, valueAt } from "./values.ts";

const nameFirst =
  /["']?\b(?:name|key|field|Name|Key)\b["']?[ \t]*[:=][ \t]*["']?([\w./-]{2,100})["']?[ \t]*,?\s*["']?\b(?:value|Value|default)\b["']?[ \t]*[:=]/g;
const valueFirst =
  /["']?\b[vV]alue\b["']?[ \t]*[:=][ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s,"']+))[ \t]*,?\s*["']?\b(?:name|key|Name|Key)\b["']?[ \t]*[:=][ \t]*["']?([\w./-]{2,100})/dg;
const element = /<([\w.:-]{3,60})(?:\s[^<>]*)?>([^<>\n]+)<\/\1>/dg;
const attributes = /\b(?:name|key)="([^"\n]+)"\s+value="([^"\n]*)"/dg;
const variable = /\bvariable\s+"([\w-]+)"\s*\{[^{}]{0,500}?\bdefault\s*=\s*"([^"\n]*)"/dg;
const column = /\b(\w+)\s+(?:text|n?(?:var)?char|character|citext|string)\b[^,\n]{0,200}?\bdefault\s+N?'((?:[^'\n]|'')*)'/dgi;
const insert = /\binsert\s+into\s+[\w."`[\]]+\s*\(([^()]*)\)\s*values\s*([^;]*)/dgi;

export function* secretsOfObjects(text: string, kind: TextKind): Iterable<Range> {
  for (const match of text.matchAll(nameFirst)) {
    if (!isSecretHeader(match[1] ?? "")) continue;
    const value = valueAt(text, match.index + match[0].length, { kind: "settings", wholeLine: match[0].includes("\n") });
    if (value !== undefined) yield* meantIn(text, value, kind === "prose" ? "settings" : kind, false);
  }
  for (const match of text.matchAll(valueFirst)) {
    if (!isSecretHeader(match[4] ?? "")) continue;
    const place = match.indices?.[1] ?? match.indices?.[2] ?? match.indices?.[3];
    if (place !== undefined && !isHarmless(text.slice(...place))) yield { start: place[0], end: place[1] };
  }
  for (const pattern of [element, attributes, variable, column]) {
    for (const match of text.matchAll(pattern)) {
      const place = match.indices?.[2];
      if (place !== undefined && isSecretName(match[1] ?? "") && !isHarmless(match[2] ?? "")) yield { start: place[0], end: place[1] };
    }
  }
  for (const match of text.matchAll(insert)) {
    const [from] = match.indices?.[2] ?? [0];
    if (!(match[1] ?? "").split(",").some((it) => isSecretName(it.replace(/["`[\]\s]/g, "")))) continue;
    for (const it of (match[2] ?? "").matchAll(/'((?:[^']|'')*)'/g))
      yield { start: from + it.index + 1, end: from + it.index + it[0].length - 1 };
  }
  yield* secretsOfSecrets(text);
}

/** Of a Kubernetes Secret every value, whatever its name. */
function* secretsOfSecrets(text: string): Iterable<Range> {
  if (!/\bSecret\b/.test(text)) return;
  let from = 0;
  for (const document of text.split(/^(?=---)/m)) {
    if (/^kind:[ \t]*["']?Secret["']?[ \t]*(?:#.*)?\r?$/m.test(document)) yield* shifted(dataOf(document), from);
    else if (/"kind"\s*:\s*"Secret"/.test(document)) yield* shifted(membersOf(document), from);
    from += document.length;
  }
}

function* dataOf(document: string): Iterable<Range> {
  for (const block of document.matchAll(/^([ \t]*)(?:data|stringData):[^\n]*\n((?:\1[ \t]+[^\n]*(?:\n|$)|[ \t]*\n)*)/gm)) {
    const start = block.index + block[0].length - (block[2] ?? "").length;
    for (const line of (block[2] ?? "").matchAll(/^[ \t]*[^\s:#][^:\n]*:[ \t]*/gm)) {
      const value = valueAt(document, start + line.index + line[0].length, { kind: "settings", wholeLine: true });
      if (value !== undefined && !/^\{\{.*\}\}$/.test(document.slice(value.start, value.end))) yield value;
    }
  }
  for (const flow of document.matchAll(/^[ \t]*(?:data|stringData):[ \t]*\{/gm)) yield* members(document, flow.index + flow[0].length);
}

function* membersOf(document: string): Iterable<Range> {
  for (const it of document.matchAll(/"(?:data|stringData)"\s*:\s*\{/g)) yield* members(document, it.index + it[0].length);
}

function* members(text: string, from: number): Iterable<Range> {
  const close = text.indexOf("}", from);
  const inner = text.slice(from, close < 0 ? text.length : close);
  for (const it of inner.matchAll(/:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s,"'{}]+))/dg)) {
    const place = it.indices?.[1] ?? it.indices?.[2] ?? it.indices?.[3];
    if (place !== undefined) yield { start: from + place[0], end: from + place[1] };
  }
}

function* shifted(ranges: Iterable<Range>, by: number): Iterable<Range> {
  for (const { start, end } of ranges) yield { start: start + by, end: end + by };
}
