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
export function hostsIn(secret: YamlNode): ReadonlyMap<string, readonly Address[]> {
  const hosts = new Map<string, readonly Address[]>();
  for (const field of ["data", "stringData"] as const) {
    for (const { name, value } of entriesOf(get(secret, field))) {
      const written = textOf(value);
      if (written === undefined || written.length > longest) continue;
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
