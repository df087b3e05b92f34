import type { ApiScheme, ApiServer } from "../../../model/index.ts";
import { textOf } from "../../../syntax/yaml/walk.ts";
import { entriesUnder, itemsUnder, type Parts, type Placing, type Spot, under } from "../files.ts";
import { operationSpots, pathItems } from "./operations.ts";

/** Every server that is said: of the whole, of a path, of an operation. */
export function serversOf(root: Spot, parts: Parts, placing: Placing): readonly ApiServer[] {
  const holders = [root, ...pathItems(parts).map(({ item }) => item), ...operationSpots(parts).map(({ spot }) => spot)];
  return holders.flatMap((it) => [
    ...itemsUnder(under(it, "servers")).flatMap((one) => server(one, placing)),
    ...schemes(it, root, placing),
  ]);
}

function server(spot: Spot, placing: Placing): readonly ApiServer[] {
  const url = under(spot, "url");
  const written = textOf(url?.node);
  if (url === undefined || written === undefined) return [];
  const variables = new Map(entriesUnder(under(spot, "variables")).map((it) => [it.name, it]));
  const filled = (text: string): string =>
    text.replace(/\{([^{}]{1,200})\}/g, (braces, name: string) => textOf(under(variables.get(name), "default")?.node) ?? braces);
  const first = /^\{([^{}]{1,200})\}(?=:|$)/.exec(written)?.[1];
  const choices = first === undefined ? [] : itemsUnder(under(variables.get(first), "enum")).flatMap((it) => textOf(it.node) ?? []);
  const texts = choices.length > 0 ? choices.map((it) => filled(written.replace(`{${first}}`, it))) : [filled(written)];
  const host = hostIn(texts[0] ?? "");
  return [
    {
      at: placing.at(url),
      url: shown(written),
      schemes: [...new Set(texts.flatMap((it) => /^([a-z][a-z0-9+.-]*):\/\//i.exec(it.trim())?.[1]?.toLowerCase() ?? []))],
      ...(host !== undefined && { host }),
    },
  ];
}

/** Swagger says schemes and a host; an operation may have schemes of its own. */
function schemes(holder: Spot, root: Spot, placing: Placing): readonly ApiServer[] {
  const host = textOf(under(root, "host")?.node);
  return itemsUnder(under(holder, "schemes")).flatMap((it): readonly ApiServer[] => {
    const scheme = textOf(it.node)?.toLowerCase();
    if (scheme === undefined) return [];
    const bare = host === undefined ? undefined : hostIn(`${scheme}://${host}`);
    return [
      {
        at: placing.at(it),
        url: host === undefined ? scheme : `${scheme}://${shown(host)}`,
        schemes: [scheme],
        ...(bare !== undefined && { host: bare }),
      },
    ];
  });
}

/** Without a user and a password before the host. */
const shown = (url: string): string => url.replace(/\/\/[^/@]{1,500}@/, "//");

function hostIn(url: string): string | undefined {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]{1,500}@)?(\[[0-9a-f:.]{1,60}\]|[^/:?#]{1,300})/i.exec(url.trim())?.[1];
  return host === undefined ? undefined : host.toLowerCase();
}

/** How callers say who they are, in either version's words. */
export function schemesOf(root: Spot, parts: Parts, placing: Placing): readonly ApiScheme[] {
  const said = [...entriesUnder(under(root, "components", "securitySchemes")), ...entriesUnder(under(root, "securityDefinitions"))];
  return said.flatMap((it): readonly ApiScheme[] => {
    const at = parts.follow(it);
    const type = textOf(under(at, "type")?.node);
    if (at === undefined || type === undefined) return [];
    const scheme = type.toLowerCase() === "basic" ? "basic" : textOf(under(at, "scheme")?.node)?.toLowerCase();
    const place = textOf(under(at, "in")?.node)?.toLowerCase();
    return [
      {
        at: placing.at(it),
        name: it.name,
        type: type.toLowerCase() === "basic" ? "http" : type.toLowerCase() === "apikey" ? "apiKey" : type,
        ...(scheme !== undefined && { scheme }),
        ...(place !== undefined && { in: place }),
      },
    ];
  });
}
