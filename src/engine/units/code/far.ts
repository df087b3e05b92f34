import type { Sink } from "../../knowledge/code/index.ts";
import { addressesIn, hostWordsIn } from "../../syntax/addresses/addresses.ts";
import type { Part, Proof, Said } from "./follow.ts";

/** Whom a value names: a host, or whoever a variable names where it is started. */
export type Far =
  | {
      readonly host: string;
      readonly port?: number;
      readonly scheme?: string;
      readonly unless: readonly string[];
      readonly by: readonly Proof[];
    }
  | { readonly variable: string; readonly by: readonly Proof[] };

const gap = "\u0000";

/** The far ends of one thing that a value may be. */
export function* farOf({ parts: written, by }: Said, { far }: Sink, unless: readonly string[] = []): Iterable<Far> {
  const parts = withoutUsers(written);
  const first = parts.find((it) => it.is !== "text" || it.text !== "");
  if (first === undefined) return;
  const variable = variableIn(parts);
  if (variable !== undefined) {
    yield { variable: variable.name, by };
    if (variable.otherwise === undefined || unless.length > 3) return;
    const replaced = parts.flatMap((it): readonly Part[] => (it === variable ? (variable.otherwise?.parts ?? []) : [it]));
    yield* farOf({ parts: replaced, by: [...by, ...variable.otherwise.by].slice(0, 4) }, { far } as Sink, [...unless, variable.name]);
    return;
  }
  // Behind the first thing nobody knows a path may follow; what stands before it is certain.
  const text = parts.map((it) => (it.is === "text" ? it.text : it.is === "variable" ? (plain(it) ?? gap) : gap)).join("");
  const named = far.names
    ? /^(?:consul|discovery|etcd|nacos|zk|zookeeper|dns|xds|kubernetes|passthrough):\/\/[^/]*\/+([A-Za-z][\w-]*)/.exec(text)?.[1]
    : undefined;
  if (named !== undefined) {
    yield { host: named, unless, by };
    return;
  }
  const certain = text.split(gap)[0] ?? "";
  if (certain === "" || (certain.endsWith("://") && text.length > certain.length)) return;
  // A host whose rest is unknown (`http://orders-` + x) is nobody's.
  const open = text.length > certain.length && /:\/\/[^/:]*$/.test(certain);
  if (open) return;
  const whole = certain.replace(/:$/, "");
  const found = addressesIn(whole);
  const words = found.length === 0 && far.words && text === certain ? hostWordsIn(whole) : [];
  for (const { host, port, scheme, form } of found.length > 0 ? found : words) {
    if (!far.words && form !== "url" && form !== "pair") continue;
    if (form === "word" && !isName(host)) continue;
    yield { host, ...(port !== undefined && { port }), ...(scheme !== undefined && { scheme }), unless, by };
  }
}

/** Ports are known by what holds without the variable. */
const plain = ({ otherwise }: Extract<Part, { is: "variable" }>): string | undefined =>
  otherwise?.parts.length === 1 && otherwise.parts[0]?.is === "text" ? otherwise.parts[0].text : undefined;

/** Users and passwords stand before the host and are nobody's business: whatever they are, the host behind them is certain. */
function withoutUsers(parts: readonly Part[]): readonly Part[] {
  const keywords = parts.some(
    (it) => it.is === "text" && /(?:^|[\s;])(?:user|password|pwd|uid|dbname|database)(?: id)?\s*=/i.test(it.text),
  );
  const at = parts.findLastIndex((it) => it.is === "text" && it.text.includes("@"));
  if (at < 0 && !keywords) return parts;
  const joined: Part[] = [];
  for (const [index, it] of parts.entries()) {
    const before = joined.at(-1);
    const host = before?.is === "text" && hostFollows.test(before.text);
    const plainText = it.is === "text" ? it.text : index < at || (keywords && !host) ? "x" : undefined;
    if (plainText === undefined) joined.push(it);
    else if (before?.is === "text") joined[joined.length - 1] = { is: "text", text: before.text + plainText };
    else joined.push({ is: "text", text: plainText });
  }
  return joined;
}
const hostFollows = /(?:^|[\s;])(?:host|server|data source|addr|address|hostname)\s*=\s*$/i;

/** The variable in whose place the host stands: at the beginning, or behind a scheme. */
function variableIn(parts: readonly Part[]): Extract<Part, { is: "variable" }> | undefined {
  const [first, second] = parts.filter((it) => it.is !== "text" || it.text !== "");
  if (first?.is === "variable") return first;
  if (first?.is !== "text" || second?.is !== "variable") return undefined;
  return /^[\w+.:-]{1,40}:\/\/(?:[^/@]*@)?$|^[^/\s]*@tcp6?\($/.test(first.text) || hostFollows.test(first.text) ? second : undefined;
}

/** A word that can be somebody's name: not a word of options. */
const isName = (host: string): boolean =>
  /^[a-z][\w.-]*$/i.test(host) &&
  !/^(?:get|post|put|delete|utf-?8|tcp|udp|true|false|json|text|default|primary|main|test|sqlite\d?|memory)$/i.test(host);
