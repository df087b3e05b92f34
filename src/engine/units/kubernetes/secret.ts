import { nameSays } from "../../knowledge/variables.ts";
import type { Address } from "../../syntax/addresses/addresses.ts";
import { decodedBase64 } from "../../syntax/base64.ts";
import type { YamlNode } from "../../syntax/yaml/tree.ts";
import { entriesOf, get, textOf } from "../../syntax/yaml/walk.ts";
import { addressesOf } from "../facts/mentions.ts";

/** Longer values are certificates and files. */
const longest = 4000;

/**
 * The hosts that a Secret's values name, by key: `DATABASE_URL` is kept in a Secret for its password, and who it leads to is no
 * secret. Only hosts, ports and schemes leave this function.
 */
export const hostsIn = (secret: YamlNode): ReadonlyMap<string, readonly Address[]> =>
  hostsAmong((["data", "stringData"] as const).map((it) => [it, textsUnder(secret, it)]));

function* textsUnder(secret: YamlNode, field: string): Iterable<readonly [string, string]> {
  for (const { name, value } of entriesOf(get(secret, field))) yield [name, textOf(value) ?? ""];
}

/** The same of values however they are known: by field, then by key. */
export function hostsAmong(
  fields: Iterable<readonly ["data" | "stringData", Iterable<readonly [string, string]>]>,
): ReadonlyMap<string, readonly Address[]> {
  const hosts = new Map<string, readonly Address[]>();
  for (const [field, values] of fields) {
    for (const [name, written] of values) {
      if (written === "" || written.length > longest) continue;
      const text = field === "data" ? decodedBase64(written) : written;
      const says = nameSays(name);
      const named = text === undefined ? [] : addressesOf(text, says, says.host);
      if (named.length > 0) hosts.set(name, named.map(bare));
    }
  }
  return hosts;
}

const bare = ({ host, port, scheme, form }: Address): Address => ({
  host,
  ...(port !== undefined && { port }),
  ...(scheme !== undefined && { scheme }),
  form,
  start: 0,
  end: 0,
});

/** Filled in by somebody else before it is applied: templates, references of secret managers, ciphers, words like `changeme`. */
const placeholder =
  /^(?:|<[^>]{0,80}>|\$\{[^}]{0,80}\}|\$\([^)]{0,80}\)|\$[A-Z_]{1,60}|.{0,40}\{\{.*|ENC\[.*|(?:ref\+|vault:|aws:|gcp:|azure:|op:\/\/|secretmanager:).*|%[A-Z_]{1,60}%|[x*.?_-]{1,40}|(?:change|replace|fill|insert|update)[-_ ]?(?:me|this|in|it).*|(?:your|my|some|the)[-_ ].{0,60}|example.{0,40}|dummy.{0,40}|placeholder.{0,40}|redacted|todo|tbd|none|null|base64.{0,40})$/is;

/** What a value of a Secret is: nothing, something for somebody else to fill in, or a value. The value itself goes nowhere. */
export function standing(written: string, encoded: boolean): "empty" | "placeholder" | "value" {
  const text = written.trim();
  if (text === "") return "empty";
  if (text.length > longest) return "value";
  if (placeholder.test(text)) return "placeholder";
  const decoded = encoded ? decodedBase64(text)?.trim() : text;
  // What is no base64 cannot be applied as it stands.
  return decoded === undefined || placeholder.test(decoded) ? "placeholder" : "value";
}
