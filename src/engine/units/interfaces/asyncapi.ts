import { schemeNamed } from "../../knowledge/schemes.ts";
import { type Address, type Deed, proved, type UnitTopic, type UnitUse } from "../../model/index.ts";
import type { OpenApiBody } from "../../readers/interfaces/openapi.ts";
import { addressesIn } from "../../syntax/addresses/addresses.ts";
import { isIp, isLocal, looksPublic } from "../../syntax/addresses/hosts.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import { textOf } from "../../syntax/yaml/walk.ts";
import { openLedger } from "../facts/placed-ledger.ts";
import type { Unit, UnitKind } from "../unit.ts";
import { entriesUnder, filesOf, itemsUnder, openParts, openPlacing, type Parts, partOf, type Spot, under } from "./files.ts";
import { homeFor } from "./home.ts";

interface AsyncApiUnit extends Unit {
  readonly file: string;
}

/** What an application sends and receives. A description is nothing that runs: what it says of brokers is inferred. */
export const asyncApiUnits: UnitKind<AsyncApiUnit> = {
  id: "asyncapi",
  title: "AsyncAPI descriptions",
  discover: (library) =>
    library
      .of("asyncapi")
      .flatMap(({ file, body }) =>
        (body as OpenApiBody).version === ""
          ? []
          : [{ id: `unit:asyncapi:${file}`, kind: "asyncapi", files: filesOf(library, file), file }],
      ),
  render({ id, file }, library) {
    const main = partOf(library, file);
    const ledger = openLedger("asyncapi");
    const placing = openPlacing();
    const topics = new Map<string, UnitTopic>();
    const uses: UnitUse[] = [];
    const homes = [];
    if (main?.root !== undefined) {
      const parts = openParts(main, (it) => partOf(library, it));
      const root: Spot = { part: main, node: main.root, way: undefined };
      homes.push(homeFor("application", file, [textOf(under(root, "info", "title")?.node) ?? ""]));
      for (const { channel, name, spot, does } of deedsOf(root, parts)) {
        const broker = brokerOf(channel, root, parts);
        const at = placing.at(spot);
        const words = does === "publishes" ? "sends to" : does === "consumes" ? "receives from" : "describes";
        ledger.note(at, placing.places.get(at), `${baseName(file)} ${words} ${name}`, "inferred");
        const exists = [proved(true as const, "all", at)] as const;
        const known = topics.get(name);
        topics.set(name, {
          key: name,
          name,
          ...(broker !== undefined && { broker: broker.address }),
          exists: known === undefined ? exists : [known.exists[0], ...known.exists.slice(1), ...exists],
        });
        if (broker !== undefined && does !== undefined)
          uses.push({
            from: "application",
            to: broker.address,
            style: "message",
            does,
            onlyIfKnown: true,
            ...(broker.protocol !== undefined && { protocol: broker.protocol }),
            exists,
          });
      }
    }
    return {
      unit: id,
      system: { name: library.workspaceName, folder: folderOf(file), reason: "The folder that is open." },
      variants: [],
      describes: true,
      main: undefined,
      components: [],
      homes,
      uses,
      topics: [...topics.values()],
      resources: [],
      evidence: ledger.rows(),
      problems: [],
      places: ledger.places(),
    };
  },
};

interface DeedAt {
  readonly channel: Spot;
  /** The topic, queue or address. */
  readonly name: string;
  readonly spot: Spot;
  /** `undefined` = the channel is described, and nobody says what the application does with it. */
  readonly does: Deed | undefined;
}

/**
 * Version 2 says what others do to a channel: they `publish` what the application receives. Version 3 says what the application does.
 */
function deedsOf(root: Spot, parts: Parts): readonly DeedAt[] {
  const found: DeedAt[] = [];
  const isThird = textOf(under(root, "asyncapi")?.node)?.startsWith("3") === true;
  const used = new Set<string>();
  if (isThird)
    for (const said of entriesUnder(under(root, "operations"))) {
      const operation = parts.follow(said);
      const channel = parts.follow(under(operation, "channel"));
      const action = textOf(under(operation, "action")?.node);
      if (channel === undefined || (action !== "send" && action !== "receive")) continue;
      const name = addressOf(channel, textOf(under(operation, "channel", "$ref")?.node) ?? said.name);
      used.add(name);
      found.push({ channel, name, spot: said, does: action === "send" ? "publishes" : "consumes" });
    }
  for (const said of entriesUnder(under(root, "channels"))) {
    const channel = parts.follow(said);
    if (channel === undefined) continue;
    const name = isThird ? addressOf(channel, said.name) : said.name;
    const [sent, received] = isThird ? [undefined, undefined] : [under(channel, "subscribe"), under(channel, "publish")];
    if (sent !== undefined) found.push({ channel, name, spot: sent, does: "publishes" });
    if (received !== undefined) found.push({ channel, name, spot: received, does: "consumes" });
    if (sent === undefined && received === undefined && !used.has(name)) found.push({ channel, name, spot: said, does: undefined });
  }
  return found;
}

/** What a channel is called where messages go; its key is a name for readers only. */
const addressOf = (channel: Spot, key: string): string =>
  textOf(under(channel, "address")?.node) ??
  key
    .slice(key.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");

/** The first of the channel's servers (of all, where it names none) that says enough to be found. */
function brokerOf(
  channel: Spot,
  root: Spot,
  parts: Parts,
): { readonly address: Address; readonly protocol: string | undefined } | undefined {
  const all = entriesUnder(under(root, "servers"));
  const named = itemsUnder(under(channel, "servers"));
  const own = named.flatMap((it) =>
    parts.follow(it)?.node === it.node ? all.filter(({ name }) => name === textOf(it.node)) : (parts.follow(it) ?? []),
  );
  for (const said of named.length > 0 ? own : all) {
    const server = parts.follow(said);
    const protocol = textOf(under(server, "protocol")?.node)?.toLowerCase();
    const url = textOf(under(server, "host")?.node) ?? textOf(under(server, "url")?.node);
    if (url === undefined || /[{}]/.test(url)) continue;
    const address = reachedAt(url, protocol);
    if (address !== undefined)
      return { address, protocol: protocol === undefined ? undefined : (schemeNamed(protocol)?.protocol ?? protocol) };
  }
  return undefined;
}

function reachedAt(url: string, protocol: string | undefined): Address | undefined {
  const [found] = addressesIn(url.includes("://") ? url : `${protocol ?? "tcp"}://${url}`);
  if (found === undefined || looksPublic(found.host) || (isIp(found.host) && !isLocal(found.host))) return undefined;
  const { host, port } = found;
  if (!isLocal(host)) return { host, ...(port !== undefined && { port }) };
  // Several products speak Kafka's protocol; on a machine of one's own it is Kafka more often than not.
  const technology =
    protocol === undefined ? undefined : (schemeNamed(protocol)?.technology ?? (protocol.startsWith("kafka") ? "Apache Kafka" : undefined));
  return { near: { ...(port !== undefined && { port }), ...(technology !== undefined && { technology }) } };
}
